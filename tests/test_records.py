"""The record law: what stands around the records of a sheet never becomes one, in sources and batches alike."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from docgen import pipeline
from docgen.batch import Batch
from docgen.batch.address import open_table
from docgen.sources.node import data
from docgen.sources.tables import read_csv, read_xlsx

Rows = list[list[Any]]
HEADINGS = ["Мероприятие", "Срок", "Ответственные", "Результат", "Место"]
RECORDS = [
    ["Итоговое заседание", "май 2027 г.", "директор", "протокол", "зал"],
    ["Всероссийская олимпиада", "01.03.2027", "Жук О.И.", "12 призёров", "г. Энск"],
    ["Директорский совет", "ежемесячно", "завуч; психолог", "приказ", "5"],
    ["Итоги года", "2", "3", "4", "5"],
    ["Среднее образование: качество", "1 раз", "Ли А.А.", "100 %", "школа"],
    ["Согласование плана", "до 10:30", "методист", "* нет", "дом"],
]


def written(rows: Rows, change: Callable[[Worksheet], object] = lambda _: None, sheets: int = 0) -> bytes:
    """Return a workbook of rows."""
    book = Workbook()
    active = book.active
    assert active is not None
    active.title = "План"
    for row in rows:
        active.append(row)
    change(active)
    for number in range(sheets):
        book.create_sheet(f"Лист{number + 2}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([["" if value is None else value for value in row] for row in rows])
    return out.getvalue().encode()


def read(raw: bytes, name: str = "т.xlsx", sheet: str | None = None) -> tuple[Any, list[str], list[str]]:
    """Return the records that a source reads, the errors, the remarks."""
    reading = read_csv(raw, name) if name.endswith("csv") else read_xlsx(raw, name, sheet)
    found = {kind: [str(f) for f in reading.findings if f.severity == kind] for kind in ("error", "warning")}
    return data(reading.node) if reading.node else None, found["error"], found["warning"]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Rows, Rows]:
    """Draw a table of records, and the same among everything that clerks put around records."""
    width = draw(st.integers(3, 5))
    numbered = draw(st.booleans())
    records = draw(st.lists(st.sampled_from(RECORDS), min_size=2, max_size=6))
    head: list[Any] = [*(["№ п/п"] if numbered else []), *HEADINGS[:width]]
    rows = [[*([at] if numbered else []), *record[:width]] for at, record in enumerate(records, 1)]
    around: Rows = []
    for title in draw(st.lists(st.sampled_from(["План работы", "на 2026/27 учебный год", "УТВЕРЖДАЮ"]), max_size=3)):
        around += [[*[None] * draw(st.integers(0, 1)), title], *([[]] if draw(st.booleans()) else [])]
    around.append([f" {word}\n" if draw(st.booleans()) else word for word in head])
    numbers: list[Any] = list(range(1, len(head) + 1))
    if draw(st.booleans()):
        around.append(numbers)
    for row in rows:
        around.append(row)
        if draw(st.integers(0, 5)) == 0:
            around.append([])
        if draw(st.integers(0, 7)) == 0:
            around += [head]
    if draw(st.booleans()):
        around.append(draw(st.sampled_from([["Итого:", "2 школы"], ["Всего по району", 5, 7], [None, "ИТОГО", 12]])))
    for note in draw(st.lists(st.sampled_from(["Примечание: по согласованию", "* кроме каникул"]), max_size=2)):
        around += [*([[]] if draw(st.booleans()) else []), [note]]
    if draw(st.booleans()):
        around += [[], ["Директор школы", None, "Иванова М.П."]]
    return [head, *rows], around


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables(), st.booleans(), st.integers(0, 2))
def test_records_are_the_same_whatever_stands_around_them(
    tmp_path: Path, both: tuple[Rows, Rows], as_text: bool, sheets: int
) -> None:
    plain, around = both
    make = as_csv if as_text else lambda rows: written(rows, sheets=sheets)
    name = "т.csv" if as_text else "т.xlsx"
    expected, errors, remarks = read(make(plain), name)
    assert (errors, remarks) == ([], [])
    found, errors, _ = read(make(around), name)
    if not errors:
        assert found == expected
    assert all("ячейка" in error or ".csv:" in error for error in errors)
    (tmp_path / name).write_bytes(make(plain))
    sound = [row.values for row in open_table(str(tmp_path / name)).rows]
    (tmp_path / name).write_bytes(make(around))
    rows = list(open_table(str(tmp_path / name)).rows)
    assert [row.values for row in rows if not row.faults] == sound or errors
    assert [bool(row.faults) for row in rows].count(True) == len(errors)


TABLE: Rows = [["№ п/п", "Мероприятие", "Срок", "Ответственные"],
               [1, "Совет", "май", "директор"], [2, "Семинар", "июнь", "завуч"]]  # fmt: skip
SOUND = [{"Мероприятие": "Совет", "Срок": "май", "Ответственные": "директор"},
         {"Мероприятие": "Семинар", "Срок": "июнь", "Ответственные": "завуч"}]  # fmt: skip


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[4].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["E"].hidden = True


SPOILT: dict[str, tuple[Rows, Callable[[Worksheet], object]]] = {
    "title": ([["План"], [], *TABLE], lambda s: s.merge_cells("A1:D1")),
    "stamps": ([["СОГЛАСОВАНО", None, "УТВЕРЖДАЮ"], ["Председатель", None, "Директор"], *TABLE], lambda _: None),
    "numbers": ([TABLE[0], ["1", "2", "3", "4"], *TABLE[1:]], lambda _: None),
    "letters": ([TABLE[0], ["А", "Б", 1, 2], *TABLE[1:]], lambda _: None),
    "sum": ([TABLE[0], [1, 2, 3, "4=2+3"], *TABLE[1:]], lambda _: None),
    "total": ([*TABLE, ["Итого:", "2 школы"]], lambda _: None),
    "average": ([*TABLE, [None, "Среднее значение", 5.5]], lambda _: None),
    "of them": ([*TABLE, ["Всего", 5], ["в том числе:"], ["сельских", 3]], lambda _: None),
    "note": ([*TABLE, ["Примечание: до каникул"]], lambda s: s.merge_cells("A4:D4")),
    "note at once": ([row[1:] for row in [*TABLE, [0, "Примечание: до каникул"]]], lambda _: None),
    "signed at once": ([row[1:] for row in [*TABLE, [0, "Директор ______ Иванова М.П."]]], lambda _: None),
    "requisites": ([["Учреждение:", "МБОУ"], ["Дата:", "01.09.2026"], *TABLE], lambda _: None),
    "count": ([*TABLE, ["Итого 2 школы"]], lambda _: None),
    "signature": ([*TABLE, [], ["Директор", None, None, "Иванова М.П."], ["Исп. Жук, тел. 2-22"]], lambda _: None),
    "hidden row": ([*TABLE, [3, "Тайна", "май", "никто"]], hide_row),
    "hidden column": ([[*row, "тайна"] for row in TABLE], hide_column),
    "header again": ([*TABLE[:2], TABLE[0], *TABLE[2:]], lambda _: None),
    "numbers in advance": ([*TABLE, [3], [4], [5]], lambda _: None),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_no_record_is_told_of(name: str) -> None:
    rows, change = SPOILT[name]
    found, errors, remarks = read(written(rows, change))
    if name == "of them":
        assert errors
        return
    assert (found, errors) == (SOUND, [])
    assert bool(remarks) == (name not in {"numbers", "letters", "sum", "header again", "numbers in advance"})


@pytest.mark.parametrize(
    ("rows", "cell", "words"),
    [
        ([*TABLE, ["Итого", "Семинар", "май", "завуч"]], "A4", "непонятно, итог это или запись"),
        ([*TABLE, [], ["Список школ"], ["Школа", "Адрес"], ["МОУ", "г. Энск"]], "A6", "не похожа на запись"),
        ([["а", "б", "в"], ["1а", "2б", "3в"], [], ["Список школ"], ["Школа", "Адрес", "Код"]], "A4", "не прочитаны"),
        ([TABLE[0], [None, "Работа с кадрами"], *TABLE[1:]], "B2", "непонятно, раздел это или запись"),
        ([*TABLE, [], ["№", "Школа"], [1, "МОУ"]], "A5", "на листе вторая таблица"),
        ([["число", "школ", "детей"], [1, 2, 3], [5, 7, 9]], "A2", "номера граф это или запись"),
        ([TABLE[0], [1, "Совет", 1234567890123456, "завуч"]], "C2", "больше 15 цифр"),
        ([TABLE[0], [1, "Совет", "=1+1", "завуч"]], "C2", "формула без значения"),
        ([["Работа", "Срок"], ["Совет", "май"], [], ["Директор", "Иванова М.П."]], "A4", "подпись"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_an_error_with_its_cell(rows: Rows, cell: str, words: str) -> None:
    _, (error, *_), _ = read(written(rows))
    assert f"ячейка {cell}: ошибка" in error
    assert words in error


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [(7, "000", "007"), (1234567, "000-00-00", "123-45-67"), (5, '0"-од"', "5-од"), (0.125, "0.0%", "12,5%"),
     (1.1, "0.00", "1.10"), (datetime.date(2027, 5, 1), "mmmm yyyy", "май 2027"), (5, '0" руб."', "5")],
)  # fmt: skip
def test_codes_come_as_the_sheet_shows_them(value: object, style: str, expected: str) -> None:
    rows = [TABLE[0], [1, "Совет", value, "завуч"]]
    found, errors, _ = read(written(rows, lambda sheet: setattr(sheet["C2"], "number_format", style)))
    assert errors == []
    assert str(found[0]["Срок"]) == expected


@pytest.mark.parametrize(("style", "number"), [("d-mmm", "1.3"), ("mmm-yy", "3.27")])
def test_a_code_that_excel_made_a_date_is_an_error(style: str, number: str) -> None:
    rows = [TABLE[0], [1, "Совет", datetime.date(2027, 3, 1), "завуч"]]
    _, (error,), _ = read(written(rows, lambda sheet: setattr(sheet["C2"], "number_format", style)))
    assert "ячейка C2" in error
    assert f"возможно, это номер {number}" in error


def test_the_only_sheet_that_is_not_empty_is_taken_and_hidden_ones_are_not() -> None:
    assert read(written(TABLE, sheets=2))[0] == SOUND

    def hidden(sheet: Worksheet) -> None:
        other = sheet.parent.create_sheet("Черновик")  # type: ignore[union-attr]
        other.append(["Чужое"])
        other.sheet_state = "hidden"

    assert read(written(TABLE, hidden))[0] == SOUND
    _, (error,), _ = read(written(TABLE), sheet="Плaн")
    assert "В слове „Плaн“ латинская буква „a“; должно быть „План“" in error


def test_a_long_code_in_a_csv_is_an_error() -> None:
    _, (error,), _ = read("код;имя\n1,23E+15;МОУ\n".encode(), "т.csv")
    assert error.startswith("т.csv:2: ошибка: длинный код")


BLANK = """\
вид: дорожная карта
название: Карта
разделы: [{название: Первый, мероприятия: [%s]}]
мероприятия: {файл: т.xlsx}
"""


def test_a_row_of_a_blank_is_named_by_a_number_of_excel(tmp_path: Path) -> None:
    def complaints(rows: Rows, count: int = 3) -> list[str]:
        (tmp_path / "т.xlsx").write_bytes(written([["Заполняет", "Срок"], *rows]))
        measures = ", ".join(f"Работа {number}" for number in range(1, count + 1))
        (tmp_path / "к.yaml").write_text(BLANK % measures, "utf-8")
        return [str(error) for error in pipeline.load(tmp_path / "к.yaml").errors]

    assert complaints([[1.3, "май"], ["1.1", "июнь"]]) == []
    (error,) = complaints([[datetime.date(2027, 3, 1), "май"], [1.2, "май"]])
    assert "ячейка A2: ошибка" in error
    assert "вместо номера строки стоит дата" in error
    (error,) = complaints([[1.1, "май"], [1.2, "май"]], 10)
    assert "непонятно, строка это 1.1 или 1.10" in error


def test_a_table_put_where_it_does_not_belong_is_placed_in_the_source(tmp_path: Path) -> None:
    (tmp_path / "т.xlsx").write_bytes(written(TABLE))
    source = "вид: дорожная карта\nназвание: Карта\nтаблица: {файл: т.xlsx}\n"
    (tmp_path / "к.yaml").write_text(source, "utf-8")
    assert str(pipeline.load(tmp_path / "к.yaml").errors[0]).startswith("к.yaml:3: ошибка: таблица: нет поля „таблица“")


def test_names_of_one_field_are_both_told(tmp_path: Path) -> None:
    (tmp_path / "к.yaml").write_text(
        "вид: дорожная карта\nназвание: К\nграфы:\n  - {поле: мероприятия, заголовок: Работы}\n"
        "  - {поле: мероприятие, заголовок: Содержание}\nмероприятия:\n  - {мероприятия: Раз, мероприятие: Два}\n",
        "utf-8",
    )
    (error,) = pipeline.load(tmp_path / "к.yaml").errors
    assert str(error).startswith("к.yaml:7: ошибка: ")
    assert "„мероприятия“ и „мероприятие“ – имена одного поля" in str(error)


def test_a_batch_makes_no_paper_of_a_total_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "п.yaml").write_text("вид: план\nназвание: План\nмероприятия: [Совет]\n", "utf-8")
    rows: Rows = [["№ п/п", "школа.код", "название"], [1, "01", "План А"], [2, "02", "План Б"], ["Итого:", "2 школы"]]
    (tmp_path / "т.xlsx").write_bytes(written(rows))
    batch = Batch(tmp_path / "п.yaml", tmp_path / "т.xlsx")
    assert [result.row for result in batch] == [2, 3]
    (remark,) = map(str, batch.remarks)
    assert remark.startswith("т.xlsx, лист «План», ячейка A4: замечание: строка итогов – не запись: „Итого: 2 школы“")
