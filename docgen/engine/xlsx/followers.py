"""What follows the rows of filled sheets: formulas, merges, checks, names, tables, drawings, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from lxml import etree
from markupsafe import escape

from docgen.engine.mending import MARK
from docgen.engine.placing import replace_by_text
from docgen.engine.xlsx.formula import Area, Pieces, moved, parsed
from docgen.engine.xlsx.rows import Rows
from docgen.engine.xlsx.sml import s
from docgen.value import Value

Kind = Literal["formula", "areas", "merges", "name", "span", "anchor", "first", "each", "links", "source"]
_LATER = re.compile(b"\x02(\\d+)(?:@(\\d+))?\x03")  # a value can hold no such character: XML has none of them
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_NEW_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
CHARTS = (f"{_CHART}f", f"{_NEW_CHART}f")
"""What names the cells of a chart."""
_SHOWN = (f"{_CHART}numCache", f"{_CHART}strCache", f"{_NEW_CHART}lvl")  # what a chart showed before
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}row"
_OLD = "{urn:schemas-microsoft-com:office:excel}"
_EDGES = 8  # of the box of an old shape: a column, an offset, a row, an offset, twice
_THREADS = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_GONE = "#REF!"
_OWN_ROW = re.compile("\x02r(-?\\d+)\x03")  # in what is printed for each row: the number that is so much greater
_PLACE = "\x02place\x03"
PLACE = "\ue002place\ue003"
"""What stands for the place of a link: it is printed once for every run of rows."""


class Follower(Value):
    """Something that can be printed when the rows are known; ``row``: where it stands in the template."""

    kind: Kind
    pieces: Pieces
    row: int = 0

    def printed(self, number: int, rows: Rows, sheets: Mapping[str, Rows]) -> str:
        """Return it as XML; ``number`` is the row that it came to, ``rows`` those of its own sheet."""
        areas = [piece for piece in self.pieces if isinstance(piece, Area)]
        match self.kind:
            case "merges":
                merged = "".join(f'<mergeCell ref="{place}"/>' for area in areas for place in rows.merges(area))
                return f"<mergeCells>{merged}</mergeCells>" if merged else ""
            case "areas":
                return " ".join(_runs(areas, rows)) or moved(self.pieces, str)
            case "links":
                text = str(self.pieces[-1])
                return "".join(text.replace(_PLACE, place) for place in _runs(areas, rows))
            case "span":
                return moved(self.pieces, lambda area: rows.placed(area) or _below(area, rows))
            case "first":
                return str(rows.first(self.row))
            case "anchor":
                return str(rows.first(self.row) - 1)
            case "source":
                return _elsewhere(areas[0], sheets).rpartition("!")[2]
            case "each":
                text = str(self.pieces[0])
                return "".join(_of_row(text, row) for row in ([number] if number else rows.made(self.row)))
            case "name":
                return str(escape(moved(self.pieces, lambda area: _elsewhere(area, sheets))))
        return str(escape(rows.formula(self.pieces, self.row, number, sheets)))


def _runs(areas: Sequence[Area], rows: Rows) -> Iterator[str]:
    """Yield the places of areas; of a list that is left empty Excel wants one area all the same."""
    placed = [place for area in areas for place in rows.runs(area)]
    yield from placed or (_below(area, rows) for area in areas[:1])


def _below(area: Area, rows: Rows) -> str:
    return area.at(rows.number + 1, rows.number + 1)


def _of_row(text: str, row: int) -> str:
    return _OWN_ROW.sub(lambda by: str(max(row + int(by[1]), 0)), text)


def _elsewhere(area: Area, sheets: Mapping[str, Rows]) -> str:
    """Move an area of a formula that stands on no sheet: it names its sheet itself."""
    rows = sheets.get(area.sheet)
    return str(area) if rows is None else rows.placed(area) or _GONE


class Followers:
    """The followers of one part, by the numbers that stand for them in its XML."""

    def __init__(self, moving: Collection[str] | None = None) -> None:
        """``moving``: the sheets whose rows can move, if the part is of none of them; by default any may."""
        self.items: list[Follower] = []
        self._moving = moving

    def wait_for(self, pieces: Pieces) -> bool:
        """Tell whether pieces name rows that can move."""
        return any(
            isinstance(piece, Area) and (self._moving is None or piece.sheet in self._moving) for piece in pieces
        )

    def formula(self, text: str | None, row: int = 0, number: str = "") -> str:
        """Return a formula, of no row if it is that of a check, as it stands in the tree."""
        pieces = parsed(text or "")
        return self.later("formula", pieces, row, number) if self.wait_for(pieces) else text or ""

    def later(self, kind: Kind, pieces: Pieces, row: int = 0, number: str = "") -> str:
        """Return what stands in the tree until the rows are known; ``number``: the text of its row."""
        if len(pieces) > 1 and any(isinstance(piece, str) and MARK.search(piece) for piece in pieces):  # tags stay
            return "".join(
                piece if isinstance(piece, str) else self.later(kind, (piece,), row, number) for piece in pieces
            )
        self.items.append(Follower(kind, pieces, row))
        return f"\ue002{len(self.items) - 1}{number and '@'}{number}\ue003"

    def each(self, element: etree._Element, row: int) -> None:
        """Let an element be printed for each row that one of the template became; `own_row` gives the number of it."""
        replace_by_text(element, self.later("each", (self.serialized(element),), row))

    @staticmethod
    def serialized(root: etree._Element) -> str:
        """Return the XML of a tree with its followers."""
        return (
            etree.tostring(root, encoding="unicode", with_tail=False)
            .replace("\ue002", "\x02")
            .replace("\ue003", "\x03")
        )


def own_row(by: int = 0) -> str:
    """Return what stands for the number of the row that an element is printed for, or one greater by so much."""
    return f"\ue002r{by}\ue003"


def settled(
    pieces: Iterable[bytes], items: Sequence[Follower], rows: Rows, sheets: Mapping[str, Rows]
) -> Iterator[bytes]:
    """Yield the pieces of a part with its followers printed."""

    def printed(at: re.Match[bytes]) -> bytes:
        text = items[int(at[1])].printed(int(at[2] or 0), rows, sheets).encode()
        return _LATER.sub(printed, text) if b"\x02" in text else text

    for piece in pieces:
        before, mark, behind = piece.partition(b"\x02")
        yield before
        if mark:
            yield _LATER.sub(printed, mark + behind)


def _names(root: etree._Element, followers: Followers) -> None:
    """Print areas and repeated rows are names, too."""
    for name in root.iter(s("definedName")):
        name.text = followers.later("name", parsed(name.text or "", gathers=True))


def _table(root: etree._Element, followers: Followers) -> None:
    for element in (root, *root.iter(s("autoFilter"))):
        element.set("ref", followers.later("span", parsed(element.get("ref", ""))))


def _anchors(root: etree._Element, followers: Followers) -> None:
    for row in root.iter(_ANCHOR):
        row.text = followers.later("anchor", (), int(row.text or 0) + 1)


def _old_anchors(root: etree._Element, followers: Followers) -> None:
    """Move the boxes of notes and the controls of old: of a note each row has its own."""
    for data in list(root.iter(f"{_OLD}ClientData")):
        row, anchor, shape = data.find(f"{_OLD}Row"), data.find(f"{_OLD}Anchor"), data.getparent()
        places = (anchor.text or "").split(",") if anchor is not None else []
        if row is not None and shape is not None:
            number = int(row.text or 0)
            row.text = own_row(-1)
            shape.set("id", f"{shape.get('id')}_{own_row()}")
            moved_to = [own_row(int(place) - number - 1) for place in places[2::4]]
        else:
            moved_to = [followers.later("anchor", (), int(place) + 1) for place in places[2::4]]
        if anchor is not None and len(places) == _EDGES:
            places[2::4] = moved_to
            anchor.text = ",".join(places)
        if row is not None and shape is not None:
            followers.each(shape, number + 1)


def _notes(root: etree._Element, followers: Followers) -> None:
    for note in list(root.iter(s("comment"), f"{_THREADS}threadedComment")):
        for area in parsed(note.get("ref", "")):
            tagged = MARK.search(etree.tostring(note, encoding="unicode"))
            if isinstance(area, Area) and tagged:  # its tags are filled once
                note.set("ref", f"{area.before}{followers.later('first', (), area.top)}")
            elif isinstance(area, Area):
                note.set("ref", f"{area.before}{own_row()}")
                followers.each(note, area.top)


def _pivot_source(root: etree._Element, followers: Followers) -> None:
    for source in root.iter(s("worksheetSource")):
        areas = parsed(f"'{source.get('sheet', '').replace(chr(39), chr(39) * 2)}'!{source.get('ref', '')}")
        if source.get("ref") and source.get("sheet"):
            source.set("ref", followers.later("source", areas))
            root.set("refreshOnLoad", "1")


def _pivot(root: etree._Element, followers: Followers) -> None:
    for location in root.iter(s("location")):
        location.set("ref", followers.later("areas", parsed(location.get("ref", ""))))


def _chart(root: etree._Element, followers: Followers) -> None:
    for formula in root.iter(*CHARTS):
        formula.text = followers.later("name", parsed(formula.text or ""))
        for cache in list(formula.itersiblings(*_SHOWN)):
            parent = cache.getparent()
            if parent is not None:
                parent.remove(cache)


PARTS: Mapping[str, Callable[[etree._Element, Followers], None]] = {
    "workbook": _names, "table+xml": _table, "drawing+xml": _anchors, "vmlDrawing": _old_anchors,
    "comments+xml": _notes, "threadedcomments+xml": _notes, "chart+xml": _chart, "chartex+xml": _chart,
    "pivotTable+xml": _pivot, "pivotCacheDefinition+xml": _pivot_source,
}  # fmt: skip
"""What follows rows in the other parts of a workbook, by the last word of the part's content type."""
ANYWHERE = frozenset({"workbook", "chart+xml", "chartex+xml", "pivotCacheDefinition+xml"})
"""The parts that name sheets, so that the rows of any may move them."""
