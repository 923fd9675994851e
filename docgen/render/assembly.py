"""One file in the making: the host's package, and what every template run adds to it."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from lxml import etree

from docgen.engine.archive import Blob, Writer
from docgen.engine.wml import parse
from docgen.render.adoption import Adoption
from docgen.render.numbers import Numbers
from docgen.render.relations import RELATION as _RELATION
from docgen.render.relations import Carried, rels
from docgen.render.template import Template

_MAIN, _CORE = "word/document.xml", "docProps/core.xml"
_RELATIONS, _CONTENT = "word/_rels/document.xml.rels", "[Content_Types].xml"
_SHAPES = 64  # of one host: the papers of a run have few
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


@dataclass
class Assembly:
    """The parts of the file that grow while its body is made. One assembly is one file."""

    host: Template
    _numbers: Numbers = field(init=False)
    _styles: dict[str, bytes] = field(default_factory=dict)
    _relations: dict[tuple[str, str], str] = field(default_factory=dict)
    _new_parts: dict[str, bytes] = field(default_factory=dict)
    _headers: dict[tuple[str, str, bytes], str] = field(default_factory=dict)
    _carried: dict[str, Carried] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._numbers = Numbers(self.host.lists)

    def adopt(self, adoption: Adoption) -> None:
        """Take the styles, the pictures and the links of a guest."""
        self._styles.update(adoption.new_styles)
        self._carried.update(adoption.carried)

    def new_list(self, number: str, start: int, guest: Adoption | None) -> int:
        """Begin a list anew: a `w:num` of its own; returns its numId."""
        if guest is None:
            return self._numbers.begin(number, start)
        if known := guest.lists.get(number):
            return self._numbers.begin_in(known, start)
        return self._numbers.begin_brought(guest.new_lists[number], start)

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
        relations = rels(carried) if carried else b""
        same = kind, xml, relations
        if same not in self._headers:
            name = f"{kind}_docgen{len(self._new_parts) + 1}.xml"
            self._new_parts[f"word/{name}"] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
            if relations:
                own = {f"word/{item.target}": item.data for item in carried.values() if item.data is not None}
                self._new_parts |= {_rels_of(f"word/{name}"): relations, **own}
            self._headers[same] = self.relation(f"{_OFFICE}/{kind}", name)
        return self._headers[same]

    def finished(self, document: Sequence[str], core: str | None) -> bytes:
        """Return the file: what all files of its shape have in common is made and compressed once.

        Args:
            document: the main part, in pieces.
            core: the properties; without them those of the template stay.
        """
        self._carried |= self.host.compiled.foreign
        pieces = self._numbers.sectioned(document)
        file = io.BytesIO()
        writer = Writer(file, self._around())
        writer.add(_MAIN, map(str.encode, pieces))
        writer.add(_CORE, (core.encode() if core is not None else self.host.parts[_CORE],))
        writer.close()
        return file.getvalue()

    def _around(self) -> Blob:
        """Return the parts of the file around its main part."""
        shape = (tuple(self._styles.items()), self._numbers.shape, tuple(self._relations.items()),
                 tuple(self._carried.items()), tuple(self._new_parts.items()))  # fmt: skip
        made = self.host.shapes
        if shape not in made:
            if len(made) >= _SHAPES:
                del made[next(iter(made))]
            parts = self._parts()
            made[shape] = Blob.of(self.host.entry(name, data) for name, data in parts.items())
        return made[shape]

    def _parts(self) -> dict[str, bytes]:
        parts = {name: data for name, data in self.host.parts.items() if name not in (_MAIN, _CORE)}
        self._drop_unused_headers(parts)
        parts |= self._new_parts
        parts |= {f"word/{item.target}": item.data for item in self._carried.values() if item.data is not None}
        if self._styles:
            parts["word/styles.xml"] = self._with_styles(parts["word/styles.xml"])
        if lists := self._numbers.part():
            parts["word/numbering.xml"] = lists
        parts[_RELATIONS] = self._with_relations(parts)
        parts[_CONTENT] = self._with_types(parts[_CONTENT], {_MAIN, _CORE, *parts})
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

    def _with_relations(self, parts: Mapping[str, bytes]) -> bytes:
        root = parse(parts[_RELATIONS], "document.xml.rels")
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

    def _with_types(self, xml: bytes, parts: Collection[str]) -> bytes:
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


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
