"""Numbers are those that Word shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docgen import paper
from docgen.paper.numbering import shown
from tests.paper.conftest import docx, item, level, lists, p

Lines = Callable[..., list[str]]
NUM = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
CHAPTERS = (level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3."))


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (1, "decimal", "1"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (10, "russianLower", "к"),
        (26, "russianLower", "ы"),
        (27, "russianLower", "э"),
        (29, "russianLower", "я"),
        (30, "russianLower", "аа"),
        (2, "russianUpper", "Б"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (49, "lowerRoman", "xlix"),
        (1994, "upperRoman", "MCMXCIV"),
        (5, "none", ""),
        (5, "unknown", "5"),
    ],
)
def test_a_number_in_a_format(number: int, form: str, expected: str) -> None:
    assert shown(number, form) == expected


def test_levels_count_under_each_other(lines: Lines) -> None:
    body = item("а") + item("б", 1) + item("в", 1) + item("г", 2) + item("д") + item("е", 1)
    expected = ["1. а", "1.1. б", "1.2. в", "1.2.1. г", "2. д", "2.1. е"]
    assert lines(body, numbering=lists(*CHAPTERS)) == expected


def test_a_level_that_was_skipped_counts(lines: Lines) -> None:
    assert lines(item("а", 1) + item("б"), numbering=lists(*CHAPTERS)) == ["1.1. а", "2. б"]


def test_text_between_does_not_stop_a_list(lines: Lines) -> None:
    assert lines(item("а") + p("текст") + item("б"), numbering=lists(*CHAPTERS)) == ["1. а", "текст", "2. б"]


def test_lists_of_one_definition_count_together(lines: Lines) -> None:
    nums = NUM.format(1, "") + NUM.format(2, "")
    assert lines(item("а") + item("б", 0, 2), numbering=lists(*CHAPTERS, nums=nums)) == ["1. а", "2. б"]


def test_a_start_override_begins_anew_once(lines: Lines) -> None:
    nums = NUM.format(1, "") + NUM.format(2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    body = item("а") + item("б") + item("в", 0, 2) + item("г", 0, 2) + item("д", 1, 2)
    assert lines(body, numbering=lists(*CHAPTERS, nums=nums)) == ["1. а", "2. б", "5. в", "6. г", "6.1. д"]


def test_a_start_override_holds_after_every_restart_of_its_level(lines: Lines) -> None:
    nums = NUM.format(1, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>')
    body = item("а") + item("б", 1) + item("в") + item("г", 1)
    assert lines(body, numbering=lists(*CHAPTERS, nums=nums)) == ["1. а", "1.3. б", "2. в", "2.3. г"]


def test_an_override_may_bring_a_level(lines: Lines) -> None:
    nums = NUM.format(1, f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "russianLower")}</w:lvlOverride>')
    assert lines(item("а") + item("б"), numbering=lists(*CHAPTERS, nums=nums)) == ["а) а", "б) б"]


@pytest.mark.parametrize(("restart", "expected"), [("0", "2.2."), ("1", "2.1."), (None, "2.1.")])
def test_a_level_restarts_where_it_says(lines: Lines, restart: str | None, expected: str) -> None:
    more = "" if restart is None else f'<w:lvlRestart w:val="{restart}"/>'
    body = item("а") + item("б", 1) + item("в") + item("г", 1)
    assert lines(body, numbering=lists(level(0, "%1."), level(1, "%1.%2.", more=more)))[-1] == f"{expected} г"


def test_a_level_may_outlast_the_level_above_it_but_not_the_top(lines: Lines) -> None:
    deep = level(2, "%3)", more='<w:lvlRestart w:val="1"/>')
    body = item("а") + item("б", 1) + item("в", 2) + item("г", 1) + item("д", 2) + item("е") + item("ё", 2)
    found = lines(body, numbering=lists(level(0, "%1."), level(1, "%1.%2."), deep))
    assert [found[i] for i in (2, 4, 6)] == ["1) в", "2) д", "1) ё"]


@pytest.mark.parametrize(("value", "expected"), [("1", "1.1 б"), ("0", "I.1 б")])
def test_a_legal_level_shows_figures(lines: Lines, value: str, expected: str) -> None:
    numbering = lists(level(0, "%1", "upperRoman"), level(1, "%1.%2", more=f'<w:isLgl w:val="{value}"/>'))
    assert lines(item("а") + item("б", 1), numbering=numbering) == ["I а", expected]


@pytest.mark.parametrize(("sign", "expected"), [("–", "– а"), ("•", "• а"), ("\uf0b7", "– а"), ("o", "o а"), ("", "а")])
def test_bullets(lines: Lines, sign: str, expected: str) -> None:
    assert lines(item("а"), numbering=lists(level(0, sign, "bullet"))) == [expected]


@pytest.mark.parametrize(("suffix", "parted"), [("tab", "1. а"), ("space", "1. а"), ("nothing", "1.а")])
def test_what_follows_a_number(lines: Lines, suffix: str, parted: str) -> None:
    assert lines(item("а"), numbering=lists(level(0, "%1.", more=f'<w:suff w:val="{suffix}"/>'))) == [parted]


def test_a_numbered_paragraph_without_text_shows_its_number(lines: Lines) -> None:
    assert lines(item("") + item("б"), numbering=lists(*CHAPTERS)) == ["1.", "2. б"]


def test_a_level_without_a_number_still_counts(lines: Lines) -> None:
    numbering = lists(level(0, "", "none"), level(1, "%2."))
    assert lines(item("а") + item("б", 1) + item("в") + item("г", 1), numbering=numbering) == ["а", "1. б", "в", "1. г"]


def style(key: str, marks: str = "", based: str = "", more: str = "") -> str:
    below = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}"{more}><w:name w:val="{key}!"/>{below}<w:pPr>{marks}</w:pPr></w:style>'


def styled(text: str, key: str, marks: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{key}"/>{marks}')


NUMBERED = '<w:numPr><w:numId w:val="1"/></w:numPr>'


def test_a_style_brings_the_level_that_names_it(lines: Lines) -> None:
    linked = lists(
        level(0, "%1.", more='<w:pStyle w:val="Раздел"/>'), level(1, "%1.%2.", more='<w:pStyle w:val="Пункт"/>')
    )
    styles = style("Раздел", NUMBERED) + style("Пункт", NUMBERED) + style("Свой", based="Пункт")
    body = styled("а", "Раздел") + styled("б", "Пункт") + styled("в", "Свой")
    assert lines(body, numbering=linked, styles=styles) == ["1. а", "1.1. б", "1.2. в"]


def test_a_style_brings_its_own_level_and_a_child_may_change_it(lines: Lines) -> None:
    styles = style("А", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    styles += style("Б", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', based="А")
    assert lines(styled("а", "А") + styled("б", "Б"), numbering=lists(*CHAPTERS), styles=styles) == ["1. а", "1.1. б"]


def test_a_paragraph_may_leave_the_list_of_its_style(lines: Lines) -> None:
    body = styled("а", "А", '<w:numPr><w:numId w:val="0"/></w:numPr>') + styled("б", "А")
    assert lines(body, numbering=lists(*CHAPTERS), styles=style("А", NUMBERED)) == ["а", "1. б"]


def test_a_paragraph_may_change_only_its_level(lines: Lines) -> None:
    body = styled("а", "А") + styled("б", "А", '<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert lines(body, numbering=lists(*CHAPTERS), styles=style("А", NUMBERED)) == ["1. а", "1.1. б"]


def test_a_list_without_a_level_is_at_its_top(lines: Lines) -> None:
    assert lines(item("а", None), numbering=lists(*CHAPTERS)) == ["1. а"]


def test_the_default_style_numbers_too(lines: Lines) -> None:
    styles = style("Обычный", NUMBERED, more=' w:default="1"')
    assert lines(p("а"), numbering=lists(*CHAPTERS), styles=styles) == ["1. а"]


@pytest.mark.parametrize("based", ["А", "нет такого"])
def test_styles_in_a_circle_or_on_nothing_do_not_hang(lines: Lines, based: str) -> None:
    assert lines(styled("а", "А"), styles=style("А", based=based)) == ["а"]


def test_a_definition_may_refer_to_a_style_of_lists(lines: Lines) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Список"/>{level(0, "%1)")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Список"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert lines(item("а") + item("б"), numbering=numbering) == ["1) а", "2) б"]


def test_a_deleted_paragraph_mark_takes_no_number(lines: Lines) -> None:
    gone = p("<w:del/>", f'{NUMBERED}<w:rPr><w:del w:id="1"/></w:rPr>')
    assert lines(item("а") + gone + item("б"), numbering=lists(*CHAPTERS)) == ["1. а", "", "2. б"]


def test_cells_are_numbered(lines: Lines) -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    body = f"<w:tbl>{row.format(item(''), p('а'))}{row.format(item('б'), p('в'))}</w:tbl>"
    assert lines(body, numbering=lists(*CHAPTERS)) == ["| 1. | а |", "| 2. б | в |"]


def test_the_number_stands_apart_from_the_text() -> None:
    block = paper.read(docx(item("а"), numbering=lists(*CHAPTERS))).sections[0].blocks[0]
    assert isinstance(block, paper.Paragraph)
    assert (block.number, block.suffix, block.text) == ("1.", "\t", "а")


@pytest.mark.parametrize("list_id", ["9", "-1", "много", "99999999999999999999"])
def test_a_list_that_is_not_there_gives_no_number(lines: Lines, list_id: str) -> None:
    body = p("а", f'<w:numPr><w:ilvl w:val="x"/><w:numId w:val="{list_id}"/></w:numPr>')
    assert lines(body, numbering=lists(*CHAPTERS)) == ["а"]


def test_a_monstrous_start_is_cut() -> None:
    body = docx(item("а"), numbering=lists(level(0, "%1", "russianLower", start=999999999)))
    assert len(paper.outline(paper.read(body))) < 2000
