"""The words of a reference `{…}`: what it names, in which case, and the entry of a list that it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from docgen import russian
from docgen.folding import fold, similar
from docgen.model.caption import PLACED
from docgen.model.text import Reference
from docgen.vocabulary import TERMS, field_of, term

T = TypeVar("T")

_NOUNS = ("акт", "акты", "упомянутые_акты", "лицо", "должность", "приложение", "пункт", "название", *PLACED)
_LONGEST = max(len(fold(entry.name).split("_")) for entry in TERMS.values())


class LinkError(Exception):
    """A reference that leads nowhere: what is wrong, and the remedy."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def split(reference: Reference) -> tuple[str, list[str]]:
    """Return the noun of a reference, folded to a term of the glossary, and the words after it."""
    words = list(reference.words)
    if not words:
        raise LinkError("фигурная скобка не закрыта или пуста", r"Чтобы напечатать скобку, напишите \{")
    for length in range(min(_LONGEST, len(words)), 0, -1):
        noun = fold(" ".join(words[:length]))
        if noun in _NOUNS or field_of(noun):
            return noun.replace("_", " "), words[length:]
    nouns = {fold(noun): noun for noun in (*_NOUNS, *(entry.name for entry in TERMS.values()))}
    hint = similar(words[0], nouns) or r"Чтобы напечатать фигурную скобку, напишите \{"
    raise LinkError(f"непонятная ссылка {reference}", hint)


def case_of(words: Sequence[str]) -> str | None:
    """Return the code of the case that the last word names, if it names one."""
    try:
        return russian.case_code(words[-1]) if words else None
    except ValueError:
        return None


def one(known: Mapping[str, T], words: Sequence[str], what: str, where: str) -> T:
    """Return the entry that words name; ``what`` it is, in the genitive, and the field ``where`` it should stand.

    Raises:
        LinkError: there is no such entry.
    """
    name = " ".join(words)
    keys = {fold(key): key for key in known}
    if fold(name) in keys:
        return known[keys[fold(name)]]
    hint = similar(name, keys) or f"Опишите её или его в поле „{term(where)}“"
    raise LinkError(f"{what} „{name}“ нет в поле „{term(where)}“", hint)
