"""The lists of a file in the making: each begins anew, and guests bring those that the host does not have."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from copy import deepcopy
from functools import cached_property

from lxml import etree

from docgen.engine.wml import make, parse, w
from docgen.render import legal
from docgen.value import Value

_LEVELS = 9


class Numbering(Value):
    """The lists of a template.

    Attributes:
        root: the part.
        lists: numId -> abstractNumId.
        definitions: the abstract lists by their id.
    """

    root: etree._Element
    lists: Mapping[str, str]
    definitions: Mapping[str, etree._Element]

    @classmethod
    def of(cls, xml: bytes | None, name: str) -> Numbering:
        """Read the part of lists; ``name``: the template, for messages."""
        root = parse(xml or f'<w:numbering xmlns:w="{w("x")[1:-2]}"/>'.encode(), name)
        lists = {}
        for number in root.iter(w("num")):
            reference = number.find(w("abstractNumId"))
            lists[number.get(w("numId"), "")] = reference.get(w("val"), "0") if reference is not None else "0"
        return cls(root, lists, {e.get(w("abstractNumId"), "0"): e for e in root.iter(w("abstractNum"))})

    @cached_property
    def roman(self) -> Mapping[str, etree._Element]:
        """The abstract lists with Roman sections and legal levels below them."""
        return {key: element for key, element in self.definitions.items() if legal.is_roman(element)}


class Numbers:
    """The lists of one file: those of its template, and those begun while its body is made."""

    def __init__(self, own: Numbering) -> None:
        self._own = own
        self._free = max(map(int, own.lists), default=0) + 1
        self._free_definition = max(map(int, own.definitions), default=0) + 1
        self._begun: list[tuple[str, int | None]] = []
        self._brought: dict[int, tuple[str, etree._Element]] = {}
        self._sections: list[tuple[str, etree._Element, int]] = []

    def begin(self, number: str, start: int) -> int:
        """Begin a list of the template anew; returns its numId."""
        return self._begin(self._own.lists.get(number, "0"), start)

    def begin_in(self, definition: str, start: int) -> int:
        """Begin a list of an abstract list of the file anew; returns its numId."""
        return self._begin(definition, start)

    def begin_brought(self, definition: etree._Element, start: int) -> int:
        """Begin a list of an abstract list that a guest brings; it is added at its first use."""
        if id(definition) not in self._brought:
            self._brought[id(definition)] = self._new_id(), definition
        return self._begin(self._brought[id(definition)][0], start)

    def _begin(self, definition: str, start: int | None) -> int:
        self._begun.append((definition, start))
        return self._free + len(self._begun) - 1

    def _new_id(self) -> str:
        return str(self._free_definition + len(self._brought) + len(self._sections))

    def sectioned(self, document: Sequence[str]) -> Sequence[str]:
        """Give the clauses under every Roman section a list of their own with Arabic figures; the part is in pieces."""
        ours = {**self._own.roman, **{key: one for key, one in self._brought.values() if legal.is_roman(one)}}
        if not ours:
            return document
        roman = {str(self._free + at): ours[key] for at, (key, _) in enumerate(self._begun) if key in ours}

        def of_section(list_id: str, section: int) -> str:
            number = self._new_id()
            self._sections.append((number, roman[list_id], section))
            return str(self._begin(number, None))

        return [legal.sectioned("".join(document), roman, of_section)] if roman else document

    @property
    def shape(self) -> Hashable:
        """What tells the part of lists from another of the same template; the lists of guests stay where they are."""
        return tuple(self._begun), tuple(self._brought.values()), tuple(self._sections)

    def part(self) -> bytes | None:
        """Return the part of lists; None if it is that of the template."""
        if not self._begun:
            return None
        root = deepcopy(self._own.root)
        first = next((i for i, child in enumerate(root) if child.tag == w("num")), len(root))
        added = [(number, deepcopy(definition)) for number, definition in self._brought.values()]
        added += [(number, legal.of_section(definition, section)) for number, definition, section in self._sections]
        for shift, (number, copy) in enumerate(added):
            copy.set(w("abstractNumId"), number)
            root.insert(first + shift, copy)
        after = max((i for i, child in enumerate(root) if child.tag in (w("num"), w("abstractNum"))), default=-1)
        for shift, (definition, start) in enumerate(self._begun, 1):
            root.insert(after + shift, _list(self._free + shift - 1, definition, start))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _list(number: int, definition: str, start: int | None) -> etree._Element:
    """Return a list that begins with ``start`` on its first level, with 1 below; None leaves it as it is defined."""
    element = make("num", numId=str(number))
    element.append(make("abstractNumId", val=definition))
    for level in range(0 if start is None else _LEVELS):
        override = make("lvlOverride", ilvl=str(level))
        override.append(make("startOverride", val=str(start if level == 0 else 1)))
        element.append(override)
    return element
