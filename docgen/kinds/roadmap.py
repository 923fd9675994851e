"""Дорожная карта: measures by sections on landscape sheets."""

from typing import ClassVar, Self

from docgen.model.document import Document
from docgen.model.measure import MeasureTable
from docgen.model.reference import LinkError
from docgen.model.task import Task, of_programme
from docgen.model.text import Text
from docgen.model.title import Title


class Roadmap(MeasureTable, Document):
    """A road map. A section may name a task of the programme around it by number instead of repeating its words."""

    noun: ClassVar[str] = "дорожная карта"
    about: ClassVar[str] = "план мероприятий («дорожная карта») на альбомных листах"
    landscape: ClassVar[bool] = True

    title: Title = Text.of("План мероприятий («дорожная карта»)")

    def inherited(self, parent: Document) -> Self:
        """Return the road map with what it takes from the paper around it: house style, organisation, tasks."""
        tasks: tuple[Task, ...] = getattr(parent, "tasks", ())
        sections = tuple(of_programme(section, tasks) for section in self.sections)
        taken = super().inherited(parent)
        if any(section is None for section in sections):
            raise LinkError("раздел ссылается на задачу, которой нет", f"Задач в программе: {len(tasks)}")
        return taken.model_copy(update={"sections": sections})
