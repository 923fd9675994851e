"""Automatic numbers, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from docgen.paper.wml import value, w

_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list."""

    start: int
    form: str
    text: str
    legal: bool
    restart: int | None


@dataclass
class Lists:
    """The lists of a paper and their counters."""

    levels: Mapping[str, tuple[str, Mapping[int, Level]]]
    starts: Mapping[tuple[str, int], int]
    styles: Mapping[str, tuple[str, int]]
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def number(self, list_id: str, depth: int) -> str:
        """Count a paragraph of a list and return its number."""
        if list_id not in self.levels:
            return ""
        abstract, levels = self.levels[list_id]
        level = levels.get(depth)
        if level is None:
            return ""
        counters = self._counters.setdefault(abstract, {})
        if (list_id, depth) in self.starts and (list_id, depth) not in self._begun:
            counters[depth] = self.starts[list_id, depth] - 1
        elif depth not in counters:
            counters[depth] = level.start - 1
        self._begun.add((list_id, depth))
        counters[depth] += 1
        for deeper in [d for d in counters if d > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart != 0 and (restart is None or depth < restart):
                del counters[deeper]
        return self._shown(level, levels, counters)

    def _shown(self, level: Level, levels: Mapping[int, Level], counters: Mapping[int, int]) -> str:
        if level.form == "bullet":
            return level.text if level.text and level.text[0].isprintable() and level.text < "\ue000" else "–"

        def figure(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            other = levels.get(depth, level)
            count = counters.get(depth, other.start)
            return shown(count, "decimal" if level.legal else other.form)

        return re.sub(r"%(\d)", figure, level.text)


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
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)
    return text.upper() if "Upper" in form or form.startswith("upper") else text


def read_lists(root: etree._Element | None, styles: Mapping[str, etree._Element]) -> Lists:
    """Read the lists part and the lists that styles bring."""
    abstracts: dict[str, Mapping[int, Level]] = {}
    levels: dict[str, tuple[str, Mapping[int, Level]]] = {}
    starts: dict[tuple[str, int], int] = {}
    if root is not None:
        for element in root.iter(w("abstractNum")):
            abstracts[element.get(w("abstractNumId"), "")] = _levels(element)
        for element in root.iter(w("num")):
            key, abstract = element.get(w("numId"), ""), value(element, "abstractNumId")
            own = dict(abstracts.get(abstract, {}))
            for override in element.iter(w("lvlOverride")):
                depth = int(override.get(w("ilvl"), "0"))
                own.update(_levels(override))
                if start := value(override, "startOverride"):
                    starts[key, depth] = int(start)
            levels[key] = abstract, own
    return Lists(levels, starts, {name: found for name in styles if (found := _of_style(name, styles, 0))})


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {
        int(e.get(w("ilvl"), "0")): Level(
            int(value(e, "start") or 1), value(e, "numFmt") or "decimal", value(e, "lvlText"),
            e.find(w("isLgl")) is not None, int(value(e, "lvlRestart")) if value(e, "lvlRestart") else None)
        for e in parent.findall(w("lvl"))
    }  # fmt: skip


def _of_style(name: str, styles: Mapping[str, etree._Element], steps: int) -> tuple[str, int] | None:
    style = styles.get(name)
    if style is None or steps > len(styles):
        return None
    marks = style.find(f"{w('pPr')}/{w('numPr')}")
    if marks is not None and value(marks, "numId"):
        return value(marks, "numId"), int(value(marks, "ilvl") or 0)
    return _of_style(value(style, "basedOn"), styles, steps + 1)
