"""A document as rules read it: its texts with their words, walked once for all rules."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from docgen import russian
from docgen.finding import Path
from docgen.model.document import Document
from docgen.model.part import Part
from docgen.model.prose import Prose
from docgen.model.text import Blank, Text
from docgen.model.walk import SKIPPED, texts
from docgen.vocabulary import term

SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?=\s+уч(?:ебн|\.))")
_FIGURE = re.compile(r"\d")
_DATE = re.compile(r"(?<![\d.])(?:\d{1,2}\.\d{1,2}\.\d{4}|«?\d{1,2}»? [а-я]+ \d{4})(?!\d)")


class Written(NamedTuple):
    """A text that a person has written: where it stands, the text, its words."""

    path: Path
    text: Text
    words: str


class _Same:
    """A document that is equal to itself only, so that what has been read of it can be kept."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.document is other.document


@lru_cache(maxsize=64)
def _all(same: _Same) -> tuple[Written, ...]:
    return tuple(Written(path, text, str(text)) for path, text in texts(same.document))


def every(document: Document) -> tuple[Written, ...]:
    """Return every text of a document."""
    return _all(_Same(document))


def written(document: Document) -> tuple[Written, ...]:
    """Return what a person has written: texts without those given to the letter and without the places to fill."""
    return _written(_Same(document))


@lru_cache(maxsize=64)
def _written(same: _Same) -> tuple[Written, ...]:
    return tuple(
        entry
        for entry in _all(same)
        if not entry.text.verbatim and not any(isinstance(piece, Blank) for piece in entry.text.pieces)
    )


def numeric(document: Document) -> tuple[Written, ...]:
    """Return what a person has written with figures in it: most rules of dates and counts need no other."""
    return _numeric(_Same(document))


@lru_cache(maxsize=64)
def _numeric(same: _Same) -> tuple[Written, ...]:
    return tuple(entry for entry in _written(same) if _FIGURE.search(entry.words))


def proses(document: Document) -> tuple[tuple[Path, Prose], ...]:
    """Return every piece of prose of a document with its path."""
    return _proses(_Same(document))


@lru_cache(maxsize=64)
def _proses(same: _Same) -> tuple[tuple[Path, Prose], ...]:
    return tuple(_within(same.document, ()))


def _within(value: object, path: Path) -> Iterator[tuple[Path, Prose]]:
    match value:
        case Prose():
            yield path, value
        case Part():
            for name in type(value).model_fields:
                if name not in SKIPPED:
                    yield from _within(getattr(value, name), (*path, term(name)))
        case tuple():
            for index, item in enumerate(value):
                yield from _within(item, (*path, index))
        case Mapping():
            for key, item in value.items():
                yield from _within(item, (*path, str(key)))


def parts(document: Document) -> tuple[tuple[Path, Part], ...]:
    """Return every part of a document with its path, the document first."""
    return _parts(_Same(document))


@lru_cache(maxsize=64)
def _parts(same: _Same) -> tuple[tuple[Path, Part], ...]:
    return tuple(_parts_of(same.document, ()))


def _parts_of(value: object, path: Path) -> Iterator[tuple[Path, Part]]:
    match value:
        case Part():
            yield path, value
            for name in type(value).model_fields:
                if name not in SKIPPED:
                    yield from _parts_of(getattr(value, name), (*path, term(name)))
        case tuple():
            for index, item in enumerate(value):
                yield from _parts_of(item, (*path, index))
        case Mapping():
            for key, item in value.items():
                yield from _parts_of(item, (*path, str(key)))


def days(text: str) -> Iterator[tuple[str, datetime.date]]:
    """Yield the dates that a text names, as they are typed, with the days that they mean."""
    for found in _DATE.finditer(text):
        try:
            day = russian.parse_date(found[0])
        except ValueError:
            continue
        if day is not None:
            yield found[0], day


def forget() -> None:
    """Let go of every document that has been read: what is kept is kept for one run of the rules."""
    for kept in (_all, _written, _numeric, _proses, _parts):
        kept.cache_clear()
