"""Положение, порядок: sections and numbered clauses."""

from collections.abc import Mapping
from typing import ClassVar

from docgen.model.clauses import Clauses
from docgen.model.illustrated import Illustrated
from docgen.model.title import Title


class Regulation(Illustrated):
    """A regulation: stamps or the mark of an appendix, a title, sections of numbered clauses."""

    noun: ClassVar[str] = "положение"
    about: ClassVar[str] = "положение или порядок: разделы и нумерованные пункты"

    title: Title
    text: Clauses

    def labels(self) -> Mapping[str, str]:
        """Return the numbers of the named clauses."""
        return self.text.labels(roman=self.style.sections == "римские")
