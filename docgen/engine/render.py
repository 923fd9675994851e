"""What one render knows: the numbers it gives out, the pictures and links it adds, what it has to report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

from docgen.engine.additions import Additions
from docgen.engine.budget import SECONDS, Budget
from docgen.engine.identity import Identities
from docgen.engine.media import drawing, linked
from docgen.engine.spot import Site, Spot
from docgen.engine.subdoc import printed
from docgen.errors import TemplateError
from docgen.finding import Finding

Illegal = Literal["replace", "refuse"]
_ILLEGAL = re.compile("[\x00-\x06\x08\x0e-\x1f\ufffe\uffff]")


class State:
    """What the values of one part may ask for."""

    def __init__(self, render: Render, part: str, sites: Sequence[Site], spots: Sequence[Spot]) -> None:
        self.sites, self.spots = sites, spots
        self.out: list[bytes] = []
        self._render, self._part, self._home = render, part, part
        self.budget, self.identities = render.budget, render.identities

    def link(self, address: str) -> str:
        """Return the id of a link of the part."""
        return self._render.additions.link(self._part, address)

    def note(self, own: str, kind: str) -> str:
        """Begin a note: what its values need gets into its own part."""
        self._part = self._render.additions.companion(kind)
        return self.identities.noted(own, kind, ended=False)

    def noted(self, own: str, kind: str, xml: str) -> str:
        """End a note, given whole."""
        self._part = self._home
        self._render.additions.add(kind, xml.encode())
        return self.identities.noted(own, kind, ended=True)

    def illegal(self, text: str, site: int) -> str:
        """Put a sign of loss for the characters no Word file can hold, and say so; or refuse them."""
        return self._render.illegal(text, self.spots[site])

    def markup(self, value: Any) -> str:  # noqa: ANN401
        """Return the XML of a value that knows its own; a picture or a link gets into the file."""
        if hasattr(value, "image_descriptor"):
            return drawing(value, self._render.additions, self._part, self.identities.number())
        if hasattr(value, "subdocx"):
            return printed(value, self._render.additions, self.identities, self._part)
        return linked(value.__html__(), self._render.additions, self._part)


class Render:
    """The state of one document being made; never shared."""

    def __init__(
        self, additions: Additions, identities: Identities, illegal: Illegal = "replace",
        tell: Callable[[Finding], None] | None = None, *, check: bool = False, seconds: float = SECONDS,
    ) -> None:  # fmt: skip
        """Begin a document.

        Args:
            additions: what the document gets beside its template's parts.
            identities: the numbers it gives out.
            illegal: what becomes of illegal characters.
            tell: is told of them.
            check: look at every part as a whole, whatever has been proved of it.
            seconds: how long it may take.
        """
        self.budget, self.additions, self.identities = Budget(seconds), additions, identities
        self.check, self._illegal, self._tell = check, illegal, tell

    def begin(self, part: str, sites: Sequence[Site], spots: Sequence[Spot]) -> State:
        """Return the state of a part."""
        return State(self, part, sites, spots)

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
