"""Norm control: every rule on its own bad and good case, silencing, and no false alarm on the samples."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from docgen import pipeline
from docgen.errors import DeveloperError
from docgen.mending import mended
from docgen.rules import RULES, Rule, every_rule
from docgen.rules import rule as rules_module
from docgen.rules.norms import CONFIDENCE, norms
from docgen.sources import read_house
from tests.conftest import ORDER, ROOT, changed, write


def _codes(folder: Path, fields: str) -> list[tuple[str, str]]:
    """Return the codes and severities of what is said of a case put over the smallest whole source of its kind."""
    case = yaml.load(fields, yaml.BaseLoader)
    base = {} if "вид" in case else yaml.load(ORDER, yaml.BaseLoader)
    source = yaml.safe_dump(base | case, allow_unicode=True, sort_keys=False)
    return [(finding.code, finding.severity) for finding in pipeline.load(write(folder, source)).findings]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_its_bad_case_and_not_the_good_one(rule: Rule, tmp_path: Path) -> None:
    assert (rule.code, rule.severity) in _codes(tmp_path, rule.page.bad)
    assert _codes(tmp_path, rule.page.good) == []


def test_codes_are_given_once_and_pages_are_whole() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    for rule in RULES:
        assert all((rule.sources, rule.page.what.endswith("."), rule.page.why.endswith("."))), rule.code


def test_severity_follows_how_sure_the_norm_is() -> None:
    for rule in RULES:
        assert rule.severity != "error" or {item.confidence for item in rule.sources} != {"practice"}, rule.code
        assert not rule.structural or rule.severity == "error", rule.code


FIXABLE = [rule for rule in RULES if rule.code in {
    "Н212", "Н221", "Н612", "Н306", "Н407", "Н609", "Н702", "Н705", "Н721", "Н722", "Н723", "Н724", "Н725", "Н726", "Н727", "Н737", "Н731", "Н732", "Н733", "Н735", "Н738",
}]  # fmt: skip


@pytest.mark.parametrize("rule", FIXABLE, ids=lambda rule: rule.code)
def test_a_fixable_rule_is_content_with_its_own_fix(rule: Rule, tmp_path: Path) -> None:
    _codes(tmp_path, rule.page.bad)
    source = tmp_path / "источник.yaml"
    files, left = mended(pipeline.load(source).findings, (tmp_path,))
    assert [file.path for file in files] == [source]
    assert not left
    source.write_bytes(files[0].after)
    assert pipeline.load(source).findings == ()


SUNDAY = {"пункты": "[{кому: методистам, поручение: собрать отчёты, срок: до 13.09.2026}]"}


def test_a_rule_is_silenced_with_a_reason(complaints: Callable[..., list[str]]) -> None:
    assert "приходится на выходной: воскресенье" in complaints(changed(**SUNDAY))[0]
    assert complaints(changed(**SUNDAY) + "не проверять: {Н207: воскресенье рабочее}\n") == []


@pytest.mark.parametrize(("silenced", "message"), [
    ("{Н999: не нужно}", "нет правила Н999"), ("{Н101: не нужно}", "нельзя отключить"), ("{Н207: ''}", "не указано, почему"),
])  # fmt: skip
def test_silencing_is_checked(silenced: str, message: str, complaints: Callable[..., list[str]]) -> None:
    found = complaints(changed(**SUNDAY) + f"не проверять: {silenced}\n")
    assert any(message in line for line in found), found


def test_a_short_name_of_an_adjective_and_a_noun_is_found_in_every_case(complaints: Callable[..., list[str]]) -> None:
    text = "вид: документ\nтекст: В проекте «Школа» (далее – федеральный проект) участвуют все. {}\n"
    assert not complaints(text.format("Мероприятия федерального проекта продолжаются."))
    assert any("нигде не употребляется" in line for line in complaints(text.format("Проект продолжается.")))


def test_a_house_raises_lowers_and_switches_off_rules(tmp_path: Path) -> None:
    write(tmp_path, changed(**SUNDAY))
    (tmp_path / "дом.yaml").write_text("нормоконтроль: {Н207: ошибка}", "utf-8")
    source, house = tmp_path / "источник.yaml", tmp_path / "дом.yaml"
    assert [f.severity for f in pipeline.load(source, None, read_house(house)).findings] == ["error"]
    house.write_text("нормоконтроль: {н207: замечание}", "utf-8")
    assert [f.severity for f in pipeline.load(source, None, read_house(house)).findings] == ["warning"]
    house.write_text("нормоконтроль: {Н207: нет}", "utf-8")
    assert pipeline.load(source, None, read_house(house)).findings == ()


@pytest.mark.parametrize(("levels", "message"), [
    ("{Н999: нет}", "нет правила Н999"), ("{Н201: подсказка}", "правило Н201 нельзя ослабить"), ("{Н207: слабо}", "такого значения нет"),
])  # fmt: skip
def test_the_levels_of_a_house_are_checked(levels: str, message: str, complaints: Callable[..., list[str]]) -> None:
    found = complaints(changed() + f"оформление: {{нормоконтроль: {levels}}}\n")
    assert any(message in line for line in found), found


def test_an_error_of_the_house_is_not_silenced_by_a_source(complaints: Callable[..., list[str]]) -> None:
    source = (
        changed(**SUNDAY) + "не проверять: {Н207: воскресенье рабочее}\nоформление: {нормоконтроль: {Н207: ошибка}}\n"
    )
    assert any("правило Н207 нельзя отключить" in line for line in complaints(source))


def test_an_appendix_silences_a_rule_for_itself_alone(complaints: Callable[..., list[str]]) -> None:
    card = "{вид: дорожная карта, название: Карта, мероприятия: [{мероприятие: Семинар, срок: до 24.12.2026 г.}]%s}"
    quiet = card % ", не проверять: {Н731: так в типовой форме}"
    points = '["Утвердить карту {приложение 1}.", "Утвердить карту {приложение 2}."]'
    found = complaints(changed(пункты=points, приложения=f"[{quiet}, {card % ''}]"))
    assert len(found) == 1
    assert "приложения → 2" in found[0]


def test_every_norm_is_used_and_every_name_of_a_norm_in_the_code_is_one() -> None:
    used = {name for rule in every_rule() for name in rule.norms}
    cited = {
        name
        for path in [*(ROOT / "docgen").rglob("*.py"), *(ROOT / "templates/source").glob("*.py")]
        for name in re.findall(r"\b(?:AGR|APP|APR|ARCH|COPY|D25|EDS|EXE|ORD|PAGE|PAR|PASS|PLAN|POL|REF|REQ|ROAD|SIG|TYP|VISA)"
                               r"-[A-Z0-9]+(?:-[A-Z0-9]+)*\b", path.read_text("utf-8"))
    }  # fmt: skip
    assert cited <= norms().keys()
    assert norms().keys() <= used | cited | {"STD-2025", "TITLE-PAGE", "ACK-SHEET", "UNFINISHED"}
    assert all(norm.confidence in CONFIDENCE and not norm.text.endswith(".") for norm in norms().values())


def test_the_page_of_a_rule_names_a_norm_that_a_reader_can_open() -> None:
    pages = {rule.code: str(rule) for rule in every_rule()}
    assert "ГОСТ Р 7.0.97-2016, 5.18; прочитано в самом акте" in pages["Н209"]
    assert "Обычная практика" in pages["Н103"]
    assert not [code for code, page in pages.items() if re.search(r"\b[A-Z]{3,}-[A-Z]", page)]


@pytest.mark.parametrize(("made", "words"), [
    (("Х901", "warning", "ORD-NUM"), "код – буква Н"), (("Н901", "warn", "ORD-NUM"), "нет строгости 'warn'"),
    (("Н901", "warning"), "назовите норму"),
])  # fmt: skip
def test_a_slip_in_a_rule_is_refused_at_once(made: tuple[str, ...], words: str) -> None:
    with pytest.raises(DeveloperError, match=words):
        rules_module.rule(*made)  # type: ignore[arg-type]
