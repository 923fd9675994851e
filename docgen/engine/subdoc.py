"""Another document inside a document: `{{p name }}` prints its body with its styles, lists, pictures and links."""

from __future__ import annotations

import copy
import io
import posixpath
from typing import Any

from lxml import etree

from docgen.engine.additions import NOTES, OFFICE, Additions, called
from docgen.engine.archive import Blob, Entry, Writer
from docgen.engine.identity import Identities
from docgen.engine.opening import opened
from docgen.engine.package import TYPES, book_of, kinds, with_types
from docgen.engine.wml import NAMESPACES, PARAGRAPH_IDS, w
from docgen.errors import TemplateError

_R = f"{{{NAMESPACES['r']}}}"
_STYLED = tuple(map(w, ("pStyle", "rStyle", "tblStyle")))


class Subdoc:
    """A document to be put into another: one of its own, or an empty one in the template's styles to be written.

    It has the methods of python-docx's document: `add_paragraph`, `add_table`, `add_picture` …
    """

    def __init__(self, data: bytes, name: str, *, foreign: bool) -> None:
        """Open a document; one that is not foreign is emptied.

        Raises:
            TemplateError: the file is no document of Word.
        """
        from docx import Document

        parts, file = opened(data, name), io.BytesIO()
        if book_of(kinds(parts, name)):
            raise TemplateError(f"{name}: это книга Excel, а вложить можно только документ Word")
        parts[TYPES] = with_types(parts[TYPES], name)
        Writer(file, Blob.of(Entry.of(*part) for part in parts.items())).close()
        try:
            self.subdocx: Any = Document(file)
        except Exception as error:
            raise TemplateError(f"{name}: документ повреждён, вложить его нельзя ({error})") from error
        self.docx, self.foreign = self.subdocx, foreign
        if not foreign:
            body = self.subdocx.element.body
            for child in list(body):
                if child.tag != w("sectPr"):
                    body.remove(child)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self.subdocx, name)

    def __html__(self) -> str:
        raise ValueError("документ может стоять только в документе")


def printed(value: Any, additions: Additions, identities: Identities, part: str) -> str:  # noqa: ANN401
    """Return the body of a document, docgen's or docxtpl's, and bring along what it needs."""
    body = copy.deepcopy(value.subdocx.element.body)
    for section in list(body.iter(w("sectPr"))):
        section.getparent().remove(section)
    _Guest(value, additions, identities).settle(body, part)
    return "".join(map(_alone, body))


class _Guest:
    """A document being put into another: what its elements refer to finds its place there."""

    def __init__(self, value: Any, additions: Additions, identities: Identities) -> None:  # noqa: ANN401
        self._key, self._source = id(value), value.docx.part
        self._foreign = getattr(value, "foreign", False)
        self._additions, self._identities = additions, identities
        self._styles = {style.get(w("styleId")): style for style in self._source.styles.element.iter(w("style"))}

    def settle(self, element: etree._Element, part: str, source: Any = None) -> None:  # noqa: ANN401
        """Give the styles, lists, notes, relations and numbers of an element those of the part that prints it."""
        self._relate(element, part, source or self._source)
        for one in element.iter(*_STYLED):
            one.set(w("val"), self._style(one.get(w("val"), "")))
        self._number_lists(element)
        for kind, note in NOTES.items():
            self._notes(element, kind, note)
        _renumber(element, self._identities)

    def _relate(self, element: etree._Element, part: str, source: Any) -> None:  # noqa: ANN401
        for one in element.iter():
            for key, value in one.attrib.items():
                if not str(key).startswith(_R) or value not in source.rels:
                    continue
                relation, additions = source.rels[value], self._additions
                if relation.is_external:
                    fresh = additions.relate(part, relation.reltype, relation.target_ref, external=True)
                elif relation.reltype.endswith("/image"):
                    extension = posixpath.splitext(relation.target_part.partname)[1].lstrip(".")
                    fresh = additions.picture(part, relation.target_part.blob, extension)
                else:
                    fresh = additions.bring(part, relation.reltype, relation.target_part, self._identities.number())
                one.set(key, fresh)

    def _style(self, own: str) -> str:
        """Return the id of a style in the document: that of the same name, or the guest's own, taken along."""
        style = self._styles.get(own)
        if style is None:
            return own
        known, name = self._additions.styles, called(style)
        if name not in known:
            known[name] = own if own not in known.values() else f"{own}_{self._identities.number()}"
            fresh = copy.deepcopy(style)
            fresh.set(w("styleId"), known[name])
            fresh.attrib.pop(w("default"), None)
            for one in fresh.iter(w("basedOn"), w("link"), w("next")):
                one.set(w("val"), self._style(one.get(w("val"), "")))
            self._number_lists(fresh)
            self._additions.add("styles", _alone(fresh).encode())
        return known[name]

    def _number_lists(self, element: etree._Element) -> None:
        for one in element.iter(w("numId")):
            number = one.get(w("val"), "0")
            if number != "0" and (self._foreign or not self._identities.knows(number)):
                definition = _list(self._source, number)
                if definition is not None:
                    one.set(w("val"), str(self._identities.brought((self._key, number), definition)))

    def _notes(self, element: etree._Element, kind: str, note: str) -> None:
        """Take along the notes that an element refers to."""
        own = next((rel.target_part for rel in self._source.rels.values() if rel.reltype == f"{OFFICE}/{kind}"), None)
        sides = [w(f"{note}{side}") for side in ("Reference", "RangeStart", "RangeEnd")]
        if own is None or next(element.iter(*sides), None) is None:
            return
        known = {one.get(w("id")): one for one in etree.fromstring(own.blob).iter(w(note))}
        fresh: dict[str, str] = {}
        for one in element.iter(*sides):
            number = one.get(w("id"), "")
            if number in known and number not in fresh:
                fresh[number] = str(self._identities.number())
                known[number].set(w("id"), fresh[number])
                self.settle(known[number], self._additions.companion(kind), own)
                self._additions.add(kind, _alone(known[number]).encode())
            one.set(w("id"), fresh.get(number, number))


