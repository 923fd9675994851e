"""PDF through LibreOffice, where it is there; and one clear line where it is not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen.cli import main
from docgen.errors import MachineError
from docgen.render import pdf
from tests.conftest import ORDER, changed, write

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")
PLAN = "{вид: дорожная карта, название: План, мероприятия: [А]}"


@needs_office
@pytest.mark.xdist_group("office")
def test_an_order_and_its_appendix_as_pdf(tmp_path: Path) -> None:
    source = write(tmp_path, changed(пункты='["Утвердить план {приложение 1}."]', приложения=f"[{PLAN}]"))
    run = CliRunner().invoke(main, ["render", str(source), "--format", "docx", "--format", "pdf", "--split"])
    assert run.exit_code == 0, run.stderr
    made = sorted(path.name for path in tmp_path.glob("источник*.*"))
    assert made == [
        "источник-приложение-1.docx",
        "источник-приложение-1.pdf",
        "источник.docx",
        "источник.pdf",
        "источник.yaml",
    ]
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", str(tmp_path / "источник.pdf"), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "5-од" in text
        assert "Утвердить план (приложение)." in text


@needs_office
@pytest.mark.xdist_group("office")
def test_pdf_for_the_archive(tmp_path: Path) -> None:
    source = write(tmp_path, ORDER)
    run = CliRunner().invoke(main, ["render", str(source), "--format", "pdfa"])
    assert run.exit_code == 0, run.stderr
    assert b"pdfaid:part" in (tmp_path / "источник.pdf").read_bytes()


@needs_office
@pytest.mark.xdist_group("office")
def test_a_silent_office_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS_A_FILE", 0)
    with pytest.raises(MachineError, match="не отвечает"):
        pdf.convert([b"PK"], timeout=0.01)


def test_without_libreoffice_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PROGRAMS", ())
    monkeypatch.setattr(pdf, "_USUAL", ())
    source = write(tmp_path, ORDER)
    run = CliRunner().invoke(main, ["render", str(source), "--format", "pdf"])
    assert run.exit_code == 3
    assert run.stderr.startswith("для PDF нужен LibreOffice")
    assert not list(tmp_path.glob("*.pdf"))
