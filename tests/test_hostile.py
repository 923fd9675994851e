"""Templates made to break the engine: they are refused in one line, or bounded; nothing else of a file changes."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from docgen import paper as papers
from docgen import pipeline
from docgen.batch import Batch
from docgen.engine import Template, render
from docgen.engine.annotation import annotated
from docgen.engine.budget import Budget
from docgen.engine.xlsx import rows
from docgen.errors import DocgenError, MachineError, TemplateError, UsageError
from tests.word import template

LOOP = (("{%tr for x in xs %}",), ("{{ x }}", 1), ("{%tr endfor %}",))
SHEET, TEXT = "xl/worksheets/sheet1.xml", "word/document.xml"


def book(*lines: Sequence[object]) -> bytes:
    workbook = Workbook()
    for line in lines:
        workbook.worksheets[0].append(list(line))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def edited(data: bytes, part: str, edit: Callable[[bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, edit(old.read(name)) if name == part else old.read(name))
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("data", "part"), [(template("{{ a }}"), TEXT), (book(*LOOP), SHEET)])
def test_a_doctype_is_refused_behind_any_comment_and_in_any_encoding(data: bytes, part: str, encoding: str) -> None:
    head = f"<!--{'x' * 5000}--><!DOCTYPE w [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
    bad = edited(data, part, lambda xml: (head + xml.decode().split("?>\n", 1)[-1]).encode(encoding))
    with pytest.raises(TemplateError, match="DOCTYPE"):
        Template(bad)
    if part == TEXT:
        with pytest.raises(TemplateError, match="DOCTYPE"):
            annotated(bad, ())
        if encoding == "utf-8":
            with pytest.raises(UsageError, match="DOCTYPE"):
                papers.read(bad)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="2"', b'r="zz"'),
        (b'r="A2"', b'r="A2" s="q"'),
        (b"<f>A2</f>", b'<f t="shared" si="0"></f>'),
    ],
)
def test_a_damaged_sheet_is_named(old: bytes, new: bytes) -> None:
    bad = edited(book(*LOOP, ("=A2",)), SHEET, lambda xml: xml.replace(old, new))
    with pytest.raises(TemplateError, match="лист повреждён"):
        Template(bad)


def test_a_sheet_takes_no_more_rows_than_excel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_ROWS", 100)
    sheet = Template(book(*LOOP))
    assert load_workbook(io.BytesIO(sheet.render({"xs": range(100)}))).worksheets[0].max_row == 100
    with pytest.raises(TemplateError, match="строк больше 100"):
        sheet.render({"xs": range(101)})


def test_columns_of_tables_and_cells_of_other_books_do_not_move() -> None:
    words = "SUM(Итог[Q2])+[1]Лист!A2+Итог[[#All],[Q2]:[Q3]]+SUM(A2:A2)"
    made = load_workbook(io.BytesIO(Template(book(*LOOP, (f"={words}",))).render({"xs": [1, 2, 3]}))).worksheets[0]
    assert made["A4"].value == f"={words.replace('SUM(A2:A2)', 'SUM(A1:A3)')}"


def test_wrapping_an_endless_word_is_refused_and_a_long_text_is_wrapped() -> None:
    with pytest.raises(TemplateError, match="слишком длинное слово"):
        Template(template("{{ ('x' * 9999999) | wordwrap(1) }}")).render({})
    assert Template(template("{{ a | wordwrap(10) }}")).render({"a": "слово " * 30_000})


def test_broken_bytes_are_refused_or_harmless() -> None:
    chance = random.Random(5)  # noqa: S311
    for data in (template("{% for x in xs %}{{ x }}{% endfor %}", header="{{ xs }}"), book(*LOOP, ("=SUM(A2)",))):
        for _ in range(150):
            broken = bytearray(data)
            at = chance.choice((chance.randrange(len(data)), len(data) - 1 - chance.randrange(1500)))
            broken[at] = chance.randrange(256)
            try:
                made = Template(bytes(broken)).render({"xs": [1, 2]})
            except DocgenError as error:
                assert str(error)  # noqa: PT017
            else:
                assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None


@pytest.mark.parametrize(
    "words", ["{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "{% if 1 %}" * 900 + "{% endif %}" * 900]
)
def test_tags_nested_without_end_are_refused(words: str) -> None:
    for data in (template(words), book((words,))):
        with pytest.raises(TemplateError, match="вложены слишком глубоко"):
            Template(data)


@pytest.mark.parametrize(
    "tag",
    [
        "{% set н = namespace(т='аааааааааа') %}{% for x in range(60) %}{% set н.т = н.т ~ н.т %}{% endfor %}",
        "{% set н = namespace(т=[1]) %}{% for x in range(60) %}{% set н.т = [н.т, н.т] %}{% endfor %}{{ н.т }}",
    ],
    ids=["a text that doubles", "a list that doubles"],
)
def test_what_doubles_with_every_turn_is_refused(tag: str) -> None:
    with pytest.raises(TemplateError, match="слишком большой результат"):
        Template(template(tag)).render({})


def test_characters_that_marks_are_made_of_are_refused() -> None:
    with pytest.raises(TemplateError, match="служебный знак"):
        Template(template("\ue000tag0\ue001 {{ имя }}"))


DOUBLED = (
    "{% set н = namespace(а=(1,), б=(1,)) %}"
    "{% for i in range(60) %}{% set н.а = (н.а, н.а) %}{% set н.б = (н.б, н.б) %}{% endfor %}"
)
THOUSANDS = "((((1,) * 1000,) * 1000,) * 1000)"


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{% macro м(n) %}{% if n %}{{ м(n - 1) }}{{ м(n - 1) }}{% endif %}{% endmacro %}{{ м(60) }}", "не кончаются"),
        ("{% for x in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}", "слишком глубоко"),
        ("{% for i in range(99999) %}{% set x = range(99999)|list %}{% endfor %}", "не кончаются"),
        ("{% for i in range(99999) %}{% set x = 'а' * 9999999 %}{% endfor %}", "не кончаются"),
        ("{% for i in range(99999) %}{% set x = ('а' * 999999) ~ 'б' %}{% endfor %}", "не кончаются"),
        ("{% set н = namespace(т=9) %}{% for i in range(60) %}{% set н.т = н.т * н.т %}{% endfor %}", "слишком большой"),
        ("{% set н = namespace(т='аб') %}{% for i in range(60) %}{% set н.т %}{{ н.т }}{{ н.т }}{% endset %}{% endfor %}",
         "слишком большой"),
        (f"{{{{ {THOUSANDS}|string|length }}}}", "слишком большой"),
        (f"{{{{ {THOUSANDS} ~ '' }}}}", "слишком большой"),
        (f"{{{{ '%s' % ({THOUSANDS},) }}}}", "слишком большой"),
        (f"{{{{ '{{}}'.format({THOUSANDS}) }}}}", "слишком большой"),
        ("{{ ('а' * 1000000)|replace('', 'б' * 1000000) }}", "слишком большой"),
        ("{{ ('а' * 100000).translate({1072: 'б' * 100000}) }}", "слишком большой"),
        ("{{ (5).to_bytes(10**10, 'big') }}", "слишком большой"),
        ("{{ ('б' * 9999999)|sort }}", "не кончаются"),
        ("{{ '%(а)1000000000d' % {'а': 1} }}", "слишком большой"),
        ("{{ (('а' * 9999999,) * 999)|join }}", "слишком большой"),
        ("{{ ''.join(('а' * 9999999,) * 999) }}", "слишком большой"),
        ("{{ ''.join((({'т': 'а' * 9999999},) * 999)|map(attribute='т')) }}", "не кончаются"),
        ("{{ (({'т': 'а' * 9999999},) * 999)|join(attribute='т') }}", "слишком большой"),
        ("{{ (((1,) * 999,) * 9999)|sum(start=()) }}", "не кончаются"),
        *((f"{DOUBLED}{tag}", "слишком большой") for tag in (
            "{{ н.а == н.б }}", "{{ 1 < 2 == (н.а == н.б) }}", "{{ н.а in [н.б] }}", "{{ н.а is eq(н.б) }}",
            "{{ [н.а]|select('in', [н.б])|list }}", "{{ [н.а, н.б]|sort }}", "{{ [н.а, н.б]|map('default')|max }}",
            "{{ [{'к': н.а}, {'к': н.б}]|groupby('к') }}", "{{ [н.а].index(н.б) }}", "{{ [н.а, н.б].sort() }}",
            "{{ {н.а: 1} }}", "{{ {}[н.а] }}", "{{ {}.get(н.а) }}", "{{ dict([[н.а, 1]]) }}",
            "{{ [н.а]|map('default')|join }}", "{% for x in [н.а, н.б] %}{{ loop.changed(x) }}{% endfor %}",
        )),
    ],
)  # fmt: skip
def test_what_would_never_end_or_fill_the_memory_is_refused(
    tag: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "Budget", lambda *_: Budget(4))
    with pytest.raises(TemplateError, match=told if "глубоко" in told else "слишком большой|не кончаются"):
        Template(template(tag)).render({})


class Closed:
    """An object that has no text of its own, or will not give it."""

    def __init__(self, error: Exception | None = None) -> None:
        if error:
            self.__class__ = type("Closed", (Closed,), {"__str__": lambda _: _thrown(error)})


class Mute(Exception):  # noqa: N818
    def __str__(self) -> str:
        raise ValueError


def _thrown(error: Exception) -> str:
    raise error


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{{ 1 / 0 }}", "деление на ноль"),
        ("{{ 'а' + 1 }}", "значение не того вида"),
        ("{{ [1][5] }}", "нет элемента 5"),
        ("{{ []|first }}", "список пуст"),
        ("{{ ('9' * 5)|center('x') }}", "значение не того вида"),
        ("{{ 'а'|wordwrap(0) }}", "не годится"),
        ("{{ [1]|select('нет')|list }}", "нет проверки „нет“"),
        ("{{ 10 ** 4000 * 10 ** 400 }}", "слишком большой результат"),
        ("{{ [1, нет_такого|default(x.y)] }}", "нет поля"),
        ("{{ [x.y] }}", "нет поля „x.y“"),
        ("{{ range }}", "не текст"),
        ("{{ [1]|map('string') }}", "не текст"),
        ("{{ предмет }}", "не текст"),
        ("{{ злой }}", "не вычисляется"),
        ("{{ немой }}", "не вычисляется"),
        ("{{ без_конца|list }}", "циклы шаблона не кончаются"),
        ("{{ замкнутый[0] }}", "нет"),
    ],
)
def test_errors_of_values_are_told_in_russian_with_the_tag(tag: str, told: str) -> None:
    shut = type("Shut", (), {"__getattribute__": lambda *_: _thrown(ValueError("boom"))})()
    values = {
        "x": {},
        "без_конца": itertools.count(),
        "замкнутый": shut,
        "предмет": Closed(),
        "злой": Closed(RuntimeError("boom")),
        "немой": Closed(Mute()),
    }
    for data in (template(tag), book((tag,))):
        with pytest.raises(TemplateError) as caught:
            Template(data).render(values)
        assert told in str(caught.value)
        assert str(caught.value).split(tag)[-1].startswith((": ", "»"))


def test_want_of_memory_is_the_fault_of_the_machine() -> None:
    with pytest.raises(MachineError, match="не хватает памяти"):
        Template(template("{{ x }}")).render({"x": Closed(MemoryError())})


SPOILT = {
    "a cell at the end of the sheet": (
        "</sheetData>",
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>",
    ),
    "all cells merged": ("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
    "no such string": ("</sheetData>", "<row r='3'><c r='A3' t='s'><v>999</v></c></row></sheetData>"),
    "no such date": ("</sheetData>", "<row r='3'><c r='A3' t='d'><v>9999-99-99</v></c></row></sheetData>"),
    "a number too long": ("</sheetData>", f"<row r='3'><c r='A3'><v>{'9' * 9999}</v></c></row></sheetData>"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_table_made_to_break_what_reads_it_is_told_of(name: str, tmp_path: Path) -> None:
    old, new = SPOILT[name]
    table = tmp_path / "таблица.xlsx"
    table.write_bytes(
        edited(book(("дата", "школа.имя"), ("1", "Школа")), SHEET, lambda xml: xml.replace(old.encode(), new.encode()))
    )
    source = tmp_path / "план.yaml"
    source.write_text("вид: план\nназвание: План\nмероприятия: {файл: таблица.xlsx}\n", "utf-8")
    assert [finding.code for finding in pipeline.load(source).errors] == ["xlsx"]
    over = tmp_path / "документ.yaml"
    over.write_text("вид: документ\nназвание: План\nтекст: Текст\n", "utf-8")
    with contextlib.suppress(DocgenError):
        list(Batch(over, table))  # what it can read of it, or one line


@pytest.mark.parametrize("name", ["\ud800.md", "а\0б.md", "а" * 300 + ".md"])
def test_names_that_no_file_can_have_are_told_of(name: str, tmp_path: Path) -> None:
    source = tmp_path / "план.json"
    source.write_text(json.dumps({"вид": "план", "название": "П", "текст": {"файл": name}, "\ud800": 1}), "utf-8")
    assert any(finding.code == "включение" for finding in pipeline.load(source).errors)
    source.write_text(json.dumps({"вид": name}), "utf-8")
    assert pipeline.load(source).errors


@pytest.mark.parametrize("field", ["подсказка", "значения", "поле"])
def test_no_field_of_a_column_takes_what_no_paper_can_hold(field: str, tmp_path: Path) -> None:
    column = {"заголовок": "Графа", field: ["\ud800"] if field == "значения" else "\ud800"}
    plan = {"вид": "документ", "название": "П", "текст": "Т", "таблицы": {"т": {"графы": [column], "строки": []}}}
    (tmp_path / "план.json").write_text(json.dumps(plan), "utf-8")
    assert "знак" in [finding.code for finding in pipeline.load(tmp_path / "план.json").errors]
