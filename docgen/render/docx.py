"""DOCX: a document through its template; nested papers become sections of the same file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import count

from docgen.engine.archive import unpack
from docgen.engine.budget import Budget
from docgen.engine.wml import NAMESPACES
from docgen.model.document import Document
from docgen.render import contents
from docgen.render.assembly import Assembly
from docgen.render.blanks import Blanks
from docgen.render.breaking import settled
from docgen.render.contents import Entry
from docgen.render.house import House
from docgen.render.library import Library
from docgen.render.scene import APPENDICES, CONTENTS, KEPT, File, Scene
from docgen.render.sections import SECTION, Segment, closed, numbered_from_one, section_program, with_next

_CUT = "\ue0fd"  # on both sides of the number of a section
_BREAK = re.compile(rf"{_CUT}(\d+){_CUT}")
_SECTIONS = re.compile(r"(<w:sectPr(?: [^>]*)?>)(.*?</w:sectPr>)", re.DOTALL)
_REFERENCES = [
    (kind, f'<w:{kind}Reference w:type="{sort}"')
    for kind in ("footer", "header") for sort in ("default", "even", "first")
]  # fmt: skip
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
    return _File(document, library).made(split=split)


class _File:
    """One file: its assembly and the sections found while the body is made.

    It holds no scene: scenes hold it, and texts in a circle would stay in memory until they are looked for.
    """

    def __init__(self, document: Document, library: Library) -> None:
        self._document, self._library = document, library
        self._host = library.template(document.key(), House.of(document.style))
        self._assembly = Assembly(self._host)
        self._numbers = count(1)
        self._sections: list[list[Segment]] = []
        self._contents = contents.Contents(self._numbers)

    def made(self, *, split: bool) -> bytes:
        """Return the file."""
        blanks = Blanks(self._document.addressee)
        file = File(self._library, self._assembly, blanks, self._numbers, split, self._nested, self._header, Budget())
        scene = Scene(file, self._document, self._host, None)
        *front, last = self._with_own_headers(self._segments(scene, starts=True))
        properties = self._host.compiled.properties
        core = scene.apart.run(properties) if properties else None
        pieces = [self._host.compiled.opening, *map(closed, front), last.xml, last.section, "</w:body></w:document>"]
        if not any(contents.PLACE in piece for piece in pieces):
            return self._assembly.finished(pieces, core)
        return self._with_contents("".join(pieces), core, scene)

    def _with_contents(self, whole: str, core: str | None, scene: Scene) -> bytes:
        """Fill the place of the contents: the file is made without them, then with their lines, then with pages."""
        from docgen.render import pdf  # few papers have contents

        def made(entries: Sequence[Entry]) -> bytes:
            xml = self._contents.printed(entries, partial(self._lines, scene=scene)) if entries else ""
            return self._assembly.finished([whole.replace(contents.PLACE, xml)], core)

        bare = made(())
        main = unpack(bare, self._host.name)["word/document.xml"]
        entries = self._contents.entries(bare, main, contents.levels(self._host.styles))
        lined = made(entries)
        pages = pdf.places(lined, self._contents.bookmarks(entries)) if entries and pdf.available() else {}
        return made(self._contents.paged(entries, pages)) if pages else lined

    def _lines(self, entries: Sequence[Entry], scene: Scene) -> str:
        """Return the lines of the contents as the template prints them; the page is left to its field."""
        lines = [{"уровень": entry.level, "текст": entry.text, "страница": CONTENTS} for entry in entries]
        return scene.fragment("contents", {"строки_оглавления": lines})

    def _with_own_headers(self, segments: Sequence[Segment]) -> Sequence[Segment]:
        """Give every section an empty header or footer of every sort it lacks: Word would repeat its neighbour's."""
        divided = [segment.xml for segment in segments if segment.divided]
        if len(segments) == 1 and not divided:
            return segments
        whole = "".join([*divided, *(segment.section for segment in segments)])
        used = [(kind, reference) for kind, reference in _REFERENCES if reference in whole]

        def complete(match: re.Match[str]) -> str:
            references = "".join(
                f'{reference} r:id="{self._assembly.header(_EMPTY[kind], kind, {})}"/>'
                for kind, reference in used
                if reference not in match[2]
            )
            return match[1] + references + match[2]

        return [
            Segment(_SECTIONS.sub(complete, xml) if inside else xml, _SECTIONS.sub(complete, section), inside)
            for xml, section, inside in segments
        ]

    def _segments(self, scene: Scene, *, starts: bool) -> list[Segment]:
        """Return the body of a document, cut where papers inside it have sections of their own.

        Appendices are never lost: if the template does not place them, they stand at its end.
        """
        document, body = scene.document, scene.template.compiled.body
        xml = scene.run(body)
        if not scene.file.split and APPENDICES not in body.names:
            xml += "".join(self._nested(appendix, scene) for appendix in document.appendices)
        if contents.PLACE in xml:
            anew = document.mark is not None and document.style.page_numbers == "с единицы"
            xml = self._contents.marked(xml, contents.levels(scene.template.styles), anew=anew)
        if scene.guest:
            xml = scene.guest.restyled(xml)
        xml = settled(xml)
        if KEPT in xml:
            *before, xml = xml.split(KEPT)
            xml = "".join(map(with_next, before)) + xml
        if starts and body.divided and SECTION in xml:  # the template begins with a section of its own: a title page
            xml, starts = self._numbered_anew(document, xml), False
        pieces = _BREAK.split(xml) if _CUT in xml else [xml]
        found: list[Segment] = []
        for index, piece in enumerate(pieces):
            if index % 2:
                found += self._sections[int(piece)]
            elif piece.strip() or len(pieces) == 1:
                first = starts and not found
                found.append(Segment(piece, self._section(scene, first=first), body.divided))
        return found

    def _nested(self, document: Document, outer: Scene) -> str:
        """Return a paper inside a paper: in place if its page is the same, else a section of its own."""
        template, guest = self._library.guest(document.key(), House.of(document.style), self._host)
        self._assembly.adopt(guest)
        appendix = document.mark is not None
        segments = self._segments(Scene(outer.file, document, template, guest), starts=appendix)
        if appendix and outer.document.has_contents and segments:
            anew = document.style.page_numbers == "с единицы"
            marked = self._contents.appendix(segments[0].xml, document, anew=anew)
            segments[0] = segments[0]._replace(xml=marked)
        same = len(segments) == 1 and not segments[0].divided and template.compiled.page == outer.template.compiled.page
        if same and not appendix:
            return segments[0].xml
        self._sections.append(segments)
        return f"{_CUT}{len(self._sections) - 1}{_CUT}"

    def _section(self, scene: Scene, *, first: bool) -> str:
        """Return the section's properties; only the first section of a paper hides the number of its first page."""
        section = section_program(scene.template.compiled.section, partial(self._header, scene=scene))
        if not first:
            return section.replace(_TITLE_PAGE, "")
        return self._numbered_anew(scene.document, section)

    def _numbered_anew(self, document: Document, xml: str) -> str:
        """Begin the numbers of pages of an appendix with 1 in the first section of the XML, if the house wants it."""
        anew = document.mark is not None and document.style.page_numbers == "с единицы"
        return numbered_from_one(xml) if anew else xml

    def _header(self, key: str, scene: Scene) -> str:
        template = scene.template
        kind, _ = template.relations[key]
        xml = scene.apart.run(template.compiled.headers[key])
        return self._assembly.header(xml, kind.rpartition("/")[2], template.headers[key])
