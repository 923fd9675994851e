"""The layout of a diagram: boxes in rows, text wrapped in them, arrows at right angles.

Pure: the same diagram gives the same layout. The work is done across and along the flow, and turned at the end when
the arrows go from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from docgen.model.diagram import Diagram
from docgen.render.channel import Channel, beside, turns_back
from docgen.render.layers import Route, Slot, arranged, ranks
from docgen.render.layout import (
    BEND,
    CHANNEL,
    GAP,
    JOINT,
    LEADING,
    LINES,
    MOST,
    PAD,
    SPARE,
    STRAIGHT,
    UNDER,
    WIDEST,
    WIDTH,
    Arrow,
    Box,
    Layout,
    Legend,
    Measure,
    Point,
    pieces,
    trimmed,
    wrapped,
)  # fmt: skip


def laid_out(diagram: Diagram, measure: Measure) -> Layout:
    """Lay a diagram out on the width of a page; ``measure`` gives the width of a text in the letters of `FONT`."""
    texts = [" ".join(str(node.text).split()) for node in diagram.nodes]
    narrow = [min(max(map(measure, pieces(text))) + 2 * PAD + 0.2, WIDTH) for text in texts]
    if diagram.direction == "слева направо":
        layer_of = ranks(diagram, len)
        columns = max(layer_of) + 1
        room = max((measure(str(edge.legend)) + 4 for edge in diagram.edges if edge.legend), default=0.0)
        between = max(CHANNEL + 3, min(room, 34.0))
        width = min((WIDTH - between * (columns - 1)) / columns, WIDEST)
        if width >= max(narrow):
            plan = _Plan(diagram, texts, measure, layer_of, [width] * len(texts), across=False, between=between)
            layout = plan.layout()
            if layout.width <= WIDTH + SPARE:
                return layout

    def most(nodes: Sequence[int]) -> int:
        widths = [narrow[node] for node in nodes]
        if len(nodes) <= MOST and sum(widths) + GAP * (len(nodes) - 1) <= WIDTH:
            return len(nodes)
        return max(1, min(MOST, int((WIDTH + GAP) // (max(widths) + GAP))))

    return _Plan(diagram, texts, measure, ranks(diagram, most), narrow, across=True, between=CHANNEL).layout()


def _boxes(layer: Sequence[Slot]) -> list[Slot]:
    return [slot for slot in layer if slot.node >= 0]


class _Plan:
    """The work: sizes, places across the flow, channels between layers, routes; ``across``: the flow goes down."""

    def __init__(self, diagram: Diagram, texts: Sequence[str], measure: Measure, layer_of: Sequence[int],
                 narrow: Sequence[float], *, across: bool, between: float) -> None:  # fmt: skip
        self._diagram, self._measure, self._across, self._between = diagram, measure, across, between
        self._layers, self._routes = arranged(diagram, layer_of)
        self._widths = list(narrow)
        if across:
            self._widen_for_texts(texts)
        self._lines = [wrapped(text, self._widths[node] - 2 * PAD, measure) for node, text in enumerate(texts)]
        self._heights = [len(lines) * LEADING + 2 * PAD for lines in self._lines]
        if across:
            self._widen_for_legends()
        self._place()

    def _widen_for_texts(self, texts: Sequence[str]) -> None:
        """Give all boxes the width that there is in every layer, and those of a layer with long texts more of it."""
        rooms = [self._room(layer) for layer in self._layers]
        for layer, room in zip(self._layers, rooms, strict=True):
            nodes = [slot.node for slot in _boxes(layer)]
            least = [self._widths[node] for node in nodes]
            width = max(min(rooms), *least)
            if width > room > sum(least) / len(least):  # each its own width and a like part of what is left
                spare = room - sum(least) / len(least)
                for node in nodes:
                    self._widths[node] += spare
                continue
            while width < room and any(len(wrapped(texts[n], width - 2 * PAD, self._measure)) > LINES for n in nodes):
                width = min(width + 1, room)
            for node in nodes:
                self._widths[node] = width

    def _room(self, layer: Sequence[Slot]) -> float:
        """How wide the boxes of a layer may be, all of one width."""
        taken = sum(BEND + GAP for slot in layer if slot.node < 0)
        taken += sum(self._gap(*pair) - GAP for pair in pairwise(layer))
        return min((WIDTH + GAP - taken) / max(1, len(_boxes(layer))) - GAP, WIDEST)

    def _gap(self, *pair: Slot) -> float:
        """What stands between two neighbours of a layer: more if an arrow joins them."""
        joined = any({route.slots[0], route.slots[-1]} == set(pair) for route in self._routes)
        return GAP + JOINT * (joined and self._across)

    def _widen_for_legends(self) -> None:
        """Give a box that several legends come to the width that they need side by side, if its layer has it."""
        for layer in self._layers:
            for slot in _boxes(layer):
                routes = [route for route in self._routes if route.slots[-1] is slot and len(route.slots) > 1]
                legends = [self.legend_width(route) + 2 for route in routes if route.edge.legend]
                need = (sum(legends) + 6 * (len(routes) - len(legends))) / 0.9
                spare = WIDTH - sum(map(self._size, layer)) - sum(self._gap(*pair) for pair in pairwise(layer))
                if len(legends) > 1 and need > self._widths[slot.node]:
                    self._widths[slot.node] += min(need - self._widths[slot.node], spare)

    def _size(self, slot: Slot) -> float:
        """The size of a slot across the flow."""
        if slot.node < 0:
            return BEND
        return self._widths[slot.node] if self._across else self._heights[slot.node]

    def _depth(self, layer: Sequence[Slot]) -> float:
        """The size of a layer along the flow."""
        sizes = self._heights if self._across else self._widths
        return max((sizes[slot.node] for slot in _boxes(layer)), default=0.0)

    def _place(self) -> None:
        """Give every slot its middle across the flow: near its neighbours, without overlaps."""
        total = max(
            sum(map(self._size, layer)) + sum(self._gap(*pair) for pair in pairwise(layer)) for layer in self._layers
        )
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
        gaps = [(self._size(a) + self._size(b)) / 2 + self._gap(a, b) for a, b in pairwise(layer)]
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
        channels = [Channel(self, number) for number in range(len(self._layers))]
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
                wide = self._widths[slot.node]
                if self._across:
                    boxes.append(Box(slot.at - wide / 2, top, wide, self._depth(layer), lines, kind))
                else:
                    boxes.append(Box(top, slot.at - height / 2, wide, height, lines, kind))
        arrows, legends = [], []
        for route in self._routes:
            points, legend = self._points(route, channels, tops)
            both = route.edge.kind == "обоюдная"
            plain = route.edge.kind == "линия"
            arrows.append(Arrow(tuple(map(self._turned, points)), both or (route.turned and not plain),
                                not plain and (both or not route.turned), route.edge.kind == "пунктир"))  # fmt: skip
            legends += legend
        return trimmed(boxes, arrows, legends)

    def _turned(self, point: Point) -> Point:
        return point if self._across else (point[1], point[0])

    def _points(
        self, route: Route, channels: Sequence[Channel], tops: Sequence[float]
    ) -> tuple[list[Point], list[Legend]]:
        first, last = route.slots[0], route.slots[-1]
        words = self.legend(route)
        if first.layer == last.layer:
            return self._beside(first, last, channels[first.layer], tops[first.layer], words)
        points: list[Point] = []
        for upper, lower in pairwise(route.slots):
            channel = channels[upper.layer]
            group = upper, turns_back(route)
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
            return points, [Legend(x, y - UNDER - len(words) * LEADING, words)]
        return points, [Legend(y - self._between / 2 + 0.5, x - len(words) * LEADING - 0.6, words)]

    def _beside(
        self, first: Slot, last: Slot, channel: Channel, top: float, words: tuple[str, ...]
    ) -> tuple[list[Point], list[Legend]]:
        """An arrow inside a layer: straight between neighbours, else around through the channel."""
        layer = self._layers[first.layer]
        sign = 1 if last.at > first.at else -1
        middle = top + self._depth(layer) / 2
        if beside(layer, first, last) and not words:
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
        lower = route.slots[-1]
        room = self._widths[lower.node] if self._across else self._between - 3
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
