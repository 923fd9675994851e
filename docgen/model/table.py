"""Tables with columns of the user's own: rows by the headings of the columns, in sections or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Self

from pydantic import Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from docgen.folding import fold
from docgen.model.column import Column, leaves
from docgen.model.content import Content
from docgen.model.faults import fault
from docgen.model.grid import Grid, GridRow, GridSection, grid_row, numbered_columns, totals
from docgen.model.part import Flag, Part, similar
from docgen.model.text import Text
from docgen.vocabulary import term

Row = Mapping[str, Content]


class TableSection(Part):
    """Rows under a title that stands over all columns."""

    title: Text
    rows: tuple[Row, ...] = ()


class Table(Part):
    """A table with columns of the user's own; a row is a mapping from the heading of a column to what stands there.

    ``heading``: the caption above the table, «Таблица 1 – …».
    """

    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = ()
    sections: tuple[TableSection, ...] = ()
    numbered: Flag = False
    continuous: Flag = False
    section_numbers: Flag = True
    column_numbers: Flag = False
    heading: Text | None = None
    total: Text | None = None
    section_total: Text | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _match_rows(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        table = handler(data)
        lines = list(table._strange_keys())  # noqa: SLF001
        if lines:
            raise ValidationError.from_exception_data(cls.__name__, lines)
        sections = [section.model_copy(update={"rows": _folded(section.rows)}) for section in table.sections]
        table = table.model_copy(update={"rows": _folded(table.rows), "sections": tuple(sections)})
        refuse_empty_sums(table.grid)
        return table

    def _strange_keys(self) -> Iterator[InitErrorDetails]:
        """Yield a fault for every cell that names no column."""
        known = {column.key: str(column.heading) for column in leaves(self.columns)}
        names = ", ".join(f"„{name}“" for name in known.values())
        groups: list[tuple[tuple[str | int, ...], tuple[Row, ...]]] = [((term("rows"),), self.rows)]
        groups += [((term("sections"), i, term("rows")), section.rows) for i, section in enumerate(self.sections)]
        for path, rows in groups:
            for number, row in enumerate(rows):
                for key in row:
                    if fold(key) not in known:
                        hint = similar(key, known) or f"Есть графы: {names}"
                        wrong = fault("нет-такой-графы", f"нет графы „{key}“", hint)
                        yield {"type": wrong, "loc": (*path, number, key), "input": key}

    @property
    def grid(self) -> Grid:
        """The table as templates print it."""
        sections = [GridSection(rows=self._rows(self.rows))] if self.rows or not self.sections else []
        sections += [GridSection(title=section.title, rows=self._rows(section.rows)) for section in self.sections]
        return Grid(
            headings=numbered_columns(self.columns) if self.numbered else self.columns,
            sections=tuple(sections),
            continuous=self.continuous,
            section_numbers=self.section_numbers,
            column_numbers=self.column_numbers,
            total=self.total,
            section_total=self.section_total,
        )

    def _rows(self, rows: tuple[Row, ...]) -> tuple[GridRow, ...]:
        columns = leaves(self.columns)
        return tuple(
            grid_row([row.get(column.key, Text(())) for column in columns], numbered=self.numbered) for row in rows
        )


def _folded(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple({fold(key): content for key, content in row.items()} for row in rows)


def refuse_empty_sums(grid: Grid) -> None:
    """Refuse a row of sums where no column can be summed.

    Raises:
        PydanticCustomError: no column holds only numbers.
    """
    rows = [[cell.content for cell in row.cells] for section in grid.sections for row in section.rows]
    if (grid.total or grid.section_total) and not any(value is not None for value in totals(rows)):
        raise fault(
            "итог", "итог считать не из чего: нет графы, где все ячейки – числа", "Проверьте числа или уберите итог"
        )
