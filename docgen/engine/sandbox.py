"""The environment of templates: strict, escaping, with no way to Python, bounded in what a template may spend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import BuiltinMethodType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace

from docgen.engine import attributes, costs
from docgen.engine.access import ABSENT, Access, Allowed, item
from docgen.engine.budget import ENDLESS, MAX_TEXT, Budget, extent
from docgen.engine.filters import DEAR, bounded_all, timed, weighing_all
from docgen.engine.formatting import formatted
from docgen.engine.plain import FLAT, LISTS, Format, OwnDict, OwnList

if TYPE_CHECKING:
    from docgen.engine.tag import Dialect

_MAX_BITS = 14_000  # of a whole number: Python prints no longer one
_TAKING = frozenset({"extend", "update", "join", "union", "intersection", "difference", "symmetric_difference",
                     "issubset", "issuperset", "isdisjoint"})  # fmt: skip
"""The methods that go through what they are given."""


class OwnMacro(Macro):
    """A macro whose result is what its text is: words, or XML if it holds any."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> Any:  # noqa: ANN401, ARG002
        return self._func(*arguments)


class Sandbox(SandboxedEnvironment):
    """A sandbox that shows data alone, and whose operators, filters and calls are charged to the budget of a render.

    Attributes:
        access: what templates see of values.
        stricter: an environment that may forbid more.
    """

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(
        self, allow: Allowed | None = None, stricter: SandboxedEnvironment | None = None, **options: Any,  # noqa: ANN401
    ) -> None:  # fmt: skip
        """Make an environment; nothing is worked out when a template is compiled, where no budget counts."""
        super().__init__(**{"undefined": StrictUndefined, "autoescape": True, "optimized": False, **options})
        self.access, self.stricter = Access(allow), stricter
        self.filters = {**bounded_all(self.filters), **attributes.FILTERS}
        self.tests = weighing_all(self.tests)
        self.globals.pop("lipsum", None)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Refuse an operation whose result would fill the memory."""
        budget: Budget = context.state.budget  # type: ignore[attr-defined]
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * (right if operator == "**" else 1)
            if operator in ("*", "**") and bits + (right.bit_length() if operator == "*" else 0) > _MAX_BITS:
                raise SecurityError(ENDLESS)
        elif operator == "*":
            size, times = (left, right) if isinstance(right, int) else (right, left)
            if isinstance(times, int) and issubclass(type(size), str | bytes | list | tuple):
                costs.refuse(len(size) * times)
                budget.spend(max(0, len(size) * times) // (1 if isinstance(size, list | tuple) else DEAR))
        elif operator == "%":
            costs.filled(budget, left, right)
        elif operator == "+" and issubclass(type(left), str | list | tuple) and issubclass(type(right), type(left)):
            costs.refuse(len(left) + len(right))
        return budget.made(super().call_binop(context, operator, left, right))

    def shown(self, obj: Any, name: str) -> Any:  # noqa: ANN401
        """Return what a value shows under a name; undefined if it shows nothing."""
        value = self.access.field(obj, name)
        if value is ABSENT or (self.stricter and not self.stricter.is_safe_attribute(obj, name, value)):
            return self._nothing(obj, name)
        return value

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """Return what `obj.attribute` is: a field of the value, or its item."""
        value = self.access.field(obj, attribute)
        if value is ABSENT:
            value = item(obj, attribute)
        elif self.stricter:
            return self.shown(obj, attribute)
        return self._nothing(obj, attribute) if value is ABSENT else value

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """Return what `obj[argument]` is: an item of the value, or its field."""
        if type(argument) not in FLAT and type(argument) is not slice:
            extent(argument)  # it has to be hashed
        value = item(obj, argument)
        if value is ABSENT and issubclass(type(argument), str):
            return self.shown(obj, argument)
        return self._nothing(obj, argument) if value is ABSENT else value

    def sliced(self, budget: Budget, obj: Any, part: slice) -> Any:  # noqa: ANN401
        """Return a slice of a sequence, charged."""
        if not issubclass(type(obj), Sequence):
            raise TypeError(f"это не список и не текст, взять часть нельзя ({type(obj).__name__})")
        budget.spend(len(range(*part.indices(len(obj)))) // DEAR)
        return budget.made(obj[part])

    def _nothing(self, obj: Any, name: Any) -> Any:  # noqa: ANN401
        if type(name) is str and self.access.closed(obj, name):
            inner = "внутреннее устройство Python"
            told = inner if name.startswith("_") else f"„{name}“ значения закрыто; открывает его аргумент allow"
            return self.undefined(told, obj=obj, name=name, exc=SecurityError)
        return self.undefined(obj=obj, name=name)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401
        """Return nothing: formats are known by their type."""

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401
        """Tell whether a template may call a value."""
        known: Iterable[Any] = self.globals.values()
        return self.access.callable(obj, known) and not (self.stricter and not self.stricter.is_safe_callable(obj))

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Call what a template may call: macros and loops that call themselves end, no method fills the memory."""
        budget: Budget = context.state.budget  # type: ignore[attr-defined]
        budget.spend(DEAR)
        kind, owner = type(obj), None
        if kind is OwnMacro or kind is Format:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return obj(*args, **kwargs) if kind is OwnMacro else budget.made(formatted(self, budget, obj, args, kwargs))
        if kind is BuiltinMethodType:
            owner = obj.__self__
            args = _charged(budget, owner, obj.__name__, args, kwargs)
        elif kind is LoopContext and args:
            args = (budget.entered(args[0]), *args[1:])
        elif obj is dict or obj is Namespace or (kind is MethodType and type(obj.__self__) is LoopContext):
            for one in args:
                budget.weighed(one)
        if kind is not type and owner is None:
            budget.look()  # a function of the caller's takes what time it takes
        made = budget.made(super().call(context, obj, *args, **kwargs))
        return OwnDict(made) if obj is dict else made


