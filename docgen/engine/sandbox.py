"""The environment of templates: strict, escaping, with no way to Python, bounded in what a template may spend."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Sized
from types import BuiltinMethodType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import _PassArg

from docgen.engine.budget import ENDLESS, MAX_TEXT, Budget, refuse_endless, refuse_growth

if TYPE_CHECKING:
    from docgen.engine.tag import Dialect

_DEAR = 10  # turns that a call costs
_MAX_BITS = 14_000  # of a whole number: Python prints no longer one
_MAX_WORD = 100_000  # characters of a word to be wrapped: the time grows as their square
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\d{6}|\*)")
_WIDE_FIELD = re.compile(r"\{[^{}]*:[^{}]*(?:\d{6}|\{)")
_GROWING = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "replace", "join", "translate", "to_bytes",
                      "format", "extend", "indent", "batch", "slice", "tojson"})  # fmt: skip
_WALKING = frozenset({"batch", "dictsort", "groupby", "list", "map", "max", "min", "reject", "rejectattr", "reverse",
                      "select", "selectattr", "slice", "sort", "sum", "unique"})  # fmt: skip
_TEXTLESS = _WALKING | {"attr", "count", "d", "default", "first", "items", "last", "length", "random"}

_WATCHED = _GROWING | _WALKING | {"wordwrap"}


class Sandbox(SandboxedEnvironment):
    """A sandbox whose operators, filters and calls are charged to the budget of their render."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        super().__init__(**{"undefined": StrictUndefined, "autoescape": True, **options})
        self.filters = _bounded_all(self.filters)
        self.globals.pop("lipsum", None)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Refuse an operation whose result would fill the memory."""
        big = False
        if isinstance(left, int) and isinstance(right, int):
            big = (operator == "*" and left.bit_length() + right.bit_length() > _MAX_BITS) or (
                operator == "**" and left.bit_length() * right > _MAX_BITS
            )
        elif operator == "*":
            size, times = (left, right) if isinstance(right, int) else (right, left)
            big = isinstance(size, Sized) and isinstance(times, int) and len(size) * times > MAX_TEXT
        elif operator == "%" and isinstance(left, str | bytes):
            big = isinstance(left, str) and _WIDE.search(left) is not None
            refuse_endless(right)
            refuse_growth(len(left), (right,))
        elif operator == "+":
            big = isinstance(left, Sized) and isinstance(right, Sized) and len(left) + len(right) > MAX_TEXT
        if big:
            raise SecurityError(ENDLESS)
        return context.state.budget.made(super().call_binop(context, operator, left, right))  # type: ignore[attr-defined]

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401
        """Refuse a format whose field is wider than any paper."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None
        if _WIDE_FIELD.search(value.__self__):
            raise SecurityError(ENDLESS)

        def bounded(*args: Any, **kwargs: Any) -> str:  # noqa: ANN401
            given = (*args, *kwargs.values())
            refuse_endless(given)
            refuse_growth(len(value.__self__), given)
            return wrapped(*args, **kwargs)

        return bounded

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Call what a template may call: macros and loops that call themselves end, no method fills the memory."""
        budget: Budget = context.state.budget  # type: ignore[attr-defined]
        budget.spend(_DEAR)
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str | bytes | int | list) and getattr(obj, "__name__", "") in _GROWING:
            refuse_growth(len(owner) if isinstance(owner, str | bytes) else 1, (owner, *args, *kwargs.values()))
        elif isinstance(obj, LoopContext) and args:
            args = (budget.entered(args[0]), *args[1:])
        if type(obj) is Macro or (type(obj) is BuiltinMethodType and type(owner) is str):  # nothing to ask about
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return budget.made(obj(*args, **kwargs))
        return budget.made(super().call(context, obj, *args, **kwargs))


def environment_for(given: Environment | None) -> tuple[Environment, Dialect]:
    """Return the environment that templates are compiled in, and the delimiters of their tags.

    A sandbox of the caller is used as it is; what a plain environment has been taught (filters, tests, globals, the
    treatment of undefined names) is taken over into a sandbox. Values are escaped in any case.
    """
    from docgen.engine.tag import Dialect  # a compiled paper has no tags left

    if given is None:
        return Sandbox(), Dialect()
    dialect = Dialect(
        (given.variable_start_string, given.variable_end_string),
        (given.block_start_string, given.block_end_string),
        (given.comment_start_string, given.comment_end_string),
    )
    if isinstance(given, SandboxedEnvironment):
        standard = Environment()  # noqa: S701
        names = ("block_start_string", "block_end_string", "variable_start_string", "variable_end_string",
                 "comment_start_string", "comment_end_string")  # fmt: skip
        sandbox = given.overlay(
            autoescape=True, enable_async=False, **{name: getattr(standard, name) for name in names}
        )
        sandbox.filters = _bounded_all(given.filters)
        return sandbox, dialect
    sandbox = Sandbox(undefined=given.undefined, finalize=given.finalize, extensions=list(given.extensions))
    standard = Environment()  # noqa: S701
    taught: list[tuple[Any, Any, Any]] = [
        (sandbox.filters, given.filters, standard.filters),
        (sandbox.tests, given.tests, standard.tests),
        (sandbox.globals, given.globals, standard.globals),
    ]
    for own, theirs, usual in taught:
        own.update((name, value) for name, value in theirs.items() if usual.get(name) is not value)
    sandbox.policies.update(given.policies)
    return sandbox, dialect


def attribute_reader(environment: Environment) -> Callable[[Any, str], Any]:
    """Return what reads `obj.name` for compiled programs: a key of a mapping first, a known attribute fast."""
    slow = environment.getattr
    if type(environment).getattr is not SandboxedEnvironment.getattr:
        return slow
    known: set[tuple[type, str]] = set()

    def read(obj: Any, name: str) -> Any:  # noqa: ANN401
        kind = type(obj)
        if (kind, name) in known:
            try:
                value = getattr(obj, name)
            except AttributeError:
                return slow(obj, name)
            if type(value) is not BuiltinMethodType and type(value) is not MethodType:
                return value
            return slow(obj, name)
        value = slow(obj, name)
        if len(known) < 10_000 and environment.is_safe_attribute(obj, name, value) and hasattr(kind, "__mro__"):  # type: ignore[attr-defined]  # noqa: PLR2004
            known.add((kind, name))
        return value

    return read


def _joined(join: Callable[[Sequence[Any]], str]) -> Callable[[Sequence[Any]], str]:
    """Return what joins the sides of `~`, unless they would fill the memory."""

    def bounded(sides: Sequence[Any]) -> str:
        for side in sides:
            refuse_endless(side)
        if sum(len(side) for side in sides if isinstance(side, str)) > MAX_TEXT:
            raise SecurityError(ENDLESS)
        return join(sides)

    return bounded


JOINS = {"markup_join": _joined(markup_join), "str_join": _joined(str_join)}
"""What compiled programs join texts with, in the place of Jinja's own."""


def _bounded_all(filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return filters with those of Jinja charged to the budget; filters of the caller are the caller's business."""
    return {
        name: _bounded(name, function) if function is FILTERS.get(name) else function
        for name, function in filters.items()
    }


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
        budget: Budget = context.state.budget  # type: ignore[attr-defined]
        if name not in _TEXTLESS:
            refuse_endless(value)
        elif name in _WALKING and isinstance(value, str):
            budget.spend(_DEAR * len(value))  # letter by letter
        if name == "format":
            refuse_endless([*args, *kwargs.values()])
            if _WIDE.search(str(value)):
                raise SecurityError(ENDLESS)
        if name in _GROWING and isinstance(value, Sized):
            refuse_growth(len(value), (*args, *kwargs.values()))
        if name == "wordwrap" and len(value) > _MAX_WORD and max(map(len, value.split()), default=0) > _MAX_WORD:
            raise SecurityError("слишком длинное слово")
        owner = {_PassArg.context: (context,), _PassArg.eval_context: (context.eval_ctx,),
                 _PassArg.environment: (context.environment,), None: ()}[kind]  # fmt: skip
        return budget.made(function(*owner, value, *args, **kwargs))

    return bounded
