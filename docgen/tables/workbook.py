"""A sheet of a workbook as lines, read as they are asked for: memory does not grow with the sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from docgen.engine.archive import MAX_UNPACKED
from docgen.errors import DocgenError
from docgen.finding import Place
from docgen.folding import fold, similar
from docgen.regex import regex
from docgen.tables.line import Line
from docgen.tables.records import records
from docgen.tables.shown import DoubtError, shown
from docgen.tables.table import Fault, Sheet, Skipped, letters

MAX_CELLS = 2_000_000  # of a sheet that is read whole, empty ones too; and merged ones, which are made one by one
_MARKS = regex(
    rb'<(?:\w+:)?(?:row\b([^>]*)>|(f)[ >/]|col\b([^>]*)>|mergeCell\b[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)")'
)  # what there is to know of a sheet before its cells are read
_CONTENT = regex(rb"<(?:\w+:)?(?:v|is|f)[ >]")
_HIDDEN = regex(rb'\b(?:hidden="(?:1|true)"|(?:customH|h)eight="0"|ht="0(?:\.0+)?"|width="0(?:\.0+)?")')
_NUMBER = regex(rb'\b(r|min|max)="(\d+)"')
_CHUNK = 1 << 20
_NO_VALUE = "формула без значения: книгу ещё не считали"
_UNSAVED = "Откройте книгу в Excel и сохраните её или впишите значение"
_OTHER = "Откройте файл в Excel и сохраните как «Книга Excel (*.xlsx)» без пароля"


def read_workbook(
    raw: bytes, file: str, sheet: str | None, *, remedy: str, most: int | None = None, hidden: bool = False
) -> Sheet:
    """Open a sheet of a workbook: the one that is named, or else the only visible one that is not empty.

    Args:
        raw: the bytes of the file.
        file: its name, for places.
        sheet: the name of the sheet.
        remedy: what to do if there are several sheets.
        most: how many cells the sheet may have.
        hidden: whether to read hidden rows and columns too.
    """
    place = Place(file)
    if not raw.startswith(b"PK"):
        return Sheet.broken("xlsx", "это не книга XLSX (старый формат, пароль или другой файл)", place, _OTHER)
    try:
        if _size(raw) > MAX_UNPACKED:
            return Sheet.broken("xlsx", "книга слишком велика", place, "Сохраните таблицу как CSV")
        book = _book(raw, values=True)
        chosen = _chosen(book, file, sheet, remedy)
        return chosen if isinstance(chosen, Sheet) else _opened(raw, chosen, file, most, hidden=hidden)
    except DocgenError as error:
        return Sheet.broken("xlsx", str(error), place, "Откройте её в Excel и сохраните заново")
    except Exception:  # noqa: BLE001 - zipfile and openpyxl raise whatever they stumble over
        return Sheet.broken("xlsx", "это не книга XLSX, или она повреждена", place, _OTHER)


def _size(raw: bytes) -> int:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _book(raw: bytes, *, values: bool) -> Any:  # noqa: ANN401
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(raw), read_only=True, data_only=values)


def _chosen(book: Any, file: str, name: str | None, remedy: str) -> Any:  # noqa: ANN401 - a sheet of openpyxl
    """Return the sheet to be read, or a table with the reason why there is none."""
    place, sheets = Place(file), book.worksheets
    if name is not None:
        found = next((sheet for sheet in sheets if fold(sheet.title) == fold(name)), None)
        known = {fold(sheet.title): sheet.title for sheet in sheets}
        hint = f"Есть листы: {_listed(sheets)}"
        like = similar(name, known)
        return found or Sheet.broken("лист", f"нет листа «{name}»", place, like if "букв" in like else hint)
    seen = [sheet for sheet in sheets if sheet.sheet_state == "visible"] or sheets
    filled = [sheet for sheet in seen if not _is_empty(sheet)]
    if len(filled) > 1:
        return Sheet.broken("лист", f"в книге несколько листов: {_listed(filled)}", place, remedy)
    return (filled or seen)[0]


def _listed(sheets: Sequence[Any]) -> str:
    return ", ".join(f"«{sheet.title}»" for sheet in sheets)


def _is_empty(sheet: Any) -> bool:  # noqa: ANN401
    return not any(_CONTENT.search(piece) for piece in _pieces(sheet))


def _pieces(sheet: Any) -> Iterator[bytes]:  # noqa: ANN401
    """Yield the XML of a sheet in pieces that end before a tag."""
    rest = b""
    with sheet._get_source() as source:  # noqa: SLF001 - openpyxl tells of merged cells only when it reads all of them
        while piece := source.read(_CHUNK):
            whole, cut, tail = (rest + piece).rpartition(b"<")
            rest = cut + tail
            yield whole
    yield rest


class _Survey(NamedTuple):
    """What there is to know of a sheet beforehand.

    Attributes:
        rows_count: about how many rows there are.
        formulas: whether there are any.
        below: of the cells merged downwards: line, column -> the line of the value.
        across: of those merged to the right: line -> column -> how many columns.
        rows: the hidden lines.
        columns: the hidden columns, counted from 0.
    """

    rows_count: int
    formulas: bool
    below: dict[tuple[int, int], int]
    across: dict[int, dict[int, int]]
    rows: set[int]
    columns: set[int]


def _surveyed(sheet: Any) -> _Survey:  # noqa: ANN401
    count, formulas, row, area = 0, False, 0, 0
    below: dict[tuple[int, int], int] = {}
    across: dict[int, dict[int, int]] = {}
    rows: set[int] = set()
    columns: set[int] = set()
    for piece in _pieces(sheet):
        for found in _MARKS.finditer(piece):
            line, formula, column, left, top, right, bottom = found.groups()
            if line is not None:
                count += 1
                number = dict(_NUMBER.findall(line)).get(b"r")
                row = int(number) if number else row + 1
                if _HIDDEN.search(line):
                    rows.add(row)
            elif formula:
                formulas = True
            elif column is not None:
                if _HIDDEN.search(column):
                    ends = dict(_NUMBER.findall(column))
                    columns.update(range(int(ends[b"min"]) - 1, min(int(ends[b"max"]), 16384)))
            else:
                at = _index(left)
                area += (_index(right) - at + 1) * (int(bottom) - int(top) + 1)
                if area > MAX_CELLS:
                    raise DocgenError("книга слишком велика")
                below.update({(under, at): int(top) for under in range(int(top) + 1, int(bottom) + 1)})
                if right != left:
                    across.setdefault(int(top), {})[at] = _index(right) - at + 1
    return _Survey(count, formulas, below, across, rows, columns)


def _index(column: bytes) -> int:
    from openpyxl.utils import column_index_from_string

    return int(column_index_from_string(column.decode())) - 1


def _opened(raw: bytes, sheet: Any, file: str, most: int | None, *, hidden: bool) -> Sheet:  # noqa: ANN401
    survey = _surveyed(sheet)
    if hidden:
        survey = survey._replace(rows=set(), columns=set())
    formulas = _cells(_book(raw, values=False)[sheet.title], file, None) if survey.formulas else None
    lines = _lines(_cells(sheet, file, most), formulas, survey)
    first = next(lines, None)
    notes = _hidden_columns(survey.columns, first)
    rest = iter(()) if first is None else lines
    return records(_with(first, rest), file, sheet.title, survey.rows_count, notes)


def _with(first: Line | None, rest: Iterator[Line]) -> Iterator[Line]:
    if first is not None:
        yield first
    yield from rest


def _hidden_columns(columns: set[int], first: Line | None) -> tuple[Skipped, ...]:
    """Return the remark about hidden columns that may hold something."""
    if not columns or first is None:
        return ()
    listed = ", ".join(letters(at) for at in sorted(columns)[:10])
    hint = "Если они нужны, покажите их в Excel"
    return (Skipped(first.number, min(columns), "", reason=f"скрытые графы не прочитаны: {listed}", hint=hint),)


def _cells(sheet: Any, file: str, most: int | None) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    """Yield the rows of a sheet as cells of openpyxl.

    Raises:
        DocgenError: openpyxl stumbles over a row, or there are too many cells.
    """
    sheet.reset_dimensions()  # files of other programs may name fewer cells than they hold
    line, count, width = 0, 0, 1
    try:
        for line, cells in enumerate(sheet.iter_rows(), 1):
            width = max(width, len(cells))
            count = line * width
            if most is not None and count > most:
                break
            yield cells
    except Exception as error:
        place = Place(file, sheet=sheet.title)
        raise DocgenError(f"{place}: лист повреждён ниже строки {line}; сохраните книгу в Excel заново") from error
    if most is not None and count > most:
        raise DocgenError("книга повреждена или слишком велика")


def _lines(
    rows: Iterator[tuple[Any, ...]], formulas: Iterator[tuple[Any, ...]] | None, survey: _Survey
) -> Iterator[Line]:
    """Yield the lines of a sheet; a cell merged downwards stands in each of its lines."""
    merged: dict[int, tuple[int, object]] = {}
    empty = False
    starts = {(top, column) for (_, column), top in survey.below.items()}
    across = survey.across
    for number, cells in enumerate(rows, 1):
        typed = next(formulas, ()) if formulas is not None else ()
        values: list[object] = []
        faults: list[Fault] = []
        above: set[int] = set()
        for column, cell in enumerate(cells):
            value = None if column in survey.columns else _value(cell, column, faults)
            if (
                value is None
                and column < len(typed)
                and typed[column].data_type == "f"
                and not survey.columns & {column}
            ):
                faults.append(Fault(column, _NO_VALUE, _UNSAVED))
            values.append(value)
        if survey.below:
            _fill(number, values, above, survey.below, starts, merged)
        if not faults and not any(value is not None for value in values):
            if not empty:
                yield Line(number, ())
            empty = True
            continue
        empty = False
        spans = across.get(number, {})
        yield Line(number, values, spans, frozenset(above), tuple(faults), number in survey.rows)


def _fill(
    number: int, values: list[object], above: set[int], below: dict[tuple[int, int], int],
    starts: set[tuple[int, int]], merged: dict[int, tuple[int, object]],
) -> None:  # fmt: skip
    """Put the values of merged cells into a line below their own."""
    for column in range(len(values)):
        if (number, column) in starts:
            merged[column] = number, values[column]
    for column, (top, value) in merged.items():
        if below.get((number, column)) == top:
            values += [None] * (column + 1 - len(values))
            values[column] = value
            if value is not None:
                above.add(column)


def _value(cell: Any, column: int, faults: list[Fault]) -> object:  # noqa: ANN401
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        faults.append(Fault(column, f"в ячейке ошибка {value}", "Исправьте формулу"))
        return None
    if value.__class__ is str and not value.startswith("_x"):
        return value.replace("\r\n", "\n").replace("_x000D_", "").strip() or None
    try:
        return shown(value, cell.number_format)
    except DoubtError as error:
        faults.append(Fault(column, error.message, error.hint))
        return None
