"""Names of places beside what they are: «города Зеи», «городу Нижнему Новгороду», «Ростова Великого»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.russian.inflection import adjective, noun, noun_readings
from docgen.russian.morphology import adjectives, agree, parses
from docgen.russian.tokens import Phrase, is_word

PLACES = frozenset("город село посёлок поселок деревня станица станция река аул хутор".split())
_SETTLEMENTS = frozenset(("посёлок", "поселок", "станция", "аул", "хутор"))  # «посёлка Светлый» is written as often
_Words = Sequence[tuple[int, str]]


def name_of_place(phrase: Phrase, rest: _Words, head: Any) -> int:
    """Inflect the name of a place after what it is; return the index after it, or that of the word after the head."""
    (at, word), case = rest[0], phrase.manner.case
    if "Geox" in head.tag:
        return _surname_of_town(phrase, rest, head) or at
    if head.normal_form.split("-")[0] not in PLACES:
        return at
    if not _is_name(word):
        if further := next((w for _, w in rest if _is_name(w) and (_geographic(w) or _agrees(w, head))), ""):
            _doubt(phrase, further)  # «город федерального значения Севастополь»
        return at
    attribute = adjectives(word.lower())
    if attribute and len(rest) > 1 and _is_noun_of_name(rest[1][1]):
        return _name_of_two_words(phrase, rest, head)
    if found := _geographic(word):
        phrase.changed[at] = noun(word, found[0], case)
        return _surname_of_town(phrase, rest[1:], found[0]) or at + 1
    if not _agrees(word, head):
        return at
    phrase.changed[at] = adjective(word, head.tag, case)
    if head.normal_form in _SETTLEMENTS:
        _doubt(phrase, word)
    return at + 1


def _name_of_two_words(phrase: Phrase, rest: _Words, head: Any) -> int:
    """«города Нижнего Новгорода», but «города Великие Луки»; «города Старая Русса» and «Старой Руссы» (Розенталь, § 197)."""
    (at, word), (after, name) = rest[:2]
    town = next((n for n in _geographic(name) if _agrees(word, n)), None)
    if town is not None and _agrees(word, head):
        phrase.changed[at] = adjective(word, town.tag, phrase.manner.case)
        phrase.changed[after] = noun(name, town, phrase.manner.case)
        return after + 1
    if any(a.tag.number == "sing" for a in adjectives(word.lower())):
        _doubt(phrase, f"{word} {name}")
    return at


def _surname_of_town(phrase: Phrase, rest: _Words, town: Any) -> int:
    """«Ростов Великий»: inflect the adjective after the name of a town; return the index after it, or nothing."""
    at, word = rest[0] if rest else (0, "")
    if not _is_name(word) or not _agrees(word, town):
        return 0
    phrase.changed[at] = adjective(word, town.tag, phrase.manner.case)
    return at + 1


def _doubt(phrase: Phrase, name: str) -> None:
    phrase.doubts.append(f"название «{name}»: склоняется или стоит в именительном")


def _is_name(word: str) -> bool:
    return word[:1].isupper() and is_word(word)


def _is_noun_of_name(word: str) -> bool:
    return _is_name(word) and not any(p.tag.POS == "ADJF" for p in parses(word.lower()))


def _agrees(word: str, head: Any) -> bool:
    return any(agree(a, head) for a in adjectives(word.lower()))


def _geographic(word: str) -> Sequence[Any]:
    """Return the readings of a word as the name of a place in the nominative."""
    return [n for n in noun_readings(word) if "Geox" in n.tag] if _is_name(word) else []
