"""Prose: Markdown in, Word's own lists, headings and tables out."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent

Outline = Callable[..., str]


def programme(text: str, more: str = "") -> str:
    return f"вид: программа\nназвание: Программа\n{more}текст: |\n{indent(text, '  ')}\n"


def body(text: str) -> list[str]:
    lines = text.splitlines()
    return lines[lines.index("Программа") + 1 :]


def test_lists_begin_anew_and_keep_their_start(outline: Outline) -> None:
    text = "1. раз\n2. два\n\nАбзац.\n\n1. снова\n\nАбзац.\n\n5. пять\n6. шесть"
    assert body(outline(programme(text))) == ["1. раз", "2. два", "Абзац.", "1. снова", "Абзац.", "5. пять", "6. шесть"]


def test_lists_nest(outline: Outline) -> None:
    text = "1. раз\n   1. а\n   2. б\n      - тире\n2. два\n   1. в\n\n- тире\n  1. г\n- тире\n  1. д"
    assert body(outline(programme(text))) == [
        "1. раз", "1) а", "2) б", "– тире", "2. два", "1) в", "– тире", "1) г", "– тире", "1) д"]  # fmt: skip


def test_an_item_may_have_several_paragraphs(outline: Outline) -> None:
    assert body(outline(programme("1. раз\n\n   ещё\n\n2. два"))) == ["1. раз", "ещё", "2. два"]


def test_headings_emphasis_and_tables(outline: Outline, made: Callable[..., bytes]) -> None:
    text = "# Раздел\n\n## Подраздел\n\nТекст **жирный** и *курсив*.\n\n| А | Б |\n|---|---|\n| 1 | **2** |"
    assert body(outline(programme(text)))[:5] == [
        "# Раздел",
        "## Подраздел",
        "Текст жирный и курсив.",
        "‖ А ‖ Б ‖",
        "| 1 | 2 |",
    ]


def test_what_markdown_would_eat_is_text(outline: Outline) -> None:
    text = "a &amp; <b>b</b> `c` [d](e) ![f](g) \\{x\\} 2*2 1_000\n\n    отступ\n\n> цитата\n\n---"
    assert body(outline(programme(text))) == [
        "a &amp; <b>b</b> `c` [d](e) ![f](g) {x} 2*2 1_000",
        "отступ",
        "> цитата",
        "---",
    ]


def test_collections_become_items_and_blocks_stand_where_they_are_named(outline: Outline) -> None:
    more = """задачи: [{название: Поддержка, текст: помогать}, учить]
этапы: [{название: первый, период: {с: 08.2020, по: 12.2020}}]
период: {с: 2020, по: 2022}
паспорт: {строки: [{название: Имя, значение: "{название}"}]}
"""
    text = "1. {задачи}\n\n{паспорт}\n\n- {этапы}\n\nСрок – {период}."
    assert body(outline(programme(text, more)).replace("\u00a0", " ")) == [
        "1. Поддержка", "Задача: помогать.", "2. учить.", "ПАСПОРТ ПРОГРАММЫ", "| Имя | Программа |", "",
        "– 1 этап – первый (август – декабрь 2020 г.).", "Срок – 2020–2022 годы."]  # fmt: skip


def test_a_roadmap_is_a_landscape_section_and_the_text_goes_on_after_it(outline: Outline) -> None:
    more = "дорожная карта: {название: Карта, мероприятия: [А]}\n"
    text = outline(programme("До.\n\n{дорожная карта}\n\nПосле.", more))
    sections = [line for line in text.splitlines() if line.startswith("---")]
    assert ["альбомная" in line for line in sections] == [False, True, False]
    assert ["первая страница" in line for line in sections] == [True, False, False]


def test_a_table_of_the_users_own_columns(outline: Outline) -> None:
    more = "таблицы: {итоги: {графы: [Показатель, {заголовок: Значение, ширина: 3}], строки: [{показатель: Доля, значение: 100 %}]}}\n"
    assert body(outline(programme("{таблица итоги}", more)))[:2] == [
        "‖ Показатель ‖ Значение ‖",
        "| Доля | 100\u00a0% |",
    ]


def test_measures_take_columns_of_their_own_and_people_by_id(outline: Outline) -> None:
    more = """лица: {иванова: {фио: Иванова М.П., должность: методист}}
