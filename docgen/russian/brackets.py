"""Brackets in a phrase: those that name the head once more change with it, the rest stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.russian.inflection import noun_readings
from docgen.russian.morphology import adjectives, agree, nouns, parses
from docgen.russian.tokens import WORD, Phrase, is_word, split

_ROAD_MAP = "(дорожная карта)"
# What a bracket after a title refers to or says of its form, but what is no other name of the same thing.
_REFERENCES = frozenset("приложение редакция форма часть том этап вариант раздел глава страница лист копия область край район "
                        "республика округ город село посёлок деревня".split())  # fmt: skip


def attributes(piece: str, before: str) -> bool:
    """Tell whether a bracket before a head holds nothing but adjectives like the one before it: «вечерняя (сменная)»."""
    words = [word for word in split(piece[1:-1]) if word != "," and not word.isspace()]
    models = adjectives(before.lower())
    return (
        piece.startswith("(")
        and bool(words)
        and all(is_word(word) and any(agree(a, m) for a in adjectives(word.lower()) for m in models) for word in words)
    )


def changing(phrase: Phrase) -> Iterator[tuple[int, int, int]]:
    """Yield the index of each bracket that names the same as the head, and where in it the name starts and stops.

    «директор (заведующий)», «план («дорожная карта»)», «договор (контракт)»; a title, which has a capital, does not
    change. Where nobody can tell («помощники учителя (мастера)»), the bracket stands and a doubt is noted.
    """
    for index, piece in enumerate(phrase.tokens):
        if index in phrase.changed or not piece.startswith("(") or not piece.endswith(")"):
            continue
        if piece.startswith("(«") and piece[2:3].islower():
            yield index, 2, piece.rindex("»")
        elif piece.lower() == _ROAD_MAP or _names_again(phrase, index):
            yield index, 1, len(piece) - 1


def _names_again(phrase: Phrase, index: int) -> bool:
    inside = phrase.tokens[index][1:-1]
    before = max((at for at in range(index) if not phrase.tokens[at].isspace()), default=0)
    close = before in phrase.heads or before in phrase.changed
    at = max((place for place in phrase.heads if place < index), default=None)
    if at is None:
        return False
    head: Any = phrase.heads[at]
    number = str(head.tag.number) if head else "sing"
    if not phrase.manner.position:
        return at == before and _is_another_name(inside, phrase.tokens[at], number)
    if not _names_a_person(inside, number):
        return False
    if not close and _can_be_genitive(inside):
        phrase.doubts.append(f"склоняется ли «({inside})»")
        return False
    return True


def _is_another_name(text: str, head: str, number: str) -> bool:
    """Tell whether a bracket right after a head of an organisation or an act begins with a noun of the same number."""
    if any(char.isdigit() or char == "№" for char in text) or (text[:1].isupper() and not head[:1].isupper()):
        return False
    leading: list[str] = []
    for word in (token for token in split(text) if not token.isspace()):
        found = [n for n in noun_readings(word) if is_word(word) and str(n.tag.number) == number]
        if found:
            return not any(n.normal_form in _REFERENCES or "Geox" in n.tag for n in found)
        if not is_word(word) or not adjectives(word.lower()):
            return False
        leading.append(word)
    return False


def _names_a_person(text: str, number: str) -> bool:
    """Tell whether a bracket begins with a living being in the nominative, or an adjective that stands for one."""
    words: Sequence[str] = WORD.findall(text)
    for word in words:
        if any(n.tag.animacy == "anim" and n.tag.number == number for n in nouns(word.lower())):
            return True
        if not adjectives(word.lower()):
            return False
    last = adjectives(words[-1].lower()) if words else ()
    return any((p.tag.POS == "PRTF" or "Subx" in p.tag) and p.tag.number == number for p in last)


def _can_be_genitive(text: str) -> bool:
    first = next(iter(WORD.findall(text)), "").lower()
    return any(p.is_known and p.tag.case == "gent" for p in parses(first))
