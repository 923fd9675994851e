"""Every sample renders to the paper that was reviewed by eye (tests/golden); `make golden` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docgen import kinds, paper, pipeline
from docgen.render import pdf
from tests.conftest import ROOT
from tests.validity import faults

SAMPLES = sorted(
    path.relative_to(ROOT / "samples").with_suffix("").as_posix()
    for path in (ROOT / "samples").glob("*/[a-z]*.yaml")
    if "вид:" in path.read_text("utf-8")
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
