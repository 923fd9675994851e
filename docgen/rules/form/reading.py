"""A finished paper as the rules of form read it: its lines with their roles, its parts, its date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cached_property

from docgen import russian
from docgen.model.style import NEW_STANDARD
from docgen.paper import Paper
from docgen.rules.form import words
from docgen.rules.form.line import Line, lines_of
from docgen.rules.form.requisites import Part, parts_of
from docgen.value import Value

_PAGE_OF_SIGNS = 2600  # what a page of 14 points holds, at the least
_MULTILINE = 90  # a text of so many signs takes two lines on any sheet


class Reading(Value):
    """A paper and what has been recognised in it."""

    paper: Paper

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The paper itself and its appendices."""
        return parts_of(tuple(lines_of(self.paper)))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines with their roles."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def disposition(self) -> Part | None:
        """The order, directive or resolution that the paper begins with, if it does."""
        return self.parts[0] if self.parts and self.parts[0].disposition else None

    @property
    def appendices(self) -> tuple[Part, ...]:
        """The appendices that the file holds."""
        return tuple(part for part in self.parts if part.appendix)

    @cached_property
    def day(self) -> datetime.date | None:
        """The date of the disposition."""
        for line in self.disposition.of("date", "kind") if self.disposition else ():
            for found in words.DATE.finditer(line.text):
                try:
                    return russian.parse_date(found[0].replace('"', ""))
                except ValueError:
                    continue
        return None

    @property
    def standard(self) -> str:
        """The edition of the standard that was in force on the date of the paper."""
        return "2016" if self.day and self.day < NEW_STANDARD else "2025"

    @cached_property
    def is_long(self) -> bool:
        """Whether it takes more than one page, as far as its file tells."""
        if self.paper.pages is not None and self.paper.pages > 1:
            return True
        turned = any((line.paragraph.page or 1) > 1 or "\f" in line.paragraph.text for line in self.lines)
        apart = any(section.start != "continuous" and section.blocks for section in self.paper.sections[1:])
        return turned or apart or sum(len(line.text) for line in self.lines) > _PAGE_OF_SIGNS

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The lines of running text: of a disposition its preamble and points, elsewhere the texts of several lines."""
        return tuple(self._body())

    def _body(self) -> Iterator[Line]:
        for part in self.parts:
            for line in part.lines:
                if part.disposition:
                    chosen = line.role in ("preamble", "point", "more")
                else:
                    chosen = line.role == "text" and len(line.text) > _MULTILINE and not _set_apart(line)
                if chosen and line.spot is None and not line.paragraph.style.lower().startswith(("toc", "оглавление")):
                    yield line


def _set_apart(line: Line) -> bool:
    """Tell whether a line is no running text but a caption, a block at the right or a line in the middle."""
    return line.right or line.paragraph.align == "center" or line.text.startswith(("Рисунок", "Рис.", "Таблица"))
