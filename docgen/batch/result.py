"""What comes of a row: its files, or what is wrong with it."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

from docgen.finding import Finding, Place
from docgen.value import Value, replace


class File(Value):
    """A file that has been made.

    Attributes:
        name: its path inside the output, with forward slashes.
        size, sha256: of its bytes.
        data: the bytes, unless they have been written already.
        note: what a person has still to do in it.
    """

    name: str
    size: int
    sha256: str
    data: bytes | None = None
    note: str = ""

    @classmethod
    def of(cls, name: str, data: bytes, note: str = "") -> File:
        """Make a file of its bytes."""
        return cls(name, len(data), sha256(data).hexdigest(), data, note)

    def written(self) -> File:
        """Return the file without its bytes."""
        return replace(self, data=None)


class Result(Value):
    """What comes of a row.

    Attributes:
        row: the number of the row in the table.
        place: where it stands.
        name: the name of its files without their extensions.
        data: the digest of its values.
        files: what has been made; nothing if the row is faulty.
        findings: errors and remarks, errors with the cell where they arise.
        kept: whether the files have been there since an earlier run.
    """

    row: int
    place: Place
    name: str
    data: str
    files: tuple[File, ...] = ()
    findings: tuple[Finding, ...] = ()
    kept: bool = False

    @property
    def status(self) -> Literal["made", "kept", "failed"]:
        """Whether the files have been made now, were there already, or could not be made."""
        return "failed" if self.errors else "kept" if self.kept else "made"

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings because of which there are no files."""
        return tuple(finding for finding in self.findings if finding.severity == "error")
