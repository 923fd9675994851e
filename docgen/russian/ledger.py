"""A ledger of the forms that a stretch of work asks for, so that a person can read them all before signing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, Self

from docgen.value import Value

Origin = Literal["given", "lexicon", "rule", "guess"]


class Form(str):
    """A case form: the text itself, which also knows where it comes from.

    Attributes:
        origin: given by the user, from the lexicon, by rule, or a guess.
        doubts: why a person should look at it, in Russian; empty for a sure form.
    """

    __slots__ = ("doubts", "origin")
    origin: Origin
    doubts: tuple[str, ...]

    def __new__(cls, text: str, origin: Origin, doubts: tuple[str, ...] = ()) -> Self:
        """Make a form of a text."""
        form = super().__new__(cls, text)
        object.__setattr__(form, "origin", origin)
        object.__setattr__(form, "doubts", doubts)
        return form

    @property
    def text(self) -> str:
        """The form as a plain text."""
        return str.__str__(self)

    def __str__(self) -> str:
        return str.__str__(self)

    def __repr__(self) -> str:
        doubts = f", doubts={self.doubts!r}" if self.doubts else ""
        return f"Form({self.text!r}, origin={self.origin!r}{doubts})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Form never changes: {name}")

    def __reduce__(self) -> tuple[type[Form], tuple[str, Origin, tuple[str, ...]]]:
        return Form, (self.text, self.origin, self.doubts)


class Used(Value):
    """A form that was asked for: what it is a form of, and the form.

    Attributes:
        what: `name`, `position`, `organisation`, `act`, or `quantity`.
        nominative: the text that was inflected.
        case: a code of a case.
        form: the form.
    """

    what: str
    nominative: str
    case: str
    form: Form


_LEDGER: ContextVar[dict[Used, None] | None] = ContextVar("ledger", default=None)


@contextmanager
def recorded() -> Iterator[dict[Used, None]]:
    """Record every form that is asked for inside the block, each once, in the order of their asking."""
    ledger: dict[Used, None] = {}
    token = _LEDGER.set(ledger)
    try:
        yield ledger
    finally:
        _LEDGER.reset(token)


def noted(what: str, nominative: str, case: str, form: Form) -> Form:
    """Write a form into the ledger, if one is open, and return it."""
    ledger = _LEDGER.get()
    if ledger is not None and (case != "им" or what == "quantity"):
        ledger[Used(what, nominative, case, form)] = None
    return form
