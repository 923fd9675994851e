"""Findings and changes as lines of text."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from docgen.finding import Finding
from docgen.mending import Mended


def lines(finding: Finding) -> Iterator[str]:
    """Yield a finding with its code, and below it the words of the source around it."""
    code = f" [{finding.code}]" if finding.code.startswith(("Н", "Ф")) else ""
    yield f"{finding}{code}"
    if finding.excerpt:
        yield f"    │ {finding.excerpt}"


def changes(files: Sequence[Mended], *, whole: bool) -> Iterator[str]:
    """Yield what has been put right: ``whole``: as differences between the lines of the files."""
    for file in files:
        if whole and not file.path.suffix.lower().startswith(".xls"):
            name = file.path.as_posix()
            old, new = (raw.decode().splitlines() for raw in (file.before, file.after))
            yield from difflib.unified_diff(old, new, name, name, lineterm="", n=1)
        else:
            yield from (f"{done.place}: „{done.quote}“ → „{done.fix}“ [{done.code}]" for done in file.done)
