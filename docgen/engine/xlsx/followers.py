"""What follows the rows of filled sheets: formulas, merges, checks, names, tables, drawings, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree
from markupsafe import escape

from docgen.engine.xlsx.formula import Area, Pieces, moved, parsed
from docgen.engine.xlsx.rows import Rows
from docgen.engine.xlsx.sml import s

Kind = Literal["formula", "areas", "merges", "name", "table", "anchor"]
_LATER = re.compile(b"\x02(\\d+)(?:@(\\d+))?\x03")  # a value can hold no such character: XML has none of them
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}row"
_EXCEL_ROW = "{urn:schemas-microsoft-com:office:excel}Row"
_GONE = "#REF!"


@dataclass(frozen=True, slots=True)
class Follower:
    """Something that can be printed when the rows are known; ``row``: where a formula stands in the template."""

    kind: Kind
    pieces: Pieces
    row: int = 0

    def printed(self, number: int, rows: Rows, sheets: Mapping[str, Rows]) -> str:
        """Return it as XML; ``number`` is the row that a formula came to, ``rows`` those of its own sheet."""
        areas = [piece for piece in self.pieces if isinstance(piece, Area)]
        match self.kind:
            case "merges":
                merged = "".join(f'<mergeCell ref="{place}"/>' for area in areas for place in rows.merges(area))
                return f"<mergeCells>{merged}</mergeCells>" if merged else ""
            case "areas":
                placed = [place for area in areas for place in rows.runs(area)]
                below = rows.number + 1  # of a list that is left empty Excel wants one area all the same
                return " ".join(placed) or (areas[0].at(below, below) if areas else moved(self.pieces, str))
            case "table":
                top, bottom = rows.span(areas[0].top, areas[0].end, 0, rows.number) or (areas[0].top, areas[0].end)
                return areas[0].at(top, max(bottom, top + 1))  # Excel wants a row under the header
            case "anchor":
                found = rows.span(self.row, self.row, 0, rows.number)
                return str((found[0] if found else self.row) - 1)
            case "name":
                return str(escape(moved(self.pieces, lambda area: _elsewhere(area, sheets))))
        return str(escape(rows.formula(self.pieces, self.row, number, sheets)))


def _elsewhere(area: Area, sheets: Mapping[str, Rows]) -> str:
    """Move an area of a formula that stands on no sheet: it names its sheet itself."""
    rows = sheets.get(area.sheet)
    return str(area) if rows is None else rows.placed(area) or _GONE


class Followers:
    """The followers of one part, by the numbers that stand for them in its XML."""

    def __init__(self) -> None:
        self.items: list[Follower] = []

    def later(self, kind: Kind, pieces: Pieces, row: int = 0, number: str = "") -> str:
        """Return what stands in the tree until the rows are known; ``number``: the text of a formula's row."""
        self.items.append(Follower(kind, pieces, row))
        return f"\ue002{len(self.items) - 1}{number and '@'}{number}\ue003"

    @staticmethod
    def serialized(root: etree._Element) -> str:
        """Return the XML of a tree with its followers."""
        return etree.tostring(root, encoding="unicode").replace("\ue002", "\x02").replace("\ue003", "\x03")


def settled(data: bytes, items: Sequence[Follower], rows: Rows, sheets: Mapping[str, Rows]) -> bytes:
    """Return a piece of a part with its followers printed."""
    if b"\x02" not in data:
        return data
    return _LATER.sub(lambda at: items[int(at[1])].printed(int(at[2] or 0), rows, sheets).encode(), data)


def _names(root: etree._Element, followers: Followers) -> None:
    """Print areas and repeated rows are names, too."""
    for name in root.iter(s("definedName")):
        name.text = followers.later("name", parsed(name.text or ""))


def _table(root: etree._Element, followers: Followers) -> None:
    for element in (root, *root.iter(s("autoFilter"))):
        element.set("ref", followers.later("table", parsed(element.get("ref", ""))))


def _anchors(root: etree._Element, followers: Followers) -> None:
    for row in root.iter(_ANCHOR, _EXCEL_ROW):
        row.text = followers.later("anchor", (), int(row.text or 0) + 1)


def _notes(root: etree._Element, followers: Followers) -> None:
    for note in root.iter(s("comment")):
        note.set("ref", followers.later("areas", parsed(note.get("ref", ""))))


def _chart(root: etree._Element, followers: Followers) -> None:
    for formula in root.iter(f"{_CHART}f"):
        formula.text = followers.later("name", parsed(formula.text or ""))
        for cache in list(formula.itersiblings(f"{_CHART}numCache", f"{_CHART}strCache")):  # what it showed before
            parent = cache.getparent()
            if parent is not None:
                parent.remove(cache)


PARTS: Mapping[str, Callable[[etree._Element, Followers], None]] = {
    "workbook": _names, "table+xml": _table, "drawing+xml": _anchors, "vmlDrawing": _anchors, "comments+xml": _notes,
    "chart+xml": _chart,
}  # fmt: skip
"""What follows rows in the other parts of a workbook, by the last word of the part's content type."""
ANYWHERE = frozenset({"workbook", "chart+xml"})
"""The parts that name sheets, so that the rows of any may move them."""
