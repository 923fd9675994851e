"""План работы: a text in sections with its tables of indicators and measures."""

from typing import Annotated, ClassVar

from docgen.model.illustrated import Illustrated
from docgen.model.moment import Period
from docgen.model.part import Flag, Listed
from docgen.model.prose import Prose
from docgen.model.task import Task
from docgen.model.text import Text
from docgen.model.title import Title


class WorkPlan(Illustrated):
    """A plan of work of an authority or a service: the letterhead, stamps, a title block, the text, sheets behind it.

    What the text repeats is told once: goal, tasks, directions; `{направления 3}` is the heading of a section too.
    """

    noun: ClassVar[str] = "план работы"
    about: ClassVar[str] = "план работы: цель, задачи, направления, показатели и мероприятия в таблицах с номерами"

    title: Title
    period: Period | None = None
    goal: Text | None = None
    tasks: Annotated[tuple[Task, ...], Listed] = ()
    directions: Annotated[tuple[Text, ...], Listed] = ()
    results: Annotated[tuple[Text, ...], Listed] = ()
    heading_numbers: Flag = False
    text: Prose = Prose(())

    @property
    def content(self) -> Prose:
        """The text with its headings numbered, if they have numbers."""
        return self.text.headed(numbered=self.heading_numbers)
