"""The template engine beside docxtpl: the same text and structure, or better; what it refuses; what it never does."""

from __future__ import annotations

import io
import threading
import zipfile
from pathlib import Path
from typing import Any

import docxtpl
import jinja2
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import etree
from markupsafe import Markup

import docgen
from docgen.engine import InlineImage
from docgen.errors import TemplateError
from tests.conftest import ROOT
from tests.validity import faults
from tests.word import Content, part, saved, shown, template

ROWS = [{"a": "раз", "b": 1}, {"a": "два & <три>", "b": None}]
VALUES = {"имя": "Иван & Ко", "число": 7, "строки": ROWS, "да": True, "нет": False, "пусто": "", "столбцы": ["А", "Б", "В"],
          "дерево": [{"имя": "1", "дети": [{"имя": "1.1", "дети": []}, {"имя": "1.2", "дети": []}]}, {"имя": "2", "дети": []}]}  # fmt: skip

SAME: dict[str, tuple[Content, ...]] = {
    "a value": ("Это {{ имя }}.",),
    "two values in a run": ("{{ имя }}{{ число }}",),
    "None as docxtpl prints it": ("{{ строки[1].b }}",),
    "a tag split over runs": ("До {¦{ им¦я }¦} после",),
    "a block split over runs": ("{¦% if да %¦}есть{%¦ endif ¦%}!",),
    "an inline if": ("{% if да %}есть{% else %}нет{% endif %}",),
    "an inline for": ("{% for x in строки %}{{ x.a }}; {% endfor %}",),
    "paragraphs of a loop": ("{%p for x in строки %}", "{{ loop.index }}) {{ x.a }}", "{%p endfor %}"),
    "paragraphs of a condition": ("до", "{%p if нет %}", "нет", "{%p else %}", "да", "{%p endif %}", "после"),
    "nested loops": ("{%p for x in дерево %}", "{{ x.имя }}", "{%p for y in x.дети %}", "- {{ y.имя }}", "{%p endfor %}", "{%p endfor %}"),
    "rows of a loop": ([["имя", "число"], ["{%tr for x in строки %}", ""], ["{{ x.a }}", "{{ x.b }}"], ["{%tr endfor %}", ""]],),
    "a tag of a row in its second cell": ([["а", "б"], ["", "{%tr for x in строки %}"], ["{{ x.a }}", "{{ x.b }}"], ["", "{%tr endfor %}"]],),
    "columns of a loop": ([["{%tc for x in столбцы %}", "{{ x }}", "{%tc endfor %}"]],),
    "a span": ([["{% colspan столбцы|length %}{{ имя }}"]],),
    "a fill": ([["{% cellbg 'FF0000' %}{{ имя }}", "б"]],),
    "a vertical merge": ([["а", "б"], ["{%tr for x in строки %}", ""], ["{% vm %}{{ x.a }}", "{{ x.b }}"], ["{%tr endfor %}", ""]],),
    "a horizontal merge": ([["{%tc for x in столбцы %}", "{% hm %}{{ x }}", "{%tc endfor %}"], ["1", "2", "3"]],),
    "a comment": ("а{# не печатать #}б",),
    "a comment of a paragraph": ("а", "{#p не печатать #}", "б"),
    "a comment of a row": ([["а"], ["{#tr не печатать #}"], ["б"]],),
    "a joined paragraph": ("начало", "{%- if да %} конец{% endif %}"),
    "a joined next paragraph": ("{% if да -%}", "конец{% endif %}"),
    "braces as text": ("{_{ не тег }_} и {_% тоже %_}",),
    "set": ("{% set x = число + 1 %}{{ x }}",),
    "set of a paragraph": ("{%p set x = число * 2 %}", "{{ x }}"),
    "a macro": ("{% macro м(x) %}[{{ x }}]{% endmacro %}{{ м(имя) }}{{ м(число) }}",),
    "a call block": ("{% macro м() %}({{ caller() }}){% endmacro %}{% call м() %}внутри {{ имя }}{% endcall %}",),
    "a filter block over signs": ("{% filter trim %} {{ имя }} {% endfilter %}",),
    "a filter block": ("{% filter upper %}текст {{ число }}{% endfilter %}",),
    "a set block": ("{% set т %}блок {{ имя }}{% endset %}{{ т }}",),
    "with": ("{% with a = 1, b = имя %}{{ a }}{{ b }}{% endwith %}",),
    "filters": ("{{ имя|upper }} {{ строки|map(attribute='a')|join(', ') }} {{ пусто|default('нет', true) }}",),
    "escaped twice is escaped once": ("{{ имя|e }}",),
    "tests": ("{% if число is odd and нет is not true %}нечёт{% endif %}",),
    "arithmetic and modulo": ("{{ число % 2 }} {{ число ** 2 }} {{ число // 2 }} {{ 'а' ~ число }} {{ -число }}",),
    "a dictionary in a tag": ("{{ {'а': {'б': 5}}['а']['б'] }}",),
    "a recursive loop": ("{% for x in дерево recursive %}{{ x.имя }}{% if x.дети is defined and x.дети %}[{{ loop(x.дети) }}]{% endif %};{% endfor %}",),
    "a recursive loop of paragraphs": ("{%p for x in дерево recursive %}", "{{ loop.depth }} {{ x.имя }}", "{%p if x.дети %}",
                                       "{{p loop(x.дети) }}", "{%p endif %}", "{%p endfor %}"),
    "a recursive loop of rows": ([["{%tr for x in дерево recursive %}"], ["{{ x.имя }}"], ["{{tr loop(x.дети) }}"], ["{%tr endfor %}"]],),
    "a block of a filter over runs": ("{% filter trim %} {{ имя }}¦жирно¦{% endfilter %}",),
    "a block printed again": ("{% block б %}блок {{ имя }}{% endblock %} ещё {{ self.б() }}",),
    "a block of paragraphs printed again": ("{%p block б %}", "блок {{ имя }}", "{%p endblock %}", "ещё", "{{p self.б() }}"),
    "a block in a loop": ("{% for x in строки %}{% block б scoped %}{{ x.a }}{% endblock %}{% endfor %}",),
    "a block of a macro of paragraphs": ("{%p macro м(x) %}", "{{ x }}", "{{p caller() }}", "{%p endmacro %}",
                                         "{%p call м(имя) %}", "внутри", "{%p endcall %}", "{{p м(1, caller=пусто.upper) }}"),
    "signs of plus": ("а {%+ if да %} б {% endif +%} в",),
    "a cycler, a joiner": ("{% set c = cycler('а', 'б') %}{% set j = joiner(', ') %}{% for x in строки %}{{ j() }}{{ c.next() }}{% endfor %}",),
    "extensions of Jinja": (("{% for x in столбцы %}{% if x == 'Б' %}{% continue %}{% endif %}{{ x }}{% endfor %}{% do [] %}"
                            "{% trans кто=имя, число=число %}один {{ кто }}{% pluralize число %}много {{ кто }}{% endtrans %}{{ _('да') }}"),),
    "a filtered loop": ("{% for x in строки if x.b %}{{ x.a }}{% else %}пусто{% endfor %}",),
    "an empty loop": ("{% for x in [] %}{{ x }}{% else %}пусто{% endfor %}",),
    "loop variables": ("{% for x in строки %}{{ loop.first }}{{ loop.last }}{{ loop.length }}{% endfor %}",),
    "raw": ("{% raw %}{{ не тег }}{% endraw %}",),
    "methods": ("{{ имя.upper() }} {{ строки[0].get('a') }} {% for k, v in строки[0].items() %}{{ k }}={{ v }} {% endfor %}",),
    "a namespace": ("{% set n = namespace(s=0) %}{% for x in [1, 2] %}{% set n.s = n.s + x %}{% endfor %}{{ n.s }}",),
    "smart quotes": ("{{ имя|replace(“Иван”, ‘Пётр’) }}",),
    "a less-than in a tag": ("{% if 1 < 2 and 2 > 1 %}меньше{% endif %}",),
    "a tag over two paragraphs": ("это {{ имя", "}} – да", "{%p if да and ", "not нет %}", "да", "{%p endif %}"),
    "a comment over paragraphs": ("а", "{#p не", "печатать #}", "б"),
    "closing braces in a text of a tag": ("{{ 'а }} б' }}{% if '%}' %}{{ \"{'в'}\" }}{% endif %}",),
    "custom colours of a fill": ([["{% cellbg 'FF' ~ '0000' %}{{ имя }}"]],),
    "nested vertical merges": ([["{%tr for x in дерево %}", ""], ["{%tr for y in 'аб' %}", ""], ["{% vm %}{{ x.имя }}", "{{ y }}"],
                                ["{%tr endfor %}", ""], ["{%tr endfor %}", ""]],),
    "fewer columns than in the template": ([["{%tc for x in 'аб' %}", "{{ x }}", "{%tc endfor %}"]] * 2,),
    "a table in a loop": ("{%p for x in строки %}", [["{{ x.a }}"]], "{%p endfor %}", "конец"),
}  # fmt: skip


