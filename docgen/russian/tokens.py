"""A phrase taken apart: words, quoted titles, brackets and numbers with their sign stay whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docgen.russian.lexicon import NONE, Lexicon
from docgen.value import Value

_TOKEN = re.compile(
    r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\([^()]*\)|№\s*[^\s,;]+(?:[,;][^\s,;]+)*|\d+-[а-яё]+|[^\W\d_]+(?:-[^\W\d_]+)*|\s+|.",
    re.DOTALL,
)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
DASHES = frozenset("–—-")
CONJUNCTIONS = frozenset(("и", "или", "либо"))


class Manner(Value):
    """How a phrase is inflected.

    Attributes:
        case: a code of a case.
        position: whether the phrase names what a person is.
        lexicon: words that have forms of their own.
        number: `sing` or `plur`, if the head can only be of that number.
    """

    case: str
    position: bool = False
    lexicon: Lexicon = NONE
    number: str = ""


@dataclass(slots=True)
class Phrase:
    """A phrase while it is inflected.

    Attributes:
        tokens: its pieces, spaces included.
        manner: how it is inflected.
        changed: the new text of a piece by its index.
        heads: the indices of the words that are its heads, with their readings.
        doubts: why a person should look at it.
        from_lexicon: whether a form was taken from a lexicon.
    """

    tokens: list[str]
    manner: Manner
    changed: dict[int, str] = field(default_factory=dict)
    heads: dict[int, object] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    from_lexicon: bool = False

    @property
    def text(self) -> str:
        """The phrase as it stands."""
        return "".join(self.changed.get(index, token) for index, token in enumerate(self.tokens))

    def words(self, start: int = 0) -> list[tuple[int, str]]:
        """Return the pieces from an index on, without spaces, up to a quotation that is not closed; with their indices."""
        lone = next((index for index in range(start, len(self.tokens)) if self.tokens[index] == "«"), len(self.tokens))
        return [(index, self.tokens[index]) for index in range(start, lone) if not self.tokens[index].isspace()]


def split(text: str) -> list[str]:
    """Return the pieces of a phrase; joined again they are the phrase."""
    return _TOKEN.findall(text)


def is_word(token: str) -> bool:
    """Tell whether a piece is a word."""
    return WORD.fullmatch(token) is not None
