"""A CSV file as lines: the separator is found, whatever stands above the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from docgen.finding import Place
from docgen.tables.line import Line
from docgen.tables.records import records
from docgen.tables.shown import DoubtError, typed
from docgen.tables.table import Fault, Sheet

_LOOKED_AT = 40  # lines
_SEPARATORS = ";\t,"
_UNCLOSED = "Закройте кавычки или удвойте их внутри текста"


def read_text_table(text: str, file: str) -> Sheet:
    """Open a CSV file.

    Args:
        text: what it says.
        file: its name, for places.
    """
    lines = _lines(csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True))
    opened = records(lines, file, None, text.count("\n"))
    if not opened.findings or "\x00" not in text:
        return opened
    return Sheet.broken("csv", "это не таблица CSV", Place(file), "Сохраните таблицу как CSV или XLSX")


def separator(text: str) -> str:
    """Return the separator that most of the first lines have; a semicolon before a tab before a comma."""
    lines = text[: 1 << 16].splitlines()[:_LOOKED_AT]
    return max(_SEPARATORS, key=lambda sign: sum(sign in line for line in lines))


def _lines(reader: Any) -> Iterator[Line]:  # noqa: ANN401
    number, empty = 1, False
    try:
        for cells in reader:
            faults: list[Fault] = []
            values = [_value(cell, column, faults) for column, cell in enumerate(cells)]
            filled = bool(faults) or any(value is not None for value in values)
            if filled or not empty:
                yield Line(number, values if filled else (), faults=tuple(faults))
            empty = not filled
            number = reader.line_num + 1
    except csv.Error:
        unclosed = "не закрыты кавычки: строки отсюда и до конца файла не прочитаны"
        yield Line(number, (), faults=(Fault(0, unclosed, _UNCLOSED),))


def _value(cell: str, column: int, faults: list[Fault]) -> object:
    try:
        return typed(cell)
    except DoubtError as error:
        faults.append(Fault(column, error.message, error.hint))
        return None
