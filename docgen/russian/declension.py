"""Case forms of everything that papers decline: names, positions, organisations, acts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from docgen.russian import surnames
from docgen.russian.bearers import Bearer, bearer
from docgen.russian.cases import by_case, case_code, gender_code
from docgen.russian.kinds import kind_code, part_code, text_of
from docgen.russian.ledger import Form, Origin, noted
from docgen.russian.lexicon import NONE, Lexicon
from docgen.russian.memory import personal
from docgen.russian.name_doubts import doubts as doubts_of_name
from docgen.russian.name_reading import read
from docgen.russian.names import declined, gender_of_name
from docgen.russian.phrases import head_tag, inflected
from docgen.russian.suspicion import doubts as doubts_of_phrase
from docgen.russian.tokens import Manner

Parts = Mapping[str, Mapping[str, str]]
"""Given forms of the parts of a name: `surname`, `given`, `patronymic` -> code of a case -> form."""


def decline(
    text: str,
    case: str,
    what: str,
    gender: str | None = None,
    forms: Mapping[str, str] | None = None,
    lexicon: Lexicon = NONE,
) -> Form:
    """Return a text in a case; the form is a `str` with its origin and its doubts.

    Args:
        text: the nominative.
        case: any name of a case that `case_code` knows: `дат`, `дательный`, `dat`.
        what: `name`, `position`, `organisation` or `act` (the last also for titles of papers), or their Russian names:
            `лицо`, `должность`, `организация`, `акт`.
        gender: `м` or `ж` of a person, if it is known; `мн` of a text that names many.
        forms: forms given by the user, by any name of their case: they win and are never changed.
        lexicon: words with forms of their own, looked up before those of the package.

    Raises:
        TypeError: what is to be declined is no text.
        ValueError: an unknown case, gender or kind of text.
    """
    text, code, what = text_of(text), case_code(case), kind_code(what)
    given = by_case(forms).get(code) if forms else None
    given = lexicon.phrase(what, text, code) if given is None else given
    if given is not None:
        return noted(what, text, code, Form(given, "given"))
    return noted(what, text, code, _declined(text, code, what, gender_code(gender) if gender else None, lexicon))


def decline_name(
    text: str, case: str, gender: str | None = None, parts: Parts | None = None, lexicon: Lexicon = NONE
) -> Form:
    """Return a name in a case, with the forms that are given for its parts; they serve every way of writing it.

    Args:
        text: the nominative: «Кравец Степан Богданович», «Кравец С.Б.», «С.Б. Кравец».
        case: any name of a case.
        gender: `м` or `ж`, if it is known.
        parts: given forms of the surname, the given name and the patronymic, by any name of their case.
        lexicon: forms of whole names.

    Raises:
        ValueError: an unknown case or gender.
    """
    code = case_code(case)
    own = {part_code(part): by_case(forms)[code] for part, forms in (parts or {}).items() if code in by_case(forms)}
    if not own or lexicon.phrase("name", text, code) is not None:
        return decline(text, code, "name", gender, lexicon=lexicon)
    personal(text)
    name = read(text)
    asked = gender_code(gender) if gender else None
    known = asked if asked in ("м", "ж") else gender_of_name(name)
    doubts = doubts_of_name(name, code, known or "м", own)
    if known is None and declined(name, code, "м", own) != declined(name, code, "ж", own):
        doubts = (*doubts, f"пол неизвестен: «{text}»")
    return noted("name", text, code, Form(declined(name, code, known or "м", own), "given", doubts))


@lru_cache(maxsize=2048)
def _declined(text: str, case: str, what: str, gender: str | None, lexicon: Lexicon) -> Form:
    if case == "им" or not text.strip():
        return Form(text, "rule")
    if what == "name":
        return _name(text, case, gender)
    if what in ("position", "organisation") and (named := bearer(text)) is not None:
        return _with_name(named, case, what, gender, lexicon)
    number = "plur" if gender == "мн" else ""
    phrase = inflected(text, Manner(case, what == "position", lexicon, number))
    if not phrase.heads:
        return Form(text, "guess", (f"не найдено главное слово в «{text}»",))
    return Form(phrase.text, "lexicon" if phrase.from_lexicon else "rule", doubts_of_phrase(phrase, lexicon))


def _with_name(named: Bearer, case: str, what: str, gender: str | None, lexicon: Lexicon) -> Form:
    """Return «индивидуального предпринимателя Ивановой Марии Петровны»: what the person is, then the name."""
    role = _declined(named.role, case, what, gender, lexicon)
    name = (
        _name(named.name, case, None)
        if named.sure
        else Form(named.name, "guess", (f"имя «{named.name}» стоит как есть",))
    )
    return Form(role.text + named.gap + name.text, role.origin, (*role.doubts, *name.doubts))


def _name(text: str, case: str, gender: str | None) -> Form:
    if gender == "мн":
        return Form(text, "guess", (f"«{text}»: имя нескольких человек не склоняется",))
    personal(text)
    name = read(text)
    known = gender or gender_of_name(name)
    if known is None:
        man, woman = (declined(name, case, each) for each in ("м", "ж"))
        if man == woman:
            return Form(man, "rule", doubts_of_name(name, case, "м"))
        likelier = woman if name.surname.endswith(("ая", "ина", "ына")) else man  # rather Пшеничная than Шоная
        unread = (remark.message for remark in name.remarks)
        return Form(likelier, "guess", (f"пол неизвестен: «{man}» или «{woman}»", *unread))
    origin: Origin = "lexicon" if surnames.listed(name.surname, known) else "rule"
    return Form(declined(name, case, known), origin, doubts_of_name(name, case, known))


def gender_of(phrase: str) -> str:
    """Return `м`, `ж`, `с` or `мн` of the head noun of a phrase; `с` if it has none."""
    tag = head_tag(text_of(phrase))
    if tag is None:
        return "с"
    return "мн" if tag.number == "plur" else {"masc": "м", "femn": "ж"}.get(str(tag.gender), "с")


_APPROVED = {"м": "УТВЕРЖДЕН", "ж": "УТВЕРЖДЕНА", "с": "УТВЕРЖДЕНО", "мн": "УТВЕРЖДЕНЫ"}


def approved(phrase: str) -> str:
    """Return the word of a stamp that agrees with the title of a paper."""
    return _APPROVED[gender_of(phrase)]
