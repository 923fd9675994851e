"""Captions: what is numbered through a paper (pictures, tables) and how a reference names it.

A block that has a heading and is placed by a paragraph of its own gets the next number of its sort. The number is
counted here and again by Word, in a SEQ field that begins anew in every paper of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docgen import russian
from docgen.folding import fold
from docgen.model.diagram import Diagram
from docgen.model.document import Document
from docgen.model.part import Part
from docgen.model.prose import sole_reference
from docgen.model.text import Counter, Field, Reference, Run, Text
from docgen.model.walk import texts

SORTS: Mapping[str, tuple[str, str]] = {"схема": ("diagrams", "рисунок")}
"""The noun of a reference -> the field that holds such blocks, the word of their captions."""


class Figure(Part):
    """A diagram in its place: its number under a bookmark, its heading."""

    diagram: Diagram
    count: int
    bookmark: str
    noun: str

    @property
    def number(self) -> Text:
        """The live number; the first of its sort in a paper begins the count anew."""
        name = SORTS[self.noun][1].capitalize()
        return Text.of(Counter(str(self.count), self.bookmark, name, restarts=self.count == 1))

    @property
    def heading(self) -> Text:
        """The words of the caption."""
        return self.diagram.heading

    def mentioned(self, case: str) -> Text:
        """Return «рисунок 1» in a case, the number live."""
        word = russian.decline(SORTS[self.noun][1], case, "act").text
        return Text((Run(f"{word}\N{NO-BREAK SPACE}"), Field(str(self.count), self.bookmark)))


def numbers(document: Document) -> dict[tuple[str, str], int]:
    """Return the numbers of the blocks that a paper places: (noun, folded name) -> number among its sort."""
    found: dict[tuple[str, str], int] = {}
    for reference in _placed(document):
        noun, name = fold(reference.words[0]), fold(" ".join(reference.words[1:]))
        if noun in SORTS and (noun, name) not in found:
            found[noun, name] = 1 + sum(1 for other, _ in found if other == noun)
    return found


def _placed(document: Document) -> Iterator[Reference]:
    for _, text in texts(document, nested=Document):
        reference = sole_reference(text)
        if reference and len(reference.words) > 1:
            yield reference


def place(chain: Sequence[Document], noun: str, name: str) -> tuple[int, str] | None:
    """Return the number and the bookmark of a placed block; ``chain``: the papers from the innermost outwards."""
    for index, paper in enumerate(chain):
        number = numbers(paper).get((noun, fold(name)))
        if number:
            appendix = (paper.mark.number or 0) if paper.mark else 0
            return number, f"_Ref_{SORTS[noun][0]}_{len(chain) - index}_{appendix}_{number}"
    return None
