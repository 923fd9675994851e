"""The lines of a finished paper: its paragraphs in order, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.paper import Paper, Paragraph, Section, Table
from docgen.value import Value

MM = 1440 / 25.4
_AT_THE_RIGHT = 60 * MM  # an indent that only a block at the right has
_PUSHED = re.compile(r"[ \u00a0]{20,}|\t{3,}")
_TYPED_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3}[.)]?)[ \u00a0\t]+(?=\S)")


class Spot(Value):
    """A place in a table: the number of the table, the row and the column, all from 1."""

    table: int
    row: int
    column: int


class Line(Value):
    """A paragraph of a paper.

    Attributes:
        paragraph: what the file holds.
        number: which paragraph it is, from 1; empty ones count, as they do for a reader who looks for it.
        section: the number of its section, from 0.
        spot: its place in a table; None outside tables.
        ruled: whether that table has lines, so that it is a table and not a way to set blocks side by side.
        role: what it is in the paper: see `docgen.rules.form.requisites`.
        first: whether it is the first with text in its section or on its page.
    """

    paragraph: Paragraph
    number: int
    section: int
    spot: Spot | None = None
    ruled: bool = False
    role: str = ""
    first: bool = False

    @property
    def text(self) -> str:
        """The text as one line, with spaces that do not break taken for spaces."""
        return " ".join(self.paragraph.text.split())

    @property
    def where(self) -> str:
        """Where a person finds it: its place in a table, else which paragraph it is."""
        if self.spot and self.ruled:
            return f"таблица {self.spot.table}, строка {self.spot.row}, графа {self.spot.column}"
        return f"абзац {self.number}"

    @property
    def right(self) -> bool:
        """Whether it stands in the right half of the sheet."""
        paragraph = self.paragraph
        aside = self.spot is not None and not self.ruled and self.spot.column > 1
        return (
            aside
            or paragraph.align == "right"
            or paragraph.layout.left >= _AT_THE_RIGHT
            or bool(_PUSHED.match(paragraph.text))
        )

    @property
    def typed_number(self) -> str:
        """The number that begins it and is typed by hand; empty if there is none."""
        found = None if self.paragraph.number else _TYPED_NUMBER.match(self.paragraph.text.lstrip())
        return found[1] if found else ""

    @property
    def size(self) -> float:
        """The size in points that most of its text has; 0 without text."""
        lengths: dict[float, int] = {}
        for run in self.paragraph.runs:
            lengths[run.size] = lengths.get(run.size, 0) + len(run.text.strip())
        return max(lengths, key=lambda size: lengths[size]) if lengths else 0


def lines_of(paper: Paper) -> Iterator[Line]:
    """Yield the lines of a paper in order."""
    counter = _Counter()
    for index, section in enumerate(paper.sections):
        yield from counter.lines(section, index)


class _Counter:
    """Counts paragraphs and tables on the way through a paper."""

    def __init__(self) -> None:
        self._paragraphs = self._tables = 0

    def lines(self, section: Section, index: int) -> Iterator[Line]:
        first = True
        for block in section.blocks:
            if isinstance(block, Table):
                for line in self._table(block, index):
                    yield line
                    first = first and not line.text
            else:
                self._paragraphs += 1
                starts = first or block.from_new_page or block.text.startswith("\f")
                yield Line(block, self._paragraphs, index, first=starts)
                first = (first and not block.text.strip()) or block.text.endswith("\f")

    def _table(self, table: Table, section: int) -> Iterator[Line]:
        self._tables += 1
        own = self._tables
        for y, row in enumerate(table.rows, 1):
            column = 1
            for cell in row.cells:
                for block in cell.blocks:
                    if isinstance(block, Table):
                        yield from self._table(block, section)
                    else:
                        self._paragraphs += 1
                        spot = Spot(own, y, column)
                        yield Line(block, self._paragraphs, section, spot, table.ruled)
                column += cell.span
