"""Every sample renders to the paper that was reviewed by eye (tests/golden); `make golden` writes them anew."""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path

import pytest

from docgen import kinds, paper, pipeline
from docgen.render import pdf
from tests.conftest import ROOT
from tests.validity import faults

SAMPLES = sorted(
    path.relative_to(ROOT / "samples").with_suffix("").as_posix()
    for path in (ROOT / "samples").glob("*/[a-z]*.yaml")
    if re.search(r"^(вид|файл):", path.read_text("utf-8"), re.MULTILINE)
)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_clean_and_makes_the_reviewed_paper(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PROGRAMS", ())  # pages of contents are the machine's own: its fonts, its LibreOffice
    monkeypatch.setattr(pdf, "_USUAL", ())
    loaded = pipeline.load(ROOT / "samples" / f"{name}.yaml")
    assert loaded.findings == ()
    assert loaded.document is not None
    data = next(iter(pipeline.render(loaded.document, pipeline.default_library(), "x"))).data
    assert faults(data) == []
    outline = paper.outline(paper.read(data), show_spaces=True)
    golden = ROOT / "tests" / "golden" / f"{name.replace('/', '-')}.txt"
    if os.environ.get("GOLDEN"):
        golden.write_text(outline, "utf-8")
    assert outline == golden.read_text("utf-8")


@pytest.mark.parametrize("noun", kinds.kinds())
def test_every_kind_has_a_blank_a_template_and_a_schema(noun: str) -> None:
    key = kinds.kinds()[noun].key()
    for path in (f"samples/new/{key}.yaml", f"templates/docx/{key}.docx", f"schemas/{key}.schema.json"):
        assert (ROOT / path).is_file(), path


def _facts(name: str) -> str:
    return (ROOT / "tests" / "golden" / name).read_text("utf-8").replace("°", " ")


def test_zeya_has_all_57_measures_in_four_sections_numbered_by_word() -> None:
    text = _facts("zeya-order.txt")
    rows = [line for line in text.splitlines() if line.startswith(("| 1.", "| 2.", "| 3.", "| 4."))]
    sections = [row for row in rows if "(на графы: 4)" in row]
    measures = [row.split(" | ")[0].strip("| ") for row in rows if row not in sections]
    assert len(sections) == 4
    assert measures == [f"{s}.{n}." for s, count in ((1, 12), (2, 10), (3, 30), (4, 5)) for n in range(1, count + 1)]


def test_alekseevsky_prints_47_measures_and_its_25_acts_twice_from_one_list() -> None:
    text = _facts("alekseevsky-order.txt")
    lines = text.splitlines()
    table = lines[
        lines.index("‖ № п/п ‖ Срок реализации ‖ Наименование мероприятия ‖ Прогнозируемый результат ‖") + 1 :
    ]
    numbers = [line.split(" | ")[0] for line in table if line.startswith("| ")][:47]
    assert numbers == [f"| {n}." for n in range(1, 48)]
    basis = [
        line.removeprefix("– ").rstrip(";.")
        for line in lines[lines.index("# Нормативно-правовая основа реализации Программы") + 1 :]
    ]
    sources = [line.partition(". ")[2].rstrip(";.") for line in lines[lines.index("# Источники") + 1 :]]
    assert len(sources) == 25
    assert basis[:25] == sources


@pytest.mark.parametrize(("sample", "number"), [("zeya-order.txt", "265-од"), ("alekseevsky-order.txt", "№ 10")])
def test_the_number_of_the_order_is_typed_once_and_printed_in_every_mark(sample: str, number: str) -> None:
    folder = ROOT / "samples" / sample.split("-", maxsplit=1)[0]
    typed = sum(path.read_text("utf-8").count(number.removeprefix("№ ") if "-" in number else f"номер: {number[2:]}\n")
                for path in Path(folder).iterdir() if path.suffix in {".yaml", ".md"})  # fmt: skip
    assert typed == 1
    assert _facts(sample).count(number) == 2


def _rows(text: str, heading: str) -> list[str]:
    """Return the rows of the table under a header, those of sections too."""
    lines = text.splitlines()
    rows = lines[lines.index(heading) + 1 :]
    return list(itertools.takewhile(lambda line: line.startswith("| "), rows))


def _numbers(rows: list[str]) -> list[str]:
    return [row.split(" | ")[0].strip("| ").split(" ")[0] for row in rows]


ROADMAP = (
    "‖ № п/п ‖ Наименование системообразующего мероприятия РС муниципального уровня ‖ Наименование мероприятия ‖ "
    "Ответственный субъект МС НМС ‖ Ответственный исполнитель (соисполнители) ‖ Срок ‖ "
    "Результат выполнения мероприятия ‖"
)
PLAN = "‖ № п/п ‖ Содержание работы ‖ Сроки ‖ Ответственные ‖ Планируемый результат ‖"


@pytest.mark.parametrize("sample", ["roadmap_blank", "roadmap_district", "recommendations"])
def test_the_complex_of_measures_has_three_directions_and_twelve_measures(sample: str) -> None:
    rows = _rows(_facts(f"lenobl-{sample}.txt"), ROADMAP)
    expected = ["1.", "1.1.", "1.2.", "1.3.", "2.", *(f"2.{n}." for n in range(1, 7)), "3.", "3.1.", "3.2.", "3.3."]
    assert _numbers(rows) == expected
    assert all(row.count(" | ") == 6 for row in rows if "(на графы: 7)" not in row)
    system_forming = [row.split(" | ")[1] for row in rows if "(на графы: 7)" not in row]
    blank = _rows(_facts("lenobl-roadmap_blank.txt"), ROADMAP)
    assert system_forming == [row.split(" | ")[1] for row in blank if "(на графы: 7)" not in row]


@pytest.mark.parametrize("sample", ["plan_blank", "plan_school", "recommendations"])
def test_the_plan_numbers_its_rows_through_ten_subsections(sample: str) -> None:
    rows = _rows(_facts(f"lenobl-{sample}.txt"), PLAN)
    sections = [row for row in rows if "(на графы: 5)" in row]
    assert _numbers(sections) == [
        "1.", "1.1.", "1.2.", "1.3.", "1.4.", "2.", "2.1.", "2.2.", "2.3.", "3.", "3.1.", "3.2.", "3.3."]  # fmt: skip
    assert _numbers([row for row in rows if row not in sections]) == [f"{n}." for n in range(1, 41)]


@pytest.mark.parametrize(("sample", "heading"), [("plan_school", PLAN), ("roadmap_district", ROADMAP)])
def test_a_filled_paper_has_no_prompts_and_no_empty_cells(sample: str, heading: str) -> None:
    rows = _rows(_facts(f"lenobl-{sample}.txt"), heading)
    assert not re.search(r"Перечислите|Укажите|Предположите|Назовите|Опишите|\|  \|", "\n".join(rows))


@pytest.mark.parametrize("sample", ["regulation", "regulation_school", "recommendations"])
def test_the_regulation_has_its_six_sections_with_every_clause_and_item(sample: str) -> None:
    lines = _facts(f"lenobl-{sample}.txt").splitlines()
    if sample == "recommendations":
        lines = lines[lines.index("Приложение № 2") :]
        lines = lines[: lines.index("Приложение № 3")]
    items: dict[str, int] = {}
    clause = ""
    for line in lines:
        if match := re.match(r"(?:# )?(\d(?:\.\d)*)\. ", line):
            clause = match[1]
            items[clause] = 0
        elif line.startswith("– "):
            items[clause] += 1
    assert items == {
        "1": 0, "1.1": 9, "1.2": 0, "1.3": 0, "1.4": 0, "1.5": 0, "2": 0, "2.1": 0,
        "3": 0, "3.1": 0, "3.2": 8, "3.3": 5, "3.4": 13,
        "4": 0, "4.1": 0, "4.1.1": 12, "4.1.2": 10, "4.2": 0, "4.2.1": 0, "4.2.2": 0, "4.2.3": 14,
        "4.3": 0, "4.3.1": 0, "4.3.2": 0,
        "5": 0, "5.1": 4, "5.2": 0, "5.2.1": 4, "5.2.2": 4, "5.2.3": 2, "5.3": 0, "5.3.1": 5, "5.3.2": 5, "5.3.3": 5,
        "6": 0, "6.1": 6, "6.2": 0}  # fmt: skip
    found = re.findall(r"(?:№|от) ([\d.]{10}) № ([\w/-]+)", "\n".join(lines))
    assert found == [
        ("29.12.2012", "273-ФЗ"), ("21.07.2020", "474"), ("31.12.2019", "3273-р"), ("16.12.2020", "Р-174"),
        ("15.12.2022", "303"), ("27.08.2021", "Р-201"), ("25.12.2019", "Р-145"), ("21.12.2021", "АЗ-1128/08"),
        ("11.05.2023", "17")]  # fmt: skip


def test_the_recommendations_carry_every_list_of_the_original() -> None:
    text = _facts("lenobl-recommendations.txt")
    lines = text[: text.index("Приложение № 1\n")].splitlines()
    contents, body = lines[: lines.index("# 1. Общие положения")], lines[lines.index("# 1. Общие положения") :]
    assert [line.split(" ")[0] for line in contents if line.endswith(" ⇥ ")] == [
        "1.", "1.1.", "2.", "3.", "3.1.", "3.2.", "Информационные", "Приложение", "Приложение", "Приложение"]  # fmt: skip
    headings = [line for line in body if line.startswith("#")]
    assert [heading.split(" ")[1] for heading in headings] == [
        "1.", "1.1.", "2.", "Структура", "3.", "3.1.", "3.2.", "Информационные"]  # fmt: skip
    terms = body[body.index(headings[1]) + 1 : body.index(headings[2])]
    assert len(terms) == 18
    assert all(" – " in line for line in terms)
    structure = body[body.index(headings[3]) : body.index(headings[4])]
    assert [sum(1 for _ in group) for letter, group in itertools.groupby(
        structure, lambda line: bool(re.match(r"\d\) ", line))) if letter] == [9, 4, 3]  # fmt: skip
    dashes = [
        sum(1 for _ in group) for dash, group in itertools.groupby(body, lambda line: line.startswith("– ")) if dash
    ]
    assert dashes == [4, 3, 6, 3, 3, 7, 5, 6, 7, 19, 8, 5, 10, 5]
    assert re.findall(r"^Рисунок (\d) – Методическая служба", text, re.MULTILINE) == list("123456")
    assert text.count("11.05.2023 № 17") == 2
    for address in ("www.loiro.ru/cnppm", "edu.gov.ru", "apkpro.ru", "smp.edu.ru", "edsoo.ru", "myschool.edu.ru"):
        assert f"https://{address}/" in text
