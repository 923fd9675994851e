"""The grids of tables whose columns the data make: as many columns as the widest row has, in the width of the table."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.engine.mending import MARK
from docgen.engine.wml import make, parse, properties, put_child, w

_ROW, _CELL, _WIDTH, _VALUE = w("tr"), w("tc"), w("w"), w("val")
_SPAN, _OWN_WIDTH = (w("tcPr"), w("gridSpan")), (w("tcPr"), w("tcW"))
_GAPS = (w("trPr"), w("gridBefore")), (w("trPr"), w("gridAfter"))


def varies(root: etree._Element) -> bool:
    """Tell whether the tags of a template can change the number of columns of a table."""
    for row in root.iter(w("tr")):
        if any(MARK.search(element.tail or "") for element in row) or MARK.search(row.text or ""):
            return True
    return any(MARK.search(span.get(w("val"), "")) for span in root.iter(w("gridSpan")))


def fitted(xml: bytes, part: str) -> bytes:
    """Return a part whose tables have the grids that their rows need."""
    root = parse(xml, part)
    for table in root.iter(w("tbl")):
        _fit(table)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fit(table: etree._Element) -> None:
    rows = [(row, list(_across(row))) for row in table.iterchildren(_ROW)]
    taken = [sum(span for _, span in cells) for _, cells in rows]
    needed = max(taken, default=0)
    grid = properties(table, "tblGrid")
    columns = grid.findall(w("gridCol"))
    for (row, _), spans in zip(rows, taken, strict=True):
        if spans < needed:
            properties(row, "trPr").append(make("gridAfter", val=str(needed - spans)))
    if not needed or needed == len(columns):
        return
    widths = [int(float(column.get(_WIDTH, "0"))) for column in columns]
    kept, total = widths[:needed], sum(widths)
    kept += [total // max(len(widths), 1)] * (needed - len(kept))
    scale = total / sum(kept) if sum(kept) else 0
    fitting = [int(width * scale) for width in kept]
    for column in columns:
        grid.remove(column)
    grid.extend(make("gridCol", w=str(width)) for width in fitting)
    for _, cells in rows:
        at = 0
        for cell, span in cells:
            if cell is not None:
                _widen(cell, sum(fitting[at : at + span]))
            at += span


def _across(row: etree._Element) -> Iterator[tuple[etree._Element | None, int]]:
    """Yield what takes columns in a row: its cells, those in content controls too, and the gaps at its ends."""
    before, after = ([] if gap is None else [(None, _number(gap))] for gap in (_inside(row, path) for path in _GAPS))
    yield from before
    for cell in row.iter(_CELL):
        if next(cell.iterancestors(_ROW)) is row:
            yield cell, _number(_inside(cell, _SPAN))
    yield from after


def _inside(element: etree._Element, path: tuple[str, str]) -> etree._Element | None:
    """Return a property of an element: what `find` does, at a third of its price."""
    shell = next(element.iterchildren(path[0]), None)
    return None if shell is None else next(shell.iterchildren(path[1]), None)


def _number(span: etree._Element | None) -> int:
    value = span.get(_VALUE, "1") if span is not None else "1"
    return int(value) if value.isdigit() else 1


def _widen(cell: etree._Element, width: int) -> None:
    own = _inside(cell, _OWN_WIDTH)
    if own is None:
        put_child(properties(cell, "tcPr"), make("tcW", w=str(width), type="dxa"))
    else:
        own.set(_WIDTH, str(width))
        own.set(w("type"), "dxa")
