"""Rows that something stands on: Excel wants them there even when a loop has printed none.

A table without a row is a file that Excel cannot read; a name, a chart or a sparkline of no cells is an error in it.
Where all rows under one of these vanish, an empty one stays.
"""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from docgen.engine.package import relations
from docgen.engine.wml import parse
from docgen.engine.xlsx.followers import CHARTS
from docgen.engine.xlsx.formula import Area, parsed
from docgen.engine.xlsx.sml import s

Footings = Mapping[str, Sequence[tuple[int, int]]]
"""The first and last rows of what must not vanish as a whole, by the names of sheets."""


def footings(parts: Mapping[str, bytes], types: Mapping[str, str], book: str, sheets: Mapping[str, str]) -> Footings:
    """Return what stands on the rows of sheets in the other parts of a workbook; ``sheets``: their names by part."""
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in sheets.values()}
    owners = {one.target: name for path, name in sheets.items() for one in relations(parts, path)}
    for path, kind in types.items():
        if path in parts and (path == book or kind.endswith((".table+xml", ".chart+xml", ".chartex+xml"))):
            for area in _areas(parse(parts[path], path)):
                found.get(area.sheet or owners.get(path, ""), []).append((area.top, area.end))
    return found


def _areas(root: etree._Element) -> Iterator[Area]:
    if root.tag == s("table"):
        above, below = (int(root.get("headerRowCount") != "0"), int(root.get("totalsRowCount", "0") != "0"))
        for area in parsed(root.get("ref", "")):
            if isinstance(area, Area):
                yield Area("", area.before, area.top + above, area.between, area.end - below)
    for formula in root.iter(s("definedName"), *CHARTS):
        yield from (piece for piece in parsed(formula.text or "") if isinstance(piece, Area))


def emptied(row: etree._Element) -> etree._Element:
    """Return a copy of a row with the looks of its cells and nothing in them."""
    row = copy.deepcopy(row)
    for cell in row:
        del cell[:]
        cell.attrib.pop("t", "")
    return row


def vanishing(
    spans: Iterable[tuple[int, int]], present: Sequence[int], outside: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """Yield the first and the last of the rows of every span that may vanish, and the row that ends its blocks.

    Args:
        spans: what must not vanish.
        present: the rows of the template without those of tags.
        outside: those of them that stand in no block.
        ends: the rows of tags that end the outermost blocks.
    """
    for top, bottom in spans:
        rows = present[bisect_left(present, top) : bisect_right(present, bottom)]
        if rows and bisect_left(outside, top) == bisect_right(outside, bottom):
            yield from ((rows[0], rows[-1], end) for end in ends[bisect_right(ends, rows[-1]) :][:1])
