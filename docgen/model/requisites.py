"""Requisites around the text: visas, the executor, copies."""

from docgen.model.moment import Day
from docgen.model.part import Flag, Part
from docgen.model.registry import KnownPerson
from docgen.model.text import Text


class Visa(Part):
    """A visa: position, signature, name, date; its remarks may be on a sheet of their own (norm VISA-FORM)."""

    person: KnownPerson
    date: Day | None = None
    remarks: Flag = False

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let the id of a person stand for a visa."""
        return {"лицо": value} if isinstance(value, str) else value


class Executor(Part):
    """The mark of the executor: full name and phone (ГОСТ Р 7.0.97, 5.25)."""

    person: KnownPerson
    phone: Text | None = None


class Copy(Part):
    """The mark of a certified copy (ГОСТ Р 7.0.97, 5.26); ``original`` says where the original is kept."""

    person: KnownPerson
    date: Day | None = None
    original: Text | None = None
