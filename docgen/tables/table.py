"""A table as rows that come as they are asked for, whatever they come from.

A row is small and plain, so that millions of them can pass through a queue; where its cells stand is worked out only
when something is wrong with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal
from uuid import UUID

from docgen.finding import Finding, Place
from docgen.value import Value


class Fault(Value):
    """What is wrong with a cell: the column, counted from 0, what is wrong, what to do.

    ``stray`` is the value of a cell that belongs to no column.
    """

    column: int
    message: str
    hint: str = ""
    stray: str = ""


class Row(Value):
    """A row of the table.

    Attributes:
        line: its number as the user counts: the row of a sheet, the line of a file.
        values: by column; None where the cell is empty.
        faults: what is wrong with its cells.
    """

    line: int
    values: tuple[object, ...]
    faults: tuple[Fault, ...] = ()


class Skipped(Value):
    """Something of a sheet that is no record: the title of a section, or what is passed over, with the reason."""

    line: int
    column: int
    text: str
    what: Literal["section", "other"] = "other"
    reason: str = "строка пропущена"
    hint: str = "Если это запись, заполните её графы и номер"

    def remark(self, layout: Layout) -> Finding:
        """Return the remark that tells of it."""
        shown = " ".join(self.text.split())
        quote = f": „{shown[:60]}…“" if len(shown) > 60 else f": „{shown}“" if shown else ""  # noqa: PLR2004
        place = layout.place(self.line, self.column)
        return Finding("не-запись", "warning", f"{self.reason}{quote}", place, (), self.hint)


class Layout(Value):
    """Where the cells of a table stand.

    Attributes:
        file: the file, or the table of a database.
        headings: by column; empty where a column has none.
        sheet: the sheet of a workbook.
        heading_line: the row of the headings, 0 if they have none.
    """

    file: str
    headings: tuple[str, ...]
    sheet: str | None = None
    heading_line: int = 1

    def place(self, line: int, column: int | None = None) -> Place:
        """Return the place of a cell, or of a whole row."""
        if self.sheet is None:
            return Place(self.file, line or None)
        return Place(self.file, sheet=self.sheet, cell=f"{letters(column or 0)}{line}")


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0: `A`, `Z`, `AA`."""
    rest, last = divmod(column, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + last)


class Table(Value):
    """A table that has been opened.

    Attributes:
        layout: its headings and where its cells stand.
        rows: the rows, read as they are asked for, once.
        total: about how many rows there are, if that can be told beforehand.
        findings: what is wrong with the table itself.
        skipped: what is no record, as far as the rows have been read.
    """

    layout: Layout
    rows: Iterator[Row]
    total: int | None = None
    findings: tuple[Finding, ...] = ()
    skipped: Sequence[Skipped] = ()


class Sheet(Value):
    """A sheet or a CSV file that has been opened, in its order.

    Attributes:
        layout: its headings and where its cells stand.
        items: the rows and what is passed over among them, read as they are asked for, once.
        total: about how many rows there are.
        findings: what is wrong with the sheet itself.
    """

    layout: Layout
    items: Iterator[Row | Skipped] = iter(())
    total: int | None = None
    findings: tuple[Finding, ...] = ()

    def records(self) -> Table:
        """Return the rows alone, and beside them what is passed over."""
        skipped: list[Skipped] = []
        return Table(self.layout, self._rows(skipped), self.total, self.findings, skipped)

    def _rows(self, skipped: list[Skipped]) -> Iterator[Row]:
        for item in self.items:
            if isinstance(item, Row):
                yield item
            else:
                skipped.append(item)

    @classmethod
    def broken(cls, code: str, message: str, place: Place, hint: str = "") -> Sheet:
        """Return the sheet that could not be read, with the reason."""
        return cls(Layout(place.file, ()), findings=(Finding(code, "error", message, place, (), hint),))


def broken(code: str, message: str, place: Place, hint: str = "") -> Table:
    """Return the table that could not be read, with the reason."""
    return Table(Layout(place.file, ()), iter(()), 0, (Finding(code, "error", message, place, (), hint),))


def plain(value: object) -> object:
    """Return a value as sources hold it: a text, a whole or decimal number, a date; None if there is nothing.

    Raises:
        ValueError: no document can print such a value.
    """
    match value:
        case None | int() | Decimal() if not isinstance(value, bool):
            return value
        case bool():
            return "да" if value else "нет"
        case datetime():
            return value.date()
        case date():
            return value
        case time():
            return f"{value:%H:%M}"
        case UUID():
            return str(value)
        case float():
            return int(value) if value.is_integer() else Decimal(repr(value))
        case str():
            return value.replace("\r\n", "\n").replace("_x000D_", "").strip() or None
    raise ValueError(f"значение вида {type(value).__name__} не напечатать")
