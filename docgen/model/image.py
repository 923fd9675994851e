"""A picture of the source: an emblem, arms; it comes from a file that was checked when it was read."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from docgen.model.faults import fault
from docgen.model.part import Part
from docgen.model.style import Number
from docgen.model.text import Text


def _read_bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    raise fault("не-рисунок", "здесь нужен рисунок", "Напишите {файл: герб.png}: PNG, JPEG или SVG")


class Image(Part):
    """A picture: its bytes as the file has them, its height on paper in millimetres, what it shows."""

    data: Annotated[bytes, PlainValidator(_read_bytes), WithJsonSchema({"type": "object"})] = Field(repr=False)
    height: Annotated[Number, Field(ge=5, le=100)] = Decimal(17)
    description: Text = Text(())

    @classmethod
    def expanded(cls, value: object) -> object:
        """Tell what is wanted where something else stands."""
        if isinstance(value, str | Text):
            raise fault("не-рисунок", "здесь нужен рисунок", "Напишите {файл: герб.png}: PNG, JPEG или SVG")
        return value
