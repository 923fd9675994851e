"""The dictionary: pymorphy3, loaded at the first word."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

_READABLE = re.compile(r"[а-яёa-z\d-]+", re.IGNORECASE)
CASES = {"им": "nomn", "род": "gent", "дат": "datv", "вин": "accs", "тв": "ablt", "пр": "loct"}


@cache
def _analyzer() -> Any:
    import pymorphy3_dicts_ru
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(pymorphy3_dicts_ru.get_path())  # with its path, it is not looked for among all packages


@cache
def parses(word: str) -> tuple[Any, ...]:
    """Return the readings of a word, the likeliest first; none of a word in letters that are not Russian or Latin."""
    return tuple(_analyzer().parse(word)) if _READABLE.fullmatch(word) else ()


@cache
def nouns(word: str) -> tuple[Any, ...]:
    """Return the readings of a word as a noun in the nominative."""
    return tuple(p for p in parses(word) if p.tag.POS == "NOUN" and p.tag.case == "nomn" and "Surn" not in p.tag)


@cache
def adjectives(word: str) -> tuple[Any, ...]:
    """Return the readings of a word as an adjective or participle in the nominative."""
    return tuple(p for p in parses(word) if p.tag.POS in ("ADJF", "PRTF") and p.tag.case == "nomn")


@lru_cache(maxsize=16_384)
def form_of(reading: Any, wanted: frozenset[str]) -> str:
    """Return the word of a reading with other grammemes, or an empty text if it has no such form."""
    found = reading.inflect(wanted)
    return str(found.word) if found else ""


def agree(adjective: Any, noun: Any) -> bool:
    """Tell whether an adjective and a noun agree in number and gender."""
    if adjective.tag.number != noun.tag.number:
        return False
    return adjective.tag.number == "plur" or noun.tag.gender is None or adjective.tag.gender in (noun.tag.gender, None)


def known(word: str) -> bool:
    """Tell whether the dictionary itself has the word."""
    return any(parse.is_known for parse in parses(word))
