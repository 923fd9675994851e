"""Clauses: the Markdown of a regulation read as numbered sections and clauses.

A heading opens a section (`#`) or a clause with clauses of its own (`##`, `###`); a paragraph is a clause of the level
below the heading before it; a paragraph after `>` has no number; lists belong to the clause above them. `{#name}` at
the end of a heading or clause gives it a name for `{пункт name}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.folding import fold
from docgen.model.blocks import Block, Clause, Heading, Paragraph
from docgen.model.caption import PLACED
from docgen.model.faults import fault
from docgen.model.markdown import blocks
from docgen.model.prose import Prose, sole_reference
from docgen.model.scalar import scalar
from docgen.model.text import Anchor, Piece, Reference, Run, Text
from docgen.value import replace

MAX_LEVEL = 4  # ГОСТ Р 7.0.97, 5.18


class Clauses(Prose):
    """The text of a regulation."""

    @classmethod
    def parse(cls, source: str) -> Clauses:
        """Read Markdown into clauses; a label given twice and a clause too deep are refused."""
        found = tuple(_numbered(blocks(source, quotes=True)))
        labels = [fold(clause.label) for clause in found if isinstance(clause, Clause) and clause.label]
        twice = next((label for label in labels if labels.count(label) > 1), None)
        if twice:
            raise fault("дважды", f"имя {{#{twice}}} дано двум пунктам", "Назовите пункты по-разному")
        return cls(found)

    @classmethod
    def read(cls, value: object) -> Clauses:
        """Make clauses of a text, a list or `{дословно: …}`."""
        if isinstance(value, str | Clauses):
            return value if isinstance(value, Clauses) else cls.parse(scalar(value))
        return cls(tuple(_numbered(Prose.read(value).blocks)))

    def labels(self, *, roman: bool = False) -> dict[str, str]:
        """Return the numbers of the named clauses by name; ``roman``: sections have Roman numbers, clauses never."""
        named = (block for block in self.blocks if isinstance(block, Clause) and block.label)
        return {clause.label: clause.shown(roman=roman) for clause in named}


def _numbered(blocks: Sequence[Block]) -> Iterator[Block]:
    counters = [0] * MAX_LEVEL
    below = 1
    for block in blocks:
        match block:
            case Heading(level=level, text=text):
                below = level
                yield _clause(text, level, counters)
            case Paragraph(text=text, quoted=True):
                yield Clause(0, "", text)
            case Paragraph(text=text) if _places_a_block(text):
                yield block
            case Paragraph(text=text):
                yield _clause(text, below + 1, counters)
            case _:
                yield block


def _places_a_block(text: Text) -> bool:
    """Tell whether a paragraph stands for a table and so is no clause."""
    sole = sole_reference(text)
    return sole is not None and bool(sole.words) and fold(sole.words[0]) in PLACED


def _clause(text: Text, level: int, counters: list[int]) -> Clause:
    counters[level - 1] += 1
    counters[level:] = [0] * (MAX_LEVEL - level)
    number = ".".join(map(str, counters[:level]))
    label, bare = _named(text)
    return Clause(level, number, bare, label)


def _named(text: Text) -> tuple[str, Text]:
    """Return the name that `{#name}` at the end of a text gives, and the text under its bookmark."""
    *front, last = text.pieces or (Run(""),)
    if not isinstance(last, Reference) or not last.words or not last.words[0].startswith("#"):
        return "", text
    label = " ".join(last.words).removeprefix("#").strip()
    pieces: list[Piece] = list(front)
    if pieces and isinstance(pieces[-1], Run):
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip())
    return label, replace(text, pieces=(Anchor("", bookmark(label)), *pieces))


def bookmark(label: str) -> str:
    """Return the name of the bookmark of a named point or clause: letters, digits and underscores, 40 at most."""
    return "_Ref_point_" + "_".join(f"{ord(ch):x}" if not ch.isalnum() else ch for ch in fold(label))[:28]
