"""What filters and methods of plain values cost, by their names: charged, or refused, before they are run.

Nothing can stop them once they run: what would fill the memory, or take for ever, is known by the sizes of what they
are given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from jinja2.exceptions import SecurityError
from markupsafe import Markup

from docgen.engine.budget import ENDLESS, MAX_ITEMS, MAX_TEXT, Budget, extent

Given = Mapping[str, Any]
Cost = Callable[[Budget, Any, Given], None]
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_MAX_WORD = 20_000  # characters of a word to be wrapped: the time grows as their square
_MAX_DIGITS = 1000  # places to be rounded to
_LINKED = 50  # squared characters of words at the price of a step, where links are looked for
_CUT = 20_000  # characters that are copied at the price of a step
_SOUGHT = 1000  # pairs of characters that are compared at the price of a step
_NUMBERS = re.compile(r"\d+")
_WIDE = re.compile(r"%(?:\([^)]*\))?[^a-zA-Z%]*")


def refuse(size: int) -> None:
    """Refuse to make a text that is too long."""
    if size > MAX_TEXT:
        raise SecurityError(ENDLESS)


def long(value: Any) -> int:  # noqa: ANN401
    """Return the length of a text, nought for anything else."""
    return len(value) if issubclass(type(value), str | bytes) else 0


def _replace(_: Budget, text: Any, given: Given) -> None:  # noqa: ANN401
    old, new, most = given.get("old"), given.get("new"), given.get("count")
    if not (long(text) and isinstance(old, str)):
        return
    times = text.count(old) if old else len(text) + 1
    if type(most) is int and most >= 0:
        times = min(times, most)
    escaped = 6 if isinstance(text, Markup) else 1
    refuse(len(text) + times * max(0, long(new) * escaped - len(old)))


def _widened(_: Budget, text: Any, given: Given) -> None:  # noqa: ANN401
    width = given.get("width")
    refuse(width if isinstance(width, int) else 0)
    refuse(long(text))


def _tabs(_: Budget, text: Any, given: Given) -> None:  # noqa: ANN401
    size = given.get("tabsize", 8)
    refuse(len(text) + text.count("\t") * (size if isinstance(size, int) else 8))


def _indented(budget: Budget, text: Any, given: Given) -> None:  # noqa: ANN401
    width = given.get("width", 4)
    lines = sum(text.count(sign) for sign in _BREAKS) + 2 if long(text) else 1
    refuse(long(text) + lines * (width if isinstance(width, int) else long(width)))
    budget.spend(long(text) // 2)


def _translated(_: Budget, text: Any, given: Given) -> None:  # noqa: ANN401
    table = given.get("table")
    if not isinstance(table, dict):
        raise TypeError("таблица знаков — это словарь")
    refuse(len(text) * max((long(new) for new in table.values()), default=1))


def _cut(budget: Budget, text: Any, given: Given) -> None:  # noqa: ANN401
    budget.spend(long(text) // 2)
    _sought(budget, text, given)


def _sought(budget: Budget, text: Any, given: Given) -> None:  # noqa: ANN401
    """Charge a search that compares every character of two texts with one another."""
    sought = given.get("sub") or given.get("sep") or given.get("chars")
    pairs = long(text) * (long(sought) if not isinstance(sought, tuple) else sum(map(long, sought)))
    budget.spend(pairs // _SOUGHT)


def _wrapped(budget: Budget, text: Any, _: Given) -> None:  # noqa: ANN401
    if max(map(len, text.split()), default=0) > _MAX_WORD:
        raise SecurityError("слишком длинное слово")
    budget.spend(5 * long(text))


def _linked(budget: Budget, text: Any, _: Given) -> None:  # noqa: ANN401
    budget.spend(5 * long(text))
    budget.spend(sum(len(word) ** 2 for word in str(text).split()) // _LINKED)


def _stripped(budget: Budget, text: Any, _: Given) -> None:  # noqa: ANN401
    text = str(text)
    budget.spend(len(text) + text.count("<") * (len(text) // _CUT + 1))


def _by(price: int) -> Cost:
    def charge(budget: Budget, value: Any, _: Given) -> None:  # noqa: ANN401
        budget.spend(price * (long(value) or budget.walk(value)))

    return charge


def _rounded(_: Budget, __: Any, given: Given) -> None:  # noqa: ANN401
    places = given.get("precision")
    if isinstance(places, int) and abs(places) > _MAX_DIGITS:
        raise SecurityError(ENDLESS)


def _whole(_: Budget, value: Any, __: Given) -> None:  # noqa: ANN401
    if isinstance(value, Decimal) and value.is_finite() and value.adjusted() > _MAX_DIGITS:
        raise SecurityError(ENDLESS)


def _grouped(_: Budget, __: Any, given: Given) -> None:  # noqa: ANN401
    if any(isinstance(number, int) and number > MAX_ITEMS for number in given.values()):
        raise SecurityError(ENDLESS)


def _compared(budget: Budget, items: Any, given: Given) -> None:  # noqa: ANN401
    budget.weighed(items)
    for value in given.values():
        budget.weighed(value)


def _moved(budget: Budget, items: Any, _: Given) -> None:  # noqa: ANN401
    budget.spend(len(items) // _SOUGHT)


def _in_bytes(_: Budget, __: Any, given: Given) -> None:  # noqa: ANN401
    _widened(_, "", {"width": given.get("length")})


def filled(budget: Budget, text: Any, values: Any) -> None:  # noqa: ANN401
    """Charge `text % values`: widths count, and a value of a mapping may be printed many times."""
    if not isinstance(text, str):
        return
    fields = _WIDE.findall(text)
    if any("*" in field for field in fields):
        raise SecurityError(ENDLESS)
    size = extent(values)[1]
    times = len(fields) if isinstance(values, Mapping) else 1
    refuse(len(text) + times * size + sum(int(number[:9]) for field in fields for number in _NUMBERS.findall(field)))
    budget.spend(len(fields) + extent(values)[0])


_ANY: Sequence[str] = ()
COSTS: Mapping[str, tuple[Sequence[str], Cost]] = {
    **dict.fromkeys(("center", "ljust", "rjust", "zfill"), (("width",), _widened)),
    **dict.fromkeys(("split", "rsplit", "partition", "rpartition"), (("sep",), _cut)),
    **dict.fromkeys(("strip", "lstrip", "rstrip", "trim"), (("chars",), _sought)),
    **dict.fromkeys(("rfind", "rindex"), (("sub",), _sought)),
    **dict.fromkeys(("title", "urlencode", "xmlattr"), (_ANY, _by(4))),
    **dict.fromkeys(("tojson", "wordcount", "unescape"), (_ANY, _by(2))),
    "replace": (("old", "new", "count"), _replace),
    "batch": (("linecount",), _grouped),
    "slice": (("slices",), _grouped),
    "expandtabs": (("tabsize",), _tabs),
    "indent": (("width",), _indented),
    "translate": (("table",), _translated),
    "splitlines": (_ANY, _cut),
    "pprint": (_ANY, _by(10)),
    "wordwrap": (_ANY, _wrapped),
    "urlize": (_ANY, _linked),
    "striptags": (_ANY, _stripped),
    "round": (("precision",), _rounded),
    "int": (_ANY, _whole),
    "to_bytes": (("length",), _in_bytes),
}
"""The names of the arguments that matter, in their order, and what charges them."""
ITEM_COSTS: Mapping[str, tuple[Sequence[str], Cost]] = {
    **dict.fromkeys(("count", "index", "remove", "sort", "get", "setdefault", "copy"), (("value",), _compared)),
    **dict.fromkeys(("insert", "pop"), (_ANY, _moved)),
}
"""The same for lists and mappings."""


def charge(
    budget: Budget, name: str, value: Any, args: Sequence[Any], kwargs: Mapping[str, Any],  # noqa: ANN401
    costs: Mapping[str, tuple[Sequence[str], Cost]] = COSTS,
) -> None:  # fmt: skip
    """Charge a filter, or a method of a plain value, before it is run; refuse it if it would fill the memory."""
    found = costs.get(name)
    if found is not None:
        names, cost = found
        cost(budget, value, {**dict(zip(names, args, strict=False)), **kwargs})