def extended() -> Environment:
    environment = Environment(
        autoescape=True, extensions=[f"jinja2.ext.{name}" for name in ("loopcontrols", "do", "i18n")], enable_async=True
    )
    environment.install_null_translations()  # type: ignore[attr-defined]
    return environment


def by_docxtpl(data: bytes, values: dict[str, Any], environment: Environment | None = None) -> bytes:
    made = docxtpl.DocxTemplate(io.BytesIO(data))
    made.render(values, environment or extended(), autoescape=True)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("name", SAME)
def test_the_text_is_that_of_docxtpl(name: str) -> None:
    data = template(*SAME[name], header="{{ имя }} {% if да %}верх{% endif %}")
    made = docgen.Template(data, extended()).render(VALUES)
    assert shown(made) == shown(by_docxtpl(data, VALUES))
    assert shown(made, "word/header1.xml") == shown(by_docxtpl(data, VALUES), "word/header1.xml")
    assert "".join(shown(made))
    assert faults(made, checker=False) == []


def words(*content: Content, values: dict[str, Any] | None = None, **options: Any) -> list[str]:
    """Return what a reader sees of a template of one's own, filled by the engine; the file is sound or the test fails."""
    made = docgen.Template(template(*content), **options).render(VALUES if values is None else values)
    assert faults(made, checker=False) == []
    return shown(made)


