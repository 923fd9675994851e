"""XLSX: the tables of a paper as sheets that can be counted, sorted and printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from docgen import pipeline
from docgen.cli import main
from tests.conftest import ORDER, ROOT, write

MAP = """вид: дорожная карта
название: Карта / проверка
графы: [Мероприятие, Срок, Число]
разделы: [{название: Первый, задача: учить}, {название: Второй}]
мероприятия:
  - {раздел: 1, мероприятие: "=1+1", срок: 01.09.2026, число: 15}
  - {раздел: 2, мероприятие: "-тире", срок: "Сентябрь, ежегодно", число: "007"}
"""


@pytest.fixture
def book(tmp_path: Path) -> Callable[[str], Any]:
    def make(source: str) -> Any:
        loaded = pipeline.load(write(tmp_path, source))
        assert loaded.document is not None, loaded.findings
        made = [
            next(iter(pipeline.render(loaded.document, pipeline.default_library(), "x", formats=["xlsx"]))).data
            for _ in "12"
        ]
        assert made[0] == made[1]
        return load_workbook(BytesIO(made[0]))

    return make


def rows(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_sections_rows_dates_numbers_and_texts(book: Callable[[str], Any]) -> None:
    sheet = book(MAP).active
    assert rows(sheet) == [
        ["Карта / проверка", None, None, None],
        ["№ п/п", "Мероприятие", "Срок", "Число"],
        ["1. Первый", None, None, None],
        ["Задача: учить", None, None, None],
        ["1.1.", "=1+1", datetime(2026, 9, 1), 15],  # noqa: DTZ001
        ["2. Второй", None, None, None],
        ["2.1.", "-тире", "Сентябрь, ежегодно", "007"],
    ]
    assert sheet["B5"].data_type == "s"
    assert sheet["C5"].number_format == "DD.MM.YYYY"
    assert "A3:D3" in map(str, sheet.merged_cells.ranges)


def test_the_sheet_is_ready_to_print(book: Callable[[str], Any]) -> None:
    sheet = book(MAP).active
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.freeze_panes == "A3"
    assert "&P" in sheet.oddHeader.center.text
    assert all(sheet.row_dimensions[row].height for row in range(1, 8))


def test_every_table_of_a_package_is_a_sheet_with_a_name_for_formulas(book: Callable[[str], Any]) -> None:
    workbook = book((ROOT / "samples" / "new" / "programme.yaml").read_text("utf-8"))
    assert [sheet.title for sheet in workbook] == ["1. «Дорожная карта» реализации"]
    assert list(workbook.defined_names) == ["Таблица_1"]


def test_rows_are_numbered_through_sections(book: Callable[[str], Any]) -> None:
    source = "вид: план\nназвание: План\nсквозная нумерация: да\nразделы: [{название: А, мероприятия: [х]}, {название: Б, мероприятия: [у]}]"
    assert [row[0] for row in rows(book(source).active)] == ["План", "№ п/п", "1. А", "1.", "2. Б", "2."]


def test_a_paper_without_tables_is_refused(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["render", str(write(tmp_path, ORDER)), "--format", "xlsx"])
    assert run.exit_code == 2
    assert "нет таблиц" in run.stderr


def test_the_stamps_of_a_paper_that_is_a_table_stand_above_it(book: Callable[[str], Any]) -> None:
    stamps = "грифы: [{слово: ПРИНЯТО, орган: педагогический совет}, {должность: директор, печать: да}]\n"
    sheet = book(MAP + stamps).active
    above = [next((value for value in row if value), "") for row in rows(sheet)[:9]]
    signed = ["УТВЕРЖДАЮ", "Директор", "_______________", "«___» ____________ 20___ г.", "М.П.", ""]
    assert above == ["ПРИНЯТО", "педагогическим советом", "", *signed]


def test_dates_stand_at_the_left_and_numbers_at_the_right(book: Callable[[str], Any]) -> None:
    sheet = book(MAP).active
    assert (sheet["C5"].alignment.horizontal, sheet["D5"].alignment.horizontal) == ("left", None)


def test_tables_of_the_text_and_sheets_of_people_are_sheets_of_the_book(book: Callable[[str], Any]) -> None:
    text = "вид: документ\nназвание: Справка\nтекст: |\n  Итог:\n\n  | Класс | Мест |\n  |---|---|\n  | 5 «А» | 3 |\n"
    assert rows(book(text).active) == [["Справка", None], ["Класс", "Мест"], ["5 «А»", 3]]
    assert rows(book("вид: лист ознакомления\nпустых строк: 1\n").active)[0][0] == "ЛИСТ ОЗНАКОМЛЕНИЯ"
