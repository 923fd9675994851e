"""The filters and tests of Jinja, charged to the budget of their render; those of a caller are its own business."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from typing import Any

from jinja2 import pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.runtime import Context
from jinja2.tests import TESTS
from jinja2.utils import _PassArg

from docgen.engine.budget import ENDLESS, beside, refuse_endless, refuse_growth, refuse_long, weighed

DEAR = 10  # turns that a call costs
_MAX_WORD = 100_000  # characters of a word to be wrapped: the time grows as their square
WIDE = re.compile(r"%(?:\(.*?\))?[^a-zA-Z%]*(?:\d{6}|\*)", re.DOTALL)
GROWING = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "replace", "join", "translate", "to_bytes",
                      "format", "extend", "indent", "batch", "slice", "tojson"})  # fmt: skip
_WALKING = frozenset({"batch", "dictsort", "groupby", "list", "map", "max", "min", "reject", "rejectattr", "reverse",
                      "select", "selectattr", "slice", "sort", "sum", "unique"})  # fmt: skip
_COMPARING = frozenset({"dictsort", "groupby", "max", "min", "sort", "unique"})
_ADDING = {"join": 1, "sum": 0}  # where the attribute that they read stands among their arguments
_TESTS = frozenset({"==", "eq", "equalto", "!=", "ne", ">", "gt", "greaterthan", ">=", "ge", "<", "lt", "lessthan",
                    "<=", "le", "in"})  # fmt: skip
_TEXTLESS = _WALKING | {"attr", "count", "d", "default", "first", "items", "last", "length", "random"}
_WATCHED = GROWING | _WALKING | {"wordwrap"}


def bounded_all(filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return filters with those of Jinja charged to the budget; filters of the caller are the caller's business."""
    return {
        name: _bounded(name, function) if function is FILTERS.get(name) else function
        for name, function in filters.items()
    }


def weighing_all(tests: Mapping[str, Any]) -> dict[str, Any]:
    """Return tests with those of Jinja that compare bounded."""

    def weighing(test: Any) -> Any:  # noqa: ANN401
        return lambda value, *others: test(weighed(value), *(beside(value, other) for other in others))

    return {name: weighing(test) if name in _TESTS and test is TESTS[name] else test for name, test in tests.items()}


def _charged(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of plain values that is charged for what it makes."""

    @pass_context
    def charged(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        if name not in _TEXTLESS:
            refuse_endless(value)
        return context.state.budget.made(function(value, *args, **kwargs))  # type: ignore[attr-defined]

    return charged


def _bounded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that is charged for what it makes, and refuses what would fill the memory."""
    kind = _PassArg.from_obj(function)

    if kind is None and name not in _WATCHED:
        return _charged(name, function)

    @pass_context
    def bounded(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        if (name in _WALKING or name in _ADDING) and not isinstance(value, Sized):
            value = context.state.budget.entered(value)  # type: ignore[attr-defined] # it may be endless
        if name in _COMPARING:
            value = weighed(list(value) if isinstance(value, Iterator) else value)
        elif name in _ADDING:
            value = list(value)
            _refuse_sum(name, context, value, kwargs.get("attribute", (*args, None, None)[_ADDING[name]]))
        _refuse_dear(name, context, value, (*args, *kwargs.values()))
        owner = {_PassArg.context: (context,), _PassArg.eval_context: (context.eval_ctx,),
                 _PassArg.environment: (context.environment,), None: ()}[kind]  # fmt: skip
        return context.state.budget.made(function(*owner, value, *args, **kwargs))  # type: ignore[attr-defined]

    return bounded


def _refuse_dear(name: str, context: Context, value: Any, given: Sequence[Any]) -> None:  # noqa: ANN401
    """Refuse what would fill the memory or take too long."""
    if name not in _TEXTLESS:
        refuse_endless(value)
    elif name in _WALKING and isinstance(value, str):
        context.state.budget.spend(DEAR * len(value))  # type: ignore[attr-defined] # letter by letter
    if name == "format":
        refuse_endless(given)
        if WIDE.search(str(value)):
            raise SecurityError(ENDLESS)
    if name in GROWING and isinstance(value, Sized):
        refuse_growth(len(value), given)
    if name == "wordwrap" and len(value) > _MAX_WORD and max(map(len, value.split()), default=0) > _MAX_WORD:
        raise SecurityError("слишком длинное слово")


def _refuse_sum(name: str, context: Context, items: list[Any], attribute: str | int | None) -> None:
    """Refuse to put together, one after another, what would fill the memory."""
    if attribute is not None:
        items = list(map(make_attrgetter(context.environment, attribute), items))
    size = refuse_long(items)
    if name == "join":
        refuse_endless(items)
    else:  # what has been added is copied with every list that is
        context.state.budget.spend(size * len(items) // 100)  # type: ignore[attr-defined]
