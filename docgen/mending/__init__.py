"""Mending: what a finding knows to put right is put right in the source itself, its comments and layout untouched.

An edit replaces the wrong words at their place in the file and nothing else. It is proved before anything is written:
the file is read again, and every value must be what it was, but for the words that were meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen.finding import Finding
from docgen.mending import text, workbook
from docgen.mending.proof import proved
from docgen.value import Value

_BOOKS = (".xlsx", ".xlsm")


class Mended(Value):
    """A file that has been put right, not yet written.

    Attributes:
        path: the file.
        before, after: its bytes.
        done: the findings that are gone.
    """

    path: Path
    before: bytes
    after: bytes
    done: tuple[Finding, ...]


def mended(findings: Sequence[Finding], folders: Sequence[Path]) -> tuple[tuple[Mended, ...], tuple[Finding, ...]]:
    """Return the files that the findings can put right, and the findings that only a person can.

    Args:
        findings: findings with their places; those without a `fix` are left out.
        folders: where the names of files in places count from, in turn.
    """
    by_file: dict[Path, list[Finding]] = {}
    left: list[Finding] = []
    for finding in (finding for finding in findings if finding.fix is not None):
        path = _found(finding, folders)
        by_file.setdefault(path, []).append(finding) if path else left.append(finding)
    files = []
    for path, wanted in by_file.items():
        before = after = path.read_bytes()
        done = []
        for finding in sorted(wanted, key=_line, reverse=True):  # an edit may join lines, which moves those below
            edited = _edited(after, path, finding)
            if edited is not None and proved(after, edited, path, finding):
                after = edited
                done.append(finding)
            else:
                left.append(finding)
        if done:
            files.append(Mended(path, before, after, tuple(reversed(done))))
    return tuple(files), tuple(left)


def _edited(raw: bytes, path: Path, finding: Finding) -> bytes | None:
    """Return the bytes of a file with one finding put right; None if its words do not stand there to the letter."""
    suffix = path.suffix.lower()
    return workbook.edited(raw, finding) if suffix in _BOOKS else text.edited(raw, suffix, finding)


def _line(finding: Finding) -> int:
    return (finding.place and finding.place.line) or 0


def _found(finding: Finding, folders: Sequence[Path]) -> Path | None:
    if finding.place is None:
        return None
    paths = (folder / finding.place.file for folder in folders)
    return next((path for path in paths if path.is_file()), None)
