"""Sections, headers, headings and tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docgen import paper
from tests.paper.conftest import A4, docx, field, p

Lines = Callable[..., list[str]]
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:left="567" w:right="567" w:top="1701" w:bottom="567"/>'


def sect(content: str = A4) -> str:
    return f"<w:sectPr>{content}</w:sectPr>"


def cell(text: str, marks: str = "") -> str:
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def row(*cells: str, marks: str = "") -> str:
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_sections_are_announced_in_order() -> None:
    body = p("а") + p("", sect()) + p("б") + sect(LANDSCAPE + '<w:pgNumType w:start="1"/><w:titlePg/>')
    assert paper.outline(paper.read(docx(body))).splitlines() == [
        "--- раздел 1: книжная 210×297, поля 20/10/20/20 ---",
        "а",
        "--- раздел 2: альбомная 297×210, поля 10/10/30/10, первая страница без него, страницы с 1 ---",
        "б",
    ]


def test_the_facts_of_a_section() -> None:
    section = paper.read(docx(p("а") + sect(LANDSCAPE + '<w:pgNumType w:start="3"/>'))).sections[0]
    assert (section.width, section.height, section.landscape) == (297, 210, True)
    assert (section.margins, section.page_start, section.first_page_differs) == ((10, 10, 30, 10), 3, False)


def test_measures_may_name_their_units() -> None:
    size = '<w:pgSz w:w="21cm" w:h="297mm"/><w:pgMar w:left="72pt" w:right="0.5in" w:top="x" w:bottom="567.0"/>'
    section = paper.read(docx(sect(size))).sections[0]
    assert (section.width, section.height, section.margins) == (210, 297, (25, 13, 0, 10))


def test_a_last_paragraph_of_a_section_with_text_stays(lines: Lines) -> None:
    assert lines(p("а") + p("б", sect()) + p("в") + sect())[:2] == ["а", "б"]


def test_a_body_without_sections_is_one_section(lines: Lines) -> None:
    assert lines(p("а")) == ["а"]
    assert len(paper.read(docx("")).sections) == 1


HEADER = '<w:headerReference w:type="{}" r:id="{}"/>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (p(field("PAGE", "2")), "{PAGE}"),
        (p(field("PAGE")), "{PAGE}"),
        (p('<w:fldSimple w:instr="PAGE  \\* MERGEFORMAT"><w:r><w:t>2</w:t></w:r></w:fldSimple>'), "{PAGE}"),
        (
            p(f"<w:r><w:t>Лист </w:t></w:r>{field('PAGE', '2')}").replace("<w:t>", '<w:t xml:space="preserve">'),
            "Лист {PAGE}",
        ),
        (p(field("PAGE", "2")) + p("") + p("Приложение"), "{PAGE}\nПриложение"),
        (p(field("NUMPAGES", "9")), "{NUMPAGES}"),
        (p(field("PAGEREF _Toc1", "9")), "9"),
        (f"<w:sdt><w:sdtContent>{p(field('PAGE', '2'))}</w:sdtContent></w:sdt>", "{PAGE}"),
        (table(row(cell("Школа"), cell(p(field("PAGE", "2"))))), "Школа\n{PAGE}"),
        (p(""), ""),
    ],
)
def test_headers(content: str, expected: str) -> None:
    data = docx(p("а") + sect(HEADER.format("default", "h1") + A4), headers={"h1": content})
    assert paper.read(data).sections[0].header == expected


def test_a_section_without_a_header_goes_on_with_the_one_before() -> None:
    references = [HEADER.format("default", "h1"), HEADER.format("first", "h2"), HEADER.format("default", "h3")]
    body = "".join(p("", sect(reference)) for reference in references[:2]) + sect(references[2])
    headers = {"h1": p("один"), "h2": p("первая"), "h3": p("")}
    assert [s.header for s in paper.read(docx(body, headers=headers)).sections] == ["один", "один", ""]


def test_a_header_that_is_not_there_is_none() -> None:
    assert paper.read(docx(sect(HEADER.format("default", "h9")))).sections[0].header == ""


STYLES = (
    '<w:docDefaults><w:pPrDefault><w:pPr><w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="a" w:default="1"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:pageBreakBefore/><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:pageBreakBefore w:val="0"/><w:outlineLvl w:val="1"/></w:pPr></w:style>'
)


def test_headings_and_what_paragraphs_have_from_styles() -> None:
    body = p("а") + p("б", '<w:pStyle w:val="1"/>') + p("в", '<w:pStyle w:val="2"/><w:jc w:val="end"/>')
    body += p("г", '<w:pStyle w:val="1"/><w:pageBreakBefore w:val="0"/><w:outlineLvl w:val="9"/>')
    read = paper.read(docx(body, styles=STYLES))
    found = [b for b in read.sections[0].blocks if isinstance(b, paper.Paragraph)]
    assert [(b.style, b.level, b.align, b.from_new_page) for b in found] == [
        ("Normal", None, "both", False),
        ("heading 1", 0, "center", True),
        ("heading 2", 1, "right", False),
        ("heading 1", None, "center", False),
    ]
    assert paper.outline(read).splitlines()[1:] == ["а", "# [новая страница] б", "## в", "г"]


def test_spaces_that_do_not_break_are_shown_when_asked() -> None:
    read = paper.read(docx(p("№\u00a01")))
    assert paper.outline(read).splitlines()[1] == "№\u00a01"
    assert paper.outline(read, show_spaces=True).splitlines()[1] == "№°1"


def test_a_table(lines: Lines) -> None:
    body = table(
        row(cell("Мероприятие"), cell("Срок"), marks="<w:tblHeader/><w:cantSplit/>"),
        row(cell("Раздел", '<w:gridSpan w:val="2"/>')),
        row(cell(p("а") + p("") + p("б"), '<w:vMerge w:val="restart"/>'), cell("май")),
        row(cell("", "<w:vMerge/>"), cell("июнь")),
    )
    assert lines(body) == [
        "‖ Мероприятие ‖ Срок ‖",
        "| Раздел (на графы: 2) |",
        "| а / б | май |",
        "| ^ | июнь |",
    ]


def test_the_facts_of_a_table() -> None:
    head, usual = row(cell("а"), marks="<w:tblHeader/>"), row(cell("б"), marks='<w:cantSplit/><w:tblHeader w:val="0"/>')
    block = paper.read(docx(table(head, head, usual, head))).sections[0].blocks[0]
    assert isinstance(block, paper.Table)
    assert block.header_rows == 2
    assert [r.stays_whole for r in block.rows] == [False, False, True, False]


def test_text_in_a_merged_cell_is_not_lost(lines: Lines) -> None:
    assert lines(table(row(cell("скрыто", "<w:vMerge/>")))) == ["| ^ скрыто |"]


def test_rows_and_cells_in_content_controls(lines: Lines) -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    assert lines(table(control(row(control(cell("а")), cell(control(p("б"))))))) == ["| а | б |"]


def test_a_deleted_row_is_left_out(lines: Lines) -> None:
    assert lines(table(row(cell("а")), row(cell("б"), marks='<w:del w:id="1"/>'))) == ["| а |"]


def test_a_table_in_a_table_is_in_its_cell(lines: Lines) -> None:
    inner = table(row(cell("б"), cell("в")))
    assert lines(table(row(cell(p("а") + inner + p("г"))))) == ["| а / | б | в | / г |"]


@pytest.mark.parametrize("span", ["0", "-3", "много", "9999999999"])
def test_a_span_that_makes_no_sense_does_not_stop_the_reading(span: str) -> None:
    paper.read(docx(table(row(cell("а", f'<w:gridSpan w:val="{span}"/>')))))
