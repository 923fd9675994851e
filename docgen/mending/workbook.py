"""Edits of workbooks: words are replaced in the XML of the sheet or of its shared texts; all else stays to the byte.

A workbook that a library loads and saves comes back without what the library does not know. Here it does not.
"""

from __future__ import annotations

import io
import re
import zipfile
from html import escape, unescape

from docgen.finding import Finding

_TEXTS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml")
_TEXT = re.compile(r"(<t(?: [^>]*)?>)([^<]*)(</t>)")


def edited(raw: bytes, finding: Finding) -> bytes | None:
    """Return a workbook with the wrong words of a finding replaced; None if they do not stand in one text together."""
    if finding.fix is None:
        return None
    right = finding.fix
    changed = False

    def mend(found: re.Match[str]) -> str:
        nonlocal changed
        text = unescape(found[2])
        if finding.quote not in text:
            return found[0]
        changed = True
        return found[1] + escape(text.replace(finding.quote, right), quote=False) + found[3]

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as book, zipfile.ZipFile(out, "w") as new:
        for entry in book.infolist():
            data = book.read(entry)
            if _TEXTS.fullmatch(entry.filename):
                data = _TEXT.sub(mend, data.decode()).encode()
            new.writestr(entry, data)
    return out.getvalue() if changed else None
