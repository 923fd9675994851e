"""Words with forms of their own: those the dictionary lacks or gets wrong, and those that a user teaches."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.russian.cases import CASES
from docgen.russian.words import plain
from docgen.value import Value


class Entry(Value):
    """The forms of a word by the code of their case.

    Attributes:
        singular, plural: the forms; a case that is not there is left to the rules.
        counted: the forms after 1, 2 and 5: `("год", "года", "лет")`.
    """

    singular: Mapping[str, str] = {}
    plural: Mapping[str, str] = {}
    counted: tuple[str, ...] = ()


class Lexicon:
    """What a user teaches; two lexicons are the same only if they are one object.

    Attributes:
        words: words by their nominative in small letters without ё.
        phrases: the forms of whole texts: (what, the nominative) -> code of a case -> form.
    """

    __slots__ = ("phrases", "words")

    def __init__(
        self,
        words: Mapping[str, Entry] | None = None,
        phrases: Mapping[tuple[str, str], Mapping[str, str]] | None = None,
    ) -> None:
        self.words: Mapping[str, Entry] = words or {}
        self.phrases: Mapping[tuple[str, str], Mapping[str, str]] = phrases or {}

    def over(self, other: Lexicon) -> Lexicon:
        """Return a lexicon in which this one goes before another."""
        if not other.words and not other.phrases:
            return self
        if not self.words and not self.phrases:
            return other
        return Lexicon({**other.words, **self.words}, {**other.phrases, **self.phrases})

    def phrase(self, what: str, text: str, case: str) -> str | None:
        """Return the form that a user gave to a whole text, if he did."""
        return self.phrases.get((what, text), {}).get(case)

    def entry(self, word: str) -> Entry | None:
        """Return what is known of a word: by this lexicon first, by the package's own next."""
        key = plain(word)
        return self.words.get(key) or SHIPPED.get(key)

    def form(self, word: str, case: str, number: str = "sing") -> str:
        """Return the form of a word, or an empty text if the rules have to find it."""
        entry = self.entry(word)
        if entry is None:
            return ""
        return (entry.plural if number == "plur" else entry.singular).get(case, "")


def endings(pattern: str) -> dict[str, str]:
    """Return the forms of `стул ьев ьям …`: a stem, and five endings from the genitive on; «-» is no ending."""
    stem, *rest = pattern.split(" ")
    return {case: stem + ending.replace("-", "") for case, ending in zip(CASES[1:], rest, strict=True)}


_PEOPLE = "ов ам ов ами ах"
SHIPPED: Mapping[str, Entry] = {
    "электроник": Entry(endings("электроник а у а ом е"), endings(f"электроник {_PEOPLE}")),
    "стул": Entry({}, endings("стул ьев ьям ья ьями ьях")),
    "судно": Entry({}, endings("суд ов ам а ами ах")),
    "табель": Entry(endings("табел я ю ь ем е")),
    "вожатый": Entry({}, endings("вожат ых ым ых ыми ых")),
    **{word: Entry(dict.fromkeys(CASES, word)) for word in "облоно районо гороно роно крайоно".split()},
}

NONE = Lexicon()
