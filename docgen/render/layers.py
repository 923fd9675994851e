"""The layers of a diagram: which box stands in which row and in what order (after Sugiyama, Tagawa and Toda, 1981)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from docgen.folding import fold
from docgen.model.diagram import Diagram, Edge
from docgen.value import Value

_SWEEPS = 12


@dataclass(eq=False)
class Slot:
    """A place in a layer: a box (``node`` is its index) or the bend of a long arrow (``node`` is -1)."""

    node: int
    layer: int
    at: float = 0.0
    above: list[Slot] = field(default_factory=list)
    below: list[Slot] = field(default_factory=list)


class Route(Value):
    """An arrow through the layers: its slots from the upper to the lower; ``turned``: it was drawn upwards."""

    edge: Edge
    slots: tuple[Slot, ...]
    turned: bool


def ranks(diagram: Diagram, most: Callable[[Sequence[int]], int]) -> list[int]:
    """Return the layer of every box, from 0.

    Args:
        diagram: the boxes and the arrows.
        most: how many of the boxes of a layer it may hold; the others go to layers of their own.
    """
    index = {node.key: number for number, node in enumerate(diagram.nodes)}
    arrows = [(index[fold(edge.source)], index[fold(edge.target)]) for edge in diagram.edges]
    given = [None if node.row is None else node.row - 1 for node in diagram.nodes]
    forward = _acyclic(len(given), arrows)
    found = [row or 0 for row in given]
    for _ in range(len(found)):
        for start, end in forward:
            if given[end] is None:
                found[end] = max(found[end], found[start] + 1)
    return _split(found, most)


def _acyclic(count: int, arrows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the arrows without those that close a circle, in the order of the source."""
    kept: list[tuple[int, int]] = []
    reach: list[set[int]] = [{node} for node in range(count)]
    for start, end in arrows:
        if start in reach[end]:
            continue
        kept.append((start, end))
        for behind in reach:
            if start in behind:
                behind.update(reach[end])
    return kept


def _split(found: Sequence[int], most: Callable[[Sequence[int]], int]) -> list[int]:
    """Return layers without gaps, each of no more boxes than it may hold, evenly filled."""
    result = [0] * len(found)
    base = 0
    for layer in sorted(set(found)):
        members = [node for node, own in enumerate(found) if own == layer]
        rows = -(-len(members) // most(members))
        for place, node in enumerate(members):
            result[node] = base + place * rows // len(members)
        base += rows
    return result


def arranged(diagram: Diagram, layer_of: Sequence[int]) -> tuple[list[list[Slot]], list[Route]]:
    """Return the layers with their slots in an order that crosses few arrows, and the routes of the arrows."""
    layers: list[list[Slot]] = [[] for _ in range(max(layer_of) + 1)]
    boxes = [Slot(node, layer) for node, layer in enumerate(layer_of)]
    for slot in boxes:
        layers[slot.layer].append(slot)
    index = {node.key: boxes[number] for number, node in enumerate(diagram.nodes)}
    bends: dict[tuple[str, int, bool, bool, int], Slot] = {}
    shared = _shared(diagram, index)
    routes = [_route(edge, index, layers, bends, shared[number]) for number, edge in enumerate(diagram.edges)]
    for sweep in range(_SWEEPS):
        downwards = sweep % 2 == 0
        for layer in layers if downwards else layers[::-1]:
            _sort(layer, downwards)
    return layers, routes


def _shared(diagram: Diagram, index: Mapping[str, Slot]) -> list[str]:
    """Return the box whose other long arrows every arrow goes along with: its source, or else its target."""
    long = [abs(index[fold(edge.source)].layer - index[fold(edge.target)].layer) > 1 for edge in diagram.edges]
    sources = [fold(edge.source) for edge, far in zip(diagram.edges, long, strict=True) if far]
    return [
        f"от {fold(edge.source)}" if sources.count(fold(edge.source)) != 1 else f"к {fold(edge.target)}"
        for edge in diagram.edges
    ]


def _route(
    edge: Edge,
    index: Mapping[str, Slot],
    layers: Sequence[list[Slot]],
    bends: dict[tuple[str, int, bool, bool, int], Slot],
    shared: str,
) -> Route:
    """Return the route of an arrow; long arrows of one look from one box share their bends."""
    start, end = index[fold(edge.source)], index[fold(edge.target)]
    turned = start.layer > end.layer
    if turned:
        start, end = end, start
    slots = [start]
    for layer in range(start.layer + 1, end.layer):
        key = shared, layer, turned, edge.kind == "пунктир", id(edge) if edge.kind == "обоюдная" else 0
        if key not in bends:
            bends[key] = Slot(-1, layer)
            layers[layer].append(bends[key])
        slots.append(bends[key])
    slots.append(end)
    if start.layer != end.layer:
        for upper, lower in pairwise(slots):
            if lower not in upper.below:
                upper.below.append(lower)
                lower.above.append(upper)
    return Route(edge, tuple(slots), turned)


def _sort(layer: list[Slot], downwards: bool) -> None:
    """Put every slot at the mean place of its neighbours in the layer before; those without any stay."""
    for place, slot in enumerate(layer):
        slot.at = place / max(1, len(layer) - 1) if len(layer) > 1 else 0.5
    means = {}
    for slot in layer:
        near = slot.above if downwards else slot.below
        means[id(slot)] = sum(other.at for other in near) / len(near) if near else slot.at
    layer.sort(key=lambda slot: means[id(slot)])
    for place, slot in enumerate(layer):
        slot.at = place / (len(layer) - 1) if len(layer) > 1 else 0.5
