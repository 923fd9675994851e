"""Tables of every sort, and everything that may be wrong with them."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from docgen import kinds
from docgen.batch.address import open_table
from docgen.batch.columns import find_columns
from docgen.batch.naming import Names
from docgen.batch.table import Layout, Row
from docgen.errors import MachineError, UsageError


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook of rows, changed by a function."""

    def write(rows: Sequence[Sequence[object]], change: Callable[[Worksheet], object] = lambda _: None) -> Path:
        book = Workbook()
        active = book.active
        assert active is not None
        active.title = "Школы"
        for row in rows:
            active.append(list(row))
        change(active)
        path = tmp_path / "школы.xlsx"
        book.save(path)
        return path

    return write


def rows(path: Path | str, name: str | None = None) -> list[Row]:
    table = open_table(str(path), name)
    assert table.findings == ()
    return list(table.rows)


def complaints(path: Path | str, name: str | None = None) -> list[str]:
    return [str(finding) for finding in open_table(str(path), name).findings]


def test_values_of_a_sheet(sheet: Callable[..., Path]) -> None:
    path = sheet(
        [
            ["код", "число", "дата", "да"],
            ["007", 1.5, datetime.datetime(2026, 9, 1, 8, 30), True],  # noqa: DTZ001
            [7.0, "12 345", "1.10", None],
        ]
    )
    first, second = rows(path)
    assert first == Row(2, ("007", Decimal("1.5"), datetime.date(2026, 9, 1), "да"))
    assert second == Row(3, (7, "12 345", "1.10", None))
    table = open_table(str(path))
    assert (table.total, str(table.layout.place(3, 1))) == (2, "школы.xlsx, лист «Школы», ячейка B3")


def test_empty_rows_are_passed_over_and_rows_keep_their_numbers(sheet: Callable[..., Path]) -> None:
    assert [row.line for row in rows(sheet([[], [None, None], ["а", "б"], [], [1, 2], [None, " "], [3, 4]]))] == [5, 7]


def test_a_cell_merged_downwards_stands_in_each_of_its_rows(sheet: Callable[..., Path]) -> None:
    path = sheet(
        [["район", "школа"], ["Энский", 1], [None, 2], [None, 3], ["Другой", 4]], lambda s: s.merge_cells("A2:A4")
    )
    assert [row.values for row in rows(path)] == [("Энский", 1), ("Энский", 2), ("Энский", 3), ("Другой", 4)]


def test_a_title_and_a_header_of_two_rows(sheet: Callable[..., Path]) -> None:
    def merge(active: Worksheet) -> None:
        for cells in ("A1:D1", "A2:A3", "B2:C2"):
            active.merge_cells(cells)

    heads = [["Школы района"], ["№", "Организация", None, "дата"], [None, "наименование", "адрес", None]]
    table = open_table(str(sheet([*heads, [1, "МОУ", "г. Энск", "01.09.2026"]], merge)))
    assert table.layout.headings == ("№", "Организация.наименование", "Организация.адрес", "дата")
    assert [row.values for row in table.rows] == [(1, "МОУ", "г. Энск", "01.09.2026")]
    assert str(table.layout.place(4, 1)) == "школы.xlsx, лист «Школы», ячейка B4"


def test_codes_and_hours_are_what_the_sheet_shows(sheet: Callable[..., Path]) -> None:
    path = sheet([["код", "час"], [7, datetime.time(12, 30)]], lambda s: setattr(s["A2"], "number_format", "000"))
    assert rows(path)[0].values == ("007", "12:30")


def test_formulas(sheet: Callable[..., Path]) -> None:
    (row,) = rows(sheet([["а", "б"], ["=1+1", 5]]))
    assert row.values == (None, 5)
    (fault,) = row.faults
    assert (fault.column, fault.message) == (0, "формула без значения: книгу ещё не считали")
    (row,) = rows(sheet([["а", "б"], ["#N/A", 5]], lambda s: setattr(s["A2"], "data_type", "e")))
    assert row.faults[0].message == "в ячейке ошибка #N/A"


