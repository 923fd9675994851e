"""A part of a template made ready: read with care, cleaned of editing marks, its tags resolved, compiled."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from jinja2 import Environment
from lxml import etree

from docgen.engine.dialect import jinja, resolve
from docgen.engine.gate import faults, proved
from docgen.engine.grid import varies
from docgen.engine.identity import separate
from docgen.engine.links import mended
from docgen.engine.mending import MARK, has_inert
from docgen.engine.notes import Notes, graft
from docgen.engine.numbering import Lists, number
from docgen.engine.program import Looks, Program, compiled
from docgen.engine.tag import Dialect
from docgen.engine.wml import NAMESPACES, PARAGRAPH_IDS, parse, w, words

_STORED = (w("dataBinding"), f"{{{NAMESPACES['w15']}}}dataBinding", w("showingPlcHdr"))
_NEEDED = {prefix: NAMESPACES[prefix] for prefix in ("w", "r", "wp", "a", "pic")}


def program(
    xml: bytes, part: str, title: str, environment: Environment, dialect: Dialect, *,
    styles: Lists, relations: Container[str], links: Mapping[str, str], notes: Sequence[Notes] = (),
) -> Program | None:  # fmt: skip
    """Compile a part of a template; None if it holds no tags.

    Args:
        xml: the part.
        part: its name in the package.
        title: what a reader calls it.
        environment: what compiles it.
        dialect: the delimiters of its tags.
        styles: the lists of styles.
        relations: the ids of its relations.
        links: the addresses of its links that hold tags, by the ids of their relations.
        notes: the notes that it refers to.

    Raises:
        TemplateError: the part is no honest XML, or one of its tags is wrong.
    """
    root = parse(xml, title)
    if root.tag.startswith(w("")):
        root = cleaned(root, _NEEDED)
    tags = mended(root, title, dialect, links)
    if not (tags or notes or has_inert(root)):
        return None
    _fill_controls(root)
    number(root, tags, styles)
    separate(root, tags)
    resolve(root, tags)
    known = frozenset(faults(root, relations))
    graft(root, tags, notes, dialect)
    if not tags and not has_inert(root):
        return None
    looks = Looks(_may_be_left_empty(root), varies(root), proved(root, tags), known)
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()
    source, placed = jinja(text, tags)
    return compiled(source, placed, part, title, environment, looks)


def cleaned(root: etree._Element, declared: Mapping[str, str]) -> etree._Element:
    """Return the root with the namespaces that values may need, without the marks of editing sessions."""
    fresh = etree.Element(root.tag, nsmap={**{k: v for k, v in root.nsmap.items() if k}, **declared})
    for key, value in root.attrib.items():
        fresh.set(key, value)
    fresh.text = root.text
    fresh.extend(list(root))
    for element in fresh.iter():
        for name in _noise(element):
            del element.attrib[name]
    for element in list(fresh.iter(w("proofErr"), w("lastRenderedPageBreak"))):
        parent = element.getparent()
        if parent is not None and not element.tail:
            parent.remove(element)
    return fresh


def _noise(element: etree._Element) -> Iterator[str]:
    yield from (str(name) for name in list(element.attrib) if name in PARAGRAPH_IDS or str(name).startswith(w("rsid")))


def _fill_controls(root: etree._Element) -> None:
    """Let controls with tags show their values: neither what Word has stored for them, nor as a text to be replaced."""
    for element in list(root.iter(*_STORED)):
        properties = element.getparent()
        control = properties.getparent() if properties is not None else None
        if properties is not None and control is not None and MARK.search(words(control)):
            properties.remove(element)


def _may_be_left_empty(root: etree._Element) -> bool:
    """Tell whether tags that stand for paragraphs, cells or rows can leave nothing where Word wants something."""
    for cell in root.iter(w("tc")):
        last = cell[-1] if len(cell) else None
        if last is None or last.tag != w("p") or MARK.search(last.tail or ""):
            return True
    return any(
        all(_between(child) for child in shell.findall(w(part)))
        for name, part in (("tbl", "tr"), ("tr", "tc"))
        for shell in root.iter(w(name))
    )


def _between(element: etree._Element) -> bool:
    """Tell whether a row stands between tags of its table, a cell between those of its row."""
    shell = element.getparent()
    before = [shell.text if shell is not None else "", *(one.tail for one in element.itersiblings(preceding=True))]
    return any(MARK.search(text or "") for text in before)
