"""Days off: those that docgen knows are those of the library of holidays, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from holidays.countries.russia import Russia

from docgen.russian import day_off


@pytest.mark.parametrize("year", range(2018, 2028))
def test_every_day_of_a_year_is_what_the_library_says(year: int) -> None:
    calendar = Russia(years=year, language="ru")
    for number in range(366):
        day = date(year, 1, 1) + timedelta(days=number)
        assert bool(day_off(day)) == (not calendar.is_working_day(day)) or day.year != year, day


def test_a_moved_day_says_where_it_was_moved_from() -> None:
    assert day_off(date(2024, 4, 29)) == "перенесён с 27.04.2024"
    assert day_off(date(2024, 4, 27)) == ""  # a working Saturday
    assert day_off(date(2026, 5, 11)) == "перенесён с 09.05.2026"


def test_a_year_without_a_table_follows_the_labour_code() -> None:
    assert day_off(date(2032, 2, 24)) == ""  # 23.02.2032 is a Monday
    assert day_off(date(2033, 6, 13)) == "перенесён с 12.06.2033"
