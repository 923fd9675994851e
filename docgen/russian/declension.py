"""Case forms of everything that papers decline: names, positions, organisations, acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from docgen.russian import surnames
from docgen.russian.cases import case_code
from docgen.russian.dates import NBSP
from docgen.russian.grammar import unknown_words
from docgen.russian.names import declined, gender_of_name, split_name
from docgen.russian.phrases import head_tag, inflected

Origin = Literal["given", "lexicon", "rule", "guess"]
WHAT = ("name", "position", "organisation", "act")


@dataclass(frozen=True, slots=True)
class Form:
    """A case form.

    Attributes:
        text: the form.
        origin: given by the user, from the lexicon, by rule, or a guess.
        doubts: why a person should look at it, in Russian; empty for a sure form.
    """

    text: str
    origin: Origin
    doubts: tuple[str, ...] = ()


def decline(text: str, case: str, what: str, gender: str | None = None, forms: Mapping[str, str] | None = None) -> Form:
    """Return a text in a case.

    Args:
        text: the nominative.
        case: any name of a case that `case_code` knows.
        what: `name`, `position`, `organisation` or `act` (the last also for titles of papers).
        gender: `м` or `ж` of a person, if it is known.
        forms: forms given by the user, by the code of their case: they win and are never changed.

    Raises:
        ValueError: an unknown case or kind of text.
    """
    code = case_code(case)
    if what not in WHAT:
        raise ValueError(f"что склонять: {', '.join(WHAT)}")
    if forms and code in forms:
        return Form(forms[code], "given")
    return _declined(text, code, what, gender)


@lru_cache(maxsize=16_384)
def _declined(text: str, case: str, what: str, gender: str | None) -> Form:
    if case == "им" or not text.strip():
        return Form(text, "rule")
    if what == "name":
        return _name(text, case, gender)
    form, found = inflected(text, case, position=what == "position")
    if not found:
        return Form(form, "guess", (f"не найдено главное слово в «{text}»",))
    strange = unknown_words(text, form)
    doubts = (f"нет в словаре: {', '.join(strange)}",) if strange else ()
    return Form(form, "rule", doubts)


def _name(text: str, case: str, gender: str | None) -> Form:
    name = split_name(text)
    known = gender or gender_of_name(name)
    form = declined(name, case, known or "м")
    doubts = surnames.doubts(name.surname, case, known) if known else (f"пол неизвестен: «{text}»",)
    origin: Origin = "rule" if known else "guess"
    letters = name.given.endswith(".")
    if not letters:
        surname_first = text.split(maxsplit=1)[0] == name.surname.split()[0]
        given = (form.given, form.patronymic)
        whole = (form.surname, *given) if surname_first else (*given, form.surname)
        return Form(" ".join(part for part in whole if part), origin, doubts)
    first = text.lstrip().startswith(name.given)
    return Form(NBSP.join((name.initials, form.surname) if first else (form.surname, name.initials)), origin, doubts)


def gender_of(phrase: str) -> str:
    """Return `м`, `ж`, `с` or `мн` of the head noun of a phrase; `с` if it has none."""
    tag = head_tag(phrase)
    if tag is None:
        return "с"
    return "мн" if tag.number == "plur" else {"masc": "м", "femn": "ж"}.get(str(tag.gender), "с")


_APPROVED = {"м": "УТВЕРЖДЕН", "ж": "УТВЕРЖДЕНА", "с": "УТВЕРЖДЕНО", "мн": "УТВЕРЖДЕНЫ"}


def approved(phrase: str) -> str:
    """Return the word of a stamp that agrees with the title of a paper (gost.md APR-GENDER, APR-YO)."""
    return _APPROVED[gender_of(phrase)]
