"""The environment of templates: strict, escaping, with no way to Python, bounded in what a template may spend."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence, Sized
from types import BuiltinMethodType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace

from docgen.engine.budget import ENDLESS, MAX_TEXT, Budget, beside, refuse_endless, refuse_growth, refuse_long, weighed
from docgen.engine.filters import DEAR, GROWING, WIDE, bounded_all, weighing_all

if TYPE_CHECKING:
    from docgen.engine.tag import Dialect

_MAX_BITS = 14_000  # of a whole number: Python prints no longer one
_WIDE_FIELD = re.compile(r"\{[^{}]*:[^{}]*(?:\d{6}|\{)")
_SEARCHING = frozenset({"count", "index", "remove", "sort"})


class Sandbox(SandboxedEnvironment):
    """A sandbox whose operators, filters and calls are charged to the budget of their render."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        super().__init__(**{"undefined": StrictUndefined, "autoescape": True, **options})
        self.filters, self.tests = bounded_all(self.filters), weighing_all(self.tests)
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
            big = isinstance(left, str) and WIDE.search(left) is not None
            refuse_endless(right)
            refuse_growth(len(left), (right,))
        elif operator == "+":
            big = isinstance(left, Sized) and isinstance(right, Sized) and len(left) + len(right) > MAX_TEXT
        if big:
            raise SecurityError(ENDLESS)
        return context.state.budget.made(super().call_binop(context, operator, left, right))  # type: ignore[attr-defined]

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """Look up what can be looked up."""
        return super().getitem(obj, weighed(argument))

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
        budget.spend(DEAR)
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(owner, str | bytes | int | list) and name in GROWING:
            refuse_growth(len(owner) if isinstance(owner, str | bytes) else 1, (owner, *args, *kwargs.values()))
            if name == "join" and args and isinstance(args[0], Collection):
                refuse_long(args[0])
        elif isinstance(obj, LoopContext) and args:
            args = (budget.entered(args[0]), *args[1:])
        elif obj is dict or obj is Namespace or isinstance(owner, list | tuple | dict | type | LoopContext):
            weighed(args)
            weighed(owner if name in _SEARCHING else None)
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
        sandbox.filters, sandbox.tests = bounded_all(given.filters), weighing_all(given.tests)
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


BOUNDS: Mapping[str, Any] = {
    "markup_join": _joined(markup_join), "str_join": _joined(str_join), "weighed": weighed, "beside": beside,
}  # fmt: skip
"""What compiled programs join texts and weigh values with, partly in the place of Jinja's own."""
