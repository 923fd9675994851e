"""Where a tag stands in a template, for messages, and how a value looks there, for printing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "run", "block", "plain", "attribute"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a tag stands, for messages: the part, the words around it, row and cell if it is in a table."""

    part: str
    tag: str
    context: str
    row: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        table = f", строка {self.row}, ячейка {self.cell} таблицы" if self.row else ""
        return f"{self.part}{table}, абзац «{self.context}», тег {self.tag}"


@dataclass(frozen=True, slots=True)
class Site:
    """How a value must be printed at its place.

    Attributes:
        kind: ``text`` inside ``w:t``, ``run`` between runs, ``block`` between paragraphs, ``plain`` in any other
            element, ``attribute`` between quotes.
        run: the XML of the run properties of the place.
        paragraph: the XML of the paragraph properties of the place.
    """

    kind: Kind
    run: str = ""
    paragraph: str = ""
