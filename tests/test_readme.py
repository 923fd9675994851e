"""Every example of the README, and of docstrings, is run: sources, scripts, commands, each in a folder of its own."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

import docgen
import docgen.batch
from docgen.cli import main
from docgen.sources.yaml_ import read_yaml
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
PROSE = re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL)
SPANS = [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", PROSE)]
SOURCES = [text for language, text in BLOCKS if language == "yaml"]
SCRIPTS = [text for language, text in BLOCKS if language == "python"]
DOCSTRINGS = {
    name: max(re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", text, re.MULTILINE), key=len)
    for name, text in (("docgen", docgen.__doc__ or ""), ("docgen.batch", sys.modules["docgen.batch"].__doc__ or ""))
}
EXAMPLES = {f"README {number}": text for number, text in enumerate(SCRIPTS)} | DOCSTRINGS
# A word in capitals stands for one of the user's own, as «…» does: such a line shows a form, and cannot be run.
FORM = re.compile(r"\b[А-ЯЁ]{3,}\b|…")
COMMANDS = sorted({
    line.strip() for text in [*SPANS, *(text for language, text in BLOCKS if not language)]
    for line in text.splitlines() if re.match("docgen (kinds$|[a-z]+ )", line) and not FORM.search(line)
})  # fmt: skip


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the samples and with the files that the README writes or speaks of."""
    folder = tmp_path / "папка с пробелом"
    folder.mkdir()
    shutil.copytree(ROOT / "samples", folder / "samples")
    order, house = SOURCES
    (folder / "приказ.yaml").write_text(order, "utf-8")
    (folder / "дом.yaml").write_text(house, "utf-8")
    for name in ("plan_blank.yaml", "schools.xlsx"):
        shutil.copy(ROOT / "samples" / "lenobl" / name, folder)
    (folder / "plan_blank.yaml").rename(folder / "план.yaml")
    book = load_workbook(folder / "schools.xlsx")
    book.active.delete_rows(4, 100)  # two schools are enough
    book.save(folder / "школы.xlsx")
    (folder / "мои-шаблоны").mkdir()
    shutil.copy(ROOT / "templates" / "docx" / "order.docx", folder / "мои-шаблоны")
    template = Document()
    template.add_paragraph("Справка № {{ номер }}")
    template.add_paragraph("{%p for дело in дела %}")
    template.add_paragraph("{{ дело.срок }}")
    template.add_paragraph("{%p endfor %}")
    template.save(str(folder / "справка.docx"))
    monkeypatch.chdir(folder)
    return folder


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == code, done.output
    return done.stdout


def test_the_five_minutes_make_a_paper(stage: Path) -> None:
    """The first source of the README, alone in its folder, makes a paper without a remark."""
    (stage / "один").mkdir()
    shutil.move(stage / "приказ.yaml", stage / "один")
    done = CliRunner().invoke(main, ["check", "один/приказ.yaml"])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "Ошибок нет.\n", "")
    assert run("render", "один/приказ.yaml") == "Готово: один/приказ.docx\n"
    assert "структурн" not in run("outline", "один/приказ.docx")


def test_the_profile_of_a_house_is_used(stage: Path) -> None:
    assert run("render", "приказ.yaml", "--house", "дом.yaml") == "Готово: приказ.docx\n"
    (stage / "шаблоны").mkdir()
    house = (stage / "дом.yaml").read_text("utf-8")
    (stage / "дом.yaml").write_text(house.replace("# шаблоны:", "шаблоны:"), "utf-8")
    assert run("render", "приказ.yaml", "--house", "дом.yaml", "-o", "готово") == "Готово: готово/приказ.docx\n"


@pytest.mark.parametrize("script", EXAMPLES.values(), ids=EXAMPLES)
def test_a_script_runs(stage: Path, script: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    whole = dedent(script) if "import docgen" in script else f"import docgen\nif __name__ == '__main__':\n{script}"
    (stage / "script.py").write_text(whole, "utf-8")
    done = subprocess.run([sys.executable, "script.py"], env=environment, check=False, capture_output=True, text=True,
                          encoding="utf-8", timeout=200)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_there_are_scripts_commands_and_sources() -> None:
    assert len(SCRIPTS) >= 3
    assert len(COMMANDS) >= 10
    assert len(SOURCES) == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs(stage: Path, command: str) -> None:
    _, *words = shlex.split(command)
    if "forms.xlsx" in words and "-o" not in words:
        run("forms", "приказ.yaml", "-o", "forms.xlsx")
    if "приказ.docx" in words:
        if "template" in words:
            shutil.copy(ROOT / "templates" / "docx" / "order.docx", stage / "приказ.docx")
        else:
            run("render", "приказ.yaml")
    if "new" in words:
        (stage / "приказ.yaml").unlink()
    assert run(*words)


def test_names_of_files_in_a_batch(stage: Path) -> None:
    pattern = next(span for span in SPANS if span.startswith("--name"))
    words = shlex.split(f"docgen batch план.yaml --over школы.xlsx -o бланки {pattern}")[1:]
    run(*words)
    assert (stage / "бланки" / "01" / "МОУ «Средняя школа № 1».docx").is_file()


def _is_yaml(span: str) -> bool:
    return bool(re.match(r"[а-яёА-ЯЁ ]+: |\{[^{}%:]+: ", span)) and "{%" not in span and "{{" not in span


def test_fragments_of_sources_are_what_docgen_reads() -> None:
    fragments = {span: f"поле: {span}" if span.startswith("{") else span for span in SPANS if _is_yaml(span)}
    assert len(fragments) > 50
    read = {span: read_yaml(text.encode(), "пример.yaml").findings for span, text in fragments.items()}
    assert {span: [str(finding) for finding in found] for span, found in read.items() if found} == {}


def test_a_brace_inside_a_bare_word_of_a_list_is_named() -> None:
    (finding,) = read_yaml("название: [План, на {период}]\n".encode(), "план.yaml").findings
    assert finding.message.startswith("скобка „{“ стоит внутри текста без кавычек")
    assert '"на {период}"' in finding.hint
