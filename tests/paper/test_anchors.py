"""What a paper carries to be found again: ids, bookmarks, content controls, tracked changes, pictures."""

from __future__ import annotations

from docgen import paper
from docgen.paper import Paragraph, Table
from tests.paper.conftest import docx, p

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def first(body: str) -> Paragraph:
    block = paper.read(docx(body)).sections[0].blocks[0]
    while isinstance(block, Table):
        block = block.rows[0].cells[0].blocks[0]
    return block


def control(content: str, marks: str) -> str:
    return f"<w:sdt><w:sdtPr>{marks}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_a_paragraph_keeps_its_id() -> None:
    assert first(f'<w:p {W14} w14:paraId="1A2B3C4D"><w:r><w:t>а</w:t></w:r></w:p>').key == "1A2B3C4D"
    assert first(p("а")).key == ""


def test_bookmarks_in_a_paragraph_and_right_before_it() -> None:
    mark = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
    body = mark.format(1, "до") + f"<w:p>{mark.format(2, 'в')}<w:r><w:t>а</w:t></w:r></w:p>"
    assert first(body).bookmarks == ("до", "в")


def test_controls_in_a_paragraph_and_around_it() -> None:
    inner = control(
        "<w:r><w:t>май</w:t></w:r>", '<w:alias w:val="Срок"/><w:tag w:val="срок"/><w:id w:val="7"/><w:date/>'
    )
    outer = control(f"<w:p>{inner}</w:p>{p('июнь')}", '<w:tag w:val="всё"/><w:showingPlcHdr/>')
    around, held = first(outer).controls
    assert (around.tag, around.kind, around.prompt, around.text) == ("всё", "richText", True, "май\nиюнь")
    assert (held.tag, held.number, held.title, held.kind, held.prompt, held.text) == (
        "срок", "7", "Срок", "date", False, "май",
    )  # fmt: skip


def test_controls_around_cells_and_rows() -> None:
    cell = control(f"<w:tc>{p('а')}</w:tc>", '<w:tag w:val="ячейка"/>')
    row = control(f"<w:tr>{cell}</w:tr>", '<w:tag w:val="строка"/>')
    body = f"<w:tbl>{row}</w:tbl>"
    assert [one.tag for one in first(body).controls] == ["строка", "ячейка"]


def test_tracked_changes_in_the_order_of_the_text() -> None:
    body = (
        '<w:p><w:ins w:author="Жук" w:date="2026-09-01T10:00:00Z"><w:r><w:t>новое</w:t></w:r></w:ins>'
        '<w:del w:author="Жук"><w:r><w:delText>старое</w:delText></w:r></w:del></w:p>'
    )
    found = first(body).revisions
    assert [(one.kind, one.author, one.text) for one in found] == [
        ("inserted", "Жук", "новое"), ("deleted", "Жук", "старое"),
    ]  # fmt: skip
    assert found[0].date == "2026-09-01T10:00:00Z"


def test_blanks_of_our_own_can_be_found_by_their_tags(blank: paper.Paper) -> None:
    tags = [
        control.tag
        for section in blank.sections for block in section.blocks if isinstance(block, Table)
        for row in block.rows for cell in row.cells for inside in cell.blocks if isinstance(inside, Paragraph)
        for control in inside.controls
    ]  # fmt: skip
    assert "мероприятия/1.1/1/срок" in tags
    assert len(tags) == len(set(tags))
