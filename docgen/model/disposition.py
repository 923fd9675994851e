"""Disposition: what orders, directives and resolutions have in common (ГОСТ Р 7.0.97, 5.17–5.22; gost.md section 5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from docgen import russian
from docgen.folding import fold
from docgen.model.document import Document
from docgen.model.mention import mentioned
from docgen.model.part import Listed, Part
from docgen.model.point import Point, numbered
from docgen.model.registry import KnownPerson
from docgen.model.requisites import Copy, Executor
from docgen.model.text import Text

_APPROVE = re.compile(r"\s*утвердить\b", re.IGNORECASE)


class PointLine(Part):
    """A point as the template prints it: its level, from 1, and its sentence. Word gives the number."""

    level: int
    text: Text


class Disposition(Document):
    """An act that disposes: heading, preamble, verb, points, signatures, appendices.

    Class attributes:
        usual_verb: the verb of the kind, for a single signer.
    """

    usual_verb: ClassVar[str] = ""

    heading: Text
    preamble: Text | None = None
    verb_word: str | None = None
    points: tuple[Point, ...] = Field(min_length=1)
    acquainted: Annotated[tuple[KnownPerson, ...], Listed] = ()
    drafted_by: Executor | None = None
    copy_mark: Copy | None = None

    def labels(self) -> Mapping[str, str]:
        """Return the numbers of the labelled points."""
        return {entry.point.label: entry.number for entry in numbered(self.points) if entry.point.label}

    def approves(self, number: int) -> bool:
        """Tell whether a point of the order approves the appendix: «Утвердить … (приложение 1)»."""
        sentences = (entry.point.text for entry in numbered(self.points) if entry.point.text)
        return any(_APPROVE.match(str(text)) and number in mentioned(text) for text in sentences)

    @property
    def verb_form(self) -> str:
        """The verb between the preamble and the points: the source's own, the kind's, or none at all («нет»)."""
        word = self.verb_word or self.usual_verb
        return "" if fold(word) == "нет" else word.rstrip(":")

    @property
    def noun_instrumental(self) -> str:
        """«приказом», for «С приказом ознакомлены»."""
        return russian.decline(self.noun, "тв", "act").text

    @property
    def form_name(self) -> str:
        """The kind of the act as its form shows it."""
        return self.noun.upper()

    @property
    def point_lines(self) -> tuple[PointLine, ...]:
        """The points and their subpoints, one after another."""
        entries = numbered(self.points)
        return tuple(PointLine(level=entry.level, text=entry.point.sentence(self.noun)) for entry in entries)

    @property
    def issued_at(self) -> Text | None:
        """The place of issue: the order's own or that of its organisation."""
        return self.place or (self.organisation.place if self.organisation else None)
