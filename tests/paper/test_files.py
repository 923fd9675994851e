"""Files of strangers: those that other programs wrote, broken ones and hostile ones."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from docgen import paper
from docgen.errors import UsageError
from docgen.paper import package
from tests.paper.conftest import SPACES, docx, p, part, zipped


def test_a_file_is_read_from_its_path_in_any_form(tmp_path: Path) -> None:
    path = tmp_path / "приказ.docx"
    path.write_bytes(docx(p("а")))
    assert paper.read(path) == paper.read(str(path)) == paper.read(path.read_bytes())


def test_a_file_of_python_docx() -> None:
    document = Document()
    document.add_heading("Раздел", 1)
    document.add_paragraph("а", style="List Number")
    document.add_paragraph("б", style="List Number")
    document.add_table(1, 2).cell(0, 1).text = "в"
    buffer = io.BytesIO()
    document.save(buffer)
    assert paper.outline(paper.read(buffer.getvalue())).splitlines()[1:] == ["# Раздел", "1. а", "2. б", "|  | в |"]


def test_the_main_part_may_have_another_name() -> None:
    assert "\nа\n" in paper.outline(paper.read(docx(p("а"), main="word/document2.xml")))


def test_a_strict_file() -> None:
    strict = part("document", f"<w:body>{p('а')}</w:body>").replace(
        SPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert "\nа\n" in paper.outline(paper.read(zipped({"word/document.xml": strict})))


def test_a_file_without_styles_and_lists() -> None:
    data = zipped({"word/document.xml": part("document", f"<w:body>{p('а')}</w:body>")})
    assert "\nа\n" in paper.outline(paper.read(data))


HINT = "откройте его в Word и сохраните как .docx без пароля"
DEEP = "<w:tbl><w:tr><w:tc>" * 400 + p("а") + "</w:tc></w:tr></w:tbl>" * 400
ENTITY = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{SPACES["w"]}"><w:body><w:p><w:r><w:t>а&e;</w:t></w:r></w:p></w:body></w:document>'
BROKEN = {
    "nothing": (b"", "документ: это не файл DOCX или он повреждён"),
    "no archive": (b"%PDF-1.7" * 200, "документ: это не файл DOCX или он повреждён"),
    "old or closed": (
        b"\xd0\xcf\x11\xe0" * 200,
        f"документ: файл закрыт паролем или сохранён в старом формате .doc; {HINT}",
    ),
    "cut off": (docx(p("а"))[:-60], "документ: это не файл DOCX или он повреждён"),
    "another archive": (zipped({"a.xml": "<a/>"}), "документ: это не документ Word"),
    "no body": (zipped({"word/document.xml": "<a/>"}), "документ: это не документ Word"),
    "no XML": (zipped({"word/document.xml": "<a"}), "документ: файл повреждён"),
    "too deep": (docx(DEEP), "документ: файл повреждён"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_in_russian(name: str) -> None:
    data, message = BROKEN[name]
    with pytest.raises(UsageError) as raised:
        paper.read(data)
    assert str(raised.value) == message


def test_damaged_bytes_are_refused_or_read_but_never_fail_otherwise() -> None:
    whole = docx("".join(p(f"пункт {n}") for n in range(50)))
    for place in range(0, len(whole), 13):
        damaged = whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :]
        try:
            paper.read(damaged)
        except UsageError:
            continue


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 10_000)
    with pytest.raises(UsageError, match="слишком велик"):
        paper.read(docx(p("а" * 20_000)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="нет файла"):
        paper.read(tmp_path / "нет.docx")
    with pytest.raises(UsageError, match="нет файла"):
        paper.read(tmp_path)


def test_entities_are_refused() -> None:
    with pytest.raises(UsageError, match="DOCTYPE"):
        paper.read(zipped({"word/document.xml": ENTITY}))


def test_tables_as_deep_as_the_parser_lets_them_be_are_read_or_refused() -> None:
    for depth in (30, 60, 80):
        body = "<w:tbl><w:tr><w:tc>" * depth + p("дно") + "</w:tc></w:tr></w:tbl>" * depth
        try:
            assert "дно" in paper.outline(paper.read(docx(body)))
        except UsageError:
            continue
