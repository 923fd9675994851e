"""A blank filled from a source of its own: rows by their numbers, sections by theirs, cells by printed headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Outline = Callable[..., str]
Complaints = Callable[..., list[str]]

BLANK = """\
вид: дорожная карта
название: Комплекс мер
бланк: да
графы:
  - {поле: мероприятие, заголовок: Системообразующее мероприятие}
  - {поле: наименование, заголовок: Наименование мероприятия, подсказка: Назовите}
  - {поле: срок, заголовок: Когда, подсказка: ДД.ММ.ГГГГ}
разделы:
  - {название: Управление, мероприятия: [Документы, Связи]}
  - название: Мастерство
    разделы:
      - {название: Диагностика, мероприятия: [Опрос]}
"""
FILLED = """\
файл: бланк.yaml
бланк: нет
мероприятия:
  - {заполняет: 1.2., наименование: Соглашение, срок: май}
  - {заполняет: 1.1, Наименование мероприятия: Положение, Когда: март}
  - {заполняет: 2.1.1, наименование: Анкета, срок: июнь}
  - {раздел: 2.1, мероприятие: Ещё, наименование: Тест, срок: июль}
  - {раздел: Диагностика, мероприятие: И ещё, наименование: Беседа, срок: август}
"""


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("| ") and "(на графы" not in line]


def test_rows_are_filled_by_number_and_sections_added_to_by_theirs(outline: Outline) -> None:
    assert rows(outline(FILLED, {"бланк.yaml": BLANK})) == [
        "| 1.1. | Документы | Положение | март |",
        "| 1.2. | Связи | Соглашение | май |",
        "| 2.1.1. | Опрос | Анкета | июнь |",
        "| 2.1.2. | Ещё | Тест | июль |",
        "| 2.1.3. | И ещё | Беседа | август |",
    ]


def test_what_is_not_filled_stays_a_place_to_fill(outline: Outline) -> None:
    part = FILLED.replace("бланк: нет\n", "").replace(", срок: май", "")
    assert "| 1.2. | Связи | Соглашение | ДД.ММ.ГГГГ |" in outline(part, {"бланк.yaml": BLANK})


def test_rows_are_named_by_section_and_place_where_numbers_run_through_the_table(outline: Outline) -> None:
    assert rows(outline(f"{FILLED}сквозная нумерация: да\n", {"бланк.yaml": BLANK}))[:3] == [
        "| 1. | Документы | Положение | март |",
        "| 2. | Связи | Соглашение | май |",
        "| 3. | Опрос | Анкета | июнь |",
    ]


def test_a_table_file_is_read_by_the_headings_that_are_printed(outline: Outline) -> None:
    table = "Заполняет;Наименование мероприятия;Когда\n1.1;Положение;март\n2.1.1;Анкета;июнь\n"
    source = "файл: бланк.yaml\nмероприятия: {файл: строки.csv}\n"
    text = outline(source, {"бланк.yaml": BLANK, "строки.csv": table})
    assert "| 1.1. | Документы | Положение | март |" in text
    assert "| 2.1.1. | Опрос | Анкета | июнь |" in text


def test_cells_of_own_columns_may_stand_in_the_sections(outline: Outline) -> None:
    own = "{мероприятие: Связи, Наименование мероприятия: Договор, срок: май}"
    assert "| 1.2. | Связи | Договор | май |" in outline(BLANK.replace("Связи", own))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{заполняет: 1.3, срок: май}", "нет строки „1.3“. Есть строки: 1.1, 1.2, 2.1.1"),
        ("{заполняет: 1.1, срок: май}", "строка „1.1“ заполнена дважды"),
        ("{раздел: 2.2, мероприятие: Ещё}", "нет раздела „2.2“ для мероприятия „Ещё“"),
        ("{срок: май}", "мероприятие: не заполнено обязательное поле"),
        ("{заполняет: 1.1, срок: май, Когда: июнь}", "поле „срок“ задано дважды"),
        ("{заполняет: 1.1, наименование: а, Наименование мероприятия: б}", "поле „наименование“ задано дважды"),
    ],
)
def test_what_fits_nowhere_is_told(complaints: Complaints, row: str, told: str) -> None:
    found = complaints(f"{FILLED}  - {row}\n", {"бланк.yaml": BLANK})
    assert any(told in line for line in found), found


def test_without_sections_there_is_nothing_to_fill(complaints: Complaints) -> None:
    found = complaints("вид: дорожная карта\nмероприятия: [{заполняет: 1, срок: май}]\n")
    assert any("нет строки „1“. В таблице нет строк для заполнения" in line for line in found), found
