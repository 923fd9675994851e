"""Notes printed where they are referred to, if any of them has tags or is referred to in a block of tags.

There a note sees the variables of loops, and every turn adds one of its own to the part of notes. All of a kind are
printed so, for their numbers to rise with their references: LibreOffice gives the first reference the least number.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from docgen.engine.additions import NOTES
from docgen.engine.dialect import resolve
from docgen.engine.identity import NOTE, NOTED, separate
from docgen.engine.links import mended, with_tags
from docgen.engine.mending import MARK
from docgen.engine.package import Relation, relations
from docgen.engine.placing import mark, put_after, put_before
from docgen.engine.spot import Site, Spot
from docgen.engine.tag import Dialect, Tag
from docgen.engine.wml import NAMESPACES, PARAGRAPH_IDS, parse, w

_REFERENCES = {w(f"{note}Reference"): kind for kind, note in NOTES.items()}


@dataclass
class Notes:
    """A part of notes.

    Attributes:
        part: its name in the package.
        kind: the kind of the relation to it.
        title: what a reader calls it.
        root: its tree.
        links: the addresses of its links that hold tags, by the ids of their relations.
        left: the part without the notes that are printed at their references, if there are any.
    """

    part: str
    kind: str
    title: str
    root: etree._Element
    links: Mapping[str, str]
    left: bytes = b""


def notes_of(
    parts: Mapping[str, bytes], found: Iterable[Relation], titles: Mapping[str, str], dialect: Dialect
) -> list[Notes]:
    """Return the parts of notes among those that a part refers to; ``titles``: what a reader calls them."""
    return [
        Notes(one.target, one.kind, titles[one.target], parse(parts[one.target], titles[one.target]),
              with_tags(relations(parts, one.target), dialect))
        for one in found if one.kind in NOTES and one.target in titles
    ]  # fmt: skip


def graft(root: etree._Element, tags: list[Tag], notes: Iterable[Notes], dialect: Dialect) -> None:
    """Print the notes of a part, its own tags resolved, where their references are.

    Raises:
        TemplateError: a tag of a note is wrong.
    """
    known = {(one.kind, note.get(w("id"), "")): (one, note) for one in notes for note in one.root}
    # A document put in may bring notes too.
    wanted = set(NOTES) if any(tag.kind == "value" and tag.prefix == "p" for tag in tags) else set()
    found = []
    for reference, repeated in list(_references(root, tags)) if known else ():
        key = _REFERENCES[str(reference.tag)], reference.get(w("id"), "")
        if key not in known or not key[1].isdigit() or not len(known[key][1]):
            continue
        source, note = known[key]
        own, first = copy.deepcopy(note), len(tags)
        mended(own, source.title, dialect, source.links, tags)
        if repeated or len(tags) > first:
            wanted.add(key[0])
        spot = tags[first].spot if len(tags) > first else Spot(source.title, "", "")
        found.append((key, reference, repeated, own, spot))
    sources: dict[int, Notes] = {}
    for key, reference, repeated, own, spot in found:
        if key[0] not in wanted:
            continue
        separate(own, tags, depth=int(repeated))
        resolve(own, tags)
        _print(own, reference, key, _Maker(tags, spot))
        source, note = known[key]
        sources[id(source)] = source
        if note.getparent() is not None:  # a note may have several references
            source.root.remove(note)
    for source in sources.values():
        source.left = _declared(source.root, root)


def _references(root: etree._Element, tags: list[Tag]) -> Iterator[tuple[etree._Element, bool]]:
    """Yield the references to notes, and whether they stand in a block of tags."""
    depth = 0
    for event, element in etree.iterwalk(root, ("start", "end")):
        for number in MARK.findall((element.text if event == "start" else element.tail) or ""):
            depth += tags[int(number)].opens - tags[int(number)].closes
        if event == "start" and element.tag in _REFERENCES:
            yield element, depth > 0


class _Maker:
    """Makes the tags around a note."""

    def __init__(self, tags: list[Tag], spot: Spot) -> None:
        self._tags, self._spot = tags, spot

    def __call__(self, kind: str, code: str, site: Site | None = None) -> str:
        self._tags.append(Tag(kind, "", code, self._spot, site))
        return mark(len(self._tags) - 1)


def _print(note: etree._Element, reference: etree._Element, key: tuple[str, str], make: _Maker) -> None:
    """Put a note before its reference, kept from print by `set`; the reference hands it over for the id it gets."""
    kind, own = key
    arguments = f'"{own}", "{kind}"'
    note.tail = None
    etree.strip_attributes(note, *PARAGRAPH_IDS)
    reference.addprevious(note)
    put_before(note, make("block", "set _note"))
    note.set(w("id"), make("value", f"{NOTE}({arguments})", Site("attribute")))
    note.text = make("block", "set _words") + (note.text or "").strip()
    note[-1].tail = (
        (note[-1].tail or "").strip()
        + make("block", "endset")
        + make("value", "_words or '<w:p/>'|safe", Site("block"))
    )
    put_after(note, make("block", "endset"))
    reference.set(w("id"), make("value", f"{NOTED}({arguments}, _note)", Site("attribute")))
    for side, tool in (("Start", "_bookmark"), ("End", "_end")):
        for one in reference.getroottree().iter(w(f"{NOTES[kind]}Range{side}")):
            if one.get(w("id")) == own:
                one.set(w("id"), make("value", f"{tool}({arguments})", Site("attribute")))


def _declared(notes: etree._Element, root: etree._Element) -> bytes:
    """Return a part of notes that declares what notes of another part may need."""
    declared = {prefix: uri for one in (root, notes) for prefix, uri in one.nsmap.items() if prefix}
    fresh = etree.Element(notes.tag, nsmap={**NAMESPACES, **declared})
    for key, value in notes.attrib.items():
        fresh.set(key, value)
    fresh.text = notes.text or ""  # an end of its own, even if nothing is left
    fresh.extend(list(notes))
    return etree.tostring(fresh, xml_declaration=True, encoding="UTF-8", standalone=True)