def test_a_value_without_a_heading_is_not_lost_in_silence(sheet: Callable[..., Path]) -> None:
    (row,) = rows(sheet([["а", "б"], [1, 2, "лишнее"]]))
    assert "без заголовка" in row.faults[0].message


def test_workbooks_that_cannot_be_read(sheet: Callable[..., Path], tmp_path: Path) -> None:
    path = sheet([["а"], [1]], lambda s: s.parent.create_sheet("Ещё").append(["б"]))  # type: ignore[union-attr]
    assert complaints(path) == [
        "школы.xlsx: ошибка: в книге несколько листов: «Школы», «Ещё». Назовите нужный: --sheet"
    ]
    assert complaints(path, "Школа") == ["школы.xlsx: ошибка: нет листа «Школа». Есть листы: «Школы», «Ещё»"]
    assert len(rows(path, "школы")) == 1
    assert complaints(sheet([])) == [
        "школы.xlsx, лист «Школы», ячейка A1: ошибка: таблица пуста. Заполните строку заголовков и строки под ней"
    ]
    (tmp_path / "нет.xlsx").write_bytes(b"PK\x03\x04 no")
    assert "это не книга XLSX" in complaints(tmp_path / "нет.xlsx")[0]


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "т.csv"
    path.write_bytes('а;б\r\n"1\nи ещё";2\r\n\r\n3\r\n4;5;6\r\n'.encode("cp1251"))
    first, second, third = rows(path)
    assert (first, second) == (Row(2, ("1\nи ещё", "2")), Row(5, ("3", None)))
    assert third.faults[0].message == "в строке больше значений, чем граф"
    path.write_text('а,б\n1,2\n"3,4\n5,6\n', "utf-8")
    good, bad = rows(path)
    assert (good.values, bad.faults[0].message) == (
        ("1", "2"),
        "не закрыты кавычки: строки отсюда и до конца файла не прочитаны",
    )
    path.write_text("\n\n", "utf-8")
    assert "таблица пуста" in complaints(path)[0]


def test_lists_of_mappings(tmp_path: Path) -> None:
    path = tmp_path / "т.yaml"
    path.write_text("- {код: 01, номер: 1.10}\n- Код: 02\n  организация: {наименование: Школа}\n", "utf-8")
    table = open_table(str(path))
    assert table.layout.headings == ("код", "номер", "организация")
    assert list(table.rows) == [Row(1, ("01", "1.10", None)), Row(2, ("02", None, {"наименование": "Школа"}))]
    json = tmp_path / "т.json"
    json.write_text('[{"код": "01"},\n {"код": null}]', "utf-8")
    assert rows(json) == [Row(1, ("01",)), Row(2, (None,))]
    path.write_text("код: 01\n", "utf-8")
    assert "здесь нужен список строк" in complaints(path)[0]
    path.write_text("- {код: 01, Код: 02}\n", "utf-8")
    assert "задано дважды" in complaints(path)[0]


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "школы.csv").touch()
    with pytest.raises(UsageError, match=r"нет таблицы .*школа\.csv\. Похоже на „школы\.csv“"):
        open_table(str(tmp_path / "школа.csv"))
    (tmp_path / "школы.doc").touch()
    with pytest.raises(UsageError, match=r"таблица должна быть файлом \.xlsx"):
        open_table(str(tmp_path / "школы.doc"))


