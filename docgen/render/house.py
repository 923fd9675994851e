"""The look of a house put over a template: fonts, sizes, spacing, margins, lists as its profile sets them.

A template has a look of its own. What the profile does not set stays, to the byte; what it sets is changed in the
parts of the package before they are compiled, so that templates and Word's styles remain the only home of layout.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from docgen.engine.wml import make, parse, properties, put_child, w
from docgen.errors import TemplateError
from docgen.model.style import Style
from docgen.render import lists
from docgen.render.sheet import Sheets

TEXT_STYLE = "Body"  # the style of the running text; styles of tables begin with the words below
_TABLE_STYLES = ("Table", "Cell")
_FACES = ("ascii", "hAnsi", "eastAsia", "cs")
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_INCH = Decimal("25.4")
_NARROW = round(75 * 1440 / _INCH)  # a block at the right by ГОСТ Р 7.0.97-2016 (norm REQ-WIDTH)
_PARTS = ("word/document", "word/header", "word/footer", "word/styles", "word/numbering")
_MARGINS = ("left", "right", "top", "bottom")


class House(NamedTuple):
    """What a profile changes in templates, in the units of Word; None is what the template says itself.

    Attributes:
        margins: left, right, top, bottom of a portrait sheet, in twentieths of a point.
        block: the widest block at the right, in twentieths of a point.
        font: the face of the text.
        size, table_size: sizes of text and tables, in half points.
        line: the spacing of lines, in 240ths.
        indent: the indent of first lines, in twentieths of a point.
        dash: the mark of lists with dashes, and the dash of words that stand in templates.
        dot: whether numbers end with a dot.
        roman: whether sections of regulations have Roman numbers.
    """

    margins: tuple[int | None, ...] = (None,) * 4
    block: int | None = None
    font: str | None = None
    size: int | None = None
    table_size: int | None = None
    line: int | None = None
    indent: int | None = None
    dash: str | None = None
    dot: bool = True
    roman: bool = False

    @classmethod
    def of(cls, style: Style) -> House:
        """Return what a style asks of templates."""
        margins = tuple(getattr(style.fields, f"{name}_margin") for name in _MARGINS)
        return _measured(
            margins, style.standard, style.font, style.size, style.table_size, style.line_spacing, style.first_indent,
            style.dash, style.number_dot, style.sections,
        )  # fmt: skip

    @property
    def code(self) -> str:
        """A short stable name of the look; empty if it changes nothing."""
        said = ";".join(f"{name}={value}" for name, value in self._asdict().items())
        return "" if self == AS_IS else f"{zlib.crc32(said.encode()):08x}"

    def applied(self, parts: Mapping[str, bytes], name: str) -> Mapping[str, bytes]:
        """Return the parts of a template with this look; the same parts if the look changes nothing.

        Args:
            parts: the package of the template.
            name: its name, for messages.

        Raises:
            TemplateError: a part is not XML, or its lengths are not whole numbers.
        """
        if self == AS_IS:
            return parts
        try:
            return self._changed(parts, name)
        except ValueError as error:
            raise TemplateError(
                f"{name}: размеры в шаблоне записаны не целыми числами; сохраните его в Word"
            ) from error

    def _changed(self, parts: Mapping[str, bytes], name: str) -> Mapping[str, bytes]:
        trees = {
            key: parse(data, name) for key, data in parts.items() if key.startswith(_PARTS) and key.endswith(".xml")
        }
        styles = trees.get("word/styles.xml", etree.Element(w("styles")))
        if self.block or any(length is not None for length in self.margins):
            sheets = Sheets.of(trees["word/document.xml"], self.margins, self.block)
            for root in trees.values():
                sheets.apply(root)
        self._put_font(styles, trees)
        self._put_sizes(styles, trees)
        self._put_spacing(styles, trees)
        numbering = trees.get("word/numbering.xml")
        if numbering is not None:
            lists.apply(numbering, dash=self.dash, dot=self.dot, roman=self.roman)
        if self.dash:
            for text in trees["word/document.xml"].iter(w("t")):
                text.text = lists.with_dash(text.text or "", self.dash)
        return {**parts, **{key: _serialised(root) for key, root in trees.items()}}

    def _put_font(self, styles: etree._Element, trees: Mapping[str, etree._Element]) -> None:
        if not self.font:
            return
        old = _text_font(styles)
        for marks in (_defaults(styles), _normal_run(styles)):
            if marks is not None:
                put_child(marks, make("rFonts", **dict.fromkeys(_FACES, self.font)))
        for element in (element for root in trees.values() for element in root.iter(w("rFonts"))):
            for face, theme in zip(_FACES, _THEMES, strict=True):
                if element.attrib.pop(w(theme), "") or (old and element.get(w(face)) == old):
                    element.set(w(face), self.font)

    def _put_sizes(self, styles: etree._Element, trees: Mapping[str, etree._Element]) -> None:
        old = _text_size(styles)
        if self.size:
            for root in trees.values():
                for element in root.iter(w("sz"), w("szCs")):
                    element.set(w("val"), str(_resized(int(element.get(w("val"), "0")), old, self.size)))
            for marks in (_defaults(styles), _normal_run(styles)):
                _put_size(marks, self.size)
        if self.table_size:
            for style in styles.iter(w("style")):
                if (
                    style.get(w("styleId"), "").startswith(_TABLE_STYLES)
                    and style.find(f"{w('rPr')}/{w('sz')}") is not None
                ):
                    _put_size(style.find(w("rPr")), self.table_size)

    def _put_spacing(self, styles: etree._Element, trees: Mapping[str, etree._Element]) -> None:
        text = _style(styles, TEXT_STYLE)
        text = _normal(styles) if text is None else text
        if text is None:
            return
        if self.line:
            spacing = text.find(f"{w('pPr')}/{w('spacing')}")
            old = spacing.get(w("line")) if spacing is not None else None
            for style in styles.iter(w("style")):
                own = style.find(f"{w('pPr')}/{w('spacing')}")
                if style is text and own is None:
                    own = make("spacing")
                    put_child(_paragraph(style), own)
                if own is not None and (style is text or (old and own.get(w("line")) == old)):
                    own.set(w("line"), str(self.line))
                    own.set(w("lineRule"), "auto")
        if self.indent is not None:
            ind = text.find(f"{w('pPr')}/{w('ind')}")
            old_indent = int(ind.get(w("firstLine"), "0")) if ind is not None else 0
            if old_indent:
                for root in trees.values():
                    lists.indent(root, old_indent, self.indent)
            else:
                ind = make("ind", firstLine=str(self.indent)) if ind is None else ind
                ind.set(w("firstLine"), str(self.indent))
                put_child(_paragraph(text), ind)


AS_IS = House()


@lru_cache(maxsize=64)
def _measured(
    margins: tuple[Decimal | None, ...], standard: str, font: str | None, size: Decimal | None,
    table_size: Decimal | None, spacing: Decimal | None, indent: Decimal | None, dash: str | None,
    dot: bool, sections: str,
) -> House:  # fmt: skip
    """Return a house in the units of Word; the documents of a run have few styles."""
    return House(
        margins=tuple(None if length is None else _twips(length) for length in margins),
        block=_NARROW if standard == "2016" else None,
        font=font,
        size=None if size is None else int(size * 2),
        table_size=None if table_size is None else int(table_size * 2),
        line=None if spacing is None else round(spacing * 240),
        indent=None if indent is None else _twips(indent * 10),
        dash=dash,
        dot=dot,
        roman=sections == "римские",
    )


"""The look that leaves a template as it is."""


def _twips(millimetres: Decimal) -> int:
    return round(millimetres * 1440 / _INCH)


def _style(styles: etree._Element, key: str) -> etree._Element | None:
    return next((style for style in styles.iter(w("style")) if style.get(w("styleId")) == key), None)


def _normal(styles: etree._Element) -> etree._Element | None:
    default = (s for s in styles.iter(w("style")) if s.get(w("type")) == "paragraph" and s.get(w("default")))
    return next(default, None)


def _paragraph(style: etree._Element) -> etree._Element:
    """Return the paragraph properties of a style, made where the schema wants them: before those of runs."""
    found = style.find(w("pPr"))
    if found is None:
        found = make("pPr")
        run = style.find(w("rPr"))
        run.addprevious(found) if run is not None else style.append(found)
    return found


def _normal_run(styles: etree._Element) -> etree._Element | None:
    """Return the run properties of the default style: papers inside another's file bring it, not the defaults."""
    normal = _normal(styles)
    if normal is None:
        return None
    found = normal.find(w("rPr"))
    if found is None:
        found = make("rPr")
        _paragraph(normal).addnext(found)
    return found


def _defaults(styles: etree._Element) -> etree._Element | None:
    found = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}")
    return None if found is None else properties(found, "rPr")


def _text_font(styles: etree._Element) -> str:
    fonts = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('rFonts')}")
    return "" if fonts is None else fonts.get(w("ascii"), "")


def _text_size(styles: etree._Element) -> int:
    """Return the size of the text of a template, in half points: of its default style or of its defaults."""
    normal = _normal(styles)
    own = normal.find(f"{w('rPr')}/{w('sz')}") if normal is not None else None
    if own is None:
        own = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('sz')}")
    return int(own.get(w("val"), "20")) if own is not None else 20


def _put_size(marks: etree._Element | None, size: int) -> None:
    if marks is not None:
        for name in ("sz", "szCs"):
            put_child(marks, make(name, val=str(size)))


def _resized(size: int, old: int, new: int) -> int:
    """Return another size of the template beside a new size of text: smaller ones stay, larger ones grow with it."""
    return min(size, new) if size < old else round(size * new / old)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
