"""Sheets of approval and acquaintance: by themselves and behind a paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import changed

PEOPLE = """{директор: {фио: Иванова Мария Петровна, должность: директор},
  завуч: {фио: Петров Олег Ильич, должность: заместитель директора}}"""


def test_behind_an_order_the_sheet_names_the_order_and_lists_its_people_but_for_the_signer(
    outline: Callable[..., str],
) -> None:
    text = outline(changed(лица=PEOPLE, приложения="[{вид: лист ознакомления}]")).replace("\u00a0", " ")
    assert "ЛИСТ ОЗНАКОМЛЕНИЯ\nс приказом Школы № 1 от 01.09.2026 № 5-од «О проверке»" in text
    assert "| 1. | Петров О.И. | Заместитель директора |  |  |" in text
    assert text.count("Иванов") == 1
    assert "Приложение" not in text


def test_an_order_that_is_not_registered_yet_leaves_lines_for_its_date_and_number(outline: Callable[..., str]) -> None:
    source = changed(лица=PEOPLE, приложения="[{вид: лист ознакомления}]")
    source = source.replace("дата: 01.09.2026\n", "").replace("номер: 5-од\n", "")
    assert "с приказом Школы № 1 от ____________ № ____________ «О проверке»" in outline(source).replace("\u00a0", " ")


def test_a_sheet_takes_no_number_from_the_appendices(outline: Callable[..., str]) -> None:
    text = outline(changed(
        пункты='["Утвердить план {приложение 1}."]', лица=PEOPLE,
        приложения="[{вид: дорожная карта, мероприятия: [Провести семинар]}, {вид: лист согласования, согласующие: завуч}]",
    )).replace("\u00a0", " ")  # fmt: skip
    assert "Утвердить план (приложение)." in text
    assert "\nПриложение\nУТВЕРЖДЕН" in text
    assert "к приказу Школы № 1 от 01.09.2026 № 5-од «О проверке»" in text
    assert "| 1. | Заместитель директора | Петров О.И. |  |  |  |" in text


def test_a_sheet_with_a_mark_of_its_own_is_an_appendix(outline: Callable[..., str]) -> None:
    text = outline(changed(
        пункты='["Ознакомить работников под подпись {приложение 1}."]',
        приложения="[{вид: лист ознакомления, отметка: {форма: краткая}, пустых строк: 2}]",
    )).replace("\u00a0", " ")  # fmt: skip
    assert "Приложение\nк приказу № 5-од от 01.09.2026" in text
    assert "| 2. |  |  |  |  |" in text


def test_columns_are_the_sources_own_and_what_no_field_fills_stays_for_the_hand(outline: Callable[..., str]) -> None:
    text = outline("""
        вид: лист согласования
        к документу: Положение о совете
        графы: [{поле: фио, заголовок: Кто}, {поле: результат, заголовок: Итог}, Печать]
        согласующие: [{лицо: {фио: Петров О.И., пол: м}, результат: Согласовано}]
        """)
    text = text.replace("\u00a0", " ")
    assert "к Положению о совете" in text
    assert "‖ № п/п ‖ Кто ‖ Итог ‖ Печать ‖\n| 1. | Петров О.И. | Согласовано |  |" in text.replace("\u00a0", " ")


@pytest.mark.parametrize(("kind", "field"), [("согласования", "согласующие"), ("ознакомления", "ознакомлены")])
def test_a_sheet_without_a_row_is_refused(complaints: Callable[..., list[str]], kind: str, field: str) -> None:
    (complaint,) = complaints(f"вид: лист {kind}\n")
    assert f"в листе {kind} нет ни одной строки" in complaint
    assert f"„{field}“" in complaint
