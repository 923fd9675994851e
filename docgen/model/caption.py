"""Captions: «Таблица 1 – …», «Рисунок 1 – …» beside what a paper's prose places, numbered through the paper."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

from docgen import russian
from docgen.finding import Path
from docgen.folding import fold
from docgen.model.blocks import Paragraph
from docgen.model.document import Document
from docgen.model.prose import Prose, sole_reference
from docgen.model.text import Counter, Field, Text
from docgen.value import Value

# The noun of a reference -> the field of the paper that holds what it places, and the word of its caption.
PLACED = {"таблица": ("tables", "таблица"), "схема": ("diagrams", "рисунок")}


class Caption(Value):
    """The number of a table or a figure in its paper.

    Attributes:
        noun: what its caption calls it: «таблица», «рисунок».
        number: from 1, in the order in which the prose places them.
        bookmark: the target of references.
    """

    noun: str
    number: int
    bookmark: str

    @property
    def below(self) -> bool:
        """Whether the caption stands below: that of a figure does (ГОСТ 7.32, 6.5)."""
        return self.noun == "рисунок"

    def words(self, heading: Text) -> Text:
        """Return «Таблица 1 – Показатели»; the first number of a paper begins the count of Word anew."""
        counter = Counter(str(self.number), russian.capitalise(self.noun), self.bookmark, begins=self.number == 1)
        return Text.of(f"{russian.capitalise(self.noun)}\N{NO-BREAK SPACE}", counter, " – ") + heading

    def mention(self, case: str) -> Text:
        """Return «таблице 1» with a live number."""
        noun = russian.decline(self.noun, case, "act").text
        return Text.of(f"{noun}\N{NO-BREAK SPACE}", Field(str(self.number), self.bookmark))


Captions = Mapping[tuple[str, str], Caption]


def captions(document: Document, path: Path) -> Captions:
    """Return the captions of a paper by noun and folded name; ``path`` tells it from other papers of the file."""
    found: dict[tuple[str, str], Caption] = {}
    mark = f"{zlib.crc32('/'.join(map(str, path)).encode()) & 0xFFFFFF:06x}"
    for noun, name in _placed(document):
        field, word = PLACED[noun]
        items = {fold(key): item for key, item in getattr(document, field, {}).items()}
        if (noun, name) not in found and name in items and items[name].heading:
            number = sum(kind == noun for kind, _ in found) + 1
            found[noun, name] = Caption(word, number, f"_Ref_{field}_{mark}_{number}")
    return found


def _placed(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what the paragraphs of a document's prose place, in order: the noun and the folded name."""
    for name in type(document).model_fields:
        prose = getattr(document, name)
        for block in prose.blocks if isinstance(prose, Prose) else ():
            reference = sole_reference(block.text) if isinstance(block, Paragraph) else None
            if reference and len(reference.words) > 1 and fold(reference.words[0]) in PLACED:
                yield fold(reference.words[0]), fold(" ".join(reference.words[1:]))
