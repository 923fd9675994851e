"""Numbers as callers give them: whole, decimal, in a text; one rule for every function that takes one."""

from __future__ import annotations

import re
from decimal import Decimal
from numbers import Integral, Real

_DIGITS = 10  # of a fraction that a float can be trusted with: 0.1 + 0.2 is 0.3
_TEXT = re.compile(r"[-−–]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")


def amount(value: object) -> int | Decimal:
    """Return a number: `5`, `"5"`, `5.0` are 5; `1.5`, `"1,5"`, `Decimal("1.5")` are one and a half.

    The fraction of a text or a `Decimal` stands as it is written (`"1,50"`); a float is rounded to ten figures after the
    comma, and a whole one is whole.

    Raises:
        TypeError: the value is no number.
        ValueError: it is a text that is no number, or not finite.
    """
    if isinstance(value, bool) or not isinstance(value, str | Real | Decimal):
        raise TypeError(f"нужно число, а дано: {value!r}")
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, Integral):
        return int(value)
    exact = value if isinstance(value, Decimal) else Decimal(repr(round(float(value), _DIGITS)))
    if not exact.is_finite():
        raise ValueError(f"нужно конечное число, а дано: {value}")
    if exact == exact.to_integral_value() and (not isinstance(value, Decimal) or int(exact.as_tuple().exponent) >= 0):
        return int(exact)
    return Decimal(format(exact, "f"))


def _of_text(text: str) -> int | Decimal:
    plain = text.strip()
    if not _TEXT.fullmatch(plain):
        raise ValueError(f"„{text}“ – не число; например: 24 или 1,5")
    plain = re.sub(r"\s", "", plain).replace(",", ".").replace("−", "-").replace("–", "-")
    return Decimal(plain) if "." in plain else int(plain)


def whole(value: object, least: int | None = None) -> int:
    """Return a whole number, not less than the least.

    Raises:
        TypeError: the value is no number.
        ValueError: it is not whole, or too small.
    """
    exact = amount(value)
    number = int(exact)
    if number != exact:
        raise ValueError(f"нужно целое число, а дано: {str(value).replace('.', ',')}")
    if least is not None and number < least:
        raise ValueError(f"нужно целое число от {least}, а дано: {number}")
    return number


def year_of(value: object) -> int:
    """Return the number of a year.

    Raises:
        TypeError: the value is no number.
        ValueError: there is no such year.
    """
    year = whole(value)
    if not 1 <= year <= 9999:  # noqa: PLR2004 - as in the calendar of Python
        raise ValueError(f"нет такого года: {year}")
    return year