мероприятия:
  графы: [Мероприятие, Форма, {поле: ответственные, заголовок: Кто}]
  мероприятия: [{мероприятие: А, форма: семинар, ответственные: иванова; руководители}]
"""
    row = body(outline(programme("{мероприятия}", more)).replace("\u00a0", " "))[1]
    assert row == "| 1. | А | семинар | Иванова М.П., методист; ⏎ руководители |"


def test_a_list_of_yaml_is_a_list_with_dashes(outline: Outline) -> None:
    text = outline("вид: паспорт\nстроки: [{название: Задачи, значение: [учить, [детей, взрослых], помогать]}]")
    assert "| Задачи | – учить / – детей / – взрослых / – помогать |" in text


def test_rows_are_numbered_through_sections_and_subsections_or_within_them(outline: Outline) -> None:
    source = """вид: план
название: План
графы: [Мероприятие]
разделы:
  - {название: Первый, разделы: [{название: Один, мероприятия: [А, Б]}, {название: Два, мероприятия: [В]}]}
  - {название: Второй, мероприятия: [Г]}
"""

    def rows(text: str) -> list[str]:
        return [line.replace(" (на графы: 2)", "") for line in text.splitlines() if line.startswith("|")]

    titles = ["| 1. Первый |", "| 1.1. Один |", "| 1.2. Два |", "| 2. Второй |"]
    within = rows(outline(source))
    assert within == [
        *titles[:2],
        "| 1.1.1. | А |",
        "| 1.1.2. | Б |",
        titles[2],
        "| 1.2.1. | В |",
        titles[3],
        "| 2.1. | Г |",
    ]
    through = rows(outline(source + "сквозная нумерация: да\n"))
    assert through == [*titles[:2], "| 1. | А |", "| 2. | Б |", titles[2], "| 3. | В |", titles[3], "| 4. | Г |"]


def test_a_row_of_column_numbers_and_merged_cells(outline: Outline) -> None:
    source = """вид: дорожная карта
название: Карта
номера граф: да
графы: [{заголовок: Этап, слить: да}, Мероприятие]
мероприятия: [{этап: первый, мероприятие: А}, {этап: первый, мероприятие: Б}, {этап: второй, мероприятие: В}]
"""
    assert [line for line in outline(source).splitlines() if line.startswith(("|", "‖"))] == [
        "‖ № п/п ‖ Этап ‖ Мероприятие ‖", "‖ 1 ‖ 2 ‖ 3 ‖", "| 1. | первый | А |", "| 2. | ^ | Б |", "| 3. | второй | В |"]  # fmt: skip


def test_usual_columns_are_those_that_measures_fill(outline: Outline) -> None:
    source = "вид: дорожная карта\nназвание: Карта\nмероприятия: [{мероприятие: А, результат: отчёт}]\n"
    assert "‖ № п/п ‖ Мероприятие ‖ Результат ‖\n| 1. | А | отчёт |" in outline(source)


def test_a_field_without_a_column_is_not_left_out_in_silence(complaints: Callable[..., list[str]]) -> None:
    source = "вид: дорожная карта\nназвание: Карта\nграфы: [Мероприятие]\nмероприятия: [{мероприятие: А, срок: май}]\n"
    (warning,) = complaints(source)
    assert "замечание: графы: поле „срок“ заполнено, но графы для него нет" in warning


def test_a_field_that_no_reference_prints_is_not_lost_in_silence(complaints: Callable[..., list[str]]) -> None:
    more = "цель: учить\nзадачи: [раз]\nтаблицы: {итоги: {графы: [А], строки: []}}\n"
    found = complaints(programme("Текст {цель}.", more))
    assert ["поле „задачи“ заполнено, но нигде не напечатано" in found[0], "таблица „итоги“ нигде" in found[1]] == [
        True,
        True,
    ]


def test_stages_follow_each_other_inside_the_period(complaints: Callable[..., list[str]]) -> None:
    more = """период: {с: 2021, по: 2022}
этапы:
  - {название: первый, период: {с: 08.2020, по: 06.2022}}
  - {название: второй, период: {с: 06.2022, по: 12.2022}}
"""
    found = complaints(programme("{этапы}", more))
    assert "этап „второй“ начинается раньше, чем кончается предыдущий" in found[1]
    assert "этап „первый“ (август 2020" in found[0]
    assert "выходит за период программы (2021–2022" in found[0]
    assert len(found) == 2
