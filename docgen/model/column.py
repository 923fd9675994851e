"""Columns of a table: headings, widths, prompts; a column may be a group of others."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from docgen.folding import fold
from docgen.model.faults import fault
from docgen.model.part import Flag, Part
from docgen.model.scalar import Scalar
from docgen.model.text import Blank, Text
from docgen.vocabulary import field_of

Width = Annotated[Decimal, Field(gt=0)]


class Column(Part):
    """A column: its heading, the field of the rows that stands in it, its width relative to the others.

    With ``columns`` it is a heading over them, in a header of two rows (norm TABLE-HEAD).
    """

    heading: Text
    field: Scalar = ""
    width: Width = Decimal(1)
    prompt: Scalar = ""
    merged: Flag = False
    choices: tuple[Scalar, ...] = ()
    sort: Literal["текст", "дата", "число"] = "текст"
    columns: "tuple[Column, ...]" = ()

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain heading stand for a column."""
        return {"заголовок": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _two_levels(self) -> Self:
        if any(inner.columns for inner in self.columns):
            raise fault("графы", "у шапки таблицы не больше двух уровней", "Уберите внутренние графы")
        return self

    def blank(self, place: str, prompt: str = "") -> Text:
        """Return a cell of this column to be filled; ``place`` names its row, ``prompt`` wins over the column's."""
        return _to_fill(prompt or self.prompt or "Заполните", f"{place}/{self.key}", self.choices, self.sort)

    @cached_property
    def standard(self) -> str | None:
        """The English name of the glossary's field that the column shows; None for a column of the user's own."""
        return field_of(self.field or str(self.heading))

    @cached_property
    def key(self) -> str:
        """The folded name that rows use for this column."""
        return fold(self.field or str(self.heading))


def shared(columns: "tuple[Column, ...]") -> "tuple[Column, ...]":
    """Return columns of which those without a width share what the others leave.

    Widths of 10 and more are per cent of the table, or, if there is nothing left, shares: the others have the mean of
    them. Smaller ones tell how many times a column is wider than one without a width.
    """
    given = [column.width for column in leaves(columns) if "width" in column.model_fields_set]
    missing = len(leaves(columns)) - len(given)
    if not given or not missing or max(given) < _PER_CENT:
        return columns
    whole = sum(given, Decimal(0))
    width = (100 - whole) / missing if whole < 100 else whole / len(given)  # noqa: PLR2004 - per cent
    return tuple(_widened(column, width) for column in columns)


def _widened(column: Column, width: Decimal) -> Column:
    if column.columns:
        return column.model_copy(update={"columns": tuple(_widened(inner, width) for inner in column.columns)})
    return column if "width" in column.model_fields_set else column.model_copy(update={"width": width})


_PER_CENT = 10
Columns = Annotated[tuple[Column, ...], AfterValidator(shared)]


def leaves(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns that hold cells, those of groups in their place."""
    return tuple(leaf for column in columns for leaf in (column.columns or (column,)))


@lru_cache(maxsize=4096)
def _to_fill(prompt: str, key: str, choices: tuple[Scalar, ...], sort: str) -> Text:
    """Return a place to fill: the same one for every school."""
    return Text((Blank(prompt, key, choices, sort),))
