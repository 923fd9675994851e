"""A Word template in its compiled form: programs, and the parts that never change as ready compressed bytes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment
from lxml import etree

from docgen.engine.archive import Entry
from docgen.engine.identity import first_free
from docgen.engine.media import STYLES, ids_of
from docgen.engine.mending import Dialect
from docgen.engine.numbering import lists_of_styles
from docgen.engine.package import TYPES, parts_with_tags, relations_of, with_types
from docgen.engine.part import program
from docgen.engine.program import Program
from docgen.engine.wml import NAMESPACES, parse

NUMBERING = "word/numbering.xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PIC, _A, _R = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("pic", "a", "r"))


@dataclass(frozen=True)
class Compiled:
    """What a template is made of; all of it plain data that can be kept on disk.

    Attributes:
        name: the template's name, for messages.
        programs: the parts that values fill, the main one first.
        entries: the parts that no value changes.
        spare: the parts that a document may add to: relations and lists, as they are in the template.
        first: a number that no drawing, bookmark or control of the template has, nor any greater.
        pictures: the names of the template's pictures (name, title, description) and the parts that hold them.
    """

    name: str
    programs: tuple[Program, ...]
    entries: tuple[Entry, ...]
    spare: Mapping[str, bytes]
    first: int
    pictures: tuple[tuple[str, str], ...]


def compiled(parts: dict[str, bytes], name: str, environment: Environment, dialect: Dialect) -> Compiled:
    """Compile the parts of a Word file.

    Raises:
        TemplateError: the file is not what it should be, or a tag is wrong.
    """
    styles = lists_of_styles(parse(parts.get("word/styles.xml", b"<none/>"), name))
    programs: list[Program] = []
    pictures: list[tuple[str, str]] = []
    for part, russian in parts_with_tags(parts, name).items():
        relations = parts.get(relations_of(part), b"")
        made = program(parts[part], part, f"{name}, {russian}", environment, dialect,
                       styles=styles, relations=ids_of(relations))  # fmt: skip
        if made is not None:
            programs.append(made)
        pictures += _pictures(parts[part], part, relations)
    first = first_free(list(parts.values()))
    filled = {one.part for one in programs}
    names = {*map(relations_of, filled), NUMBERING, STYLES} if filled else set()
    spare = {part: data for part, data in parts.items() if part in names}
    parts[TYPES] = with_types(parts[TYPES], name)
    entries = tuple(Entry.of(part, data) for part, data in parts.items() if part not in filled and part not in spare)
    return Compiled(name, tuple(programs), entries, spare, first, tuple(pictures))


def _pictures(xml: bytes, part: str, relations: bytes) -> Iterator[tuple[str, str]]:
    """Yield the names of the pictures of a part with the parts of their bytes."""
    if b"<pic:pic" not in xml or not relations:
        return
    rows = etree.fromstring(relations).iter(_RELATION)
    targets = {row.get("Id"): posixpath.normpath(posixpath.join(posixpath.dirname(part), row.get("Target", "")))
               for row in rows if row.get("TargetMode") != "External"}  # fmt: skip
    for picture in parse(xml, part).iter(f"{_PIC}pic"):
        named, shown = picture.find(f".//{_PIC}cNvPr"), picture.find(f".//{_A}blip")
        target = targets.get(shown.get(f"{_R}embed")) if shown is not None else None
        if named is not None and target:
            yield from ((named.get(key, ""), target) for key in ("name", "title", "descr") if named.get(key))
