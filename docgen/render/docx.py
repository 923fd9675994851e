"""DOCX: a document through its template; nested papers become sections of the same file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from docgen.engine.archive import unpack
from docgen.engine.wml import NAMESPACES
from docgen.model.blocks import Items
from docgen.model.diagram import Diagram
from docgen.model.document import Document
from docgen.model.grid import Grid
from docgen.model.measure import MeasureTable
from docgen.model.table import Table
from docgen.render import contents, pdf
from docgen.render.adoption import Adoption
from docgen.render.assembly import Assembly
from docgen.render.blanks import Blanks
from docgen.render.contents import Entry
from docgen.render.house import House
from docgen.render.inline import Inline
from docgen.render.library import Library
from docgen.render.program import Program
from docgen.render.relations import carried
from docgen.render.sections import SECTION, Segment, closed, numbered_from_one, section_program, with_next
from docgen.render.template import Template
from docgen.render.values import Columns, printable, tag, values, visible
from docgen.vocabulary import TERMS

_APPENDICES = tag(TERMS["appendices"])
_KEPT = "\ue0fc"
_CONTENTS = Markup(contents.PLACE)  # `{{p место_оглавления }}`  # noqa: S704
KEEP = Markup(_KEPT)  # `{{p неразрывно }}` in a template  # noqa: S704
_BREAK = re.compile("\ue0fd(\\d+)\ue0fd")
_SECTIONS = re.compile(r"(<w:sectPr(?: [^>]*)?>)(.*?</w:sectPr>)", re.DOTALL)
_REFERENCE = re.compile(r'<w:(header|footer)Reference w:type="(\w+)"')
_EMPTY = {
    kind: f'<w:{name} xmlns:w="{NAMESPACES["w"]}"><w:p/></w:{name}>'
    for kind, name in (("header", "hdr"), ("footer", "ftr"))
}
_TITLE_PAGE = "<w:titlePg/>"


def render(document: Document, library: Library, *, split: bool = False) -> bytes:
    """Return the document as a DOCX file: the same document and templates give the same bytes.

    Args:
        document: a linked document.
        library: the templates.
        split: leave the appendices out; references to them are plain text then.

    Raises:
        TemplateError: a template cannot be compiled or filled.
    """
    return _File(document, library, split=split).made()


class _File:
    """One file: its assembly and the sections found while the body is made."""

    def __init__(self, document: Document, library: Library, *, split: bool) -> None:
        self._document, self._library, self._split = document, library, split
        self._host = library.template(document.key(), House.of(document.style))
        self._assembly = Assembly(self._host)
        self._sections: list[list[Segment]] = []
        self._blanks = Blanks(document.addressee)
        self._contents = contents.Contents()

    def made(self) -> bytes:
        """Return the file."""
        segments = self._segments(self._document, self._host, None, starts=True)
        *front, last = segments
        body = self._own_headers("".join(closed(segment) for segment in front) + last.xml + last.section)
        core = None
        if self._host.compiled.properties:
            core = self._run(self._host.compiled.properties, self._document, self._host, None, apart=True)
        whole = f"{self._host.compiled.opening}{body}</w:body></w:document>"
        if contents.PLACE not in whole:
            return self._assembly.finished(whole, core)
        return self._with_contents(whole, core)

    def _with_contents(self, whole: str, core: str | None) -> bytes:
        """Fill the place of the contents: the file is made without them, then with their lines, then with pages."""

        def made(entries: Sequence[Entry]) -> bytes:
            xml = self._contents.printed(entries, self._lines) if entries else ""
            return self._assembly.finished(whole.replace(contents.PLACE, xml), core)

        bare = made(())
        main = unpack(bare, self._host.name)["word/document.xml"]
        entries = self._contents.entries(bare, main, contents.levels(self._host.styles))
        lined = made(entries)
        pages = pdf.places(lined, self._contents.bookmarks(entries)) if entries and pdf.available() else {}
        return made(self._contents.paged(entries, pages)) if pages else lined

    def _lines(self, entries: Sequence[Entry]) -> str:
        """Return the lines of the contents as the template prints them; the page is left to its field."""
        fragment, guest = self._library.fragment("contents", self._host.house, self._host)
        self._assembly.adopt(guest)
        lines = [{"уровень": entry.level, "текст": entry.text, "страница": _CONTENTS} for entry in entries]
        values = {"строки_оглавления": lines}
        xml = self._filled(fragment.compiled.body, values, self._document, self._host, guest, self._host.text_width)
        return guest.restyled(xml)

    def _own_headers(self, body: str) -> str:
        """Give every section an empty header or footer of every sort it lacks: Word would repeat its neighbour's."""
        used = set(_REFERENCE.findall(body))

        def complete(match: re.Match[str]) -> str:
            missing = sorted(used - set(_REFERENCE.findall(match[0])))
            references = "".join(
                f'<w:{kind}Reference w:type="{sort}" r:id="{self._assembly.header(_EMPTY[kind], kind, {})}"/>'
                for kind, sort in missing
            )
            return match[1] + references + match[2]

        return _SECTIONS.sub(complete, body)

    def _segments(
        self, document: Document, template: Template, guest: Adoption | None, *, starts: bool
    ) -> list[Segment]:
        """Return the body of a document, cut where papers inside it have sections of their own.

        Appendices are never lost: if the template does not place them, they stand at its end.
        """
        xml = self._run(template.compiled.body, document, template, guest)
        if not self._split and _APPENDICES not in template.compiled.body.names:
            xml += "".join(self._nested(appendix, document) for appendix in document.appendices)
        if contents.PLACE in xml:
            anew = document.mark is not None and document.style.page_numbers == "с единицы"
            xml = self._contents.marked(xml, contents.levels(template.styles), anew=anew)
        if guest:
            xml = guest.restyled(xml)
        *before, xml = xml.split(_KEPT)
        xml = "".join(map(with_next, before)) + xml
        if starts and SECTION in xml:  # the template begins with a section of its own: a title page
            xml, starts = self._numbered_anew(document, xml), False
        pieces = _BREAK.split(xml)
        found: list[Segment] = []
        for index, piece in enumerate(pieces):
            if index % 2:
                found += self._sections[int(piece)]
            elif piece.strip() or len(pieces) == 1:
                first = starts and not found
                found.append(Segment(piece, self._section(document, template, guest, first=first)))
        return found

    def _run(
        self, program: Program, document: Document, template: Template, guest: Adoption | None, *, apart: bool = False
    ) -> str:
        own = values(document, program.names)
        if self._split:
            own[_APPENDICES] = ()
        return self._filled(program, own, document, template, guest, template.text_width, apart=apart)

    def _filled(self, program: Program, values: Mapping[str, object], document: Document, template: Template,
                guest: Adoption | None, width: int, *, apart: bool = False) -> str:  # fmt: skip
        """Fill a program; ``apart``: it is a header or the properties, with relations of their own."""
        inline = Inline(
            program.run_properties, style=document.style, fields=not self._split, blanks=self._blanks,
            assembly=None if apart else self._assembly,
        )  # fmt: skip
        columns = Columns(width)
        tools: Mapping[str, Callable[..., Any]] = {
            "_put": inline.put,
            "_plain": inline.plain,
            "_block": partial(self._block, document=document, template=template, width=width, apart=apart),
            "_number": partial(self._new_list, guest=guest),
            "_grid": columns.grid,
            "_width": columns.cell,
            "_header": partial(self._header, document=document, template=template, guest=guest),
        }
        return program.run({**values, "неразрывно": KEEP, "место_оглавления": _CONTENTS}, tools)

    def _new_list(self, number: int, items: object = None, *, guest: Adoption | None) -> int:
        start = items.start if isinstance(items, Items) else 1
        return self._assembly.new_list(str(number), start, guest)

    def _block(self, value: object, in_cell: int, *, document: Document, template: Template, width: int,
               apart: bool) -> Markup:  # fmt: skip
        """Return what `{{p value }}` prints: prose and tables through the shared fragments, papers as they are."""
        if value is None:
            return Markup("")
        if value is KEEP or value is _CONTENTS:
            return Markup(value)  # noqa: S704
        if isinstance(value, Document):
            return self._nested(value, document)
        own: dict[str, object]
        if isinstance(value, Diagram):
            from docgen.render.drawing import drawn  # few papers have diagrams

            name, own = "figure", {"изображение": drawn(value)}
        elif isinstance(value, Table | MeasureTable | Grid):
            name, own = "table", {"таблица": value if isinstance(value, Grid) else value.grid}
        else:
            name, own = ("cell" if in_cell else "prose"), {"проза": tuple(visible(printable(value)))}
        fragment, guest = self._library.fragment(name, template.house, self._host)
        self._assembly.adopt(guest)
        xml = self._filled(fragment.compiled.body, own, document, template, guest, width, apart=apart)
        return Markup(guest.restyled(xml))  # noqa: S704 - made by templates of escaped own

    def _nested(self, document: Document, parent: Document) -> Markup:
        """Return a paper inside a paper: in place if its page is the same, else a section of its own."""
        template, guest = self._library.guest(document.key(), House.of(document.style), self._host)
        self._assembly.adopt(guest)
        appendix = document.mark is not None
        segments = self._segments(document, template, guest, starts=appendix)
        if appendix and getattr(parent, "contents", False) and segments:
            anew = document.style.page_numbers == "с единицы"
            marked = self._contents.appendix(segments[0].xml, document, anew=anew)
            segments[0] = Segment(marked, segments[0].section)
        outer = self._library.template(parent.key(), House.of(parent.style))
        if not appendix and len(segments) == 1 and template.compiled.page == outer.compiled.page:
            return Markup(segments[0].xml)  # noqa: S704
        self._sections.append(segments)
        return Markup(f"\ue0fd{len(self._sections) - 1}\ue0fd")  # noqa: S704

    def _section(self, document: Document, template: Template, guest: Adoption | None, *, first: bool) -> str:
        """Return the section's properties; only the first section of a paper hides the number of its first page."""
        tools = {"_header": partial(self._header, document=document, template=template, guest=guest)}
        section = section_program(template.compiled.section, tools)
        if not first:
            return section.replace(_TITLE_PAGE, "")
        return self._numbered_anew(document, section)

    def _numbered_anew(self, document: Document, xml: str) -> str:
        """Begin the numbers of pages of an appendix with 1 in the first section of the XML, if the house wants it."""
        anew = document.mark is not None and document.style.page_numbers == "с единицы"
        return numbered_from_one(xml) if anew else xml

    def _header(self, key: str, *, document: Document, template: Template, guest: Adoption | None) -> str:
        kind, target = template.relations[key]
        own = carried(template.parts, f"word/{target}", f"{document.key()}_{key}")
        xml = self._run(template.compiled.headers[key], document, template, guest, apart=True)
        return self._assembly.header(xml, kind.rpartition("/")[2], own)
