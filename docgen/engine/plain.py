"""Plain values: their types, their harmless methods, and the lists and mappings that a template makes itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from markupsafe import Markup

FLAT = frozenset({str, Markup, int, float, bool, type(None)})
"""What compares, and has its hash, at once."""
LISTS: Any = (list, tuple, set, frozenset, type({}.keys()), type({}.values()), type({}.items()))


class OwnList(list[Any]):
    """A list that the template has made: it may change it."""


class OwnDict(dict[Any, Any]):
    """A mapping that the template has made: it may change it."""


class Format:
    """`text.format` or `text.format_map` of a template, before it is called."""

    __slots__ = ("mapped", "text")

    def __init__(self, text: str, *, mapped: bool) -> None:
        self.text, self.mapped = text, mapped


_WORDS = """capitalize casefold center count endswith expandtabs find format format_map index isalnum isalpha isascii
    isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip
    partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith
    strip swapcase title translate upper zfill"""
_SETS = "union intersection difference symmetric_difference issubset issuperset isdisjoint"
_DAY = "year month day strftime isoformat weekday isoweekday isocalendar replace timetuple toordinal"
_HOUR = "hour minute second microsecond tzinfo isoformat strftime replace utcoffset tzname"
METHODS: Mapping[type, frozenset[str]] = {
    kind: frozenset(names.split())
    for kind, names in {
        str: _WORDS,
        Markup: f"{_WORDS} striptags unescape",
        dict: "get items keys values",
        OwnDict: "clear pop popitem setdefault update",
        list: "count index copy",
        OwnList: "append clear extend insert pop remove reverse sort",
        tuple: "count index",
        range: "count index start stop step",
        set: _SETS,
        frozenset: _SETS,
        int: "real imag numerator denominator bit_length to_bytes",
        float: "real imag is_integer as_integer_ratio",
        Decimal: "quantize normalize to_integral_value is_zero is_nan is_finite is_signed",
        Fraction: "numerator denominator",
        datetime.date: _DAY,
        datetime.datetime: f"{_DAY} {_HOUR} date time",
        datetime.time: _HOUR,
        datetime.timedelta: "days seconds microseconds total_seconds",
    }.items()
}
"""The methods and attributes of plain values that only tell of the value, by type; the rest of them are closed."""
