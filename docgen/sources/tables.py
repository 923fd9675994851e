"""Tables: CSV and XLSX as lists of rows by the headings of the columns."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from docgen.finding import Place
from docgen.folding import fold
from docgen.sources.node import Node, Reading
from docgen.sources.text import decode

MAX_UNPACKED = 200 * 1024 * 1024
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

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise ValueError
    return load_workbook(io.BytesIO(raw), data_only=True)


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


def _table(rows: Sequence[Sequence[tuple[object, Place]]], place: Place, reading: Reading) -> Reading:
    if not rows:
        reading.complain("пусто", "таблица пуста", place, "Заполните строку заголовков и строки под ней")
        return reading
    headings: dict[int, str] = {}
    seen: set[str] = set()
    for index, (value, at) in enumerate(rows[0]):
        heading = str(value).replace("\n", " ") if value is not None else ""
        if not heading or fold(heading) in NUMBER_HEADINGS:
            continue
        if fold(heading) in seen:
            reading.complain("дважды", f"графа „{heading}“ повторяется", at, "Переименуйте одну из них")
        seen.add(fold(heading))
        headings[index] = heading
    skipped = {i for i, (value, _) in enumerate(rows[0]) if value is not None and i not in headings}
    items = []
    for row in rows[1:]:
        for index, (value, at) in enumerate(row):
            if value is not None and index not in headings and index not in skipped:
                reading.complain(
                    "лишнее", f"значение „{str(value)[:40]}“ стоит в графе без заголовка", at, "Озаглавьте графу"
                )
        cells = {
            headings[i]: Node(value, at) for i, (value, at) in enumerate(row) if i in headings and value is not None
        }
        if cells:
            items.append(Node(cells, row[0][1] if not cells else next(iter(cells.values())).place))
    reading.node = Node(items, place)
    return reading
