"""Tables: CSV and XLSX as lists of rows by the headings of the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from docgen.engine.archive import unpack
from docgen.finding import Place
from docgen.folding import fold
from docgen.regex import regex
from docgen.sources.node import Node, Reading
from docgen.sources.text import decode

MAX_CELLS = 2_000_000  # of a sheet, empty ones too: they are gone through, and those merged are made one by one
_MERGED = regex(rb'mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_SECTION = "раздел"
_NUMBER = regex(r"[\d.]*\)?")
_LEADING_NUMBER = regex(r"^\s*\d+(?:\.\d+)*[.)]?\s+")
NUMBER_HEADINGS = {"№", "№_п/п", "№_пп", "№п/п", "n_п/п", "п/п"}
"""Headings of the column of numbers, which is skipped: Word numbers the rows itself."""


def read_csv(raw: bytes, name: str) -> Reading:
    """Read a CSV file: UTF-8 or cp1251; the separator is a semicolon, a comma or a tab."""
    reading = Reading()
    text = decode(raw, name, reading, cp1251=True)
    if text is None:
        return reading
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                place = Place(name, line)
                rows.append([(cell.replace("\r\n", "\n").strip() or None, place) for cell in cells])
            line = reader.line_num + 1
    except csv.Error:
        reading.complain(
            "csv", "не закрыты кавычки", Place(name, line), "Закройте кавычки или удвойте их внутри текста"
        )
        return reading
    return _table(rows, Place(name, 1), reading)


def read_xlsx(raw: bytes, name: str, sheet: str | None) -> Reading:
    """Read a sheet of a workbook: the first row that is not empty holds the headings."""
    reading = Reading()
    place = Place(name)
    if not raw.startswith(b"PK"):
        hint = "Откройте файл в Excel и сохраните как «Книга Excel (*.xlsx)» без пароля"
        reading.complain("xlsx", "это не книга XLSX (старый формат, пароль или другой файл)", place, hint)
        return reading
    try:
        book = _open(raw)
    except Exception:  # noqa: BLE001 - openpyxl raises whatever it stumbles over
        reading.complain("xlsx", "книга повреждена или слишком велика", place, "Откройте её в Excel и сохраните заново")
        return reading
    names = book.sheetnames
    if sheet is None and len(names) > 1:
        listed = ", ".join(f"«{item}»" for item in names)
        reading.complain("лист", f"в книге несколько листов: {listed}", place, "Укажите поле „лист“")
        return reading
    chosen = next((item for item in names if sheet is None or fold(item) == fold(sheet)), None)
    if chosen is None:
        listed = ", ".join(f"«{item}»" for item in names)
        reading.complain("лист", f"нет листа «{sheet}»", place, f"Есть листы: {listed}")
        return reading
    return _table(_rows(book[chosen], name, chosen, reading), Place(name, sheet=chosen), reading)


def _open(raw: bytes) -> Any:  # noqa: ANN401
    from openpyxl import load_workbook

    sheets = [part for name, part in unpack(raw, "таблица").items() if name.startswith("xl/worksheets/")]
    if sum(map(_merged, sheets)) > MAX_CELLS:
        raise ValueError
    book = load_workbook(io.BytesIO(raw), data_only=True)
    if any(sheet.max_row * sheet.max_column > MAX_CELLS for sheet in book.worksheets):
        raise ValueError
    return book


def _merged(sheet: bytes) -> int:
    """Return how many cells of a sheet are merged."""
    from openpyxl.utils import column_index_from_string as index

    return sum((index(right.decode()) - index(left.decode()) + 1) * (int(bottom) - int(top) + 1)
               for left, top, right, bottom in _MERGED.findall(sheet))  # fmt: skip


def _rows(sheet: Any, name: str, title: str, reading: Reading) -> list[list[tuple[object, Place]]]:  # noqa: ANN401
    """Return the rows that are not empty; a cell merged downwards stands in each of its rows."""
    below = {
        (row, area.min_col): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }
    found = []
    for cells in sheet.iter_rows():
        row = []
        for cell in cells:
            at = below.get((cell.row, cell.column), (cell.row, cell.column))
            value = sheet.cell(*at).value
            place = Place(name, sheet=title, cell=cell.coordinate)
            if cell.data_type == "e":
                reading.complain("xlsx", f"в ячейке ошибка {value}", place, "Исправьте формулу")
                value = None
            row.append((_cell(value), place))
        if any(value is not None for value, _ in row):
            found.append(row)
    return found


def _cell(value: object) -> object:
    match value:
        case datetime():
            return value.date()
        case bool():
            return "да" if value else "нет"
        case float():
            return int(value) if value.is_integer() else Decimal(repr(value))
        case str():
            return value.replace("\r\n", "\n").replace("_x000D_", "").strip() or None
    return value


def _is_number(value: object) -> bool:
    return bool(_NUMBER.fullmatch(str(value).strip()))


def _section_title(row: Sequence[tuple[object, Place]], numbers: set[int]) -> Node | None:
    """Return the title that a row holds over all columns: its only value, a text in the column of numbers."""
    filled = [(index, value, place) for index, (value, place) in enumerate(row) if value is not None]
    if len(filled) != 1 or filled[0][0] not in numbers or _is_number(filled[0][1]):
        return None
    _, value, place = filled[0]
    return Node(_LEADING_NUMBER.sub("", str(value)), place)


def _table(rows: Sequence[Sequence[tuple[object, Place]]], place: Place, reading: Reading) -> Reading:
    if not rows:
        reading.complain("пусто", "таблица пуста", place, "Заполните строку заголовков и строки под ней")
        return reading
    headings, numbers = _headings(rows[0], reading)
    has_sections = any(fold(heading) == _SECTION for heading in headings.values())
    items = []
    section: Node | None = None
    for row in rows[1:]:
        if title := _section_title(row, numbers):
            section = title
            continue
        cells = _cells(row, headings, numbers, reading)
        if cells:
            if section and not has_sections:
                cells["Раздел"] = section
            items.append(Node(cells, next(iter(cells.values())).place))
    reading.node = Node(items, place)
    return reading


def _headings(row: Sequence[tuple[object, Place]], reading: Reading) -> tuple[dict[int, str], set[int]]:
    """Return the headings by the index of their column, and the columns of numbers."""
    headings: dict[int, str] = {}
    numbers: set[int] = set()
    for index, (value, place) in enumerate(row):
        heading = str(value).replace("\n", " ") if value is not None else ""
        if fold(heading) in NUMBER_HEADINGS:
            numbers.add(index)
        elif heading:
            if fold(heading) in map(fold, headings.values()):
                reading.complain("дважды", f"графа „{heading}“ повторяется", place, "Переименуйте одну из них")
            headings[index] = heading
    return headings, numbers


def _cells(
    row: Sequence[tuple[object, Place]], headings: Mapping[int, str], numbers: set[int], reading: Reading
) -> dict[str, Node]:
    """Return the cells of a row by heading; a value that belongs to no column is not lost in silence."""
    cells = {}
    for index, (value, place) in enumerate(row):
        if value is None:
            continue
        if index in headings:
            cells[headings[index]] = Node(value, place)
        elif index not in numbers or not _is_number(value):
            message = f"значение „{str(value)[:40]}“ стоит в графе номеров или в графе без заголовка"
            reading.complain("лишнее", message, place, "Озаглавьте графу или перенесите значение")
    return cells
