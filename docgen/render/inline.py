"""Values as runs of text: escaped, typeset, with breaks, emphasis, live references, in the look of their place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from jinja2 import Undefined
from lxml import etree
from markupsafe import Markup, escape

from docgen import russian
from docgen.engine.wml import NAMESPACES, make, put_child
from docgen.model.image import Image
from docgen.model.part import Part
from docgen.model.style import Style
from docgen.model.text import Anchor, Blank, Counter, Field, Link, Piece, Reference, Run, Text
from docgen.render.assembly import BOOKMARK, Assembly
from docgen.render.blanks import Blanks
from docgen.render.emblem import pictured
from docgen.render.picture import Picture, drawing

_SEAM = "\ue0ff"  # stands between pieces while typography sees them as one text
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>", "\u2011": "<w:noBreakHyphen/>"}
ID = f"{BOOKMARK}{BOOKMARK}"  # of a bookmark, until the file is finished
_GREY = '<w:rPr><w:rStyle w:val="Placeholder"/></w:rPr>'
_DECLARED = f'xmlns:w="{NAMESPACES["w"]}"'


class Inline:
    """Prints values at the places of one program."""

    def __init__(
        self, run_properties: Sequence[str], *, style: Style, fields: bool, blanks: Blanks,
        assembly: Assembly | None = None,
    ) -> None:  # fmt: skip
        """Take what the places of a program have in common.

        Args:
            run_properties: the looks of the places.
            style: typography, dash and dates.
            fields: whether references are live.
            blanks: the file's places to fill.
            assembly: the file that links and pictures relate to; without it links are plain text.
        """
        self._blanks, self._assembly = blanks, assembly
        self._run_properties = run_properties
        self._dates, self._dash, self._typography, self._fields = style.dates, style.dash, style.typography, fields

    def put(self, value: object, place: int) -> str:
        """Return a value as XML that may stand inside `w:t` of its place.

        Raises:
            ValueError: a list or a block stands where only a text can.
        """
        if type(value) is Text:
            match value.pieces:
                case (Run(text=words, bold=False, italic=False),):
                    return _breaks(words if value.verbatim else self._typeset(words))
                case (Blank(text=words) as blank,) if words == self._typeset(words):
                    return self._blank(blank, self._run_properties[place])
            return "".join(self._pieces(value, self._run_properties[place]))
        if isinstance(value, Markup):
            return value
        if isinstance(value, Image):
            value = pictured(value)
        if isinstance(value, Picture):
            return _aside(f"<w:r>{self._drawing(value)}</w:r>", self._run_properties[place])
        return _breaks(self._typeset(self.plain(value)))

    def plain(self, value: object) -> str:
        """Return the text of a value."""
        match value:
            case None:
                return ""
            case str() | int() | Text() | Part() | Undefined():  # an undefined raises when it is printed
                return str(value)
            case float() | Decimal():
                return str(value).replace(".", ",")
            case datetime.date():
                return russian.format_date(value, self._dates)
        if hasattr(value, "__html__"):
            return Markup(value.__html__())  # noqa: S704 - docxtpl's RichText and Listing
        raise ValueError(f"здесь можно напечатать только текст, а значение — {_kind_of(value)}")

    def _drawing(self, picture: Picture) -> str:
        if self._assembly is None:
            raise ValueError("картинка из источника может стоять только в тексте, не в колонтитуле")
        vector = self._assembly.picture(picture.vector, "svg") if picture.vector else None
        return drawing(picture, self._assembly.picture(picture.data, picture.kind), vector)

    def _typeset(self, text: str) -> str:
        return russian.typeset(text, self._dash) if self._typography else text

    def _pieces(self, text: Text, look: str) -> Iterator[str]:
        pieces = text.pieces if text.verbatim else _retyped(text.pieces, self._typeset)
        for piece in pieces:
            match piece:
                case Run(text=words, bold=bold, italic=italic):
                    yield _emphasised(words, look, bold, italic)
                case Blank():
                    yield self._blank(piece, look)
                case Field():
                    yield self._field(piece, look)
                case Counter():
                    yield self._counter(piece, look)
                case Anchor(text=words, bookmark=name):
                    yield self._anchor(words, name, look)
                case Link():
                    yield self._link(piece, look)
                case Reference():
                    raise ValueError(f"ссылка {piece} не разрешена")

    def _field(self, field: Field, look: str) -> str:
        if not self._fields:
            return str(escape(field.text))
        switch = r"\r \h" if field.numbered else r"\h"
        return _aside(live(f"REF {field.bookmark} {switch}", field.text, look), look)

    def _counter(self, counter: Counter, look: str) -> str:
        anew = r" \r 1" if counter.begins else ""
        field = live(rf"SEQ {counter.name} \* ARABIC{anew}", counter.text, look)
        return _aside(_bookmarked(field, counter.bookmark), look)

    def _link(self, link: Link, look: str) -> str:
        if self._assembly is None:
            shown = link.text if link.text in link.address else f"{link.text} ({link.address})"
            return _emphasised(shown, look, link.bold, link.italic)
        mine = _with_style(_with_emphasis(look, link.bold, link.italic), "Hyperlink")
        run = f'<w:r>{mine}<w:t xml:space="preserve">{_breaks(link.text)}</w:t></w:r>'
        return _aside(
            f'<w:hyperlink r:id="{self._assembly.link(link.address)}" w:history="1">{run}</w:hyperlink>', look
        )

    def _blank(self, blank: Blank, look: str) -> str:
        """A content control under a bookmark: Word keeps the tag of the one, old LibreOffice only the other."""
        number = self._blanks.number(blank)
        begin, end = _content_control(blank, look)
        return f'</w:t></w:r><w:bookmarkStart w:id="{ID}" w:name="docgen_{number:08x}"/>{begin}{number}{end}'

    def _anchor(self, words: str, name: str, look: str) -> str:
        inside = f'<w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
        return _aside(_bookmarked(inside, name), look)


def _bookmarked(xml: str, name: str) -> str:
    """Put XML under a bookmark; the assembly gives it its number, unique in the file."""
    return f'<w:bookmarkStart w:id="{ID}" w:name="{escape(name)}"/>{xml}<w:bookmarkEnd w:id="{ID}"/>'


def live(code: str, shown: str, look: str = "") -> str:
    """Return the runs of a field: its code and what the reader sees until Word updates it."""
    begin, separate, end = (
        f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    inside = f'<w:r>{look}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    cached = f'<w:r>{look}<w:t xml:space="preserve">{escape(shown)}</w:t></w:r>'
    return begin + inside + separate + cached + end


def _retyped(pieces: Sequence[Piece], typeset: Callable[[str], str]) -> Sequence[Piece]:
    """Typeset the text of all pieces as one, so that quotes and dashes pair across them."""
    match pieces:
        case (Run(text=words) as run,):
            return (Run(typeset(words), run.bold, run.italic),)
    texts = [str(piece) if isinstance(piece, Reference) else piece.text for piece in pieces]
    shown = typeset(_SEAM.join(texts)).split(_SEAM)
    if len(shown) != len(pieces):
        shown = texts
    return [p if isinstance(p, Reference) else replace(p, text=t) for p, t in zip(pieces, shown, strict=True)]


@lru_cache(maxsize=4096)
def _content_control(blank: Blank, look: str) -> tuple[str, str]:
    """Return the control of a place to fill under its bookmark, before its number and after it."""
    prompt = f'<w:r>{_GREY}<w:t xml:space="preserve">{escape(blank.text)}</w:t></w:r>'
    names = f'<w:alias w:val="{escape(blank.text[:60])}"/><w:tag w:val="{escape(blank.key[-64:])}"/>'
    rest = f"<w:showingPlcHdr/>{_control(blank)}</w:sdtPr><w:sdtContent>{prompt}</w:sdtContent></w:sdt>"
    after = f'<w:bookmarkEnd w:id="{ID}"/><w:r>{look}<w:t xml:space="preserve">'
    return f'<w:sdt><w:sdtPr>{names}<w:id w:val="', f'"/>{rest}{after}'


def _control(blank: Blank) -> str:
    """Return what a person can put into a place: a text, a date, or one of the choices."""
    if blank.choices:
        items = "".join(f'<w:listItem w:displayText="{escape(c)}" w:value="{escape(c)}"/>' for c in blank.choices)
        return f"<w:dropDownList>{items}</w:dropDownList>"
    if blank.sort == "дата":
        return '<w:date><w:dateFormat w:val="dd.MM.yyyy"/><w:lid w:val="ru-RU"/></w:date>'
    return '<w:text w:multiLine="1"/>'


@lru_cache(maxsize=16_384, typed=True)  # ready markup is another thing than the same text
def _breaks(text: str) -> str:
    """Escape a text; line breaks, tabs and hyphens that do not break become elements of their own."""
    xml = str(escape(text))
    for sign, element in _BREAKS.items():
        if sign in xml:
            xml = xml.replace(sign, f'</w:t>{element}<w:t xml:space="preserve">')
    return xml


def _emphasised(words: str, look: str, bold: bool, italic: bool) -> str:
    if not (bold or italic):
        return _breaks(words)
    mine = _with_emphasis(look, bold, italic)
    return _aside(f'<w:r>{mine}<w:t xml:space="preserve">{_breaks(words)}</w:t></w:r>', look)


def _aside(xml: str, look: str) -> str:
    """Leave the run of the place, print the XML, and come back to a run of the same look."""
    return f'</w:t></w:r>{xml}<w:r>{look}<w:t xml:space="preserve">'


@cache
def _with_emphasis(look: str, bold: bool, italic: bool) -> str:
    """Return the run properties with bold or italic added in the order of the schema."""
    properties = etree.fromstring((look or "<w:rPr/>").replace("<w:rPr", f"<w:rPr {_DECLARED}", 1))
    for name, wanted in (("b", bold), ("i", italic)):
        if wanted:
            put_child(properties, make(name))
    return etree.tostring(properties, encoding="unicode").replace(f" {_DECLARED}", "")


@cache
def _with_style(look: str, style: str) -> str:
    """Return the run properties with a character style."""
    properties = etree.fromstring((look or "<w:rPr/>").replace("<w:rPr", f"<w:rPr {_DECLARED}", 1))
    put_child(properties, make("rStyle", val=style))
    return etree.tostring(properties, encoding="unicode").replace(f" {_DECLARED}", "")


def _kind_of(value: object) -> str:
    return "список" if isinstance(value, tuple | list) else f"сложный ({type(value).__name__})"
