"""Tables with columns of the user's own: rows by the headings of the columns, in sections or not."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, ValidationError, WithJsonSchema, model_validator
from pydantic_core import InitErrorDetails

from docgen.folding import fold, similar
from docgen.model.column import Columns, leaves
from docgen.model.content import Content
from docgen.model.faults import fault
from docgen.model.grid import Grid, GridRow, GridSection, grid_row, numbered_columns, totals
from docgen.model.part import Flag, Part
from docgen.model.text import Text
from docgen.vocabulary import term


def _in_order(value: object) -> object:
    """Let cells in the order of the columns stand for a row: their keys are their places until columns are known."""
    return {_place(number): cell for number, cell in enumerate(value)} if isinstance(value, list | tuple) else value


def _place(number: int) -> str:
    return f"#{number + 1}"


Row = Annotated[
    Mapping[str, Content],
    BeforeValidator(_in_order),
    WithJsonSchema({"anyOf": [{"type": "object"}, {"type": "array"}]}),
]


class TableSection(Part):
    """Rows under a title that stands over all columns."""

    title: Text
    rows: tuple[Row, ...] = ()


class Table(Part):
    """A table with columns of the user's own; a row tells its cells by the headings of the columns, or in their order.

    ``heading``: the caption above the table, «Таблица 1 – …».
    """

    columns: Columns = Field(min_length=1)
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
        keys = {_place(number): column.key for number, column in enumerate(leaves(table.columns))}
        sections = [section.model_copy(update={"rows": _folded(section.rows, keys)}) for section in table.sections]
        table = table.model_copy(update={"rows": _folded(table.rows, keys), "sections": tuple(sections)})
        refuse_empty_sums(table.grid)
        return table

    def _strange_keys(self) -> Iterator[InitErrorDetails]:
        """Yield a fault for every cell that names no column."""
        known = {column.key: str(column.heading) for column in leaves(self.columns)}
        places = {_place(number) for number in range(len(known))}
        names = ", ".join(f"„{name}“" for name in known.values())
        groups: list[tuple[tuple[str | int, ...], tuple[Row, ...]]] = [((term("rows"),), self.rows)]
        groups += [((term("sections"), i, term("rows")), section.rows) for i, section in enumerate(self.sections)]
        for path, rows in groups:
            for number, row in enumerate(rows):
                if _place(len(known)) in row:
                    wrong = fault(
                        "лишняя-ячейка", f"в строке ячеек: {len(row)}, а граф: {len(known)}", f"Графы: {names}"
                    )
                    yield {"type": wrong, "loc": (*path, number), "input": len(row)}
                    continue
                for key in row:
                    if fold(key) not in known and key not in places:
                        hint = similar(key, known) or f"Есть графы: {names}"
                        wrong = fault("нет-такой-графы", f"нет графы „{key}“", hint)
                        yield {"type": wrong, "loc": (*path, number, key), "input": key}

    @cached_property
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


def _folded(rows: tuple[Row, ...], keys: Mapping[str, str]) -> tuple[Row, ...]:
    """Return rows by the folded keys of the columns; ``keys``: those of the cells that are told by their places."""
    return tuple({keys.get(key, fold(key)): content for key, content in row.items()} for row in rows)


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
