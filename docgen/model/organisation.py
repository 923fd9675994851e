"""An organisation with what its letterhead shows."""

from __future__ import annotations

from typing import Annotated

from docgen.model.part import Listed, Part
from docgen.model.text import Text


class Organisation(Part):
    """An organisation: names for the letterhead, for marks and stamps, and the contacts."""

    parents: Annotated[tuple[Text, ...], Listed] = ()
    name: Text
    short_name: Text | None = None
    name_in_marks: Text | None = None
    place: Text | None = None
    address: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    site: Text | None = None

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain name stand for an organisation."""
        return {"наименование": value} if isinstance(value, str | Text) else value

    def __str__(self) -> str:
        return str(self.name)

    def inflected(self, case: str) -> str:
        """Return the name that marks use, in a case."""
        return (self.name_in_marks or self.name).inflected(case, "organisation")
