"""How paragraphs and runs look, resolved through direct properties, lists, styles, the theme and the defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from docgen.paper.inline import run_text
from docgen.paper.numbering import Lists
from docgen.paper.styles import Styles
from docgen.paper.wml import A, is_on, seen, twips, value, w, whole
from docgen.value import Value, replace

_OUTSIDE = {w(name) for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr", "sdtPr", "instrText")}
_WORD_FONT, _WORD_SIZE = "Times New Roman", 20  # what Word takes where a file says nothing; half-points
_AUTO_LINE = 240
_BAND = {"major": "majorFont", "minor": "minorFont"}


class Run(Value):
    """A piece of text that looks the same: the face, points of size and of letter spacing, the colour (RRGGBB).

    ``raised`` is `superscript` or `subscript` for figures above or below the line.
    """

    text: str
    font: str = ""
    size: float = 0
    colour: str = ""
    spacing: float = 0
    bold: bool = False
    hidden: bool = False
    marked: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    raised: str = ""


class Layout(Value):
    """Indents and spacing of a paragraph in twips.

    Attributes:
        left: the indent of all lines from the left edge; ``right`` from the right one.
        first: how much further the first line stands; less than 0 if it hangs.
        line: the distance of lines as a multiple of the usual one; None if it is set in points.
        before: the space above; ``after`` below.
        keep_next: whether it stays with the next one; ``keep_lines`` whether it stays whole.
        tabs: the stops of its tabs with their words: `("right", 9638)`.
    """

    left: int = 0
    right: int = 0
    first: int = 0
    line: float | None = 1.0
    before: int = 0
    after: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    tabs: tuple[tuple[str, int], ...] = ()


class Looks:
    """Resolves looks; what styles bring is worked out once.

    Args:
        styles: the styles of the paper.
        lists: its lists: their levels bring indents.
        theme: the root of its theme, where styles may take their fonts from.
    """

    def __init__(self, styles: Styles, lists: Lists, theme: etree._Element | None) -> None:
        self._styles, self._lists = styles, lists
        self._fonts = _theme_fonts(theme)
        self._bases: dict[tuple[str, str], Sequence[etree._Element]] = {}
        self._known: dict[tuple[str, bytes], Run] = {}

    def layout(self, marks: etree._Element | None) -> Layout:
        """Return the layout of a paragraph by its own properties."""
        places = list(self._places(marks))
        indents = [place.find(w("ind")) for place in places]
        spacings = [place.find(w("spacing")) for place in places]
        left, right = _first(indents, "left", "start"), _first(indents, "right", "end")
        line = _first(spacings, "line")
        exact = next((s.get(w("lineRule")) for s in spacings if s is not None and s.get(w("line"))), "auto")
        return Layout(
            left=left or 0,
            right=right or 0,
            first=_first_line(indents),
            line=None if exact in ("exact", "atLeast") else (line or _AUTO_LINE) / _AUTO_LINE,
            before=_first(spacings, "before") or 0,
            after=_first(spacings, "after") or 0,
            keep_next=_switched(places, "keepNext"),
            keep_lines=_switched(places, "keepLines"),
            tabs=tuple(_tabs(places)),
        )

    def _places(self, marks: etree._Element | None) -> Iterator[etree._Element]:
        """Yield the properties that decide, the nearest first; a list that a style brings stands below that style."""
        list_id, depth = self._lists.place(marks)
        level = self._lists.marks(list_id, depth) if list_id else None
        if marks is not None:
            yield marks
            if level is not None and marks.find(w("numPr")) is not None:
                yield level
                level = None
        for _, brought in self._styles.chain(self._styles.of(marks)):
            if brought is None:
                continue
            yield brought
            if level is not None and brought.find(w("numPr")) is not None:
                yield level
                level = None
        if self._styles.basis is not None:
            yield self._styles.basis

    def runs(self, paragraph: etree._Element, marks: etree._Element | None) -> Iterator[Run]:
        """Yield the runs of a paragraph that have text."""
        style = self._styles.of(marks)
        for element in _runs(paragraph):
            text = run_text(element)
            if text:
                yield self._run(text, element.find(w("rPr")), style)

    def _run(self, text: str, own: etree._Element | None, style: str) -> Run:
        key = (style, b"" if own is None else etree.tostring(own, with_tail=False))
        if key not in self._known:
            self._known[key] = self._look(own, style)
        return replace(self._known[key], text=text)

    def _look(self, own: etree._Element | None, style: str) -> Run:
        """Return what a run of these properties looks like."""
        places = self._run_places(own, style)
        size = next((found for place in places if (found := value(place, "sz"))), "")
        spacing = next((s for place in places if (s := place.find(w("spacing"))) is not None), None)
        raised = next((found for place in places if (found := value(place, "vertAlign"))), "")
        return Run(
            text="",
            font=next((font for place in places if (font := self._font(place))), _WORD_FONT),
            size=whole(size, _WORD_SIZE) / 2,
            colour=next((found for place in places if (found := value(place, "color"))), ""),
            spacing=(twips(spacing, "val") or 0) / 20,
            bold=_switched(places, "b"),
            hidden=_switched(places, "vanish"),
            marked=value(own, "highlight") not in ("", "none"),
            italic=_switched(places, "i"),
            underlined=next((found for place in places if (found := value(place, "u"))), "none") != "none",
            struck=_switched(places, "strike"),
            raised="" if raised == "baseline" else raised,
        )

    def _run_places(self, own: etree._Element | None, style: str) -> Sequence[etree._Element]:
        """Return the properties that decide how a run looks, the nearest first."""
        key = (style, value(own, "rStyle"))
        if key not in self._bases:
            chain = (*self._styles.run_chain(key[1], self._styles.characters), *self._styles.run_chain(style))
            basis = () if self._styles.run_basis is None else (self._styles.run_basis,)
            self._bases[key] = (*chain, *basis)
        return self._bases[key] if own is None else (own, *self._bases[key])

    def _font(self, place: etree._Element) -> str:
        fonts = place.find(w("rFonts"))
        if fonts is None:
            return ""
        themed = fonts.get(w("hAnsiTheme")) or fonts.get(w("asciiTheme")) or ""
        return self._fonts.get(themed[:5], "") or fonts.get(w("hAnsi")) or fonts.get(w("ascii")) or ""


def _runs(parent: etree._Element) -> Iterator[etree._Element]:
    for child in seen(parent):
        if child.tag == w("r"):
            yield child
        elif child.tag not in _OUTSIDE:
            yield from _runs(child)


def _first(elements: Sequence[etree._Element | None], *names: str) -> int | None:
    return next((found for element in elements if (found := twips(element, *names)) is not None), None)


def _first_line(indents: Sequence[etree._Element | None]) -> int:
    """Return the indent of the first line: the nearest place that says how it stands or hangs decides."""
    for indent in indents:
        if (hanging := twips(indent, "hanging")) is not None:
            return -hanging
        if (first := twips(indent, "firstLine")) is not None:
            return first
    return 0


def _switched(places: Sequence[etree._Element], name: str) -> bool:
    return next((is_on(place, name) for place in places if place.find(w(name)) is not None), False)


def _tabs(places: Sequence[etree._Element]) -> Iterator[tuple[str, int]]:
    for place in places:
        for tab in place.iterfind(f"{w('tabs')}/{w('tab')}"):
            if tab.get(w("val"), "") not in ("clear", "num"):
                yield tab.get(w("val"), "left"), twips(tab, "pos") or 0


def _theme_fonts(theme: etree._Element | None) -> Mapping[str, str]:
    """Return the faces that a theme gives headings and text, by the beginnings of the words that name them."""
    if theme is None:
        return {}
    found = {name: theme.find(f".//{{{A}}}{tag}/{{{A}}}latin") for name, tag in _BAND.items()}
    return {name: element.get("typeface", "") for name, element in found.items() if element is not None}
