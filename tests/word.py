"""Templates written in a notation of the tests, and what a reader sees in a Word file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

Content = str | Sequence[Sequence[str]]


def template(*content: Content, header: str = "") -> bytes:
    """Return a template: texts are paragraphs (`¦` divides runs), lists of lists are tables (`¶` divides paragraphs)."""
    document = Document()
    for item in content:
        if isinstance(item, str):
            paragraph = document.add_paragraph()
            for at, run in enumerate(item.split("¦")):
                paragraph.add_run(run).bold = at % 2 == 1
        else:
            table = document.add_table(len(item), max(map(len, item)))
            for row, texts in zip(table.rows, item, strict=True):
                for cell, text in zip(row.cells, texts, strict=False):
                    cell.text, *more = text.split("¶")
                    for words in more:
                        cell.add_paragraph(words)
                for surplus in row._tr.tc_lst[len(texts) :]:
                    row._tr.remove(surplus)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the tree of a part of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def shown(data: bytes, name: str = "word/document.xml") -> list[str]:
    """Return what a reader sees: a line a paragraph, cells between bars with their spans and merges."""
    return list(_lines(part(data, name)))


def _lines(element: etree._Element) -> Any:
    for child in element:
        if child.tag == qn("w:p"):
            yield _words(child)
        elif child.tag == qn("w:tr"):
            yield "row"
            yield from _lines(child)
        elif child.tag == qn("w:tc"):
            marks = [
                f"{mark}={found.get(qn(attribute)) or ''}"
                for mark, attribute in (("w:gridSpan", "w:val"), ("w:vMerge", "w:val"), ("w:shd", "w:fill"))
                if (found := child.find(f"{qn('w:tcPr')}/{qn(mark)}")) is not None
            ]
            yield " ".join(["cell", *marks])
            yield from _lines(child)
        else:
            yield from _lines(child)


def _words(paragraph: etree._Element) -> str:
    text = ""
    for element in paragraph.iter():
        if element.tag == qn("w:t"):
            text += element.text or ""
        elif element.tag == qn("w:br"):
            text += "⏎" if element.get(qn("w:type")) is None else "⇲"
        elif element.tag == qn("w:tab") and element.getparent().tag == qn("w:r"):
            text += "⇥"
        elif element.tag == qn("w:drawing"):
            text += "🖼"
    return text
