"""What the making of a paper has left in its file: changes, comments, fields without results, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from docgen.paper.inline import LIVE, text_of
from docgen.paper.package import Package
from docgen.paper.structure import Remains
from docgen.paper.wml import w, whole

_CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "tblPrChange", "sectPrChange")))
_COUNTED = {"REF", "PAGEREF", "TOC", "SEQ", "NOTEREF", "STYLEREF"}
_REFERRING = {"REF", "PAGEREF", "NOTEREF"}
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_TEXTS = (w("t"), w("noBreakHyphen"), w("sym"))


@dataclass
class _Field:
    """A complex field being read."""

    code: str = ""
    behind_code: bool = False
    shown: bool = False


def read_remains(package: Package, main: str, body: etree._Element) -> Remains:
    """Read what is left in a file besides its text."""
    fields = list(_fields(body))
    marks = {e.get(w("name"), "").lower() for e in body.iter(w("bookmarkStart"))}
    named = [words[1] for code, _ in fields if len(words := code.split()) > 1 and words[0].upper() in _REFERRING]
    core = package.part(_CORE)
    comments = package.related(main, "comments")
    return Remains(
        revisions=sum(1 for _ in body.iter(*_CHANGES)),
        comments=() if comments is None else tuple(_comment(e) for e in comments.iter(w("comment"))),
        empty_fields=tuple(code for code, shown in fields if not shown and code.split()[0].upper() in _COUNTED),
        dangling=tuple(name for name in dict.fromkeys(named) if name.lower() not in marks and name[0] != "\\"),
        author=_property(core, "creator"),
        editor=_property(core, "lastModifiedBy"),
    )


def page_count(package: Package) -> int | None:
    """Return how many pages the paper had when it was last saved, if its file says."""
    root = package.part(_APP)
    pages = None if root is None else root.find("{*}Pages")
    return None if pages is None else whole(pages.text or "") or None


def _comment(element: etree._Element) -> str:
    return " ".join(text for paragraph in element.iter(w("p")) if (text := text_of(paragraph).strip()))


def _property(core: etree._Element | None, name: str) -> str:
    element = None if core is None else core.find(f"{{*}}{name}")
    return "" if element is None else (element.text or "").strip()


def _fields(body: etree._Element) -> Iterator[tuple[str, bool]]:
    """Yield the fields of the text: their codes, and whether they have results."""
    for simple in body.iter(w("fldSimple")):
        if code := _code(simple.get(w("instr"), "")):
            yield code, any(True for _ in simple.iter(*_TEXTS))
    open_: list[_Field] = []
    for element in body.iter(w("fldChar"), w("instrText"), *_TEXTS):
        mark = element.get(w("fldCharType"), "")
        if mark == "begin":
            open_.append(_Field())
        elif not open_:
            continue
        elif mark == "end":
            done = open_.pop()
            if code := _code(done.code):
                yield code, done.shown
        else:
            _read(element, mark, open_)


def _read(element: etree._Element, mark: str, open_: list[_Field]) -> None:
    if mark == "separate":
        open_[-1].behind_code = True
    elif element.tag == w("instrText"):
        open_[-1].code += element.text or ""
    else:
        for field in open_:
            field.shown = field.shown or field.behind_code


def _code(text: str) -> str:
    code = " ".join(text.split())
    return "" if not re.match(r"[A-Za-z]", code) or code.split()[0].upper() in LIVE else code
