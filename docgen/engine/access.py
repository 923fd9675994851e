"""What a template sees of a value: the one definition behind the dot, the subscript, filters by attribute, formats.

It sees data: the items of mappings and sequences; the fields of objects (models of pydantic, dataclasses, named
tuples, members of enumerations, what an object holds itself); the harmless methods of plain values; what the engine's
own objects are for. It sees no method and no property of an object of the caller's, unless the caller has opened it
by name. How a field is read is decided by the type alone, so that looking runs none of the caller's code.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import Enum
from functools import cached_property, partial
from operator import attrgetter
from types import (
    BuiltinFunctionType,
    CodeType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    GetSetDescriptorType,
    MemberDescriptorType,
    MethodType,
    ModuleType,
    TracebackType,
)
from typing import Any

from jinja2 import Undefined
from jinja2.runtime import LoopContext, Macro
from jinja2.utils import Cycler, Joiner, Namespace

from docgen.engine.plain import FLAT, METHODS, Format

ABSENT: Any = object()
"""Stands for a field or an item that a value does not show."""
Reader = Callable[[Any], Any]
Allowed = Mapping[type, Collection[str]]
"""The methods and properties that the caller opens, by the classes of their objects."""

_ENGINE: Mapping[type, Collection[str]] = {
    LoopContext: ("index", "index0", "first", "last", "length", "revindex", "revindex0", "depth", "depth0",
                  "previtem", "nextitem", "changed", "cycle"),
    Cycler: ("current", "next", "reset"),
    Macro: ("name", "arguments", "catch_kwargs", "catch_varargs", "caller"),
}  # fmt: skip
_FUNCTIONS = (FunctionType, BuiltinFunctionType, MethodType, partial)
_CLOSED = (*_FUNCTIONS, type, ModuleType, FrameType, TracebackType, CodeType, GeneratorType, CoroutineType, io.IOBase)
_mro: Callable[[type], Sequence[type]] = type.__dict__["__mro__"].__get__
_names: Callable[[type], Mapping[str, Any]] = type.__dict__["__dict__"].__get__
_TIMES = tuple(base for base in METHODS if base.__module__ == "datetime")
_MANY = 10_000  # pairs of a type and a name that are remembered


def of(kind: type, *bases: type) -> bool:
    """Tell whether a type is one of some others, without asking an object for its class."""
    return any(base in bases for base in _mro(kind))


class Access:
    """What the templates of one environment see.

    Attributes:
        readers: what reads a field, by the type of its owner and its name; what is there need not be asked for again.
    """

    def __init__(self, allow: Allowed | None = None) -> None:
        self.allowed: Allowed = allow or {}
        self.readers: dict[tuple[type, str], Reader] = {}
        self._absent: set[tuple[type, str]] = set()

    def field(self, owner: Any, name: str) -> Any:  # noqa: ANN401
        """Return what a value shows under a name; ABSENT if it shows nothing. No item is looked up."""
        kind = type(owner)
        reader = self.readers.get((kind, name))
        if reader is None:
            if (kind, name) in self._absent:
                return ABSENT
            reader = self.reader(kind, name)
            if len(self.readers) + len(self._absent) < _MANY:
                if reader is None:
                    self._absent.add((kind, name))
                else:
                    self.readers[kind, name] = reader
        return ABSENT if reader is None else reader(owner)

    def reader(self, kind: type, name: str) -> Reader | None:
        """Return what reads a field of a type; None if the type shows none of the name."""
        if any(name in self.allowed.get(base, ()) for base in _mro(kind)):
            return _attribute(name)
        if name.startswith("_"):
            return None
        if of(kind, Namespace):
            return partial(_of_namespace, name=name)
        if of(kind, Undefined):
            return attrgetter(name)  # raises, or is undefined itself
        if (shown := next((_ENGINE[base] for base in _mro(kind) if base in _ENGINE), None)) is not None:
            return _attribute(name) if name in shown else None
        if method := _method(kind, name):
            return method
        if of(kind, *_CLOSED, Joiner) or _defined(kind, "__html__") is not None:
            return None
        return _own_field(kind, name)

    def callable(self, called: Any, known: Iterable[Any]) -> bool:  # noqa: ANN401
        """Tell whether a template may call a value: a function that it was given, or what the environment knows.

        Functions stand among the data by the caller's own hand: it has opened them by the name or place that they
        have there. A class, or an object that can be called, may do more than its name tells: it is opened by its
        class and `__call__`. What objects hold in their fields is never shown if it can be called.
        """
        kind = type(called)
        if of(kind, *_FUNCTIONS, Macro, LoopContext, Joiner, Undefined):
            return True
        return any(
            "__call__" in self.allowed.get(base, ()) for base in _mro(called if of(kind, type) else kind)
        ) or any(called is one for one in known)

    def closed(self, owner: Any, name: str) -> bool:  # noqa: ANN401
        """Tell whether a value has something under a name that it does not show."""
        return name.startswith("_") or _defined(type(owner), name) is not None


def item(owner: Any, key: Any) -> Any:  # noqa: ANN401
    """Return an item of a mapping or a sequence; ABSENT if there is none, or the value has no items."""
    kind = type(owner)
    try:
        if kind is dict:
            return owner.get(key, ABSENT)
        if of(kind, Undefined):
            return owner[key]  # raises, or is undefined itself
        if of(kind, defaultdict) and key not in owner and owner.default_factory:
            return owner.default_factory()  # `owner[key]` would keep it among the caller's data
        if issubclass(kind, Mapping) or (
            issubclass(kind, Sequence) and not (issubclass(kind, str) and type(key) is str)
        ):
            return owner[key]
    except (TypeError, LookupError):
        pass
    return ABSENT


def may_be_walked(kind: type) -> bool:
    """Tell whether a loop may go through values of a type: a file that is open is no data."""
    return not of(kind, io.IOBase, ModuleType)


def _attribute(name: str) -> Reader:
    def read(owner: Any) -> Any:  # noqa: ANN401
        return getattr(owner, name, ABSENT)

    return read


def _of_namespace(owner: Any, name: str) -> Any:  # noqa: ANN401
    return object.__getattribute__(owner, "_Namespace__attrs").get(name, ABSENT)


def _defined(kind: type, name: str) -> Any:  # noqa: ANN401
    """Return what a class, its own or a base, defines under a name; None if there is nothing."""
    return next((found[name] for base in _mro(kind) if name in (found := _names(base))), None)


def _method(kind: type, name: str) -> Reader | None:
    """Return what reads a method or an attribute of a plain value; one that a subclass has changed is not plain."""
    for base in _mro(kind):
        if name in METHODS.get(base, ()):
            if name in ("format", "format_map"):
                return partial(Format, mapped=name == "format_map")
            descriptor = _defined(base, name)
            return lambda owner: descriptor.__get__(owner, type(owner))
        if name in _names(base) and not of(kind, *_TIMES):
            return None
    return None


def _own_field(kind: type, name: str) -> Reader | None:
    """Return what reads a field of an object of the caller's."""
    if of(kind, tuple):
        fields = _defined(kind, "_fields")
        if not (type(fields) is tuple and name in fields):
            return None
        place = fields.index(name)
        return lambda owner: data(tuple.__getitem__(owner, place))
    if of(kind, Enum) and name in ("name", "value"):
        return lambda owner: data(object.__getattribute__(owner, f"_{name}_"))
    found = _defined(kind, name)
    decorators = _defined(kind, "__pydantic_decorators__")
    if name in getattr(decorators, "computed_fields", ()):
        return _attribute(name)
    if isinstance(found, property | cached_property):
        return None
    if type(found) is MemberDescriptorType and "__slots__" in _names(found.__objclass__):
        return partial(_of_slot, slot=found)
    described = found is not None and _defined(type(found), "__get__") is not None
    constant = ABSENT if found is None or described else found
    holder, extra = _defined(kind, "__dict__"), _defined(kind, "__pydantic_extra__")
    if type(holder) not in (GetSetDescriptorType, MemberDescriptorType):
        return None if constant is ABSENT else lambda _: data(constant)

    def read(owner: Any) -> Any:  # noqa: ANN401
        value = holder.__get__(owner).get(name, constant)
        if value is ABSENT and type(extra) is MemberDescriptorType:
            value = (extra.__get__(owner) or {}).get(name, ABSENT)
        return value if type(value) in FLAT else data(value)

    return read


def _of_slot(owner: Any, slot: Any) -> Any:  # noqa: ANN401
    try:
        return data(slot.__get__(owner))
    except AttributeError:  # nothing has been put there
        return ABSENT


def data(value: Any) -> Any:  # noqa: ANN401
    """Return the value of a field if it is data; ABSENT for what can be called, for modules, files and the like."""
    kind = type(value)
    closed = kind not in FLAT and (of(kind, *_CLOSED) or _defined(kind, "__call__") is not None)
    return ABSENT if closed else value
