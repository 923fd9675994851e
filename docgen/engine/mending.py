"""Tags as people type them, mended: gathered from the runs Word has split them over, bent quotes made straight.

Every tag of a tree becomes a mark that no XML escaping touches; the tag itself waits in a list. What the dialect
then does to the tree moves marks about, and the marks turn back into tags at the very end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from docgen.engine.attributes import checked
from docgen.engine.lines import straighten
from docgen.engine.spot import Kind, Site, Spot
from docgen.engine.tag import Dialect, Tag
from docgen.engine.wml import NAMESPACES, XML_SPACE, w
from docgen.engine.xlsx.sml import s
from docgen.errors import TemplateError

_OWN = re.compile("[\ue000-\ue003]")
MARK = re.compile("\ue000tag(\\d+)\ue001")
_JOINS = re.compile(
    r"(call|filter|trans)\b|for\b.*\brecursive$", re.DOTALL
)  # what the template itself makes a value of
_STRING = re.compile(r"""("[^"]*"|'[^']*')""")
_BENT = str.maketrans({"«": '"', "»": '"', "„": '"', "“": '"', "”": '"', "‘": "'", "’": "'", "‚": "'",
                       "–": "-", "—": "-", "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u00ad": None,
                       **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
                       **dict.fromkeys("\u200b\u2060\ufeff")})  # fmt: skip
_A, _M = (f"{{{NAMESPACES[prefix]}}}" for prefix in "am")
_TEXTS = {w("p"): w("t"), f"{_A}p": f"{_A}t", f"{_M}oMath": f"{_M}t", s("is"): s("t")}
_PARAGRAPHS = tuple(_TEXTS)
_MENDED = {*_TEXTS.values(), w("instrText")}
_DELETED = {w("delText"), w("delInstrText")}
_PLACES: Mapping[str, Kind] = {"r": "run", "p": "block", "tr": "rows", "tc": "rows"}
INERT = (("{{", "{_{"), ("{%", "{_%"), ("{#", "{_#"), ("}}", "}_}"), ("%}", "%_}"))
_SHORT = 70
_HAS = "[contains(., $value) or contains(., $block) or contains(., $comment)]"
_TEXT, _ATTRIBUTE = etree.XPath(f"//text(){_HAS}"), etree.XPath(f"//@*{_HAS}")


DEFAULT = Dialect()


def mend(root: etree._Element, part: str, dialect: Dialect = DEFAULT, tags: list[Tag] | None = None) -> list[Tag]:
    """Turn every tag of the tree into a mark; returns the tags, behind those there are, in the order of their numbers.

    It is a fault of a tag not to be closed; `refuse` tells of them.

    Raises:
        TemplateError: a text holds one of the four characters that marks are made of.
    """
    if _OWN.search(etree.tostring(root, encoding="unicode")):
        raise TemplateError(f"{part}: в тексте стоит служебный знак из U+E000–U+E003; удалите его")
    straighten(root, dialect)
    tags = [] if tags is None else tags
    begins: Any = {kind: getattr(dialect, kind)[0][0] for kind in ("value", "block", "comment")}
    for deleted in root.iter(*_DELETED):
        deleted.text = inert(deleted.text or "")
    texts: Any = _TEXT(root, **begins)
    for element in dict.fromkeys(_holder(text.getparent()) for text in texts):
        if element is None:
            continue
        if element.tag in _PARAGRAPHS:
            for name in (_TEXTS[str(element.tag)], w("instrText")):
                _gather(element, name, part, dialect, tags)
        elif element.tag not in _DELETED:
            words = element.text or ""
            element.text = _marked(words, _spot(element, words, part), dialect, tags, Site("plain"))
    values: Any = _ATTRIBUTE(root, **begins)
    for value in values:
        spot = Spot(part, "", _short(str(value)))
        element, name, first = value.getparent(), value.attrname, len(tags)
        field = name == w("instr")
        element.set(name, _marked(str(value), spot, dialect, tags, Site("field" if field else "attribute")))
        if not field and len(tags) == first + 1 and MARK.fullmatch(element.get(name)) and tags[first].kind == "value":
            local, owner = str(name).removeprefix(w("")), str(element.tag).removeprefix(w(""))
            tags[first].code = checked(owner, local, tags[first].code)
    return tags


def _holder(own: etree._Element) -> etree._Element | None:
    """Return the paragraph that an element of text belongs to, or the element itself if it is none of a paragraph's."""
    return own if own.tag not in _MENDED else next(own.iterancestors(*_PARAGRAPHS), None)


def _gather(paragraph: etree._Element, name: str, part: str, dialect: Dialect, tags: list[Tag]) -> None:
    """Move every tag of a paragraph into the run where it begins."""
    texts = [t for t in paragraph.iter(name) if next(t.iterancestors(*_PARAGRAPHS)) is paragraph]
    whole = "".join(t.text or "" for t in texts)
    if not dialect.opening.search(whole):
        return
    spot = _spot(paragraph, whole, part)
    cuts = [(match.start(), match.end(), match) for match in dialect.begun.finditer(whole)]
    at, waiting = 0, iter([*cuts, (len(whole) + 1, 0, None)])
    begin, end, match = next(waiting)
    for text in texts:
        last = at + len(text.text or "")
        kept = []
        while at < last:
            if at < begin:
                kept.append(whole[at : min(begin, last)])
                at = min(begin, last)
                continue
            if at == begin and match is not None:
                site = _site(text)
                if name == w("instrText") and dialect.pattern.sub("", whole[:begin]).replace(r"\"", "").count('"') % 2:
                    site = Site("field")
                kept.append(_mark(match, spot, tags, site))
            at = min(end, last)
            if at == end:
                begin, end, match = next(waiting)
        text.text = "".join(kept)
        if name != f"{_A}t":
            text.set(XML_SPACE, "preserve")
    for run in {t.getparent() for t in texts if not t.text}:
        _drop_empty(run)


