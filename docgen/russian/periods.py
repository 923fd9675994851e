"""Years, quarters, school years and ranges of days in words and figures."""

from __future__ import annotations

from datetime import date

from docgen.russian.amounts import whole, year_of
from docgen.russian.cases import CASES, case_code
from docgen.russian.dates import (
    EN_DASH,
    NBSP,
    YEAR,
    day_of,
    format_date,
    format_moment,
    month_in_case,
    style_of,
)
from docgen.russian.moments import MONTHS, MONTHS_GENITIVE, Moment

_YEARS = dict(zip(CASES, "годы годов годам годы годами годах".split(), strict=True))


def years(start: int | str, end: int | str, case: str = "им") -> str:
    """Return «2022–2024 годы» in a case; a single year is «2022 год».

    Raises:
        TypeError: a year is no number.
        ValueError: there is no such year, or the years stand in the wrong order.
    """
    code, start, end = case_code(case), year_of(start), year_of(end)
    if end < start:
        raise ValueError(f"годы стоят не по порядку: {start} – {end}")
    return f"{start}{NBSP}{YEAR[code]}" if start == end else f"{start}{EN_DASH}{end}{NBSP}{_YEARS[code]}"


_QUARTER = dict(zip(CASES, "квартал квартала кварталу квартал кварталом квартале".split(), strict=True))


def quarter(number: int | str, year: int | str, case: str = "им") -> str:
    """Return «I квартал 2021 года» in a case.

    Raises:
        TypeError: the quarter or the year is no number.
        ValueError: there is no such quarter or year.
    """
    number, year = whole(number), year_of(year)
    if not 1 <= number <= 4:  # noqa: PLR2004
        raise ValueError(f"нет квартала {number}")
    return f"{('I', 'II', 'III', 'IV')[number - 1]}{NBSP}{_QUARTER[case_code(case)]} {year}{NBSP}года"


_HALF = dict(zip(CASES, "полугодие полугодия полугодию полугодие полугодием полугодии".split(), strict=True))


def half_year(number: int | str, year: int | str, case: str = "им") -> str:
    """Return «I полугодие 2022 года» in a case.

    Raises:
        TypeError: the half or the year is no number.
        ValueError: there is no such half or year.
    """
    number, year = whole(number), year_of(year)
    if number not in (1, 2):
        raise ValueError(f"нет полугодия {number}")
    return f"{'I' * number}{NBSP}{_HALF[case_code(case)]} {year}{NBSP}года"


def months(first: int | str, last: int | str, year: int | str, case: str = "им", style: str = "словами") -> str:
    """Return a range of months of a year in a case: «январь – март 2022 г.», «январе – марте 2022 года».

    Args:
        first: the first month, 1 to 12.
        last: the last month.
        year: their year.
        case: any name of a case.
        style: `словами` or `года`.

    Raises:
        TypeError: a month or the year is no number.
        ValueError: there are no such months, or they stand in the wrong order; no such year or style.
    """
    first, last, year = whole(first), whole(last), year_of(year)
    style = style_of(style, ("словами", "года"))
    if not 1 <= first <= last <= 12:  # noqa: PLR2004
        raise ValueError(f"нет таких месяцев подряд: {first} – {last}")
    code = case_code(case)
    end = f"{month_in_case(last, code)} {year}{NBSP}{'года' if style == 'года' else 'г.'}"
    return end if first == last else f"{month_in_case(first, code)}{NBSP}{EN_DASH} {end}"


def days(start: date | str, end: date | str, style: str = "цифрами") -> str:
    """Return a range of days: «с 1 по 15 марта 2022 г.», «с 28 февраля по 3 марта 2022 г.», «с 01.03.2022 по …».

    Args:
        start: the first day, also in any writing that `parse_date` reads.
        end: the last day; one day alone is written as a date.
        style: as in `format_date`; `без года` gives «с 1 по 15 марта».

    Raises:
        TypeError: an end is no day.
        ValueError: the range ends before it begins, or there is no such day or style.
    """
    start, end, style = day_of(start), day_of(end), style_of(style)
    if end < start:
        raise ValueError(f"срок кончается раньше, чем начинается: {format_date(start)} – {format_date(end)}")
    if start == end:
        return format_date(start, style)
    if style == "цифрами":
        return f"с{NBSP}{format_date(start)} по{NBSP}{format_date(end)}"
    first = str(start.day)
    if start.month != end.month or start.year != end.year:
        first += f"{NBSP}{MONTHS_GENITIVE[start.month - 1]}"
    if start.year != end.year and style != "без года":
        first = format_date(start, style)
    return f"с{NBSP}{first} по{NBSP}{format_date(end, style)}"


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


_SCHOOL_YEARS = {"им": "учебные годы", "род": "учебных годов", "дат": "учебным годам", "вин": "учебные годы",
                 "тв": "учебными годами", "пр": "учебных годах"}  # fmt: skip


def school_years(start: int | str, end: int | str, case: str = "им") -> str:
    """Return «2021/22–2023/24 учебные годы» in a case; ``end`` is the calendar year in which the last one begins.

    Raises:
        TypeError: a year is no number.
        ValueError: there is no such year, or the years stand in the wrong order.
    """
    start, end = year_of(start), year_of(end)
    if end < start:
        raise ValueError(f"годы стоят не по порядку: {start} – {end}")
    if start == end:
        return school_year(start, case)
    first, last = (f"{year}/{(year + 1) % 100:02}" for year in (start, end))
    return f"{first}{EN_DASH}{last} {_SCHOOL_YEARS[case_code(case)]}"


def school_year(start: int | str, case: str = "им") -> str:
    """Return «2021/22 учебный год» in a case: «в 2021/22 учебном году» is the prepositional.

    Raises:
        TypeError: the year is no number.
        ValueError: there is no such year.
    """
    start = year_of(start)
    return f"{start}/{(start + 1) % 100:02} {_SCHOOL_YEAR[case_code(case)]}"
