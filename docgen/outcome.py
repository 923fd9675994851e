"""What the verbs give back: a source that has been read, a file that has been made, or the errors of a source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen import output
from docgen.arguments import StrPath, path_of
from docgen.errors import DocgenError
from docgen.finding import Finding
from docgen.model.document import Document
from docgen.value import Value


class SourceError(DocgenError):
    """A source has errors, so that there is no document.

    Attributes:
        findings: everything that is wrong or doubtful, with places.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(tuple(findings))
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings if finding.severity == "error")


class Loaded(Value):
    """A source that has been read.

    Attributes:
        valid: the document with its references linked, or None if there are errors.
        findings: everything that is wrong or doubtful, in the order of the source.
        files: every file that has been read.
    """

    valid: Document | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()

    @property
    def document(self) -> Document:
        """The document.

        Raises:
            SourceError: the source has errors.
        """
        if self.valid is None:
            raise SourceError(self.findings)
        return self.valid

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop rendering."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    def __repr__(self) -> str:
        return f"<Loaded: {self.valid!r}, ошибок: {len(self.errors)}, всего замечаний: {len(self.findings)}>"


class Paper(Value):
    """A file that has been made: its name, its bytes, and what a person has still to do in it."""

    name: str
    data: bytes
    note: str = ""

    def save(self, folder: StrPath = ".") -> Path:
        """Write the file, whole or not at all, and return its path; a folder that is not there is made.

        Raises:
            UsageError: the folder is no path.
            MachineError: no rights, no space.
        """
        path = path_of(folder, "куда записать") / self.name
        output.write_all([(path, self.data)])
        return path

    def __repr__(self) -> str:
        return f"<Paper {self.name}, {len(self.data)} байт>"
