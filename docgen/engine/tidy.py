"""What control tags may leave behind: cells without a paragraph, rows without cells, tables without rows, wrong grids.

Word calls some of that unreadable. Only parts whose template can go so far are looked over, and then as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.engine.grid import fitted

_TABLE = re.compile(rb"<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*?</w:tbl>", re.DOTALL)
_ROW = re.compile(rb"<w:tr(?: [^>]*)?>(?:<w:(?:trPr|tblPrEx)[ />](?:(?!<w:tc[ >]|</w:tr>).)*?)?</w:tr>", re.DOTALL)
_CELL = re.compile(rb"(</w:tcPr>|<w:tcPr/>|</w:tbl>|<w:tc>|<w:tc [^>]*>)</w:tc>")


def tidied(pieces: Iterable[bytes], part: str, *, empty: bool, grid: bool) -> Iterator[bytes]:
    """Yield a part looked over as a whole.

    Args:
        pieces: the part.
        part: its name, for messages.
        empty: take out what its tags have left empty.
        grid: fit the grids of tables to their rows.
    """
    xml = b"".join(pieces)
    if empty:
        xml = _ROW.sub(b"", xml)
        if b"</w:tblGrid></w:tbl>" in xml:
            xml = _TABLE.sub(b"", xml)
        xml = _CELL.sub(rb"\1<w:p/></w:tc>", xml)
    yield fitted(xml, part) if grid else xml
