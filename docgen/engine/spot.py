"""Where a tag stands in a template, for messages, and how a value looks there, for printing."""

from __future__ import annotations

from typing import Literal, NamedTuple

from docgen.value import Value

Kind = Literal["text", "run", "block", "rows", "plain", "attribute", "field", "cell", "words", "ready"]

LIST = "\ue000list\ue001"
"""Stands for `run` at the place of a list's id, and around the template's id where a paragraph's look repeats it."""


class Spot(NamedTuple):
    """Where a tag stands, for messages: the part, the words around it, row and cell if it is in a table."""

    part: str
    tag: str
    context: str
    row: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        table = f", строка {self.row}, ячейка {self.cell} таблицы" if self.row else ""
        context = f", абзац «{self.context}»" if self.context else ""
        return f"{self.part}{table}{context}{self.tag and f', тег {self.tag}'}"


class Site(Value):
    """How a value must be printed at its place.

    Attributes:
        kind: ``text`` inside ``w:t``, ``run`` between runs, ``block`` between paragraphs,
            ``rows`` between rows or cells of a table, ``plain`` in any other
            element, ``attribute`` between quotes, ``field`` between the quotes of a field code,
            ``cell`` for the rest of a cell of Excel, ``words`` for words in one,
            ``ready`` for what the engine itself prints.
        run: the XML of the run properties of the place; of a cell the attribute of its style.
        paragraph: the XML of the paragraph properties of the place; of a cell the attribute of its style for dates.
        inline: whether the place is in a link, a control or another part of a paragraph, where no other can begin.
    """

    kind: Kind
    run: str = ""
    paragraph: str = ""
    inline: bool = False
