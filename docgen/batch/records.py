"""Tables in text files: CSV, YAML, JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.batch.table import Layout, Row, Table, broken
from docgen.folding import fold
from docgen.sources.json_ import read_json
from docgen.sources.node import Node, Reading, data
from docgen.sources.text import decode
from docgen.sources.yaml_ import read_yaml
from docgen.tables.text import read_text_table


def read_lines(path: Path) -> Table:
    """Open a CSV file: UTF-8 or cp1251; the separator is a semicolon, a comma or a tab."""
    reading = Reading()
    text = decode(path.read_bytes(), path.name, reading, cp1251=True)
    if text is None:
        return Table(Layout(path.name, ()), iter(()), 0, tuple(reading.findings))
    return read_text_table(text, path.name).records()


def read_list(path: Path) -> Table:
    """Open a YAML or JSON file: a list of mappings, each a row by the headings of columns."""
    reading = (read_json if path.suffix.lower() == ".json" else read_yaml)(path.read_bytes(), path.name)
    if reading.failed or reading.node is None:
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
