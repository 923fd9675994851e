"""The grid of a table: what templates print, worked out from columns, sections and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from docgen.model.column import Column, leaves
from docgen.model.content import Content
from docgen.model.prose import Prose
from docgen.model.sums import amount, is_grouped, printed
from docgen.model.text import Text
from docgen.value import Value, replace

_NOTHING = Text(())


class Cell(Value):
    """A cell of the grid: a text or prose with lists, or the place of the row's number.

    ``merge``: `restart` begins a cell that spans the rows below, `continue` goes on with it. ``place``, ``span``: the
    first column of the cell and how many it spans; cells of rows take one column each.
    """

    text: Text = _NOTHING
    prose: Prose | None = None
    numbered: bool = False
    merge: str = ""
    place: int = -1
    span: int = 1

    @property
    def content(self) -> Text | Prose:
        """What the cell holds."""
        return self.prose or self.text

    @classmethod
    def of(cls, content: Content) -> Cell:
        """Make a cell of a text or prose."""
        return cls(prose=content) if isinstance(content, Prose) else cls(text=content)


class GridRow(Value):
    """A row of the grid: cells (level 0), or the title of a section over all columns; ``total``: a row of sums.

    ``numbered``: whether the title of a section has a number.
    """

    text: Text | None = None
    task: Text | None = None
    level: int = 0
    depth: int = 0
    numbered: bool = True
    total: bool = False
    cells: tuple[Cell, ...] = ()


class GridSection(Value):
    """A section of the grid, or a subsection (level 2); a table without sections has one without a title."""

    title: Text | None = None
    task: Text | None = None
    level: int = 1
    rows: tuple[GridRow, ...] = ()


class Grid(Value):
    """A table ready to be printed: columns with the number column in front if there is one, then sections.

    ``continuous``: rows are numbered through all sections, and not anew in each; so they are if the sections have no
    numbers (``section_numbers``); ``column_numbers``: a row of the
    numbers of columns follows the header and is repeated with it (norm TABLE-SPLIT); ``total``, ``section_total``:
    the labels of rows of sums.
    """

    headings: tuple[Column, ...]
    sections: tuple[GridSection, ...]
    continuous: bool = False
    section_numbers: bool = True
    column_numbers: bool = False
    total: Text | None = None
    section_total: Text | None = None

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that hold cells, without the groups over them."""
        return leaves(self.headings)

    @property
    def width(self) -> int:
        """How many columns there are, for the rows that span all of them."""
        return len(self.columns)

    @cached_property
    def header(self) -> tuple[GridRow, ...]:
        """The rows of the header: one, or two if columns are grouped."""
        grouped = any(column.columns for column in self.headings)
        first: list[Cell] = []
        second: list[Cell] = []
        for column in self.headings:
            at = len(second)
            merge = "restart" if grouped and not column.columns else ""
            first.append(Cell(text=column.heading, place=at, span=len(column.columns) or 1, merge=merge))
            if column.columns:
                second += [Cell(text=inner.heading, place=at + i) for i, inner in enumerate(column.columns)]
            else:
                second.append(Cell(merge="continue", place=at))
        rows = (first, second) if grouped else (first,)
        return tuple(GridRow(cells=tuple(cells)) for cells in rows)

    @cached_property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows with the titles of sections among them, one after another.

        A title has the level of its section (1 or 2); a row has level 0 and the depth of its number: 0 for «1.»,
        1 for «1.1.», 2 for «1.1.1.».
        """
        lines: list[GridRow] = []
        for section in self.sections:
            if section.title:
                lines.append(
                    GridRow(level=section.level, text=section.title, task=section.task, numbered=self.section_numbers)
                )
            depth = section.level if section.title and self.section_numbers and not self.continuous else 0
            rows = self._merged(section.rows)
            lines += [GridRow(cells=row.cells, depth=depth) for row in rows] if depth else rows
            if self.section_total and section.rows:
                lines += self._sums(section.rows, self.section_total)
        if self.total:
            lines += self._sums([row for section in self.sections for row in section.rows], self.total)
        return tuple(lines)

    def _sums(self, rows: Sequence[GridRow], label: Text) -> Iterator[GridRow]:
        """Yield the row of sums: the label over the columns before the first sum, the sums, nothing elsewhere."""
        sums = totals([[cell.content for cell in row.cells] for row in rows])
        first = next((at for at, value in enumerate(sums) if value is not None), None)
        if first is None:
            return
        cells = [Cell(text=label, place=0, span=max(first, 1))]
        for at, value in enumerate(sums[first:], first):
            if at:
                cells.append(Cell(text=Text.of(value or ""), place=at))
        yield GridRow(total=True, cells=tuple(cells))

    def _merged(self, rows: Sequence[GridRow]) -> Sequence[GridRow]:
        """Merge the equal neighbours of a column that asks for it: the first of them spans the others."""
        if not any(column.merged for column in self.columns):
            return rows
        done = [list(row.cells) for row in rows]
        for at, column in enumerate(self.columns):
            if not column.merged:
                continue
            for below in range(1, len(rows)):
                above = rows[below - 1].cells[at].content
                if str(above) and str(above) == str(rows[below].cells[at].content):
                    done[below][at] = Cell(merge="continue")
                    if not done[below - 1][at].merge:
                        done[below - 1][at] = replace(done[below - 1][at], merge="restart")
        return [replace(row, cells=tuple(cells)) for row, cells in zip(rows, done, strict=True)]


NUMBER_HEADING = Text.of("№ п/п")
NUMBER_SHARE = Decimal("0.08")


def numbered_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns with the number column in front of them."""
    total = sum((column.width for column in leaves(columns)), Decimal(0))
    return (Column(heading=NUMBER_HEADING, field="№", width=total * NUMBER_SHARE), *columns)


def grid_row(contents: Sequence[Content], *, numbered: bool) -> GridRow:
    """Return an ordinary row of the grid."""
    front = (Cell(numbered=True),) if numbered else ()
    return GridRow(cells=(*front, *map(Cell.of, contents)))


def totals(rows: Sequence[Sequence[Content]]) -> list[str | None]:
    """Return the sum of every column whose cells are all numbers, empty or dashes; None of any other."""
    sums: list[str | None] = []
    for column in zip(*rows, strict=True):
        values = [amount(content) for content in column]
        numbers = [value for value in values if isinstance(value, Decimal)]
        grouped = any(is_grouped(content) for content in column)
        summed = numbers and "" not in values
        sums.append(printed(sum(numbers, Decimal(0)), grouped=grouped) if summed else None)
    return sums
