"""Days, months and years as people and programs write them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from docgen.regex import regex
from docgen.russian.kinds import text_of

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря",
)  # fmt: skip


@dataclass(frozen=True, order=True, slots=True)
class Moment:
    """A day, a month or a year."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> date:
        """The first day of the moment."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day of the moment."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


_SHORT_MONTHS = ("янв", "фев", "мар", "апр", "ма[яй]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH_WORD = r"[а-я]{3,8}"
_GAP = r"[\s\u00a0]"
_YEAR = rf"(\d{{4}})(?:{_GAP}*(?:г\.?|года?))?"
_QUOTE = '[«»„“”"]'
_NUMERIC = regex(rf"(\d{{1,2}})\.(\d{{1,2}})\.{_YEAR}")
_ISO = regex(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_WORDS = regex(rf"{_QUOTE}?(\d{{1,2}})(?:{_QUOTE}|-?го)?{_GAP}+({_MONTH_WORD})\.?{_GAP}+{_YEAR}", re.IGNORECASE)
_MONTH = regex(rf"(\d{{1,2}})\.(\d{{4}})|(\d{{4}})-(\d{{2}})|({_MONTH_WORD})\.?{_GAP}+{_YEAR}", re.IGNORECASE)
_ONLY_YEAR = regex(_YEAR)


def parse_date(text: str) -> date | None:
    """Read a day: `17.08.2020`, `2020-08-17`, `17 августа 2020 г.`, `«17» авг. 2020 года`; None for anything else.

    Midnight after a day of ISO 8601, which databases and JSON write, is no part of it; any other time is none of a date.

    Raises:
        ValueError: the text has the shape of a date, but there is no such day (31.02.2020).
    """
    text = text_of(text).strip()
    if match := _NUMERIC.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    elif match := _ISO.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif (match := _WORDS.fullmatch(text)) and (found := _month(match[2], genitive=True)):
        day, month, year = int(match[1]), found, int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"такого дня нет: {text}") from None


def parse_moment(text: str) -> Moment | None:
    """Read a day as `parse_date` does, a month (`08.2020`, `2020-08`, `август 2020 г.`) or a year (`2020`, `2020 год`).

    Raises:
        ValueError: the text has the shape of a date, but there is no such day or month.
    """
    text = text_of(text).strip()
    if match := _ONLY_YEAR.fullmatch(text):
        return Moment(int(match[1])) if int(match[1]) else None
    if match := _MONTH.fullmatch(text):
        month = _month(match[5]) if match[5] else int(match[1] or match[4])
        if not match[5] and not 1 <= month <= 12:  # noqa: PLR2004
            raise ValueError(f"месяца с номером {month} нет")
        return Moment(int(match[2] or match[3] or match[6]), month) if month else None
    day = parse_date(text)
    return Moment(day.year, day.month, day.day) if day else None


def _month(word: str, *, genitive: bool = False) -> int:
    """Return the number of a month by its name, in the nominative or the genitive, or cut short; 0 if it is none."""
    low = word.lower()
    names = (MONTHS_GENITIVE,) if genitive else (MONTHS, MONTHS_GENITIVE)
    whole = (index for months in names for index, month in enumerate(months, 1) if low == month)
    short = (
        index
        for index, (start, month) in enumerate(zip(_SHORT_MONTHS, MONTHS, strict=True), 1)
        if re.fullmatch(start, low[:3]) and month.startswith(low) and low != month
    )
    return next(whole, 0) or next(short, 0)
