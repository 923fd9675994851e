"""Паспорт программы: a table of positions and what they hold."""

from typing import ClassVar

from pydantic import Field

from docgen.model.document import Document
from docgen.model.part import Flag, Part
from docgen.model.prose import Prose
from docgen.model.text import Text


class PassportRow(Part):
    """A position of the passport and its content in Markdown."""

    title: Text
    value: Prose


class Passport(Document):
    """A passport: rows of a title and any prose: texts, lists, acts, tasks, stages; with numbers if asked for."""

    noun: ClassVar[str] = "паспорт"
    about: ClassVar[str] = "паспорт программы: таблица позиций, с номерами или без"

    numbered: Flag = False
    rows: tuple[PassportRow, ...] = Field(min_length=1)
