"""Values as runs of text: escaped, typeset, with breaks, emphasis, live references, in the look of their place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
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
from docgen.render.assembly import Assembly
from docgen.render.blanks import Blanks
from docgen.render.emblem import pictured
from docgen.render.picture import Picture, drawing
from docgen.value import replace

_SEAM = "\ue0ff"  # stands between pieces while typography sees them as one text
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>", "\u2011": "<w:noBreakHyphen/>"}
_GREY = '<w:rPr><w:rStyle w:val="Placeholder"/></w:rPr>'
_DECLARED = f'xmlns:w="{NAMESPACES["w"]}"'


class Inline:
    """Prints values at the places of one paper."""

    def __init__(
        self, *, style: Style, fields: bool, blanks: Blanks, numbers: Iterator[int], assembly: Assembly | None
    ) -> None:
        """Take what the places of a paper have in common.

        Args:
            style: typography, dash and dates.
            fields: whether references are live.
            blanks: the file's places to fill.
            numbers: the ids that its bookmarks and drawings get.
            assembly: the file that links and pictures relate to; without it links are plain text.
        """
        self._blanks, self._numbers, self._assembly = blanks, numbers, assembly
        self._dates, self._dash, self._fields = style.dates, style.dash, fields
        self._typography = style.typography
        self._shown = _typesetter(style.dash) if style.typography else _breaks

    def put(self, value: object, look: str) -> str:
        """Return a value as XML that may stand inside `w:t` of a place with the run properties ``look``.

        Raises:
            ValueError: a list or a block stands where only a text can.
        """
        if type(value) is Text:
            pieces = value.pieces
            if len(pieces) == 1:
                piece = pieces[0]
                if type(piece) is Run and not (piece.bold or piece.italic):
                    return _breaks(piece.text) if value.verbatim else self._shown(piece.text)
                if type(piece) is Blank:
                    return self._blank(piece, piece.text if value.verbatim else self._typeset(piece.text), look)
            if all(type(piece) is Run and not (piece.bold or piece.italic) for piece in pieces):
                return _breaks(str(value)) if value.verbatim else self._shown(str(value))
            return "".join(self._pieces(value, look))
        if isinstance(value, Markup):
            return value
        if isinstance(value, Image):
            value = pictured(value)
        if isinstance(value, Picture):
            return _aside(f"<w:r>{self._drawing(value)}</w:r>", look)
        words = self.plain(value)
        return _breaks(words) if isinstance(words, Markup) else self._shown(words)

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
        return drawing(picture, next(self._numbers), self._assembly.picture(picture.data, picture.kind), vector)

    def _typeset(self, text: str) -> str:
        return russian.typeset(text, self._dash) if self._typography else text

    def _pieces(self, text: Text, look: str) -> Iterator[str]:
        typed = self._typography and not text.verbatim
        for piece in _retyped(text.pieces, self._dash) if typed else text.pieces:
            match piece:
                case Run(text=words, bold=bold, italic=italic):
                    yield _emphasised(words, look, bold, italic)
                case Blank():
                    yield self._blank(piece, piece.text, look)
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
        return _aside(bookmarked(field, counter.bookmark, next(self._numbers)), look)

    def _link(self, link: Link, look: str) -> str:
        if self._assembly is None:
            shown = link.text if link.text in link.address else f"{link.text} ({link.address})"
            return _emphasised(shown, look, link.bold, link.italic)
        mine = _with_style(_with_emphasis(look, link.bold, link.italic), "Hyperlink")
        run = f'<w:r>{mine}<w:t xml:space="preserve">{_breaks(link.text)}</w:t></w:r>'
        return _aside(
            f'<w:hyperlink r:id="{self._assembly.link(link.address)}" w:history="1">{run}</w:hyperlink>', look
        )

    def _blank(self, blank: Blank, prompt: str, look: str) -> str:
        """A content control under a bookmark: Word keeps the tag of the one, old LibreOffice only the other."""
        number, mark = self._blanks.number(blank), str(next(self._numbers))
        begin, end = _content_control(prompt, blank.key, blank.choices, blank.sort)
        return (
            f'</w:t></w:r><w:bookmarkStart w:id="{mark}" w:name="docgen_{number:08x}"/>{begin}{number}{end}'
            f'<w:bookmarkEnd w:id="{mark}"/><w:r>{look}<w:t xml:space="preserve">'
        )  # in one piece: blanks have hundreds of them

    def _anchor(self, words: str, name: str, look: str) -> str:
        inside = f'<w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
        return _aside(bookmarked(inside, name, next(self._numbers)), look)


def bookmarked(xml: str, name: str, number: int) -> str:
    """Put XML under a bookmark of a name fit for XML; its number is unique in the file."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{number}"/>'


def live(code: str, shown: str, look: str = "") -> str:
    """Return the runs of a field: its code and what the reader sees until Word updates it."""
    begin, separate, end = (
        f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    inside = f'<w:r>{look}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    cached = f'<w:r>{look}<w:t xml:space="preserve">{escape(shown)}</w:t></w:r>'
    return begin + inside + separate + cached + end


@lru_cache(maxsize=4096)
def _retyped(pieces: tuple[Piece, ...], dash: str | None) -> tuple[Piece, ...]:
    """Typeset the text of all pieces as one, so that quotes and dashes pair across them."""
    texts = [str(piece) if isinstance(piece, Reference) else piece.text for piece in pieces]
    shown = russian.typeset(_SEAM.join(texts), dash).split(_SEAM)
    if len(shown) != len(pieces):
        shown = texts
    return tuple(
        p if isinstance(p, Reference) or p.text == t else replace(p, text=t) for p, t in zip(pieces, shown, strict=True)
    )


@lru_cache(maxsize=4096)
def _content_control(prompt: str, key: str, choices: tuple[str, ...], sort: str) -> tuple[str, str]:
    """Return the control of a place to fill, before its number and after it."""
    shown = f'<w:r>{_GREY}<w:t xml:space="preserve">{escape(prompt)}</w:t></w:r>'
    names = f'<w:alias w:val="{escape(prompt[:60])}"/><w:tag w:val="{escape(key[-64:])}"/>'
    rest = f"<w:showingPlcHdr/>{_control(choices, sort)}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"
    return f'<w:sdt><w:sdtPr>{names}<w:id w:val="', f'"/>{rest}'


def _control(choices: Sequence[str], sort: str) -> str:
    """Return what a person can put into a place: a text, a date, or one of the choices."""
    if choices:
        items = "".join(f'<w:listItem w:displayText="{escape(c)}" w:value="{escape(c)}"/>' for c in choices)
        return f"<w:dropDownList>{items}</w:dropDownList>"
    if sort == "дата":
        return '<w:date><w:dateFormat w:val="dd.MM.yyyy"/><w:lid w:val="ru-RU"/></w:date>'
    return '<w:text w:multiLine="1"/>'


@cache
def _typesetter(dash: str | None) -> Callable[[str], str]:
    """Return what makes a text that is not markup typeset XML."""

    @lru_cache(maxsize=4096)
    def shown(text: str) -> str:
        return _breaks(russian.typeset(text, dash))

    return shown


@lru_cache(maxsize=4096, typed=True)  # ready markup is another thing than the same text
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
