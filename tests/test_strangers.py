"""Templates that other programs have written: other prefixes, namespaces, encodings, names of parts and zips."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.pagebreak import Break

import docgen
from docgen.errors import TemplateError
from tests import test_workbooks as books
from tests.validity import faults
from tests.word import saved, shown, template

Parts = dict[str, bytes]
_OPENXML = b"http://schemas.openxmlformats.org/"


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.comment = b"a comment of the zip"
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def replaced(parts: Parts, pattern: bytes, new: bytes | Callable[[re.Match[bytes]], bytes], where: str = "") -> Parts:
    return {name: re.sub(pattern, new, data) if re.search(where, name) else data for name, data in parts.items()}


def prefixed(parts: Parts, old: bytes, new: bytes, where: str) -> Parts:
    """Give elements and attributes another prefix."""
    colon = old and old + b":"
    parts = replaced(parts, rb"(</?)" + colon + rb"(?=\w+[ >/])", rb"\1" + new + b":", where)
    if old:
        parts = replaced(parts, rb"(\s)" + colon + rb"(?=\w+=)", rb"\1" + new + b":", where)
    return replaced(parts, rb"xmlns" + (old and b":" + old) + b"=", b"xmlns:" + new + b"=", where)


def strict(parts: Parts) -> Parts:
    parts = replaced(parts, _OPENXML + rb"(\w+)/2006/(?!relationships/metadata|content)", rb"http://purl.oclc.org/ooxml/\1/",
                     r"^(word|xl)/|_rels/\.rels")  # fmt: skip
    return replaced(parts, rb"http://purl.oclc.org/ooxml/package/", _OPENXML + b"package/2006/")


def utf16(parts: Parts) -> Parts:
    return {
        name: re.sub(r"<\?xml[^>]*\?>", "", data.decode()).encode("utf-16")
        if name.startswith(("word/d", "xl/w"))
        else data
        for name, data in parts.items()
    }


def moved(parts: Parts) -> Parts:
    """Name the main parts of Word as Word on the net does, and refer to them from the root of the file."""
    names = {f"word/{old}": f"word/{new}" for old, new in (
        ("document.xml", "document2.xml"), ("_rels/document.xml.rels", "_rels/document2.xml.rels"),
        ("styles.xml", "styles3.xml"), ("numbering.xml", "numbering4.xml"))}  # fmt: skip
    for old, new in names.items():
        file = old.rpartition("/")[2].encode()
        parts = replaced(parts, rb'"/?(?:word/)?' + file + b'"', b'"/' + new.encode() + b'"', r"\.rels|Types")
    return {names.get(name, name): data for name, data in parts.items()}


def types_by_extension(parts: Parts) -> Parts:
    """Tell of the type of the main part as the Open XML SDK does: as of that of every XML."""
    name = "[Content_Types].xml"
    main = re.search(
        rb'<Override PartName="/(?:word/document|xl/workbook).xml" ContentType="([^"]*)"[^>]*/>', parts[name]
    )
    assert main is not None
    types = re.sub(rb'<Default [^>]*Extension="xml"[^>]*/>', b"", parts[name].replace(main[0], b""))
    added = b'<Default Extension="xml" ContentType="' + main[1] + b'"/></Types>'
    return parts | {name: types.replace(b"</Types>", added)}


WORD = r"^word/(?!_rels)"
WRITERS: dict[str, Callable[[Parts], Parts]] = {
    "других префиксов": lambda parts: prefixed(parts, b"w", b"ns0", WORD),
    "строгого формата": strict,
    "UTF-16": utf16,
    "BOM": lambda parts: {name: b"\xef\xbb\xbf" + data if "word/" in name else data for name, data in parts.items()},
    "апострофов": lambda parts: replaced(parts, rb'(\s[\w:]+=)"([^"\'<]*)"', rb"\1'\2'"),
    "других имён": moved,
    "типов по расширению": types_by_extension,
    "связей с префиксом": lambda parts: prefixed(parts, b"", b"p", r"\.rels|Types"),
}


def _word() -> bytes:
    document = Document()
    for text in ("{%p for x in дела %}", "№ {{ x }}", "{%p endfor %}", "{{ край }}", "{{p вложен }}"):
        document.add_paragraph(text, style="List Number" if "№" in text else None)
    table = document.add_table(3, 2)
    for row, texts in zip(
        table.rows, (["{%tr for x in дела %}", ""], ["{{ x }}", "б"], ["{%tr endfor %}", ""]), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return saved(document)


def _filled(data: bytes) -> bytes:
    made = docgen.Template(data, check=True)
    inner = made.new_subdoc(io.BytesIO(template("Вложен")))
    return made.render({"дела": ["А & Б", "В\nГ"], "край": "раз\aдва", "вложен": inner})


@pytest.mark.parametrize("writer", WRITERS)
def test_a_word_file_of_another_writer_gives_the_same_paper(writer: str) -> None:
    usual = _word()
    strange = packed(WRITERS[writer](parts_of(usual)), zipfile.ZIP_STORED)
    main = "word/document2.xml" if writer == "других имён" else "word/document.xml"
    made = _filled(strange)
    assert shown(made, main) == shown(_filled(usual))
    assert main != "word/document.xml" or faults(made, checker=writer != "типов по расширению") == []


BOOKS: dict[str, Callable[[Parts], Parts]] = {
    "префикса x": lambda parts: prefixed(parts, b"", b"x", r"^xl/(?!_rels|theme)"),
    **{name: WRITERS[name] for name in ("строгого формата", "UTF-16", "апострофов", "типов по расширению")},
    "шаблона XLTX": lambda parts: replaced(parts, b"sheet.main", b"template.main", "Types"),
    "других имён": lambda parts: {
        {"xl/workbook.xml": "xl/book1.xml", "xl/_rels/workbook.xml.rels": "xl/_rels/book1.xml.rels"}.get(name, name): data
        for name, data in replaced(parts, b"workbook.xml", b"book1.xml", r"\.rels|Types").items()
    },
}  # fmt: skip


@pytest.mark.parametrize("writer", BOOKS)
def test_a_workbook_of_another_writer_gives_the_same_book(writer: str) -> None:
    rows = [*books.LOOP, ["=SUM(A3)"]]
    usual = books.template(rows)
    strange = packed(BOOKS[writer](parts_of(usual)))
    made, wanted = (docgen.Template(data).render({"дела": ["А & Б", "В"]}) for data in (strange, usual))
    assert books.cells(load_workbook(io.BytesIO(made))) == books.cells(load_workbook(io.BytesIO(wanted)))
    assert books.cells(load_workbook(io.BytesIO(made)))[-1] == ("=SUM(A2:A3)", None)


def test_what_no_tag_touches_is_kept_byte_for_byte() -> None:
    for data in (saved(Document()), books.template([["А", 1]])):
        made = parts_of(docgen.Template(data).render({}))
        own = parts_of(data)
        assert own.keys() == made.keys()
        assert [name for name in own if own[name] != made[name]] == ["[Content_Types].xml"]


def test_a_row_that_is_left_without_cells_is_not_printed() -> None:
    data = template([["А", "Б"], ["{%tc for x in дела %}", "{{ x }}", "{%tc endfor %}"]])
    parts = replaced(parts_of(data), rb"<w:tr>", b"<w:tr><w:trPr/>", "document")  # as LibreOffice writes it
    made = docgen.Template(packed(parts)).render({"дела": []})
    assert shown(made)[:5] == ["row", "cell", "А", "cell", "Б"]
    assert faults(made) == []


def test_a_picture_of_white_paper_is_no_bomb() -> None:
    white = parts_of(template("{{ а }}")) | {"word/media/image1.emf": bytes(11_000_000)}
    assert shown(docgen.Template(packed(white)).render({"а": 1})) == ["1"]


def test_a_file_with_a_password_is_called_so() -> None:
    with pytest.raises(TemplateError, match="закрыт паролем"):
        docgen.Template(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512))


def test_a_filter_that_is_missing_in_a_branch_is_named_with_its_place() -> None:
    made = docgen.Template(template("Раз", "{% if а %}{{ а | неведомый }}{% endif %}"))
    with pytest.raises(TemplateError, match=r"тег \{\{ а \| неведомый \}\}: нет фильтра „неведомый“"):
        made.render({"а": 1})


DAMAGES: tuple[tuple[bytes, bytes, str], ...] = (
    (rb'<c r="B3"', b'<c r="B3" s="77"', "ячейка B3"),
    (rb'<c r="A1".*?</c>', b'<c r="A1" t="s"><v>999</v></c>', "ячейка A1"),
    (rb'<c r="A1".*?</c>', b'<c r="A1" t="s"><v>-1</v></c>', "ячейка A1"),
    (rb'<c r="A1".*?</c>', b'<c r="A1"><f t="shared" si="5"/></c>', "ячейка A1"),
    (rb'<row r="4"', b'<row r="2"', "строка 2"),
)


@pytest.mark.parametrize(("pattern", "new", "place"), DAMAGES)
def test_damage_of_a_sheet_is_told_with_its_cell(pattern: bytes, new: bytes, place: str) -> None:
    parts = replaced(parts_of(books.template(books.LOOP)), pattern, new, "sheet1")
    with pytest.raises(TemplateError, match=f"лист «План», {place}: лист повреждён"):
        docgen.Template(packed(parts))


def _two_sheets(sheet: Any) -> None:
    other = sheet.parent.create_sheet("Свод")
    for row, formula in enumerate(("=SUM(План!A3)", "=План!A5*2", "=B1+1"), 1):
        other.cell(row, 1, formula)
    other.conditional_formatting.add("A1", CellIsRule(operator="greaterThan", formula=["План!$A$5"]))


def test_formulas_of_sheets_without_tags_follow_the_rows_that_they_name() -> None:
    book = books.filled([*books.LOOP, ["=SUM(A3)"]], _two_sheets, дела=["А", "Б", "В"])
    assert [row[0] for row in book["Свод"].iter_rows(values_only=True)] == ["=SUM(План!A2:A4)", "=План!A5*2", "=B1+1"]
    (rules,) = book["Свод"].conditional_formatting
    assert rules.rules[0].formula == ["План!$A$5"]


def test_a_note_in_a_loop_is_there_for_every_row_and_for_none() -> None:
    def noted(sheet: Any) -> None:
        sheet["A3"].comment = Comment("в цикле", "А")
        sheet["A5"].comment = Comment("ниже", "А")

    for number in (0, 1, 3):
        made = docgen.Template(books.template(books.LOOP, noted)).render({"дела": ["А"] * number})
        notes = re.findall(rb'<comment [^>]*?ref="(\w+)"', parts_of(made)["xl/comments/comment1.xml"])
        assert notes == [b"A%d" % (2 + row) for row in range(number + 1)]
        shapes = parts_of(made)["xl/drawings/commentsDrawing1.vml"]
        assert re.findall(rb":Row>(\d+)<", shapes) == [b"%d" % (1 + row) for row in range(number + 1)]
        assert len(set(re.findall(rb':shape [^>]*id="([^"]*)"', shapes))) == number + 1


EXTENSION = (
    b'<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
    b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroups '
    b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup><x14:sparklines><x14:sparkline>'
    b"<xm:f>\xd0\x9f\xd0\xbb\xd0\xb0\xd0\xbd!A3:A3</xm:f><xm:sqref>C5</xm:sqref></x14:sparkline></x14:sparklines>"
    b"</x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"
)


def test_breaks_of_pages_links_and_what_newer_excels_have_added_follow_the_rows() -> None:
    def broken(sheet: Any) -> None:
        sheet.row_breaks.append(Break(4))
        sheet["A6"].hyperlink = "#'План'!A5"

    parts = replaced(parts_of(books.template(books.LOOP, broken)), b"</worksheet>", EXTENSION, "sheet1")
    parts = replaced(parts, rb'r:id="rId1"', "location=\"'План'!A5\"".encode(), "sheet1")
    sheet = parts_of(docgen.Template(packed(parts)).render({"дела": [1] * 5}))["xl/worksheets/sheet1.xml"].decode()
    assert '<brk id="6"' in sheet
    assert "<xm:f>План!A2:A6</xm:f><xm:sqref>C7</xm:sqref>" in sheet
    assert 'ref="A8"' in sheet
    assert "План&#39;!A7" in sheet


def test_dates_of_a_book_that_counts_from_1904() -> None:
    days = [datetime.date(2026, 9, 1), datetime.date(1903, 1, 1)]

    def of_macintosh(sheet: Any) -> None:
        sheet.parent.epoch = CALENDAR_MAC_1904

    book = books.filled([["{%tr for в in все %}"], ["{{ в }}"], ["{%tr endfor %}"]], of_macintosh, все=days)
    assert books.cells(book) == [(datetime.datetime(2026, 9, 1),), ("1903-01-01",)]  # noqa: DTZ001


def test_a_table_of_a_pivot_follows_the_rows_and_is_counted_anew() -> None:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"
    parts = parts_of(books.template(books.LOOP))
    name = "xl/pivotCache/pivotCacheDefinition1.xml"
    parts[name] = (
        '<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cacheSource '
        'type="worksheet"><worksheetSource ref="A1:B3" sheet="План"/></cacheSource></pivotCacheDefinition>'
    ).encode()
    added = b'<Override PartName="/' + name.encode() + b'" ContentType="' + kind + b'"/></Types>'
    parts = replaced(parts, b"</Types>", added, "Types")
    made = parts_of(docgen.Template(packed(parts)).render({"дела": [1, 2, 3]}))[name]
    assert b'ref="A1:B4"' in made
    assert b'refreshOnLoad="1"' in made


@pytest.mark.parametrize("number", [0, 2])
def test_what_stands_at_empty_rows_behind_a_loop_goes_with_the_rows_below(number: int) -> None:
    def apart(sheet: Any) -> None:
        sheet["A8"] = "Конец"
        sheet["A7"].comment = Comment("у пустой строки", "А")

    made = docgen.Template(books.template(books.LOOP[:4], apart)).render({"дела": ["А"] * number})
    assert re.findall(rb'<comment [^>]*?ref="(\w+)"', parts_of(made)["xl/comments/comment1.xml"]) == [
        b"A%d" % (4 + number)
    ]
    assert books.cells(load_workbook(io.BytesIO(made)))[-1][0] == "Конец"
