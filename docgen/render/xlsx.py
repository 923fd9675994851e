"""XLSX: the tables of a document, a sheet each, from a template whose cell styles a person can change in Excel."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

from docgen import russian
from docgen.errors import TemplateError, UsageError
from docgen.model.document import Document
from docgen.model.measure import MeasureTable
from docgen.model.part import Part
from docgen.model.style import Style
from docgen.model.table import Grid, GridRow, Table
from docgen.model.text import Text
from docgen.render.package import pack, unpack

PAGE_CHARS = 130  # how many characters of 12 points fit an A4 sheet on its long side
LINE_POINTS = 15.75
_FORBIDDEN_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_WHOLE = re.compile(r"-?\d{1,15}")


def render(document: Document, template: Path) -> bytes:
    """Return the tables of a document as a workbook: the same document gives the same bytes.

    Raises:
        UsageError: the document has no tables.
        TemplateError: the template lacks a cell style or cannot be read.
    """
    from openpyxl import load_workbook

    tables = list(_tables(document, ""))
    if not tables:
        raise UsageError("в документе нет таблиц: XLSX делать не из чего")
    try:
        book = load_workbook(template)
    except Exception as error:
        raise TemplateError(f"{template.name}: шаблон Excel не читается") from error
    pattern: Any = book.active
    for number, (title, grid) in enumerate(tables, 1):
        sheet: Any = book.copy_worksheet(pattern)
        sheet.title = _sheet_title(title, number)
        sheet.oddHeader.center.text = pattern.oddHeader.center.text
        _Sheet(sheet, document.style).fill(title, grid)
        _name_range(book, sheet, number)
    book.remove(pattern)
    book.active = 0
    buffer = io.BytesIO()
    book.save(buffer)
    parts = unpack(buffer.getvalue(), template.name)
    parts["docProps/core.xml"] = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", parts["docProps/core.xml"])
    return pack(parts)


def _tables(value: Any, title: str) -> Iterator[tuple[str, Grid]]:  # noqa: ANN401
    """Yield the tables of a document and of the papers inside it, with their titles."""
    own = " ".join(str(getattr(value, "title", None) or getattr(value, "heading", None) or title).split())
    if isinstance(value, Table | MeasureTable):
        yield own, value.grid
    if isinstance(value, Part):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            items = (
                inner.items()
                if isinstance(inner, Mapping)
                else enumerate(inner)
                if isinstance(inner, tuple)
                else [("", inner)]
            )
            for key, item in items:
                if isinstance(item, Document | Table | MeasureTable):
                    yield from _tables(item, str(key) if isinstance(inner, Mapping) else own)


class _Numbers:
    """The numbers of sections and rows, which Word would count by itself."""

    def __init__(self, dot: str) -> None:
        self._dot = dot
        self._sections = [0, 0]
        self._inside = self._through = 0

    def section(self, level: int) -> str:
        """Return the number of the next section («1.») or subsection («1.2.»)."""
        self._sections[level - 1] += 1
        self._sections[level:] = [0] * (2 - level)
        self._inside = 0
        return ".".join(map(str, self._sections[:level])) + self._dot

    def row(self, depth: int) -> str:
        """Return the number of the next row: «3.» through the table, «1.3.» or «1.2.3.» within its section."""
        if depth == 0:
            self._through += 1
            return f"{self._through}{self._dot}"
        self._inside += 1
        return ".".join(map(str, (*self._sections[:depth], self._inside))) + self._dot


class _Sheet:
    """One sheet in the making."""

    def __init__(self, sheet: Any, style: Style) -> None:  # noqa: ANN401
        self._sheet, self._style = sheet, style
        self._row = 0
        self._numbers = _Numbers("." if style.number_dot else "")

    def fill(self, title: str, grid: Grid) -> None:
        """Print a table: its title, the header, sections and rows."""
        total = sum(float(column.width) for column in grid.columns)
        widths = [max(6.0, float(column.width) / total * PAGE_CHARS) for column in grid.columns]
        for index, width in enumerate(widths, 1):
            self._sheet.column_dimensions[self._letter(index)].width = round(width, 2)
        self._over(title, "Название таблицы", sum(widths), len(widths))
        self._line([column.heading for column in grid.columns], "Заголовок графы", widths)
        header = self._row
        for row in grid.rows:
            if row.level:
                self._over(f"{self._numbers.section(row.level)} {row.text}", "Раздел", sum(widths), len(widths))
                if row.task:
                    self._over(f"Задача: {row.task}", "Задача раздела", sum(widths), len(widths))
            else:
                self._cells(row, widths)
        self._sheet.freeze_panes = f"A{header + 1}"
        self._sheet.print_title_rows = f"{header}:{header}"
        if not any(row.level for row in grid.rows):
            self._sheet.auto_filter.ref = f"A{header}:{self._letter(len(widths))}{max(self._row, header)}"

    def _cells(self, row: GridRow, widths: list[float]) -> None:
        number = self._numbers.row(row.depth) if any(cell.numbered for cell in row.cells) else ""
        self._line([number if cell.numbered else cell.text for cell in row.cells], "Ячейка", widths)

    def _over(self, text: str, style: str, width: float, columns: int) -> None:
        self._row += 1
        self._put(1, text, style)
        for column in range(2, columns + 1):
            self._sheet.cell(self._row, column).style = style
        if columns > 1:
            self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=columns)
        self._height([(text, width)])

    def _line(self, values: list[Text | str], style: str, widths: list[float]) -> None:
        self._row += 1
        for column, value in enumerate(values, 1):
            self._put(column, value, "Номер строки" if isinstance(value, str) else style)
        self._height([(str(value), width) for value, width in zip(values, widths, strict=True)])

    def _put(self, column: int, value: Text | str, style: str) -> None:
        """Write a cell: dates and whole numbers as such, everything else as a text that is never a formula."""
        cell = self._sheet.cell(self._row, column)
        try:
            cell.style = style
        except ValueError as error:
            raise TemplateError(f"в шаблоне Excel нет стиля ячеек «{style}»") from error
        verbatim = isinstance(value, Text) and value.verbatim
        plain = verbatim or not self._style.typography
        text = str(value) if plain else russian.typeset(str(value), self._style.dash)
        known = _plain(text) if style == "Ячейка" and not verbatim else text
        if isinstance(known, str):
            cell.value = known
            cell.data_type = "s"
            if known.startswith(("=", "+", "-", "@")):
                cell.quotePrefix = True
        else:
            cell.value = known
            cell.number_format = "DD.MM.YYYY" if isinstance(known, date) else "0"

    def _height(self, cells: list[tuple[str, float]]) -> None:
        lines = max(sum(_lines(line, width) for line in text.split("\n")) for text, width in cells)
        self._sheet.row_dimensions[self._row].height = min(409.0, lines * LINE_POINTS + 2)

    def _letter(self, index: int) -> str:
        from openpyxl.utils import get_column_letter

        letter: str = get_column_letter(index)
        return letter


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column that holds so many characters."""
    return len(wrap(text, max(4, int(width * 0.95)))) or 1


def _plain(text: str) -> str | int | date:
    """Return a date or a whole number that a text is, or the text."""
    if _WHOLE.fullmatch(text) and (text == "0" or not text.lstrip("-").startswith("0")):
        return int(text)
    try:
        return russian.parse_date(text) or text
    except ValueError:
        return text


def _sheet_title(title: str, number: int) -> str:
    """Return a title that Excel takes: 31 characters, no brackets, slashes, colons; different on every sheet."""
    bare = _FORBIDDEN_IN_TITLES.sub(" ", title).strip(" '") or "Таблица"
    return f"{number}. {bare}"[:31].strip()


def _name_range(book: Any, sheet: Any, number: int) -> None:  # noqa: ANN401
    """Name the whole table, so that formulas of other sheets can use it."""
    from openpyxl.utils import absolute_coordinate, quote_sheetname
    from openpyxl.workbook.defined_name import DefinedName

    name = f"Таблица_{number}"
    area = f"{quote_sheetname(sheet.title)}!{absolute_coordinate(sheet.dimensions)}"
    book.defined_names[name] = DefinedName(name, attr_text=area)
