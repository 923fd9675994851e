"""The environment of templates: strict, escaping, with no way to Python, bounded in what a template may spend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import Environment, StrictUndefined, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.filters import do_wordwrap
from jinja2.runtime import Context, markup_join, str_join
from jinja2.sandbox import SandboxedEnvironment

from docgen.engine.mending import Dialect

MAX_STEPS = 20_000_000  # turns of all loops of one render
MAX_TEXT = 10_000_000  # characters, or items, that one operation of a template may make
_MAX_WORD = 100_000  # characters of a word to be wrapped: the time grows as their square
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\d{6}|\*)")
_WIDE_FIELD = re.compile(r"\{[^{}]*:[^{}]*(?:\d{6}|\{)")
_GROWING = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "replace", "join"})


class Sandbox(SandboxedEnvironment):
    """A sandbox with bounded operators; an attribute found safe once is not asked about again."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        super().__init__(**{"undefined": StrictUndefined, "autoescape": True, **options})
        self.filters.update({name: _bounded(self.filters[name]) for name in ("center", "indent", "batch", "slice")})
        self.filters["wordwrap"] = _wordwrap
        self.globals.pop("lipsum", None)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Refuse an operation whose result would fill the memory."""
        big = False
        if operator == "*":
            size, times = (left, right) if isinstance(right, int) else (right, left)
            big = isinstance(size, Sized) and isinstance(times, int) and len(size) * times > MAX_TEXT
        elif operator == "**":
            big = isinstance(left, int) and isinstance(right, int) and left.bit_length() * right > MAX_TEXT
        elif operator == "%":
            big = isinstance(left, str) and _WIDE.search(left) is not None
        elif operator == "+":
            big = isinstance(left, Sized) and isinstance(right, Sized) and len(left) + len(right) > MAX_TEXT
        if big:
            raise SecurityError("слишком большой результат")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401
        """Refuse a format whose field is wider than any paper."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None and _WIDE_FIELD.search(value.__self__):
            raise SecurityError("слишком большой результат")
        return wrapped

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Call what a template may call, unless a method of a text would fill the memory."""
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str) and getattr(obj, "__name__", "") in _GROWING:
            _check_growth(owner, args)
        return super().call(context, obj, *args, **kwargs)


def environment_for(given: Environment | None) -> tuple[Environment, Dialect]:
    """Return the environment that templates are compiled in, and the delimiters of their tags.

    A sandbox of the caller is used as it is; what a plain environment has been taught (filters, tests, globals, the
    treatment of undefined names) is taken over into a sandbox. Values are escaped in any case.
    """
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
        return given.overlay(autoescape=True, **{name: getattr(standard, name) for name in names}), dialect
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
        if sum(len(side) for side in sides if isinstance(side, str)) > MAX_TEXT:
            raise SecurityError("слишком большой результат")
        return join(sides)

    return bounded


JOINS = {"markup_join": _joined(markup_join), "str_join": _joined(str_join)}
"""What compiled programs join texts with, in the place of Jinja's own."""


def refuse_endless(value: Any) -> None:  # noqa: ANN401
    """Refuse to print a list or a mapping whose text would fill the memory: lists of lists double with every level."""
    left, waiting = MAX_TEXT // 10, [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list | tuple | set | frozenset):
            waiting += item
        left -= 1
        if left < 0:
            raise SecurityError("слишком большой результат")


class Budget:
    """The turns that the loops of one render may still make."""

    __slots__ = ("left",)

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self.left = steps

    def entered(self, items: Iterable[Any]) -> Iterable[Any]:
        """Charge a loop before its first turn; one of unknown length is charged by the turn."""
        try:
            self.left -= len(items)  # type: ignore[arg-type]
        except TypeError:
            return self._counted(items)
        if self.left < 0:
            raise SecurityError("циклы шаблона не кончаются")
        return items

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.left -= 1
            if self.left < 0:
                raise SecurityError("циклы шаблона не кончаются")
            yield item


def _check_growth(text: str, args: tuple[Any, ...]) -> None:
    sizes = [len(text), *(len(arg) if isinstance(arg, Sized) else arg for arg in args if isinstance(arg, Sized | int))]
    if any(size > MAX_TEXT for size in sizes) or (len(args) > 1 and len(text) * sizes[-1] > 100 * MAX_TEXT):
        raise SecurityError("слишком большой результат")


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that refuses a width no paper has."""

    def bounded(value: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        for number in (*args, *kwargs.values()):
            if isinstance(number, int) and number > MAX_TEXT:
                raise SecurityError("слишком большой результат")
        return function(value, *args, **kwargs)

    return bounded


@pass_environment
def _wordwrap(environment: Environment, s: str, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401
    """Wrap a text as Jinja does, unless its words are of a length that no paper has."""
    if len(s) > _MAX_WORD and max(map(len, s.split()), default=0) > _MAX_WORD:
        raise SecurityError("слишком длинное слово")
    return do_wordwrap(environment, s, *args, **kwargs)
