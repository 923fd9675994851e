"""The layout of a diagram: boxes in rows, text wrapped in them, arrows at right angles; lengths in millimetres.

Pure: the same diagram gives the same layout. The work is done across and along the flow, and turned at the end when
the arrows go from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from docgen.model.diagram import Diagram
from docgen.render.layers import Route, Slot, arranged, ranks

WIDTH = 160.0
SPARE = 16.0  # what a drawing may be wider than that: it is printed a little smaller then
FONT = 3.6  # the size of the letters: about 10 points
LEADING = 4.3
PAD = 2.2
GAP = 5.0  # between boxes of a row
BEND = 3.0  # the room of an arrow that passes a row
WIDEST = 62.0
MOST = 5
CHANNEL, TRACK = 7.0, 2.6  # between rows: the arrowheads, and what every parallel line adds
STRAIGHT = 0.05  # a bend smaller than this is none
CLEAR = 1.2  # between parallel lines
EDGE = 0.4  # half a line and a bit: nothing is cut at the border of the picture

Measure = Callable[[str], float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its upper left corner, its size, the lines of its text, its look."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow: its bends, and whether it has a head at its beginning and its end."""

    points: tuple[Point, ...]
    tail: bool
    head: bool
    dashed: bool


@dataclass(frozen=True, slots=True)
class Legend:
    """Words beside an arrow: the middle of their first line's top, their lines."""

    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A diagram laid out."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    legends: tuple[Legend, ...]


