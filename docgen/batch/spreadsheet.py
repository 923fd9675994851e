"""A sheet of a workbook as rows, read as they are asked for: memory does not grow with the sheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docgen.batch.table import Fault, Layout, Row, Table, broken, plain
from docgen.engine.archive import MAX_UNPACKED
from docgen.errors import DocgenError
from docgen.finding import Place
from docgen.folding import fold
from docgen.sources.tables import MAX_CELLS

_MARKS = re.compile(
    rb'<(?:\w+:)?(?:(row)[ >/]|(f)[ >/]|mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)")'
)  # what there is to know of a sheet before its cells are read
_ZEROS = re.compile("00+")
_CHUNK = 1 << 20
_NO_VALUE = "формула без значения: книгу ещё не считали"
_UNSAVED = "Откройте книгу в Excel и сохраните её или впишите значение"


def read_sheet(path: Path, sheet: str | None) -> Table:
    """Open a sheet: the first row that is not empty holds the headings."""
    place = Place(path.name)
    try:
        raw = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                return broken("xlsx", "книга слишком велика", place, "Сохраните таблицу как CSV")
        book = _book(raw, values=True)
        return _chosen(path.name, raw, book, sheet)
    except OSError:
        raise
    except Exception:  # noqa: BLE001 - zipfile and openpyxl raise whatever they stumble over
        hint = "Откройте файл в Excel и сохраните как «Книга Excel (*.xlsx)» без пароля"
        return broken("xlsx", "это не книга XLSX, или она повреждена", place, hint)


def _chosen(file: str, raw: bytes, book: Any, sheet: str | None) -> Table:  # noqa: ANN401
    place, names = Place(file), book.sheetnames
    listed = ", ".join(f"«{name}»" for name in names)
    if sheet is None and len(names) > 1:
        return broken("лист", f"в книге несколько листов: {listed}", place, "Назовите нужный: --sheet")
    chosen = next((name for name in names if sheet is None or fold(name) == fold(sheet)), None)
    if chosen is None:
        return broken("лист", f"нет листа «{sheet}»", place, f"Есть листы: {listed}")
    return _table(file, raw, book, chosen)


def _book(raw: bytes, *, values: bool) -> Any:  # noqa: ANN401
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(raw), read_only=True, data_only=values)


def _table(file: str, raw: bytes, book: Any, name: str) -> Table:  # noqa: ANN401
    from openpyxl.utils import get_column_letter

    count, formulas, below, across = _surveyed(book[name])
    cells = _lines(book[name], file)
    for line, headings in cells:
        words = _words(headings)
        merged = across.get(line, [])
        if sum(map(bool, words)) <= bool(merged):  # the row is empty, or holds a title over the table
            continue
        if merged:
            line, inner = next(cells, (line, []))  # noqa: PLW2901 - the header takes two rows
            words = _joined(words, _words(inner), merged)
        letters = tuple(get_column_letter(column) for column in range(1, len(words) + 1))
        asked = _lines(_book(raw, values=False)[name], file) if formulas else None
        rows = _rows(cells, asked, below, len(words), line)
        return Table(Layout(file, words, name, letters, line), rows, max(count - 1, 0))
    hint = "Заполните строку заголовков и строки под ней"
    return broken("пусто", "таблица пуста", Place(file, sheet=name, cell="A1"), hint)


def _words(cells: Sequence[tuple[Any, str]]) -> tuple[str, ...]:
    return tuple(" ".join(str(value).split()) if value is not None else "" for value, _ in cells)


def _joined(upper: Sequence[str], lower: Sequence[str], merged: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return the headings of a header of two rows: `организация` over `наименование` is `организация.наименование`."""
    around = dict(enumerate(upper))
    for left, right in merged:
        around.update(dict.fromkeys(range(left, right + 1), upper[left]))
    inside = dict(enumerate(lower))
    both = ((around.get(at, ""), inside.get(at, "")) for at in range(max(len(upper), len(lower))))
    return tuple(".".join(filter(None, pair)) for pair in both)


