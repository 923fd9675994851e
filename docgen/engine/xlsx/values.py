"""Values as cells: numbers, dates and truths keep their type, everything else is a text that is never a formula."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import Any, NamedTuple

from docgen.engine.budget import Budget
from docgen.engine.values import ERRORS

MAX_TEXT = 32_767  # characters of a cell: Excel's own limit
_MAX_DIGITS = 15  # Excel keeps no more of a number
_BOUND = 10**_MAX_DIGITS
_EPOCH = datetime.date(1899, 12, 30)
_FIRST = datetime.date(1900, 3, 1)  # before it Excel counts a day that was not there
_FIRST_1904 = datetime.date(1904, 1, 1)  # the day nought of books that come from a Macintosh
SINCE_1904 = "1904"
"""What stands before the attribute of a style for dates in a book that counts days from 1904."""


class Place(NamedTuple):
    """What stands before a value that is a whole cell, from the end of its reference, by the type of the value."""

    text: bytes
    number: bytes
    truth: bytes
    date: bytes
    empty: bytes
    first: datetime.date

    @classmethod
    def of(cls, style: str, dated: str) -> Place:
        """Return the place for the attributes of two styles: the usual one and the one for dates."""
        first = _FIRST_1904 if dated.startswith(SINCE_1904) else _FIRST
        dated = dated.removeprefix(SINCE_1904)
        return cls(
            f'"{style} t="inlineStr"><is><t xml:space="preserve">'.encode(),
            f'"{style}><v>'.encode(),
            f'"{style} t="b"><v>'.encode(),
            f'"{dated}><v>'.encode(),
            f'"{style}/>'.encode(),
            first,
        )


Cell = tuple[bytes, bytes, bytes]
END = b"</t></is></c>"
"""What stands behind a text."""
VALUE_END = b"</v></c>"
"""What stands behind a number, a date, a truth."""


def cell(value: Any, place: Place, budget: Budget) -> Cell:  # noqa: ANN401
    """Return a value as a cell: what stands before it, the value, not escaped yet, and the end of the cell.

    Raises:
        ValueError: a text that is too long for a cell.
    """
    kind = type(value)
    if kind is str:
        return _text(value, place)
    if kind is int and -_BOUND < value < _BOUND:
        return place.number, b"%d" % value, VALUE_END
    if value is None:
        return place.empty, b"", b""
    if kind is bool:
        return place.truth, b"1" if value else b"0", VALUE_END
    if (kind is float and math.isfinite(value)) or (
        kind is Decimal and value.is_finite() and len(value.as_tuple().digits) <= _MAX_DIGITS
    ):
        return place.number, str(value).encode(), VALUE_END
    if isinstance(value, datetime.date | datetime.time):
        text = _uncounted(value, place.first)
        return _text(text, place) if text else (place.date, str(_counted(value, place.first)).encode(), VALUE_END)
    return _text(budget.text(value), place)


def _text(value: str, place: Place) -> Cell:
    """Return the cell of a text with all that a text can hold."""
    if len(value) > MAX_TEXT:
        raise ValueError(f"текст длиннее {MAX_TEXT} знаков: в ячейку Excel он не поместится")
    if not value:
        return place.empty, b"", b""
    return place.text, value.encode("utf-8", ERRORS), END


def _uncounted(value: datetime.date | datetime.time, first: datetime.date) -> str:
    """Return the text of a date or time that Excel cannot count; empty for one that it can."""
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="minutes")
    day = value.date() if isinstance(value, datetime.datetime) else value
    return value.isoformat() if day < first or getattr(value, "tzinfo", None) is not None else ""


def _counted(value: datetime.date | datetime.time, first: datetime.date) -> float:
    """Return a date as Excel counts days."""
    epoch = first if first == _FIRST_1904 else _EPOCH
    if not isinstance(value, datetime.datetime):
        return (value - epoch).days if isinstance(value, datetime.date) else 0
    passed = value - datetime.datetime.combine(epoch, datetime.time())
    return round(passed / datetime.timedelta(days=1), 9)