def _drop_empty(run: etree._Element | None) -> None:
    """Remove a run whose whole text has gone into the run before it."""
    if run is None or run.getparent() is None:
        return
    properties = (w("rPr"), f"{_A}rPr", f"{_M}rPr")
    if all(child.tag in properties or (child.tag in _MENDED and not child.text) for child in run):
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)


def _marked(text: str, spot: Spot, dialect: Dialect, tags: list[Tag], site: Site) -> str:
    return dialect.begun.sub(lambda match: _mark(match, spot, tags, site), text)


def _mark(match: re.Match[str], spot: Spot, tags: list[Tag], site: Site) -> str:
    kind, _, begun = str(match.lastgroup).partition("_")
    code = match[f"{kind}_{'rest' if begun else 'code'}"]
    left, right = code.startswith("-"), code.endswith("-") and kind != "comment"
    if kind == "block":
        code = code.removeprefix("+").removesuffix("+")
    code = code[left : len(code) - right]
    prefix = re.match(r"\s*(tr|tc|p|r)\s" if kind == "block" else r"(tr|tc|p|r)\s", code)
    place = Spot(spot.part, _short(match[0]) if begun else match[0], spot.context, spot.row, spot.cell)
    tag = Tag(
        kind, prefix[1] if prefix else "", _straight(code[prefix.end() if prefix else 0 :]), place, None, left, right
    )
    if kind == "value" or _JOINS.match(tag.code):
        tag.site = site if not prefix else Site(_PLACES[prefix[1]], site.run, site.paragraph)
    tag.fault = "тег не закрыт; нужна закрывающая пара скобок" if begun else ""
    tags.append(tag)
    return f"\ue000tag{len(tags) - 1}\ue001"


def _straight(code: str) -> str:
    """Straighten what Word's autocorrection has bent; between straight quotes it belongs to the text."""
    pieces = _STRING.split(" ".join(code.split("\n")))
    return "".join(piece if at % 2 else piece.translate(_BENT) for at, piece in enumerate(pieces)).strip()


def _spot(paragraph: etree._Element, whole: str, part: str) -> Spot:
    holder = paragraph.getparent()
    if holder is not None and holder.tag == s("c"):
        return Spot(f"{part}, ячейка {holder.get('r')}", "", "")
    cell = next(paragraph.iterancestors(w("tc")), None)
    row = cell.getparent() if cell is not None else None
    if cell is None or row is None:
        return Spot(part, "", _short(whole))
    number = sum(1 for _ in row.itersiblings(w("tr"), preceding=True)) + 1
    return Spot(part, "", _short(whole), number, sum(1 for _ in cell.itersiblings(w("tc"), preceding=True)) + 1)


def _site(text: etree._Element) -> Site:
    """Return the look of a text's place, as XML without declarations of namespaces."""
    if text.tag != w("t"):
        return Site("plain")
    run = text.getparent()
    paragraph = next(text.iterancestors(w("p")), None)
    inline = run is not None and run.getparent() is not paragraph
    return Site("text", _properties(run, "rPr"), _properties(paragraph, "pPr"), inline)


def _properties(element: etree._Element | None, name: str) -> str:
    found = element.find(w(name)) if element is not None else None
    return "" if found is None else bare(found)


_DECLARED = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_SECTION = re.compile(r"<w:sectPr\b.*?</w:sectPr>|<w:sectPr[^>]*/>", re.DOTALL)


def bare(element: etree._Element) -> str:
    """Return the XML of an element without declarations of namespaces and without a section in it."""
    tail, element.tail = element.tail, None
    xml = etree.tostring(element, encoding="unicode")
    element.tail = tail
    return _SECTION.sub("", _DECLARED.sub("", xml))


def _short(text: str) -> str:
    return text if len(text) < _SHORT else text[: _SHORT - 3] + "…"


def marks(paragraph: etree._Element) -> Iterator[int]:
    """Yield the numbers of the marks in the texts of a paragraph, without those of text boxes in it."""
    for text in paragraph.iter(w("t")):
        if next(text.iterancestors(w("p"))) is paragraph:
            yield from map(int, MARK.findall(text.text or ""))


def inert(text: str) -> str:
    """Return a text whose braces are no tags: docxtpl's own way of writing them, `{_{` for `{{`."""
    for braces, written in INERT:
        text = text.replace(braces, written)
    return text


def alive(text: str) -> str:
    """Return a static text of the template as the paper shows it."""
    for braces, written in INERT:
        text = text.replace(written, braces)
    return text


def has_inert(root: etree._Element) -> bool:
    """Tell whether a part has braces that are no tags."""
    return any(written in (text.text or "") for text in root.iter(*_MENDED) for _, written in INERT)
