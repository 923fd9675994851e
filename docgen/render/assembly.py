"""One file in the making: the host's package, and what every template run adds to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import count

from lxml import etree

from docgen.engine.wml import make, parse, w
from docgen.render import legal
from docgen.render.adoption import Adoption
from docgen.render.relations import RELATION as _RELATION
from docgen.render.relations import Carried, rels
from docgen.render.template import Template

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_PICTURES = {
    "jpg": "image/jpeg",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
}
_DRAWING = re.compile(rb'(<wp:docPr\b[^>]*?\bid=")\d+')  # ids of drawings are unique in the whole file
_MARK = re.compile("\ue0fe\\d+\ue0fe")


@dataclass
class Assembly:
    """The parts of the file that grow while its body is made. One assembly is one file."""

    host: Template
    _lists: list[etree._Element] = field(default_factory=list)
    _abstracts: dict[int, tuple[str, etree._Element]] = field(default_factory=dict)
    _styles: dict[str, bytes] = field(default_factory=dict)
    _relations: dict[tuple[str, str], str] = field(default_factory=dict)
    _new_parts: dict[str, bytes] = field(default_factory=dict)
    _carried: dict[str, Carried] = field(default_factory=dict)

    def adopt(self, adoption: Adoption) -> None:
        """Take the styles, the pictures and the links of a guest."""
        self._styles.update(adoption.new_styles)
        self._carried.update(adoption.carried)

    def new_list(self, number: str, start: int, guest: Adoption | None) -> int:
        """Begin a list anew: a `w:num` of its own; returns its numId."""
        root = self._numbering
        if guest is None:
            own = next((n for n in root.iter(w("num")) if n.get(w("numId")) == number), None)
            reference = own.find(w("abstractNumId")) if own is not None else None
            abstract = reference.get(w("val"), "0") if reference is not None else "0"
        else:
            abstract = guest.lists.get(number) or self._brought(guest.new_lists[number])
        element = self._fresh_list(abstract)
        for level in range(9):
            override = make("lvlOverride", ilvl=str(level))
            override.append(make("startOverride", val=str(start if level == 0 else 1)))
            element.append(override)
        return int(element.get(w("numId"), "0"))

    def _fresh_list(self, abstract: str) -> etree._Element:
        fresh = (
            max((int(n.get(w("numId"), "0")) for n in self._numbering.iter(w("num"))), default=0) + len(self._lists) + 1
        )
        element = make("num", numId=str(fresh))
        element.append(make("abstractNumId", val=abstract))
        self._lists.append(element)
        return element

    def _brought(self, definition: etree._Element) -> str:
        """Return the id of a guest's abstract list in this file, adding it at its first use."""
        if id(definition) not in self._abstracts:
            self._abstracts[id(definition)] = self._numbered(parse(etree.tostring(definition), "numbering.xml"))
        return self._abstracts[id(definition)][0]

    def _numbered(self, definition: etree._Element) -> tuple[str, etree._Element]:
        used = [int(a.get(w("abstractNumId"), "0")) for a in self._numbering.iter(w("abstractNum"))]
        number = str(max(used, default=0) + len(self._abstracts) + 1)
        definition.set(w("abstractNumId"), number)
        return number, definition

    def _with_sections(self, document: str) -> str:
        """Give the clauses under every Roman section a list of their own with Arabic figures."""
        abstracts = {e.get(w("abstractNumId")): e for e in self._numbering.iter(w("abstractNum"))}
        abstracts |= dict(self._abstracts.values())
        roman = {}
        for element in self._lists:
            definition = abstracts.get(element[0].get(w("val")))
            if definition is not None and legal.is_roman(definition):
                roman[element.get(w("numId"), "")] = definition

        def of_section(list_id: str, section: int) -> str:
            made = self._numbered(legal.of_section(roman[list_id], section))
            self._abstracts[-len(self._abstracts) - 1] = made
            return self._fresh_list(made[0]).get(w("numId"), "")

        return legal.sectioned(document, roman, of_section) if roman else document

    @cached_property
    def _numbering(self) -> etree._Element:
        empty = f'<w:numbering xmlns:w="{w("x")[1:-2]}"/>'.encode()
        return parse(self.host.parts.get("word/numbering.xml", empty), self.host.name)

    def relation(self, kind: str, target: str) -> str:
        """Return the id of a relation of the main part, added if it is new."""
        known = next((key for key, value in self.host.relations.items() if value == (kind, target)), None)
        if known:
            return known
        return self._relations.setdefault((kind, target), f"rIdDocgen{len(self._relations) + 1}")

    def link(self, address: str) -> str:
        """Return the id of the relation to an address on the web."""
        return self._own(Carried(f"{_OFFICE}/hyperlink", address, None))

    def picture(self, data: bytes, kind: str) -> str:
        """Return the id of the relation to a picture; ``kind`` is its extension. The same bytes are one part."""
        return self._own(Carried(f"{_OFFICE}/image", f"media/docgen_{sha256(data).hexdigest()[:16]}.{kind}", data))

    def _own(self, item: Carried) -> str:
        known = next((key for key, other in self._carried.items() if other == item), None)
        key = known or f"rIdDocgenC{len(self._carried) + 1}"
        self._carried[key] = item
        return key

    def header(self, xml: str, kind: str, carried: Mapping[str, Carried]) -> str:
        """Add a header or footer and return the id of its relation; the same text is the same part."""
        data = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
        relations = rels(carried) if carried else None
        for name, old in self._new_parts.items():
            if old == data and f"/{kind}" in name and self._new_parts.get(_rels_of(name)) == relations:
                return self.relation(f"{_OFFICE}/{kind}", name.removeprefix("word/"))
        name = f"{kind}_docgen{len(self._new_parts) + 1}.xml"
        self._new_parts[f"word/{name}"] = data
        if relations:
            self._new_parts[_rels_of(f"word/{name}")] = relations
            self._new_parts |= {f"word/{item.target}": item.data for item in carried.values() if item.data is not None}
        return self.relation(f"{_OFFICE}/{kind}", name)

    def finished(self, document: str, core: str | None) -> dict[str, bytes]:
        """Return the parts of the file around its main part."""
        parts = dict(self.host.parts)
        self._drop_unused_headers(parts)
        self._carried |= self.host.foreign
        parts |= self._new_parts
        parts |= {f"word/{item.target}": item.data for item in self._carried.values() if item.data is not None}
        parts["word/document.xml"] = _bookmarked(self._with_sections(document)).encode()
        drawings = count(1)
        for name in ("word/document.xml", *(name for name in self._new_parts if name.endswith(".xml"))):
            parts[name] = _DRAWING.sub(lambda found: b"%b%d" % (found[1], next(drawings)), parts[name])
        if core is not None:
            parts["docProps/core.xml"] = core.encode()
        if self._styles:
            parts["word/styles.xml"] = self._with_styles(parts["word/styles.xml"])
        if self._lists:
            parts["word/numbering.xml"] = self._with_lists()
        parts["word/_rels/document.xml.rels"] = self._with_relations(parts)
        parts["[Content_Types].xml"] = self._with_types(parts["[Content_Types].xml"], parts)
        return parts

    def _drop_unused_headers(self, parts: dict[str, bytes]) -> None:
        for kind, target in self.host.relations.values():
            if kind.endswith(("/header", "/footer")):
                parts.pop(f"word/{target}", None)
                parts.pop(f"word/_rels/{target}.rels", None)

    def _with_styles(self, xml: bytes) -> bytes:
        root = parse(xml, "styles.xml")
        for definition in self._styles.values():
            root.append(etree.fromstring(definition))
        return _serialised(root)

    def _with_lists(self) -> bytes:
        root = parse(_serialised(self._numbering), "numbering.xml")
        first = next((i for i, child in enumerate(root) if child.tag == w("num")), len(root))
        for shift, (_, definition) in enumerate(self._abstracts.values()):
            root.insert(first + shift, definition)
        after = max((i for i, child in enumerate(root) if child.tag in (w("num"), w("abstractNum"))), default=-1)
        for shift, element in enumerate(self._lists, 1):
            root.insert(after + shift, element)
        return _serialised(root)

    def _with_relations(self, parts: Mapping[str, bytes]) -> bytes:
        root = parse(parts["word/_rels/document.xml.rels"], "document.xml.rels")
        for element in list(root):
            if element.get("Type", "").endswith(("/header", "/footer")):
                root.remove(element)
        for (kind, target), key in self._relations.items():
            element = etree.SubElement(root, _RELATION, Id=key, Type=kind, Target=target)
        for key, item in self._carried.items():
            element = etree.SubElement(root, _RELATION, Id=key, Type=item.kind, Target=item.target)
            if item.data is None:
                element.set("TargetMode", "External")
        if "word/numbering.xml" in parts and not any(e.get("Type", "").endswith("/numbering") for e in root):
            etree.SubElement(root, _RELATION, Id="rIdDocgenN", Type=f"{_OFFICE}/numbering", Target="numbering.xml")
        return _serialised(root)

    def _with_types(self, xml: bytes, parts: Mapping[str, bytes]) -> bytes:
        root = parse(xml, "[Content_Types].xml")
        for element in list(root.iter(f"{_TYPES}Override")):
            if element.get("PartName", "").removeprefix("/") not in parts:
                root.remove(element)
        named = {element.get("PartName") for element in root}
        for name in (name for name in self._new_parts if name.endswith(".xml")):
            kind = "header" if "/header" in name else "footer"
            etree.SubElement(root, f"{_TYPES}Override", PartName=f"/{name}", ContentType=_HEADER_TYPE.format(kind))
        known = {element.get("Extension", "").lower() for element in root.iter(f"{_TYPES}Default")}
        for extension in sorted(
            {name.rpartition(".")[2].lower() for name in parts if name.startswith("word/media/")} - known
        ):
            content = _PICTURES.get(extension, f"image/{extension}")
            root.insert(0, etree.Element(f"{_TYPES}Default", Extension=extension, ContentType=content))
        if "word/numbering.xml" in parts and "/word/numbering.xml" not in named:
            content = _HEADER_TYPE.format("numbering")
            etree.SubElement(root, f"{_TYPES}Override", PartName="/word/numbering.xml", ContentType=content)
        return _serialised(root)


def _rels_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _bookmarked(document: str) -> str:
    """Give the bookmarks ids that are unique in the file; start and end of one stand side by side."""
    ids = iter(range(1, document.count("\ue0fe") + 1))
    held: list[str] = []

    def number(_: re.Match[str]) -> str:
        if held:
            return held.pop()
        held.append(str(next(ids)))
        return held[0]

    return _MARK.sub(number, document)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
