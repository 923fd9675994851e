"""Names of people: their parts, initials, gender and case forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from docgen.russian.dates import NBSP
from docgen.russian.words import graft

_INITIALS = re.compile(r"[А-ЯЁA-Z]\.(?:[\s\u00a0]*[А-ЯЁA-Z]\.)?")
_TURKIC = {"оглы": "м", "кызы": "ж"}
# Surnames whose forms the rules get wrong: the form of the genitive tells the pattern (russian.md, section 5).
_FLEETING = {
    "кузнец": "кузнец", "швец": "швец", "стрелец": "стрельц", "орел": "орл", "соловей": "соловь", "муравей": "муравь",
}  # fmt: skip
_SOFT = {"соловей", "муравей"}
_HARD_ENDINGS = {"род": "а", "дат": "у", "вин": "а", "тв": "ом", "пр": "е"}
_SOFT_ENDINGS = {"род": "я", "дат": "ю", "вин": "я", "тв": "ем", "пр": "е"}
_ADJECTIVAL = {"сухой", "прибой"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. ``given`` and ``patronymic`` are initials («С.») where only they are known."""

    surname: str
    given: str = ""
    patronymic: str = ""

    @property
    def initials(self) -> str:
        """«С.Н.», without spaces inside (ГОСТ Р 7.0.97, examples of 5.22)."""
        return "".join(f"{part[0].upper()}." for part in (self.given, self.patronymic.split(" ")[0]) if part)


def split_name(text: str) -> Name:
    """Take a name apart: «Лысенко С.Н.», «С.Н. Лысенко», «Лысенко Светлана Николаевна», «Алиев Вагиф Мамед оглы»."""
    text = " ".join(text.replace(NBSP, " ").split())
    if match := _INITIALS.search(text):
        letters = re.findall(r"[А-ЯЁA-Z]\.", match[0])
        surname = (text[: match.start()] + text[match.end() :]).strip()
        return Name(surname, *letters)
    words = text.split(" ")
    if len(words) > 1 and words[-1].lower() in _TURKIC:
        words[-2:] = [" ".join(words[-2:])]
    if len(words) == 3 and _patronymic_gender(words[1]) and not _patronymic_gender(words[2]):  # noqa: PLR2004
        return Name(words[2], words[0], words[1])
    surname, given, patronymic = [*words, "", ""][:3]
    if len(words) > 3:  # noqa: PLR2004 - a surname of several words
        return Name(" ".join(words[:-2]), words[-2], words[-1])
    return Name(surname, given, patronymic)


def initials(text: str, order: str = "surname-first") -> str:
    """Return «Лысенко С.Н.» or, with ``order="initials-first"``, «С.Н. Лысенко»; the space does not break."""
    name = split_name(text)
    if not name.initials:
        return name.surname
    pair = (name.surname, name.initials) if order == "surname-first" else (name.initials, name.surname)
    return NBSP.join(pair)


def _patronymic_gender(word: str) -> str | None:
    last = word.rsplit(" ", maxsplit=1)[-1].lower()
    if last in _TURKIC:
        return _TURKIC[last]
    if last.endswith(("вич", "ьич", "мич", "тич", "кич", "нич")):
        return "м"
    return "ж" if last.endswith(("вна", "чна", "шна")) else None


def name_gender(text: str) -> str | None:
    """Return `м` or `ж` if the name tells it: by the patronymic, the first name or the surname; else None."""
    return gender_of_name(split_name(text))


def gender_of_name(name: Name) -> str | None:
    """Return the gender that the patronymic, the first name or the surname tells; None if nothing does."""
    if found := _patronymic_gender(name.patronymic):
        return found
    if len(name.given) > 2 and (found := _first_name_gender(name.given)):  # noqa: PLR2004
        return found
    surname = name.surname.lower()
    if surname.endswith(("ова", "ева", "ёва", "ина", "ына", "ская", "цкая")) and surname not in _AMBIGUOUS:
        return "ж"
    return "м" if surname.endswith(("ов", "ев", "ёв", "ин", "ын", "ский", "цкий")) else None


_AMBIGUOUS = {"дуброва", "смородина", "калина", "малина", "година"}


def _first_name_gender(word: str) -> str | None:
    from docgen.russian.morphology import parses

    found = {parse.tag.gender for parse in parses(word.lower()) if "Name" in parse.tag and parse.tag.case == "nomn"}
    return {"masc": "м", "femn": "ж"}.get(found.pop()) if len(found) == 1 else None


def declined(name: Name, case: str, gender: str) -> Name:
    """Return the name in a case; initials stay."""
    return Name(
        "-".join(_surname(part, case, gender, whole=name.surname) for part in [name.surname]),
        _part(name.given, "FIRSTNAME", case, gender),
        _part(name.patronymic, "MIDDLENAME", case, gender),
    )


def _surname(word: str, case: str, gender: str, whole: str) -> str:
    low = word.lower().replace("ё", "е")
    if gender == "м" and low in _FLEETING:
        endings = _SOFT_ENDINGS if low in _SOFT else _HARD_ENDINGS
        return graft(word, _FLEETING[low] + endings[case])
    if gender == "м" and low.endswith("ач") and case == "тв":
        return word + "ом"  # the ending is stressed: Ткачом, Деркачом
    if gender == "м" and low.endswith(("рих", "лих")):
        return word + _HARD_ENDINGS[case]
    return _part(whole, "LASTNAME", case, gender)


def _part(word: str, part: str, case: str, gender: str) -> str:
    if len(word) <= 2 or case == "им":  # noqa: PLR2004 - an initial
        return word
    if " " in word:  # «Мамед оглы», particles
        return word
    maker, cases, genders, parts = _petrovich()
    form: str = maker.make(parts[part], genders[gender], cases[case], word)
    return graft(word, form.lower()) if word.isupper() else form


@cache
def _petrovich() -> tuple[Any, dict[str, Any], dict[str, Any], dict[str, Any]]:
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
