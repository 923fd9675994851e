"""An organisation with what its letterhead shows."""

from typing import Annotated

from docgen.model.image import Image
from docgen.model.part import Listed, Part
from docgen.model.text import Text


class Organisation(Part):
    """An organisation: names for the letterhead, for marks and stamps, and the contacts.

    ``second_language``: the same in the state language of the republic.
    """

    parents: Annotated[tuple[Text, ...], Listed] = ()
    name: Text
    short_name: Text | None = None
    name_in_marks: Text | None = None
    place: Text | None = None
    address: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    site: Text | None = None
    okpo: Text | None = None
    ogrn: Text | None = None
    inn_kpp: Text | None = None
    emblem: Image | None = None
    second_language: "Organisation | None" = None

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain name stand for an organisation."""
        return {"наименование": value} if isinstance(value, str | Text) else value

    def __str__(self) -> str:
        return str(self.name)

    @property
    def contacts(self) -> tuple[Text, ...]:
        """The contact block line by line (ГОСТ Р 7.0.97, 5.8): address, phone, mail, site, codes."""
        phone = Text.of("тел.\u00a0", *self.phone.pieces) if self.phone else None
        email = Text.of("e-mail: ", *self.email.pieces) if self.email else None
        given = (self.address, phone, email, self.site, Text.of(self.codes))
        return tuple(line for line in given if line)

    @property
    def codes(self) -> str:
        """«ОКПО …, ОГРН …, ИНН/КПП …»: those that are given (ГОСТ Р 7.0.97, 5.8)."""
        given = (("ОКПО", self.okpo), ("ОГРН", self.ogrn), ("ИНН/КПП", self.inn_kpp))
        return ", ".join(f"{name} {code}" for name, code in given if code)

    def inflected(self, case: str) -> str:
        """Return the name that marks use, in a case."""
        return (self.name_in_marks or self.name).inflected(case, "organisation")
