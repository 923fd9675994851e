"""The facts of the programme of Svetly and of the work plan of Kazachinsko-Lensky are all in the papers."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT


def _text(name: str) -> str:
    return (ROOT / "tests" / "golden" / name).read_text("utf-8").replace("°", " ")


def _numbered(text: str) -> list[list[str]]:
    """Return the cells of the numbered rows of a golden text."""
    return [line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| \d", line)]


def test_svetly_holds_its_passport_and_fifteen_indicators_in_two_groups() -> None:
    text = _text("svetly-programme.txt")
    passport, indicators = text.split("‖ № п/п ‖ Показатели ‖")
    assert [row[0] for row in _numbered(passport)] == [f"{n}." for n in range(1, 7)]
    assert all(len(row) == 3 for row in _numbered(passport))
    general, municipal = indicators.split("Муниципальные показатели (на графы: 5)")
    assert "Общие показатели (на графы: 5)" in general
    assert [row[0] for row in _numbered(general)] == [f"{n}." for n in range(1, 8)]
    assert [row[0] for row in _numbered(municipal)] == [f"{n}." for n in range(8, 16)]
    assert all(len(row) == 5 and all(row) for row in _numbered(indicators))


@pytest.mark.parametrize("fact", [
    "от 28.12.2020 № 187", "к приказу МУ «Управление образования, культуры, спорта", "городского округа ЗАТО Светлый",
    "от 29.12.2012 № 273-ФЗ", "от 26.12.2017 № 1642 (ред. от 27.12.2019)", "от 07.05.2018 № 204", "от 24.12.2018 № 16",
    "1 этап – разработческий (2021–2025 годы)", "2 этап – практический (2021–2025 годы)", "3 этап – аналитический (2025 г.)",
    "не менее 50 % педагогов", "не менее 50 % административных команд", "не менее чем у 20 % педагогов",
    "К 2025 году", "1 раз в год (срок – до 15 июня)", "приведена в таблице 1",
])  # fmt: skip
def test_svetly_keeps_the_facts_of_the_programme(fact: str) -> None:
    assert fact in _text("svetly-programme.txt")


def test_kazachinsko_lensky_has_its_directions_measures_and_indicators() -> None:
    text = _text("kazachinsko-lensky-work_plan.txt")
    indicators, plan = text.split("Таблица 2 – Планирование мероприятий")
    assert [row[0] for row in _numbered(indicators)] == [f"{n}." for n in range(1, 8)]
    assert "‖ 1 ‖ 2 ‖ 3 ‖ 4 ‖ 5 ‖" in plan
    table, sheet = plan.split("# 4. Условия реализации плана")
    directions = [line for line in table.splitlines() if line.endswith("(на графы: 5) |")]
    assert [line[:4] for line in directions] == [f"| {n}." for n in range(1, 9)]
    measures = [row for row in _numbered(table) if len(row) > 1]
    counts = enumerate((3, 4, 3, 2, 4, 2, 3, 4), 1)
    assert [row[0] for row in measures] == [f"{s}.{n}." for s, count in counts for n in range(1, count + 1)]
    assert all(len(row) == 5 and all(row) for row in measures)
    assert _numbered(sheet)[0] == [
        "1.",
        "Руководитель ЦНППМ ГАУ ДПО ИРО",
        "Воробьева Н.Г.",
        "11.03.2022",
        "Согласовано",
    ]


@pytest.mark.parametrize("fact", [
    "А.П. Эйвазова", "от 09.02.2022 № 36", "наименование муниципального образования", "представлены в таблице 1",
    "перечислены в таблице 2", "10 % от общей численности", "8 % – на базе Академии", "4 % – в ГАУ ДПО ИРО",
    "входят 15 РМО", "два центра цифрового и гуманитарного профилей", "Лисичникова Е.В., заведующая методическим отделом",
    "Иванова Е.В., директор МБУ ТРЦ", "Сафонова Н.А., старший методист", "Горелов И.А., программист", "35 человек",
    "edu.rustest.ru", "«Мы вместе»", "не менее 8 буклетов", "от 21.01.2022 № 55-46-мр", "от 28.12.2020 № 603",
    "на 2021–2023 годы", "ЛИСТ СОГЛАСОВАНИЯ", "| Руководитель ЦНППМ ГАУ ДПО ИРО | Н.Г. Воробьева |",
])  # fmt: skip
def test_kazachinsko_lensky_keeps_the_facts_of_the_plan(fact: str) -> None:
    assert fact in _text("kazachinsko-lensky-work_plan.txt")
