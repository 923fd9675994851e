"""Reads a DOCX into the structure of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from docgen.errors import UsageError
from docgen.paper.anchors import anchors, paragraph_id
from docgen.paper.inline import LIVE, boxes, text_of
from docgen.paper.look import Looks
from docgen.paper.numbering import read_lists
from docgen.paper.package import Package, unpack
from docgen.paper.remains import page_count, read_remains
from docgen.paper.structure import Band, Cell, Paper, Paragraph, Row, Section, Table
from docgen.paper.styles import read_styles
from docgen.paper.wml import R, is_on, millimetres, seen, twips, value, w, whole

_OPENED = {w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_ALIGNMENTS = {"": "left", "start": "left", "end": "right"}
_BODY_TEXT = 9
_LINES = ("top", "left", "bottom", "right", "insideH", "insideV", "start", "end")


def read(file: Path | str | bytes) -> Paper:
    """Read a paper from a file or from its bytes.

    Raises:
        UsageError: there is no such file, or it is not a DOCX.
    """
    package = unpack(file)
    main = next((r.target for r in package.relations("").values() if r.kind == "officeDocument"), "word/document.xml")
    root = package.part(main)
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise UsageError(f"{package.name}: это не документ Word")
    try:
        reader = _Reader(package, main, body)
        return Paper(
            tuple(reader.sections(body)),
            hyphenated=is_on(package.related(main, "settings"), "autoHyphenation") and reader.may_hyphenate,
            pages=page_count(package),
            remains=read_remains(package, main, body),
        )
    except RecursionError as error:
        raise UsageError(f"{package.name}: таблицы вложены друг в друга слишком глубоко") from error


class _Reader:
    """Reads blocks in their order: numbers depend on what was counted before."""

    def __init__(self, package: Package, main: str, body: etree._Element) -> None:
        self._package = package
        self._styles = read_styles(package.related(main, "styles"))
        self._lists = read_lists(package.related(main, "numbering"), self._styles)
        self._looks = Looks(self._styles, self._lists, package.related(main, "theme"))
        self._relations = package.relations(main)
        self._bands: dict[tuple[str, str], Band] = {}
        # Word marks where its pages ended when it last laid the paper out; other programs may say nothing of pages.
        broken = any(mark.get(w("type")) == "page" for mark in body.iter(w("br")))  # then «one page» is stale
        one = page_count(package) == 1 and not broken
        laid_out = one or next(body.iter(w("lastRenderedPageBreak")), None) is not None
        self._page = 1 if laid_out else None

    @property
    def may_hyphenate(self) -> bool:
        """Whether usual paragraphs let their words be hyphenated: LibreOffice forbids it there, not in the settings."""
        return not self._styles.is_on(None, "suppressAutoHyphens")

    def sections(self, body: etree._Element) -> Iterator[Section]:
        blocks: list[Paragraph | Table] = []
        last = None
        for element in _content(body):
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
        yield self._section(etree.Element(w("sectPr")) if last is None else last, tuple(blocks))

    def _section(self, element: etree._Element, blocks: tuple[Paragraph | Table, ...]) -> Section:
        size, margins, numbers = (element.find(w(name)) for name in ("pgSz", "pgMar", "pgNumType"))
        left, right, top, bottom = (millimetres(margins, name) for name in ("left", "right", "top", "bottom"))
        start = None if numbers is None else numbers.get(w("start"))
        self._bands |= {(band.edge, band.pages): band for band in self._own_bands(element)}
        header = self._bands.get(("header", "default"), Band("header", "default", ()))
        distance = None if margins is None or margins.get(w("header")) is None else millimetres(margins, "header")
        return Section(
            width=millimetres(size, "w"),
            height=millimetres(size, "h"),
            margins=(left, right, top, bottom),
            first_page_differs=is_on(element, "titlePg"),
            page_start=None if start is None else whole(start, 1),
            header="\n".join(paragraph.text for paragraph in header.paragraphs if paragraph.text),
            blocks=blocks,
            bands=tuple(self._bands.values()),
            header_distance=distance,
            start=value(element, "type") or "nextPage",
        )

    def _own_bands(self, section: etree._Element) -> Iterator[Band]:
        """Yield the headers and footers of a section; for want of its own it goes on with those of the one before."""
        for edge in ("header", "footer"):
            for reference in section.findall(w(f"{edge}Reference")):
                relation = self._relations.get(reference.get(f"{{{R}}}id", ""))
                root = None if relation is None else self._package.part(relation.target)
                if root is not None:
                    paragraphs = tuple(self._paragraph(p, LIVE) for p in _paragraphs(root))
                    yield Band(edge, reference.get(w("type"), "default"), paragraphs)

    def _blocks(self, element: etree._Element) -> Iterator[Paragraph | Table]:
        if element.tag == w("p"):
            yield self._paragraph(element)
            for box in boxes(element):
                for inner in _content(box):
                    yield from self._blocks(inner)
        elif element.tag == w("tbl"):
            rows = (
                row for row in _content(element) if row.tag == w("tr") and row.find(f"{w('trPr')}/{w('del')}") is None
            )
            yield Table(tuple(self._row(row) for row in rows), self._ruled(element), tuple(_widths(element)))

    def _ruled(self, table: etree._Element) -> bool:
        """Tell whether a table or its cells have lines."""
        marks = table.find(w("tblPr"))
        borders = None if marks is None else marks.find(w("tblBorders"))
        style = value(marks, "tblStyle")
        while borders is None and style in self._styles.tables:
            found = self._styles.tables[style]
            borders, style = found.find(f"{w('tblPr')}/{w('tblBorders')}"), value(found, "basedOn")
        cells = table.iterfind(f"{w('tr')}/{w('tc')}/{w('tcPr')}/{w('tcBorders')}")
        return any(value(edges, name) not in ("", "nil", "none") for edges in (borders, *cells) for name in _LINES)

    def _row(self, row: etree._Element) -> Row:
        marks = row.find(w("trPr"))
        cells = tuple(self._cell(cell) for cell in _content(row) if cell.tag == w("tc"))
        return Row(cells, is_on(marks, "tblHeader"), is_on(marks, "cantSplit"))

    def _cell(self, cell: etree._Element) -> Cell:
        marks = cell.find(w("tcPr"))
        blocks = tuple(block for element in _content(cell) for block in self._blocks(element))
        merge = None if marks is None else marks.find(w("vMerge"))
        continues = merge is not None and merge.get(w("val"), "continue") == "continue"
        return Cell(blocks, max(1, whole(value(marks, "gridSpan"), 1)), continues)

    def _paragraph(self, element: etree._Element, live: frozenset[str] = frozenset()) -> Paragraph:
        marks = element.find(w("pPr"))
        list_id, depth = self._lists.place(marks)
        # A paragraph whose mark is deleted has run into the next one: that one bears the number.
        gone = marks is not None and marks.find(f"{w('rPr')}/{w('del')}") is not None
        number, suffix = ("", "") if gone or not list_id else self._lists.number(list_id, depth)
        align = self._styles.value(marks, "jc")
        level = whole(self._styles.value(marks, "outlineLvl"), _BODY_TEXT)
        return Paragraph(
            text=text_of(element, live),
            number=number,
            style=self._styles.name(self._styles.of(marks)),
            level=level if 0 <= level < _BODY_TEXT else None,
            align=_ALIGNMENTS.get(align, align),
            suffix=suffix if number else "",
            from_new_page=self._styles.is_on(marks, "pageBreakBefore"),
            runs=tuple(self._looks.runs(element, marks)),
            layout=self._looks.layout(marks),
            page=None if live else self._turned(element),
            key=paragraph_id(element),
            **anchors(element)._asdict(),
        )

    def _turned(self, paragraph: etree._Element) -> int | None:
        """Turn the pages that end in a paragraph; return the page on which its text begins."""
        if self._page is None:
            return None
        start = self._page
        for element in paragraph.iter(w("lastRenderedPageBreak"), w("t")):
            if element.tag == w("t"):
                break
            start += 1
        self._page += sum(1 for _ in paragraph.iter(w("lastRenderedPageBreak")))
        return start


def _widths(table: etree._Element) -> Iterator[int]:
    for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"):
        yield twips(column, "w") or 0


def _content(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield children with content controls, insertions and custom XML opened."""
    for child in seen(parent):
        if child.tag in _OPENED:
            yield from _content(child)
        else:
            yield child


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield all paragraphs, those of tables and text boxes too."""
    for child in seen(parent):
        if child.tag == w("p"):
            yield child
        yield from _paragraphs(child)
