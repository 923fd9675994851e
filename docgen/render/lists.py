"""Lists of a template as a house numbers them: dashes, the last dot, Roman sections, indents of first lines."""

from __future__ import annotations

from lxml import etree

from docgen.engine.wml import make, w
from docgen.regex import regex

SECTION_STYLE = "Clause1"  # the style of sections of a regulation
_LISTED = ("List", "Cell")  # items of lists in the text are not numbered parts of a paper
_NUMBERS = regex(r"(%\d\.)*%\d\.")
_DASH = regex(r"(?<!\S)[–—](?!\S)")
_ORDER = ("start", "numFmt", "lvlRestart", "pStyle", "isLgl")


def apply(numbering: etree._Element, *, dash: str | None, dot: bool, roman: bool) -> None:
    """Change the part of lists in place."""
    for level in numbering.iter(w("lvl")):
        text = level.find(w("lvlText"))
        style = _value(level, "pStyle")
        if text is None:
            continue
        shown = text.get(w("val"), "")
        if dash and _value(level, "numFmt") == "bullet":
            text.set(w("val"), with_dash(shown, dash))
        if not dot and _NUMBERS.fullmatch(shown) and not style.startswith(_LISTED):
            text.set(w("val"), shown.removesuffix("."))
    if roman:
        for abstract in numbering.iter(w("abstractNum")):
            first = next((level for level in abstract.iter(w("lvl")) if level.get(w("ilvl")) == "0"), None)
            if first is not None and _value(first, "pStyle") == SECTION_STYLE:
                _roman(abstract, first)


def _roman(abstract: etree._Element, first: etree._Element) -> None:
    """Give sections Roman numbers; clauses below show them in Arabic figures (norm POL-NUM)."""
    form = first.find(w("numFmt"))
    if form is not None:
        form.set(w("val"), "upperRoman")
    for level in abstract.iter(w("lvl")):
        if level is not first and level.find(w("isLgl")) is None:
            after = next(child for name in reversed(_ORDER) if (child := level.find(w(name))) is not None)
            after.addnext(make("isLgl"))


def with_dash(text: str, dash: str) -> str:
    """Return a text with every dash between spaces made the given one."""
    return _DASH.sub(dash, text)


def indent(root: etree._Element, old: int, new: int) -> None:
    """Change the first lines that are indented by a multiple of the old indent, with the tabs of their lists."""
    for element in root.iter(w("ind")):
        first = int(element.get(w("firstLine"), "0"))
        if first <= 0 or first % old:
            continue
        left = int(element.get(w("left"), "0"))
        moved = left // old * new if left % old == 0 else left
        element.set(w("firstLine"), str(first // old * new))
        if element.get(w("left")):
            element.set(w("left"), str(moved))
        parent = element.getparent()
        for tab in parent.iter(w("tab")) if parent is not None else ():
            if tab.get(w("val")) == "num":
                tab.set(w("pos"), str(int(tab.get(w("pos"), "0")) + moved - left + (first // old) * (new - old)))


def _value(level: etree._Element, name: str) -> str:
    found = level.find(w(name))
    return "" if found is None else found.get(w("val"), "")
