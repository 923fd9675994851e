"""The table a batch goes over: rows as they come, whatever they come from.

A row is small and plain, so that millions of them can pass through a queue; where its cells stand is worked out only
when something is wrong with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from docgen.finding import Finding, Place
from docgen.value import Value


class Fault(Value):
    """What is wrong with a cell: the column, counted from 0, what is wrong, what to do."""

    column: int
    message: str
    hint: str = ""


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


class Layout(Value):
    """Where the cells of a table stand.

    Attributes:
        file: the file, or the table of a database.
        headings: by column; empty where a column has none.
        sheet: the sheet of a workbook.
        letters: the letters of the columns of a sheet.
        heading_line: the row of the headings, 0 if they have none.
    """

    file: str
    headings: tuple[str, ...]
    sheet: str | None = None
    letters: tuple[str, ...] = ()
    heading_line: int = 1

    def place(self, line: int, column: int | None = None) -> Place:
        """Return the place of a cell, or of a whole row."""
        if self.sheet is None:
            return Place(self.file, line or None)
        letter = self.letters[column or 0]
        return Place(self.file, sheet=self.sheet, cell=f"{letter}{line}")


class Table(Value):
    """A table that has been opened.

    Attributes:
        layout: its headings and where its cells stand.
        rows: the rows, read as they are asked for, once.
        total: about how many rows there are, if that can be told beforehand.
        findings: what is wrong with the table itself.
    """

    layout: Layout
    rows: Iterator[Row]
    total: int | None = None
    findings: tuple[Finding, ...] = ()


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
