"""A plan of work: the title block, directions told once, tables of indicators and measures."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document as Docx

PLAN = """\
вид: план работы
название:
  - План работы методической службы
  - {текст: Энского района, подпись под строкой: наименование муниципального образования}
  - на {период}
период: {с: 2026, по: 2027}
направления: [Сопровождение кадров, Обмен опытом]
текст: |
  Название: {название}. Направления: {направления 2} и другие; всё – в {таблица план пр}.

  {таблица план}
таблицы:
  план:
    заголовок: Мероприятия
    разделы:
      - {название: "{направления 1}", мероприятия: [{мероприятие: Семинар, ответственные: петров}]}
      - {название: "{направления 2}", мероприятия: [{мероприятие: Фестиваль, ответственные: петров}]}
лица: {петров: {фио: Петров О.И., пол: м, должность: методист}}
"""


def test_a_title_of_lines_is_a_block_and_one_title_elsewhere(outline: Callable[..., str]) -> None:
    text = outline(PLAN).replace("\u00a0", " ")
    block = (
        "План работы методической службы\nЭнского района\nнаименование муниципального образования\nна 2026–2027 годы"
    )
    assert block in text
    assert "Название: План работы методической службы Энского района на 2026–2027 годы." in text


def test_the_caption_stands_under_a_ruled_line(made: Callable[..., bytes]) -> None:
    paper = Docx(io.BytesIO(made(PLAN)))
    ruled = next(p for p in paper.paragraphs if p.text == "Энского района")
    assert ruled.style.name == "Название: строка над подписью"
    assert ruled.style.element.pPr.find("{*}pBdr") is not None


@pytest.mark.parametrize("kind", ["программа", "документ"])
def test_other_papers_have_the_block_too(outline: Callable[..., str], kind: str) -> None:
    text = outline(f"""
        вид: {kind}
        название: [Отчёт, {{текст: Школа № 1, подпись под строкой: наименование организации}}]
        текст: Всё сделано.
        """).replace("\u00a0", " ")
    assert "Отчёт\nШкола № 1\nнаименование организации" in text


def test_measures_in_a_table_of_the_text_have_a_caption_sections_and_people(outline: Callable[..., str]) -> None:
    text = outline(PLAN).replace("\u00a0", " ")
    assert "Направления: Обмен опытом и другие; всё – в таблице 1." in text
    assert "Таблица 1 – Мероприятия" in text
    assert "| 2. Обмен опытом (на графы: 3) |\n| 2.1. | Фестиваль | Петров О.И., методист |" in text


def test_sections_without_numbers_leave_rows_numbered_through(outline: Callable[..., str]) -> None:
    text = outline(PLAN.replace("заголовок: Мероприятия\n", "заголовок: Мероприятия\n    нумеровать разделы: нет\n"))
    rows = [line.split(" | ")[0] for line in text.splitlines() if line.startswith("| ")]
    assert rows == ["| Сопровождение кадров (на графы: 3) |", "| 1.", "| Обмен опытом (на графы: 3) |", "| 2."]


def test_a_direction_that_is_not_there_is_named(complaints: Callable[..., list[str]]) -> None:
    found = complaints(PLAN.replace("{направления 2} и", "{направления 3} и"))
    assert any("в поле „направления“ нет элемента „3“. Укажите номер от 1 до 2" in line for line in found)


def test_an_appendix_has_no_letterhead(outline: Callable[..., str]) -> None:
    organisation = "организация: {наименование: Отдел образования}\n"
    alone = outline(PLAN + organisation)
    assert alone.splitlines()[1] == "Отдел образования"
    assert "Отдел образования" not in outline(PLAN + organisation + "отметка: {форма: А, к документу: Отчёт}\n")


def test_the_rules_of_measures_hold_in_tables_of_the_text(complaints: Callable[..., list[str]]) -> None:
    (found,) = complaints(
        PLAN.replace("заголовок: Мероприятия\n", "заголовок: Мероприятия\n    графы: [Мероприятие]\n")
    )
    assert "таблицы → план → графы: поле „ответственные“ заполнено, но графы для него нет" in found


def test_a_paper_inside_a_programme_names_it_by_its_kind(outline: Callable[..., str]) -> None:
    text = outline("""
        вид: программа
        название: Программа развития
        паспорт: {название: Паспорт, строки: [{название: Наименование, значение: "{название программы}"}]}
        """)
    assert "| Наименование | Программа развития |" in text
