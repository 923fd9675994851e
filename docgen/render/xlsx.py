"""XLSX: the tables of a document, a sheet each, from a template whose cell styles a person can change in Excel."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docgen.engine.archive import pack, unpack
from docgen.errors import TemplateError, UsageError
from docgen.model.document import Document
from docgen.model.grid import Grid
from docgen.model.measure import MeasureTable
from docgen.model.part import Part
from docgen.model.prose import Prose
from docgen.model.table import Table
from docgen.model.text import Blank
from docgen.render.blanks import Blanks
from docgen.render.values import visible
from docgen.render.worksheet import Place, Sheet
from docgen.value import Value

_FORBIDDEN_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LISTS = "Списки"
_TITLES = ("title", "heading", "form_name")
_MAX_PROMPT = 255  # Excel's own limit


class _Titled(Value):
    """A table with what stands above it."""

    marks: tuple[str, ...]
    title: str
    grid: Grid


def render(document: Document, template: Path) -> bytes:
    """Return the tables of a document as a workbook: the same document gives the same bytes.

    A sheet with places to fill is protected: only they can be changed, and rows can be added.

    Raises:
        UsageError: the document has no tables.
        TemplateError: the template lacks a cell style or cannot be read.
    """
    from openpyxl import load_workbook

    tables = list(_tables(document, "", ()))
    if not tables:
        raise UsageError("в документе нет таблиц: XLSX делать не из чего")
    try:
        book = load_workbook(template)
    except Exception as error:
        raise TemplateError(f"{template.name}: шаблон Excel не читается") from error
    pattern: Any = book.active
    blanks = Blanks(document.addressee)
    for number, table in enumerate(tables, 1):
        sheet: Any = book.copy_worksheet(pattern)
        sheet.title = _sheet_title(table.title, number)
        sheet.oddHeader.center.text = pattern.oddHeader.center.text
        made = Sheet(sheet, document.style)
        made.fill(table.marks, table.title, table.grid)
        _name_range(book, sheet, number)
        if made.places:
            _to_fill(book, sheet, made.places, blanks)
    book.remove(pattern)
    book.active = 0
    buffer = io.BytesIO()
    book.save(buffer)
    parts = unpack(buffer.getvalue(), template.name)
    parts["docProps/core.xml"] = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", parts["docProps/core.xml"])
    return pack(parts)


def _tables(value: Any, title: str, marks: tuple[str, ...]) -> Iterator[_Titled]:  # noqa: ANN401
    """Yield the tables of a document and of the papers inside it, with their titles and marks."""
    named = next((found for name in _TITLES if (found := getattr(value, name, None))), title)
    own = " ".join(str(named).split())
    if isinstance(value, Document) and value.mark is not None:
        marks = (*value.mark.lines, "") if value.mark.caption else ()
    if isinstance(grid := getattr(value, "grid", None), Grid):
        yield _Titled((*marks, *_stamps(value)), own, grid)
    if isinstance(value, Part):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if isinstance(inner, Prose):
                shown = (getattr(block, "value", None) for block in visible(inner))
                yield from (_Titled(marks, own, grid) for grid in shown if isinstance(grid, Grid))
            items = inner.values() if isinstance(inner, Mapping) else inner if isinstance(inner, tuple) else (inner,)
            for item in items:
                if isinstance(item, Document | Table | MeasureTable):
                    yield from _tables(item, own, marks)


def _stamps(value: Part) -> Iterator[str]:
    """Yield the lines of the stamps above a paper that is a table."""
    table = value.stamps if isinstance(value, Document) else None
    stamps = [stamp for row in table.rows for stamp in row.stamps if stamp] if table else []
    for stamp in stamps:
        yield from (*stamp.lines, "")


def _sheet_title(title: str, number: int) -> str:
    """Return a title that Excel takes: 31 characters, no brackets, slashes, colons; different on every sheet."""
    bare = _FORBIDDEN_IN_TITLES.sub(" ", title).strip(" '") or "Таблица"
    return f"{number}. {bare}"[:31].strip()


def _name_range(book: Any, sheet: Any, number: int) -> None:  # noqa: ANN401
    """Name the whole table, so that formulas of other sheets can use it."""
    _name(book, f"Таблица_{number}", sheet, sheet.dimensions, hidden=False)


def _name(book: Any, name: str, sheet: Any, area: str, *, hidden: bool) -> None:  # noqa: ANN401
    from openpyxl.utils import absolute_coordinate, quote_sheetname
    from openpyxl.workbook.defined_name import DefinedName

    target = f"{quote_sheetname(sheet.title)}!{absolute_coordinate(area)}"
    book.defined_names[name] = DefinedName(name, attr_text=target, hidden=hidden or None)


def _to_fill(book: Any, sheet: Any, places: Sequence[Place], blanks: Blanks) -> None:  # noqa: ANN401
    """Protect a sheet but for the places to fill; each has a hidden name that follows it, its prompt and its check."""
    for place in places:
        _name(book, f"docgen_{blanks.number(place.blank):08x}", sheet, place.cell, hidden=True)
        check = _check(book, place.blank)
        sheet.add_data_validation(check)
        check.add(place.cell)
    sheet.protection.sheet = True
    for allowed in ("formatRows", "formatColumns", "insertRows", "deleteRows"):
        setattr(sheet.protection, allowed, False)  # what is not locked is allowed


def _check(book: Any, blank: Blank) -> Any:  # noqa: ANN401
    """Return what Excel says and checks at a place to fill."""
    from openpyxl.worksheet.datavalidation import DataValidation

    check = DataValidation(allow_blank=True, promptTitle="Заполните", prompt=blank.text[:_MAX_PROMPT])
    if blank.choices:
        check.type, check.formula1 = "list", _choices(book, blank.choices)
        check.errorTitle, check.error = "Нет в списке", "Выберите значение из списка"
    elif blank.sort == "дата":
        check.type, check.operator, check.formula1 = "date", "greaterThan", "36526"  # 01.01.2000
        check.errorTitle, check.error = "Не дата", "Напишите дату: 17.08.2026"
    elif blank.sort == "число":
        check.type, check.operator, check.formula1 = "decimal", "greaterThanOrEqual", "-1E+15"
        check.errorTitle, check.error = "Не число", "Напишите число"
    check.showInputMessage, check.showErrorMessage = True, bool(check.type)
    return check


def _choices(book: Any, choices: Sequence[str]) -> str:  # noqa: ANN401
    """Return the reference to a list of choices on a hidden sheet; the same list stands there once."""
    if _LISTS not in book.sheetnames:
        book.create_sheet(_LISTS).sheet_state = "hidden"
    lists = book[_LISTS]
    taken = lists.max_column if lists["A1"].value is not None else 0
    column = next((n for n in range(1, taken + 1) if _column(lists, n) == list(choices)), taken + 1)
    for row, choice in enumerate(choices, 1):
        cell = lists.cell(row, column, choice)
        cell.data_type = "s"
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(column)
    return f"'{_LISTS}'!${letter}$1:${letter}${len(choices)}"


def _column(sheet: Any, number: int) -> list[str]:  # noqa: ANN401
    return [cell.value for (cell,) in sheet.iter_rows(min_col=number, max_col=number) if cell.value is not None]
