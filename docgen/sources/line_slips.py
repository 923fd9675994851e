"""Slips of the pen that a line of YAML shows by itself, also where YAML makes something of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import yaml

from docgen.folding import fold
from docgen.regex import regex
from docgen.vocabulary import TERMS

KEYS = frozenset(fold(word) for key, term in TERMS.items() for word in (key, term.name, *term.synonyms))
_DASH = regex(r"[ ]*(--+|[‐-―−•·●▪*+–—])[ \u00a0]+\S")
_NO_GAP = regex(r"[ ]*(?:- +)*[{\[]?([^\W\d][\w .-]*?):([^\s/\\].*)")
_CLOSE_DASH = regex(r"[ ]*-([^\W\d]|[«\"„(]).*")
ITEM = regex(r"[ ]*-\s+\S")
_NUMBERED = regex(r"[ ]*\d{1,2}[.)] +\S")
FIELD = regex(r"[ ]*(?:- +)*([^\W\d][\w -]*?) *:(?:\s|$)")
_WIDE = regex(r"[ \t]*([\u00a0\u2000-\u200b\u202f\u3000\ufeff])")
WIDE = ("в начале строки стоит невидимый знак или неразрывный пробел", "Замените его обычными пробелами")


class Slip(NamedTuple):
    """A slip: the line, counted from 0, what is wrong, what to write; whether the line is quoted in the message."""

    line: int
    message: str
    hint: str
    quotes: bool = True


def swallowed(text: str, scalar: yaml.ScalarToken | yaml.ScalarNode) -> bool:
    """Tell whether a text in quotation marks holds lines with fields: its marks are not where they should be."""
    lines = text[scalar.start_mark.index : scalar.end_mark.index].split("\n")[1:]
    return any((found := FIELD.match(line)) and fold(found[1]) in KEYS for line in lines)


def begins(lines: Sequence[str], at: int) -> Slip | None:
    """Return the slip that a line begins with, if it does."""
    line = lines[at] if at < len(lines) else ""
    if found := _WIDE.match(line):
        return Slip(at, *WIDE)
    if (found := _DASH.match(line)) and not (found[1] in "*+" and FIELD.match(line)):
        what = "тире" if found[1] in "‒–—―−" else f"знак „{found[1]}“"
        return Slip(at, f"пункт списка начинается не с дефиса: стоит {what}", "Напишите дефис и пробел: «- »")
    if _CLOSE_DASH.fullmatch(line):
        return Slip(at, "после дефиса нет пробела", "Напишите «- » и текст пункта")
    return no_gap(line, at)


def no_gap(line: str, at: int) -> Slip | None:
    """Return the slip of a field whose colon is followed by no space."""
    bare = line.partition(" #")[0]
    found = _NO_GAP.fullmatch(bare.rstrip()) or _NO_GAP.fullmatch(bare.replace("\u00a0", "_").rstrip())
    if found and fold(found[1]) in KEYS:
        what = "неразрывный пробел вместо обычного" if found[2][0] in "\u00a0_" else "нет пробела"
        return Slip(at, f"после двоеточия {what} у поля „{found[1]}“", f"Напишите «{found[1]}: значение»")
    return None


def no_colon(words: str, at: int) -> Slip | None:
    """Return the slip of a field in braces that has no colon: «{фио Иванова М.П.}»."""
    name, _, value = words.partition(" ")
    if value and fold(name) in KEYS and fold(words) not in KEYS:
        return Slip(at, f"после имени поля „{name}“ нет двоеточия", f"Напишите «{name}: {value}»")
    return None


def run_on(lines: Sequence[str], first: int, last: int, *, alone: bool) -> Slip | None:
    """Return the slip of a plain text that reads like a list: items without their hyphens have become one text.

    Args:
        lines: of the file.
        first: that of its beginning.
        last: that of its end.
        alone: whether it begins in a line of its own, or behind the hyphen of an item.
    """
    line = lines[first]
    if alone and (found := begins(lines, first) if not line.lstrip().startswith("- ") else no_gap(line, first)):
        return found
    for at in range(first + 1, min(last + 1, len(lines))):
        numbered = _NUMBERED.match(lines[at]) and _NUMBERED.match(line)
        if numbered or ITEM.match(lines[at]) or _CLOSE_DASH.fullmatch(lines[at]):
            hint = "Если это пункт списка, начните его с «- » вровень с соседними"
            return Slip(at, "строка стала продолжением текста над ней", hint)
    return None
