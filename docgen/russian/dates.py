"""Dates, months, years and periods in words and figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docgen.russian.amounts import year_of
from docgen.russian.cases import CASES, case_code
from docgen.russian.moments import MONTHS, MONTHS_GENITIVE, Moment, parse_date, parse_moment
from docgen.russian.ordinals import ordinal

NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"

STYLES = ("цифрами", "словами", "года", "в кавычках", "без года")


def style_of(name: str, styles: Sequence[str] = STYLES) -> str:
    """Return the style of a date by its name, in any letters.

    Raises:
        ValueError: there is no such style.
    """
    style = " ".join(str(name).lower().split())
    if style not in styles:
        raise ValueError(f"нет вида даты „{name}“; есть: {', '.join(styles)}")
    return style


def day_of(value: object) -> date:
    """Return the day that a caller gives: a date, or a text that `parse_date` reads.

    Raises:
        TypeError: the value is no day.
        ValueError: it is a text, but no date, or there is no such day.
    """
    if isinstance(value, str):
        if (day := parse_date(value)) is None:
            raise ValueError(f"„{value}“ – не дата; например: 17.08.2020")
        return day
    if not isinstance(value, date):
        raise TypeError(f"нужна дата, а дано: {value!r}")
    return value


def format_date(value: date, style: str = "цифрами") -> str:
    """Return a date in a style (ГОСТ Р 7.0.97, 5.10).

    «цифрами» 17.08.2020; «словами» 17 августа 2020 г.; «года» 17 августа 2020 года; «в кавычках» «17» августа 2020 г.;
    «без года» 17 августа.

    Raises:
        TypeError: the value is no day.
        ValueError: there is no such style.
    """
    value, style = day_of(value), style_of(style)
    if style == "цифрами":
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    day = f"«{value.day:02}»" if style == "в кавычках" else str(value.day)
    year = "года" if style == "года" else "г."
    if style == "без года":
        return f"{day}{NBSP}{MONTHS_GENITIVE[value.month - 1]}"
    return f"{day}{NBSP}{MONTHS_GENITIVE[value.month - 1]} {value.year}{NBSP}{year}"


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
        value: a day; a moment of which only the month or the year is known; the number of a year; or a text that
            `parse_moment` reads.
        style: of days as in `format_date`, or `прописью`; «года» writes the word «года» after months too.
        case: any name of a case; a day in figures is the same in all of them.

    Raises:
        TypeError: the value is no date.
        ValueError: no such style or case, no such day, or a text that is no date; a style that only days have.
    """
    code, style = case_code(case), style_of(style, (*STYLES, "прописью"))
    if isinstance(value, str):
        value = parse_moment(value) or value
    elif isinstance(value, int | float):
        value = Moment(year_of(value))
    if isinstance(value, Moment) and value.day and value.month:
        value = value.first_day
    if not isinstance(value, Moment):
        day = day_of(value)
        return _day_in_words(day, code) if style == "прописью" else format_date(day, style)
    if style == "в кавычках" or (style == "без года" and value.month is None):
        raise ValueError(f"вид „{style}“ – только для дня, а дано: {format_moment(value)}")
    year = f"{ordinal(value.year, 'род')} года" if style == "прописью" else f"{value.year}{NBSP}"
    if value.month is None:
        return f"{ordinal(value.year, code)} {YEAR[code]}" if style == "прописью" else f"{year}{YEAR[code]}"
    if style != "прописью":
        year += "года" if style == "года" else "г."
    return month_in_case(value.month, code) + ("" if style == "без года" else f" {year}")


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
