"""Quotation marks: straight and English ones become «», those inside „“; signs of inches and a lone mark stand."""

from __future__ import annotations

from docgen.regex import regex

_SPACES = frozenset(" \n\t\u00a0")
_DASHES = frozenset("-–—\u2011")
_BEFORE_OPENING = _SPACES | _DASHES | frozenset("([«„/+")
_AFTER_CLOSING = _SPACES | _DASHES | frozenset('.,;:!?…)]»“"/+([')
_SEAMS = ("\ue000", "\uf8ff")  # private characters mark places inside a text: they are no neighbours
_LETTER_OF_CLASS = regex(r'(?<=\d)"([A-ZА-ЯЁа-яё]|[А-ЯЁ]{2})"(?!\w)')  # 5"Г"
_ENGLISH = str.maketrans("“”", "«»")


def quotes(text: str) -> str:
    """Straight and English quotes in pairs become «», the inner ones of «» become „“; a lone one is left alone."""
    if '"' in text:
        text = _paired(_LETTER_OF_CLASS.sub(r"«\1»", text))
    if "”" in text and "„" not in text and text.count("“") == text.count("”"):
        text = text.translate(_ENGLISH)
    return _nested(text) if text.count("«") > 1 else text


def _paired(text: str) -> str:
    """Make «» of the straight quotes that pair."""
    marks, opened = list(text), list[int]()
    for at, mark in enumerate(text):
        if mark != '"':
            continue
        before, after = _neighbour(marks, at, -1), _neighbour(marks, at, 1)
        opens = (before in _BEFORE_OPENING or (before == '"' and bool(opened))) and after not in _SPACES
        closes = before not in _SPACES and before not in "([«„" and after in _AFTER_CLOSING
        if before.isdigit() and after == '"' and len(opened) == 1:
            continue  # inches at the end of a quotation: «экран 43"»
        if opens == closes:  # both, neither, or between two letters: «МБОУ"Гимназия"»
            opens, closes = _between(before, after, inside=bool(opened))
        if closes and opened and not opens:
            start = opened.pop()
            if start < at - 1:
                marks[start], marks[at] = "«", "»"
        elif opens:
            opened.append(at)
    return "".join(marks)


def _between(before: str, after: str, *, inside: bool) -> tuple[bool, bool]:
    """Tell whether a mark with no space on either side opens or closes a quotation."""
    if not after.isalpha():
        return False, False
    return not inside and (before.isalpha() or before in ",.;:»"), inside and before not in _BEFORE_OPENING


def _neighbour(marks: list[str], at: int, step: int) -> str:
    at += step
    while 0 <= at < len(marks) and _SEAMS[0] <= marks[at] <= _SEAMS[1]:
        at += step
    return marks[at] if 0 <= at < len(marks) else " "


def _nested(text: str) -> str:
    """Give inner quotes their own shape; a text whose quotes do not pair is left alone."""
    depth, out = 0, []
    for char in text:
        if char == "«":
            depth += 1
            out.append("„" if depth > 1 else char)
        elif char == "»":
            out.append("“" if depth > 1 else char)
            depth -= 1
            if depth < 0:
                return text
        else:
            out.append(char)
    return "".join(out) if depth == 0 else text
