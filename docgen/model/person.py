"""A person: the name, the position, and the forms that they take in a sentence."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from docgen import russian
from docgen.folding import fold
from docgen.model.faults import fault
from docgen.model.forms import RawForms, RawQuick, case_forms, quick_forms
from docgen.model.part import Part
from docgen.model.text import Text

_PARTS = {"фамилия": "surname", "имя": "given", "отчество": "patronymic"}


class Person(Part):
    """A person of the papers.

    `forms` hold case forms, `declined` a quick way to give them: of the surname, or of each part of the name by its
    term. They serve the full name and the one with initials alike.
    """

    full_name: Text
    gender: Literal["м", "ж"] | None = None
    position: Text | None = None
    organisation: Text | None = None
    position_in_tables: Text | None = None
    forms: RawForms = Field({})
    declined: RawQuick = Field({})

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let «фамилия», «имя» and «отчество» stand for the full name."""
        if not isinstance(value, Mapping):
            return value
        parts = {fold(str(key)): item for key, item in value.items() if fold(str(key)) in _PARTS}
        if not parts:
            return value
        rest = {key: item for key, item in value.items() if fold(str(key)) not in _PARTS}
        if any(fold(str(key)) in ("фио", "full_name") for key in rest):
            raise fault("дважды", "имя задано дважды: в поле „фио“ и по частям", "Оставьте одно")
        return {**rest, "фио": " ".join(str(parts[part]) for part in _PARTS if parts.get(part))}

    @model_validator(mode="after")
    def _named_and_its_forms_are_of_the_name(self) -> Self:
        if not str(self.full_name).strip():
            raise fault("нет-имени", "у человека не написано имя", "Заполните поле „фио“: Иванова Мария Петровна")
        _ = self.parts
        return self

    @cached_property
    def parts(self) -> Mapping[str, Mapping[str, str]]:
        """The given forms of the surname, the given name and the patronymic, by the code of their case."""
        found: dict[str, dict[str, str]] = {}
        for part, value in _by_part(self.declined, every=True).items():
            found[part] = quick_forms(value, self._nominative(part), self.known_gender or "м")
        for part, value in _by_part(self.forms).items():
            found[part] = found.get(part, {}) | case_forms(value, self._nominative(part))
        return found

    def _nominative(self, part: str) -> str:
        word = russian.name_parts(str(self.full_name))[part]
        if not word or word.endswith("."):
            term = next(name for name, key in _PARTS.items() if key == part)
            raise fault("формы-устарели", f"в „{self.full_name}“ нет части „{term}“, а формы для неё заданы",
                        "Впишите её полностью или уберите формы")  # fmt: skip
        return word

    def __str__(self) -> str:
        return self.surname_first

    @property
    def known_gender(self) -> str | None:
        """The gender given, or told by the full name; None if nobody can tell."""
        return self.gender or russian.name_gender(str(self.full_name))

    @cached_property
    def surname_first(self) -> str:
        """«Лысенко С.Н.», as the text of an order names a person (ГОСТ Р 7.0.97, 5.18)."""
        return russian.initials(str(self.full_name), order="surname-first")

    @cached_property
    def initials_first(self) -> str:
        """«С.Н. Лысенко», as signatures and stamps name a person (ГОСТ Р 7.0.97, 5.22)."""
        return russian.initials(str(self.full_name), order="initials-first")

    @property
    def position_outside(self) -> Text | None:
        """The position as it is named outside the letterhead of the organisation: with the organisation, if given."""
        if self.position is None or self.organisation is None:
            return self.position
        return self.position + f" {self.organisation.inflected('род', 'organisation')}"

    def inflected(self, case: str) -> str:
        """Return the surname with initials in a case."""
        lexicon = self.full_name.lexicon
        return russian.decline_name(self.surname_first, case, self.known_gender, self.parts, lexicon).text

    def with_position(self, case: str) -> str:
        """Return «главному специалисту отдела образования Лысенко С.Н.»."""
        name = self.inflected(case)
        return f"{self.position.inflected(case, 'position', self.known_gender)} {name}" if self.position else name

    @property
    def in_tables(self) -> str:
        """«Лысенко С.Н., главный специалист ООА»."""
        position = self.position_in_tables or self.position
        return f"{self.surname_first}, {position}" if position else self.surname_first


def _by_part(value: Mapping[str, object], *, every: bool = False) -> Mapping[str, object]:
    """Return what is said of each part of a name; forms without the name of a part are those of the surname."""
    named = {_PARTS[fold(str(key))]: item for key, item in value.items() if fold(str(key)) in _PARTS}
    rest = {key: item for key, item in value.items() if fold(str(key)) not in _PARTS}
    if rest and (named or every):
        wrong = ", ".join(f"„{key}“" for key in rest)
        raise fault("формы", f"непонятно, формы чего: {wrong}", "Части имени: фамилия, имя, отчество")
    return named or ({"surname": rest} if rest else {})
