"""A person: the name, the position, and the forms that they take in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from docgen import russian
from docgen.model.part import Part
from docgen.model.text import Text, case_forms

Forms = Annotated[Mapping[str, str], PlainValidator(case_forms), WithJsonSchema({"type": "object"})]


class Person(Part):
    """A person of the papers. `forms` hold the case forms of the surname that differ from the usual ones."""

    full_name: Text
    gender: Literal["м", "ж"] | None = None
    position: Text | None = None
    organisation: Text | None = None
    position_in_tables: Text | None = None
    forms: Forms = Field({})

    def __str__(self) -> str:
        return self.surname_first

    @property
    def known_gender(self) -> str | None:
        """The gender given, or told by the full name; None if nobody can tell."""
        return self.gender or russian.name_gender(str(self.full_name))

    @property
    def surname_first(self) -> str:
        """«Лысенко С.Н.», as the text of an order names a person (ГОСТ Р 7.0.97, 5.18)."""
        return russian.initials(str(self.full_name), order="surname-first")

    @property
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
        name = self.surname_first
        if form := self.forms.get(russian.case_code(case)):
            return "\N{NO-BREAK SPACE}".join((form, *name.split("\N{NO-BREAK SPACE}")[1:]))
        return russian.decline(name, case, "name", gender=self.known_gender).text

    def with_position(self, case: str) -> str:
        """Return «главному специалисту отдела образования Лысенко С.Н.»."""
        name = self.inflected(case)
        return f"{self.position.inflected(case, 'position', self.known_gender)} {name}" if self.position else name

    @property
    def in_tables(self) -> str:
        """«Лысенко С.Н., главный специалист ООА»."""
        position = self.position_in_tables or self.position
        return f"{self.surname_first}, {position}" if position else self.surname_first
