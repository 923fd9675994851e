"""check --fix: the wrong words are put right in the source, and not a letter beside them."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from docgen import pipeline
from docgen.cli import main
from docgen.finding import Finding
from docgen.mending.proof import proved
from tests.conftest import changed, write

SEEDS = Path(__file__).parent / "seeds_as_they_stand"


def _check(source: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", str(source), *options])


MESSY = """\
# Приказ о проверке – с пометками.
вид: приказ
организация: {наименование: Школа № 1,   место: г. Энск}   # как в уставе
дата: "01.09.2026"
номер: 5-од
заголовок: О утверждении плана.     # длинный
преамбула: >
  В соответствии с приказом от 24.12.2021
  г. № 618 и указом от 07 мая 2018 г. № 204,
  в   течении трёх лет работают 24 педагогических работников
пункты:
  - "1. Проверить «школы».  "   # первый
  - 'Специалисту С.Н. Лысенко собрать отчёты.'

подписи: [директор]   # один
лица: {директор: {фио: Иванова Мария Петровна, должность: директор}}
"""
MENDED = """\
# Приказ о проверке – с пометками.
вид: приказ
организация: {наименование: Школа № 1,   место: г. Энск}   # как в уставе
дата: "01.09.2026"
номер: 5-од
заголовок: Об утверждении плана     # длинный
преамбула: >
  В соответствии с приказом от 24.12.2021 № 618 и указом от 7 мая 2018 г. № 204,
  в   течение трёх лет работают 24 педагогических работника
пункты:
  - "Проверить «школы».  "   # первый
  - 'Специалисту Лысенко С.Н. собрать отчёты.'

подписи: [директор]   # один
лица: {директор: {фио: Иванова Мария Петровна, должность: директор}}
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_wrong_words_change(newline: str, mark: str, tmp_path: Path) -> None:
    source = tmp_path / "приказ.yaml"
    source.write_bytes((mark + MESSY.replace("\n", newline)).encode())
    run = _check(source, "--fix")
    assert "приказ.yaml:9: „07 мая 2018“ → „7 мая 2018“ [Н732]" in run.stdout
    assert source.read_bytes().decode() == mark + MENDED.replace("\n", newline)
    assert _check(source, "--fix").stdout == "Ошибок нет.\n"
    assert source.read_bytes().decode() == mark + MENDED.replace("\n", newline)


def test_the_difference_is_shown_and_nothing_is_written(tmp_path: Path) -> None:
    source = tmp_path / "приказ.yaml"
    source.write_text(MESSY, "utf-8")
    stdout = _check(source, "--diff").stdout
    assert "-заголовок: О утверждении плана.     # длинный\n+заголовок: Об утверждении плана     # длинный" in stdout
    assert source.read_text("utf-8") == MESSY


def test_markdown_json_csv_are_mended_in_their_own_files(tmp_path: Path) -> None:
    files = {
        "текст.md": "# Общие **положения**.\n\nСрок – до 24.12.2026 г. включительно,\nсо  *двойным* пробелом\n\n{мероприятия}\n",
        "план.csv": 'Мероприятие;Срок\n"Семинар ""Рост"" в 5-ом классе";до 24.12.2026 г.\n',
        "грифы.json": '[{"слово": "Утверждаю:", "лицо": {"фио": "Жук О.И.", "пол": "м", "должность": "директор"}}]',
    }
    source = write(
        tmp_path,
        "вид: программа\nназвание: План\nтекст: {файл: текст.md}\nгрифы: {файл: грифы.json}\nмероприятия: {файл: план.csv}\n",
        files,
    )
    _check(source, "--fix")
    assert (tmp_path / "текст.md").read_text("utf-8") == files["текст.md"].replace("**.", "**").replace(
        "2026 г.", "2026"
    )
    assert (tmp_path / "план.csv").read_text("utf-8") == files["план.csv"].replace("5-ом", "5-м").replace(
        "2026 г.", "2026"
    )
    assert (tmp_path / "грифы.json").read_text("utf-8") == files["грифы.json"].replace("Утверждаю:", "УТВЕРЖДАЮ")
    assert _check(source).stderr == ""


