"""Tables in text files: CSV, YAML, JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docgen.batch.table import Fault, Layout, Row, Table, broken
from docgen.finding import Place
from docgen.folding import fold
from docgen.sources.json_ import read_json
from docgen.sources.node import Node, Reading, data
from docgen.sources.text import decode
from docgen.sources.yaml_ import read_yaml


def read_lines(path: Path) -> Table:
    """Open a CSV file: UTF-8 or cp1251; the separator is a semicolon, a comma or a tab."""
    reading = Reading()
    text = decode(path.read_bytes(), path.name, reading, cp1251=True)
    if text is None:
        return Table(Layout(path.name, ()), iter(()), 0, tuple(reading.findings))
    separator = max(";,\t", key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        headings = next((cells for cells in reader if any(map(str.strip, cells))), None)
    except csv.Error:
        return broken("csv", "не закрыты кавычки", Place(path.name, 1), "Закройте их или удвойте внутри текста")
    if headings is None:
        return broken("пусто", "таблица пуста", Place(path.name, 1), "Заполните строку заголовков и строки под ней")
    words = tuple(" ".join(heading.split()) for heading in headings)
    layout = Layout(path.name, words, heading_line=reader.line_num)
    return Table(layout, _records(reader, len(words)), max(text.count("\n") - 1, 1))


def _records(reader: Any, width: int) -> Iterator[Row]:  # noqa: ANN401
    line = reader.line_num + 1
    try:
        for cells in reader:
            values = [cell.replace("\r\n", "\n").strip() or None for cell in cells]
            if any(values):
                faults = [
                    Fault(width - 1, "в строке больше значений, чем граф", "Возьмите текст с разделителем в кавычки")
                ]
                padded = (*values, *[None] * (width - len(values)))
                yield Row(line, padded[:width], tuple(faults) if any(values[width:]) else ())
            line = reader.line_num + 1
    except csv.Error:
        unclosed = Fault(0, "не закрыты кавычки: строки отсюда и до конца файла не прочитаны", "Закройте кавычки")
        yield Row(line, (None,) * width, (unclosed,))


def read_list(path: Path) -> Table:
    """Open a YAML or JSON file: a list of mappings, each a row by the headings of columns."""
    reading = (read_json if path.suffix.lower() == ".json" else read_yaml)(path.read_bytes(), path.name)
    if reading.findings or reading.node is None:
        return Table(Layout(path.name, ()), iter(()), 0, tuple(reading.findings))
    rows = reading.node.value
    if not isinstance(rows, list) or not all(isinstance(row.value, dict) for row in rows):
        hint = "Начните каждую строку таблицы со знака «- »"
        return broken("не-список", "здесь нужен список строк с полями «графа: значение»", reading.node.place, hint)
    headings: dict[str, str] = {}
    for row in rows:
        for heading in row.value:
            headings.setdefault(fold(heading), heading)
    if not headings:
        return broken("пусто", "таблица пуста", reading.node.place, "Заполните хотя бы одну строку")
    return Table(Layout(path.name, tuple(headings.values()), heading_line=0), _listed(rows, list(headings)), len(rows))


def _listed(rows: list[Node], headings: list[str]) -> Iterator[Row]:
    for row in rows:
        cells = {fold(heading): data(child) for heading, child in row.value.items()}  # type: ignore[attr-defined]
        yield Row(row.place.line or 0, tuple(cells.get(heading) for heading in headings))
