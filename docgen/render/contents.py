"""The table of contents: fields that Word keeps alive, with the page numbers that LibreOffice finds.

A template says where the contents stand and how a line looks. Here the headings are put under bookmarks, the lines
are made of them, and fields and links are put around the lines. Where there are appendices, two TOC fields stand one
after the other: the headings of the paper itself, which lie under one bookmark, and the titles of the appendices,
which are TC fields (ISO/IEC 29500-1, 17.16.5.68 and 17.16.5.67).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree
from markupsafe import escape

from docgen.engine.wml import parse, w
from docgen.model.document import Document
from docgen.model.text import Run, Text
from docgen.regex import regex
from docgen.render.inline import bookmarked, live
from docgen.value import Value, replace

PLACE = "\ue0fb"
DEPTH = 2
_PREFIX = "_Toc_docgen_"
_OWN = f"{_PREFIX}text"
_LEVEL = regex(rf"heading ([1-{DEPTH}])", re.IGNORECASE)
_STYLED = regex(r'<w:p(?: [^>]*)?><w:pPr><w:pStyle w:val="([^"]+)"/>.*?</w:pPr>', re.DOTALL)
_PARAGRAPH = regex(r"(<w:p(?: [^>]*)?>(?:<w:pPr>.*?</w:pPr>)?)(.*?)</w:p>", re.DOTALL)
_HEAD = regex(r"\A\s*<w:p(?: [^>]*)?>(?:<w:pPr>.*?</w:pPr>)?", re.DOTALL)
_HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


class Entry(Value):
    """A line of the contents: its level, its words, its page as the page itself is numbered, its bookmark."""

    level: int
    text: Text
    page: str
    bookmark: str


@dataclass
class Contents:
    """The contents of one file in the making; ``numbers``: the ids that the bookmarks of the file get."""

    numbers: Iterator[int]
    _count: int = 0
    _appendices: list[Entry] = field(default_factory=list)
    _restarted: set[str] = field(default_factory=set)
    _first: str = ""

    def marked(self, xml: str, levels: Mapping[str, int], *, anew: bool) -> str:
        """Put the headings behind the place of the contents under bookmarks.

        Args:
            xml: the body of the paper that has the contents.
            levels: the styles of headings: id -> level from 1.
            anew: whether the pages of the paper are numbered from 1 inside the file.
        """
        before, place, after = xml.partition(PLACE)
        if anew:
            self._first = self._name()
            before = _behind_head(before, self._bookmark(self._first))

        def mark(match: re.Match[str]) -> str:
            return match[0] + self._bookmark(self._name()) if match[1] in levels else match[0]

        after = _STYLED.sub(mark, after)
        if self._appendices:
            text, cut, rest = after.partition("\ue0fd")
            after = bookmarked(text, _OWN, next(self.numbers)) + cut + rest
        return before + place + after

    def appendix(self, xml: str, document: Document, *, anew: bool) -> str:
        """Put the beginning of an appendix under a bookmark, with the hidden field that names it in the contents."""
        caption = str(document.mark.caption) if document.mark else ""
        words = ". ".join(filter(None, (caption, " ".join(str(document.title or document.noun).split()))))
        entry = Entry(1, Text.of(words), "", self._name())
        self._appendices.append(entry)
        if anew:
            self._restarted.add(entry.bookmark)
        quoted = words.replace("\\", "").replace('"', "'")
        code = (
            f'<w:r>{_HIDDEN}<w:instrText xml:space="preserve"> TC "{escape(quoted)}" \\f a \\l 1 </w:instrText></w:r>'
        )
        begin, end = (f'<w:r>{_HIDDEN}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
        return _behind_head(xml, self._bookmark(entry.bookmark) + begin + code + end)

    def entries(self, data: bytes, document: bytes, levels: Mapping[str, int]) -> list[Entry]:
        """Return the lines of a file made without them: the marked headings with their numbers, the appendices.

        Args:
            data: the file.
            document: its main part.
            levels: the styles of headings.
        """
        from docgen.paper import Paragraph, read  # loaded by papers with contents only

        names = [_name_of(p) for p in parse(document, "document.xml").iter(w("p")) if _style(p) in levels]
        headings = [p for section in read(data).sections for p in section.blocks
                    if isinstance(p, Paragraph) and _LEVEL.fullmatch(p.style)]  # fmt: skip
        found = []
        for name, heading in zip(names, headings, strict=True):
            match = _LEVEL.fullmatch(heading.style)
            if name and match:
                words = " ".join(f"{heading.number} {heading.text}".split())
                found.append(Entry(int(match[1]), Text((Run(words),), verbatim=True), "", name))
        return found + self._appendices

    def bookmarks(self, entries: Sequence[Entry]) -> list[str]:
        """Return the bookmarks whose pages `paged` wants to know."""
        return [*filter(None, [self._first]), *(entry.bookmark for entry in entries)]

    def paged(self, entries: Sequence[Entry], pages: Mapping[str, int]) -> list[Entry]:
        """Return the lines with the numbers of their pages; ``pages``: bookmark -> page of the file, from 1."""
        shift = pages.get(self._first, 1) - 1
        shown = []
        for entry in entries:
            page = pages.get(entry.bookmark)
            number = "1" if entry.bookmark in self._restarted else "" if page is None else str(page - shift)
            shown.append(replace(entry, page=number))
        return shown

    def printed(self, entries: Sequence[Entry], lines: Callable[[Sequence[Entry]], str]) -> str:
        """Return the paragraphs of the contents: lines printed by the template, linked, inside TOC fields."""
        own = [entry for entry in entries if entry not in self._unpaged(entries)]
        others = self._unpaged(entries)
        scope = rf" \b {_OWN}" if others else ""
        xml = _field(rf'TOC \o "1-{DEPTH}" \h \z{scope}', own, lines)
        return xml + _field(r"TOC \f a \h \z", others, lines)

    def _unpaged(self, entries: Sequence[Entry]) -> list[Entry]:
        names = {entry.bookmark for entry in self._appendices}
        return [entry for entry in entries if entry.bookmark in names]

    def _bookmark(self, name: str) -> str:
        return bookmarked("", name, next(self.numbers))

    def _name(self) -> str:
        self._count += 1
        return f"{_PREFIX}{self._count}"


def levels(styles: Mapping[str, etree._Element]) -> dict[str, int]:
    """Return the styles of the headings that contents show: id -> level."""
    found = {}
    for key, style in styles.items():
        name = style.find(w("name"))
        match = _LEVEL.fullmatch(name.get(w("val"), "")) if name is not None else None
        if match:
            found[key] = int(match[1])
    return found


def _field(code: str, entries: Sequence[Entry], lines: Callable[[Sequence[Entry]], str]) -> str:
    """Put a TOC field around lines; without pages it asks Word to fill it when the file is opened."""
    if not entries:
        return ""
    dirty = "" if all(entry.page for entry in entries) else ' w:dirty="true"'
    opening = (
        f'<w:r><w:fldChar w:fldCharType="begin"{dirty}/></w:r><w:r><w:instrText xml:space="preserve"> {code} '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    closing = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    rest = list(entries)

    def link(match: re.Match[str]) -> str:
        entry = rest.pop(0)
        first, last = len(rest) == len(entries) - 1, not rest
        page = live(rf"PAGEREF {entry.bookmark} \h", entry.page)
        inside = match[2].replace(PLACE, f"</w:t></w:r>{page}<w:r><w:t>")
        inside = f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{inside}</w:hyperlink>'
        return f"{match[1]}{opening if first else ''}{inside}{closing if last else ''}</w:p>"

    return _PARAGRAPH.sub(link, lines(entries))


def _behind_head(xml: str, inside: str) -> str:
    """Put XML at the beginning of the first paragraph, or into one made for it."""
    if _HEAD.match(xml):
        return _HEAD.sub(lambda match: match[0] + inside, xml, count=1)
    return f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr>{inside}</w:p>{xml}'


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else style.get(w("val"), "")


def _name_of(paragraph: etree._Element) -> str:
    names = (start.get(w("name"), "") for start in paragraph.iter(w("bookmarkStart")))
    return next((name for name in names if name.startswith(_PREFIX)), "")
