"""Sheets of a template under other margins: sections, tables as wide as the text, blocks at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from docgen.engine.wml import w
from docgen.value import Value

_WIDE_TABLE = 0.6  # a table that takes more of the text than this is as wide as the text wants
_BLOCK = 0.4  # an indent that takes more of the text than this leaves a block
_MADE_FOR_80 = range(4436, 4637)  # a block of 80 mm, in twentieths of a point, give or take (norm REQ-WIDTH)
_A4 = (11906, 16838)
_SIDES = ("left", "right", "top", "bottom")


class Sheets(Value):
    """The text widths of upright and landscape sheets before and after, and the margins of an upright sheet.

    A landscape sheet is bound by its upper edge: the left margin of an upright one is its upper margin.
    """

    margins: Sequence[int | None]
    block: int | None
    before: tuple[int, int]
    after: tuple[int, int]

    @classmethod
    def of(cls, document: etree._Element, margins: Sequence[int | None], block: int | None) -> Sheets:
        """Measure the template that has this main part."""
        old = next((_upright(section) for section in document.iter(w("sectPr"))), (1701, 567, 1134, 1134))
        new = tuple(own if given is None else given for given, own in zip(margins, old, strict=True))
        return cls(margins, block, _widths(old), _widths(new))

    def apply(self, root: etree._Element) -> None:
        """Change a part in place."""
        waiting: list[etree._Element] = []
        for element in list(root.iter(w("tbl"), w("sectPr"))):
            if element.tag == w("tbl"):
                waiting.append(element)
                continue
            wide = _is_wide(element)
            for table in waiting:
                self._table(table, wide=wide)
            waiting.clear()
            self._section(element, wide=wide)
        for table in waiting:
            self._table(table, wide=False)
        for indents in root.iter(w("ind")):
            for side in ("left", "right", "start", "end"):
                if indents.get(w(side)):
                    indents.set(w(side), str(self._indent(int(indents.get(w(side), "0")))))
        for tab in root.iter(w("tab")):
            if tab.get(w("val")) in ("right", "center", "end") and tab.get(w("pos")):
                tab.set(w("pos"), str(round(int(tab.get(w("pos"), "0")) * self.after[0] / self.before[0])))

    def _section(self, section: etree._Element, *, wide: bool) -> None:
        margins = section.find(w("pgMar"))
        if margins is None:
            return
        left, right, top, bottom = self.margins
        sides = (top, right, left, bottom) if wide else (left, right, top, bottom)
        for name, length in zip(_SIDES, sides, strict=True):
            if length is not None:
                margins.set(w(name), str(length))

    def _table(self, table: etree._Element, *, wide: bool) -> None:
        old, new = self.before[wide], self.after[wide]
        columns = [int(column.get(w("w"), "0")) for column in table.findall(f"{w('tblGrid')}/{w('gridCol')}")]
        if old == new or sum(columns) < old * _WIDE_TABLE or sum(columns) > old * 1.1:
            return
        widths = {width: round(width * new / old) for width in columns}
        total = round(sum(columns) * new / old)
        if columns and columns.count(columns[-1]) == 1:
            widths[columns[-1]] += total - sum(widths[width] for width in columns)
        for element, whole in _measured(table):
            if element.tag != w("gridCol") and element.get(w("type"), "dxa") != "dxa":
                continue
            length = int(element.get(w("w"), "0"))
            element.set(
                w("w"),
                str(total if whole and length == sum(columns) else widths.get(length, round(length * new / old))),
            )

    def _indent(self, length: int) -> int:
        wide = length >= self.before[0]
        old, new = self.before[wide], self.after[wide]
        if not old * _BLOCK <= length < old:
            return length
        block = old - length
        if self.block and block in _MADE_FOR_80:
            block = self.block
        return new - block


def _measured(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Yield what has a width in a table, without the tables inside it; whether it is the width of the whole."""
    for element in table.iterfind(f"{w('tblPr')}/{w('tblW')}"):
        yield element, True
    yield from ((column, False) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    yield from ((cell, False) for cell in table.iterfind(f"{w('tr')}/{w('tc')}/{w('tcPr')}/{w('tcW')}"))


def _is_wide(section: etree._Element) -> bool:
    size = section.find(w("pgSz"))
    return size is not None and int(size.get(w("w"), "0")) > int(size.get(w("h"), "0"))


def _upright(section: etree._Element) -> tuple[int, ...]:
    """Return the margins that an upright sheet of the section has."""
    margins = section.find(w("pgMar"))
    sides = [int(margins.get(w(side), "0")) if margins is not None else 0 for side in _SIDES]
    left, right, top, bottom = sides
    return (top, right, left, bottom) if _is_wide(section) else (left, right, top, bottom)


def _widths(margins: Sequence[int]) -> tuple[int, int]:
    left, right, top, _ = margins
    return _A4[0] - left - right, _A4[1] - top - right
