"""A diagram drawn from its layout: SVG for Word of today, PNG for everything else; the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib import resources
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from docgen.model.diagram import Diagram
from docgen.render.diagram import laid_out
from docgen.render.layout import FONT, LEADING, Arrow, Box, Layout, Point
from docgen.render.picture import Picture

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_FILE = "LiberationSans-Regular.ttf"
_FAMILY = "'Liberation Sans', Arial, Helvetica, sans-serif"
_DPI = 300
_UNIT = 1000  # the size of the letters that widths are measured with
_BASE = 0.76  # the base line of a line of text, as a part of its height
HEAD, WING = 2.6, 0.95
LOOKS = {"обычный": ("#ffffff", 0.3), "главный": ("#e6ebf2", 0.6), "пунктир": ("#ffffff", 0.3)}
_INK = "#1f2a38"
_DASH, _SPACE = 1.4, 1.0
_ROUND = 1.6
WIDEST = 165.0
TALLEST = 220.0  # millimetres: a page less its caption


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    data = resources.files("docgen.render").joinpath("fonts", _FILE).read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def measure(text: str) -> float:
    """Return the width of a text in millimetres, in the letters of a diagram."""
    return float(_font(_UNIT).getlength(text)) * FONT / _UNIT


def drawn(diagram: Diagram) -> Picture:
    """Return a diagram as a picture no larger than a page."""
    layout = laid_out(diagram, measure)
    part = min(1.0, TALLEST / layout.height, WIDEST / layout.width)
    return Picture(png(layout), "png", layout.width * part, layout.height * part, diagram.alternative,
                   svg(layout, str(diagram.heading)))  # fmt: skip


def svg(layout: Layout, title: str) -> bytes:
    """Return the layout as SVG with lengths in millimetres."""
    shapes = [_svg_arrow(arrow) for arrow in layout.arrows]
    shapes += [_svg_box(box) for box in layout.boxes]
    for legend in layout.legends:
        width, height = max(map(measure, legend.lines)) + 1, len(legend.lines) * LEADING
        x, y = legend.x - width / 2, legend.y
        shapes.append(f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="#ffffff"/>')
    for legend in layout.legends:
        shapes += _svg_lines(legend.lines, legend.x, legend.y)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(layout.width)}mm" height="{_n(layout.height)}mm" '
        f'viewBox="0 0 {_n(layout.width)} {_n(layout.height)}"><title>{escape(title)}</title>'
        f'<g font-family="{_FAMILY}" font-size="{_n(FONT)}" fill="{_INK}">{"".join(shapes)}</g></svg>\n'
    ).encode()


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _svg_box(box: Box) -> str:
    fill, line = LOOKS[box.kind]
    dash = f' stroke-dasharray="{_DASH} {_SPACE}"' if box.kind == "пунктир" else ""
    shape = (
        f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}" rx="{_ROUND}" '
        f'fill="{fill}" stroke="{_INK}" stroke-width="{line}"{dash}/>'
    )
    return shape + "".join(_svg_lines(box.lines, box.x + box.width / 2, _text_top(box)))


def _text_top(box: Box) -> float:
    return box.y + (box.height - len(box.lines) * LEADING) / 2


def _svg_lines(lines: Sequence[str], x: float, top: float) -> list[str]:
    return [
        f'<text x="{_n(x)}" y="{_n(top + (number + _BASE) * LEADING)}" text-anchor="middle">{escape(line)}</text>'
        for number, line in enumerate(lines)
    ]


def _svg_arrow(arrow: Arrow) -> str:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in _shaft(arrow))
    dash = f' stroke-dasharray="{_DASH} {_SPACE}"' if arrow.dashed else ""
    xml = f'<polyline points="{points}" fill="none" stroke="{_INK}" stroke-width="0.3"{dash}/>'
    for head in _heads(arrow):
        xml += f'<polygon points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in head)}"/>'
    return xml


def _shaft(arrow: Arrow) -> list[Point]:
    """The line of an arrow, ending inside its heads."""
    points = list(arrow.points)
    if arrow.head:
        points[-1] = _short(points[-2], points[-1])
    if arrow.tail:
        points[0] = _short(points[1], points[0])
    return points


def _short(start: Point, end: Point) -> Point:
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    part = max(0.0, length - HEAD / 2) / length
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _heads(arrow: Arrow) -> list[tuple[Point, Point, Point]]:
    ends = [(arrow.points[-2], arrow.points[-1])] if arrow.head else []
    ends += [(arrow.points[1], arrow.points[0])] if arrow.tail else []
    found = []
    for start, tip in ends:
        length = hypot(tip[0] - start[0], tip[1] - start[1]) or 1.0
        dx, dy = (tip[0] - start[0]) / length, (tip[1] - start[1]) / length
        back = tip[0] - dx * HEAD, tip[1] - dy * HEAD
        found.append((tip, (back[0] - dy * WING, back[1] + dx * WING), (back[0] + dy * WING, back[1] - dx * WING)))
    return found


def png(layout: Layout) -> bytes:
    """Return the layout as PNG of 300 dots per inch."""
    from PIL import Image, ImageDraw

    scale = _DPI / 25.4
    image = Image.new("RGB", (round(layout.width * scale), round(layout.height * scale)), "white")
    canvas = _Canvas(ImageDraw.Draw(image), scale)
    for arrow in layout.arrows:
        canvas.arrow(arrow)
    for box in layout.boxes:
        canvas.box(box)
    for legend in layout.legends:
        canvas.blank(legend.x, legend.y, max(map(measure, legend.lines)) + 1, len(legend.lines) * LEADING)
    for legend in layout.legends:
        canvas.lines(legend.lines, legend.x, legend.y)
    buffer = io.BytesIO()
    image.quantize(32).save(buffer, "PNG", optimize=True, dpi=(_DPI, _DPI))
    return buffer.getvalue()


class _Canvas:
    """Draws millimetres on pixels."""

    def __init__(self, draw: ImageDraw, scale: float) -> None:
        self._draw, self._scale = draw, scale
        self._letters = _font(round(FONT * scale))

    def _px(self, *numbers: float) -> tuple[float, ...]:
        return tuple(number * self._scale for number in numbers)

    def blank(self, x: float, y: float, width: float, height: float) -> None:
        self._draw.rectangle(self._px(x - width / 2, y, x + width / 2, y + height), fill="white")

    def lines(self, lines: Sequence[str], x: float, top: float) -> None:
        for number, line in enumerate(lines):
            at = self._px(x, top + (number + _BASE) * LEADING)
            self._draw.text((at[0], at[1]), line, font=self._letters, fill=_INK, anchor="ms")

    def box(self, box: Box) -> None:
        fill, line = LOOKS[box.kind]
        corners = self._px(box.x, box.y, box.x + box.width, box.y + box.height)
        width = round(line * self._scale)
        if box.kind == "пунктир":
            x, y, right, below = box.x, box.y, box.x + box.width, box.y + box.height
            self._draw.rectangle(corners, fill=fill)
            self._dashed([(x, y), (right, y), (right, below), (x, below), (x, y)])
        else:
            self._draw.rounded_rectangle(corners, _ROUND * self._scale, fill=fill, outline=_INK, width=width)
        self.lines(box.lines, box.x + box.width / 2, _text_top(box))

    def arrow(self, arrow: Arrow) -> None:
        if arrow.dashed:
            self._dashed(_shaft(arrow))
        else:
            self._line(_shaft(arrow))
        for head in _heads(arrow):
            self._draw.polygon([coordinate for point in head for coordinate in self._px(*point)], fill=_INK)

    def _line(self, points: Sequence[Point]) -> None:
        flat = [coordinate for point in points for coordinate in self._px(*point)]
        self._draw.line(flat, fill=_INK, width=round(0.3 * self._scale), joint="curve")

    def _dashed(self, points: Sequence[Point]) -> None:
        for start, end in pairwise(points):
            length = hypot(end[0] - start[0], end[1] - start[1])
            at = 0.0
            while at < length:
                stop = min(at + _DASH, length)
                cut = [(start[0] + (end[0] - start[0]) * part / length, start[1] + (end[1] - start[1]) * part / length)
                       for part in (at, stop)]  # fmt: skip
                self._line(cut)
                at += _DASH + _SPACE