def _book() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Мероприятие", "Срок"],
        ["Семинар «А & Б» в 5-ом классе", "до 24.12.2026 г."],
        ["Конкурс", "май 2026 г."],
    ):
        sheet.append(row)
    sheet["B2"].comment = openpyxl.comments.Comment("проверить", "завуч")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_keeps_everything_but_the_words(tmp_path: Path) -> None:
    raw = _book()
    source = write(tmp_path, "вид: дорожная карта\nмероприятия: {файл: план.xlsx}\n", {"план.xlsx": raw})
    run = _check(source, "--fix")
    assert "ячейка A2: „5-ом“ → „5-м“ [Н722]" in run.stdout
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(tmp_path / "план.xlsx") as new:
        assert old.namelist() == new.namelist()
        assert [name for name in old.namelist() if old.read(name) != new.read(name)] == ["xl/worksheets/sheet1.xml"]
    sheet = openpyxl.load_workbook(tmp_path / "план.xlsx").active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["Семинар «А & Б» в 5-м классе", "до 24.12.2026"], ["Конкурс", "май 2026 г."]]  # fmt: skip
    assert sheet["B2"].comment.text == "проверить"


@pytest.mark.parametrize("field", [
    '"В соответствии с приказом от \\"24.12.2021 г.\\" № 1, от 24.12.2021\\u00a0г. № 2"',  # escapes of YAML
    "В соответствии с приказом от {дата} и от 24.12.2021 г. № 3",
])  # fmt: skip
def test_what_cannot_be_proved_is_left_and_told(field: str, tmp_path: Path) -> None:
    source = write(tmp_path, changed(преамбула=field))
    before = source.read_bytes()
    run = _check(source, "--fix")
    after = source.read_bytes()
    assert run.exit_code == 0
    assert after == before or after == before.replace(" г. № 3".encode(), " № 3".encode())
    assert "не исправлено, исправьте сами" in run.stdout or after != before


def test_a_text_in_another_encoding_is_left(tmp_path: Path) -> None:
    table = "Мероприятие;Срок\nСеминар для учителей района;до 24.12.2026 г.\n".encode("cp1251")
    source = write(tmp_path, "вид: дорожная карта\nмероприятия: {файл: план.csv}\n", {"план.csv": table})
    assert "не исправлено, исправьте сами: план.csv" in _check(source, "--fix").stdout
    assert (tmp_path / "план.csv").read_bytes() == table


def test_an_edit_that_touches_another_value_is_refused() -> None:
    finding = Finding("x", "info", "", quote="5-ом", fix="5-м")
    before = "а: в 5-ом классе\nб: 1\n".encode()
    assert proved(before, "а: в 5-м классе\nб: 1\n".encode(), Path("а.yaml"), finding)
    for after in (
        "а: в 5-м классе\nб: 2\n",
        "а: в 5-м  классах\nб: 1\n",
        "а: в 5-м классе\n",
        "а: [\n",
        "а: в 5-ом классе\nб: 1\n",
    ):
        assert not proved(before, after.encode(), Path("а.yaml"), finding), after


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_file_that_may_not_be_written_stays(tmp_path: Path) -> None:
    source = write(tmp_path, MESSY)
    tmp_path.chmod(0o500)
    try:
        assert _check(source, "--fix").exit_code == 3
    finally:
        tmp_path.chmod(0o700)
    assert source.read_text("utf-8") == MESSY


@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("*.yaml")))
def test_a_real_paper_is_mended_once_and_for_all(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes((SEEDS / name).read_bytes())
    before = pipeline.load(source).findings
    _check(source, "--fix")
    after = pipeline.load(source).findings
    left = {(f.code, f.quote) for f in after if f.code != "Н734"}  # dates that are right now may still be two sorts
    assert left <= {(f.code, f.quote) for f in before if f.fix is None}
    lines = zip((SEEDS / name).read_text("utf-8").splitlines(), source.read_text("utf-8").splitlines(), strict=True)
    changed_lines = {number for number, (old, new) in enumerate(lines, 1) if old != new}
    assert changed_lines == {f.place.line for f in before if f.fix is not None and f.place}
