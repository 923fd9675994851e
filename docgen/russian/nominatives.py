"""Words that can only stand in the nominative: what a genitive after a head can be told from."""

from __future__ import annotations

from docgen.russian.morphology import parses

_DIRECT = frozenset(("nomn", "accs", "voct"))


def only_nominative(word: str) -> bool:
    """Tell whether a word can be nothing but a noun in the nominative or the accusative."""
    readings = parses(word.lower())
    direct = {p.normal_form for p in readings if p.tag.POS == "NOUN" and p.tag.case == "nomn" and p.is_known}
    oblique = {p.normal_form for p in readings if p.tag.case not in _DIRECT or "Fixd" in p.tag}
    return bool(direct) and readings[0].tag.case in _DIRECT and not direct & oblique


def nothing_else(word: str) -> bool:
    """Tell whether a word can be nothing but a nominative: «сад», but not «кружка», which is also the genitive of «кружок»."""
    return only_nominative(word) and all(p.tag.case in _DIRECT or not p.is_known for p in parses(word.lower()))
