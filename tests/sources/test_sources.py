"""Sources: what a file says, with the place of every value."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from docgen import sources
from docgen.errors import UsageError
from docgen.sources import Source


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Source]:
    def of(text: str | bytes, name: str = "источник.yaml", **files: str | bytes) -> Source:
        for file, content in {name: text, **files}.items():
            path = tmp_path / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return sources.read(tmp_path / name)

    return of


def book(*rows: tuple[object, ...], title: str = "План", merge: str = "") -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_scalars_stay_what_was_typed(read: Callable[..., Source]) -> None:
    typed = ["1.10", "010", "12:30", "yes", "1e3", "2020-08-17", "+7", "0x1F", "1_000", ".inf"]
    assert read("- " + "\n- ".join(typed)).data == typed
    assert read("а:\nб: ~\nв: null\nг: ''").data == {"а": None, "б": None, "в": None, "г": ""}


def test_json_says_the_same_as_yaml(read: Callable[..., Source]) -> None:
    source = read('{"а": [1.10, "\\ud83d\\ude00", true, null],\n "б": {"в": "г"}}', "и.json")
    assert source.data == {"а": ["1.10", "😀", "да", None], "б": {"в": "г"}}
    assert str(source.place(("б", "в"))) == "и.json:2"


def test_a_bom_is_no_part_of_the_first_key(read: Callable[..., Source]) -> None:
    assert read(b"\xef\xbb\xbf" + "вид: приказ".encode()).data == {"вид": "приказ"}


def test_places_are_found_by_terms_and_by_the_nearest_value_around(read: Callable[..., Source]) -> None:
    source = read("вид: приказ\nДорожная_карта:\n  - срок: завтра\n")
    assert str(source.place(("дорожная карта", 0, "срок"))) == "источник.yaml:3"
    assert str(source.place(("дорожная карта", 0, "нет такого"))) == "источник.yaml:3"


def test_a_reference_needs_no_quotes_when_it_stands_alone(read: Callable[..., Source]) -> None:
    assert read("- {название род}\n- {акты}\n- {а: б}").data == ["{название род}", "{акты}", {"а": "б"}]


def test_an_alias_bomb_is_refused(read: Callable[..., Source]) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    assert "слишком велико" in read(bomb).findings[0].message


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system ['true']", "!ruby x", "!!binary aGk="])
def test_tags_run_nothing(read: Callable[..., Source], tag: str) -> None:
    source = read(f"а: {tag}")
    assert source.findings or source.data == {"а": "aGk="}


def test_csv_in_utf8_and_in_cp1251(read: Callable[..., Source]) -> None:
    text = '№ п/п;Мероприятие;Срок\r\n1;Раз;"до\r\nмая"\r\n2;Два;\r\n'
    expected = {"т": [{"Мероприятие": "Раз", "Срок": "до\nмая"}, {"Мероприятие": "Два"}]}
    for encoding in ("utf-8", "utf-8-sig", "cp1251"):
        source = read("т: {файл: т.csv}", **{"т.csv": text.encode(encoding)})
        assert (source.data, source.findings) == (expected, ())
    assert str(source.place(("т", 1))) == "т.csv:4"


def test_a_csv_in_some_other_encoding_is_refused(read: Callable[..., Source]) -> None:
    (finding,) = read("т: {файл: т.csv}", **{"т.csv": "Срок\nмай".encode("koi8-r") + b"\x98"}).findings
    assert "UTF-8" in finding.message


def test_a_sheet_by_its_headings(read: Callable[..., Source]) -> None:
    rows = ("№", "Мероприятие", "Срок"), (1, "Раз", date(2026, 9, 1)), (None, None, None), (2, "Два", 2026)
    source = read("т: {файл: т.xlsx, лист: план}", **{"т.xlsx": book(*rows)})
    assert source.data == {
        "т": [{"Мероприятие": "Раз", "Срок": date(2026, 9, 1)}, {"Мероприятие": "Два", "Срок": 2026}]
    }
    assert str(source.place(("т", 1, "срок"))) == "т.xlsx, лист «План», ячейка C4"


def test_a_row_over_all_columns_is_a_section(read: Callable[..., Source]) -> None:
    rows = ("№ п/п", "Мероприятие"), ("1. Первый раздел", None), ("1.1.", "Раз"), ("2. Второй", None), ("2.1.", "Два")
    source = read("т: {файл: т.xlsx}", **{"т.xlsx": book(*rows, merge="A2:B2")})
    assert source.data == {"т": [
        {"Мероприятие": "Раз", "Раздел": "Первый раздел"}, {"Мероприятие": "Два", "Раздел": "Второй"}]}  # fmt: skip


def test_a_text_in_the_column_of_numbers_is_not_lost(read: Callable[..., Source]) -> None:
    source = read("т: {файл: т.xlsx}", **{"т.xlsx": book(("№", "Мероприятие"), ("важно", "Раз"))})
    assert "«важно»" in source.findings[0].message.replace("„", "«").replace("“", "»")


def test_a_cell_merged_downwards_stands_in_each_of_its_rows(read: Callable[..., Source]) -> None:
    rows = ("Этап", "Мероприятие"), ("первый", "Раз"), (None, "Два")
    source = read("т: {файл: т.xlsx}", **{"т.xlsx": book(*rows, merge="A2:A3")})
    assert source.data == {"т": [{"Этап": "первый", "Мероприятие": "Раз"}, {"Этап": "первый", "Мероприятие": "Два"}]}


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old", b""])
def test_a_broken_workbook_is_a_finding(read: Callable[..., Source], content: bytes) -> None:
    assert read("т: {файл: т.xlsx}", **{"т.xlsx": content}).findings


def test_fields_beside_an_include_override_what_it_brings(read: Callable[..., Source]) -> None:
    main = "организация: {файл: о.yaml, Место: Энск, адрес: {город: Б}}"
    source = read(main, **{"о.yaml": "наименование: Школа\nместо: Зея\nадрес: {город: А, улица: У}"})
    assert source.data == {
        "организация": {"наименование": "Школа", "место": "Энск", "адрес": {"город": "Б", "улица": "У"}}
    }


def test_includes_are_relative_and_take_the_slashes_of_windows(read: Callable[..., Source]) -> None:
    source = read("а: {файл: 'папка\\б.yaml'}", **{"папка/б.yaml": "в: {файл: г.md}", "папка/г.md": "текст"})
    assert source.data == {"а": {"в": "текст"}}
    assert str(source.place(("а", "в"))) == "папка/г.md:1"


def test_a_link_does_not_lead_out_of_the_folder(read: Callable[..., Source], tmp_path: Path) -> None:
    secret = tmp_path.parent / "тайна.yaml"
    secret.write_text("пароль: 1", "utf-8")
    (tmp_path / "ссылка.yaml").symlink_to(secret)
    (finding,) = read("а: {файл: ссылка.yaml}").findings
    assert "вне папки" in finding.message


def test_a_missing_source_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="нет файла"):
        sources.read(tmp_path / "нет.yaml")


_SCALAR = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=15)
_DATA = st.recursive(_SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.text("абвгд", min_size=1, max_size=4), inner, max_size=3), max_leaves=12)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.dictionaries(st.text("абвгд", min_size=1, max_size=4), _DATA, min_size=1, max_size=4))
def test_what_is_written_is_read(tmp_path: Path, data: dict[str, object]) -> None:
    if "файл" in str(data):
        return
    for name, text in (("д.yaml", yaml.safe_dump(data, allow_unicode=True)), ("д.json", json.dumps(data, indent=1))):
        (tmp_path / name).write_text(text, "utf-8")
        source = sources.read(tmp_path / name)
        assert source.findings == ()
        assert source.data == data
        for path in source.places:
            assert source.place(path) is not None