def _surveyed(sheet: Any) -> tuple[int, bool, dict[tuple[int, int], int], dict[int, list[tuple[int, int]]]]:  # noqa: ANN401
    """Return about how many rows there are, whether there are formulas, and the merged cells.

    Those merged downwards come as cell -> row of the value, those merged to the right as row -> first, last column.
    """
    count, formulas, rest = 0, False, b""
    below: dict[tuple[int, int], int] = {}
    across: dict[int, list[tuple[int, int]]] = {}
    with sheet._get_source() as source:  # noqa: SLF001 - openpyxl tells of merged cells only when it reads all of them
        while piece := source.read(_CHUNK):
            whole, cut, tail = (rest + piece).rpartition(b"<")
            rest = cut + tail
            for row, formula, left, top, right, bottom in _MARKS.findall(whole):
                count += bool(row)
                formulas = formulas or bool(formula)
                if left:
                    column = _index(left)
                    if len(below) + int(bottom) - int(top) > MAX_CELLS:
                        raise ValueError
                    below.update({(line, column): int(top) for line in range(int(top) + 1, int(bottom) + 1)})
                    if right != left:
                        across.setdefault(int(top), []).append((column, _index(right)))
    return count, formulas, below, across


def _index(letters: bytes) -> int:
    from openpyxl.utils import column_index_from_string

    return int(column_index_from_string(letters.decode())) - 1


def _lines(sheet: Any, file: str) -> Iterator[tuple[int, list[tuple[Any, str]]]]:  # noqa: ANN401
    """Yield the rows of a sheet with their numbers: cells as value and type.

    Raises:
        DocgenError: openpyxl stumbles over a row.
    """
    sheet.reset_dimensions()  # files of other programs may name fewer cells than they hold
    line = 0
    try:
        for line, cells in enumerate(sheet.iter_rows(), 1):
            yield line, [(_shown(cell), cell.data_type) for cell in cells]
    except Exception as error:
        place = Place(file, sheet=sheet.title)
        raise DocgenError(f"{place}: лист повреждён ниже строки {line}; сохраните книгу в Excel заново") from error


def _shown(cell: Any) -> Any:  # noqa: ANN401
    """Return the value of a cell; a whole number with leading zeros, a code, is the text that Excel shows."""
    value = cell.value
    if value.__class__ is int and (zeros := _ZEROS.fullmatch(cell.number_format)):
        return str(value).zfill(len(zeros[0]))
    return value


def _rows(
    cells: Iterator[tuple[int, list[tuple[Any, str]]]], asked: Iterator[tuple[int, list[tuple[Any, str]]]] | None,
    below: dict[tuple[int, int], int], width: int, skipped: int,
) -> Iterator[Row]:  # fmt: skip
    """Yield the rows under the headings; a cell merged downwards stands in each of its rows."""
    if asked is not None:
        for _ in range(skipped):
            next(asked)
    merged: dict[int, tuple[int, object]] = {}
    for line, row in cells:
        formulas = next(asked)[1] if asked is not None else ()
        values: list[object] = []
        faults: list[Fault] = []
        for column in range(max(width, len(row))):
            value, kind = row[column] if column < len(row) else (None, "n")
            if (line, column) in below:
                top, above = merged.get(column, (0, None))
                value = above if top == below[line, column] else None
            else:
                value = _read(value, kind, column, faults)
                if (line + 1, column) in below:
                    merged[column] = line, value
                if value is None and column < len(formulas) and formulas[column][1] == "f":
                    faults.append(Fault(column, _NO_VALUE, _UNSAVED))
            values.append(value)
        if any(value is not None for value in values) or faults:
            yield Row(line, _fitted(values, width, faults), tuple(faults))


def _read(value: object, kind: str, column: int, faults: list[Fault]) -> object:
    if kind == "e":
        faults.append(Fault(column, f"в ячейке ошибка {value}", "Исправьте формулу"))
        return None
    try:
        return plain(value)
    except ValueError as error:
        faults.append(Fault(column, str(error), "Напишите текст, число или дату"))
        return None


def _fitted(values: Sequence[object], width: int, faults: list[Fault]) -> tuple[object, ...]:
    """Return the values of the columns that have a place in the header; a value beyond them is not lost in silence."""
    if any(value is not None for value in values[width:]):
        faults.append(Fault(width - 1, "правее последней графы стоит значение без заголовка", "Озаглавьте его графу"))
    return tuple(values[:width])
