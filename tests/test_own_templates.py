"""Templates of one's own: found by the Russian name of a kind, told of when they serve none, checked without --kind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen.cli import main
from tests.conftest import ROOT

SHIPPED = sorted((ROOT / "templates/docx").rglob("*.docx"))
SOURCE = (
    "вид: приказ\nорганизация: Школа № 1\nдата: 01.09.2026\nномер: 5\nзаголовок: О плане\nпункты: [Утвердить план.]\n"
)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT / "templates/docx").as_posix())
def test_a_shipped_template_is_sound_without_its_kind(path: Path) -> None:
    result = run("template", "check", path)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("name", ["приказ.docx", "Приказ.docx", "order.docx"])
def test_a_template_named_by_its_kind_is_used(name: str, tmp_path: Path) -> None:
    (tmp_path / "п.yaml").write_text(SOURCE, "utf-8")
    (tmp_path / "ш").mkdir()
    (tmp_path / "ш" / name).write_text("это не Word", "utf-8")
    result = run("render", tmp_path / "п.yaml", "--templates", tmp_path / "ш", "-o", tmp_path / "п.docx")
    assert result.exit_code != 0
    assert f"{name}: это не файл Word" in result.stderr


def test_a_template_that_serves_no_kind_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "п.yaml").write_text(SOURCE, "utf-8")
    (tmp_path / "ш/parts").mkdir(parents=True)
    for name in ("наш приказ.docx", "план_работы.docx", "parts/бланк.docx", "~$наш.docx"):
        shutil.copy(ROOT / "templates/docx/order.docx", tmp_path / "ш" / name)
    shutil.copy(ROOT / "templates/docx/parts/letterhead.docx", tmp_path / "ш/parts/бланк.docx")
    result = run("render", tmp_path / "п.yaml", "--templates", tmp_path / "ш", "-o", tmp_path / "п.docx")
    assert result.exit_code == 0, result.stderr
    (told,) = [line for line in result.stderr.splitlines() if "не служит" in line]
    assert "наш приказ.docx: замечание: шаблон не служит ни одному виду документов" in told
    assert "приказ.docx" in told.split("Назовите", 1)[1]
