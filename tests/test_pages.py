"""Where lines and pages break: lead-ins, titles, rows of a passport, widths of columns; over generated files."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as Word
from docx.document import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st

from docgen import pipeline
from docgen.model.column import Column, leaves, shared
from docgen.render.breaking import bound
from docgen.render.values import Columns

_HEAD = "вид: {kind}\nназвание: О режиме работы в школе в 2024-2025 учебном году\n"


def _made(folder: Path, source: str) -> tuple[WordFile, str, list[str]]:
    path = folder / "источник.yaml"
    path.write_text(source, "utf-8")
    loaded = pipeline.load(path)
    assert loaded.document is not None, loaded.findings
    data = next(iter(pipeline.render(loaded.document, pipeline.default_library(), "x"))).data
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    return Word(io.BytesIO(data)), xml, [finding.code for finding in loaded.findings]


ORDER = """
вид: приказ
организация: {наименование: Школа № 5}
дата: 29.08.2024
номер: 117
заголовок: О режиме работы школы в 2024-2025 учебном году и о контроле
пункты:
  - текст: Классным руководителям
    пункты: [Составить список, Провести собрание]
  - контроль: за собой
подписи: [директор]
лица: {директор: {фио: Ларина Ольга Петровна, должность: директор школы}}
"""
PAPER = """
вид: документ
название: Справка
текст: |
  Проверены следующие школы:

  1. первая;
  2. вторая.

  **Образовательные организации Казачинско-Ленского муниципального района:**

  - одна;
  - две.

  Обычный абзац.
"""


@pytest.mark.parametrize("source", [ORDER, PAPER])
def test_a_lead_in_stays_on_the_page_of_what_it_opens(source: str, tmp_path: Path) -> None:
    paragraphs = _made(tmp_path, source)[0].paragraphs
    openings = [line for line in paragraphs if line.text.endswith(":")]
    assert openings
    assert all(line.paragraph_format.keep_with_next for line in openings)
    assert not any(line.paragraph_format.keep_with_next for line in paragraphs if line.text == "Обычный абзац.")


def test_a_bold_lead_in_is_not_pulled_across_the_page(tmp_path: Path) -> None:
    lines = {line.text[:8]: line.alignment for line in _made(tmp_path, PAPER)[0].paragraphs}
    assert lines["Образова"] == 0
    assert lines["Проверен"] is None  # as its style has it: justified


def test_a_title_ends_no_line_with_a_preposition_nor_breaks_a_range(tmp_path: Path) -> None:
    title = next(line.text for line in _made(tmp_path, ORDER)[0].paragraphs if "режиме" in line.text)
    assert title == "О\u00a0режиме работы школы в\u00a02024–\u20602025\u00a0учебном году и\u00a0о\u00a0контроле"


@given(st.lists(st.sampled_from(["о", "В", "и", "не", "порядке", "школе", "2024–2025", "№ 1", "&amp;"]), min_size=1))
def test_binding_a_title_changes_no_word_of_it(words: list[str]) -> None:
    title = f"<w:t>{' '.join(words)}</w:t>"
    done = bound(title)
    assert done.replace("\u2060", "").replace("\u00a0", " ") == title
    assert bound(done) == done
    assert not any(f" {word} " in done for word in ("о", "В", "и", "не"))


def test_every_row_of_a_passport_may_go_on_overleaf(tmp_path: Path) -> None:
    rows = "строки: [{название: Цель, значение: Короткая}, {название: Задачи, значение: " + "Слово " * 400 + "}]"
    assert "<w:cantSplit/>" not in _made(tmp_path, "вид: паспорт\n" + rows)[1]


WIDTH = st.one_of(st.none(), st.integers(1, 150))


@given(st.lists(WIDTH, min_size=1, max_size=12), st.sampled_from([9638, 15137]))
def test_columns_fill_the_text_whatever_widths_are_given(widths: list[int | None], room: int) -> None:
    columns = tuple(
        Column.model_validate({"заголовок": "Г"} | ({"ширина": width} if width else {})) for width in widths
    )
    done = leaves(shared(columns))
    assert sum(Columns(room).grid(done)) == room
    assert all(column.width > 0 for column in done)
    assert [c.width for c, width in zip(done, widths, strict=True) if width] == [width for width in widths if width]


def test_columns_without_a_width_share_what_is_left() -> None:
    def widths(*given: dict[str, object]) -> list[float]:
        columns = shared(tuple(Column.model_validate({"заголовок": "Г"} | width) for width in given))
        return [float(column.width) for column in columns]

    assert widths({"ширина": 40}, {}, {}) == [40, 30, 30]
    assert widths({"ширина": 2}, {}) == [2, 1]  # twice as wide as the other
    assert widths({"ширина": 120}, {"ширина": 60}, {}) == [120, 60, 90]


NARROW = _HEAD.format(kind="дорожная карта") + (
    "графы: [{поле: мероприятие, заголовок: Мероприятие, ширина: %d}, {поле: срок, заголовок: Продолжительность}]\n"
    "мероприятия: [{мероприятие: Провести семинар, срок: август}]\n"
)


@pytest.mark.parametrize(("width", "codes"), [(97, ["Н411"]), (60, [])])
def test_a_word_wider_than_its_column_is_a_finding(width: int, codes: list[str], tmp_path: Path) -> None:
    assert _made(tmp_path, NARROW % width)[2] == codes
