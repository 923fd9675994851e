"""Names of SpreadsheetML."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def s(name: str) -> str:
    """Return the qualified name of an element of a workbook's parts."""
    return f"{{{MAIN}}}{name}"