# Where the engine differs from docxtpl: what docxtpl does, and what the engine does instead. Besides:
# - an unknown name is an error, where docxtpl prints nothing (an environment of one's own decides for itself);
# - notes see the loops around their references and have ids of their own, endnotes, comments, charts, SmartArt and
#   custom properties are filled (tests/test_engine_files.py), where docxtpl fills footnotes alone, and once;
# - the category and the keywords of a file are filled as its other properties are;
# - an empty subdocument has the page of the template, so its tables are as wide as that, not as python-docx's own page;
# - controls with tags lose what Word would show instead of the value: the stored data and the placeholder;
# - `include`, `import` and `extends` are refused even if an environment could load what they name: a template reads no
#   files; other documents come as values, `{{p name }}` and `new_subdoc`;
# - paragraphs for `{{ name }}`, which takes words, and words for `{{tr name }}` are refused with a place and a remedy,
#   where docxtpl writes a file that Word cannot read; so are `lipsum` and all that the sandbox forbids.
BETTER: dict[str, tuple[tuple[Content, ...], list[str]]] = {
    "two tags of paragraphs in one: docxtpl keeps the last alone": (
        ("{%p if да %}{%p for x in строки %}", "{{ x.a }}", "{%p endfor %}{%p endif %}"), ["раз", "два & <три>"]),
    "text before {%- stays: docxtpl drops it": (("начало", "да {%- if да %} конец{% endif %}"), ["начало", "да конец"]),
    "a cell emptied by its tags has a paragraph: docxtpl leaves a file Word cannot read": (
        ([["{%p if нет %}¶а¶{%p endif %}", "б"]],), ["row", "cell", "", "cell", "б"]),
    "a table emptied by its tags is gone: docxtpl leaves a table without rows": (
        ("до", [["{%tr for x in [] %}"], ["{{ x }}"], ["{%tr endfor %}"]], "после"), ["до", "после"]),
    "a text where a paragraph is wanted gets one: docxtpl prints outside of paragraphs": (
        ("{{p имя }}", "конец"), ["Иван & Ко", "конец"]),
    "a text where a run is wanted gets one": (("до {{r имя }} после",), ["до Иван & Ко после"]),
    "quotes of Russian autocorrection": (("{{ имя|replace(«Иван», „Пётр“) }}",), ["Пётр & Ко"]),
    "quotes inside a text of the tag stay": (('{{ пусто or "нет „данных“" }}',), ["нет „данных“"]),
    "signs survive the filter of a block: docxtpl makes &AMP; of them, which is no XML": (
        ("{% filter upper %}а {{ имя }}{% endfilter %}",), ["А ИВАН & КО"]),
    "text beside a tag of a paragraph: docxtpl drops it": (
        ("Итого: {{ число }} {%p if да %}", "да", "{%p endif %}!"), ["Итого: 7 ", "да", "!"]),
    "a paragraph between its tags: docxtpl fails": (("{%p if да %}да{%p endif %}",), ["да"]),
    "cells beside a tag of a row: docxtpl drops them": (
        ([["{%tr if да %}", "а"], ["{%tr endif %}", ""]],), ["row", "cell", "", "cell", "а"]),
    "a row between its tags: docxtpl fails": (
        ([["{%tr for x in строки %}{{ x.a }}", "{{ x.b }}{%tr endfor %}"]],),
        ["row", "cell", "раз", "cell", "1", "row", "cell", "два & <три>", "cell", "None"]),
    "a sign of percent in a tag of a paragraph: docxtpl fails": (("{%p if число % 2 %}", "нечёт", "{%p endif %}"), ["нечёт"]),
    "a space before the letter of a tag: docxtpl fails": (("{% p if да %}", "да", "{%p endif %}"), ["да"]),
    "escaped braces that runs divide: docxtpl leaves the underscore": (("{¦_¦{ x }¦_}",), ["{{ x }}"]),
    "autoescape false changes nothing: docxtpl loses &": (
        ("{% autoescape false %}{% set т %}[{{ имя }}]{% endset %}{{ т }}{% endautoescape %}",), ["[Иван & Ко]"]),
    "& of a safe text: docxtpl loses it": (("{{ имя|safe }}",), ["Иван & Ко"]),
    "& in a tag: docxtpl takes it for &amp;": (("{{ имя|replace('&', 'и') }} {{ '&' }}",), ["Иван и Ко &"]),
    "a cell that goes on a merge is empty: docxtpl empties the paragraph of the tag alone, and Word shows none of it": (
        ([["{%tr for x in строки %}"], ["{% vm %}{{ x.b }}¶ниже"], ["{%tr endfor %}"]],),
        ["row", "cell w:vMerge=restart", "1", "ниже", "row", "cell w:vMerge=continue", "", ""]),
    "a merge of wide cells is as wide as all of them: docxtpl leaves one": (
        ([["{%tc for x in 'аб' %}", "{% colspan 2 %}{% hm %}{{ x }}", "{%tc endfor %}"]],), ["row", "cell w:gridSpan=4", "а"]),
    "a picture beside a tag of a paragraph: docxtpl drops it": (
        ("{%p if да %}", "🖼{%p if нет %}", "{%p endif %}", "{%p endif %}"), ["🖼"]),
    "a rich text needs no r": (("до {{ богато }} после",), ["до жирно после"]),
}  # fmt: skip


