"""Cells with tags and formulas: a cell of one tag takes the type of its value, formulas wait for their rows."""

from __future__ import annotations

import re

from lxml import etree

from docgen.engine.mending import MARK
from docgen.engine.placing import mark
from docgen.engine.spot import Site, Spot
from docgen.engine.tag import Tag
from docgen.engine.wml import XML_SPACE
from docgen.engine.xlsx.followers import Followers
from docgen.engine.xlsx.formula import guarded, parsed
from docgen.engine.xlsx.sml import s
from docgen.engine.xlsx.styles import Styles

TYPED = "docgen-typed"
"""The attribute that holds the mark of a cell's only tag until the sheet is serialized."""
_WORDS = etree.XPath("string()", smart_strings=False)
_CELL = re.compile(r"([A-Z]+)(\d+)")


class Cells:
    """Makes the cells of one sheet ready."""

    def __init__(self, name: str, tags: list[Tag], followers: Followers, styles: Styles) -> None:
        """Take the sheet's name, its tags, what waits for rows, to both of which cells add, and the styles of cells."""
        self._name, self._tags, self._followers, self._styles = name, tags, followers, styles
        self._shared: dict[str, tuple[str, str]] = {}

    def tag(self, kind: str, code: str, spot: Spot) -> str:
        """Add a tag and return its mark."""
        self._tags.append(Tag(kind, "", code, spot, Site("ready") if kind == "value" else None))
        return mark(len(self._tags) - 1)

    def typed(self, cell: etree._Element) -> None:
        """Let a cell of one tag take the type of its value.

        Raises:
            ValueError, LookupError: the style of the cell is none that the book has.
        """
        style = self._styles.known(int(cell.get("s") or 0))
        if cell.get("t") == "inlineStr" and not len(cell):
            cell.attrib.pop("t")  # some writers make such cells, and Excel mends them
        words = words_of(cell) if cell.get("t") in ("inlineStr", "str") else ""
        only = MARK.fullmatch(words.strip())
        tag = self._tags[int(only[1])] if only else None
        if only and tag is not None and tag.kind == "value":
            tag.site = Site("cell", f' s="{style}"', f'{self._styles.since} s="{self._styles.dated(style)}"')
            del cell[:]
            for name in ("t", "s"):
                cell.attrib.pop(name, "")
            cell.set(TYPED, only[0])
        elif MARK.search(words):
            for text in cell.iter(s("t")):
                text.set(XML_SPACE, "preserve")
            for number in MARK.findall(words):
                self._tags[int(number)].site = Site("words")

    def formula(self, cell: etree._Element, letters: str, number: int, *, moving: bool) -> None:
        """Let a formula wait until the rows that it names are known; ``letters``, ``number``: where it stands."""
        formula = cell.find(s("f"))
        if formula is None:
            return
        words = self._expanded(formula, f"{letters}{number}")
        if words is None:
            return
        for value in cell.findall(s("v")):  # what Excel had counted before
            cell.remove(value)
        if cell.get("t") in ("str", "e", "b"):
            cell.attrib.pop("t")
        pieces = parsed(guarded(words, self._tags))
        if not self._followers.wait_for(pieces):
            formula.text = words
            return
        row = self.tag("value", "_r", Spot(self._name, "", f"строка {number}")) if moving else str(number)
        formula.text = self._followers.later("formula", pieces, number, row)
        if formula.get("ref"):
            formula.set("ref", self._followers.later("formula", parsed(formula.get("ref", "")), number, row))

    def _expanded(self, formula: etree._Element, place: str) -> str | None:
        """Return the text of a formula; one that is shared with other cells is written out."""
        words, shared = formula.text or "", formula.get("si")
        if formula.get("t") != "shared" or shared is None:
            return words or None
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, "")
        if words:
            self._shared[shared] = words, place
            return words
        from openpyxl.formula.translate import Translator

        first, origin = self._shared[shared]
        return str(Translator(f"={first}", origin=origin).translate_formula(place))[1:]


def words_of(element: etree._Element) -> str:
    """Return the text in an element."""
    return str(_WORDS(element))


def place_of(cell: etree._Element, previous: int) -> tuple[str, int]:
    """Return the letters and the number of a cell's column; one without a reference stands behind the previous."""
    named = _CELL.match(cell.get("r") or "")
    if named:
        return named[1], _index(named[1])
    return _letters(previous + 1), previous + 1


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
