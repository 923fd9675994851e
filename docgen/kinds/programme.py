"""Программа: title page, prose with its tables, passport, road map."""

from typing import Annotated, ClassVar

from docgen.kinds.passport import Passport
from docgen.kinds.roadmap import Roadmap
from docgen.model.illustrated import Illustrated
from docgen.model.measure import MeasureTable
from docgen.model.moment import Period
from docgen.model.part import Flag, Listed
from docgen.model.prose import Prose, completed
from docgen.model.task import Stage, Task
from docgen.model.text import Text
from docgen.model.title import Title
from docgen.model.title_page import TitlePage


class Programme(Illustrated):
    """A programme, a document of its own or an appendix to the order that approves it."""

    noun: ClassVar[str] = "программа"
    about: ClassVar[str] = "программа с паспортом, мероприятиями и дорожной картой"

    title: Title
    title_page: TitlePage | None = None
    period: Period | None = None
    goal: Text | None = None
    tasks: Annotated[tuple[Task, ...], Listed] = ()
    stages: Annotated[tuple[Stage, ...], Listed] = ()
    results: Annotated[tuple[Text, ...], Listed] = ()
    heading_numbers: Flag = False
    text: Prose = Prose(())
    passport: Passport | None = None
    measures: MeasureTable | None = None
    roadmap: Roadmap | None = None

    @property
    def has_letterhead(self) -> bool:
        """A title page names the organisations itself."""
        return super().has_letterhead and not self.title_page

    @property
    def content(self) -> Prose:
        """The text with everything that it does not place itself put behind it: passport, measures, road map."""
        return completed(self.text.headed(numbered=self.heading_numbers), (self.passport, self.measures, self.roadmap))
