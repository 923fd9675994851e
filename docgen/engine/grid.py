"""The grids of tables whose columns the data make: as many columns as the widest row has, in the width of the table."""

from __future__ import annotations

from lxml import etree

from docgen.engine.mending import MARK
from docgen.engine.wml import make, parse, properties, put_child, w


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
    rows = list(table.iterchildren(w("tr")))
    needed = max((sum(_span(child) for child in _across(row)) for row in rows), default=0)
    grid = properties(table, "tblGrid")
    columns = grid.findall(w("gridCol"))
    for row in rows:
        if missing := needed - sum(map(_span, _across(row))):
            properties(row, "trPr").append(make("gridAfter", val=str(missing)))
    if not needed or needed == len(columns):
        return
    widths = [int(float(column.get(w("w"), "0"))) for column in columns]
    kept, total = widths[:needed], sum(widths)
    kept += [total // max(len(widths), 1)] * (needed - len(kept))
    scale = total / sum(kept) if sum(kept) else 0
    fitting = [int(width * scale) for width in kept]
    for column in columns:
        grid.remove(column)
    grid.extend(make("gridCol", w=str(width)) for width in fitting)
    for row in rows:
        at = 0
        for child in _across(row):
            span = _span(child)
            if child.tag == w("tc"):
                put_child(properties(child, "tcPr"), make("tcW", w=str(sum(fitting[at : at + span])), type="dxa"))
            at += span


def _across(row: etree._Element) -> list[etree._Element]:
    """Return what takes columns in a row: its cells, those in content controls too, and the gaps at its ends."""
    gaps = [*row.iterfind(f"{w('trPr')}/{w('gridBefore')}")], [*row.iterfind(f"{w('trPr')}/{w('gridAfter')}")]
    cells = [cell for cell in row.iter(w("tc")) if next(cell.iterancestors(w("tr"))) is row]
    return [*gaps[0], *cells, *gaps[1]]


def _span(element: etree._Element) -> int:
    span = element if element.tag != w("tc") else element.find(f"{w('tcPr')}/{w('gridSpan')}")
    value = span.get(w("val"), "1") if span is not None else "1"
    return int(value) if value.isdigit() else 1
