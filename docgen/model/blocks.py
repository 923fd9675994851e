"""Blocks of prose: what templates loop over."""

from __future__ import annotations

from typing import ClassVar

from docgen import russian
from docgen.model.text import Text
from docgen.value import Value


class Heading(Value):
    """A heading of level 1 to 3.

    Attributes:
        level: its depth.
        text: its text.
        bare: whether the source asks for no number: `# Введение {-}`.
        numbered: whether Word numbers it.
    """

    kind: ClassVar[str] = "заголовок"

    level: int
    text: Text
    bare: bool = False
    numbered: bool = False


class Paragraph(Value):
    """A paragraph; ``quoted``: after the sign `>`, which only regulations know."""

    kind: ClassVar[str] = "абзац"

    text: Text
    quoted: bool = False


class Item(Value):
    """An item of a list.

    Attributes:
        level: depth, 1 to 3.
        numbered: whether Word numbers it; otherwise it carries a dash.
        follows: whether it is a further paragraph of the item before it, without a mark of its own.
        text: the text.
    """

    level: int
    numbered: bool
    text: Text
    follows: bool = False


class Items(tuple[Item, ...]):  # noqa: SLOT001
    """The items of one list, nested ones flattened in order; ``start`` is the number of the first."""

    start: int = 1


class Listing(Value):
    """A list with everything nested in it."""

    kind: ClassVar[str] = "список"

    items: Items


class Rows(Value):
    """A table as Markdown has it: a header and rows of texts."""

    kind: ClassVar[str] = "таблица"

    header: tuple[Text, ...]
    body: tuple[tuple[Text, ...], ...]


class Inserted(Value):
    """A block that a reference has put here: a document, a table.

    Attributes:
        value: what a template prints.
        caption: what stands over it: «Таблица 1 – …».
        below: whether the caption stands below it: «Рисунок 1 – …».
    """

    kind: ClassVar[str] = "вставка"

    value: object
    caption: Text | None = None
    below: bool = False


class Clause(Value):
    """A section (level 1) or a clause (2 to 4); level 0 is a paragraph without a number.

    Attributes:
        level: depth of the number.
        number: the number as Word will count it, without the last dot; empty at level 0.
        text: the text.
        label: the name that references use; empty if there is none.
    """

    kind: ClassVar[str] = "пункт"

    level: int
    number: str
    text: Text
    label: str = ""

    def shown(self, *, roman: bool) -> str:
        """Return the number as it is printed; ``roman``: that of a section is Roman, those of clauses never are."""
        return russian.roman(int(self.number)) if roman and self.level == 1 else self.number


class Definition(Value):
    """An entry of a glossary: a term and what it means."""

    kind: ClassVar[str] = "определение"

    title: Text
    text: Text


Block = Heading | Paragraph | Listing | Rows | Inserted | Clause | Definition
