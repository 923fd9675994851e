"""Findings: what is wrong with a document, as values. A finding is never raised."""

from __future__ import annotations

from typing import Literal

from docgen.value import Value

Severity = Literal["error", "warning", "info"]
Path = tuple[str | int, ...]

SEVERITIES: dict[Severity, str] = {"error": "ошибка", "warning": "замечание", "info": "подсказка"}


class Place(Value):
    """Where a value stands in the user's files.

    Attributes:
        file: the file as the user named it, with forward slashes.
        line: the line of a text file, counted from 1.
        sheet: the sheet of a workbook.
        cell: the cell of a sheet, such as ``B2``.
        column: the first sign of the place in its line, counted from 1.
        end: the line and the column behind its last sign, if the place is a stretch of text.
        page: the page of a finished paper, if its file says.
        spot: where in a finished paper, in words: which paragraph, or which row of which table.
    """

    file: str
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    column: int | None = None
    end: tuple[int, int] | None = None
    page: int | None = None
    spot: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}, лист «{self.sheet}», ячейка {self.cell}"
        if self.spot:
            page = f"с. {self.page}, " if self.page else ""
            return f"{self.file}, {page}{self.spot}"
        return f"{self.file}:{self.line}" if self.line else self.file


class Finding(Value):
    """One trouble of a document: where, in which field, what is wrong, what to do.

    Attributes:
        code: a short stable name of the complaint, such as ``поле-обязательно``.
        severity: errors stop rendering, the others do not.
        message: what is wrong, in Russian, without the place and the remedy.
        place: the nearest place of the source, if one is known.
        path: the keys from the root of the source to the value, as the user names them.
        hint: what to write instead; empty if there is nothing to add.
        line: the line inside the value, counted from 0, for texts of several lines.
        quote: the words of the source that are wrong, to the letter; empty if the whole value is meant.
        beside: what else the same row says, to find the row of a table.
        fix: what should stand instead of the quote; None if only a person can tell.
        excerpt: the value around the quote, for a reader.
    """

    code: str
    severity: Severity
    message: str
    place: Place | None = None
    path: Path = ()
    hint: str = ""
    line: int = 0
    quote: str = ""
    beside: str = ""
    fix: str | None = None
    excerpt: str = ""

    @property
    def field(self) -> str:
        """The path in words: ``пункты → 2 → срок`` (items are counted from 1)."""
        return " → ".join(str(step + 1) if isinstance(step, int) else step for step in self.path)

    def as_data(self) -> dict[str, object]:
        """Return the finding as plain data, for programs."""
        place = self.place or Place("")
        return {
            "code": self.code, "severity": self.severity, "message": self.message, "hint": self.hint,
            "field": self.field, "path": list(self.path),
            "excerpt": self.excerpt, "quote": self.quote, "fix": self.fix,
            "file": place.file or None, "line": place.line, "column": place.column,
            "end_line": place.end[0] if place.end else None, "end_column": place.end[1] if place.end else None,
            "sheet": place.sheet, "cell": place.cell, "page": place.page, "spot": place.spot or None,
        }  # fmt: skip

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        field = f"{self.field}: " if self.path else ""
        stop = " " if self.message.endswith(".") else ". "
        hint = f"{stop}{self.hint}" if self.hint else ""
        return f"{where}{SEVERITIES[self.severity]}: {field}{self.message}{hint}"
