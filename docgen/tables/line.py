"""A line of a sheet before anything is known of it: what its cells hold and how far they reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from docgen.regex import regex
from docgen.tables.table import Fault

_NOTHING: Mapping[int, int] = {}
_FIGURES = regex(r"[+\-–—−]?\d[\d\s.,/]*%?\)?")


class Line(NamedTuple):
    """A line of a sheet or of a CSV file; a run of empty ones is a single line without values.

    Attributes:
        number: its number as the user counts.
        values: by column; a cell merged downwards stands in each of its lines.
        spans: by column: how many columns a cell takes, where they are several.
        above: the columns whose value stands in a line above.
        faults: what is wrong with its cells.
        hidden: whether Excel does not show it.
    """

    number: int
    values: Sequence[object]
    spans: Mapping[int, int] = _NOTHING
    above: frozenset[int] = frozenset()
    faults: tuple[Fault, ...] = ()
    hidden: bool = False

    @property
    def own(self) -> list[int]:
        """The columns whose cells are filled in this very line."""
        if self.above:
            return [at for at, value in enumerate(self.values) if value is not None and at not in self.above]
        return [at for at, value in enumerate(self.values) if value is not None]

    @property
    def words(self) -> tuple[str, ...]:
        """The values as texts on one line each, without what Word leaves to break words."""
        return tuple(words(value) for value in self.values)

    @property
    def covered(self) -> int:
        """How many columns the filled cells take."""
        return sum(self.spans.get(at, 1) for at in self.own)


def words(value: object) -> str:
    """Return a value as a text on one line; empty if there is none."""
    if value is None:
        return ""
    return " ".join(str(value).replace("\u00ad", "").replace("\u200b", "").split())


def is_figure(value: object) -> bool:
    """Tell whether a value is a number, typed as a text or not, or a date."""
    return not isinstance(value, str) or bool(_FIGURES.fullmatch(value))
