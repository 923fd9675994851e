"""How a house writes its papers: the settings of `оформление`, the profile of the house."""

import datetime
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field

from docgen.model.faults import fault
from docgen.model.part import Flag, Part
from docgen.model.scalar import scalar

NEW_STANDARD = datetime.date(2025, 8, 18)  # ГОСТ Р 7.0.97-2025 is in force (norm STD-2025)
_DASHES = {"-": "–", "короткое": "–", "длинное": "—"}


def _typed(value: object) -> object:
    return value if isinstance(value, str) else scalar(value)


def _decimal(value: object) -> Decimal:
    try:
        number = Decimal(scalar(value).strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise fault("не-число", "здесь нужно число", "Например: 13 или 1,25")
    return number


def _dash(value: object) -> object:
    return _DASHES.get(str(value).strip(), value)


def _levels(value: object) -> object:
    if not isinstance(value, Mapping):
        return value
    return {str(code).upper().replace("H", "Н"): scalar(word).strip().lower() for code, word in value.items()}


def _font(value: object) -> str:
    name = " ".join(scalar(value).split())
    if not name or not set(name.casefold()) <= set(
        "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяё0123456789 -."
    ):
        raise fault("шрифт", "здесь нужно название шрифта", "Например: PT Astra Serif")
    return name


Level = Literal["ошибка", "замечание", "подсказка", "нет"]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
Millimetres = Annotated[Number, Field(ge=0, le=70)]
Points = Annotated[Number, Field(ge=6, le=30, multiple_of=Decimal("0.5"))]


class Margins(Part):
    """The margins of a portrait sheet, in millimetres; a landscape one is bound by its upper edge."""

    left_margin: Millimetres | None = None
    right_margin: Millimetres | None = None
    top_margin: Millimetres | None = None
    bottom_margin: Millimetres | None = None


class Style(Part):
    """Settings of a house; the defaults follow ГОСТ Р 7.0.97. What is None is as the template has it."""

    standard: Annotated[Literal["2025", "2016"] | None, BeforeValidator(_typed)] = None
    fields: Margins = Margins()
    font: Annotated[str | None, BeforeValidator(_font)] = None
    size: Points | None = None
    table_size: Points | None = None
    line_spacing: Annotated[Number, Field(ge=Decimal("0.7"), le=3)] | None = None
    first_indent: Annotated[Number, Field(ge=0, le=5)] | None = None
    dash: Annotated[Literal["–", "—"] | None, BeforeValidator(_dash)] = None
    number_dot: Flag = True
    sections: Literal["арабские", "римские"] = "арабские"
    verb: Literal["вразрядку", "прописными"] = "прописными"
    mark_form: Literal["авто", "А", "Б", "краткая"] = "авто"
    mark_body: Flag = True
    dates: Literal["цифрами", "словами"] = "цифрами"
    letterhead: Literal["продольный", "угловой"] = "продольный"
    letterhead_rule: Flag = False
    stamps_in_row: Annotated[int, Field(ge=1, le=4)] = 2
    typography: Flag = True
    page_numbers: Literal["с единицы", "сквозные"] = "с единицы"
    norm_control: Annotated[Mapping[str, Level], BeforeValidator(_levels)] = Field({})

    def over(self, other: "Style") -> Self:
        """Return the style with what it does not say taken from another."""
        taken = {name: getattr(other, name) for name in other.model_fields_set - self.model_fields_set}
        return self.model_copy(update=taken)

    def of_day(self, day: object) -> Self:
        """Return the style with the standard that was in force on a day, unless one is set; the new one by default."""
        if self.standard is not None or not isinstance(day, datetime.date) or day >= NEW_STANDARD:
            return self
        return self.model_copy(update={"standard": "2016"})
