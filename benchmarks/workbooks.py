"""The road map as XLSX (W5): docgen beside openpyxl, which loads the template, fills it and saves it, in one run."""

from __future__ import annotations

import copy
import io
import sys
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Side

import docgen
from benchmarks.engine import best
from benchmarks.workloads import COLUMNS, roadmap

TARGET = 60
_SECTION, _FIRST = 4, 3  # where the section stands in the template, and the first row that repeats


def template() -> bytes:
    """Return a template: a title, a header, sections, rows of six columns with borders."""
    book = Workbook()
    sheet: Any = book.active
    sheet["A1"] = "{{ название }}"
    sheet.append([name.capitalize() for name in COLUMNS])
    sheet.append(["{%tr for р in разделы %}"])
    sheet.append(["{{ р.название }}"])
    sheet.append(["{%tr for м in р.мероприятия %}"])
    sheet.append([f"{{{{ м.{name} }}}}" for name in COLUMNS])
    sheet.append(["{%tr endfor %}"])
    sheet.append(["{%tr endfor %}"])
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A4:F4")
    line = Side(style="thin")
    for row in (2, _SECTION, 6):
        for column in range(1, 7):
            cell = sheet.cell(row, column)
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(name="Times New Roman", size=12, bold=row != 6)  # noqa: PLR2004
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def by_openpyxl(source: bytes, data: dict[str, Any]) -> bytes:
    """Fill the template as users of openpyxl do: copy the styles of its rows to those that are added."""
    book = load_workbook(io.BytesIO(source))
    sheet: Any = book.active
    sheet["A1"] = data["название"]
    section_style = [copy.copy(sheet.cell(_SECTION, column)._style) for column in range(1, 7)]  # noqa: SLF001
    row_style = [copy.copy(sheet.cell(6, column)._style) for column in range(1, 7)]  # noqa: SLF001
    sheet.unmerge_cells("A4:F4")
    sheet.delete_rows(_FIRST, 6)
    at = _FIRST
    for section in data["разделы"]:
        for column, style in enumerate(section_style, 1):
            sheet.cell(at, column)._style = style  # noqa: SLF001
        sheet.cell(at, 1).value = section["название"]
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=6)
        for row in section["мероприятия"]:
            at += 1
            for column, (name, style) in enumerate(zip(COLUMNS, row_style, strict=True), 1):
                cell = sheet.cell(at, column, row[name])
                cell._style = style  # noqa: SLF001
        at += 1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def main() -> int:
    """Print the table; exit 1 if the target is missed."""
    missed, source = 0, template()
    made = docgen.Template(source)
    print(f"{'W5 карта в XLSX':24}{'docgen':>12}{'openpyxl':>12}{'раз':>7}{'цель':>6}")
    for rows in (60, 600, 5000):
        data = roadmap(rows).context
        slow, fast = best(lambda data=data: by_openpyxl(source, data), lambda data=data: made.render(data))
        print(f"{rows:>6} строк            {1 / fast:>9.1f} /с{1 / slow:>9.2f} /с{slow / fast:>7.0f}{TARGET:>6}")
        missed += rows == 60 and slow / fast < TARGET  # noqa: PLR2004
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