def laid_out(diagram: Diagram, measure: Measure) -> Layout:
    """Lay a diagram out on the width of a page; ``measure`` gives the width of a text in the letters of `FONT`."""
    texts = [" ".join(str(node.text).split()) for node in diagram.nodes]
    words = max(measure(part) for text in texts for part in _parts(text))
    narrowest = min(words + 2 * PAD + 0.2, WIDTH)
    if diagram.direction == "слева направо":
        layer_of = ranks(diagram, len(texts))
        columns = max(layer_of) + 1
        room = max((measure(str(edge.legend)) + 4 for edge in diagram.edges if edge.legend), default=0.0)
        between = max(CHANNEL + 3, min(room, 34.0))
        width = min((WIDTH - between * (columns - 1)) / columns, WIDEST)
        if width >= narrowest:
            layout = _Plan(diagram, texts, measure, layer_of, width, across=False, between=between).layout()
            if layout.width <= WIDTH + SPARE:
                return layout
    most = max(1, min(MOST, int((WIDTH + GAP) // (narrowest + GAP))))
    layer_of = ranks(diagram, most)
    layers, _ = arranged(diagram, layer_of)
    rooms = [(WIDTH + GAP - _bends(layer)) / max(1, len(_boxes(layer))) - GAP for layer in layers]
    width = min(*rooms, WIDEST)
    return _Plan(diagram, texts, measure, layer_of, max(width, narrowest), across=True, between=CHANNEL).layout()


def _boxes(layer: Sequence[Slot]) -> list[Slot]:
    return [slot for slot in layer if slot.node >= 0]


def _bends(layer: Sequence[Slot]) -> float:
    return sum(BEND + GAP for slot in layer if slot.node < 0)


def _parts(text: str) -> list[str]:
    """The words of a text, cut behind their hyphens."""
    return re.findall(r"\S+?-(?=\w{3})|\S+", text)


def wrapped(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Return the lines of a text that is not wider than ``width``, where its words and their hyphens allow it."""
    lines: list[str] = []
    for word in text.split():
        for place, part in enumerate(_parts(word)):
            longer = f"{lines[-1]}{' ' * (place == 0)}{part}" if lines else part
            if lines and measure(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    return tuple(lines)


class _Plan:
    """The work: sizes, places across the flow, channels between layers, routes; ``across``: the flow goes down."""

    def __init__(self, diagram: Diagram, texts: Sequence[str], measure: Measure, layer_of: Sequence[int], width: float,
                 *, across: bool, between: float) -> None:  # fmt: skip
        self._diagram, self._measure, self._across = diagram, measure, across
        self._width, self._between = width, between
        self._lines = [wrapped(text, width - 2 * PAD, measure) for text in texts]
        self._widths = [width] * len(texts)
        self._heights = [len(lines) * LEADING + 2 * PAD for lines in self._lines]
        self._layers, self._routes = arranged(diagram, layer_of)
        if across:
            self._widen()
        self._place()

    def _widen(self) -> None:
        """Give a box that several legends come to the width that they need side by side, if its layer has it."""
        for layer in self._layers:
            for slot in _boxes(layer):
                routes = [route for route in self._routes if route.slots[-1] is slot and len(route.slots) > 1]
                legends = [self.legend_width(route) + 2 for route in routes if route.edge.legend]
                need = (sum(legends) + 6 * (len(routes) - len(legends))) / 0.9
                spare = WIDTH - sum(map(self._size, layer)) - GAP * (len(layer) - 1)
                if len(legends) > 1 and need > self._width:
                    self._widths[slot.node] += min(need - self._width, spare)

    def _size(self, slot: Slot) -> float:
        """The size of a slot across the flow."""
        if slot.node < 0:
            return BEND
        return self._widths[slot.node] if self._across else self._heights[slot.node]

    def _depth(self, layer: Sequence[Slot]) -> float:
        """The size of a layer along the flow."""
        heights = [self._heights[slot.node] for slot in _boxes(layer)]
        return (max(heights) if heights else 0.0) if self._across else self._width

    def _place(self) -> None:
        """Give every slot its middle across the flow: near its neighbours, without overlaps."""
        total = max(sum(map(self._size, layer)) + GAP * (len(layer) - 1) for layer in self._layers)
        self._total = WIDTH if self._across else total
        for layer in self._layers:
            self._packed(layer, [self._total / 2] * len(layer))
        for sweep in range(8):
            for layer in self._layers if sweep % 2 == 0 else self._layers[::-1]:
                wanted = []
                for slot in layer:
                    near = (slot.above if sweep % 2 == 0 else slot.below) or slot.above or slot.below
                    wanted.append(sum(other.at for other in near) / len(near) if near else slot.at)
                self._packed(layer, wanted)

    def _packed(self, layer: Sequence[Slot], wanted: Sequence[float]) -> None:
        """Move slots as near to where they want to be as their order and the width allow."""
        sizes = [self._size(slot) for slot in layer]
        gaps = [(a + b) / 2 + GAP for a, b in pairwise(sizes)]
        lefts, rights = list(wanted), list(wanted)
        for place, gap in enumerate(gaps):
            lefts[place + 1] = max(lefts[place + 1], lefts[place] + gap)
        for place in range(len(gaps) - 1, -1, -1):
            rights[place] = min(rights[place], rights[place + 1] - gaps[place])
        middles = [(a + b) / 2 for a, b in zip(lefts, rights, strict=True)]
        middles[-1] = min(middles[-1], self._total - sizes[-1] / 2)
        for place in range(len(gaps) - 1, -1, -1):
            middles[place] = min(middles[place], middles[place + 1] - gaps[place])
        middles[0] = max(middles[0], sizes[0] / 2)
        for place, gap in enumerate(gaps):
            middles[place + 1] = max(middles[place + 1], middles[place] + gap)
        for slot, middle in zip(layer, middles, strict=True):
            slot.at = middle

    def layout(self) -> Layout:
        """Return the boxes, the arrows and the legends in their places."""
        channels = [_Channel(self, number) for number in range(len(self._layers))]
        tops, at = [], 0.0
        for layer, channel in zip(self._layers, channels, strict=True):
            tops.append(at)
            channel.top = at + self._depth(layer)
            at = channel.top + channel.depth
        boxes = []
        for layer, top in zip(self._layers, tops, strict=True):
            for slot in _boxes(layer):
                lines, height = self._lines[slot.node], self._heights[slot.node]
                kind = self._diagram.nodes[slot.node].kind
                if self._across:
                    wide = self._widths[slot.node]
                    boxes.append(Box(slot.at - wide / 2, top, wide, self._depth(layer), lines, kind))
                else:
                    boxes.append(Box(top, slot.at - height / 2, self._width, height, lines, kind))
        arrows, legends = [], []
        for route in self._routes:
            points, legend = self._points(route, channels, tops)
            both = route.edge.kind == "обоюдная"
            plain = route.edge.kind == "линия"
            arrows.append(Arrow(tuple(map(self._turned, points)), both or (route.turned and not plain),
                                not plain and (both or not route.turned), route.edge.kind == "пунктир"))  # fmt: skip
            legends += legend
        return _trimmed(boxes, arrows, legends)

    def _turned(self, point: Point) -> Point:
        return point if self._across else (point[1], point[0])

    def _points(
        self, route: Route, channels: Sequence[_Channel], tops: Sequence[float]
    ) -> tuple[list[Point], list[Legend]]:
        first, last = route.slots[0], route.slots[-1]
        words = self.legend(route)
        if first.layer == last.layer:
            return self._beside(first, last, channels[first.layer], tops[first.layer], words)
        points: list[Point] = []
        for upper, lower in pairwise(route.slots):
            channel = channels[upper.layer]
            group = upper, _turns_back(route)
            start, end, track = channel.out(group), channel.into(group, lower), channel.track(group)
            edge = (
                channel.top
                if upper.node >= 0 or not self._across
                else tops[upper.layer] + self._depth(self._layers[upper.layer])
            )
            near = channel.top + channel.depth
            if abs(start - end) < STRAIGHT:
                points += [(start, edge), (start, near)]
            else:
                points += [(start, edge), (start, track), (end, track), (end, near)]
        if not words:
            return points, []
        x, y = points[-1]
        if self._across:
            return points, [Legend(x, y - 2.4 - len(words) * LEADING, words)]
        return points, [Legend(y - self._between / 2 + 0.5, x - len(words) * LEADING - 0.6, words)]

    def _beside(
        self, first: Slot, last: Slot, channel: _Channel, top: float, words: tuple[str, ...]
    ) -> tuple[list[Point], list[Legend]]:
        """An arrow inside a layer: straight between neighbours, else around through the channel."""
        layer = self._layers[first.layer]
        sign = 1 if last.at > first.at else -1
        middle = top + self._depth(layer) / 2
        if abs(layer.index(first) - layer.index(last)) == 1 and not words:
            return [
                (first.at + sign * self._size(first) / 2, middle),
                (last.at - sign * self._size(last) / 2, middle),
            ], []
        track = channel.track((first, False))
        shift = sign * self._size(first) / 4, -sign * self._size(last) / 4
        start, end = first.at + shift[0], last.at + shift[1]
        foot = [top + self._depth(layer)] * 2
        points = [(start, foot[0]), (start, track), (end, track), (end, foot[1])]
        if not words:
            return points, []
        x, y = self._turned(((start + end) / 2, track))
        return points, [Legend(x, y + 0.6, words)]

    def legend(self, route: Route) -> tuple[str, ...]:
        """The lines of an arrow's legend, as wide as its target or its channel."""
        if not route.edge.legend:
            return ()
        room = self._width if self._across else self._between - 3
        lower = route.slots[-1]
        rivals = sum(1 for other in self._routes if other.slots[-1] is lower and other.edge.legend)
        return wrapped(str(route.edge.legend), room / (max(1, rivals) if self._across else 1) - 1, self._measure)

    def legend_width(self, route: Route) -> float:
        """How wide an arrow's legend is across the flow."""
        return max(map(self._measure, self.legend(route)), default=0.0) if self._across else 0.0

    @property
    def routes(self) -> Sequence[Route]:
        """The arrows."""
        return self._routes

    def layer(self, number: int) -> Sequence[Slot]:
        """The slots of a layer."""
        return self._layers[number]

    def size(self, slot: Slot) -> float:
        """The size of a slot across the flow."""
        return self._size(slot)

    @property
    def between(self) -> float:
        """The least depth of a channel."""
        return self._between

    @property
    def across(self) -> bool:
        """Whether the flow goes down."""
        return self._across


Group = tuple[Slot, bool]
"""The arrows that leave a slot together: those that go down, or those with a head at the slot itself."""


def _turns_back(route: Route) -> bool:
    return route.turned or route.edge.kind == "обоюдная"


class _Channel:
    """The room below a layer: a track for every group of arrows that turns there, ports at the boxes below."""

    def __init__(self, plan: _Plan, number: int) -> None:
        self._plan = plan
        self.top = 0.0
        self._outs: dict[Group, float] = {}
        self._ports: dict[tuple[Group, Slot], float] = {}
        self._tracks: dict[Group, int] = {}
        steps = [((upper, _turns_back(route)), lower, route) for route in plan.routes
                 for upper, lower in pairwise(route.slots)
                 if upper.layer == number and lower.layer == number + 1]  # fmt: skip
        beside = [route for route in plan.routes if route.slots[0].layer == route.slots[-1].layer == number]
        groups = sorted({group for group, _, _ in steps}, key=lambda group: (group[0].at, group[1]))
        groups += [group for route in beside if (group := (route.slots[0], False)) not in groups]
        for upper, back in groups:
            both = (upper, not back) in groups and upper.node >= 0
            self._outs[upper, back] = upper.at + (7.0 if back else -7.0) * both * min(1.0, plan.size(upper) / 28)
        for lower in plan.layer(number + 1) if steps else ():
            self._give_ports(lower, [step for step in steps if step[1] is lower])
        spans = self._give_tracks(groups, steps, beside)
        words = max((len(plan.legend(route)) for _, lower, route in steps if lower is route.slots[-1]), default=0)
        words = max([words, *(len(plan.legend(route)) for route in beside)])
        tall = words * LEADING + (2.4 if words else 0.0) if plan.across else 0.0
        room = max(0, spans - 1) * TRACK + tall
        self.depth = plan.between + room if steps else 3 + room if beside else 0.0

    def _give_tracks(self, groups: Sequence[Group], steps: Sequence[Step], beside: Sequence[Route]) -> int:
        """Give every group that turns a track of its own among those it would overlap; returns how many there are."""
        spans: list[list[tuple[float, float]]] = []
        for group in groups:
            out = self._outs[group]
            ends = [self._ports[group, lower] for own, lower, _ in steps if own == group]
            ends += [route.slots[-1].at for route in beside if (route.slots[0], False) == group]
            if all(abs(end - out) < STRAIGHT for end in ends):
                continue
            span = min(*ends, out) - 1, max(*ends, out) + 1
            free = next((n for n, taken in enumerate(spans) if all(span[1] < a or span[0] > b for a, b in taken)), None)
            if free is None:
                free = len(spans)
                spans.append([])
            spans[free].append(span)
            self._tracks[group] = free
        return len(spans)

    def _give_ports(self, lower: Slot, steps: Sequence[Step]) -> None:
        """Spread the arrows that come to a slot along it, clear of the lines that leave the layer above."""
        groups = sorted({group for group, _, _ in steps}, key=lambda group: self._outs[group])
        if lower.node < 0 or len(groups) == 1:
            own = self._outs[groups[0]]
            near = lower.node >= 0 and abs(own - lower.at) < 1.5  # noqa: PLR2004
            spots = [own if near else lower.at] * len(groups)
        else:
            rooms = [
                max([6.0, *(self._plan.legend_width(route) + 2 for own, _, route in steps if own == group)])
                for group in groups
            ]
            scale = min(1.0, self._plan.size(lower) * 0.9 / sum(rooms))
            at = lower.at - sum(rooms) * scale / 2
            spots = []
            for room in rooms:
                spots.append(at + room * scale / 2)
                at += room * scale
        for group, spot in zip(groups, spots, strict=True):
            clear = spot
            foreign = [out for other, out in self._outs.items() if other != group]
            if lower.node >= 0 and any(abs(clear - other) < CLEAR for other in foreign):
                clear += 2 * CLEAR if clear <= lower.at else -2 * CLEAR
            self._ports[group, lower] = clear

    def _room(self, group: Group, steps: Sequence[Step]) -> float:
        """How much of a box's edge the arrows of a group take."""
        return max([6.0, *(self._plan.legend_width(route) + 2 for own, _, route in steps if own == group)])

    def out(self, group: Group) -> float:
        """Where the lines of a group leave their slot."""
        return self._outs[group]

    def into(self, group: Group, lower: Slot) -> float:
        """Where the line of a group comes to a lower slot."""
        return self._ports[group, lower]

    def track(self, group: Group) -> float:
        """Where the lines of a group turn."""
        return self.top + 3.0 + self._tracks.get(group, 0) * TRACK


Step = tuple[Group, Slot, Route]


def _trimmed(boxes: Sequence[Box], arrows: Sequence[Arrow], legends: Sequence[Legend]) -> Layout:
    """Move everything to the upper left corner and give the layout its size, to a hundredth of a millimetre."""
    xs = [x for box in boxes for x in (box.x, box.x + box.width)] + [x for arrow in arrows for x, _ in arrow.points]
    ys = [y for box in boxes for y in (box.y, box.y + box.height)] + [y for arrow in arrows for _, y in arrow.points]
    ys += [legend.y + len(legend.lines) * LEADING for legend in legends] + [legend.y for legend in legends]
    left, top = min(xs) - EDGE, min(ys) - EDGE

    def moved(x: float, y: float) -> Point:
        return round(x - left, 2), round(y - top, 2)

    placed = []
    for box in boxes:
        x, y = moved(box.x, box.y)
        placed.append(replace(box, x=x, y=y, width=round(box.width, 2), height=round(box.height, 2)))
    return Layout(
        round(max(xs) - left + EDGE, 2),
        round(max(ys) - top + EDGE, 2),
        tuple(placed),
        tuple(replace(arrow, points=tuple(moved(*point) for point in arrow.points)) for arrow in arrows),
        tuple(Legend(*moved(legend.x, legend.y), legend.lines) for legend in legends),
    )
