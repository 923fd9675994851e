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
from docgen.engine.tag import Tag
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


def spares(
    rows: Mapping[int, etree._Element], tags: Mapping[int, Sequence[Tag]], spans: Iterable[tuple[int, int]]
) -> Mapping[int, Sequence[tuple[int, int, etree._Element]]]:
    """Return what is to be printed if none of some rows has been, by the rows of tags behind which it is.

    Args:
        rows: the rows of the template.
        tags: the tags that stand for them.
        spans: the first and last rows of what must not vanish.
    """
    depth, outside, ends = 0, list[int](), list[int]()
    for number in rows:
        depth += sum(tag.opens - tag.closes for tag in tags[number])
        if not depth:
            (ends if tags[number] else outside).append(number)
    present = [number for number in rows if not tags[number]]
    found: dict[int, list[tuple[int, int, etree._Element]]] = {}
    for span in spans:
        under = present[bisect_left(present, span[0]) : bisect_right(present, span[1])]
        if under and bisect_left(outside, span[0]) == bisect_right(outside, span[1]):
            for end in ends[bisect_right(ends, under[-1]) :][:1]:
                found.setdefault(end, []).insert(0, (under[0], under[-1], _emptied(rows[under[0]])))
    return found


def _emptied(row: etree._Element) -> etree._Element:
    """Return a copy of a row with the looks of its cells and nothing in them."""
    row = copy.deepcopy(row)
    for cell in row:
        del cell[:]
        cell.attrib.pop("t", "")
    return row
