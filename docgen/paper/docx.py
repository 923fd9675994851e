"""Reads a DOCX into the structure of a paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from docgen.errors import UsageError
from docgen.paper.numbering import Lists, read_lists
from docgen.paper.structure import Cell, Paper, Paragraph, Row, Section, Table
from docgen.paper.wml import MC, R, is_on, parse, value, w

MAX_UNPACKED = 300 * 1024 * 1024
_MM = 25.4 / 1440
_SILENT = {w(name) for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText")} | {f"{{{MC}}}Fallback"}
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): ""}
_PAGE = "{PAGE}"


def read(file: Path | bytes) -> Paper:
    """Read a paper from a file or from its bytes.

    Raises:
        UsageError: there is no such file, or it is not a DOCX.
    """
    name = file.name if isinstance(file, Path) else "документ"
    if isinstance(file, Path) and not file.is_file():
        raise UsageError(f"нет файла {file}")
    data = file.read_bytes() if isinstance(file, Path) else file
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise UsageError(f"{name}: файл слишком велик в распакованном виде")
            parts = {
                entry.filename: archive.read(entry)
                for entry in archive.infolist()
                if entry.filename.endswith((".xml", ".rels"))
            }
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UsageError(f"{name}: это не файл DOCX или он повреждён") from error
    if "word/document.xml" not in parts:
        raise UsageError(f"{name}: это не документ Word")
    return Paper(tuple(_Reader(parts, name).sections()))


class _Reader:
    def __init__(self, parts: Mapping[str, bytes], name: str) -> None:
        self._parts, self._name = parts, name
        styles = self._part("word/styles.xml")
        found = [] if styles is None else styles.iter(w("style"))
        self._styles: dict[str, etree._Element] = {style.get(w("styleId"), ""): style for style in found}
        self._lists: Lists = read_lists(self._part("word/numbering.xml"), self._styles)
        relations = self._part("word/_rels/document.xml.rels")
        self._targets = {} if relations is None else {e.get("Id"): e.get("Target", "") for e in relations}

    def _part(self, name: str) -> etree._Element | None:
        return parse(self._parts[name], self._name) if name in self._parts else None

    def sections(self) -> Iterator[Section]:
        root = self._part("word/document.xml")
        body = root.find(w("body")) if root is not None else None
        blocks: list[Paragraph | Table] = []
        last = None
        for element in _content(body if body is not None else ()):
            if element.tag == w("sectPr"):
                last = element
                continue
            blocks += self._blocks(element)
            section = element.find(f"{w('pPr')}/{w('sectPr')}")
            if section is not None:
                if blocks and isinstance(blocks[-1], Paragraph) and not blocks[-1].text and not blocks[-1].number:
                    blocks.pop()
                yield self._section(section, tuple(blocks))
                blocks = []
        if last is None:
            last = etree.Element(w("sectPr"))
        yield self._section(last, tuple(blocks))

    def _section(self, element: etree._Element, blocks: tuple[Paragraph | Table, ...]) -> Section:
        size, margins, numbers = (element.find(w(name)) for name in ("pgSz", "pgMar", "pgNumType"))
        page = [_mm(size, name) for name in ("w", "h")]
        edges = tuple(_mm(margins, name) for name in ("left", "right", "top", "bottom"))
        start = None if numbers is None or numbers.get(w("start")) is None else int(numbers.get(w("start"), "1"))
        return Section(page[0], page[1], edges, is_on(element, "titlePg"), start, self._header(element), blocks)  # type: ignore[arg-type]

    def _header(self, section: etree._Element) -> str:
        for reference in section.findall(w("headerReference")):
            if reference.get(w("type")) == "default":
                root = self._part(f"word/{self._targets.get(reference.get(f'{{{R}}}id'), '')}")
                if root is not None:
                    return "\n".join(_header_text(p) for p in root.iter(w("p")))
        return ""

    def _blocks(self, element: etree._Element) -> Iterator[Paragraph | Table]:
        if element.tag == w("p"):
            yield self._paragraph(element)
            for box in element.iter(w("txbxContent")):
                if not any(a.tag == f"{{{MC}}}Fallback" for a in box.iterancestors()):
                    for inner in _content(box):
                        yield from self._blocks(inner)
        elif element.tag == w("tbl"):
            yield Table(tuple(self._row(row) for row in _content(element) if row.tag == w("tr")))

    def _row(self, row: etree._Element) -> Row:
        marks = row.find(w("trPr"))
        cells = tuple(self._cell(cell) for cell in _content(row) if cell.tag == w("tc"))
        return Row(cells, is_on(marks, "tblHeader"), is_on(marks, "cantSplit"))

    def _cell(self, cell: etree._Element) -> Cell:
        marks = cell.find(w("tcPr"))
        blocks = tuple(block for element in _content(cell) for block in self._blocks(element))
        span = 1 if marks is None else int(value(marks, "gridSpan") or 1)
        merge = None if marks is None else marks.find(w("vMerge"))
        return Cell(blocks, span, merge is not None and merge.get(w("val"), "continue") == "continue")

    def _paragraph(self, element: etree._Element) -> Paragraph:
        marks = element.find(w("pPr"))
        style = value(marks, "pStyle") if marks is not None else ""
        number, depth = self._lists.styles.get(style, ("", 0))
        own = None if marks is None else marks.find(w("numPr"))
        if own is not None:
            number = value(own, "numId") or number
            depth = int(value(own, "ilvl") or depth)
        shown = self._lists.number(number, depth) if number and number != "0" else ""
        name = value(self._styles[style], "name") if style in self._styles else ""
        align = self._inherited(marks, style, "jc")
        outline = self._inherited(marks, style, "outlineLvl")
        return Paragraph(_text(element), shown, name, int(outline) if outline else None, align or "left")

    def _inherited(self, marks: etree._Element | None, style: str, name: str) -> str:
        """Return a property of a paragraph, its own or that of its style or the styles below it."""
        found = value(marks, name) if marks is not None else ""
        for _ in range(len(self._styles)):
            if found or style not in self._styles:
                break
            below = self._styles[style].find(w("pPr"))
            found = value(below, name) if below is not None else ""
            style = value(self._styles[style], "basedOn")
        return found


def _content(parent: etree._Element | tuple[()]) -> Iterator[etree._Element]:
    """Yield children with content controls, insertions and custom XML opened."""
    for child in parent:
        if child.tag in (w("sdt"), w("ins"), w("moveTo"), w("customXml"), w("smartTag"), w("sdtContent")):
            yield from _content(child)
        elif isinstance(child.tag, str):
            yield child


def _text(element: etree._Element) -> str:
    parts: list[str] = []
    for child in element:
        if child.tag in _SILENT or not isinstance(child.tag, str) or child.tag == w("txbxContent"):
            continue
        if child.tag == w("t"):
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        else:
            parts.append(_text(child))
    return "".join(parts)


def _header_text(paragraph: etree._Element) -> str:
    """Return the text of a header's paragraph with the field of the page number named."""
    codes = [e.text or "" for e in paragraph.iter(w("instrText"))]
    codes += [e.get(w("instr"), "") for e in paragraph.iter(w("fldSimple"))]
    return _PAGE if any("PAGE" in code for code in codes) else _text(paragraph)


def _mm(element: etree._Element | None, name: str) -> int:
    return 0 if element is None else round(int(float(element.get(w(name), "0"))) * _MM)
