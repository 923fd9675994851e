"""What tells the gender of a person: the patronymic, the first name, the surname."""

from __future__ import annotations

from docgen.russian.morphology import adjectives, nouns, parses

TURKIC = {
    **dict.fromkeys("оглы оглу улы уулу угли зода".split(), "м"),
    **dict.fromkeys("кызы гызы кизи".split(), "ж"),
}


def is_given(word: str) -> bool:
    """Tell whether the dictionary has a word, or all its parts, as a first name: Мария, Мария-Луиза."""
    return all(
        any("Name" in parse.tag and parse.tag.case == "nomn" for parse in parses(part) if parse.is_known)
        for part in word.lower().split("-")
    )


def of_patronymic(word: str) -> str | None:
    """Return `м` or `ж` if a word is a patronymic, else None."""
    last = word.replace("-", " ").rsplit(" ", maxsplit=1)[-1].lower()  # «Али оглы», «Али-оглы»
    if last in TURKIC:
        return TURKIC[last]
    if last.endswith(("вич", "ьич", "мич", "тич", "кич", "нич", "лыч", "гич", "ович", "евич")):
        return "м"
    return "ж" if last.endswith(("вна", "чна", "шна")) else None


def of_surname(surname: str) -> str | None:
    """Return `м` or `ж` if a surname in small letters tells it, else None: Щербина may be either."""
    if like_noun(surname):
        return None
    if surname.endswith(("ова", "ева", "ёва", "ина", "ына", "ская", "цкая")):
        return "ж"
    if surname.endswith(("ов", "ев", "ёв", "ин", "ын", "ский", "цкий")):
        return "м"
    if surname.endswith(("ая", "яя", "ый", "ий", "ой")):  # Пшеничная, Толстой; Цой and Палий are no adjectives
        return _adjective_gender(surname)
    return None


def like_noun(surname: str) -> bool:
    """Tell whether a surname in small letters ends as a woman's and is a common noun: Щербина, Голова, Дуброва."""
    return surname.endswith(("ина", "ына", "ова")) and any(
        noun.is_known and noun.tag.animacy == "inan" and "Geox" not in noun.tag and noun.tag.gender == "femn"
        for noun in nouns(surname)
    )


def _adjective_gender(surname: str) -> str | None:
    found = {a.tag.gender for a in adjectives(surname) if a.is_known and a.tag.number == "sing"}
    return {"masc": "м", "femn": "ж"}.get(str(found.pop())) if len(found) == 1 and not nouns(surname) else None


# Women's names that the dictionary takes for men's.
_WOMEN = frozenset("гульчечек чечек сэсэг алтынай гульназ гузель".split())


def of_first_name(word: str) -> str | None:
    """Return `м` or `ж` if a first name tells it, else None: Саша, Женя."""
    if word.lower() in _WOMEN:
        return "ж"
    first = word.lower().partition("-")[0]  # «Мария-Луиза»
    found = {parse.tag.gender for parse in parses(first) if "Name" in parse.tag and parse.tag.case == "nomn"}
    return {"masc": "м", "femn": "ж"}.get(str(found.pop())) if len(found) == 1 else None
