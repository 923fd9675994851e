"""The filters and tests of Jinja, charged to the budget of their render; those of a caller pay by the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from typing import Any

from jinja2 import Environment, pass_context, pass_environment
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.runtime import Context
from jinja2.tests import TESTS
from jinja2.utils import _PassArg

from docgen.engine import costs
from docgen.engine.plain import OwnList

DEAR = 10  # steps that a call costs
_WALKING = frozenset({"batch", "dictsort", "groupby", "items", "list", "map", "max", "min", "reject", "rejectattr",
                      "reverse", "select", "selectattr", "slice", "sort", "sum", "unique"})  # fmt: skip
_COMPARING = frozenset({"dictsort", "groupby", "max", "min", "sort", "unique"})
_ADDING = {"join": 1, "sum": 0}  # where the attribute that they read stands among their arguments
_OF_MAPPINGS = frozenset({"dictsort", "xmlattr"})
_TEXTLESS = _WALKING | {"attr", "count", "d", "default", "first", "last", "length", "random"}
_COMPARISONS = frozenset({"==", "eq", "equalto", "!=", "ne", ">", "gt", "greaterthan", ">=", "ge", "<", "lt",
                          "lessthan", "<=", "le", "in"})  # fmt: skip


def bounded_all(filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return filters with those of Jinja charged to the budget."""
    return {name: _bounded(name, function) if function is FILTERS.get(name) else function
            for name, function in filters.items()} | {"attr": _attr}  # fmt: skip


def weighing_all(tests: Mapping[str, Any]) -> dict[str, Any]:
    """Return tests with those of Jinja that compare charged, and those that would ask an object asking its type."""
    return {name: _weighing(test) if name in _COMPARISONS and test is TESTS[name] else test
            for name, test in tests.items()} | dict(_OF_TYPES)  # fmt: skip


def timed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter or a test of the caller's that looks at the clock when it has run."""
    kind = _PassArg.from_obj(function)

    @pass_context
    def run(context: Context, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        made = function(*_owner(kind, context), *args, **kwargs)
        context.state.budget.look()  # type: ignore[attr-defined]
        return made

    return run


@pass_environment
def _attr(environment: Environment, value: Any, name: Any) -> Any:  # noqa: ANN401
    """Return what the dot shows, but no item."""
    return environment.shown(value, str(name))  # type: ignore[attr-defined]


_OF_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "sequence": lambda value: issubclass(type(value), Sized) and hasattr(type(value), "__getitem__"),
    "iterable": lambda value: issubclass(type(value), Iterable) or hasattr(type(value), "__getitem__"),
    "escaped": lambda value: hasattr(type(value), "__html__"),
}


def _weighing(test: Any) -> Any:  # noqa: ANN401
    @pass_context
    def weighing(context: Context, value: Any, *others: Any) -> Any:  # noqa: ANN401
        budget = context.state.budget  # type: ignore[attr-defined]
        return test(budget.weighed(value), *(budget.beside(value, other) for other in others))

    return weighing


def _owner(kind: _PassArg | None, context: Context) -> tuple[Any, ...]:
    """Return what a function wants to be given before its own arguments."""
    return {_PassArg.context: (context,), _PassArg.eval_context: (context.eval_ctx,),
            _PassArg.environment: (context.environment,)}.get(kind, ())  # type: ignore[arg-type] # fmt: skip


def _bounded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:  # noqa: C901 - one door for all
    """Return a filter that is charged for what it takes and makes, and refused where it would fill the memory."""
    kind = _PassArg.from_obj(function)
    usual = kind is None and name not in _WALKING and name not in costs.COSTS and name not in (*_ADDING, "format")

    @pass_context
    def bounded(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        budget = context.state.budget  # type: ignore[attr-defined]
        if usual:
            if type(value) is not str and name not in _TEXTLESS:
                budget.walk(value)
            return budget.made(function(value, *args, **kwargs))
        if name in _OF_MAPPINGS and not issubclass(type(value), Mapping):
            raise TypeError(f"фильтр {name} берёт только словарь")
        if (name in _WALKING or name in _ADDING) and not issubclass(type(value), Sized):
            value = budget.entered(value)  # it may be endless
        if name in _COMPARING:
            value = budget.weighed(list(value) if issubclass(type(value), Iterator) else value)
        elif name in _ADDING:
            value = list(value)
            _charge_sum(name, context, value, kwargs.get("attribute", (*args, None, None)[_ADDING[name]]))
        elif name not in _TEXTLESS:
            budget.walk(value)
        if name in _WALKING:
            budget.spend(DEAR * len(value) if isinstance(value, str) else len(value) if isinstance(value, Sized) else 0)
        if name == "format":
            costs.filled(budget, value, kwargs or args)
        costs.charge(budget, name, value, args, kwargs)
        made = budget.made(function(*_owner(kind, context), value, *args, **kwargs))
        return OwnList(made) if name == "list" else made

    return bounded


def _charge_sum(name: str, context: Context, items: list[Any], attribute: str | int | None) -> None:
    """Charge what is put together, one after another; refuse what would fill the memory."""
    budget = context.state.budget  # type: ignore[attr-defined]
    if attribute is not None:
        items = list(map(make_attrgetter(context.environment, attribute), items))
    if name == "join":
        budget.walk(items)
    else:  # what has been added is copied with every list that is
        size = sum(len(item) for item in items if isinstance(item, str | list | tuple))
        costs.refuse(size)
        budget.spend(len(items) + size * len(items) // 100)
