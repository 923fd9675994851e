"""Tables: CSV and XLSX as lists of rows by the headings of the columns."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.errors import DocgenError
from docgen.finding import Finding
from docgen.folding import fold
from docgen.regex import regex
from docgen.sources.node import Node, Reading
from docgen.sources.text import decode
from docgen.tables.header import NUMBER_HEADINGS
from docgen.tables.table import Layout, Row, Sheet, Skipped
from docgen.tables.text import read_text_table
from docgen.tables.workbook import MAX_CELLS, read_workbook

_SECTION = "раздел"
_LEADING_NUMBER = regex(r"^\s*\d+(?:\.\d+)*[.)]?\s+")


def read_csv(raw: bytes, name: str) -> Reading:
    """Read a CSV file: UTF-8 or cp1251; the separator is a semicolon, a comma or a tab."""
    reading = Reading()
    text = decode(raw, name, reading, cp1251=True)
    return reading if text is None else _read(read_text_table(text, name), reading)


def read_xlsx(raw: bytes, name: str, sheet: str | None, *, hidden: bool = False) -> Reading:
    """Read a sheet of a workbook; ``hidden``: its hidden rows and columns too."""
    opened = read_workbook(raw, name, sheet, remedy="Укажите поле „лист“", most=MAX_CELLS, hidden=hidden)
    return _read(opened, Reading())


def _read(sheet: Sheet, reading: Reading) -> Reading:
    """Return the records of a table as mappings by heading; titles of sections go into the column «Раздел»."""
    reading.findings += sheet.findings
    if sheet.findings:
        return reading
    layout = sheet.layout
    headings = _headings(layout, reading)
    has_sections = any(fold(heading) == _SECTION for heading in headings.values())
    items = []
    section: Skipped | None = None
    used = True
    try:
        for item in sheet.items:
            if isinstance(item, Row):
                used = True
                if cells := _cells(item, layout, headings, reading):
                    if section and not has_sections:
                        cells["Раздел"] = _title(section, layout)
                    items.append(Node(cells, next(iter(cells.values())).place))
            elif item.what == "section":
                section, used = item, has_sections
            else:
                reading.findings.append(item.remark(layout))
    except DocgenError as error:
        reading.findings.append(Finding("xlsx", "error", str(error), layout.place(layout.heading_line)))
    if section and not used:
        reading.findings.append(section.remark(layout))
    reading.node = Node(items, layout.place(layout.heading_line))
    return reading


def _title(section: Skipped, layout: Layout) -> Node:
    return Node(_LEADING_NUMBER.sub("", section.text), layout.place(section.line, section.column))


def _headings(layout: Layout, reading: Reading) -> dict[int, str]:
    """Return the headings by the index of their column, but for the columns of numbers."""
    headings: dict[int, str] = {}
    for index, heading in enumerate(layout.headings):
        if not heading or fold(heading) in NUMBER_HEADINGS:
            continue
        if fold(heading) in map(fold, headings.values()):
            place = layout.place(layout.heading_line, index)
            reading.complain("дважды", f"графа „{heading}“ повторяется", place, "Переименуйте одну из них")
        headings[index] = heading
    return headings


def _cells(row: Row, layout: Layout, headings: Mapping[int, str], reading: Reading) -> dict[str, Node]:
    """Return the cells of a row by heading, and complain of what is wrong with them."""
    for fault in row.faults:
        message, hint = fault.message, fault.hint
        if fault.stray:
            message = f"значение „{fault.stray}“ стоит в графе номеров или в графе без заголовка"
            hint = "Озаглавьте графу или перенесите значение"
        reading.complain("ячейка", message, layout.place(row.line, fault.column), hint)
    return {
        heading: Node(row.values[index], layout.place(row.line, index))
        for index, heading in headings.items()
        if row.values[index] is not None
    }
