"""Immutable values: what `@dataclass(frozen=True)` gives, at a thirtieth of its price when a module is imported.

A dataclass writes and compiles the text of six methods for every class: a hundred of them were a seventh of a cold
`docgen render`. Here the methods are written once. A class that changes, or needs `field(…)`, is a dataclass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from reprlib import Repr
from typing import Any, ClassVar, TypeVar, dataclass_transform

V = TypeVar("V", bound="Value")


@dataclass_transform(frozen_default=True)
class Value:
    """The base of a value: its annotations are its fields, in order, with their defaults; equal fields, equal values.

    Defaults are shared by all values, so they never change either.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _known: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[Mapping[str, object]] = {}

    def __init_subclass__(cls) -> None:
        hints = vars(cls).get("__annotations__", {})
        own = (name for name, hint in hints.items() if not str(hint).startswith(("ClassVar", "typing.ClassVar")))
        cls._fields = tuple(dict.fromkeys((*cls._fields, *own)))
        cls._known = frozenset(cls._fields)
        cls._defaults = {name: getattr(cls, name) for name in cls._fields if hasattr(cls, name)}

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401
        names, fields, free = self._fields, self.__dict__, self._known
        if given and named:
            free = free.difference(names[: len(given)])
        if len(given) > len(names) or (named and not named.keys() <= free):
            raise TypeError(f"{type(self).__name__} has the fields {', '.join(names)}, each is given once")
        fields.update(self._defaults)
        if given:
            fields.update(zip(names, given, strict=False))
        fields.update(named)
        if len(fields) < len(names):
            raise TypeError(f"{type(self).__name__} lacks {', '.join(name for name in names if name not in fields)}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} never changes: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} never changes: {name}")

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Value) and type(other) is type(self):
            return self._values() == other._values()
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        said = (name for name in self._fields if self.__dict__[name] is not self._defaults.get(name, self))
        return brief(self, ((name, self.__dict__[name]) for name in said))

    def _values(self) -> tuple[object, ...]:
        return tuple(map(self.__dict__.__getitem__, self._fields))


_WIDTH = 100
_SHORT = Repr()
_SHORT.maxlevel, _SHORT.maxstring, _SHORT.maxother = 3, 60, 60


def brief(value: object, fields: Iterable[tuple[str | None, object]]) -> str:
    """Return the `repr` of a value with fields: one line of about a hundred characters, whatever they hold."""
    line = f"{type(value).__qualname__}("
    for name, field in fields:
        shown = f"<{len(field)} байт>" if isinstance(field, bytes) else _SHORT.repr(field)
        line += f"{name}={shown}, "
        if len(line) > _WIDTH:
            return f"{line[: _WIDTH - 2]}…)"
    return line.removesuffix(", ") + ")"


def replace(value: V, **changes: Any) -> V:  # noqa: ANN401
    """Return a copy of a value with other fields."""
    return type(value)(**{**{name: getattr(value, name) for name in value._fields}, **changes})