@pytest.mark.parametrize("name", BETTER)
def test_differences_from_docxtpl(name: str) -> None:
    content, expected = BETTER[name]
    data = template(*content)
    values = {**VALUES, "богато": docxtpl.RichText("жирно", bold=True)}
    made = docgen.Template(data).render(values)
    assert shown(made) == expected
    assert faults(made, checker=False) == []
    try:
        theirs = by_docxtpl(data, values)
        assert shown(theirs) != expected or faults(theirs, checker=False)
    except (jinja2.TemplateError, etree.XMLSyntaxError):
        pass


def test_cells_are_as_wide_as_their_columns() -> None:
    """In tables of generated columns docxtpl leaves the widths of the template, which other programs than Word believe."""
    data = template([["{%tc for x in 'аб' %}", "{{ x }}", "{%tc endfor %}"]])
    widths = [
        [cell.get(qn("w:w")) for cell in part(made).iter(qn("w:gridCol"), qn("w:tcW"))]
        for made in (by_docxtpl(data, VALUES), docgen.Template(data).render(VALUES))
    ]
    assert widths == [["4320", "4320", "2880", "2880"], ["4320"] * 4]


BREAKS = {
    "один\nдва": ["до один⏎два после"],
    "один\r\nдва\rтри\vчетыре": ["до один⏎два⏎три⏎четыре после"],
    "один\tдва": ["до один⇥два после"],
    "один\aдва": ["до один", "два после"],
    "один\fдва": ["до один", "⇲", "два после"],
    " края ": ["до  края  после"],
    "<w:p> & \"x\" 'y' {{ z }} {% z %}": ["до <w:p> & \"x\" 'y' {{ z }} {% z %} после"],
    "\x1a<w:p/>": ["до \ufffd<w:p/> после"],
    "\ud800 и \ufffe": ["до \ufffd и \ufffd после"],
    "{_{ данные }_}": ["до {_{ данные }_} после"],
}


