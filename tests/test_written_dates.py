"""Dates as people and programs write them, in fields of dates, of periods and in texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen import pipeline
from docgen.cli import main
from tests.conftest import write

ORDER = """\
вид: приказ
организация: {{наименование: МБОУ «Школа № 1», место: г. Энск}}
дата: {day}
номер: 5-од
заголовок: О подготовке плана
пункты:
  - {{исполнитель: методист, поручение: подготовить план, срок: {deadline}}}
  - контроль: за собой
подписи: [директор]
лица:
  директор: {{фио: Петрова Мария Петровна, должность: директор}}
  методист: {{фио: Жук Олег Ильич, должность: методист}}
"""


def _found(folder: Path, day: str = "01.09.2026", deadline: str = "до 10.09.2026") -> list[tuple[str, str]]:
    source = write(folder, ORDER.format(day=day, deadline=deadline))
    return [(each.code, f"{each.message} {each.hint}") for each in pipeline.findings(source)]


@pytest.mark.parametrize("day", ["01.09.2026 года", "2026-09-01T00:00:00", "“01” сентября 2026 г.", "1 сент. 2026 г."])
def test_a_day_is_taken_as_it_is_written(tmp_path: Path, day: str) -> None:
    assert _found(tmp_path, day) == []


@pytest.mark.parametrize(("day", "words"), [
    ("01.09.26", "год записан двумя цифрами Напишите все четыре цифры: 01.09.2026"), ("01.09.85", "01.09.1985 или 01.09.2085"),
    ("2026-09-01T12:30:00", "не похоже на дату"), ("32.01.2026", "такого дня нет"),
])  # fmt: skip
def test_what_is_no_day_is_refused_with_the_writing_that_works(tmp_path: Path, day: str, words: str) -> None:
    ((_, said),) = _found(tmp_path, day)
    assert words in said


@pytest.mark.parametrize(("deadline", "right"), [
    ("01.10.26", "01.10.2026"), ("2026-10-01", "01.10.2026"), ("до 02.10.26", "до 02.10.2026"), ("с 01.10.26 г. и далее", None),
])  # fmt: skip
def test_a_term_in_another_writing_is_told_of_and_mended(tmp_path: Path, deadline: str, right: str | None) -> None:
    assert "Н737" in [code for code, _ in _found(tmp_path, deadline=deadline)]
    if right:
        CliRunner().invoke(main, ["check", "--fix", str(tmp_path / "источник.yaml")])
        assert f"срок: {right}}}" in (tmp_path / "источник.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "deadline", ["по коду 10.11.12", "до исполнения пункта 3.10.12", "код 31.01.12", "до 05.10.2026, № 2026-10-01"]
)
def test_a_code_is_no_date(tmp_path: Path, deadline: str) -> None:
    assert "Н737" not in [code for code, _ in _found(tmp_path, deadline=deadline)]


PROGRAMME = """\
вид: программа
организация: {{наименование: МБОУ «Школа № 1», место: г. Энск}}
название: Программа развития
период: {{с: {start}, по: {end}}}
"""


@pytest.mark.parametrize(
    ("start", "end"), [("сентябрь 2026", "2027-05"), ("сентября 2026 г.", "05.2027"), ("2026 год", "2027")]
)
def test_a_period_is_taken_as_it_is_written(tmp_path: Path, start: str, end: str) -> None:
    source = write(tmp_path, PROGRAMME.format(start=start, end=end))
    assert not [each for each in pipeline.findings(source) if "период" in str(each)]


def test_a_period_that_is_none_is_refused_with_the_writing_that_works(tmp_path: Path) -> None:
    source = write(tmp_path, PROGRAMME.format(start="осень 2026", end="13.2027"))
    said = " ".join(map(str, pipeline.findings(source)))
    assert said.count("09.2026, сентябрь 2026") == 2
    assert "месяца с номером 13 нет" in said
