"""Tables of generated columns: the grid and the widths of cells, from the columns that the data name."""

from __future__ import annotations

import re

from lxml import etree

from docgen.engine.mending import MARK
from docgen.engine.placing import drop_if_empty, mark, put_after, put_before
from docgen.engine.spot import Site, Spot
from docgen.engine.tag import Tag
from docgen.engine.wml import make, properties, put_child, w

_WIDTHS = re.compile(r"ширины\s+(.+)", re.DOTALL)
WIDTH = "_cell_width"
"""The name of the width of the cell that a loop has come to."""
_LOOP = re.compile(r"for\s+(\w+)\s+in\b")


def prepare(root: etree._Element, tags: list[Tag]) -> None:
    """Give a table its grid: the tag `ширины columns` in any of its cells names the columns."""
    for text in list(root.iter(w("t"))):
        for number in map(int, MARK.findall(text.text or "")):
            if match := _WIDTHS.match(tags[number].code):
                text.text = (text.text or "").replace(mark(number), "")
                drop_if_empty(text)
                _Widths(match[1], tags[number].spot, tags).give(next(text.iterancestors(w("tbl"))))


class _Widths:
    """The widths of the columns of one table, written as tags."""

    def __init__(self, columns: str, spot: Spot, tags: list[Tag]) -> None:
        self._columns, self._spot, self._tags = columns, spot, tags

    def give(self, table: etree._Element) -> None:
        whole = table.find(f"{w('tblPr')}/{w('tblW')}")
        if whole is not None:
            whole.set(w("w"), self._value(f"_grid({self._columns})|sum"))
            whole.set(w("type"), "dxa")
        grid = properties(table, "tblGrid")
        for old in list(grid):
            grid.remove(old)
        column = make("gridCol", w=self._value("_width_"))
        grid.append(column)
        put_before(column, self._block(f"for _width_ in _grid({self._columns})"))
        put_after(column, self._block("endfor"))
        for row in table.iterchildren(w("tr")):
            self._cells(row)

    def _cells(self, row: etree._Element) -> None:
        """Give the cells of a loop over columns the width of theirs; one that says where it stands may span several."""
        generated = False
        for cell in row.iterchildren(w("tc")):
            control = [
                tag
                for tag in map(self._tag, MARK.findall("".join(text.text or "" for text in cell.iter(w("t")))))
                if tag.prefix == "tc"
            ]
            if control:
                loop = _LOOP.match(control[-1].code)
                if loop:
                    put_before(next(row.iterchildren(w("tc"))), self._block(f"set _widths = _row({self._columns})"))
                    put_after(cell, self._block(f"set {WIDTH} = _width(_widths, {loop[1]})"))
                generated = bool(loop)
            elif generated:
                put_child(properties(cell, "tcPr"), make("tcW", w=self._value(WIDTH), type="dxa"))

    def _tag(self, number: str) -> Tag:
        return self._tags[int(number)]

    def _value(self, code: str) -> str:
        self._tags.append(Tag("value", "", code, self._spot, Site("attribute")))
        return mark(len(self._tags) - 1)

    def _block(self, code: str) -> str:
        self._tags.append(Tag("block", "", code, self._spot))
        return mark(len(self._tags) - 1)
