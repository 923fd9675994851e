"""План методической работы школы."""

from typing import Annotated, ClassVar

from docgen.model.illustrated import Illustrated
from docgen.model.measure import MeasureTable
from docgen.model.part import Listed
from docgen.model.prose import Prose
from docgen.model.text import Text
from docgen.model.title import Title


class Plan(MeasureTable, Illustrated):
    """A plan: theme, goals, tasks, expected results, directions, and the table of measures."""

    noun: ClassVar[str] = "план"
    about: ClassVar[str] = "план методической работы: тема, цели, задачи, направления, мероприятия"

    title: Title
    theme: Text | None = None
    goals: Annotated[tuple[Text, ...], Listed] = ()
    tasks: Annotated[tuple[Text, ...], Listed] = ()
    results: Annotated[tuple[Text, ...], Listed] = ()
    directions: Prose = Prose(())
