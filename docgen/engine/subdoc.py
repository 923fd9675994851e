"""Another document inside a document: `{{p name }}` prints its body with its styles, lists, pictures and links."""

from __future__ import annotations

import copy
import io
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from docgen.engine.identity import Identities
from docgen.engine.media import Additions
from docgen.engine.wml import NAMESPACES, w

_R = f"{{{NAMESPACES['r']}}}"
_STYLED = tuple(map(w, ("pStyle", "rStyle", "tblStyle")))
_NOTES = tuple(map(w, ("footnoteReference", "endnoteReference", "commentReference")))


class Subdoc:
    """A document to be put into another: one of its own, or an empty one in the template's styles to be written.

    It has the methods of python-docx's document: `add_paragraph`, `add_table`, `add_picture` …
    """

    def __init__(self, template: bytes, file: str | Path | BinaryIO | None = None) -> None:
        from docx import Document

        source = str(file) if isinstance(file, Path) else file
        self.subdocx: Any = Document(source or io.BytesIO(template))
        self.docx = self.subdocx
        self.foreign = file is not None
        if file is None:
            body = self.subdocx.element.body
            for child in list(body):
                if child.tag != w("sectPr"):
                    body.remove(child)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self.subdocx, name)

    def __html__(self) -> str:
        raise ValueError("документ может стоять только в документе")


def printed(value: Any, additions: Additions, identities: Identities, part: str) -> str:  # noqa: ANN401
    """Return the body of a document, docgen's or docxtpl's, and bring along what it needs.

    Raises:
        ValueError: it holds what cannot be brought along: notes, charts, embedded objects.
    """
    body = copy.deepcopy(value.subdocx.element.body)
    for section in list(body.iter(w("sectPr"))):
        section.getparent().remove(section)
    if any(True for _ in body.iter(*_NOTES)):
        raise ValueError("вложенный документ содержит сноски или примечания; их перенести нельзя")
    source = value.docx.part
    foreign = getattr(value, "foreign", False)
    _relate(body, source, additions, part)
    for style in {e.get(w("val"), "") for e in body.iter(*_STYLED)}:
        for name, xml in _styles(source, style):
            additions.style(name, xml)
    for element in body.iter(w("numId")):
        number = element.get(w("val"), "0")
        if number != "0" and (foreign or not identities.knows(number)):
            definition = _list(source, number)
            if definition is not None:
                element.set(w("val"), str(identities.brought((id(value), number), definition)))
    _renumber(body, identities)
    return "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in body)


def _relate(body: etree._Element, source: Any, additions: Additions, part: str) -> None:  # noqa: ANN401
    """Give the pictures and links of a body relations of the part that prints it."""
    for element in body.iter():
        for key, value in element.attrib.items():
            if not str(key).startswith(_R) or value not in source.rels:
                continue
            relation = source.rels[value]
            if relation.is_external:
                element.set(key, additions.relate(part, relation.reltype, relation.target_ref, external=True))
            elif relation.reltype.endswith("/image"):
                extension = posixpath.splitext(relation.target_part.partname)[1].lstrip(".")
                element.set(key, additions.picture(part, relation.target_part.blob, extension))
            else:
                sort = relation.reltype.rpartition("/")[2]
                raise ValueError(f"вложенный документ содержит объект ({sort}), который перенести нельзя")


def _styles(source: Any, name: str) -> Iterator[tuple[str, etree._Element]]:  # noqa: ANN401
    """Yield a style and those that it is based on or linked with."""
    known = {style.get(w("styleId")): style for style in source.styles.element.iter(w("style"))}
    waiting, seen = [name], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in known:
            continue
        seen.add(name)
        yield name, known[name]
        waiting += [e.get(w("val"), "") for e in known[name].iter(w("basedOn"), w("link"), w("next"))]


def _list(source: Any, number: str) -> etree._Element | None:  # noqa: ANN401
    """Return the definition of a list of a document."""
    root = source.numbering_part.element
    one = next((n for n in root.iter(w("num")) if n.get(w("numId")) == number), None)
    reference = one.find(w("abstractNumId")) if one is not None else None
    if reference is None:
        return None
    wanted = reference.get(w("val"))
    return next((a for a in root.iter(w("abstractNum")) if a.get(w("abstractNumId")) == wanted), None)


def _renumber(body: etree._Element, identities: Identities) -> None:
    """Give drawings, bookmarks and controls numbers that nothing else in the file has."""
    bookmarks: dict[str | None, str] = {}
    for element in body.iter(w("bookmarkStart"), w("bookmarkEnd")):
        own = element.get(w("id"))
        bookmarks.setdefault(own, str(identities.number()))
        element.set(w("id"), bookmarks[own])
        if name := element.get(w("name")):
            element.set(w("name"), identities.name(name))
    for element in body.iter(f"{{{NAMESPACES['wp']}}}docPr"):
        element.set("id", str(identities.number()))
    for element in body.iterfind(f".//{w('sdtPr')}/{w('id')}"):
        element.set(w("val"), str(identities.number()))
