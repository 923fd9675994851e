"""A regulation: Markdown in, numbered sections and clauses out."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent

Outline = Callable[..., str]


def regulation(text: str, more: str = "") -> str:
    return f"вид: положение\nназвание: Положение\n{more}текст: |\n{indent(text, '  ')}\n"


def body(text: str) -> list[str]:
    lines = text.splitlines()
    return lines[lines.index("Положение") + 1 :]


def test_sections_clauses_and_items_are_numbered_by_word(outline: Outline) -> None:
    text = "# Общее\n\nПервый.\n\n> Без номера.\n\n1. а\n2. б\n   1. один\n\nВторой.\n\n## Совет\n\nСостав.\n\n- тире\n\n# Иное\n\nЕщё."
    assert body(outline(regulation(text))) == [
        "# 1. Общее", "1.1. Первый.", "Без номера.", "а) а", "б) б", "1) один", "1.2. Второй.", "1.3. Совет", "1.3.1. Состав.",
        "– тире", "# 2. Иное", "2.1. Ещё."]  # fmt: skip


def test_references_follow_clauses_that_move(outline: Outline) -> None:
    named = "Совет работает. {#совет}\n\nСм. пункт {пункт совет}."
    assert body(outline(regulation(f"# Общее\n\n{named}")))[-2:] == ["1.1. Совет работает.", "1.2. См. пункт 1.1."]
    moved = f"# Общее\n\nНовый.\n\n# Совет\n\nНовый.\n\n{named}"
    assert body(outline(regulation(moved)))[-2:] == ["2.2. Совет работает.", "2.3. См. пункт 2.2."]


def test_a_name_given_twice_and_an_unknown_one_are_refused(complaints: Callable[..., list[str]]) -> None:
    (twice,) = complaints(regulation("# А\n\nБ. {#б}\n\nВ. {#б}"))
    assert "имя {#б} дано двум пунктам" in twice
    (unknown,) = complaints(regulation("# А\n\nБ. {#совет}\n\nСм. {пункт савет}."))
    assert "нет пункта с именем „савет“. Похоже на „совет“" in unknown


def test_stamps_stand_in_a_row(outline: Outline) -> None:
    more = """лица: {директор: {фио: Иванова М.П., пол: ж, должность: директор}}
грифы:
  - {слово: СОГЛАСОВАНО, орган: управляющий совет, протокол: {вид: протокол, номер: 3}}
  - {акт: {вид: приказ, орган: МБОУ «Школа», дата: 01.09.2026, номер: 5}}
  - {лицо: директор, дата: 02.09.2026}
"""
    rows = [
        line for line in outline(regulation("# А", more)).replace("\u00a0", " ").splitlines() if line.startswith("|")
    ]
    assert rows == [
        "|  | СОГЛАСОВАНО / управляющим советом (протокол от ____________ № 3) |",
        "| УТВЕРЖДЕНО / приказом МБОУ «Школа» от 01.09.2026 № 5 | УТВЕРЖДАЮ / Директор / _______________ М.П. Иванова / 02.09.2026 |",
    ]


def test_a_regulation_approved_by_an_order(outline: Outline) -> None:
    order = """вид: приказ
заголовок: Об утверждении {название приложения 1 род}
пункты: ["Утвердить {название приложения 1 вин} {приложение 1}."]
приложения: [{вид: положение, название: Положение о совете, текст: "# Общее"}]
"""
    text = outline(order)
    assert "Об\u00a0утверждении Положения о\u00a0совете" in text
    assert (
        "Приложение\nУТВЕРЖДЕНО\nприказом\nот ____________ №\u00a0____________\nПоложение о\u00a0совете\n# 1. Общее"
        in text
    )
