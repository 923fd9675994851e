"""What control tags may leave behind: cells without a paragraph, rows without cells, tables without rows.

Word calls a file with the first two unreadable. Only parts whose template can lose so much are looked over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TABLE = re.compile(rb"<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*?</w:tbl>", re.DOTALL)
_ROW = re.compile(rb"<w:tr(?: [^>]*)?>(?:<w:(?:trPr|tblPrEx)>(?:(?!<w:tc[ >]|</w:tr>).)*?)?</w:tr>", re.DOTALL)
_CELL = re.compile(rb"(</w:tcPr>|<w:tcPr/>|</w:tbl>|<w:tc>|<w:tc [^>]*>)</w:tc>")


def tidied(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a part without what its template's tags have left empty."""
    xml = b"".join(pieces)
    xml = _ROW.sub(b"", xml)
    if b"</w:tblGrid></w:tbl>" in xml:
        xml = _TABLE.sub(b"", xml)
    yield _CELL.sub(rb"\1<w:p/></w:tc>", xml)
