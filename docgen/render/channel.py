"""The channels of a diagram: the rooms between its layers, where arrows turn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from docgen.render.layers import Route, Slot
from docgen.render.layout import CLEAR, LEADING, STRAIGHT, TRACK, UNDER


class Plan(Protocol):
    """What a channel asks of the layout around it."""

    @property
    def routes(self) -> Sequence[Route]:
        """The arrows."""

    @property
    def between(self) -> float:
        """The least depth of a channel."""

    @property
    def across(self) -> bool:
        """Whether the flow goes down."""

    def layer(self, number: int) -> Sequence[Slot]:
        """Return the slots of a layer."""

    def size(self, slot: Slot) -> float:
        """Return the size of a slot across the flow."""

    def legend(self, route: Route) -> tuple[str, ...]:
        """Return the lines of an arrow's legend."""

    def legend_width(self, route: Route) -> float:
        """Return how wide an arrow's legend is across the flow."""


Group = tuple[Slot, bool]
"""The arrows that leave a slot together: those that go down, or those with a head at the slot itself."""
Step = tuple[Group, Slot, Route]


def turns_back(route: Route) -> bool:
    """Tell whether an arrow has a head at its upper end."""
    return route.turned or route.edge.kind == "обоюдная"


def beside(layer: Sequence[Slot], first: Slot, last: Slot) -> bool:
    """Tell whether two slots of a layer are neighbours."""
    return abs(layer.index(first) - layer.index(last)) == 1


class Channel:
    """The room below a layer: a track for every group of arrows that turns there, ports at the boxes below."""

    def __init__(self, plan: Plan, number: int) -> None:
        self._plan = plan
        self.top = 0.0
        self._outs: dict[Group, float] = {}
        self._ports: dict[tuple[Group, Slot], float] = {}
        self._tracks: dict[Group, int] = {}
        steps = [((upper, turns_back(route)), lower, route) for route in plan.routes
                 for upper, lower in pairwise(route.slots)
                 if upper.layer == number and lower.layer == number + 1]  # fmt: skip
        around = [route for route in plan.routes if route.slots[0].layer == route.slots[-1].layer == number
                  and not (beside(plan.layer(number), *route.slots) and not route.edge.legend)]  # fmt: skip
        groups = sorted({group for group, _, _ in steps}, key=lambda group: (group[0].at, group[1]))
        groups += [group for route in around if (group := (route.slots[0], False)) not in groups]
        self._leaders = _bundled(groups, steps)
        self._lone = {group for group in groups if sum(own == group for own, _, _ in steps) == 1}
        for upper, back in groups:
            both = (upper, not back) in groups and upper.node >= 0
            self._outs[upper, back] = upper.at + (7.0 if back else -7.0) * both * min(1.0, plan.size(upper) / 28)
        for lower in plan.layer(number + 1) if steps else ():
            incoming = [step for step in steps if step[1] is lower]
            if incoming:
                self._give_ports(lower, incoming)
        spans = self._give_tracks(groups, steps, around)
        words = max((len(plan.legend(route)) for _, lower, route in steps if lower is route.slots[-1]), default=0)
        words = max([words, *(len(plan.legend(route)) for route in around)])
        tall = words * LEADING + (UNDER if words else 0.0) if plan.across else 0.0
        room = max(0, spans - 1) * TRACK + tall
        self.depth = plan.between + room if steps else 3 + room if around else 0.0

    def _give_tracks(self, groups: Sequence[Group], steps: Sequence[Step], around: Sequence[Route]) -> int:
        """Give every group that turns a track of its own among those it would overlap; returns how many there are."""
        spans: list[list[tuple[float, float]]] = []
        for leader in dict.fromkeys(self._leaders[group] for group in groups):
            members = [group for group in groups if self._leaders[group] == leader]
            outs = [self._outs[group] for group in members]
            ends = [self._ports[group, lower] for group, lower, _ in steps if group in members]
            ends += [route.slots[-1].at for route in around if (route.slots[0], False) in members]
            if max(outs + ends) - min(outs + ends) < STRAIGHT:
                continue
            span = min(outs + ends) - 1, max(outs + ends) + 1
            free = next((n for n, taken in enumerate(spans) if all(span[1] < a or span[0] > b for a, b in taken)), None)
            if free is None:
                free = len(spans)
                spans.append([])
            spans[free].append(span)
            self._tracks |= dict.fromkeys(members, free)
        return len(spans)

    def _give_ports(self, lower: Slot, steps: Sequence[Step]) -> None:
        """Spread the arrows that come to a slot along it, clear of the lines that leave the layer above."""
        outs: dict[Group, list[float]] = {}
        for group in sorted({group for group, _, _ in steps}, key=lambda group: self._outs[group]):
            outs.setdefault(self._leaders[group], []).append(self._outs[group])
        if lower.node < 0:
            spots = [lower.at] * len(outs)
        elif len(outs) == 1:
            [(leader, members)] = outs.items()
            near = min(members, key=lambda out: abs(out - lower.at))
            straight = self._plan.size(lower) / 2 - 4 if len(members) == 1 and leader in self._lone else 1.5
            spots = [near if abs(near - lower.at) < straight else lower.at]
        else:
            rooms = [self._room(leader, steps) for leader in outs]
            scale = min(1.0, self._plan.size(lower) * 0.9 / sum(rooms))
            at = lower.at - sum(rooms) * scale / 2
            spots = []
            for room in rooms:
                spots.append(at + room * scale / 2)
                at += room * scale
        for leader, spot in zip(outs, spots, strict=True):
            clear = spot
            foreign = [out for other, out in self._outs.items() if self._leaders[other] != leader]
            if lower.node >= 0 and any(abs(clear - other) < CLEAR for other in foreign):
                clear += 2 * CLEAR if clear <= lower.at else -2 * CLEAR
            for group, _, _ in steps:
                if self._leaders[group] == leader:
                    self._ports[group, lower] = clear

    def _room(self, leader: Group, steps: Sequence[Step]) -> float:
        """How much of a box's edge the arrows of a bundle take."""
        widths = [self._plan.legend_width(route) + 2 for own, _, route in steps if self._leaders[own] == leader]
        return max(6.0, *widths)

    def out(self, group: Group) -> float:
        """Where the lines of a group leave their slot."""
        return self._outs[group]

    def into(self, group: Group, lower: Slot) -> float:
        """Where the line of a group comes to a lower slot."""
        return self._ports[group, lower]

    def track(self, group: Group) -> float:
        """Where the lines of a group turn."""
        return self.top + 3.0 + self._tracks.get(group, 0) * TRACK


def _bundled(groups: Sequence[Group], steps: Sequence[Step]) -> dict[Group, Group]:
    """Return the first group of every bundle: arrows of one look, without legends, that go to the same slots."""
    first: dict[object, Group] = {}
    leaders = {}
    for group in groups:
        own = [(lower, route.edge) for other, lower, route in steps if other == group]
        alike = frozenset(lower for lower, _ in own), frozenset(edge.kind for _, edge in own), group[1]
        joins = own and len(alike[1]) == 1 and not any(edge.legend for _, edge in own)
        leaders[group] = first.setdefault(alike if joins else group, group)
    return leaders
