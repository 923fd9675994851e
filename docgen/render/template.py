"""A template of Word, compiled once: its parts, its programs, its section, and what it brings into another file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from docgen.engine.archive import Blob, Entry, unpack
from docgen.engine.mending import mend
from docgen.engine.numbering import lists_of_styles
from docgen.engine.part import cleaned
from docgen.engine.wml import NAMESPACES, inner, parse, r, w, words
from docgen.errors import TemplateError
from docgen.render.house import AS_IS, House
from docgen.render.kept import Compiled, Shelf
from docgen.render.numbers import Numbering
from docgen.render.program import Program
from docgen.render.relations import ATTRIBUTES, Carried, carried
from docgen.render.tags import Prepared, prepare

_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LEVEL = 6  # of compression
_INCLUDE = re.compile(r"\{%p\s+include\s+[\"«„“”'](.+?)[\"»“”']\s*%\}")


@dataclass
class Template:
    """A template file.

    Attributes:
        name: the file's name, for messages.
        data: its bytes.
        fragments: the shared parts that `{%p include "…" %}` puts in, by name.
        house: the look that has been put over the file's own.
        shelf: where its compiled form is kept for other processes.
        shapes: what files of this template have around their main part, ready, by what tells it apart.
    """

    name: str
    data: bytes = field(repr=False)
    fragments: Mapping[str, Template] = field(default_factory=dict)
    house: House = AS_IS
    shelf: Shelf | None = None
    shapes: dict[Hashable, Blob] = field(default_factory=dict, init=False, repr=False)
    _entries: dict[str, Entry] = field(default_factory=dict, init=False, repr=False)
    _foreign: dict[str, Carried] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def open(
        cls, path: Path, fragments: Mapping[str, Template] | None = None, house: House = AS_IS,
        shelf: Shelf | None = None,
    ) -> Template:  # fmt: skip
        """Read a template; it is compiled when it is first rendered.

        Raises:
            TemplateError: the file cannot be read.
        """
        try:
            return cls(path.name, path.read_bytes(), fragments or {}, house, shelf)
        except OSError as error:
            raise TemplateError(f"{path.name}: шаблон не читается ({error.strerror})") from error

    @cached_property
    def parts(self) -> Mapping[str, bytes]:
        """The parts of the package in the look of the house.

        Raises:
            TemplateError: the file is no DOCX.
        """
        parts = unpack(self.data, self.name)
        if _DOCUMENT not in parts:
            raise TemplateError(f"{self.name}: это не документ Word")
        return self.house.applied(parts, self.name)

    @cached_property
    def digest(self) -> bytes:
        """What tells the template from all others: its name, its bytes, its look, the fragments it may include."""
        own = hashlib.sha256(f"{self.name} {self.house}".encode() + self.data)
        for name, fragment in sorted(self.fragments.items()):
            own.update(name.encode() + fragment.digest)
        return own.digest()

    @cached_property
    def compiled(self) -> Compiled:
        """The programs of the template: those kept on the shelf, or made now."""
        known = self.shelf.load(self.digest) if self.shelf else None
        if known is not None:
            return known
        made = self._compile()
        if self.shelf:
            self.shelf.save(self.digest, made)
        return made

    @cached_property
    def root(self) -> etree._Element:
        """The main part with the fragments put in and every namespace declared."""
        root = cleaned(parse(self.parts[_DOCUMENT], self.name), NAMESPACES)
        for paragraph in list(root.iter(w("p"))):
            found = _INCLUDE.search(words(paragraph))
            if found:
                self._put_in(paragraph, found[1])
        return root

    def _put_in(self, paragraph: etree._Element, name: str) -> None:
        fragment = self.fragments.get(name)
        if fragment is None:
            known = ", ".join(f"«{key}»" for key in self.fragments)
            raise TemplateError(f"{self.name}: нет общей части «{name}»; есть: {known}")
        body = cleaned(parse(fragment.parts[_DOCUMENT], fragment.name), NAMESPACES).find(w("body"))
        prefix = fragment.name.removesuffix(".docx")
        brought = carried(fragment.parts, _DOCUMENT, prefix)
        self._foreign |= {f"{key}_{prefix}": item for key, item in brought.items()}
        for element in list(body if body is not None else ()):
            if element.tag != w("sectPr"):
                for inside in element.iter():
                    for attribute in ATTRIBUTES:
                        if inside.get(attribute) in brought:
                            inside.set(attribute, f"{inside.get(attribute)}_{prefix}")
                paragraph.addprevious(element)
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)

    def _compile(self) -> Compiled:
        from docgen.render.generator import compiled  # a kept template needs no compiler

        opening = self._opening()
        body = self.root.find(w("body"))
        if body is None:
            raise TemplateError(f"{self.name}: в документе нет тела")
        for reference in self.root.iter(w("headerReference"), w("footerReference")):
            reference.set(r("id"), f"{{{{ _header('{reference.get(r('id'))}') }}}}")
        ready = prepare(body, self.name, self.numbering)
        last = body[-1] if len(body) and body[-1].tag == w("sectPr") else None
        section = "" if last is None else inner(self.root, [last])
        xml = (body.text or "").strip() + inner(self.root, [child for child in body if child is not last])
        return Compiled(
            compiled(xml, ready, self.name), ready.typed(section), opening, self._page(), self._headers(),
            self._properties(), self._foreign,
        )  # fmt: skip

    def _opening(self) -> str:
        shell = etree.Element(w("document"), nsmap=_named(self.root))
        shell.set(f"{{{NAMESPACES['mc']}}}Ignorable", " ".join(p for p in ("w14", "w15", "wp14") if p in shell.nsmap))
        text = etree.tostring(shell, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text.removesuffix("/>")}><w:body>'

    def _page(self) -> tuple[int, ...]:
        section = parse(self.parts[_DOCUMENT], self.name).find(f"{w('body')}/{w('sectPr')}")
        size, margins = (section.find(w(name)) if section is not None else None for name in ("pgSz", "pgMar"))
        found = [int(size.get(w(name), "0")) for name in ("w", "h")] if size is not None else [11906, 16838]
        names = ("left", "right", "top", "bottom")
        found += [int(margins.get(w(name), "0")) for name in names] if margins is not None else [1701, 567, 1134, 1134]
        return tuple(found)

    def _headers(self) -> Mapping[str, Program]:
        from docgen.render.generator import compiled

        found = {}
        for key, (kind, target) in self.relations.items():
            if kind.endswith(("/header", "/footer")):
                root = cleaned(parse(self.parts[f"word/{target}"], self.name), NAMESPACES)
                title = f"{self.name}, колонтитул"
                ready = prepare(root, title, self.numbering)
                found[key] = compiled(etree.tostring(root, encoding="unicode"), ready, title)
        return found

    def _properties(self) -> Program | None:
        from docgen.render.generator import compiled

        xml = self.parts.get("docProps/core.xml", b"")
        if b"{{" not in xml:
            return None
        title = f"{self.name}, свойства файла"
        root = parse(xml, title)
        ready = Prepared(mend(root, title))
        for tag in ready.tags:
            tag.code = f"_plain({tag.code})" if tag.kind == "value" else tag.code
        return compiled(etree.tostring(root, encoding="unicode"), ready, title)

    @property
    def text_width(self) -> int:
        """The width of the text of the last section, in twentieths of a point."""
        return self.compiled.page[0] - self.compiled.page[2] - self.compiled.page[3]

    @cached_property
    def styles(self) -> Mapping[str, etree._Element]:
        """The styles by id."""
        root = parse(self.parts.get("word/styles.xml", b"<none/>"), self.name)
        return {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}

    @cached_property
    def numbering(self) -> Mapping[str, tuple[str, str]]:
        """The list and the level of every style that has one: style id -> (numId, ilvl)."""
        return lists_of_styles(parse(self.parts.get("word/styles.xml", b"<none/>"), self.name))

    @cached_property
    def lists(self) -> Numbering:
        """The lists of the file."""
        return Numbering.of(self.parts.get("word/numbering.xml"), self.name)

    def entry(self, name: str, data: bytes) -> Entry:
        """Return a part of a file of this template in its compressed form."""
        if self.parts.get(name) is not data:
            return Entry.of(name, data, _LEVEL)
        if name not in self._entries:
            self._entries[name] = Entry.of(name, data, _LEVEL)
        return self._entries[name]

    @cached_property
    def relations(self) -> Mapping[str, tuple[str, str]]:
        """The relations of the main part: id -> (type, target)."""
        root = parse(self.parts.get(_RELATIONS, b"<none/>"), self.name)
        return {e.get("Id", ""): (e.get("Type", ""), e.get("Target", "")) for e in root.iter(f"{_REL}Relationship")}


def _named(root: etree._Element) -> dict[str, str]:
    """Return the namespaces of a part with all that docgen knows."""
    return {**{prefix: uri for prefix, uri in root.nsmap.items() if prefix}, **NAMESPACES}
