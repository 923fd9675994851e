"""check for a screen, for machines, for a head of department."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from docgen import paper
from docgen.cli import main
from tests.conftest import changed, write
from tests.validity import faults

FAULTY = changed(
    преамбула='"В районе <b>работают</b> 24 педагогических работников & от 24.12.2021 г. № 1"',
    пункты='["Проверить школы (приложение)."]',
)


def _check(source: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", str(source), *options])


def test_a_screen_shows_the_code_and_the_words_around(tmp_path: Path) -> None:
    shown = _check(write(tmp_path, FAULTY)).stderr.splitlines()
    assert shown[:2] == [
        "источник.yaml:8: замечание: преамбула: «г.» после даты цифрами: „24.12.2021 г.“. Напишите «24.12.2021» [Н731]",
        "    │ В районе <b>работают</b> 24 педагогических работников & от 24.12.2021 г. № 1",
    ]


def test_a_long_text_is_cut_around_the_words(tmp_path: Path) -> None:
    source = write(tmp_path, changed(преамбула=f"{'слово ' * 60}от 24.12.2021 г. № 1 {'слово ' * 60}"))
    excerpt = _check(source).stderr.splitlines()[1]
    assert re.fullmatch(r"    │ …(?:\S* )*от 24\.12\.2021 г\. № 1(?: \S*)*…", excerpt)
    assert len(excerpt) < 115


def test_a_line_of_markdown_and_a_cell_of_a_table_are_named(tmp_path: Path) -> None:
    files = {
        "текст.md": "# Введение\n\nПервый абзац.\n\nСрок – 24.12.2026 г. включительно.\n\n{мероприятия}\n",
        "план.csv": "Раздел;Мероприятие;Срок\nРост;Семинар;май 2027 г.\nРост;Конкурс;май 2031 г.\n",
    }
    source = write(
        tmp_path,
        "вид: программа\nназвание: Программа\nпериод: {с: 2026, по: 2028}\nтекст: {файл: текст.md}\nмероприятия: {файл: план.csv}\n",
        files,
    )
    shown = _check(source).stderr
    assert "текст.md:5: замечание: текст: «г.» после даты" in shown
    assert "план.csv:3: замечание: " in shown


def test_json_has_everything_a_program_needs(tmp_path: Path) -> None:
    run = _check(write(tmp_path, FAULTY), "--format", "json")
    first = json.loads(run.stdout)[0]
    assert first["code"] == "Н731"
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (8, 72, 8, 85)
    assert (first["quote"], first["fix"]) == ("24.12.2021 г.", "24.12.2021")


# The main demands of the SARIF 2.1.0 schema (OASIS, section 3): what every viewer relies on.
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
NUMBER = {"type": "integer", "minimum": 1}
REGION = {"type": "object", "required": ["startLine"], "additionalProperties": False,
          "properties": {"startLine": NUMBER, "startColumn": NUMBER, "endLine": NUMBER, "endColumn": NUMBER, "snippet": TEXT}}  # fmt: skip
ARTIFACT = {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string", "pattern": r"^[!-~]+$"}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = {"type": "object", "required": ["id"], "additionalProperties": False, "properties": {
    "id": {"type": "string"}, "shortDescription": TEXT, "fullDescription": TEXT, "help": TEXT,
    "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}}, "properties": {"type": "object"}}}  # fmt: skip
FIX = {"type": "object", "required": ["artifactChanges"], "properties": {"artifactChanges": {"type": "array", "minItems": 1, "items": {
    "type": "object", "required": ["artifactLocation", "replacements"], "properties": {"artifactLocation": ARTIFACT, "replacements": {
        "type": "array", "minItems": 1, "items": {"type": "object", "required": ["deletedRegion"],
        "properties": {"deletedRegion": REGION, "insertedContent": TEXT}}}}}}}}  # fmt: skip
RESULT = {"type": "object", "required": ["message", "ruleId", "level", "locations"], "properties": {
    "message": TEXT, "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0}, "level": LEVEL,
    "fixes": {"type": "array", "items": FIX}, "locations": {"type": "array", "minItems": 1, "items": {
        "type": "object", "properties": {"physicalLocation": {"type": "object", "required": ["artifactLocation"],
        "properties": {"artifactLocation": ARTIFACT, "region": REGION}}}}}}}  # fmt: skip
LOG = {"type": "object", "required": ["version", "runs"], "properties": {"version": {"const": "2.1.0"}, "runs": {
    "type": "array", "items": {"type": "object", "required": ["tool"], "properties": {
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]}, "results": {"type": "array", "items": RESULT},
        "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {"type": "object", "required": ["name"],
        "properties": {"rules": {"type": "array", "uniqueItems": True, "items": RULE}}}}}}}}}}  # fmt: skip


def _log(*sources: Path) -> dict[str, Any]:
    run = CliRunner().invoke(main, ["check", *map(str, sources), "--format", "sarif"])
    log: dict[str, Any] = json.loads(run.stdout)
    jsonschema.Draft202012Validator(LOG).validate(log)
    return log


def test_sarif_satisfies_its_schema_and_points_to_the_words(tmp_path: Path) -> None:
    source = write(tmp_path, FAULTY)
    run = _log(source)["runs"][0]
    result = run["results"][0]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "Н731"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("/%D0%B8%D1%81%D1%82%D0%BE%D1%87%D0%BD%D0%B8%D0%BA.yaml")
    line = source.read_text("utf-8").splitlines()[place["region"]["startLine"] - 1]
    assert line[place["region"]["startColumn"] - 1 : place["region"]["endColumn"] - 1] == "24.12.2021 г."
    replaced = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replaced["insertedContent"]["text"] == "24.12.2021"
    assert [r["level"] for r in run["results"]].count("error") == 1


def test_sarif_of_a_sound_source_and_of_a_broken_one(tmp_path: Path) -> None:
    assert _log(write(tmp_path, changed()))["runs"][0]["results"] == []
    broken = _log(write(tmp_path, "вид: приказ\nзаголовок: 'не закрыто\n"))["runs"][0]
    assert broken["results"][0]["level"] == "error"


@pytest.mark.parametrize(("source", "verdict"), [
    (changed(), "готов к подписанию"),
    (changed(преамбула="По приказу от 24.12.2021 г. № 1"), "ошибок нет; посмотрите замечания до подписания"),
    (FAULTY, "есть ошибки, подписывать нельзя"),
])  # fmt: skip
def test_the_verdict_is_in_both_reports(source: str, verdict: str, tmp_path: Path) -> None:
    path = write(tmp_path, source)
    run = _check(path, "--report", str(tmp_path / "отчёт.docx"))
    assert "отчёт.docx" in run.stdout
    _check(path, "--report", str(tmp_path / "отчёт.html"))
    data = (tmp_path / "отчёт.docx").read_bytes()
    assert faults(data) == []
    assert f"Вывод: {verdict}." in paper.outline(paper.read(tmp_path / "отчёт.docx"))
    assert f"Вывод: {verdict}" in (tmp_path / "отчёт.html").read_text("utf-8")


def test_a_report_tells_place_excerpt_fault_remedy_and_norm(tmp_path: Path) -> None:
    path = write(tmp_path, FAULTY)
    for name in ("о.docx", "о.html"):
        _check(path, "--report", str(tmp_path / name))
    text = paper.outline(paper.read(tmp_path / "о.docx"))
    assert "‖ Где ‖ Отрывок ‖ Что не так ‖ Что сделать ‖ Норма ‖" in text
    assert "<b>работают</b> 24 педагогических работников & от 24.12.2021 г. № 1" in text
    assert "Н102: ГОСТ Р 7.0.97-2016, 5.19; прочитано в самом акте" in text
    page = (tmp_path / "о.html").read_text("utf-8")
    assert "&lt;b&gt;работают&lt;/b&gt; 24 педагогических работников &amp; от" in page
    assert "<b>" not in page
    assert not re.search(r"(?:src|href)=|@import|url\(", page)


def test_a_report_of_another_sort_is_refused(tmp_path: Path) -> None:
    run = _check(write(tmp_path, changed()), "--report", str(tmp_path / "отчёт.txt"))
    assert run.exit_code == 2
    assert "можно .docx, .html" in run.stderr
    assert not (tmp_path / "отчёт.txt").exists()
