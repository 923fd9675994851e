"""Requisites around the text in their variants: stamps, letterheads, signatures, marks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from PIL import Image

from docgen import kinds
from tests.conftest import ROOT, changed

Outline = Callable[..., str]
Made = Callable[..., bytes]

REGULATION = """вид: положение
название: Положение о совете
организация: МБОУ «Школа № 1»
текст: "# Общие положения\\n\\nСовет действует."
лица:
  иванова: {фио: Иванова Мария Петровна, должность: директор, организация: МБОУ «Школа № 1»}
  петров: {фио: Петров О.И., должность: председатель профкома}
акты:
  приказ: {вид: приказ, орган: МБОУ «Школа № 1», дата: 01.09.2026, номер: 15-од}
"""


def lines(text: str) -> list[str]:
    return text.replace("\u00a0", " ").splitlines()


def stamps(outline: Outline, approvals: str, more: str = "") -> str:
    """Return the line of the outline with the stamps."""
    return next(line for line in lines(outline(f"{REGULATION}грифы: {approvals}\n{more}")) if line.startswith("| "))


@pytest.mark.parametrize(
    ("stamp", "printed"),
    [
        ("{лицо: иванова}",
         "УТВЕРЖДАЮ / Директор МБОУ «Школа № 1» / _______________ М.П. Иванова / «___» ____________ 20___ г."),
        ("{лицо: иванова, дата: 01.09.2026, печать: да}",
         "УТВЕРЖДАЮ / Директор МБОУ «Школа № 1» / _______________ М.П. Иванова / 01.09.2026 / М.П."),
        ("{лицо: иванова, акт: {вид: приказ, дата: 01.09.2026, номер: 15}}",
         "УТВЕРЖДАЮ / Директор МБОУ «Школа № 1» / _______________ М.П. Иванова / Приказ от 01.09.2026 № 15"),
        ("{лицо: петров, слово: СОГЛАСОВАНО, строка подписи: нет}", "СОГЛАСОВАНО / Председатель профкома / О.И. Петров"),
        ("{акт: приказ}", "УТВЕРЖДЕНО / приказом МБОУ «Школа № 1» от 01.09.2026 № 15-од"),
        ("{акт: {вид: приказ, орган: школа, дата: {заполнить: дата}, номер: {заполнить: номер}}}",
         "УТВЕРЖДЕНО / приказом школы от дата № номер"),
        ("{слово: Принято, орган: педагогический совет, протокол: {дата: 30.08.2026, номер: 1}}",
         "Принято / педагогическим советом (протокол от 30.08.2026 № 1)"),
        ("{слово: РАССМОТРЕНО, орган: педагогический совет, протокол: {}}",
         "РАССМОТРЕНО / педагогическим советом (протокол от ____________ № ____________)"),
        ("{слово: Учтено мнение, орган: совет родителей, протокол: {дата: 29.08.2026, номер: 3}}",
         "Учтено мнение / совета родителей (протокол от 29.08.2026 № 3)"),
        ("{слово: СОГЛАСОВАНО, орган: Управляющий совет, лицо: петров}",
         "СОГЛАСОВАНО / Управляющим советом / Председатель профкома / _______________ О.И. Петров"),
        ("{слово: {дословно: 'Утверждаю:'}, должность: Начальник управления образования}",
         "Утверждаю: / Начальник управления образования / _______________ / «___» ____________ 20___ г."),
        ("{слово: СОГЛАСОВАНО, орган: {дословно: С Управляющим советом}}", "СОГЛАСОВАНО / С Управляющим советом"),
    ],
)  # fmt: skip
def test_a_stamp(outline: Outline, stamp: str, printed: str) -> None:
    assert stamps(outline, f"[{stamp}]") == f"|  | {printed} |"


FOUR = "[{акт: приказ, слово: А}, {акт: приказ, слово: Б}, {акт: приказ, слово: В}, {акт: приказ, слово: Г}]"


@pytest.mark.parametrize(
    ("in_row", "rows"),
    [(1, ["| А", "| Б", "| В", "| Г"]), (2, ["А Б", "В Г"]), (3, ["| | А", "Б В Г"]), (4, ["А Б В Г"])],
)
def test_stamps_stand_in_rows_of_one_to_four_columns(outline: Outline, in_row: int, rows: list[str]) -> None:
    text = lines(outline(f"{REGULATION}грифы: {FOUR}\nоформление: {{грифов в ряду: {in_row}}}"))
    found = [[cell.strip()[:1] for cell in line.split("|")[1:-1]] for line in text if line.startswith("| ")]
    assert [" ".join(cell or "|" for cell in row) for row in found] == rows


def test_a_stamp_may_stand_under_the_title(outline: Outline) -> None:
    source = f"{REGULATION}грифы: [{{акт: приказ}}, {{слово: СОГЛАСОВАНО, лицо: петров, расположение: под названием}}]"
    text = "\n".join(lines(outline(source)))
    assert text.index("УТВЕРЖДЕНО") < text.index("Положение о совете") < text.index("СОГЛАСОВАНО")


@pytest.mark.parametrize(
    ("stamp", "complaint"),
    [
        ("{слово: Принято}", "в грифе не сказано, кто утверждает"),
        ("{акт: приказ, орган: совет}", "в грифе и акт, и орган"),
        ("{лицо: иванова, протокол: {номер: 1}}", "протокол в грифе без органа"),
    ],
)
def test_a_stamp_that_says_too_little_or_too_much(
    complaints: Callable[..., list[str]], stamp: str, complaint: str
) -> None:
    assert any(complaint in said for said in complaints(f"{REGULATION}грифы: [{stamp}]"))


def test_an_order_has_its_stamps_of_agreement_under_the_signature(outline: Outline) -> None:
    source = changed(грифы="[{слово: СОГЛАСОВАНО, орган: профсоюзный комитет, протокол: {дата: 30.08.2026, номер: 4}}]")
    text = "\n".join(lines(outline(source)))
    assert text.index("М.П. Иванова") < text.index("профсоюзным комитетом (протокол от 30.08.2026 № 4)")


# --- letterheads ---

REPUBLIC = """
  вышестоящие: [Министерство просвещения республики, Управление образования]
  наименование: Школа № 1
  краткое наименование: МБОУ «Школа № 1»
  адрес: 450000, г. Уфа
  на втором языке: {наименование: 1-се мәктәп, краткое наименование: 1-се мәктәп МБДББУ}"""


def test_the_second_language_stands_below_or_to_the_right(outline: Outline) -> None:
    text = lines(outline(changed(организация=REPUBLIC)))
    assert text.index("Школа № 1") < text.index("450000, г. Уфа") < text.index("1-се мәктәп")
    corner = lines(outline(changed(организация=REPUBLIC, оформление="{форма бланка: угловой}")))
    row = next(line for line in corner if "мәктәп" in line)
    assert row.startswith("| Министерство просвещения республики / Управление образования / Школа № 1 /")
    assert row.index("450000") < row.index("| 1-се мәктәп")


def test_six_levels_of_organisations(outline: Outline) -> None:
    levels = [f"Уровень {n}" for n in range(1, 6)]
    text = lines(outline(changed(организация=f"{{вышестоящие: [{', '.join(levels)}], наименование: Школа}}")))
    assert text[text.index("Уровень 1") :][:6] == [*levels, "Школа"]


def test_a_joint_order_names_both_bodies_and_their_heads_side_by_side(outline: Outline) -> None:
    source = changed(
        организация="Управление образования",
        **{"совместно с": "[Отдел культуры]", "распорядительное слово": "приказываем"},
        лица="""{директор: {фио: Жук А.О., пол: ж, должность: начальник, организация: Управление образования},
  второй: {фио: Белов П.П., должность: начальник, организация: Отдел культуры}}""",
        подписи="[директор, {лицо: второй, рядом: да}]",
    )
    text = lines(outline(source))
    assert text.index("Управление образования") < text.index("Отдел культуры") < text.index("ПРИКАЗ")
    assert "| Начальник Управления образования | Начальник Отдела культуры |" in text
    assert "| А.О. Жук | П.П. Белов |" in text


def png(width: int = 40, height: int = 50) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, "PNG")
    return buffer.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20"><rect width="10" height="20" fill="red"/></svg>'
EMBLEM = "{наименование: Школа, эмблема: {файл: герб.png, высота: 20, описание: Герб города}}"


def document(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_the_emblem_stands_10_mm_from_the_upper_edge(made: Made) -> None:
    xml = document(made(changed(организация=EMBLEM), {"герб.png": png()}))
    assert '<wp:positionV relativeFrom="page"><wp:posOffset>360000</wp:posOffset>' in xml
    assert '<wp:extent cx="576000" cy="720000"/>' in xml
    assert 'descr="Герб города"' in xml


def test_the_emblem_of_a_corner_letterhead_stands_in_its_column(made: Made) -> None:
    xml = document(made(changed(организация=EMBLEM, оформление="{форма бланка: угловой}"), {"герб.png": png()}))
    assert re.search(r"<w:tc>(?:(?!</w:tc>).)*<wp:inline", xml)


def test_a_vector_emblem_keeps_its_vector_form(made: Made) -> None:
    pytest.importorskip("resvg_py")
    data = made(changed(организация=EMBLEM.replace(".png", ".svg")), {"герб.svg": SVG})
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert {name.rpartition(".")[2] for name in names if "media" in name} == {"png", "svg"}
    assert '<wp:extent cx="360000" cy="720000"/>' in document(data)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("герб.png", b"GIF89a", "это не рисунок PNG, JPEG или SVG"),
        ("герб.png", png()[:60], "рисунок повреждён"),
        ("герб.png", b"\x89PNG\r\n\x1a\n" + b"0" * 6_000_000, "рисунок больше 5 МБ"),
        ("герб.svg", SVG.replace(b"<rect", b"<script>1</script><rect"), "чего в документе быть не может: script"),
        ("герб.svg", SVG.replace(b"<rect", b'<use href="http://x.ru/a.svg#a"/><rect'), "ссылается на другие файлы"),
        ("герб.svg", b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + SVG, "DOCTYPE"),
        ("../герб.png", png(), "лежит вне папки источника"),
        ("нет.png", png(), "нет файла"),
    ],
)
def test_a_picture_that_could_do_harm(
    complaints: Callable[..., list[str]], name: str, content: bytes, complaint: str
) -> None:
    files: dict[str, Any] = {} if name.startswith(("..", "нет")) else {name: content}
    said = complaints(changed(организация=f"{{наименование: Школа, эмблема: {{файл: {name}}}}}"), files)
    assert any(complaint in line for line in said), said


def test_words_are_no_picture(complaints: Callable[..., list[str]]) -> None:
    said = complaints(changed(организация="{наименование: Школа, эмблема: герб.png}"))
    assert any("здесь нужен рисунок" in line and "{файл: герб.png}" in line for line in said), said


# --- signatures ---


@pytest.mark.parametrize(
    "position", ["и.о. директора", "врио начальника отдела", "заведующий", "заведующий детским садом № 5"]
)
def test_heads_that_are_not_directors(outline: Outline, position: str) -> None:
    text = lines(outline(changed(лица=f"{{директор: {{фио: Иванова Мария Петровна, должность: {position}}}}}")))
    assert text[-1] == f"| {position[0].upper()}{position[1:]} | М.П. Иванова |"


def test_on_the_letterhead_of_the_organisation_its_head_signs_without_it(outline: Outline) -> None:
    people = "{директор: {фио: Иванова Мария Петровна, должность: директор, организация: МБОУ «Школа № 1»}}"
    assert "| Директор | М.П. Иванова |" in lines(outline(changed(лица=people)))
    bare = REGULATION.replace("организация: МБОУ «Школа № 1»\nтекст", "текст")  # on no letterhead
    assert "| Директор МБОУ «Школа № 1» | М.П. Иванова |" in lines(outline(f"{bare}подписи: иванова\n"))


def test_a_commission_signs_by_roles(outline: Outline) -> None:
    signatures = """
  - {роль: председатель комиссии, лицо: иванова}
  - {роль: члены комиссии, лицо: петров}
  - {роль: члены комиссии, лицо: {фио: Белов П.П.}}
