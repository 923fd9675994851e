"""HTML of finished papers: every word, number and cell of the paper, headings and tables for a screen reader."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from docgen import paper, pipeline
from docgen.paper import Paragraph, Table
from docgen.render.html import html
from tests.conftest import ROOT
from tests.paper.conftest import docx, p

PAPERS = ["zeya/order", "lenobl/plan_blank", "lenobl/regulation", "kazachinsko-lensky/work_plan", "new/minutes"]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> _Words:
    words = _Words()
    words.feed(page.partition("<body>")[2])
    return words


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def printed(blocks: tuple[Paragraph | Table, ...]) -> str:
    found = ""
    for block in blocks:
        if isinstance(block, Table):
            found += "".join(printed(cell.blocks) for row in block.rows for cell in row.cells if not cell.continues)
        else:
            found += block.number + block.text
    return squeezed(found)


@pytest.mark.parametrize("sample", PAPERS)
def test_no_word_of_a_paper_is_lost_or_moved(sample: str) -> None:
    document = pipeline.load(ROOT / "samples" / f"{sample}.yaml").document
    assert document is not None
    finished = paper.read(next(iter(pipeline.render(document, pipeline.default_library(), "x"))).data)
    page = squeezed(read(html(finished)).text)
    for section in finished.sections:
        text = printed(section.blocks)
        assert text in page or not text


def test_a_page_is_made_for_a_screen_reader() -> None:
    head = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    table = (
        '<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{p('Школа')}</w:tc><w:tc>{p('Срок')}</w:tc></w:tr>"
        f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("Лицей")}</w:tc><w:tc>{p("май")}</w:tc></w:tr>'
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('')}</w:tc><w:tc>{p('июнь')}</w:tc></w:tr></w:tbl>"
    )
    page = html(paper.read(docx(f"<w:p>{head}<w:r><w:t>Отчёт</w:t></w:r></w:p>{table}")))
    tags = read(page).tags
    assert [tag for tag, _ in tags if tag.startswith("h") and tag[1:].isdigit()] == ["h1"]
    assert [attrs.get("scope") for tag, attrs in tags if tag == "th"] == ["col", "col"]
    assert [attrs.get("rowspan") for tag, attrs in tags if tag == "td"] == ["2", None, None]
    assert 'lang="ru"' in page


def test_words_of_a_paper_are_never_markup() -> None:
    page = html(paper.read(docx(p("&lt;script&gt;alert(1)&lt;/script&gt; &amp;"))), title="<b>")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<title>&lt;b&gt;" in page
