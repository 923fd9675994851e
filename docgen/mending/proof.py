"""The proof of an edit: the file is read again, and only the words that were meant have changed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docgen.finding import Finding
from docgen.sources import leaves

Values = Mapping[Any, object]


def proved(before: bytes, after: bytes, path: Path, finding: Finding) -> bool:
    """Tell whether an edit has changed the quoted words of values into the right ones and nothing else."""
    old, new = (_values(raw, path) for raw in (before, after))
    if old is None or new is None or list(old) != list(new):
        return False
    changed = [key for key in old if old[key] != new[key]]
    return bool(changed) and all(_meant(str(old[key]), str(new[key]), finding) for key in changed)


def _values(raw: bytes, path: Path) -> Values | None:
    return _cells(raw) if path.suffix.lower() in (".xlsx", ".xlsm") else leaves(raw, path)


def _meant(old: str, new: str, finding: Finding) -> bool:
    """Tell whether a text is another one with the quote replaced; marks of Markdown and breaks do not count."""
    bare = str.maketrans("", "", "*_>")
    quote, fix = (" ".join(text.translate(bare).split()) for text in (finding.quote, finding.fix or ""))
    return " ".join(old.translate(bare).split()).replace(quote, fix) == " ".join(new.translate(bare).split())


def _cells(raw: bytes) -> Values | None:
    """Return every cell of a workbook by sheet and place; None if it cannot be read."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(raw))
    except Exception:  # noqa: BLE001 - openpyxl raises whatever it stumbles over
        return None
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
