"""Blanks: places to fill are content controls whose ids survive."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

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
