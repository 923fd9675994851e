"""The text of a paragraph, with the results of its fields and without what is deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from docgen.paper.wml import LARGEST, A, M, seen, w

PAGE_BREAK = "\f"
LIVE = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
"""Fields that a header shows anew on every page: printed as their names."""

_BOX = w("txbxContent")
_TEXTS = {w("t"), f"{{{M}}}t", f"{{{A}}}t"}
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-"}
_SILENT = {_BOX, *map(w, ("del", "moveFrom", "delText", "delInstrText", "rPr", "pPr", "sdtPr", "sdtEndPr", "fldData"))}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_JOINER = "\u2060"  # forbids a break and shows nothing
_SYMBOL_FONTS = range(0xF000, 0xF100)
_UNPRINTABLE = range(0xD800, 0xF900)  # surrogates and the private use area
_SYMBOLS = {
    ("wingdings", 0x6C): "●", ("wingdings", 0x6F): "☐", ("wingdings", 0x78): "☒", ("wingdings", 0xA7): "▪",
    ("wingdings", 0xA8): "☐", ("wingdings", 0xD8): "➢", ("wingdings", 0xFB): "✗", ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFD): "☒", ("wingdings", 0xFE): "☑", ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0xA3): "☐", ("symbol", 0x2D): "−", ("symbol", 0xA3): "≤", ("symbol", 0xB0): "°",
    ("symbol", 0xB1): "±", ("symbol", 0xB3): "≥", ("symbol", 0xB7): "•",
}  # fmt: skip


def text_of(paragraph: etree._Element, live: frozenset[str] = frozenset()) -> str:
    """Return the text of a paragraph; the fields named in `live` stand as `{PAGE}`."""
    return "".join(_Inline(live).pieces(paragraph))


def run_text(run: etree._Element) -> str:
    """Return what a run itself shows: not the codes of fields, not what is anchored in it."""
    return "".join(text for child in seen(run) if (text := _plain(child)))


def boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes anchored in a paragraph, each once; those inside a box belong to its paragraphs."""
    for child in seen(element):
        if child.tag == _BOX:
            yield child
        elif child.tag not in _SILENT:
            yield from boxes(child)


class _Inline:
    """Walks a paragraph. Complex fields are a stack of [code, in its code?, replaced by its name?]."""

    def __init__(self, live: frozenset[str]) -> None:
        self._live = live
        self._fields: list[tuple[str, bool, bool]] = []

    def pieces(self, element: etree._Element) -> Iterator[str]:
        for child in seen(element):
            if child.tag in _SILENT:
                continue
            if child.tag == w("fldChar"):
                yield self._turn(child.get(w("fldCharType"), ""))
            elif child.tag == w("instrText"):
                if self._fields:
                    code, *state = self._fields[-1]
                    self._fields[-1] = (code + (child.text or ""), *state)  # type: ignore[assignment]
            elif child.tag == w("fldSimple") and _verb(child.get(w("instr"), "")) in self._live:
                yield self._shown(f"{{{_verb(child.get(w('instr'), ''))}}}")
            else:
                text = _plain(child)
                if text is None:
                    yield from self.pieces(child)
                else:
                    yield self._shown(text)

    def _shown(self, text: str) -> str:
        return "" if any(in_code or replaced for _, in_code, replaced in self._fields) else text

    def _turn(self, mark: str) -> str:
        """Pass a mark of a complex field; the name of a live field is shown at the end of its code."""
        if mark == "begin":
            self._fields.append(("", True, False))
        elif self._fields and mark in ("separate", "end"):
            code, in_code, _ = self._fields.pop()
            verb = _verb(code)
            name = self._shown(f"{{{verb}}}") if in_code and verb in self._live else ""
            if mark == "separate":
                self._fields.append((code, False, verb in self._live))
            return name
        return ""


def _plain(element: etree._Element) -> str | None:
    """Return the text that an element itself stands for; None if the text is inside it."""
    if element.tag in _TEXTS:
        return _trimmed(element)
    if element.tag == w("br"):
        return PAGE_BREAK if element.get(w("type")) == "page" else "\n"
    if element.tag == w("sym"):
        return _symbol(element.get(w("font"), ""), element.get(w("char"), ""))
    return _SIGNS.get(element.tag)


def _trimmed(element: etree._Element) -> str:
    """Return the text as Word takes it: edges count only where the file says so, line ends of the file are spaces."""
    text = re.sub(r"[\t\n\r]", " ", element.text or "").replace(_JOINER, "")
    if text.strip(" ") == text or element.tag != w("t"):
        return text
    kept = (e.get(_SPACE) for e in (element, *element.iterancestors()))
    return text if next((value for value in kept if value), "default") == "preserve" else text.strip(" ")


def _symbol(font: str, char: str) -> str:
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", char):
        return ""
    code = int(char, 16)
    low = code - 0xF000 if code in _SYMBOL_FONTS else code
    if found := _SYMBOLS.get((font.lower() or "symbol", low)):
        return found
    return f"{{{font}:{low:02X}}}" if code in _UNPRINTABLE or code < ord(" ") else chr(code)


def _verb(code: str) -> str:
    match = re.match(r"\s*([A-Za-z]+)", code[:LARGEST])
    return match[1].upper() if match else ""
