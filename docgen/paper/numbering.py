"""Automatic numbers, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from docgen.paper.styles import Styles
from docgen.paper.wml import is_on, value, w, whole
from docgen.value import Value

# ISO 29500-1, 17.18.59: the alphabet without ё, й, ъ and ь.
_LETTERS = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SUFFIXES = {"space": " ", "nothing": ""}
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Level(Value):
    """A level of a list."""

    start: int
    form: str
    text: str
    legal: bool
    restart: int | None
    style: str
    suffix: str
    marks: etree._Element | None = None


class List(Value):
    """A list: whose counters it shares, its levels, where it starts anew."""

    counters: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def start(self, depth: int) -> int:
        """Return the first number of a level."""
        return self.starts.get(depth, self.levels[depth].start if depth in self.levels else 1)


@dataclass
class Lists:
    """The lists of a paper and their counters."""

    lists: Mapping[str, List]
    styles: Styles
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def place(self, marks: etree._Element | None) -> tuple[str, int]:
        """Return the list of a paragraph and the depth in it; an empty id if it is in none."""
        own = None if marks is None else marks.find(w("numPr"))
        list_id, depth = value(own, "numId"), value(own, "ilvl")
        if not list_id:
            list_id, styled = self._of_style(self.styles.of(marks))
            depth = depth or styled
        return ("" if list_id == "0" else list_id), whole(depth)

    def _of_style(self, style: str) -> tuple[str, str]:
        """Return the list and depth that a style brings: the level that names the style wins over its own depth."""
        depth = ""
        for owner, marks in self.styles.chain(style):
            numbers = None if marks is None else marks.find(w("numPr"))
            depth = depth or value(numbers, "ilvl")
            if list_id := value(numbers, "numId"):
                levels = self.lists[list_id].levels if list_id in self.lists else {}
                linked = {level.style: str(d) for d, level in levels.items() if level.style}
                return list_id, linked.get(style) or linked.get(owner) or depth
        return "", ""

    def marks(self, list_id: str, depth: int) -> etree._Element | None:
        """Return the paragraph properties that a level of a list brings."""
        found = self.lists.get(list_id)
        return found.levels[depth].marks if found and depth in found.levels else None

    def number(self, list_id: str, depth: int) -> tuple[str, str]:
        """Count a paragraph of a list; return its number and what parts it from the text."""
        found = self.lists.get(list_id)
        if found is None or depth not in found.levels:
            return "", ""
        counters = self._counters.setdefault(found.counters, {})
        for begun in [d for d in found.starts if d <= depth and (list_id, d) not in self._begun]:
            self._begun.add((list_id, begun))
            _drop(counters, begun)
        counters[depth] = counters.get(depth, found.start(depth) - 1) + 1
        for deeper in [d for d in counters if d > depth]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or depth < restart:
                del counters[deeper]
        for skipped in range(depth):
            counters.setdefault(skipped, found.start(skipped))
        level = found.levels[depth]
        return _label(level, depth, found.levels, counters), level.suffix


def _drop(counters: dict[int, int], depth: int) -> None:
    for passed in [d for d in counters if d >= depth]:
        del counters[passed]


def _label(level: Level, depth: int, levels: Mapping[int, Level], counters: Mapping[int, int]) -> str:
    if level.form == "bullet":
        return _PRIVATE.sub("–", level.text)

    def figure(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = levels[place].form if place in levels else "decimal"
        if level.legal and form not in ("bullet", "none"):
            form = "decimal"
        return shown(counters[place], form) if place <= depth else ""

    return re.sub(r"%([1-9])", figure, level.text)


def shown(number: int, form: str) -> str:
    """Return a number in one of Word's formats."""
    match form:
        case "russianLower" | "russianUpper":
            text = _LETTERS[(number - 1) % len(_LETTERS)] * ((number - 1) // len(_LETTERS) + 1)
        case "lowerLetter" | "upperLetter":
            text = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case "lowerRoman" | "upperRoman":
            text = ""
            for weight, sign in _ROMAN:
                text += sign * (number // weight)
                number %= weight
        case "none" | "bullet":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)
    return text.upper() if "Upper" in form or form.startswith("upper") else text


def read_lists(root: etree._Element | None, styles: Styles) -> Lists:
    """Read the part of lists."""
    if root is None:
        return Lists({}, styles)
    abstracts = {e.get(w("abstractNumId"), ""): e for e in root.findall(w("abstractNum"))}
    numbers = {e.get(w("numId"), ""): e for e in root.findall(w("num"))}
    lists: dict[str, List] = {}
    for list_id, element in numbers.items():
        abstract = _abstract(value(element, "abstractNumId"), abstracts, numbers, styles)
        levels = _levels(abstracts[abstract]) if abstract in abstracts else {}
        starts: dict[int, int] = {}
        for override in element.findall(w("lvlOverride")):
            levels |= _levels(override)
            if start := value(override, "startOverride"):
                starts[whole(override.get(w("ilvl"), "0"))] = whole(start, 1)
        lists[list_id] = List(abstract, levels, starts)
    return Lists(lists, styles)


def _abstract(
    key: str, abstracts: Mapping[str, etree._Element], numbers: Mapping[str, etree._Element], styles: Styles
) -> str:
    """Return the definition that holds the levels: a definition may leave them to a style of lists."""
    link = value(abstracts.get(key), "numStyleLink")
    if not link:
        return key
    for other, element in abstracts.items():
        if value(element, "styleLink") == link:
            return other
    brought = next((marks for _, marks in styles.chain(link)), None)
    list_id = value(None if brought is None else brought.find(w("numPr")), "numId")
    return value(numbers.get(list_id), "abstractNumId") or key


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {whole(e.get(w("ilvl"), "0")): _level(e) for e in parent.findall(w("lvl"))}


def _level(element: etree._Element) -> Level:
    restart = value(element, "lvlRestart")
    return Level(
        # ISO 29500-1, 17.9.25: a level without a start starts with 0.
        start=whole(value(element, "start")),
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText"),
        legal=is_on(element, "isLgl"),
        restart=whole(restart) if restart else None,
        style=value(element, "pStyle"),
        suffix=_SUFFIXES.get(value(element, "suff"), "\t"),
        marks=element.find(w("pPr")),
    )
