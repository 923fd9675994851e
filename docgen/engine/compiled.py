"""A Word template in its compiled form: programs, and the parts that never change as ready compressed bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import Environment

from docgen.engine.additions import COMPANIONS
from docgen.engine.archive import Entry
from docgen.engine.identity import first_free
from docgen.engine.links import with_tags, without
from docgen.engine.notes import notes_of
from docgen.engine.numbering import lists_of_styles
from docgen.engine.package import TYPES, parts_with_tags, related, relations, relations_of, with_types
from docgen.engine.part import program
from docgen.engine.program import Program
from docgen.engine.tag import Dialect
from docgen.engine.wml import NAMESPACES, parse
from docgen.value import Value

_PIC, _A, _R = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("pic", "a", "r"))


class Compiled(Value):
    """What a template is made of; all of it plain data that can be kept on disk.

    Attributes:
        name: the template's name, for messages.
        programs: the parts that values fill, the main one first.
        entries: the parts that no value changes.
        spare: the parts that a document may add to: relations and lists, as they are in the template.
        first: a number that no drawing, bookmark or control of the template has, nor any greater.
        pictures: the names of the template's pictures (name, title, description) and the parts that hold them.
        main: the name of the part of the text.
        companions: the names of the parts beside it that a document may add to, by the kinds of their relations.
    """

    name: str
    programs: tuple[Program, ...]
    entries: tuple[Entry, ...]
    spare: Mapping[str, bytes]
    first: int
    pictures: tuple[tuple[str, str], ...]
    main: str
    companions: Mapping[str, str]


def compiled(
    parts: dict[str, bytes], types: Mapping[str, str], name: str, environment: Environment, dialect: Dialect
) -> Compiled:
    """Compile the parts of a Word file; ``types``: their content types.

    Raises:
        TemplateError: the file is not what it should be, or a tag is wrong.
    """
    first = first_free(list(parts.values()))
    programs: list[Program] = []
    pictures: list[tuple[str, str]] = []
    tagged = {part: f"{name}, {russian}" for part, russian in parts_with_tags(parts, types).items()}
    main = next(iter(tagged), "")
    companions = {kind: beside for kind in COMPANIONS if (beside := related(parts, main, kind)) in parts}
    lists = lists_of_styles(parse(parts.get(companions.get("styles", ""), b"<none/>"), name))
    for part, title in tagged.items():
        mine = list(relations(parts, part))
        ids, links = frozenset(one.key for one in mine), with_tags(mine, dialect)
        notes = notes_of(parts, mine, tagged, dialect)
        made = program(parts[part], part, title, environment, dialect,
                       styles=lists, relations=ids, links=links, notes=notes)  # fmt: skip
        if made is not None:
            programs.append(made)
        parts |= {one.part: one.left for one in notes if one.left}
        if links:
            parts[relations_of(part)] = without(parts[relations_of(part)], links)
        pictures += _pictures(parts, part)
    filled = {one.part for one in programs}
    names = {*companions.values(), *map(relations_of, [*filled, main, *companions.values()])} if filled else set()
    if any(site.kind == "block" for one in programs for site in one.sites):  # other documents may come
        names.add(TYPES)
    parts[TYPES] = with_types(parts[TYPES], name)
    spare = {part: data for part, data in parts.items() if part in names - filled}
    entries = tuple(Entry.of(part, data) for part, data in parts.items() if part not in filled and part not in spare)
    return Compiled(name, tuple(programs), entries, spare, first, tuple(pictures), main, companions)


def _pictures(parts: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str]]:
    """Yield the names of the pictures of a part with the parts of their bytes."""
    xml = parts[part]
    if b"<pic:pic" not in xml:
        return
    targets = {relation.key: relation.target for relation in relations(parts, part) if relation.kind == "image"}
    for picture in parse(xml, part).iter(f"{_PIC}pic"):
        named, shown = picture.find(f".//{_PIC}cNvPr"), picture.find(f".//{_A}blip")
        target = targets.get(shown.get(f"{_R}embed", "")) if shown is not None else None
        if named is not None and target:
            yield from ((named.get(key, ""), target) for key in ("name", "title", "descr") if named.get(key))
