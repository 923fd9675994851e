"""What a diagram's layout consists of: boxes, arrows, legends; lengths in millimetres."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from docgen.value import Value, replace

WIDTH = 165.0
SPARE = 11.0  # what a drawing may be wider than that: it is printed a little smaller then
FONT = 3.6  # the size of the letters: about 10 points
LEADING = 4.3
PAD = 2.0
GAP = 4.0  # between boxes of a row
JOINT = 6.0  # how much more there is between boxes of a row that an arrow joins
UNDER = 3.6  # between a legend and the box below it: the arrowhead and a piece of its line
BEND = 3.0  # the room of an arrow that passes a row
WIDEST = 62.0
MOST = 5
LINES = 3  # a text of more lines asks for a wider box, if its row has the room
CHANNEL, TRACK = 7.0, 2.6  # between rows: the arrowheads, and what every parallel line adds
STRAIGHT = 0.05  # a bend smaller than this is none
CLEAR = 1.2  # between parallel lines
EDGE = 0.4  # half a line and a bit: nothing is cut at the border of the picture

Measure = Callable[[str], float]
Point = tuple[float, float]


class Box(Value):
    """A box: its upper left corner, its size, the lines of its text, its look."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    kind: str


class Arrow(Value):
    """An arrow: its bends, and whether it has a head at its beginning and its end."""

    points: tuple[Point, ...]
    tail: bool
    head: bool
    dashed: bool


class Legend(Value):
    """Words beside an arrow: the middle of their first line's top, their lines."""

    x: float
    y: float
    lines: tuple[str, ...]


class Layout(Value):
    """A diagram laid out."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    legends: tuple[Legend, ...]


def pieces(text: str) -> list[str]:
    """The words of a text, cut behind their hyphens."""
    return re.findall(r"\S+?-(?=\w{3})|\S+", text)


def wrapped(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Return the lines of a text that is not wider than ``width``, where its words and their hyphens allow it."""
    lines: list[str] = []
    for word in text.split():
        for place, part in enumerate(pieces(word)):
            longer = f"{lines[-1]}{' ' * (place == 0)}{part}" if lines else part
            if lines and measure(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    return tuple(lines)


def trimmed(boxes: Sequence[Box], arrows: Sequence[Arrow], legends: Sequence[Legend]) -> Layout:
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