def _charged(
    budget: Budget,
    owner: Any,  # noqa: ANN401
    name: str,
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
) -> tuple[Any, ...]:
    """Charge a method of a plain value; return what it is to be given."""
    kind = type(owner)
    if args and name in _TAKING and not (name == "update" and isinstance(args[0], Mapping)):
        args = tuple(list(budget.entered(one)) for one in args)
        for one in args:
            budget.weighed(one)
    if issubclass(kind, str) and name == "join" and args:
        costs.refuse(sum(costs.long(one) + len(owner) for one in args[0]))
    elif issubclass(kind, str | int):
        costs.charge(budget, name, owner, args, kwargs)
    elif issubclass(kind, (dict, *LISTS)):
        costs.charge(budget, name, owner, args, kwargs, costs.ITEM_COSTS)
    return args


def environment_for(given: Environment | None, allow: Allowed | None = None) -> tuple[Environment, Dialect]:
    """Return the environment that templates are compiled in, and the delimiters of their tags.

    A `Sandbox` is used as it is; what another environment has been taught (filters, tests, globals, the treatment of
    undefined names, what it forbids) is taken over into one. Values are escaped in any case.
    """
    from docgen.engine.tag import Dialect  # a compiled paper has no tags left

    if given is None:
        return Sandbox(allow), Dialect()
    dialect = Dialect(
        (given.variable_start_string, given.variable_end_string),
        (given.block_start_string, given.block_end_string),
        (given.comment_start_string, given.comment_end_string),
    )
    standard = Environment()  # noqa: S701
    if isinstance(given, Sandbox):
        names = ("block_start_string", "block_end_string", "variable_start_string", "variable_end_string",
                 "comment_start_string", "comment_end_string")  # fmt: skip
        usual = {name: getattr(standard, name) for name in names}
        own = given.overlay(autoescape=True, enable_async=False, optimized=False, **usual)
        own.filters, own.tests = dict(given.filters), dict(given.tests)
        return own, dialect
    stricter = given if isinstance(given, SandboxedEnvironment) and type(given) is not SandboxedEnvironment else None
    sandbox = Sandbox(
        allow, stricter, undefined=given.undefined, finalize=given.finalize, extensions=list(given.extensions)
    )
    taught: list[tuple[Any, Any, Any, Callable[[Any], Any]]] = [
        (sandbox.filters, given.filters, standard.filters, timed),
        (sandbox.tests, given.tests, standard.tests, timed),
        (sandbox.globals, given.globals, standard.globals, lambda value: value),
    ]
    for mine, theirs, common, ready in taught:
        mine.update((name, ready(value)) for name, value in theirs.items() if common.get(name) is not value)
    sandbox.policies.update(given.policies)
    return sandbox, dialect


def attribute_reader(environment: Environment) -> Callable[[Any, str], Any]:
    """Return what reads `obj.name` for compiled programs: a field that is known to be shown at once."""
    slow = environment.getattr
    if type(environment).getattr is not Sandbox.getattr or environment.stricter:  # type: ignore[attr-defined]
        return slow
    readers = environment.access.readers  # type: ignore[attr-defined]

    def read(obj: Any, name: str) -> Any:  # noqa: ANN401
        reader = readers.get((type(obj), name))
        if reader is not None and (value := reader(obj)) is not ABSENT:
            return value
        return slow(obj, name)

    return read


def _joined(join: Callable[[Sequence[Any]], str]) -> Callable[[Budget, Sequence[Any]], str]:
    """Return what joins the sides of `~`, charged, unless they would fill the memory."""

    def bounded(budget: Budget, sides: Sequence[Any]) -> str:
        size = 0
        for side in sides:
            size += len(side) if type(side) is str else budget.walk(side)
        if size > MAX_TEXT:
            raise SecurityError(ENDLESS)
        budget.spend(size // DEAR)
        return join(sides)

    return bounded


def _as_text(budget: Budget, value: Any) -> str:  # noqa: ANN401
    """Return what a block has made, such as the length of a text, as the text that it is among others."""
    return value if isinstance(value, str) else budget.text(value)


BOUNDS: Mapping[str, Any] = {
    "markup_join": _joined(markup_join), "str_join": _joined(str_join), "Macro": OwnMacro, "own_list": OwnList,
    "own_dict": OwnDict, "as_text": _as_text,
}  # fmt: skip
"""What compiled programs join texts and make values with, partly in the place of Jinja's own."""
