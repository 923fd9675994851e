"""What one render may spend: time, turns of loops, and what its operators, filters and calls make.

A step is about two millionths of a second at the most: a turn of a loop, ten characters that are made, ten items that
are compared. So a render that has no steps left has worked about as long as it may; the clock is asked besides,
now and then, for steps that took longer.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from io import IOBase
from time import thread_time
from types import ModuleType
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.utils import Namespace
from markupsafe import Markup

from docgen.engine.access import may_be_walked
from docgen.engine.plain import FLAT, LISTS

SECONDS = 10.0
"""How long one render may work, unless the caller gives it another time."""
_STEPS = 500_000  # of a second
MAX_TEXT = 10_000_000  # characters that one operation of a template may make
MAX_ITEMS = 1_000_000  # of a list or mapping that is compared or printed, with all that it holds
LONG = 4000  # characters of a value that is charged when it is printed or compared
ENDLESS = "слишком большой результат"
_CHEAP = 10  # characters that are made at the cost of one step
_SAME = 1000  # characters that are compared at the cost of one step
_LOOK = 50_000  # steps between two looks at the clock


def extent(value: Any, most: int = MAX_TEXT, *, printed: bool = False) -> tuple[int, int]:  # noqa: ANN401
    """Return how many values stand in one, itself among them, and about how long its text is.

    Raises:
        SecurityError: there are too many, or the text is longer than ``most``: lists of lists double with every level.
        UndefinedError: one of them is undefined.
        TypeError: they are going to be ``printed``, and one of them has no text.
    """
    count = size = 0
    waiting = [value]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        count += 1
        if issubclass(kind, str):
            size += len(one)
        elif issubclass(kind, dict):
            waiting += [*one.keys(), *one.values()]
        elif issubclass(kind, LISTS):
            waiting += one
        elif kind is int:
            size += one.bit_length() // 3
        elif kind is Namespace:
            waiting.append(object.__getattribute__(one, "_Namespace__attrs"))
        elif issubclass(kind, Undefined):
            str(one)  # raises: among the members of a list it would be printed as a word
        elif printed:
            _refuse_mute(one)
        if count + len(waiting) > MAX_ITEMS or size > most:
            raise SecurityError(ENDLESS)
    return count, size + 2 * count


def _refuse_mute(value: Any) -> None:  # noqa: ANN401
    """Refuse to print what has no text: a function, a class, an object of the program, what has to be gone through."""
    kind: Any = type(value)
    if kind.__str__ is object.__str__ and (
        kind.__repr__ is object.__repr__ or callable(value) or issubclass(kind, Iterator | ModuleType | IOBase)
    ):
        raise TypeError(f"это не текст и не число, напечатать его нельзя ({kind.__name__})")


class Budget:
    """What one render may still spend."""

    __slots__ = ("_clock", "_end", "_next", "left", "seconds")

    def __init__(self, seconds: float = SECONDS, clock: Callable[[], float] = thread_time) -> None:
        """Begin a render.

        Args:
            seconds: how long it may work.
            clock: tells how long it has been working; by default the processor's time of this thread, so that other
                programs do not count.
        """
        self.seconds, self._clock = seconds, clock
        self._end = clock() + seconds
        self.left = int(seconds * _STEPS)
        self._next = self.left - _LOOK

    def spend(self, steps: int) -> None:
        """Take some steps off; refuse to go on when none is left, or no time."""
        self.left -= steps
        if self.left < self._next:
            self.look()

    def look(self) -> None:
        """Look at the clock."""
        self._next = max(self.left - _LOOK, 0)
        if self.left < 0 or self._clock() > self._end:
            more = f"работы больше, чем на {self.seconds:g} с; если так и надо, дайте больше: seconds=…"
            raise SecurityError(f"циклы шаблона не кончаются: {more}")

    def made(self, value: Any) -> Any:  # noqa: ANN401
        """Charge what an operation has made: its characters or items, or those that it is going to yield."""
        kind = type(value)
        if kind is str or kind is Markup or issubclass(kind, str | bytes):
            self.spend(len(value) // _CHEAP)
        elif issubclass(kind, LISTS):
            self.spend(2 * len(value))
        elif issubclass(kind, Generator):
            return self._counted(value)
        return value

    def text(self, value: Any) -> str:  # noqa: ANN401
        """Return the text of a value.

        Raises:
            TypeError: it has none: a function, a class, what a filter has still to go through, an object.
            SecurityError: it would fill the memory.
        """
        kind: Any = type(value)
        if kind.__str__ is object.__str__:
            self.walk(value)
        return self.printed(str(value))

    def printed(self, text: str, *, buffered: bool = False) -> str:
        """Return a text that is printed, charged if it is long, or as every text that a block keeps."""
        if buffered or len(text) > LONG:
            self.spend(1 + len(text) // _CHEAP)
        return text

    def walk(self, value: Any) -> int:  # noqa: ANN401
        """Charge a value that is going to be printed or gone through whole; return how long its text will be."""
        if type(value) is str:  # the usual value, which is as long as it is
            return len(value)
        count, size = extent(value, printed=True)
        self.spend(count + size // _CHEAP)
        return size

    def weighed(self, value: Any) -> Any:  # noqa: ANN401
        """Return a value that is going to be compared or looked up, charged; refuse one that would take for ever."""
        if type(value) not in FLAT:
            self._weigh(value)
        elif issubclass(type(value), str) and len(value) > LONG:
            self.spend(len(value) // _SAME)
        return value

    def beside(self, weighed_already: Any, value: Any) -> Any:  # noqa: ANN401
        """Return what another value is compared with, or looked for in; that decides whether it may take for ever."""
        kind = type(value)
        if kind in FLAT:
            if (kind is str or kind is Markup) and len(value) > LONG:
                self.spend(len(value) // _SAME)
        elif type(weighed_already) not in FLAT:
            self._weigh(value)
        elif issubclass(kind, LISTS):
            self.spend(len(value) // _CHEAP)
        return value

    def _weigh(self, value: Any) -> None:  # noqa: ANN401
        kind = type(value)
        if issubclass(kind, list | tuple) and FLAT.issuperset(map(type, value)):
            self.spend(len(value) // _CHEAP + sum(len(one) for one in value if issubclass(kind, str)) // _SAME)
        elif issubclass(kind, (dict, *LISTS)):
            count, size = extent(value, MAX_TEXT * 10)
            self.spend(count + size // _SAME)

    def concat(self, pieces: list[str]) -> str:
        """Join what a macro or a block of text has printed: words, unless XML is among them; then words are escaped."""
        size = sum(map(len, pieces))
        if size > MAX_TEXT:
            raise SecurityError(ENDLESS)
        self.spend(size // _CHEAP)
        return "".join(pieces) if {*map(type, pieces)} <= {str} else Markup("").join(pieces)

    def entered(self, items: Iterable[Any], turn: int = 1) -> Iterable[Any]:
        """Charge a loop before its first turn; one of unknown length is charged by the turn.

        Args:
            items: what it goes through.
            turn: the steps of a turn.

        Raises:
            TypeError: it goes through no data, but through a file.
        """
        if not may_be_walked(type(items)):
            raise TypeError(f"это не список, перебрать его нельзя ({type(items).__name__})")
        try:
            size = len(items)  # type: ignore[arg-type]
        except TypeError:
            return self._counted(items, turn)
        self.spend(size * turn)
        return items

    def _counted(self, items: Iterable[Any], turn: int = 1) -> Iterator[Any]:
        for item in items:
            kind = type(item)
            size = len(item) if kind is str or kind is list or kind is tuple else 0
            self.spend(turn + size // _CHEAP)
            yield item
