"""Statement: what an act says under one number; statements nest, and Word numbers them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.model.clauses import bookmark
from docgen.model.part import Part
from docgen.model.text import Anchor, Text
from docgen.value import Value, replace

MAX_DEPTH = 4  # ГОСТ Р 7.0.97, 5.18

_PLURAL = re.compile(r"(?:ем|им)$", re.IGNORECASE)
_THIRD = re.compile(r"(?:[еиюя]т|ла?|ло|ли)$", re.IGNORECASE)


class Voice(Value):
    """How an act speaks.

    Attributes:
        noun: what the act calls itself: «приказ».
        dates: a style of `russian.format_date`.
        verb: the word between preamble and points; its person is the person of the whole act (norm ORD-PERSON).
    """

    noun: str
    dates: str = "цифрами"
    verb: str = ""

    @property
    def keeps_control(self) -> str:
        """«оставляю за собой» in the person of the verb; an act of the third person disposes of its head as well."""
        if _PLURAL.search(self.verb):
            return "оставляем за собой"
        return "оставить за собой" if _THIRD.search(self.verb) else "оставляю за собой"


class Statement(Part):
    """What stands under one number."""

    label: str = ""

    def sentence(self, voice: Voice) -> Text:
        """Return the text beside the number."""
        raise NotImplementedError

    def paragraphs(self, voice: Voice) -> tuple[Text, ...]:  # noqa: ARG002 - most statements are one paragraph
        """Return the paragraphs behind the sentence that have no number: a list of people, quoted wording."""
        return ()

    @property
    def below(self) -> tuple[Statement, ...]:
        """The statements with numbers of the next level."""
        return ()

    def labelled(self, voice: Voice) -> Text:
        """Return the sentence under the bookmark that references to this number lead to."""
        text = self.sentence(voice)
        if not self.label:
            return text
        return replace(text, pieces=(Anchor("", bookmark(self.label)), *text.pieces))


class Numbered(NamedTuple):
    """A statement with its level (1 to 4) and its full number («2.1»)."""

    level: int
    number: str
    point: Statement


def numbered(statements: Sequence[Statement], prefix: str = "") -> Iterator[Numbered]:
    """Yield the statements and what is below them in order, numbered as Word will number them."""
    for index, statement in enumerate(statements, 1):
        number = f"{prefix}{index}"
        yield Numbered(number.count(".") + 1, number, statement)
        yield from numbered(statement.below, f"{number}.")


def depth(statements: Sequence[Statement]) -> int:
    """Return how many levels the statements have."""
    return max((1 + depth(statement.below) for statement in statements), default=0)
