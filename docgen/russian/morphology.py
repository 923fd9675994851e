"""The dictionary: pymorphy3, loaded at the first question that nobody has asked before."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from docgen.russian.memory import remembered
from docgen.value import Value

_READABLE = re.compile(r"[а-яёa-z\d-]+", re.IGNORECASE)
_CATEGORIES = ("POS", "case", "number", "gender", "animacy", "person")
CASES = {"им": "nomn", "род": "gent", "дат": "datv", "вин": "accs", "тв": "ablt", "пр": "loct"}


class Tag(Value):
    """The grammar of a reading, in the grammemes of OpenCorpora; `"Surn" in tag` asks for one of them."""

    POS: str | None
    case: str | None
    number: str | None
    gender: str | None
    animacy: str | None
    person: str | None
    grammemes: frozenset[str]

    def __contains__(self, grammeme: str) -> bool:
        return grammeme in self.grammemes


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A reading of a word.

    Attributes:
        word: the word in small letters.
        normal_form: its form in dictionaries.
        is_known: whether the dictionary has the word, or only a likeness of it.
        tag: its grammar.
        origin: how the dictionary came to it: the word, the number of the reading, the grammemes it was inflected to.
    """

    word: str
    normal_form: str
    is_known: bool
    tag: Tag
    origin: tuple[Any, ...]

    def inflect(self, wanted: AbstractSet[str]) -> Reading | None:
        """Return the same reading with other grammemes, or None if there is no such form."""
        origin = (*self.origin, frozenset(wanted))
        found = _inflected(*origin)
        return _reading(found, origin) if found else None


@lru_cache(maxsize=2048)
def parses(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word, the likeliest first; none of a word in letters that are not Russian or Latin."""
    found = _parsed(word) if _READABLE.fullmatch(word) else ()
    return tuple(_reading(plain, (word, place)) for place, plain in enumerate(found))


@lru_cache(maxsize=2048)
def nouns(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word as a noun in the nominative."""
    return tuple(p for p in parses(word) if p.tag.POS == "NOUN" and p.tag.case == "nomn" and "Surn" not in p.tag)


@lru_cache(maxsize=2048)
def adjectives(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word as an adjective or participle in the nominative."""
    found = [p for p in parses(word) if p.tag.POS in ("ADJF", "PRTF") and p.tag.case == "nomn"]
    if any("Fixd" in p.tag for p in found) and nouns(
        word
    ):  # the colour «электрик» is no reason to leave the man as he is
        return tuple(p for p in found if "Fixd" not in p.tag)
    return tuple(found)


def form_of(reading: Reading, wanted: AbstractSet[str]) -> str:
    """Return the word of a reading with other grammemes, or an empty text if it has no such form."""
    found = reading.inflect(wanted)
    return found.word if found else ""


def agree(adjective: Reading, noun: Reading) -> bool:
    """Tell whether an adjective and a noun agree in number and gender."""
    if adjective.tag.number != noun.tag.number:
        return False
    return adjective.tag.number == "plur" or noun.tag.gender is None or adjective.tag.gender in (noun.tag.gender, None)


def known(word: str) -> bool:
    """Tell whether the dictionary itself has the word."""
    return any(parse.is_known for parse in parses(word))


def _reading(plain: tuple[Any, ...], origin: tuple[Any, ...]) -> Reading:
    word, normal_form, is_known, tag = plain
    return Reading(word, normal_form, is_known, Tag(*tag), origin)


@remembered
def _parsed(word: str) -> tuple[tuple[Any, ...], ...]:
    return tuple(map(_plain, _analyzer().parse(word)))


@remembered
def _inflected(word: str, place: int, *wanted: frozenset[str]) -> tuple[Any, ...] | None:
    found = _found(word, place, *wanted)
    return found and _plain(found)


@lru_cache(maxsize=2048)
def _found(word: str, place: int, *wanted: frozenset[str]) -> Any:
    """Return a reading of pymorphy3 by its origin."""
    if not wanted:
        return _analyzer().parse(word)[place]
    return _found(word, place, *wanted[:-1]).inflect(wanted[-1])


def _plain(parse: Any) -> tuple[Any, ...]:
    return str(parse.word), str(parse.normal_form), bool(parse.is_known), _grammar(parse.tag)


@cache
def _grammar(tag: Any) -> tuple[Any, ...]:
    values = (getattr(tag, name) for name in _CATEGORIES)
    return *(value and str(value) for value in values), frozenset(map(str, tag.grammemes))


@cache
def _analyzer() -> Any:
    import pymorphy3_dicts_ru
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(pymorphy3_dicts_ru.get_path())  # with its path, it is not looked for among all packages
