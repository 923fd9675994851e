"""Tasks and stages of a programme."""

from collections.abc import Mapping, Sequence

from docgen.model.measure import MeasureSection
from docgen.model.moment import Period
from docgen.model.part import Part
from docgen.model.text import Text


class Task(Part):
    """A task: a text, or a direction with the task in it."""

    title: Text | None = None
    text: Text

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text stand for a task."""
        return value if isinstance(value, Mapping) else {"текст": value}

    def as_item(self, number: int) -> Text:  # noqa: ARG002 - the list numbers its items itself
        """Return «Информационная поддержка», a line break and «Задача: …», or the text alone."""
        return self.title + "\nЗадача: " + self.text if self.title else self.text


class Stage(Part):
    """A stage: its name, its period, what is done in it."""

    title: Text
    period: Period | None = None
    content: Text | None = None

    def as_item(self, number: int) -> Text:
        """Return «1 этап – организационный (август – декабрь 2020 г.)» and the content after a colon."""
        text = Text.of(f"{number} этап – ") + self.title
        if self.period:
            text += f" ({self.period})"
        return text + ": " + self.content if self.content else text


def of_programme(section: MeasureSection, tasks: Sequence[Task]) -> MeasureSection | None:
    """Return the section with its numbered task replaced by the programme's; None if there is no such task."""
    number = str(section.task or "")
    if not number.isdecimal():
        return section
    if not 1 <= int(number) <= len(tasks):
        return None
    task = tasks[int(number) - 1]
    return section.model_copy(
        update={"title": section.title or task.title or task.text, "task": task.title and task.text}
    )
