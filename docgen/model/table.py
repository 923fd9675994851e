"""Tables: the columns that a source asks for, the rows that it gives, and the grid that a template prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from docgen.folding import fold
from docgen.model.faults import fault
from docgen.model.part import Flag, Part, similar
from docgen.model.text import Blank, Text
from docgen.vocabulary import field_of, term

Width = Annotated[Decimal, Field(gt=0)]


class Column(Part):
    """A column: its heading, the field of the rows that stands in it, its width relative to the others."""

    heading: Text
    field: str = ""
    width: Width = Decimal(1)
    prompt: str = ""
    merged: Flag = False

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain heading stand for a column."""
        return {"заголовок": value} if isinstance(value, str) else value

    def blank(self, place: str, prompt: str = "") -> Text:
        """Return a cell of this column to be filled; ``place`` names its row, ``prompt`` wins over the column's."""
        return Text.of(Blank(prompt or self.prompt or "Заполните", f"{place}/{self.key}"))

    @property
    def key(self) -> str:
        """The folded name that rows use for this column."""
        return fold(self.field or str(self.heading))


class Cell(Part):
    """A cell of the grid: a text, or the place of the row's number."""

    text: Text = Text(())
    numbered: bool = False
    merge: str = ""


class GridRow(Part):
    """A row of the grid: cells (level 0), or the title of a section over all columns."""

    text: Text | None = None
    task: Text | None = None
    level: int = 0
    depth: int = 0
    cells: tuple[Cell, ...] = ()


class GridSection(Part):
    """A section of the grid, or a subsection (level 2); a table without sections has one without a title."""

    title: Text | None = None
    task: Text | None = None
    level: int = 1
    rows: tuple[GridRow, ...] = ()


class Grid(Part):
    """A table ready to be printed: columns with the number column in front if there is one, then sections.

    ``continuous``: rows are numbered through all sections, and not anew in each; ``column_numbers``: a row of the
    numbers of columns follows the header and is repeated with it (gost.md TABLE-SPLIT).
    """

    columns: tuple[Column, ...]
    sections: tuple[GridSection, ...]
    continuous: bool = False
    column_numbers: bool = False

    @property
    def width(self) -> int:
        """How many columns there are, for the rows that span all of them."""
        return len(self.columns)

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows with the titles of sections among them, one after another.

        A title has the level of its section (1 or 2); a row has level 0 and the depth of its number: 0 for «1.»,
        1 for «1.1.», 2 for «1.1.1.».
        """
        lines: list[GridRow] = []
        for section in self.sections:
            if section.title:
                lines.append(GridRow(level=section.level, text=section.title, task=section.task))
            depth = section.level if section.title and not self.continuous else 0
            lines += [row.model_copy(update={"depth": depth}) for row in self._merged(section.rows)]
        return tuple(lines)

    def _merged(self, rows: Sequence[GridRow]) -> list[GridRow]:
        """Merge the equal neighbours of a column that asks for it: the first of them spans the others."""
        done = [list(row.cells) for row in rows]
        for at, column in enumerate(self.columns):
            if not column.merged:
                continue
            for below in range(1, len(rows)):
                above = rows[below - 1].cells[at].text
                if str(above) and str(above) == str(rows[below].cells[at].text):
                    done[below][at] = Cell(merge="continue")
                    if not done[below - 1][at].merge:
                        done[below - 1][at] = done[below - 1][at].model_copy(update={"merge": "restart"})
        return [row.model_copy(update={"cells": tuple(cells)}) for row, cells in zip(rows, done, strict=True)]


NUMBER_HEADING = Text.of("№ п/п")
NUMBER_SHARE = Decimal("0.08")


def numbered_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns with the number column in front of them."""
    total = sum((column.width for column in columns), Decimal(0))
    return (Column(heading=NUMBER_HEADING, field="№", width=total * NUMBER_SHARE), *columns)


def grid_row(texts: Sequence[Text], *, numbered: bool) -> GridRow:
    """Return an ordinary row of the grid."""
    front = (Cell(numbered=True),) if numbered else ()
    return GridRow(cells=(*front, *(Cell(text=text) for text in texts)))


class Table(Part):
    """A table with columns of the user's own; a row is a mapping from the heading of a column to a text."""

    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Mapping[str, Text], ...] = ()
    numbered: Flag = False
    column_numbers: Flag = False
    heading: Text | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _match_rows(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        table = handler(data)
        known = {column.key: str(column.heading) for column in table.columns}
        names = ", ".join(f"„{name}“" for name in known.values())
        lines: list[InitErrorDetails] = [
            {"type": fault("нет-такой-графы", f"нет графы „{key}“", similar(key, known) or f"Есть графы: {names}"),
             "loc": (term("rows"), number, key), "input": key}
            for number, row in enumerate(table.rows) for key in row if fold(key) not in known
        ]  # fmt: skip
        if lines:
            raise ValidationError.from_exception_data(cls.__name__, lines)
        rows = [{fold(key): text for key, text in row.items()} for row in table.rows]
        return table.model_copy(update={"rows": tuple(rows)})

    @property
    def grid(self) -> Grid:
        """The table as templates print it."""
        columns = numbered_columns(self.columns) if self.numbered else self.columns
        rows = tuple(
            grid_row([row.get(column.key, Text(())) for column in self.columns], numbered=self.numbered)
            for row in self.rows
        )
        return Grid(columns=columns, sections=(GridSection(rows=rows),), column_numbers=self.column_numbers)


def standard_field(column: Column) -> str | None:
    """Return the English name of the glossary's field that a column shows, or None for a column of the user's own."""
    return field_of(column.field or str(column.heading))
