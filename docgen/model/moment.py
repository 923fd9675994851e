"""Dates of documents, and periods of which only the month or the year may be known."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from docgen import russian
from docgen.model.faults import fault
from docgen.model.part import Part
from docgen.model.scalar import scalar
from docgen.model.text import Text
from docgen.regex import regex

_SHORT_YEAR = regex(r"(\d{1,2})\.(\d{1,2})\.(\d\d)(?:\s*(?:г\.?|года))?")
_NEAR = 50  # «01.09.26» is of this century, «01.09.85» may be a day of birth
_DATE_HINT = "Напишите 17.08.2020 или 17 августа 2020 г."
_MOMENT_HINT = "Напишите день, месяц или год: 01.09.2026, 09.2026, сентябрь 2026 или 2026"


def read_date(value: object) -> datetime.date | Text:
    """Return the day that a source names, or the text that it wants verbatim."""
    if isinstance(value, datetime.date | Text):
        return value
    if isinstance(value, Mapping):
        return Text.read(value)
    text = scalar(value).strip()
    try:
        day = russian.parse_date(text)
    except ValueError as error:
        raise fault("нет-такого-дня", str(error), _DATE_HINT) from None
    if day is None and (problem := _two_figures(text)):
        raise problem
    if day is None:
        raise fault(
            "не-дата", f"„{text}“ не похоже на дату", f"{_DATE_HINT}; чтобы напечатать как есть: {{дословно: …}}"
        )
    return day


def _two_figures(text: str) -> PydanticCustomError | None:
    """Return what is wrong with a date whose year has two figures, or None."""
    short = _SHORT_YEAR.fullmatch(text)
    if short is None:
        return None
    day_and_month = f"{short[1]:0>2}.{short[2]:0>2}"
    centuries = ("20",) if int(short[3]) < _NEAR else ("19", "20")
    hint = f"Напишите все четыре цифры: {' или '.join(f'{day_and_month}.{c}{short[3]}' for c in centuries)}"
    return fault("не-дата", f"в дате „{text}“ год записан двумя цифрами", hint)


Day = Annotated[
    datetime.date | Text,
    PlainValidator(read_date),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object", "properties": {"дословно": {"type": "string"}}}]}),
]


def _read_moment(value: object) -> russian.Moment:
    try:
        moment = russian.parse_moment(scalar(value))
    except ValueError as error:
        raise fault("нет-такого-дня", str(error), _MOMENT_HINT) from None
    if moment is None:
        message = f"здесь нужны день, месяц или год, а написано „{scalar(value).strip()}“"
        raise _two_figures(scalar(value).strip()) or fault("не-дата", message, _MOMENT_HINT)
    return moment


class _Reads:
    """Makes pydantic read a moment by `_read_moment` and look no further into its class."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_read_moment)


Moment = Annotated[russian.Moment, _Reads, WithJsonSchema({"type": ["string", "number"]})]


class Period(Part):
    """A period: both ends, or a text to be printed as it is."""

    start: Moment | None = None
    end: Moment | None = None
    text: Text | None = None

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text stand for a period that is printed as it is."""
        return value if isinstance(value, Mapping) else {"текст": value}

    def model_post_init(self, _: object, /) -> None:
        """Refuse a period without an end or with its ends in the wrong order."""
        if self.text is None and (self.start is None or self.end is None):
            raise fault("период", "нужны оба конца периода", "Напишите {с: 01.08.2020, по: 31.12.2022}")
        if self.start and self.end and self.end.last_day < self.start.first_day:
            raise fault("период", "период кончается раньше, чем начинается", "Поменяйте „с“ и „по“ местами")

    def __str__(self) -> str:
        if self.text is not None or self.start is None or self.end is None:
            return str(self.text)
        return russian.format_period(self.start, self.end)

    def covers(self, other: Self) -> bool:
        """Tell whether the other period lies inside this one; unknown ends do not disagree."""
        if self.start and other.start and other.start.first_day < self.start.first_day:
            return False
        return not (self.end and other.end and other.end.last_day > self.end.last_day)

    def follows(self, other: Self) -> bool:
        """Tell whether this period begins after the other one has ended; unknown ends do not disagree."""
        if self.start is None or other.end is None:
            return True
        return self.start.first_day > other.end.last_day
