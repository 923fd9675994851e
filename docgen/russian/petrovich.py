"""The rules of Petrovich for parts of names, loaded at the first name that nobody has asked for before."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from docgen.russian.words import graft


def inflected(word: str, part: str, case: str, gender: str) -> str:
    """Return a part of a name in a case.

    Args:
        word: the nominative; a single letter stays.
        part: `FIRSTNAME`, `MIDDLENAME` or `LASTNAME`.
        case: a code of a case.
        gender: `м` or `ж`.
    """
    if len(word.rstrip(".")) <= 1 or case == "им":
        return word
    form = _made(word, part, case, gender)
    return graft(word, form.lower()) if word.isupper() else form


@lru_cache(maxsize=2048)  # never on disk: these are names of people
def _made(word: str, part: str, case: str, gender: str) -> str:
    maker, cases, genders, parts = _rules()
    return str(maker.make(parts[part], genders[gender], cases[case], word))


@cache
def _rules() -> tuple[Any, dict[str, Any], dict[str, Any], dict[str, Any]]:
    from pytrovich.enums import Case, Gender, NamePart
    from pytrovich.maker import PetrovichDeclinationMaker

    cases = {
        "род": Case.GENITIVE,
        "дат": Case.DATIVE,
        "вин": Case.ACCUSATIVE,
        "тв": Case.INSTRUMENTAL,
        "пр": Case.PREPOSITIONAL,
    }
    genders = {"м": Gender.MALE, "ж": Gender.FEMALE}
    return PetrovichDeclinationMaker(), cases, genders, {part.name: part for part in NamePart}
