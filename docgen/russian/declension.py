"""Case forms of everything that papers decline: names, positions, organisations, acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from docgen.russian import surnames
from docgen.russian.cases import case_code, gender_code
from docgen.russian.dates import NBSP
from docgen.russian.lexicon import NONE, Lexicon
from docgen.russian.names import Name, declined, gender_of_name, initials_as_typed, split_name
from docgen.russian.names import doubts as doubts_of_name
from docgen.russian.phrases import head_tag, inflected, unknown_words
from docgen.russian.tails import left_behind

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


def decline(
    text: str,
    case: str,
    what: str,
    gender: str | None = None,
    forms: Mapping[str, str] | None = None,
    lexicon: Lexicon = NONE,
) -> Form:
    """Return a text in a case.

    Args:
        text: the nominative.
        case: any name of a case that `case_code` knows: `дат`, `дательный`, `dat`.
        what: `name`, `position`, `organisation` or `act` (the last also for titles of papers).
        gender: `м` or `ж` of a person, if it is known.
        forms: forms given by the user, by the code of their case: they win and are never changed.
        lexicon: words with forms of their own, looked up before those of the package.

    Raises:
        ValueError: an unknown case, gender or kind of text.
    """
    code = case_code(case)
    if what not in WHAT:
        raise ValueError(f"что склонять: {', '.join(WHAT)}")
    if forms and code in forms:
        return Form(forms[code], "given")
    return _declined(text, code, what, gender_code(gender) if gender else None, lexicon)


@lru_cache(maxsize=16_384)
def _declined(text: str, case: str, what: str, gender: str | None, lexicon: Lexicon) -> Form:
    if case == "им" or not text.strip():
        return Form(text, "rule")
    if what == "name":
        return _name(text, case, gender)
    phrase = inflected(text, case, position=what == "position", lexicon=lexicon)
    if not phrase.heads:
        return Form(text, "guess", (f"не найдено главное слово в «{text}»",))
    doubts = list(phrase.doubts)
    if strange := unknown_words(phrase, lexicon):
        doubts.append(f"нет в словаре: {', '.join(strange)}")
    if left := left_behind(phrase):
        doubts.append(f"не склоняется: {', '.join(left)}")
    return Form(phrase.text, "lexicon" if phrase.from_lexicon else "rule", tuple(doubts))


def _name(text: str, case: str, gender: str | None) -> Form:
    name = split_name(text)
    known = gender or gender_of_name(name)
    if known is None:
        man, woman = (_joined(text, name, case, each) for each in ("м", "ж"))
        if man == woman:
            return Form(man, "rule", doubts_of_name(name, case, "м"))
        return Form(man, "guess", (f"пол неизвестен: «{man}» или «{woman}»",))
    doubts = doubts_of_name(name, case, known)
    return Form(_joined(text, name, case, known), "lexicon" if surnames.listed(name.surname, known) else "rule", doubts)


def _joined(text: str, name: Name, case: str, gender: str) -> str:
    """Return a name in a case, its parts in the order of the source."""
    form = declined(name, case, gender)
    if name.given.endswith("."):
        first = text.lstrip().startswith(name.given)
        letters = initials_as_typed(text)
        return NBSP.join((letters, form.surname) if first else (form.surname, letters))
    surname_first = text.split(maxsplit=1)[0] == name.surname.split()[0]
    given = (form.given, form.patronymic)
    return " ".join(part for part in ((form.surname, *given) if surname_first else (*given, form.surname)) if part)


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
