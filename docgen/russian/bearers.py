"""A person named after what he is: «индивидуальный предприниматель Иванова Мария Петровна»."""

from __future__ import annotations

from docgen.regex import regex
from docgen.russian import genders
from docgen.russian.name_reading import read
from docgen.russian.phrases import head_tag
from docgen.value import Value

_WORD = r"[\u0400-\u04ff]+(?:-[\u0400-\u04ff]+)*"
_TURKIC = regex(rf"(.*[^\s,–—-])([\s,–—-]+)({_WORD} {_WORD} {_WORD} (?:{'|'.join(genders.TURKIC)}))")
_FULL = regex(rf"(.*[^\s,–—-])([\s,–—-]+)({_WORD} {_WORD} {_WORD})")
_SHORT = regex(rf"(.*[^\s,–—-])([\s,–—-]+)({_WORD}\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_WORD})")
_NAMED_AFTER = regex(r"(?:имени|им\.)[^«»]*$")


class Bearer(Value):
    """What a person is, what stands between, and his name; ``sure`` if the name can be nothing but a nominative."""

    role: str
    gap: str
    name: str
    sure: bool


def bearer(text: str) -> Bearer | None:
    """Take apart a text that ends with a person's name, or return None.

    A full name is a nominative if its patronymic is. With initials only a man's surname on -ов, -ин, -ский is:
    «предпринимателя Петрова П.П.» may be a woman, or the genitive of a man.
    """
    for pattern in (_TURKIC, _FULL, _SHORT):
        match = pattern.fullmatch(text)
        if match is None or match[1].count("«") != match[1].count("»") or _NAMED_AFTER.search(match[1]):
            continue
        name = read(match[3])
        if name.remarks or not all(word[0].isupper() or word in genders.TURKIC for word in match[3].split()):
            continue
        if pattern is not _SHORT and name.surname and name.patronymic and genders.is_given(name.given):
            return Bearer(match[1], match[2], match[3], sure=True)
        if pattern is _SHORT and len(name.surname) > 1 and _names_a_person(match[1]):
            sure = genders.of_surname(name.surname.lower()) == "м"
            return Bearer(match[1], match[2], match[3], sure)
    return None


def _names_a_person(role: str) -> bool:
    """Tell whether a phrase names what somebody is: «глава КФХ», «ИП», but not «музей-квартира»."""
    head = head_tag(role)
    return role.rsplit(" ", maxsplit=1)[-1] == "ИП" or (head is not None and head.animacy == "anim")
