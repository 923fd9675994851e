"""What one render may spend: turns of loops, and what its operators, filters and calls make."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sized
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from markupsafe import Markup

MAX_STEPS = 20_000_000  # turns of all loops of one render
MAX_TEXT = 10_000_000  # characters, or items, that one operation of a template may make
ENDLESS = "слишком большой результат"
_CHEAP = 10  # characters that are made at the cost of one turn
_LISTS: Any = (list, tuple, set, frozenset, type({}.keys()), type({}.values()), type({}.items()))
_FLAT = frozenset({str, Markup, int, float, bool, type(None)})  # what compares, and has its hash, at once


def refuse_endless(value: Any) -> None:  # noqa: ANN401
    """Refuse to print a list or a mapping whose text would fill the memory: lists of lists double with every level."""
    if type(value) is str:  # the usual value, which is as long as it is
        return
    left, waiting = MAX_TEXT // 10, [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, _LISTS):
            waiting += item
        elif isinstance(item, Undefined):
            str(item)  # raises: among the members of a list it would be printed as a word
        left -= 1
        if left < 0:
            raise SecurityError(ENDLESS)


def weighed(value: Any) -> Any:  # noqa: ANN401
    """Return a value that is going to be compared or looked up; refuse one that would take for ever."""
    if type(value) not in _FLAT and (
        isinstance(value, dict) or (isinstance(value, _LISTS) and not _FLAT.issuperset(map(type, value)))
    ):
        refuse_endless(value)
    return value


def beside(weighed_already: Any, value: Any) -> Any:  # noqa: ANN401
    """Return what another value is compared with, or looked for in; that decides whether it may take for ever."""
    return value if type(weighed_already) in _FLAT else weighed(value)


def refuse_long(items: Iterable[Any]) -> int:
    """Refuse to join texts, or lists, into one that would fill the memory; return how long it will be."""
    size = sum(len(item) for item in items if isinstance(item, str | list | tuple))
    if size > MAX_TEXT:
        raise SecurityError(ENDLESS)
    return size


def printed(value: Any) -> str:  # noqa: ANN401
    """Return the text of a value.

    Raises:
        TypeError: it has none: a function, a class, what a filter has still to go through, an object of the program.
        SecurityError: it would fill the memory.
    """
    kind: Any = type(value)
    if kind.__str__ is object.__str__:
        refuse_endless(value)
        if kind.__repr__ is object.__repr__ or callable(value) or isinstance(value, Iterator):
            raise TypeError(f"это не текст и не число, напечатать его нельзя ({kind.__name__})")
    return str(value)


class Budget:
    """What one render may still spend: the turns of its loops, what its operators, filters and calls make."""

    __slots__ = ("left",)

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take some steps off; refuse to go on when none is left."""
        self.left -= steps
        if self.left < 0:
            raise SecurityError("циклы шаблона не кончаются")

    def made(self, value: Any) -> Any:  # noqa: ANN401
        """Charge what an operation has made: its characters or items, or those that it is going to yield."""
        if type(value) is str or isinstance(value, str | bytes):
            self.spend(len(value) // _CHEAP)
        elif isinstance(value, list):
            self.spend(len(value))
        elif isinstance(value, Generator):
            return self._counted(value)
        return value

    def concat(self, pieces: Iterable[str]) -> str:
        """Join what a macro or a block of text has printed."""
        return self.made("".join(self._weighed(pieces)))  # type: ignore[no-any-return]

    def _weighed(self, pieces: Iterable[str]) -> Iterator[str]:
        left = self.left * _CHEAP
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                raise SecurityError(ENDLESS)
            yield piece

    def entered(self, items: Iterable[Any]) -> Iterable[Any]:
        """Charge a loop before its first turn; one of unknown length is charged by the turn."""
        try:
            size = len(items)  # type: ignore[arg-type]
        except TypeError:
            return self._counted(items)
        self.spend(size)
        return items

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.spend(1 + (len(item) // _CHEAP if isinstance(item, str) else 0))
            yield item


def refuse_growth(places: int, args: Iterable[Any]) -> None:
    """Refuse to put into that many places of a text what would fill the memory, or to make one that is so wide."""
    for arg in args:
        parts = arg.values() if isinstance(arg, dict) else arg if isinstance(arg, list | tuple) else (arg,)
        sizes = (part if isinstance(part, int) else len(part) for part in parts if isinstance(part, str | bytes | int))
        size = max((*sizes, len(arg) if isinstance(arg, Sized) else 0))
        if size > MAX_TEXT or places * size > 100 * MAX_TEXT:
            raise SecurityError(ENDLESS)
