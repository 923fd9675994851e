"""Days off in Russia: weekends, the holidays of article 112 of the Labour Code, and the days moved by the Government.

Years behind the table of moved days are judged by the Labour Code alone: a holiday on a weekend moves to the next
working day.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_HOLIDAYS = {
    (2, 23): "День защитника Отечества",
    (3, 8): "Международный женский день",
    (5, 1): "Праздник Весны и Труда",
    (5, 9): "День Победы",
    (6, 12): "День России",
    (11, 4): "День народного единства",
}
_NEW_YEAR = range(1, 9)
_CHRISTMAS = 7
_WEEKEND = {5: "суббота", 6: "воскресенье"}
# «Day off < the day it was moved from», as day.month; a moved Saturday or Sunday is a working day. The decrees of the
# Government: for 2023 of 29.08.2022 № 1505, for 2024 of 10.08.2023 № 1314, for 2025 of 04.10.2024 № 1335, for 2026 of
# 24.09.2025 № 1466; the years are those of the library «holidays», which a test compares them with.
_MOVED = {
    2018: "9.3<6.1 30.4<28.4 2.5<7.1 11.6<9.6 31.12<29.12",
    2019: "2.5<5.1 3.5<6.1 10.5<23.2",
    2020: "4.5<4.1 5.5<5.1",
    2021: "22.2<20.2 5.11<2.1 31.12<3.1",
    2022: "7.3<5.3 3.5<1.1 10.5<2.1",
    2023: "24.2<1.1 8.5<8.1",
    2024: "29.4<27.4 30.4<2.11 10.5<6.1 30.12<28.12 31.12<7.1",
    2025: "2.5<4.1 8.5<23.2 13.6<8.3 3.11<1.11 31.12<5.1",
    2026: "9.1<3.1 31.12<4.1",
    2027: "22.2<20.2 5.11<2.1 31.12<3.1",
}


def day_off(day: date) -> str:
    """Return why a day is off: «суббота», the name of a holiday, «перенесён с 27.04.2024»; empty for a working day."""
    if name := _holiday(day):
        return name
    moved = _moved(day.year)
    if day in moved:
        return f"перенесён с {moved[day]:%d.%m.%Y}"
    return "" if day in moved.values() else _WEEKEND.get(day.weekday(), "")


def _holiday(day: date) -> str:
    if day.month == 1 and day.day in _NEW_YEAR:
        return "Рождество Христово" if day.day == _CHRISTMAS else "новогодние каникулы"
    return _HOLIDAYS.get((day.month, day.day), "")


@cache
def _moved(year: int) -> dict[date, date]:
    """Return the days off that were moved: the new day and the old one."""
    pairs = (pair.split("<") for pair in _MOVED.get(year, "").split())
    moved = {_day(new, year): _day(old, year) for new, old in pairs}
    for month, number in _HOLIDAYS:
        old = new = date(year, month, number)
        if old.weekday() in _WEEKEND and old not in moved.values():
            while new.weekday() in _WEEKEND or _holiday(new) or new in moved:
                new += timedelta(days=1)
            moved[new] = old
    return moved


def _day(text: str, year: int) -> date:
    number, month = text.split(".")
    return date(year, int(month), int(number))