def _alone(element: etree._Element) -> str:
    """Return the XML of an element with the namespaces that it needs itself."""
    element = copy.deepcopy(element)
    choices = element.iter(f"{{{NAMESPACES['mc']}}}Choice")
    etree.cleanup_namespaces(element, keep_ns_prefixes=[p for one in choices for p in one.get("Requires", "").split()])
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _list(source: Any, number: str) -> etree._Element | None:  # noqa: ANN401
    """Return the definition of a list of a document."""
    root = source.numbering_part.element
    one = next((n for n in root.iter(w("num")) if n.get(w("numId")) == number), None)
    reference = one.find(w("abstractNumId")) if one is not None else None
    if reference is None:
        return None
    wanted = reference.get(w("val"))
    return next((a for a in root.iter(w("abstractNum")) if a.get(w("abstractNumId")) == wanted), None)


_VML = f"{{{NAMESPACES['v']}}}"
_ANCHOR = f"{{{NAMESPACES['w14']}}}anchorId"


def _renumber(element: etree._Element, identities: Identities) -> None:
    """Give drawings, bookmarks, controls and shapes numbers that nothing else in the file has."""
    fresh: dict[tuple[str, str | None], str] = {}

    def number(sort: str, own: str | None, form: str = "{}") -> str:
        return fresh.setdefault((sort, own), form.format(identities.number()))

    etree.strip_attributes(element, *PARAGRAPH_IDS)
    for one in element.iter():
        for key, sort, form in ((_ANCHOR, "anchor", "{:08X}"), (_shape_key(one), "shape", "_x0000_i{}")):
            if key and (own := one.get(key)):
                one.set(key, number(sort, own, form))
        if one.tag in (w("bookmarkStart"), w("bookmarkEnd")):
            one.set(w("id"), number("bookmark", one.get(w("id"))))
            if name := one.get(w("name")):
                one.set(w("name"), identities.name(name))
        elif one.tag == f"{{{NAMESPACES['wp']}}}docPr":
            one.set("id", str(identities.number()))
    for one in element.iterfind(f".//{w('sdtPr')}/{w('id')}"):
        one.set(w("val"), str(identities.number()))


def _shape_key(element: etree._Element) -> str:
    """Return the attribute that names an old drawing, or the drawing of an embedded object."""
    if element.tag == f"{{{NAMESPACES['o']}}}OLEObject":
        return "ShapeID"
    return "id" if str(element.tag).startswith(_VML) and element.tag != f"{_VML}shapetype" else ""
