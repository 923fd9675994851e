"""Dates, months, years and periods in words and figures."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from docgen.regex import regex
from docgen.russian.cases import CASES, case_code
from docgen.russian.ordinals import ordinal

NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря",
)  # fmt: skip

STYLES = ("цифрами", "словами", "года", "в кавычках", "без года")

_NUMERIC = regex(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*г\.?)?")
_ISO = regex(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = regex(
    rf"[«\"]?(\d{{1,2}})[»\"]?\s+({'|'.join(MONTHS_GENITIVE)})\s+(\d{{4}})(?:\s*(?:г\.?|года))?", re.IGNORECASE
)


def parse_date(text: str) -> date | None:
    """Read `17.08.2020`, `2020-08-17`, `17 августа 2020 г.` or `«17» августа 2020 г.`; None for anything else.

    Raises:
        ValueError: the text has the shape of a date, but there is no such day (31.02.2020).
    """
    text = text.strip()
    if match := _NUMERIC.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    elif match := _ISO.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _WORDS.fullmatch(text):
        day, month, year = int(match[1]), MONTHS_GENITIVE.index(match[2].lower()) + 1, int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"такого дня нет: {text}") from None


def format_date(value: date, style: str = "цифрами") -> str:
    """Return a date in a style (ГОСТ Р 7.0.97, 5.10).

    «цифрами» 17.08.2020; «словами» 17 августа 2020 г.; «года» 17 августа 2020 года; «в кавычках» «17» августа 2020 г.;
    «без года» 17 августа.

    Raises:
        ValueError: there is no such style.
    """
    if style not in STYLES:
        raise ValueError(f"нет вида даты „{style}“; есть: {', '.join(STYLES)}")
    if style == "цифрами":
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    day = f"«{value.day:02}»" if style == "в кавычках" else str(value.day)
    year = "года" if style == "года" else "г."
    if style == "без года":
        return f"{day}{NBSP}{MONTHS_GENITIVE[value.month - 1]}"
    return f"{day}{NBSP}{MONTHS_GENITIVE[value.month - 1]} {value.year}{NBSP}{year}"


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


def format_moment(moment: Moment) -> str:
    """Return «17.08.2020», «август 2020 г.» or «2020 г.»."""
    if moment.month is None:
        return f"{moment.year}{NBSP}г."
    if moment.day is None:
        return f"{MONTHS[moment.month - 1]} {moment.year}{NBSP}г."
    return format_date(date(moment.year, moment.month, moment.day))


def date_in_case(value: date | Moment | int | str, style: str = "цифрами", case: str = "им") -> str:
    """Return a day, a month or a year as a sentence needs it: «17 августа 2020 г.», «августе 2020 г.», «2021 году».

    Args:
        value: a day; a moment of which only the month or the year is known; the number of a year; or a day in any
            writing that `parse_date` reads.
        style: of days as in `format_date`, or `прописью`; «года» writes the word «года» after months too.
        case: any name of a case; a day in figures is the same in all of them.

    Raises:
        ValueError: no such style or case, no such day, or a text that is no date.
    """
    code = case_code(case)
    if isinstance(value, str):
        day = parse_date(value)
        if day is None:
            raise ValueError(f"„{value}“ – не дата; например: 17.08.2020")
        value = day
    if isinstance(value, int):
        value = Moment(value)
    if isinstance(value, Moment) and value.day and value.month:
        value = date(value.year, value.month, value.day)
    if isinstance(value, date):
        return _day_in_words(value, code) if style == "прописью" else format_date(value, style)
    if value.month is None:
        return f"{value.year}{NBSP}{YEAR[code]}"
    year = "года" if style in ("года", "прописью") else "г."
    return f"{month_in_case(value.month, code)}" + ("" if style == "без года" else f" {value.year}{NBSP}{year}")


def _day_in_words(day: date, case: str) -> str:
    """«семнадцатое августа две тысячи двадцатого года»."""
    return f"{ordinal(day.day, case, 'с')} {MONTHS_GENITIVE[day.month - 1]} {ordinal(day.year, 'род')} года"


YEAR = dict(zip(CASES, "год года году год годом году".split(), strict=True))


def month_in_case(month: int, case: str) -> str:
    """Return a month in a case: «августе», «марте»."""
    if case in ("им", "вин"):
        return MONTHS[month - 1]
    if case == "род":
        return MONTHS_GENITIVE[month - 1]
    endings = {"дат": "ую", "тв": ("ом", "ём" if month in _STRESSED_MONTHS else "ем"), "пр": "ее"}[case]
    soft = MONTHS[month - 1][-1] in "ьй"
    return MONTHS[month - 1].rstrip("ьй") + endings[soft]


_STRESSED_MONTHS = (1, 2, 9, 10, 11, 12)