"""
    assert lines(outline(f"{REGULATION}подписи:{signatures}"))[-5:] == [
        "| Председатель комиссии | М.П. Иванова |", "",
        "| Члены комиссии | О.И. Петров |", "",
        "|  | П.П. Белов |",
    ]  # fmt: skip


def test_a_place_for_the_seal(outline: Outline) -> None:
    text = lines(outline(changed(подписи="[{лицо: директор, печать: да}]")))
    assert text[-2:] == ["| Директор | М.П. Иванова |", "М.П."]


# --- around the text ---


@pytest.mark.parametrize("kind", ["положение", "документ", "программа", "план", "рекомендации"])
def test_papers_of_every_kind_may_have_visas_an_executor_and_an_acquaintance_sheet(outline: Outline, kind: str) -> None:
    source = REGULATION.replace("вид: положение", f"вид: {kind}") + (
        "визы: [{лицо: петров, дата: 30.08.2026, замечания: да}]\nознакомлены: [петров]\n"
        "исполнитель документа: {лицо: иванова, телефон: 2-22-33}\n"
    )
    if kind == "план":
        source = source.replace('текст: "# Общие положения\\n\\nСовет действует."', "мероприятия: [Раз]")
    text = lines(outline(source))
    start = text.index("Замечания прилагаются.")
    assert text[start:][1:4] == ["Председатель профкома", "_______________ О.И. Петров", "30.08.2026"]
    assert any(line.endswith("ознакомлены:") for line in text)
    assert text[-1] == "Иванова Мария Петровна, 2-22-33"


def test_redactions_are_told_under_the_title(outline: Outline) -> None:
    text = lines(outline(f"{REGULATION}внесены изменения: [приказ]\n"))
    at = text.index("Положение о совете")
    assert text[at + 1] == "Внесены изменения приказом МБОУ «Школа № 1» от 01.09.2026 № 15-од"


@pytest.mark.parametrize("source", [changed(штрихкод="https://school.ru/d/5"), f"{REGULATION}QR-код: школа\n"])
def test_the_qr_code_stands_in_the_lower_margin_of_the_first_sheet(made: Made, source: str) -> None:
    data = made(source)
    xml = document(data)
    assert xml.index('<wp:positionV relativeFrom="bottomMargin">') < xml.index(
        "Положени" if "положение" in source else "Школа"
    )
    assert made(source) == data


def test_a_qr_code_holds_a_hundred_and_fifty_bytes(complaints: Callable[..., list[str]]) -> None:
    assert any("слишком много слов" in said for said in complaints(changed(штрихкод="ы" * 80)))


def test_an_extract_is_on_the_letterhead_of_its_act(outline: Outline, made: Made) -> None:
    act = changed(организация=EMBLEM).replace("пункты: [Проверить.]", "пункты: [Проверить., Доложить.]")
    source = "вид: выписка\nиз: {файл: приказ.yaml}\nвыбранные пункты: [2]\n"
    files = {"приказ.yaml": act, "герб.png": png()}
    text = lines(outline(source, files))
    assert text[1:4] == ["", "Школа", "ВЫПИСКА ИЗ ПРИКАЗА"]
    assert text[-1] == "| Директор | М.П. Иванова |"
    assert 'descr="Герб города"' in document(made(source, files))


AROUND = {
    "внесены изменения": ("[{вид: приказ, дата: 02.02.2027, номер: 77-изм}]", "Внесены изменения приказом от 02.02.2027 № 77-изм"),
    "подписи": ("[{лицо: {фио: Ёжиков Пётр Ильич, должность: ревизор}, печать: да}]", "| Ревизор | П.И. Ёжиков |"),
    "визы": ("[{лицо: {фио: Визин Пётр Ильич, должность: юрист}}]", "_______________ П.И. Визин"),
    "исполнитель документа": ("{лицо: {фио: Писарев Пётр Ильич}, телефон: 1-11}", "Писарев Пётр Ильич, 1-11"),
    "копия": ("{лицо: {фио: Копиев Пётр Ильич, должность: писарь}}", "_______________ П.И. Копиев"),
    "ознакомлены": ("[{фио: Читалкин Пётр Ильич, должность: чтец}]", "Читалкин П.И."),
    "грифы": ("[{слово: СОГЛАСОВАНО, орган: совет отцов, расположение: под названием}]", "советом отцов"),
}  # fmt: skip
_OF_THE_ACT = {"грифы", "внесены изменения"}  # an extract refuses to have these of its own


@pytest.mark.parametrize("noun", sorted(kinds.kinds()))
def test_no_requisite_is_lost_in_a_paper_of_any_kind(outline: Outline, noun: str) -> None:
    folder = ROOT / "samples" / "new"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    source = yaml.load((folder / f"{kinds.kinds()[noun].key()}.yaml").read_text("utf-8"), yaml.BaseLoader)
    wanted = {name: pair for name, pair in AROUND.items() if noun != "выписка" or name not in _OF_THE_ACT}
    source |= {name: yaml.load(value, yaml.BaseLoader) for name, (value, _) in wanted.items()}
    text = "\n".join(lines(outline(yaml.safe_dump(source, allow_unicode=True), files)))
    assert [name for name, (_, printed) in wanted.items() if printed not in text] == []
