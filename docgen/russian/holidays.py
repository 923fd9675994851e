"""Days off in Russia: Saturdays, Sundays, and the public holidays of article 112 of the Labour Code."""

from __future__ import annotations

from datetime import date

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


def day_off(day: date) -> str:
    """Return why a day is off: «суббота», «воскресенье», the name of a holiday; empty for a working day.

    Holidays fall on the same day every year; days that the Government moves from year to year are not known here.
    """
    if day.month == 1 and day.day in _NEW_YEAR:
        return "Рождество Христово" if day.day == _CHRISTMAS else "новогодние каникулы"
    return _HOLIDAYS.get((day.month, day.day)) or _WEEKEND.get(day.weekday(), "")
