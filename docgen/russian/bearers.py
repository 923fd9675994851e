"""A person after what he is: «индивидуальный предприниматель Иванова Мария Петровна», «учитель Петров П.П.»."""

from __future__ import annotations

from typing import Any

from docgen.regex import regex
from docgen.russian import genders
from docgen.russian.tokens import Phrase
from docgen.value import Value

_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.[\s\u00a0]*(?:[А-ЯЁ]\.)?"
_AT_THE_END = regex(rf"(?<!\w)(?:{_NAME}\s+{_NAME}(?:\s+{_NAME})?|{_NAME}\s+{_INITIALS}|{_INITIALS}\s*{_NAME})$")
_NAMED_AFTER = regex(r"(?:имени|им\.|памяти|Героя(?:\s+\w+)*)\s*$")
_ABBREVIATED = regex(r"(?:^|\s)ИП$")


class Bearer(Value):
    """What a person is, the space after it, and the name."""

    role: str
    space: str
    name: str

    @property
    def abbreviated(self) -> bool:
        """Whether only an abbreviation tells what the person is: «ИП»."""
        return _ABBREVIATED.search(self.role) is not None


def bearer(text: str) -> Bearer | None:
    """Return the person whose name ends a text, and what he is; None if no name ends it or something bears that name."""
    found = _AT_THE_END.search(text)
    before = text[: found.start()] if found else ""
    role = before.rstrip()
    if found is None or not role or _NAMED_AFTER.search(role) or not _is_name(found[0]):
        return None
    return Bearer(role, before[len(role) :], found[0])


def _is_name(text: str) -> bool:
    """Tell whether capital words are a name: by the initials, the patronymic or the first name."""
    words = text.split()
    return "." in text or genders.of_patronymic(words[-1]) is not None or genders.is_given(words[1])


def ends_with_its_head(phrase: Phrase) -> bool:
    """Tell whether what a person is ends with the noun that names him, so that his name is set beside it."""
    head = phrase.heads.get(len(phrase.tokens) - 1)
    return head is not None and _lives(phrase, head)


def is_person(phrase: Phrase) -> bool:
    """Tell whether a phrase names a living being."""
    return any(head is not None and _lives(phrase, head) for head in phrase.heads.values())


def _lives(phrase: Phrase, head: Any) -> bool:
    return phrase.manner.position or head.tag.animacy == "anim" or head.tag.POS != "NOUN"  # «заведующая»