@pytest.mark.parametrize("value", BREAKS, ids=ascii)
def test_signs_of_a_value_mean_what_word_means_by_them(value: str) -> None:
    content: tuple[Content, ...] = ("до ¦{{ значение }}¦ после",)
    assert words(*content, values={"значение": value}) == BREAKS[value]
    macro = ("{% macro м(x) %}{{ x }}{% endmacro %}до ¦{{ м(значение) }}¦ после",)
    assert words(*macro, values={"значение": value}) == BREAKS[value]


def test_a_new_paragraph_of_a_value_has_the_look_of_its_place() -> None:
    document = Document()
    paragraph = document.add_paragraph("{{ значение }}", style="List Bullet")
    paragraph.runs[0].bold = True
    made = Document(io.BytesIO(docgen.Template(saved(document)).render({"значение": "один\aдва"})))
    assert [(p.style.name, p.text, p.runs[0].bold) for p in made.paragraphs if p.style] == [
        ("List Bullet", "один", True),
        ("List Bullet", "два", True),
    ]


def test_illegal_characters_are_told_of_or_refused() -> None:
    told: list[docgen.Finding] = []
    data = template("Имя: {{ имя }}")
    assert shown(docgen.Template(data).render({"имя": "а\x00б"}, tell=told.append)) == ["Имя: а\ufffdб"]
    assert "абзац «Имя: {{ имя }}»" in told[0].message
    assert "U+0000" in told[0].message
    with pytest.raises(TemplateError, match=r"абзац «Имя.*U\+0000"):
        docgen.Template(data, illegal="refuse").render({"имя": "а\x00б"})


