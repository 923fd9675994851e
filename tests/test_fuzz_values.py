"""Any text as a value of any tag: what the file holds is the text, and the file is sound. `make fuzz` tries 10,000."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from docx import Document
from docxtpl import Listing, RichText
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from docgen.engine import Template
from docgen.errors import TemplateError
from tests.test_engine import packed
from tests.validity import faults
from tests.word import part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BITS = ["\a", "\f", "\n", "\r\n", "\r", "\v", "\t", " ", "  ", "&", "&amp;", "&#10;", "<", ">", "<w:p>", "]]>", "<!--",
         "{{ x }}", "{% if %}", "{_{", "%_}", "_x0041_", "_x005F_", "\ue000tag0\ue001", "\ue000list\ue0015\ue000list\ue001",
         "\x19", "\x1a", "\x00", "\ufffe", "\ud800", "\udc00", "\U0001f469\u200d\U0001f3eb", "\u202eабв\u202c", "и\u0306",
         "\ufeff", "\u2028", "\x85", "'", '"', "=1+1", "абв", "0", "1e5", "rId1", "\x7f"]  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(_BITS), st.text(st.characters(exclude_categories=()), max_size=8)), max_size=10
).map("".join)
_ILLEGAL = re.compile("[\x00-\x06\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def as_xml(text: str) -> str:
    """Return a text as XML can hold it: broken lines are one sign, what no file may hold is a sign of loss."""
    text = re.sub("\r\n|\r|\v", "\n", text)
    return _ILLEGAL.sub("\ufffd", text)


def word() -> bytes:
    """Return a template with a value in every sort of place."""
    document = Document()
    for tag in ("{{ v }}", "{{r rich }}", "{{ listing }}", "{% set y %}{{ v }}{% endset %}{{ y }}",
                "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(v) }}", "{{ v|string }}", "{{ v ~ '' }}", "{{ rich }}"):  # fmt: skip
        document.add_paragraph(f"[{tag}]").runs[0].bold = True
    table = document.add_table(3, 1)
    for row, words in zip(table.rows, ("{%tr for x in xs %}", "[{{ x }}]", "{%tr endfor %}"), strict=True):
        row.cells[0].text = words
    document.sections[0].header.paragraphs[0].text = "[{{ v }}]"
    document.core_properties.title = "[{{ v }}]"
    file = io.BytesIO()
    document.save(file)
    data = file.getvalue()
    note = f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="1"><w:p><w:r><w:t>[{{{{ v }}}}]</w:t></w:r></w:p></w:footnote></w:footnotes>'
    relations = '<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    kind = '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    return packed(
        data,
        **{
            "word/footnotes.xml": note.encode(),
            "word/_rels/document.xml.rels": _with(data, "word/_rels/document.xml.rels", "</Relationships>", relations),
            "[Content_Types].xml": _with(data, "[Content_Types].xml", "</Types>", kind),
        },
    )


def _with(data: bytes, name: str, end: str, new: str) -> bytes:
    from lxml import etree

    return etree.tostring(part(data, name)).replace(end.encode(), new.encode())


WORD = Template(word())


def words(root: Any) -> str:
    """Return the text of a part: a line a paragraph, breaks and tabs as signs."""
    lines = []
    for paragraph in root.iter(f"{W}p"):
        line = ""
        for element in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
            if element.tag == f"{W}t":
                line += element.text or ""
            else:
                line += "\t" if element.tag == f"{W}tab" else "" if element.get(f"{W}type") else "\n"
        lines.append(line)
    return "\n".join(lines)


@given(text=TEXTS)
def test_any_text_arrives_in_word(text: str) -> None:
    data = WORD.render({"v": text, "xs": [text, text], "rich": RichText(text), "listing": Listing(text)})
    assert set(faults(data, checker=False)) <= {"остался тег шаблона"}  # characters of private use, by all appearances
    kept = as_xml(text)
    shown = "[" + kept.replace("\a", "\n").replace("\f", "\n\n") + "]"
    assert words(part(data)) == "\n".join([shown] * 10)
    assert words(part(data, "word/header1.xml")) == shown
    assert words(part(data, "word/footnotes.xml")) == shown
    title = Document(io.BytesIO(data)).core_properties.title
    assert title == "[" + kept.replace("\a", "\n").replace("\f", "\n") + "]"


@given(text=TEXTS)
def test_illegal_characters_are_refused_where_the_caller_wants_it(text: str) -> None:
    strict = Template(WORD._data, illegal="refuse")
    values = {"v": text, "xs": [], "rich": RichText(), "listing": Listing("")}
    if _ILLEGAL.search(text):
        with pytest.raises(TemplateError, match=r"тег \{\{ v \}\}: значение содержит знаки"):
            strict.render(values)
    else:
        assert strict.render(values)


def book() -> bytes:
    workbook = Workbook()
    for line in ("{{ v }}", "[{{ v }}]", "{%tr for x in xs %}", "{{ x }}", "{%tr endfor %}", "[{{ v|string }}]"):
        workbook.worksheets[0].append([line])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


BOOK = Template(book())


def cell_text(value: object) -> str:
    """Return the text of a cell as Excel shows it."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), str(value or ""))


@given(text=TEXTS)
def test_any_text_arrives_in_excel(text: str) -> None:
    data = BOOK.render({"v": text, "xs": [text, text]})
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    kept = as_xml(text).replace("\a", "\n").replace("\f", "\n")
    assert [cell_text(cell.value) for (cell,) in sheet.iter_rows()] == [kept, f"[{kept}]", kept, kept, f"[{kept}]"]
    assert all(cell.data_type in ("s", "inlineStr", "n") for (cell,) in sheet.iter_rows() if cell.value)


def test_a_very_long_text_arrives_in_word_and_is_refused_in_a_cell_of_excel() -> None:
    text = "слово & " * 200_000
    data = WORD.render({"v": text, "xs": [text], "rich": RichText(text), "listing": Listing(text)})
    assert words(part(data)).count(text) == 9
    with pytest.raises(TemplateError, match=r"ячейка A1.*длиннее 32767 знаков"):
        BOOK.render({"v": text, "xs": []})
