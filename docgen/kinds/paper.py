"""Документ: any paper in house style, for which no kind of its own exists."""

from collections.abc import Mapping
from typing import ClassVar

from docgen.model.illustrated import Illustrated
from docgen.model.measure import MeasureTable
from docgen.model.prose import Prose, completed
from docgen.model.text import Text


class Paper(Illustrated):
    """A paper of free form: requisites that are given, a title, prose with tables, signatures, appendices.

    With a template of one's own it serves any kind of paper without a line of code; ``fields`` holds whatever that
    template wants to print by names of the user's own.
    """

    noun: ClassVar[str] = "документ"
    about: ClassVar[str] = "любой документ: реквизиты, название, текст с таблицами, подписи"

    heading: Text | None = None
    form: Text | None = None
    text: Prose = Prose(())
    measures: MeasureTable | None = None
    fields: Mapping[str, Text] = {}

    @property
    def has_letterhead(self) -> bool:
        """A paper that names its form is on the letterhead."""
        return bool(self.form)

    @property
    def issued_at(self) -> Text | None:
        """The place of issue: the paper's own or that of its organisation."""
        return self.place or (self.organisation.place if self.organisation else None)

    @property
    def content(self) -> Prose:
        """The text with the measures behind it, unless it places them itself."""
        return completed(self.text, (self.measures,))