HOSTILE = {
    "{{ ''.__class__ }}": "запрещено",
    "{{ имя.__class__.__mro__ }}": "запрещено",
    "{{ ().__class__.__bases__[0].__subclasses__() }}": "запрещено",
    "{{ '{0.__class__}'.format(имя) }}": "запрещено",
    "{{ ''|attr('__class__') }}": "запрещено",
    "{{ функция.__globals__ }}": "запрещено",
    "{{ range(10**9)|list }}": "запрещено",
    "{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}": "запрещено",
    "{% for x in range(99999) %}{% for y in range(99999) %}а{% endfor %}{% endfor %}": "запрещено",
    "{% for x in вечно %}{% endfor %}": "запрещено",
    "{{ 'а' * 10**10 }}": "запрещено",
    "{{ 10 ** (10 ** 10) }}": "запрещено",
    "{{ '%1000000000d' % 1 }}": "запрещено",
    "{{ '{:1000000000}'.format(1) }}": "запрещено",
    "{{ '{:{}}'.format(1, 10**9) }}": "запрещено",
    "{{ 'а'.ljust(10**10) }}": "запрещено",
    "{{ 'а'|center(10**10) }}": "запрещено",
    "{% macro м() %}{{ м() }}{% endmacro %}{{ м() }}": "слишком глубоко",
    "{% include '/etc/passwd' %}": "нельзя",
    "{% import 'os' as os %}": "нельзя",
    "{% extends 'x' %}": "нельзя",
}


@pytest.mark.parametrize("tag", HOSTILE)
def test_a_hostile_template_is_refused_in_one_line(tag: str) -> None:
    import itertools

    with pytest.raises(TemplateError) as caught:
        docgen.Template(template(f"Текст {tag}")).render({**VALUES, "функция": words, "вечно": itertools.count()})
    message = str(caught.value)
    assert HOSTILE[tag] in message
    assert "\n" not in message
    assert "абзац «Текст" in message


