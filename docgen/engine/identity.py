"""Numbers that must differ in a file although a loop repeats them: drawings, bookmarks, controls, lists."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.engine.mending import MARK
from docgen.engine.placing import mark
from docgen.engine.spot import Site, Spot
from docgen.engine.tag import Tag
from docgen.engine.wml import NAMESPACES, w

LINK, NOTE, NOTED = "_link", "_note", "_noted"
TOOLS: Mapping[str, str] = {
    "_bookmark": "identities.begun", "_control": "identities.control", "_drawing": "identities.drawing",
    "_end": "identities.ended", "_fresh": "identities.fresh", "_name": "identities.name",
    "_number": "identities.list_id", LINK: "link", NOTE: "note", NOTED: "noted",
}  # fmt: skip
"""What the tags of `separate`, of lists, links and notes call -> where the state of a part has it."""
_DRAWINGS = (f"{{{NAMESPACES['wp']}}}docPr", f"{{{NAMESPACES['pic']}}}cNvPr")
_NUM = re.compile(rb'<w:num [^>]*?w:numId="(\d+)"[^>]*>\s*<w:abstractNumId w:val="(\d+)"')
_IDS = re.compile(
    rb'<wp:docPr [^>]*?\bid="(\d+)"|<w:(?:bookmarkStart|id|footnote|endnote|comment) [^>]*?w:(?:id|val)="(\d+)"'
)
_MAX_NAME = 40  # characters of a bookmark's name, ISO/IEC 29500-1, 17.13.6.2


def separate(root: etree._Element, tags: list[Tag], depth: int = 0) -> None:
    """Let what blocks of tags may repeat ask for numbers of its own; the first time it gets those of the template."""
    spot, drawn = Spot("", "", ""), set[str | None]()
    for element in list(root.iter()):
        if element.tag == w("t"):
            for number in map(int, MARK.findall(element.text or "")):
                depth += tags[number].opens - tags[number].closes
                spot = tags[number].spot
        elif depth > 0:
            for attribute, tool in _ATTRIBUTES.get(str(element.tag), ()):
                _ask(element, attribute, tool, spot, tags)
        elif element.tag == _DRAWINGS[0]:
            if element.get("id") in drawn:
                _ask(element, "id", "_fresh", spot, tags)
            drawn.add(element.get("id"))


_ATTRIBUTES: Mapping[str, tuple[tuple[str, str], ...]] = {
    _DRAWINGS[0]: (("id", "_drawing"),),
    _DRAWINGS[1]: (("id", "_drawing"),),
    w("bookmarkStart"): ((w("id"), "_bookmark"), (w("name"), "_name")),
    w("bookmarkEnd"): ((w("id"), "_end"),),
    w("id"): ((w("val"), "_control"),),
}


def _ask(element: etree._Element, attribute: str, tool: str, spot: Spot, tags: list[Tag]) -> None:
    value = element.get(attribute, "")
    if value and '"' not in value and "\\" not in value and not MARK.search(value):
        tags.append(Tag("value", "", f'{tool}("{value}")', spot, Site("plain")))
        element.set(attribute, mark(len(tags) - 1))


class Identities:
    """The numbers that one document has given out."""

    def __init__(self, first: int, lists: Mapping[str, str]) -> None:
        """Begin a document.

        Args:
            first: a number greater than any that the template uses for a drawing, a bookmark, a control.
            lists: the lists of the template: numId -> abstractNumId.
        """
        self._numbers = itertools.count(first)
        self._seen: set[tuple[str, str]] = set()
        self._open: dict[tuple[str, str], str] = {}
        self._names: dict[str, int] = {}
        self._lists = lists
        self.new_lists: dict[int, str] = {}
        self.definitions: dict[str, etree._Element] = {}
        self._brought: dict[tuple[int, str], int] = {}

    def number(self) -> int:
        """Return a number that nothing else in the file has."""
        return next(self._numbers)

    def fresh(self, _: str) -> str:
        """Return a new number in the place of the template's."""
        return str(self.number())

    def control(self, own: str) -> str:
        """Return the number of a control."""
        return self._own("control", own)

    def drawing(self, own: str) -> str:
        """Return the number of a drawing."""
        return self._own("drawing", own)

    def _own(self, sort: str, own: str) -> str:
        """Return the template's number the first time, then a new one."""
        if (sort, own) not in self._seen:
            self._seen.add((sort, own))
            return own
        return str(self.number())

    def begun(self, own: str, sort: str = "bookmark") -> str:
        """Return the number of a range where it begins; a note's is a new one always, so that they rise."""
        self._open[sort, own] = self._own(sort, own) if sort == "bookmark" else str(self.number())
        return self._open[sort, own]

    def ended(self, own: str, sort: str = "bookmark") -> str:
        """Return the number of a range where it ends."""
        return self._open.get((sort, own), own)

    def noted(self, own: str, kind: str, *, ended: bool) -> str:
        """Return the number of a note where it begins, and where it ends: that of its range if one is open."""
        if ended:
            return self._open.pop((kind, own))
        return self._open.get((kind, own)) or self.begun(own, kind)

    def name(self, own: str) -> str:
        """Return the name of a bookmark: with a number behind it from the second time on."""
        self._names[own] = self._names.get(own, 0) + 1
        suffix = f"_{self._names[own]}" if self._names[own] > 1 else ""
        return own[: _MAX_NAME - len(suffix)] + suffix

    def knows(self, number: str) -> bool:
        """Tell whether the template has a list."""
        return number in self._lists

    def brought(self, key: tuple[int, str], definition: etree._Element) -> int:
        """Return the id of a list of another document in this one; ``key``: which document, which list."""
        if key not in self._brought:
            abstract = str(max(map(int, self._lists.values()), default=0) + len(self.definitions) + 1)
            self.definitions[abstract] = definition
            self._brought[key] = self._fresh_list(abstract)
        return self._brought[key]

    def _fresh_list(self, abstract: str) -> int:
        fresh = max(map(int, self._lists), default=0) + len(self.new_lists) + 1
        self.new_lists[fresh] = abstract
        return fresh

    def list_id(self, own: int, _: object = None) -> int:
        """Return the id of a list begun anew: the template's own for the first."""
        if ("list", str(own)) not in self._seen or str(own) not in self._lists:
            self._seen.add(("list", str(own)))
            return own
        return self._fresh_list(self._lists[str(own)])


