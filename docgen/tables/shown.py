"""What a cell shows where its value alone would say something else: codes, percents, dates that Excel made."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from docgen.regex import regex
from docgen.tables.table import plain

_ZEROS = regex("0(?:0+|[0 ().-]*0)")
_AFFIXED = regex(r'((?:"[^"]*"|\\.)*)(0+|#+0?|General)((?:"[^"]*"|\\.)*)')
_MONEY = regex(r"(?i)[\s.]*(?:руб|р|коп|₽|\$|€)?[\s.]*")
_PERCENT = regex(r"0(?:\.(0+))?%")
_PLACES = regex(r"0\.(0+)")
_EXPONENT = regex(r"\d+[.,]\d+[EeЕе]\+\d{2,}")
_LOCALE = regex(r"\[[^\]]*\]")
_DAY, _YEAR = regex(r"(?i)d{1,2}\W{1,3}m{3}"), regex(r"(?i)m{3}\W{1,3}yy")  # what Excel makes of 1.3 and of 5.27
_MONTH = regex(r"(?i)m{3,5}[\\ ,]+yyyy[\\ \"г.]*")
_MONTHS = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
]
_DIGITS = 15  # what Excel keeps of a number
_AS_TEXT = "Сделайте ячейку текстовой (формат «Текстовый») и впишите значение заново"


class DoubtError(Exception):
    """A value that Excel has changed; the hint says what to do."""

    def __init__(self, message: str, hint: str = _AS_TEXT) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def shown(value: object, style: str = "General") -> object:
    """Return the value of a cell as sources hold it.

    Args:
        value: what openpyxl gives.
        style: the number format of the cell.

    Raises:
        DoubtError: Excel has changed what was typed, or no document can print such a value.
    """
    if style != "General" and (given := _styled(value, _LOCALE.sub("", style.partition(";")[0]))) is not None:
        return given
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 10**_DIGITS:
        raise DoubtError("в числе больше 15 цифр: Excel хранит только первые 15, остальные заменил нулями")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    try:
        return plain(value)
    except ValueError as error:
        raise DoubtError(str(error), "Напишите текст, число или дату") from None


def _styled(value: object, style: str) -> object:
    """Return what a format makes of a value where that is more than a way to write it; None elsewhere."""
    if isinstance(value, date):
        return _dated(value, style)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if found := _PERCENT.fullmatch(style):
        places = len(found[1] or "")
        return f"{Decimal(repr(value)) * 100:.{places}f}%".replace(".", ",")
    if isinstance(value, float) and not value.is_integer():
        return _with_zeros(value, style)
    digits = str(int(value))
    if value >= 0 and _ZEROS.fullmatch(style):
        return _coded(digits, style)
    affixed = _AFFIXED.fullmatch(style)
    if affixed and value >= 0:
        before, after = (part.replace('"', "").replace("\\", "") for part in (affixed[1], affixed[3]))
        if not _MONEY.fullmatch(before) or not _MONEY.fullmatch(after):
            return f"{before}{digits.zfill(affixed[2].count('0'))}{after}".strip()
    return None


def _dated(value: date, style: str) -> object:
    if _DAY.fullmatch(style) or _YEAR.fullmatch(style):
        typed = f"{value.day}.{value.month}" if _DAY.fullmatch(style) else f"{value.month}.{value:%y}"
        raise DoubtError(
            f"Excel принял набранное за дату {value:%d.%m.%Y} и показывает её не целиком; возможно, это номер {typed}",
            "Сделайте ячейку текстовой и впишите номер заново, а дату – с годом: 01.03.2027",
        )
    return f"{_MONTHS[value.month - 1]} {value.year}" if _MONTH.fullmatch(style) else None


def _with_zeros(value: float, style: str) -> object:
    """Return a fraction with the zeros that its format adds: 1.1 as 1.10."""
    exact = Decimal(repr(value))
    places = _PLACES.fullmatch(style)
    if places and -int(exact.as_tuple().exponent) <= len(places[1]):
        return exact.quantize(Decimal(1).scaleb(-len(places[1])))
    return None


def _coded(digits: str, style: str) -> str:
    """Return a code in the form of its format: 7 as 007, 1234567 as 123-45-67."""
    digits = digits.zfill(style.count("0"))
    rest = len(digits) - style.count("0")
    code, left = digits[:rest], iter(digits[rest:])
    return code + "".join(next(left) if sign == "0" else sign for sign in style)


def typed(value: str) -> object:
    """Return a field of a CSV file.

    Raises:
        DoubtError: Excel has written a long code as a power of ten.
    """
    text = plain(value)
    if isinstance(text, str) and _EXPONENT.fullmatch(text):
        raise DoubtError(f"длинный код записан как „{text}“: цифры потеряны", "Впишите код целиком")
    return text