def packed(data: bytes, **changed: bytes) -> bytes:
    """Return a file with parts changed or added; `__` in a name stands for the slash."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changed]):
            new.writestr(name, changed.get(name) or old.read(name))
    return file.getvalue()


FILES = {
    "nothing": b"",
    "no zip": b"PK\x03\x04 nothing",
    "cut off": template("а")[:-40],
    "a bomb": packed(template("а"), **{"word/document.xml": b" " * 150_000_000}),
    "entities": packed(template("а"), **{"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}),
    "an external entity": packed(
        template("а"), **{"word/document.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}
    ),
    "a doctype of a part without tags": packed(template("а"), **{"word/styles.xml": b"<!DOCTYPE x []><x/>"}),
    "a path": packed(template("а"), **{"../../x.txt": b"x"}),
    "an absolute path": packed(template("а"), **{"/etc/x": b"x"}),
    "no document": packed(template("а"), **{"[Content_Types].xml": b"<Types/>"}),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(TemplateError) as caught:
        docgen.Template(FILES[name])
    assert "\n" not in str(caught.value)
    assert any("а" <= char <= "я" for char in str(caught.value))


WRONG = {
    "{{ имья }}": "нет поля „имья“",
    "{{ строки[0].в }}": "нет поля „строки[].в“",
    "{{ имя|прописью }}": "нет фильтра „прописью“",
    "{% for x in строки %}": "блок не закрыт",
    "{{ имя": "тег не закрыт",
    "{% if да }}": "тег не закрыт",
    "{%tr for x in строки %}": "вне строки таблицы",
    "{% vm %}": "вне ячейки таблицы",
    "{%p if да %} и {%p endif %} нет": "вынесите его отдельно",
    "{% if да %}{%p endif %}": "с одной приставкой",
    "{{ 1 / 0 }}": "",
    "{{ число + имя }}": "",
    "{{ абзац }}": "напишите тег так: {{p … }}",
}


@pytest.mark.parametrize("tag", WRONG)
def test_an_error_names_the_tag_and_its_place(tag: str) -> None:
    values = {**VALUES, "абзац": docxtpl.RichTextParagraph("x")}
    with pytest.raises(TemplateError) as caught:
        docgen.Template(template("Первый {{ имя }}", f"Второй {tag}")).render(values)
    message = str(caught.value)
    assert WRONG[tag] in message
    assert "\n" not in message
    if "for" not in tag:
        assert f"абзац «Второй {tag}»" in message


def test_an_error_in_a_table_names_row_and_cell() -> None:
    with pytest.raises(TemplateError, match=r"текст, строка 2, ячейка 1 таблицы, абзац «<{{ нету }}>», тег {{ нету }}"):
        docgen.Template(template([["а"], ["<{{ нету }}>"]])).render({})
    with pytest.raises(TemplateError, match=r"тег {{tr имя }}: здесь могут стоять только строки или ячейки таблицы"):
        docgen.Template(template([["{{tr имя }}"]])).render(VALUES)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\a\f"), max_size=30), min_size=3, max_size=3))
def test_no_text_is_lost(values: list[str]) -> None:
    import re

    made = PROPERTY.render({"a": values[0], "b": [{"x": value} for value in values]})
    expected = [f"[{values[0]}]", *(f"<{value}>" for value in values)]
    found = Document(io.BytesIO(made))
    lines = [p.text for p in found.paragraphs] + [row.cells[0].text for row in found.tables[0].rows]
    assert [_seen(line) for line in lines] == [
        re.sub("[\x00-\x06\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", _seen(text)) for text in expected
    ]


def _seen(text: str) -> str:
    for sign in ("\r\n", "\r", "\v"):
        text = text.replace(sign, "\n")
    return text


PROPERTY = docgen.Template(
    template("[{{ a }}]", [["{%tr for x in b %}"], ["<{{ x.x }}>"], ["{%tr endfor %}"]], header="{{ a }}")
)


def test_threads_make_the_same_bytes() -> None:
    made = docgen.Template(template(*SAME["paragraphs of a loop"], *SAME["a macro"], header="{{ имя }}"))
    values = [{**VALUES, "имя": f"Имя {number}"} for number in range(40)]
    alone = [made.render(value) for value in values]
    found: dict[int, bytes] = {}

    def work(start: int) -> None:
        for at in range(start, len(values), 4):
            found[at] = made.render(values[at])

    threads = [threading.Thread(target=work, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[at] for at in range(len(values))] == alone
    assert len(set(alone)) == len(alone)


def test_the_template_file_may_change_or_go_after_it_is_compiled(tmp_path: Path) -> None:
    path = tmp_path / "шаблон.docx"
    path.write_bytes(template("{{ имя }}"))
    made = docgen.Template(path)
    before = made.render(VALUES)
    path.write_bytes(b"")
    assert made.render(VALUES) == before
    path.unlink()
    made.render_to(tmp_path / "готово.docx", VALUES)
    assert (tmp_path / "готово.docx").read_bytes() == before


def test_a_render_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "готово.docx"
    path.write_bytes(b"old")
    with pytest.raises(TemplateError):
        docgen.Template(template("{{ имя }}", "{{ нет_такого }}")).render_to(path, VALUES)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(docgen.MachineError):
        docgen.Template(template("{{ имя }}")).render_to(tmp_path / "нет" / "готово.docx", VALUES)


def test_pictures_of_docxtpl_and_our_own() -> None:
    picture = str(ROOT / "samples" / "zeya" / "order.png")
    content: tuple[Content, ...] = (
        "до {{ рисунок }} после",
        "{%p for x in строки %}",
        "{{ рисунок }}",
        "{%p endfor %}",
    )
    data = template(*content, header="{{ рисунок }}")
    made = docgen.Template(data)
    theirs = docxtpl.InlineImage(None, picture, width=Mm(20), anchor="https://пример.рф/?a=1&b=2")
    for image in (InlineImage(picture, width=Mm(20)), theirs, InlineImage(Path(picture).read_bytes())):
        ready = made.render({**VALUES, "рисунок": image})
        assert shown(ready) == ["до 🖼 после", "🖼", "🖼"]
        assert faults(ready) == []
        found = Document(io.BytesIO(ready))
        assert len({shape._inline.docPr.id for shape in found.inline_shapes}) == 3
        assert len([n for n in zipfile.ZipFile(io.BytesIO(ready)).namelist() if n.startswith("word/media/")]) == 1
        assert found.sections[0].header.part.related_parts
    with pytest.raises(TemplateError, match="не читается"):
        made.render({**VALUES, "рисунок": InlineImage("нет.png")})


def test_links_of_rich_texts() -> None:
    made = docgen.Template(template("{{r ссылка }}", header="{{r ссылка }}"))
    text = docxtpl.RichText("портал", url_id=made.build_url_id("https://пример.рф/?a=1&b=2"))
    ready = made.render({"ссылка": text})
    assert shown(ready) == ["портал"]
    found = Document(io.BytesIO(ready))
    link = part(ready).find(f".//{qn('w:hyperlink')}")
    assert link is not None
    assert found.part.rels[link.get(qn("r:id"))].target_ref == "https://пример.рф/?a=1&b=2"
    assert faults(ready) == []


def test_values_of_docxtpl() -> None:
    rich = docxtpl.RichText("а\nб\tв", bold=True)
    rich.add("г")
    paragraphs = docxtpl.RichTextParagraph()
    paragraphs.add(docxtpl.RichText("раз"))
    paragraphs.add("два")
    values = {"богато": rich, "абзацы": paragraphs, "список": docxtpl.Listing("1\n2 & 3")}
    assert words("{{r богато }}", "{{p абзацы }}", "{{ список }}", values=values) == ["а⏎б⇥вг", "раз", "два", "1⏎2 & 3"]


def test_rich_texts_of_one_look_are_checked_one_by_one() -> None:
    made = docgen.Template(template("{{r а }}", "{{r б }}"))
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    good = Markup(run.format("1 &lt; 2 > 0"))  # noqa: S704
    assert shown(made.render({"а": good, "б": good})) == ["1 < 2 > 0"] * 2
    for bad in ("1 & 2", "]]>", "<!-- -- -->", "&нет;", "<w:i>"):
        with pytest.raises(TemplateError, match=r"абзац «\{\{r б \}\}».*неверный XML"):
            made.render({"а": good, "б": Markup(run.format(bad))})  # noqa: S704
    bracket = Markup('<w:r><w:t xml:lang=">">слово</w:t></w:r>')
    assert shown(made.render({"а": bracket, "б": good})) == ["слово", "1 < 2 > 0"]


def test_an_environment_of_ones_own() -> None:
    environment = Environment(variable_start_string="[[", variable_end_string="]]")  # noqa: S701
    environment.filters["рубли"] = lambda value: f"{value} руб."
    environment.globals["год"] = 2026
    assert words("[¦[ число|рубли ]] {{ не тег }}, [[ год ]] & [[ имя ]] [[ нету ]]!", environment=environment) == [
        "7 руб. {{ не тег }}, 2026 & Иван & Ко !"
    ]


def test_properties_of_the_file_and_footnotes() -> None:
    document = Document(io.BytesIO(template("{{ имя }}")))
    document.core_properties.title = "О {{ имя }}"
    document.core_properties.author = "{% if да %}автор{% endif %}"
    made = Document(io.BytesIO(docgen.Template(saved(document)).render(VALUES)))
    assert (made.core_properties.title, made.core_properties.author) == ("О Иван & Ко", "автор")


def test_tags_in_attributes_and_deleted_text() -> None:
    document = Document(io.BytesIO(template("а")))
    paragraph = document.paragraphs[0]
    paragraph.add_run().add_picture(str(ROOT / "samples" / "zeya" / "order.png"))
    drawing = document.inline_shapes[0]._inline.docPr
    drawing.set("descr", '{{ имя }} "в кавычках"')
    deleted = paragraph.add_run("{{ удалено }}")
    deleted._r.find(qn("w:t")).tag = qn("w:delText")
    made = Document(io.BytesIO(docgen.Template(saved(document)).render({"имя": 'а "б" <в>'})))
    assert made.inline_shapes[0]._inline.docPr.get("descr") == 'а "б" <в> "в кавычках"'
    assert made.paragraphs[0]._p.find(f".//{qn('w:delText')}").text == "{{ удалено }}"


def test_a_template_of_word_becomes_a_document() -> None:
    data = template("{{ имя }}")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").replace(b"document.main+xml", b"template.main+xml")
    made = docgen.Template(packed(data, **{"[Content_Types].xml": types})).render(VALUES)
    assert Document(io.BytesIO(made)).paragraphs[0].text == "Иван & Ко"
