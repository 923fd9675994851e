"""What one render knows: the numbers it gives out, the pictures and links it adds, what it has to report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

from docgen.engine.sandbox import Budget
from docgen.engine.spot import Site, Spot
from docgen.errors import TemplateError
from docgen.finding import Finding

Illegal = Literal["replace", "refuse"]
_ILLEGAL = re.compile("[\x00-\x06\x08\x0e-\x1f\ufffe\uffff]")


class State:
    """What the values of one part may ask for."""

    def __init__(self, render: Render, sites: Sequence[Site], spots: Sequence[Spot]) -> None:
        self.sites, self._spots = sites, spots
        self._render = render
        self.budget = render.budget

    def illegal(self, text: str, site: int) -> str:
        """Put a sign of loss for the characters no Word file can hold, and say so; or refuse them."""
        return self._render.illegal(text, self._spots[site])

    def converted(self, value: Any) -> Any:  # noqa: ANN401
        """Return what to print for a value that has to be put into the file: a picture."""
        return value


class Render:
    """The state of one document being made; never shared."""

    def __init__(self, illegal: Illegal = "replace", tell: Callable[[Finding], None] | None = None) -> None:
        self.budget = Budget()
        self._illegal, self._tell = illegal, tell

    def begin(self, sites: Sequence[Site], spots: Sequence[Spot]) -> State:
        """Return the state of a part."""
        return State(self, sites, spots)

    def illegal(self, text: str, spot: Spot) -> str:
        """Return a text with U+FFFD in the place of each illegal character.

        Raises:
            TemplateError: illegal characters are refused.
        """
        found = ", ".join(f"U+{ord(char):04X}" for char in sorted(set(_ILLEGAL.findall(text))))
        message = f"значение содержит знаки, которых не может быть в файле Word ({found})"
        if self._illegal == "refuse":
            raise TemplateError(f"{spot}: {message}")
        if self._tell:
            self._tell(Finding("недопустимые-знаки", "warning", f"{spot}: {message}; вместо них напечатано \ufffd"))
        return _ILLEGAL.sub("\ufffd", text)
