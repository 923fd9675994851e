"""Rows over a source: headings, cells, what is wrong with them, and that nothing of a row stays for the next."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

import docgen
from docgen import kinds, pipeline, sources
from docgen import paper as papers
from docgen.batch import Batch, InputError
from docgen.model.registry import Registry
from tests.batch.conftest import HEADINGS, SOURCE, ran, schools, single
from tests.conftest import ROOT
from tests.validity import faults

SAMPLES = sorted(
    path.relative_to(ROOT / "samples").as_posix()
    for path in (ROOT / "samples").glob("*/[a-z]*.yaml")
    if "\nвид:" in path.read_text("utf-8")
)


def test_cells_take_the_place_of_fields(source: Path, table: Callable[..., Path]) -> None:
    over = table(
        "№ п/п;школа.краткое наименование;Организация → Наименование;директор.фио;подпись.должность;название",
        ("1", "МОУ «Школа № 3»", "Школа № 3", "Петров Иван Ильич", "директор школы", "План школы"),
        ("2", "МОУ «Школа № 4»", "", "", "", ""),
    )
    first, second = (result.files[0].data or b"" for result in docgen.batch(source, over))
    assert not faults(first)
    changed = SOURCE.replace("наименование: Школа № 1", "наименование: Школа № 3").replace("План работы", "План школы")
    changed = changed.replace("Иванова Мария Петровна", "Петров Иван Ильич").replace(
        "[директор]", "[{лицо: директор, должность: директор школы}]"
    )
    assert first == single_of(source, changed + "школа: {краткое наименование: МОУ «Школа № 3»}")
    assert second == single_of(source, SOURCE + "школа: {краткое наименование: МОУ «Школа № 4»}")


def single_of(path: Path, text: str) -> bytes:
    again = path.with_name("одна.yaml")
    again.write_text(text, "utf-8")
    return single(again)


@pytest.mark.xdist_group("office")  # some samples have contents, whose pages LibreOffice counts
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_row_of_any_kind_is_what_a_single_run_makes(sample: str, table: Callable[..., Path]) -> None:
    path = ROOT / "samples" / sample
    results = ran(Batch(path, table("школа.код", ("а",), ("б",)), root=ROOT / "samples"))
    source = sources.read(path, ROOT / "samples")
    for result, code in zip(results, "аб", strict=True):
        assert result.errors == ()
        data = {**source.data, "школа": {"код": code}}  # type: ignore[dict-item]
        loaded = pipeline.checked(sources.Source(data), Registry(kinds=kinds.kinds()))
        assert loaded.document is not None
        once = next(iter(pipeline.render(loaded.document, pipeline.default_library(), "x")))
        assert result.files[0].data == once.data


def test_nothing_of_a_row_leaks_into_another(source: Path, table: Callable[..., Path]) -> None:
    rows = [
        (*row, f"Название {row[0]}" if n % 2 else "", "да" if n % 3 else "", f"Сидоров{n % 4} И.И." if n % 5 else "")
        for n, row in enumerate(schools(30))
    ]
    headings = f"{HEADINGS};название;организация.телефон;директор.фио"
    inside = {r.name: r.files[0].data for r in ran(Batch(source, table(headings, *rows)))}
    random.Random(7).shuffle(rows)  # noqa: S311
    shuffled = table(headings, *rows)
    assert {r.name: r.files[0].data for r in ran(Batch(source, shuffled, jobs=2))} == inside
    code, name, address, title, phone, head = rows[11]
    wanted = (
        SOURCE.replace("место:", f"адрес: '{address}', место:")
        + f"школа: {{код: '{code}', краткое наименование: {name}}}"
    )
    wanted = wanted.replace("место:", f"телефон: '{phone}', место:") if phone else wanted
    wanted = wanted.replace("План работы", title) if title else wanted
    wanted = wanted.replace("Иванова Мария Петровна", head) if head else wanted
    assert inside[name] == single_of(source, wanted)


@pytest.mark.parametrize(
    ("heading", "complaint"),
    [
        ("организция.наименование", "школы.csv:1: ошибка: графа „организция.наименование“: нет поля „организция“. Похоже на „организация“"),
        ("организация.наименовние", "нет поля „наименовние“. Похоже на „наименование“"),
        ("дректор.фио", "нет ни поля, ни человека „дректор“. Похоже на „директор“"),
        ("подписи.x.лицо", "нет поля „x“"),
        ("подписи.99.лицо", "непонятно, который это по счёту: „99“. Напишите номер от 1 до 21"),
        ("название.падеж", "поля „падеж“ внутри нет"),
        ("подписи.1.лицо.фио", "в источнике здесь „директор“, поля „фио“ внутри нет"),
        ("заметки", "нет поля „заметки“"),
    ],
)  # fmt: skip
def test_a_heading_that_names_nothing(source: Path, table: Callable[..., Path], heading: str, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        Batch(source, table(f"школа.код;{heading}", ("1", "2")))
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    "headings", ["название;Название", "организация;организация.место", "подпись.лицо;подписи.1.лицо"]
)
def test_two_columns_of_one_field(source: Path, table: Callable[..., Path], headings: str) -> None:
    with pytest.raises(InputError, match="меняет то же, что и графа"):
        Batch(source, table(headings, ("1", "2")))


def test_a_faulty_row_names_its_cell_and_does_not_stop_the_others(source: Path, table: Callable[..., Path]) -> None:
    over = table(
        "школа.краткое наименование;подписи.1.лицо;дата;организация.наименование",
        ("1", "директор", "31.02.2026", "Школа"), ("2", "дирктор", "", ""), ("3", "", "01.09.2026", ""),
    )  # fmt: skip
    first, second, third = ran(Batch(source, over))
    assert [str(error) for error in first.errors] == [
        "школы.csv:2: ошибка: дата: такого дня нет: 31.02.2026. Напишите 17.08.2020 или 17 августа 2020 г."
    ]
    assert [str(error) for error in second.errors] == [
        "школы.csv:3: ошибка: подписи → 1 → лицо: человека „дирктор“ нет в поле „лица“. Похоже на „директор“"
    ]
    assert (first.status, second.status, third.status) == ("failed", "failed", "made")
    assert first.files == second.files == ()


def test_the_cell_of_a_sheet_is_named(source: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["школа.краткое наименование", None, "дата"], ["А", None, "31.02.2026"], ["Б", "лишнее", None]):
        sheet.append(row)
    book.save(tmp_path / "ш.xlsx")
    first, second = ran(Batch(source, tmp_path / "ш.xlsx"))
    assert str(first.errors[0]).startswith("ш.xlsx, лист «Sheet», ячейка C2: ошибка: дата: такого дня нет")
    assert str(second.errors[0]).startswith(
        "ш.xlsx, лист «Sheet», ячейка B3: ошибка: значение стоит в графе без заголовка"
    )


def test_the_house_speaks_where_source_and_row_are_silent(
    source: Path, tmp_path: Path, table: Callable[..., Path]
) -> None:
    (tmp_path / "дом.yaml").write_text("кегль: 14\nорганизация: {наименование: Лицей}\n", "utf-8")
    source.write_text("вид: документ\nформа: СПРАВКА\nместо: г. Энск\n", "utf-8")
    house = docgen.read_house(tmp_path / "дом.yaml")
    first, second = ran(
        Batch(source, table("школа.код;организация.наименование", ("1", ""), ("2", "Гимназия")), house=house)
    )
    for result, name in ((first, "Лицей"), (second, "Гимназия")):
        assert result.errors == ()
        assert name in papers.outline(papers.read(result.files[0].data or b""))


def test_a_row_that_holds_only_its_number_is_no_row(source: Path, table: Callable[..., Path]) -> None:
    over = table("№ п/п;дата", ("1", "01.09.2026"), ("2", ""), ("3", ""))
    assert [result.row for result in docgen.batch(source, over)] == [2]


def test_hostile_values_stay_values(source: Path, tmp_path: Path) -> None:
    values = [
        "\ud800",
        "а\x00б",
        "{{ ''.__class__ }}",
        "{% for a in b %}",
        "{акт нет}",
        "../../x",
        "=cmd()",
        "<w:p/>",
        "&amp;",
    ]
    over = tmp_path / "т.json"
    over.write_text(
        json.dumps([{"школа.краткое наименование": value, "название": value} for value in values], indent=0), "utf-8"
    )
    results = ran(Batch(source, over, tmp_path / "x"))
    assert [result.status for result in results] == ["failed"] * 5 + ["made"] * 4
    texts = {r.row: papers.outline(papers.read(tmp_path / "x" / f.name)) for r in results for f in r.files}
    for result, value in zip(results, values, strict=True):
        assert result.status == "failed" or value in texts[result.row]
    assert all(path.parent == tmp_path / "x" for path in tmp_path.rglob("*.docx"))


def test_a_row_includes_no_files(source: Path, tmp_path: Path) -> None:
    over = tmp_path / "т.yaml"
    over.write_text("- {школа.краткое наименование: А, название: {файл: план.yaml}}\n", "utf-8")
    (result,) = ran(Batch(source, over))
    assert result.status == "failed"


def test_what_the_source_lacks_comes_from_the_rows(tmp_path: Path, table: Callable[..., Path]) -> None:
    source = tmp_path / "приказ.yaml"
    source.write_text("вид: приказ\nпункты: [Проверить.]\nподписи: [глава]\nместо: г. Энск", "utf-8")
    over = table(
        "организация.наименование;дата;номер;заголовок;глава.фио;глава.должность;файл",
        ("Школа № 1", "01.09.2026", "5-од", "О проверке", "Иванова М.П.", "директор", "Приказ 5"),
        ("Школа № 2", "", "6-од", "", "Петров И.И.", "директор", "Приказ 6"),
    )
    good, bad = ran(Batch(source, over))
    assert (good.status, good.name) == ("made", "Приказ 5")
    assert "О\u00a0проверке" in papers.outline(papers.read(good.files[0].data or b""))
    assert "школы.csv:3: ошибка: заголовок: не заполнено обязательное поле" in map(str, bad.errors)


def test_one_error_of_the_source_is_told_before_any_row(source: Path, table: Callable[..., Path]) -> None:
    source.write_text(SOURCE + "схемы: {файл: нет.yaml}\n", "utf-8")
    with pytest.raises(InputError, match=r"нет файла „нет\.yaml“"):
        Batch(source, table("школа.код", ("1",)))


def test_blanks_of_a_school_keep_their_ids_and_differ_from_those_of_others(tmp_path: Path) -> None:
    def ids(data: bytes) -> list[bytes]:
        xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
        return re.findall(rb'<w:id w:val="(\d+)"/>', xml)

    sample = ROOT / "samples" / "lenobl"
    first = {
        r.name: ids(r.files[0].data or b"") for r in ran(Batch(sample / "plan_blank.yaml", sample / "schools.xlsx"))
    }
    assert len(first) == 24
    assert all(len(found) == len(first["МОУ «Лицей № 4»"]) > 100 for found in first.values())
    assert len({number for found in first.values() for number in found}) == sum(map(len, first.values()))
    named = tmp_path / "две.csv"
    named.write_text("организация.наименование\nШкола А\nШкола Б\n", "utf-8")
    a, b = (ids(r.files[0].data or b"") for r in ran(Batch(sample / "plan_blank.yaml", named)))
    assert not set(a) & set(b)
