"""Edits of text files: YAML, JSON, Markdown, CSV; only the letters that differ are replaced."""

from __future__ import annotations

import re

import yaml

from docgen.finding import Finding

_GAP = r"[ \t\r\n*_>\u00a0]+"


def edited(raw: bytes, suffix: str, finding: Finding) -> bytes | None:
    """Return a file with the wrong words of a finding replaced in the value where they stand; None if they do not."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    place = finding.place
    if place is None or place.line is None or finding.fix is None:
        return None
    start, end = _value(text, suffix, _offset(text, place.line), finding.quote)
    before, wrong, after = _difference(finding.quote, finding.fix)
    pattern = re.compile(f"({_loose(before)}[*_]*){_loose(wrong)}({_loose(after)})")
    right = finding.fix[len(before) : len(finding.fix) - len(after)]
    value, count = pattern.subn(lambda found: found[1] + right + found[2], text[start:end])
    return (text[:start] + value + text[end:]).encode() if count else None


def _difference(old: str, new: str) -> tuple[str, str, str]:
    """Return what an old text shares with a new one at its start, what differs, and what it shares at its end."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return old[:start], old[start : len(old) - end], old[len(old) - end :]


def _shared(one: str, other: str) -> int:
    """Return how many signs two texts share at their start."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _loose(words: str) -> str:
    """Return a pattern of words between which lines may break and marks of Markdown may stand."""
    return "".join(_GAP if part.isspace() else re.escape(part) for part in re.split(r"(\s+)", words) if part)


def _value(text: str, suffix: str, at: int, quote: str) -> tuple[int, int]:
    """Return where the value that starts at a place and holds a quote begins and ends: a scalar, a line of JSON."""
    if suffix in (".yaml", ".yml"):
        return _scalar(text, at, quote)
    if suffix == ".json":
        end = text.find("\n", at)
        return at, end if end > 0 else len(text)
    return 0, len(text)


def _scalar(text: str, at: int, quote: str) -> tuple[int, int]:
    """Return the span of the nearest scalar that ends at or behind a place and holds a quote."""
    words = " ".join(quote.split())
    for token in yaml.scan(text):
        end = token.end_mark.index
        if isinstance(token, yaml.ScalarToken) and end >= at and words in " ".join(token.value.split()):
            return token.start_mark.index, end
    return at, at


def _offset(text: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at
