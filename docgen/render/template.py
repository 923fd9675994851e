"""A template of Word, compiled once: its parts, its programs, its section, and what it brings into another file."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from docgen.engine.archive import Blob, Entry, unpack
from docgen.engine.wml import parse, w
from docgen.errors import TemplateError, why
from docgen.render.house import AS_IS, House
from docgen.render.kept import Compiled, Shelf
from docgen.render.numbers import Numbering
from docgen.render.relations import RELATION, Carried, carried
from docgen.render.values import Columns

_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_LEVEL = 6  # of compression


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
            raise TemplateError(f"{path.name}: шаблон не читается ({why(error)})") from error

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
        from docgen.render.compilation import compiled  # a kept template needs no compiler

        made = compiled(self)
        if self.shelf:
            self.shelf.save(self.digest, made)
        return made

    @cached_property
    def names(self) -> frozenset[str]:
        """What the template asks of a document, in its text and in its headers."""
        programs = self.compiled.headers.values()
        return self.compiled.body.names.union(*(header.names for header in programs))

    @cached_property
    def columns(self) -> Columns:
        """The columns of tables that fill the width of the text of the last section."""
        wide, _, left, right, *_ = self.compiled.page
        return Columns(wide - left - right)

    @cached_property
    def styles(self) -> Mapping[str, etree._Element]:
        """The styles by id."""
        root = parse(self.parts.get("word/styles.xml", b"<none/>"), self.name)
        return {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}

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
        return {e.get("Id", ""): (e.get("Type", ""), e.get("Target", "")) for e in root.iter(RELATION)}

    @cached_property
    def headers(self) -> Mapping[str, Mapping[str, Carried]]:
        """The pictures and links of the headers and footers, by the id of their relation."""
        prefix = self.name.removesuffix(".docx")
        return {
            key: carried(self.parts, f"word/{target}", f"{prefix}_{key}")
            for key, (kind, target) in self.relations.items()
            if kind.endswith(("/header", "/footer"))
        }
