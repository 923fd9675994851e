"""Blanks: places to fill are content controls whose ids survive."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

SOURCE = """вид: дорожная карта
название: Карта
бланк: да
пустых строк: 2
графы: [Мероприятие, {поле: срок, заголовок: Срок, подсказка: ДД.ММ.ГГГГ}]
разделы: [{название: Первый, мероприятия: [Раз]}, {название: Второй}]
"""


def controls(data: bytes) -> list[tuple[str, str]]:
    xml = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()
    return re.findall(r'<w:tag w:val="([^"]+)"/><w:id w:val="(\d+)"/>', xml)


def test_empty_cells_are_controls_with_ids_of_their_own_that_never_change(made: Callable[..., bytes]) -> None:
    found = controls(made(SOURCE))
    tags = [tag for tag, _ in found]
    assert tags[:3] == ["мероприятия/1/1/срок", "мероприятия/1/2/мероприятие", "мероприятия/1/2/срок"]
    assert len(tags) == len(set(tags)) == 9
    assert len({number for _, number in found}) == 9
    renamed = controls(made(SOURCE.replace("Карта", "Другая карта").replace("Раз", "Иное")))
    assert renamed == found


def test_prompts_are_shown(outline: Callable[..., str]) -> None:
    assert "| 1.1. | Раз | ДД.ММ.ГГГГ |" in outline(SOURCE)
    assert "| 2.2. | Заполните | ДД.ММ.ГГГГ |" in outline(SOURCE)


def test_any_text_may_be_a_place_to_fill(made: Callable[..., bytes]) -> None:
    source = "вид: паспорт\nстроки: [{название: Школа, значение: {заполнить: Назовите школу}}]"
    assert [tag for tag, _ in controls(made(source))] == ["строки/0/значение"]


def test_the_same_blank_printed_twice_has_two_ids(made: Callable[..., bytes]) -> None:
    source = """вид: программа
название: Программа
цель: {заполнить: Укажите цель}
текст: "Цель: {цель}. Ещё раз: {цель}."
"""
    tags = controls(made(source))
    assert [tag for tag, _ in tags] == ["текст", "текст"]
    assert len({number for _, number in tags}) == 2


def test_every_school_has_ids_of_its_own(made: Callable[..., bytes]) -> None:
    first, again, second = (
        controls(made(SOURCE + f"школа: {{код: {code}, наименование: {name}}}\n"))
        for code, name in (("47-01", "Школа № 1"), ("47-01", "Школа № 1 им. Ушинского"), ("47-02", "Школа № 1"))
    )
    assert first == again
    assert [tag for tag, _ in first] == [tag for tag, _ in second]
    assert not {number for _, number in first} & {number for _, number in second}


def test_the_text_names_the_school(outline: Callable[..., str]) -> None:
    source = """вид: документ
школа: {Краткое наименование: МОУ «Школа № 3», вид: школа}
текст: "План {школа краткое_наименование} для {школа вид род}."
"""
    assert "План МОУ «Школа №\xa03» для школы." in outline(source)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")
@pytest.mark.xdist_group("office")
def test_ids_survive_a_save_in_libreoffice(made: Callable[..., bytes], tmp_path: Path) -> None:
    data = made(SOURCE)
    (tmp_path / "a.docx").write_bytes(data)
    words = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
        "--convert-to",
        "docx",
        "--outdir",
    ]
    subprocess.run(
        [*words, str(tmp_path / "out"), str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120
    )
    saved = zipfile.ZipFile(tmp_path / "out" / "a.docx").read("word/document.xml").decode()
    kept = set(re.findall(r'w:name="docgen_([0-9a-f]{8})"', saved))
    assert kept == {f"{int(number):08x}" for _, number in controls(data)}


def test_a_place_to_fill_may_stand_inside_a_text(made: Callable[..., bytes], outline: Callable[..., str]) -> None:
    source = "вид: документ\nтекст: Совет {заполнить назовите школу} собирается {заполнить день} и {заполнить}.\n"
    assert outline(source).splitlines()[-1] == "Совет назовите школу собирается день и Заполните."
    first = controls(made(source))
    assert len(set(first)) == 3
    later = controls(made(source.replace("Совет", "Большой совет").replace("и {", "{заполнить час} и {")))
    assert {tag for tag, _ in first} < {tag for tag, _ in later}


def test_a_name_has_no_place_to_fill_inside(complaints: Callable[..., list[str]]) -> None:
    told = complaints("вид: документ\nтекст: А.\nлица: {директор: {фио: '{заполнить имя}', должность: директор}}\n")
    assert any("здесь ссылки не действуют" in line for line in told), told


def python_of_the_office() -> str | None:
    """Return a Python that can talk to LibreOffice."""
    if not shutil.which("soffice"):
        return None
    for program in (shutil.which("python3", path="/usr/bin:/usr/local/bin"), shutil.which("python3")):
        if program and subprocess.run([program, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return program
    return None


@pytest.mark.skipif(python_of_the_office() is None, reason="no LibreOffice with its bridge to Python")
@pytest.mark.xdist_group("office")
def test_a_blank_filled_in_libreoffice_keeps_every_id_beside_its_answer(
    made: Callable[..., bytes], tmp_path: Path
) -> None:
    data = made(SOURCE)
    (tmp_path / "blank.docx").write_bytes(data)
    script = Path(__file__).parent / "fill_blank.py"
    subprocess.run(
        [str(python_of_the_office()), str(script), str(tmp_path / "blank.docx"), str(tmp_path / "filled.docx"),
         str(tmp_path / "profile")],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    root = etree.fromstring(zipfile.ZipFile(tmp_path / "filled.docx").read("word/document.xml"))
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    answers = {
        str(mark.get(f"{{{space['w']}}}name")): "".join(mark.xpath("ancestor::w:tc[1]//w:t/text()", namespaces=space))
        for mark in root.xpath("//w:bookmarkStart[starts-with(@w:name, 'docgen_')]", namespaces=space)
    }
    assert set(answers) == {f"docgen_{int(number):08x}" for _, number in controls(data)}
    assert sorted(answers.values()) == sorted(f"Заполнено {number}" for number in range(len(answers)))