class TestDatabase:
    @pytest.fixture
    def address(self, tmp_path: Path) -> str:
        pytest.importorskip("sqlalchemy")
        path = tmp_path / "школы.db"
        connection = sqlite3.connect(path)
        connection.execute(
            'create table schools (id integer primary key, "школа.код" text, "школа.наименование" text, opened date)'
        )
        data = [(3, "03", "Школа № 3", "2020-09-01"), (1, "01", "Школа № 1", None), (2, "02", "  ", None)]
        connection.executemany("insert into schools values (?, ?, ?, ?)", data)
        connection.execute("create table photos (data blob)")
        connection.execute("insert into photos values (x'00ff')")
        connection.commit()
        connection.close()
        return f"sqlite:///{path}"

    def test_a_table_comes_in_the_order_of_its_key(self, address: str) -> None:
        table = open_table(f"{address}?table=schools")
        assert table.layout.headings == ("id", "школа.код", "школа.наименование", "opened")
        assert table.total == 3
        assert [row.values for row in table.rows] == [
            (1, "01", "Школа № 1", None),
            (2, "02", None, None),
            (3, "03", "Школа № 3", "2020-09-01"),
        ]
        assert str(table.layout.place(2, 1)) == "schools:2"

    def test_a_query(self, address: str) -> None:
        assert [
            row.values
            for row in rows(f"{address}?query=select id from schools where id > 1 order by id desc")  # noqa: S608
        ] == [(3,), (2,)]

    def test_what_no_paper_can_print(self, address: str) -> None:
        (row,) = rows(f"{address}?table=photos")
        assert row.faults[0].message == "значение вида bytes не напечатать"

    @pytest.mark.parametrize(
        ("tail", "complaint"),
        [
            ("?table=scools", "в базе данных нет таблицы „scools“. Похоже на „schools“"),
            ("", "нужно одно из двух"),
            ("?table=schools&query=select", "нужно одно из двух"),
            ("?query=drop table schools", "должен только читать"),
        ],
    )
    def test_addresses_that_lead_nowhere(self, address: str, tail: str, complaint: str) -> None:
        with pytest.raises(UsageError, match=complaint):
            open_table(address + tail)

    def test_a_database_that_breaks_off_among_its_rows(self, address: str) -> None:
        table = open_table(f"{address}?query=select abs(-9223372036854775807 - (id > 1)) from schools order by id")  # noqa: S608
        with pytest.raises(MachineError, match=r"не читается: integer overflow"):
            list(table.rows)

    def test_a_missing_file_is_not_created(self, tmp_path: Path) -> None:
        pytest.importorskip("sqlalchemy")
        with pytest.raises(UsageError, match="нет файла базы данных"):
            open_table(f"sqlite:///{tmp_path}/нет.db?table=a")
        assert not (tmp_path / "нет.db").exists()

    def test_passwords_are_not_printed(self) -> None:
        pytest.importorskip("sqlalchemy")
        with pytest.raises((UsageError, MachineError)) as caught:
            open_table("postgresql://user:secret@127.0.0.1:9/db?table=schools")
        assert "secret" not in str(caught.value)

    def test_a_wrong_query(self, address: str) -> None:
        with pytest.raises(MachineError, match=r"школы\.db не читается: no such table"):
            open_table(f"{address}?query=select 1 from absent")  # noqa: S608


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.sampled_from(["csv", "xlsx", "yaml", "json"])
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_a_table_or_a_finding(tmp_path: Path, raw: bytes, suffix: str) -> None:
    path = tmp_path / f"т.{suffix}"
    path.write_bytes(raw)
    table = open_table(str(path))
    for row in table.rows:
        assert len(row.values) == len(table.layout.headings)
        assert str(table.layout.place(row.line, 0))


@given(
    st.lists(
        st.text(max_size=40) | st.from_regex(r"(организация|подписи|лица|школа|дата)(\.[а-я0-9]{1,9}){0,4}"), max_size=6
    )
)
@settings(deadline=None)
def test_any_headings_are_columns_or_findings(headings: list[str]) -> None:
    data = {"вид": "приказ", "организация": "Школа", "подписи": "глава", "лица": {"глава": {"фио": "Иванова М.П."}}}
    columns, findings = find_columns(Layout("т.csv", tuple(headings)), data, kinds.kinds())
    columns.over(Row(2, ("x",) * len(headings)))
    Names(None, columns.columns, "план", split=False).name(Row(2, ("x",) * len(headings)))
    assert all(finding.severity == "error" and finding.message for finding in findings)
