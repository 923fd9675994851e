"""What a report is about: a source with what has been found in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from docgen.finding import Finding


class Subject(NamedTuple):
    """A source that has been checked, its findings in the order of the source, and the files that were read."""

    path: Path
    findings: Sequence[Finding]
    files: Sequence[Path] = ()

    def file(self, finding: Finding) -> str:
        """Return the file of a finding as the caller of the check would name it."""
        name = finding.place.file if finding.place else self.path.name
        return (self.path.parent / name).as_posix()
