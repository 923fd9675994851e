"""One sheet of a workbook: a table with its title, header, sections, rows and sums, and the places to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Any

from docgen import russian
from docgen.errors import TemplateError
from docgen.model.blocks import Listing
from docgen.model.grid import Cell, Grid, GridRow
from docgen.model.prose import Prose
from docgen.model.style import Style
from docgen.model.sums import amount
from docgen.model.text import Blank, Text
from docgen.value import Value

PAGE_CHARS = 130  # how many characters of 12 points fit an A4 sheet on its long side
LINE_POINTS = 15.75
ROOM, BOLD_ROOM = 0.85, 0.78  # how many letters a column holds for one of its units, that are digits of 11 points
MAX_POINTS = 409.0  # Excel's own limit of a row
_GROUPED = 10_000  # numbers of five digits and more are shown in groups (norm TYP-BIGNUM)
_CODE = re.compile(r"0\d")
_MAX_DIGITS = 15  # Excel keeps no more of a number


class Place(Value):
    """A cell to fill: where it is and what belongs there."""

    cell: str
    blank: Blank


@dataclass
class Sheet:
    """A sheet in the making; ``places`` are the cells to fill, found on the way."""

    sheet: Any
    style: Style
    places: list[Place] = field(default_factory=list)
    _row: int = 0
    _sections: list[int] = field(default_factory=lambda: [0, 0])
    _inside: int = 0
    _through: int = 0

    def fill(self, marks: Sequence[str], title: str, grid: Grid) -> None:
        """Print a table: the mark of an appendix, the title, the header, sections, rows and sums."""
        total = sum(float(column.width) for column in grid.columns)
        widths = [max(6.0, float(column.width) / total * PAGE_CHARS) for column in grid.columns]
        for index, width in enumerate(widths, 1):
            self.sheet.column_dimensions[_letter(index)].width = round(width, 2)
        for mark in marks:
            self._aside(mark, widths)
        self._over(title, "Название таблицы", widths)
        first = self._row + 1
        self._header(grid, widths)
        for row in grid.rows:
            self._line(row, widths)
        self.sheet.freeze_panes = f"A{first + len(grid.header) + grid.column_numbers}"
        self.sheet.print_title_rows = f"{first}:{first + len(grid.header) + grid.column_numbers - 1}"
        plain = not any(row.level or row.total for row in grid.rows) and len(grid.header) == 1
        if plain and not self.places and not grid.column_numbers:
            self.sheet.auto_filter.ref = f"A{first}:{_letter(len(widths))}{max(self._row, first)}"

    def _header(self, grid: Grid, widths: Sequence[float]) -> None:
        top = self._row + 1
        for row in grid.header:
            self._put_row(row.cells, "Заголовок графы", widths)
        if len(grid.header) > 1:
            for cell in grid.header[0].cells:
                if cell.merge:
                    self._merge(top, top + 1, cell.place + 1, cell.place + 1)
        if grid.column_numbers:
            numbers = tuple(Cell(text=Text.of(str(n)), place=n - 1) for n in range(1, len(widths) + 1))
            self._put_row(numbers, "Заголовок графы", widths)

    def _line(self, row: GridRow, widths: Sequence[float]) -> None:
        if row.level:
            number = f"{self._section(row.level)} " if row.numbered else ""
            self._over(f"{number}{row.text}", "Раздел", widths)
            if row.task:
                self._over(f"Задача: {row.task}", "Задача раздела", widths)
        elif row.total:
            self._put_row(row.cells, "Итог", widths)
        else:
            numbered = any(cell.numbered for cell in row.cells)
            self._put_row(row.cells, "Ячейка", widths, self._number(row.depth) if numbered else "")
            for at, cell in enumerate(row.cells, 1):
                if cell.merge == "continue":
                    self._grow_merge(at)

    def _put_row(self, cells: Sequence[Cell], style: str, widths: Sequence[float], number: str = "") -> None:
        self._row += 1
        heights = []
        for index, cell in enumerate(cells):
            column = (cell.place if cell.place >= 0 else index) + 1
            text = number if cell.numbered else _text(cell.content, self._typeset)
            self._put(column, text, "Номер строки" if cell.numbered else style, cell)
            if cell.span > 1:
                self._restyle(range(column + 1, column + cell.span), style)
                self._merge(self._row, self._row, column, column + cell.span - 1)
            heights.append((text, sum(widths[column - 1 : column - 1 + cell.span])))
        self._height(heights, bold=style != "Ячейка")

    def _over(self, text: str, style: str, widths: Sequence[float]) -> None:
        self._row += 1
        self._put(1, self._typeset(text), style)
        self._restyle(range(2, len(widths) + 1), style)
        self._merge(self._row, self._row, 1, len(widths))
        self._height([(text, sum(widths))], bold=True)

    def _aside(self, text: str, widths: Sequence[float]) -> None:
        """Print a line of the mark of an appendix at the right."""
        self._row += 1
        column = next((at for at in range(len(widths), 1, -1) if sum(widths[at - 1 :]) >= PAGE_CHARS * 0.3), 1)
        self._put(column, self._typeset(text), "Отметка")
        self._merge(self._row, self._row, column, len(widths))
        self._height([(text, sum(widths[column - 1 :]))], bold=False)

    def _put(self, column: int, text: str, style: str, cell: Cell | None = None) -> None:
        """Write a cell: dates and numbers as such, everything else as a text that is never a formula."""
        target = self.sheet.cell(self._row, column)
        blank = _blank(cell)
        self._restyle([column], "Поле для заполнения" if blank else style)
        if blank:
            self.places.append(Place(f"{_letter(column)}{self._row}", blank))
            return
        verbatim = cell is not None and cell.text.verbatim
        value = _plain(text) if style in ("Ячейка", "Итог") and not verbatim else text
        target.value = value if value != "" else None
        if isinstance(value, str):
            target.data_type = "s" if value else "n"
            if value.startswith(("=", "+", "-", "@")):
                target.quotePrefix = True
            return
        if isinstance(value, date) and style == "Ячейка":
            self._restyle([column], "Дата")
        target.number_format = _format(value)

    def _restyle(self, columns: Sequence[int] | range, style: str) -> None:
        for column in columns:
            try:
                self.sheet.cell(self._row, column).style = style
            except ValueError as error:
                raise TemplateError(f"в шаблоне Excel нет стиля ячеек «{style}»") from error

    def _merge(self, top: int, bottom: int, left: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)

    def _grow_merge(self, column: int) -> None:
        """Merge a cell with the one above it, or with the merged ones above it."""
        above = f"{_letter(column)}{self._row - 1}"
        for area in list(self.sheet.merged_cells.ranges):
            if above in area and area.min_col == area.max_col == column:
                self.sheet.unmerge_cells(str(area))
                self._merge(area.min_row, self._row, column, column)
                return
        self._merge(self._row - 1, self._row, column, column)

    def _height(self, cells: Sequence[tuple[str, float]], *, bold: bool) -> None:
        room = BOLD_ROOM if bold else ROOM
        lines = max(sum(_lines(line, width * room) for line in text.split("\n")) for text, width in cells)
        self.sheet.row_dimensions[self._row].height = min(MAX_POINTS, lines * LINE_POINTS + 2)

    def _section(self, level: int) -> str:
        """Return the number of the next section («1.») or subsection («1.2.»)."""
        self._sections[level - 1] += 1
        self._sections[level:] = [0] * (2 - level)
        self._inside = 0
        return ".".join(map(str, self._sections[:level])) + self._dot

    def _number(self, depth: int) -> str:
        """Return the number of the next row: «3.» through the table, «1.3.» or «1.2.3.» within its section."""
        if depth == 0:
            self._through += 1
            return f"{self._through}{self._dot}"
        self._inside += 1
        return ".".join(map(str, (*self._sections[:depth], self._inside))) + self._dot

    @property
    def _dot(self) -> str:
        return "." if self.style.number_dot else ""

    def _typeset(self, text: str) -> str:
        """Set typography; Excel has no hyphen that does not break, and would not find «273-ФЗ» by the other one."""
        return russian.typeset(text, self.style.dash).replace("\u2011", "-") if self.style.typography else text


def _blank(cell: Cell | None) -> Blank | None:
    """Return the place to fill that a cell consists of, if it is one."""
    pieces = cell.text.pieces if cell is not None and cell.prose is None else ()
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], Blank) else None


def _text(content: Text | Prose, typeset: Any) -> str:  # noqa: ANN401
    """Return what a cell of Excel shows of a text or of prose, whose lists it cannot hold."""
    if isinstance(content, Text):
        return str(content) if content.verbatim else str(typeset(str(content)))
    return str(typeset("\n".join(_paragraphs(content))))


def _paragraphs(prose: Prose) -> Iterator[str]:
    for block in prose.blocks:
        if not isinstance(block, Listing):
            yield str(getattr(block, "text", ""))
            continue
        counters = [0, 0, 0]
        for item in block.items:
            if not item.follows:
                counters[item.level - 1] += 1
                counters[item.level :] = [0] * (3 - item.level)
            mark = "" if item.follows else f"{counters[item.level - 1]}. " if item.numbered else "– "
            yield "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}" * (item.level - 1) + mark + str(item.text)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column that holds so many letters."""
    return len(wrap(text, max(4, int(width)))) or 1


def _plain(text: str) -> str | Decimal | date:
    """Return a date or a number that a text is, or the text."""
    number = amount(text)
    digits = sum(sign.isdigit() for sign in text)
    if isinstance(number, Decimal) and digits <= _MAX_DIGITS and not _CODE.match(text.lstrip("-")):
        return number
    try:
        return russian.parse_date(text) or text
    except ValueError:
        return text


def _format(value: Decimal | date) -> str:
    if isinstance(value, date):
        return "DD.MM.YYYY"
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    whole = "# ##0" if abs(value) >= _GROUPED else "0"
    return whole + (f".{'0' * places}" if places else "")


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    letter: str = get_column_letter(index)
    return letter
