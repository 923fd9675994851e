"""Disposition: what orders, directives and resolutions have in common (ГОСТ Р 7.0.97, 5.17–5.22)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from pydantic import Field

from docgen.folding import fold
from docgen.model.approval import StampTable
from docgen.model.document import Document
from docgen.model.mention import mentioned, says_attached
from docgen.model.part import Part
from docgen.model.point import Point
from docgen.model.statement import Voice, numbered
from docgen.model.text import Text

_APPROVE = re.compile(r"\s*утвердить\b", re.IGNORECASE)


class PointLine(Part):
    """A paragraph of the points as the template prints it.

    ``level`` is 1 to 4 beside a number, which Word gives and ``number`` tells; 0 in what follows without a number.
    """

    level: int
    text: Text
    number: str = ""


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

    def labels(self) -> Mapping[str, str]:
        """Return the numbers of the labelled points."""
        return {entry.point.label: entry.number for entry in numbered(self.points) if entry.point.label}

    def approves(self, number: int) -> bool:
        """Tell whether a point of the order approves the appendix: «Утвердить … (приложение 1)», «… прилагаемый …»."""
        texts = list(_approving(self.points))
        only = sum(appendix.is_appendix for appendix in self.appendices) == 1
        return any(number in mentioned(text) or (only and says_attached(str(text))) for text in texts)

    @property
    def voice(self) -> Voice:
        """How the act speaks of itself."""
        return Voice(self.noun, self.style.dates, self.verb_form)

    @property
    def verb_form(self) -> str:
        """The verb between the preamble and the points: the source's own, the kind's, or none at all («нет»)."""
        word = self.verb_word or self.usual_verb
        return "" if fold(word) == "нет" else word.rstrip(":")

    @cached_property
    def stamps(self) -> StampTable | None:
        """An act has no place above for stamps: all of them stand below the text (norm AGR-PLACE)."""
        return StampTable.of(self._stamps("вверху", "под названием"), self.style.stamps_in_row, 2)

    @property
    def has_letterhead(self) -> bool:
        """An act is on the letterhead of its organisation."""
        return True

    @property
    def form_name(self) -> str:
        """The kind of the act as its form shows it."""
        return self.noun.upper()

    @cached_property
    def point_lines(self) -> tuple[PointLine, ...]:
        """The points and their subpoints, one after another."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[PointLine]:
        for level, number, point in numbered(self.points):
            yield PointLine(level=level, text=point.labelled(self.voice), number=number)
            for text in point.paragraphs(self.voice):
                yield PointLine(level=0, text=text)

    @property
    def issued_at(self) -> Text | None:
        """The place of issue: the order's own or that of its organisation."""
        return self.place or (self.organisation.place if self.organisation else None)


def _approving(points: Sequence[Point], *, under: bool = False) -> Iterator[Text]:
    """Yield the texts by which the act itself approves: «Утвердить …» and what stands in the points below that."""
    for point in points:
        if point.text is None:
            continue  # what others are charged to approve is not approved by this act
        approves = under or bool(_APPROVE.match(str(point.text)))
        if approves:
            yield point.text
        yield from _approving(point.points, under=approves)
