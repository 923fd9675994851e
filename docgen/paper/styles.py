"""The paragraph styles of a paper and what paragraphs have from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.paper.wml import is_on, value, w
from docgen.value import Value


class Styles(Value):
    """Styles by id, the id of the paragraph style that stands where none is named, the defaults of the paper."""

    styles: Mapping[str, etree._Element]
    default: str = ""
    basis: etree._Element | None = None
    characters: Mapping[str, etree._Element] = {}
    tables: Mapping[str, etree._Element] = {}
    run_basis: etree._Element | None = None

    def of(self, marks: etree._Element | None) -> str:
        """Return the id of the style of a paragraph by its own properties."""
        named = value(marks, "pStyle")
        return named if named in self.styles else self.default

    def name(self, style: str) -> str:
        """Return the name of a style that a user sees."""
        return value(self.styles.get(style), "name")

    def chain(self, style: str) -> Iterator[tuple[str, etree._Element | None]]:
        """Yield a style and those below it with the paragraph properties that each brings."""
        passed: set[str] = set()
        while style in self.styles and style not in passed:
            passed.add(style)
            yield style, self.styles[style].find(w("pPr"))
            style = value(self.styles[style], "basedOn")

    def run_chain(self, style: str, styles: Mapping[str, etree._Element] | None = None) -> Iterator[etree._Element]:
        """Yield the run properties that a style and those below it bring; of paragraphs unless told otherwise."""
        known = self.styles if styles is None else styles
        passed: set[str] = set()
        while style in known and style not in passed:
            passed.add(style)
            marks = known[style].find(w("rPr"))
            if marks is not None:
                yield marks
            style = value(known[style], "basedOn")

    def value(self, marks: etree._Element | None, name: str) -> str:
        """Return the effective value of a property of a paragraph, or an empty text."""
        return next((found for place in self._places(marks) if (found := value(place, name))), "")

    def is_on(self, marks: etree._Element | None, name: str) -> bool:
        """Tell whether a switch is on for a paragraph; the nearest place that names it decides."""
        for place in self._places(marks):
            if place is not None and place.find(w(name)) is not None:
                return is_on(place, name)
        return False

    def _places(self, marks: etree._Element | None) -> Iterator[etree._Element | None]:
        yield marks
        for _, brought in self.chain(self.of(marks)):
            yield brought
        yield self.basis


def read_styles(root: etree._Element | None) -> Styles:
    """Read the part of styles."""
    if root is None:
        return Styles({})
    found = [s for s in root.iter(w("style")) if s.get(w("type"), "paragraph") in ("paragraph", "numbering")]
    characters, tables = (
        {s.get(w("styleId"), ""): s for s in root.iter(w("style")) if s.get(w("type")) == kind}
        for kind in ("character", "table")
    )
    usual = (
        s for s in found if s.get(w("type"), "paragraph") == "paragraph" and s.get(w("default")) in ("1", "true", "on")
    )
    default = next(usual, None)
    return Styles(
        {style.get(w("styleId"), ""): style for style in found},
        "" if default is None else default.get(w("styleId"), ""),
        root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}"),
        characters,
        tables,
        root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"),
    )
