"""Протокол: who was there, what was on the agenda, who spoke, what was decided."""

from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field

from docgen.model.approval import StampTable
from docgen.model.document import Document
from docgen.model.measure import Responsible
from docgen.model.part import Listed, Part
from docgen.model.registry import KnownPerson
from docgen.model.text import Text


class Speech(Part):
    """What somebody said; a plain text names nobody."""

    person: KnownPerson | None = None
    text: Text

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text stand for a speech."""
        return {"текст": value} if isinstance(value, str) else value


class AgendaItem(Part):
    """An item of the agenda: its title, the report, the speeches, the decisions, the votes."""

    title: Text
    heard: Annotated[tuple[Speech, ...], Listed] = ()
    spoke: Annotated[tuple[Speech, ...], Listed] = ()
    decided: Annotated[tuple[Text, ...], Listed] = Field(min_length=1)
    votes: Text | None = None


class Minutes(Document):
    """Minutes of a meeting: chair, secretary, those present, agenda, decisions, two signatures."""

    noun: ClassVar[str] = "протокол"
    about: ClassVar[str] = "протокол заседания: повестка, слушали, выступили, решили"

    heading: Text
    chair: KnownPerson
    secretary: KnownPerson
    present: Responsible = ()
    invited: Responsible = ()
    agenda: tuple[AgendaItem, ...] = Field(min_length=1)

    @cached_property
    def stamps(self) -> StampTable | None:
        """A record has no place above for stamps: all of them stand below the text (norm AGR-PLACE)."""
        return StampTable.of(self._stamps("вверху", "под названием"), self.style.stamps_in_row, 2)

    @property
    def has_letterhead(self) -> bool:
        """Minutes are on the letterhead of their organisation."""
        return True

    @property
    def issued_at(self) -> Text | None:
        """The place of the meeting: the minutes' own or that of the organisation."""
        return self.place or (self.organisation.place if self.organisation else None)

    @property
    def attendance(self) -> str:
        """Those present in one line: a number, or names with positions."""
        return "; ".join(map(str, self.present))

    @property
    def guests(self) -> str:
        """Those invited in one line."""
        return "; ".join(map(str, self.invited))
