"""The command line: words in, words out, exit codes, files whole or not at all."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen.cli import main
from docgen.kinds import kinds
from tests.conftest import ORDER, changed, write

KINDS = list(kinds())


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize("name", main.commands)
def test_help_is_in_russian_with_an_example(name: str) -> None:
    text = run(name, "--help").output
    assert "Пример: docgen" in text
    assert "Показать справку" in text


def test_kinds_are_listed() -> None:
    listed = [line.split()[0] for line in run("kinds").output.splitlines()]
    assert listed == sorted(kind.key() for kind in kinds().values())
    assert {"order", "programme", "passport", "roadmap", "regulation"} <= set(listed)


@pytest.mark.parametrize("kind", KINDS)
def test_every_skeleton_renders_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", kind, "-o", "источник.yaml").exit_code == 0
    checked = run("check", "источник.yaml")
    assert (checked.exit_code, checked.stderr) == (0, "")
    made = run("render", "источник.yaml")
    assert (made.exit_code, made.stdout) == (0, "Готово: источник.docx\n")


def test_new_refuses_to_write_over_a_source(tmp_path: Path) -> None:
    source = tmp_path / "карта.yaml"
    assert run("new", "Дорожная карта", "-o", source).exit_code == 0
    assert run("render", source).exit_code == 0
    assert (tmp_path / "карта.docx").is_file()
    again = run("new", "дорожная карта", "-o", source)
    assert again.exit_code == 2
    assert "уже есть" in again.stderr


def test_a_misspelt_kind_and_a_missing_file(tmp_path: Path) -> None:
    assert "Похоже на „программа“" in run("new", "програма").stderr
    write(tmp_path, ORDER)
    missing = run("check", tmp_path / "источнк.yaml")
    assert missing.exit_code == 2
    assert "Похоже на „источник.yaml“" in missing.stderr


def test_check_prints_findings_for_people_and_for_programs(tmp_path: Path) -> None:
    source = write(tmp_path, changed(дата="31.02.2020"))
    text = run("check", source)
    assert text.exit_code == 1
    assert "источник.yaml:" in text.stderr
    assert text.stdout == "Ошибок: 1.\n"
    (row,) = json.loads(run("check", source, "--format", "json").stdout)
    assert (row["file"], row["severity"], row["field"], row["code"]) == (
        "источник.yaml",
        "error",
        "дата",
        "нет-такого-дня",
    )


PLAN = "{вид: дорожная карта, название: План, мероприятия: [А]}"


def test_render_writes_beside_the_source_into_a_folder_or_a_file(tmp_path: Path) -> None:
    source = write(tmp_path, changed(пункты='["Утвердить {приложение 1}."]', приложения=f"[{PLAN}]"))
    run("render", source)
    run("render", source, "-o", tmp_path / "папка")
    run("render", source, "-o", tmp_path / "папка" / "Приказ 5.docx")
    run("render", source, "-o", tmp_path / "части", "--split")
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.docx"))
    assert made == [
        "источник.docx",
        "папка/Приказ 5.docx",
        "папка/источник.docx",
        "части/источник-приложение-1.docx",
        "части/источник.docx",
    ]


def test_one_faulty_source_of_two_stops_both(tmp_path: Path) -> None:
    good = write(tmp_path, ORDER)
    bad = tmp_path / "плохой.yaml"
    bad.write_text("вид: приказ\n", "utf-8")
    result = run("render", good, bad, "-o", tmp_path / "готово")
    assert result.exit_code == 1
    assert not (tmp_path / "готово").exists()


def test_results_go_to_the_standard_output_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths, lists, verdicts and reports are results; findings, and why nothing was made, go to the other one."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, changed(дата="31.02.2020"), {"хороший.yaml": ORDER, "школы.csv": "номер\n7-од\n"})
    results = {
        "check хороший.yaml --report отчёт.docx": "Готово: отчёт.docx\nОшибок нет.", "render хороший.yaml": "Готово: хороший.docx",
        "render хороший.yaml --split -o части": "Готово: части/хороший.docx", "kinds": "приказ", "rules": "Н101",
        "new план": "вид: план", "new план -o план.yaml": "Готово: план.yaml", "forms хороший.yaml": "",
        "forms хороший.yaml -o forms.xlsx": "Готово: forms.xlsx", "schema приказ": '"$schema"', "--version": "0.",
        "schema --write схемы": "Готово: схемы/order.schema.json", "outline хороший.docx": "О\u00a0проверке",
        "batch хороший.yaml --over школы.csv -o пакет": "строк – 1, сделано: 1",
    }  # fmt: skip
    for words, said in results.items():
        done = run(*words.split())
        assert said in done.stdout, words
        assert done.stderr == "", words
    for words in ("render источник.yaml", "forms источник.yaml", "render нет.yaml", "check нет.yaml", "new нет", "rules Н000"):  # fmt: skip
        done = run(*words.split())
        assert (done.exit_code > 0, done.stdout) == (True, ""), words
        assert done.stderr, words


@pytest.mark.parametrize("words", ["check источник.yaml --format json --fix --report о.html",
                                   "check источник.yaml --format sarif --diff", "forms хороший.yaml --format json",
                                   "batch хороший.yaml --over школы.csv -o пакет --format json"])  # fmt: skip
def test_for_programs_the_standard_output_is_json_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        changed(преамбула="В течении года, согласно плана"),
        {"хороший.yaml": ORDER, "школы.csv": "номер\n7\n"},
    )
    assert isinstance(json.loads(run(*words.split()).stdout), dict | list)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_no_rights_is_the_machines_fault(tmp_path: Path) -> None:
    source = write(tmp_path, ORDER)
    folder = tmp_path / "закрыто"
    folder.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    assert run("render", source, "-o", folder).exit_code == 3


def test_a_path_that_cannot_be_written_is_reported_and_leaves_nothing(tmp_path: Path) -> None:
    source = write(tmp_path, ORDER)
    (tmp_path / "файл").write_text("занято", "utf-8")
    result = run("render", source, "-o", tmp_path / "файл")
    assert result.exit_code == 3
    assert "не записывается" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["источник.yaml", "файл"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among files")
def test_what_is_no_file_stays_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "б.docx")
    done = run("render", write(tmp_path, ORDER), "-o", tmp_path / "б.docx")
    assert done.exit_code == 3
    assert "не записывается: это не файл" in done.stderr
    assert (tmp_path / "б.docx").is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk at hand")
@pytest.mark.parametrize("words", [["--help"], ["kinds"]])
def test_output_on_a_full_disk_is_told_of(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "docgen", *words], stdout=full, stderr=-1, timeout=60, check=False)
    assert done.returncode == 3
    assert done.stderr.decode() == "вывод: на диске нет места\n"


def test_outline_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK nothing")
    result = run("outline", tmp_path / "a.docx")
    assert result.exit_code == 2
    assert "не файл DOCX" in result.stderr


def test_a_wider_root_lets_sources_share_a_file(tmp_path: Path) -> None:
    (tmp_path / "школа.yaml").write_text("наименование: Школа", "utf-8")
    folder = tmp_path / "приказы"
    folder.mkdir()
    source = write(folder, changed(организация="{файл: ../школа.yaml}"))
    assert "вне папки источника" in run("check", source).stderr
    assert run("check", source, "--root", tmp_path).exit_code == 0
    assert run("render", source, "--root", tmp_path).exit_code == 0


@pytest.mark.parametrize(("words", "said"), [
    (["rendr"], "нет команды «rendr»; есть: kinds, new, check, render, schema, outline"),
    (["render"], "не указано: ИСТОЧНИК…"),
    (["render", "a.yaml", "--splt"], "нет параметра --splt; похоже на --split"),
    (["render", "a.yaml", "--format", "doc"], "такое значение не подходит: --format; можно: docx, xlsx, pdf, pdfa"),
    (["render", "a.yaml", "-o"], "у параметра -o нет значения"),
    (["kinds", "лишнее"], "лишние слова в команде"),
])  # fmt: skip
def test_a_wrong_command_line_is_explained_in_russian(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith(said)
    assert "--help" in result.stderr


def test_help_has_russian_headings() -> None:
    text = run("--help").output + run("render", "--help").output
    for english in ("Usage", "Options", "Commands", "Show this"):
        assert english not in text
    for russian in ("Как вызвать", "Параметры", "Команды", "Показать справку"):
        assert russian in text


def test_two_sources_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    sources = []
    for folder in ("а", "б"):
        (tmp_path / folder).mkdir()
        sources.append(str(write(tmp_path / folder, ORDER)))
    run = CliRunner().invoke(main, ["render", *sources, "-o", str(tmp_path / "готово")])
    assert run.exit_code == 2
    assert "в один файл" in run.stderr
    assert not (tmp_path / "готово").exists()