def lists_of(numbering: bytes) -> dict[str, str]:
    """Return the lists of a numbering part: numId -> abstractNumId."""
    return {number.decode(): abstract.decode() for number, abstract in _NUM.findall(numbering)}


def with_lists(numbering: bytes, identities: Identities) -> bytes:
    """Return a numbering part with the lists begun anew and those of other documents."""
    definitions = b"".join(
        etree.tostring(_numbered(element, abstract), with_tail=False)
        for abstract, element in identities.definitions.items()
    )
    anew = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(9)
    )
    rows = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{anew}</w:num>'
        for number, abstract in identities.new_lists.items()
    )
    last = numbering.rfind(b"</w:num>")
    at = numbering.rindex(b"</") if last < 0 else last + len(b"</w:num>")
    first = _NUM.search(numbering)
    before = first.start() if first else at
    return numbering[:before] + definitions + numbering[before:at] + rows.encode() + numbering[at:]


def _numbered(definition: etree._Element, abstract: str) -> etree._Element:
    """Return the definition of a list under another number; its own identity (nsid) would tie it to the old one."""
    fresh = copy.deepcopy(definition)
    fresh.set(w("abstractNumId"), abstract)
    for element in fresh.findall(w("nsid")):
        fresh.remove(element)
    return fresh


def first_free(parts: Iterator[bytes] | list[bytes]) -> int:
    """Return a number greater than those of the drawings, bookmarks and controls of the parts."""
    used = (int(a or b) for part in parts for a, b in _IDS.findall(part))
    return max((number for number in used if number < 2**30), default=0) + 1
