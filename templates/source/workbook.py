"""Writes templates/xlsx/table.xlsx: the sheet that tables are printed on, with cell styles that a person can change."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties

_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(vertical="top", wrap_text=True)

# name in Excel, bold, box, alignment
STYLES = (
    ("Отметка", False, None, _LEFT),
    ("Название таблицы", True, None, _CENTER),
    ("Заголовок графы", True, _BOX, _CENTER),
    ("Раздел", True, _BOX, _CENTER),
    ("Задача раздела", False, _BOX, _CENTER),
    ("Номер строки", False, _BOX, Alignment(horizontal="left", vertical="top")),
    ("Ячейка", False, _BOX, _LEFT),
    ("Дата", False, _BOX, Alignment(horizontal="left", vertical="top")),
    ("Итог", True, _BOX, _LEFT),
    ("Поле для заполнения", False, _BOX, _LEFT),
)


def table() -> bytes:
    """The template of a table: A4 landscape, one page wide, header row repeated, page number above."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Таблица"
    for name, bold, box, alignment in STYLES:
        style = NamedStyle(name, font=Font(name="Times New Roman", size=12, bold=bold), alignment=alignment)
        if box:
            style.border = box
        if name == "Поле для заполнения":
            style.protection = Protection(locked=False)
            style.fill = PatternFill("solid", fgColor="FFFBE6")
        book.add_named_style(style)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom, margins.header = 0.787, 0.394, 0.787, 0.787, 0.394
    sheet.oddHeader.center.text = "&P"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
