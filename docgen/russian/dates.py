"""Dates, months, years and periods in words and figures."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря",
)  # fmt: skip

_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*г\.?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(
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

    «цифрами» 17.08.2020; «словами» 17 августа 2020 г.; «года» 17 августа 2020 года; «в кавычках» «17» августа 2020 г.
    """
    if style == "цифрами":
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    day = f"«{value.day:02}»" if style == "в кавычках" else str(value.day)
    year = "года" if style == "года" else "г."
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


def format_period(start: Moment, end: Moment) -> str:
    """Return a period: «2022–2024 годы», «август – декабрь 2020 г.», «с 01.08.2020 по 31.12.2022»."""
    if start == end:
        return format_moment(start)
    if start.month is None and end.month is None:
        return f"{start.year}{EN_DASH}{end.year}{NBSP}годы"
    if start.day is not None or end.day is not None:
        return f"с{NBSP}{_genitive(start)} по{NBSP}{_accusative(end)}"
    first = MONTHS[start.month - 1] if start.month and start.year == end.year else format_moment(start)
    return f"{first}{NBSP}{EN_DASH} {format_moment(end)}"


def _genitive(moment: Moment) -> str:
    if moment.month and moment.day is None:
        return f"{MONTHS_GENITIVE[moment.month - 1]} {moment.year}{NBSP}г."
    return format_moment(moment)


def _accusative(moment: Moment) -> str:
    return format_moment(moment)


_SCHOOL_YEAR = {"им": "учебный год", "род": "учебного года", "дат": "учебному году", "вин": "учебный год",
                "тв": "учебным годом", "пр": "учебном году"}  # fmt: skip


def school_year(start: int, case: str = "им") -> str:
    """Return «2021/22 учебный год» in a case: «в 2021/22 учебном году» is the prepositional."""
    return f"{start}/{(start + 1) % 100:02} {_SCHOOL_YEAR[case]}"
