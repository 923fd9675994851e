"""What `-o` names is what is made, or is refused before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen.cli import main
from docgen.render import pdf
from tests.conftest import ORDER, write

MAP = "вид: дорожная карта\nназвание: Карта\nмероприятия: [{мероприятие: А, срок: май}]\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "name", ["приказ.docx", "приказ.xlsx", "ПРИКАЗ.DOCX", "приказ № 1.5.docx", "готово/приказ.docx"]
)
def test_the_extension_says_what_is_made(tmp_path: Path, name: str) -> None:
    source = write(tmp_path, MAP)
    out = tmp_path / "о"
    assert run("render", source, "-o", out / name).exit_code == 0
    assert _files(out) == [name]
    kind = "xl/workbook.xml" if name.endswith("xlsx") else "word/document.xml"
    assert kind.encode() in (out / name).read_bytes()


def test_a_pdf_is_a_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "convert", lambda papers, archival: [b"%PDF" + bytes([archival])] * len(papers))
    source = write(tmp_path, ORDER)
    for more, archival in ((), 0), (("--format", "pdfa"), 1):
        assert run("render", source, "-o", tmp_path / "о" / "приказ.pdf", *more).exit_code == 0
        assert _files(tmp_path / "о") == ["приказ.pdf"]
        assert (tmp_path / "о" / "приказ.pdf").read_bytes() == b"%PDF" + bytes([archival])


@pytest.mark.parametrize("name", ["приказ.doc", "приказ.zip", "приказ.PDFA", "приказ.odt", "приказ.docxx"])
def test_what_cannot_be_made_is_refused(tmp_path: Path, name: str) -> None:
    result = run("render", write(tmp_path, ORDER), "-o", tmp_path / "о" / name)
    assert result.exit_code == 2
    assert "можно .docx, .xlsx, .pdf" in result.stderr
    assert not (tmp_path / "о").exists()


@pytest.mark.parametrize("name", ["готово", "отчёты.2026", "т.ред", "новая.папка", "v1.x/"])
def test_other_names_are_folders(tmp_path: Path, name: str) -> None:
    assert run("render", write(tmp_path, ORDER), "-o", f"{tmp_path}/о/{name}").exit_code == 0
    assert _files(tmp_path / "о") == [f"{name.rstrip('/')}/источник.docx"]


def test_a_folder_that_is_there_is_one_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "о.docx").mkdir()
    assert run("render", write(tmp_path, ORDER), "-o", tmp_path / "о.docx").exit_code == 0
    assert _files(tmp_path / "о.docx") == ["источник.docx"]


def test_an_extension_and_a_format_that_contradict_are_refused(tmp_path: Path) -> None:
    result = run("render", write(tmp_path, MAP), "-o", tmp_path / "о.pdf", "--format", "docx")
    assert (result.exit_code, "говорят о разном" in result.stderr) == (2, True)
    assert (
        run(
            "render", tmp_path / "источник.yaml", "-o", tmp_path / "о.docx", "--format", "docx", "--format", "xlsx"
        ).exit_code
        == 0
    )
    assert {"о.docx", "о.xlsx"} <= set(_files(tmp_path))


def test_other_commands_refuse_what_they_do_not_write(tmp_path: Path) -> None:
    source = write(tmp_path, ORDER)
    before = source.read_bytes()
    for words in (
        ("check", source, "--fix", "--report", tmp_path / "о.pdf"), ("forms", source, "-o", tmp_path / "о.docx"),
        ("new", "приказ", "-o", tmp_path / "о.docx"), ("batch", source, "--over", source, "-o", tmp_path / "о.rar"),
    ):  # fmt: skip
        result = run(*words)
        assert (result.exit_code, "не сделать: можно" in result.stderr) == (2, True), words
    assert (source.read_bytes(), _files(tmp_path)) == (before, ["источник.yaml"])
