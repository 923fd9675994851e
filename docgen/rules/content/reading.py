"""A document as rules read it: its texts with their words, walked once for all rules."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from docgen import russian
from docgen.finding import Path
from docgen.model.act import Act
from docgen.model.document import Document
from docgen.model.part import Part
from docgen.model.person import Person
from docgen.model.prose import Prose
from docgen.model.text import Blank, Text
from docgen.model.walk import PLAIN, walked
from docgen.regex import regex

SCHOOL_YEAR = regex(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?=\s+уч(?:ебн|\.))")
_FIGURE = regex(r"\d")
_DATE = regex(r"(?<![\d.])(?:\d{1,2}\.\d{1,2}\.\d{4}|«?\d{1,2}»? [а-я]+ \d{4})(?!\d)")


class Written(NamedTuple):
    """A text that a person has written: where it stands, the text, its words."""

    path: Path
    text: Text
    words: str


@dataclass(slots=True)
class Reading:
    """What one walk over a document finds, in the order of its fields.

    Attributes:
        texts: all texts, those of the papers inside it too.
        own: those that do not stand in a paper inside it.
        said: of these, those that do not name an act or a person.
        parts: all parts, the document first.
        proses: all pieces of prose.
    """

    texts: list[Written] = field(default_factory=list)
    own: list[Written] = field(default_factory=list)
    said: list[Written] = field(default_factory=list)
    parts: list[tuple[Path, Part]] = field(default_factory=list)
    proses: list[tuple[Path, Prose]] = field(default_factory=list)


_D = TypeVar("_D")
_KEPT: list[dict[int, tuple[Document, Any]]] = []


def kept(read: Callable[[Document], _D]) -> Callable[[Document], _D]:
    """Make what is read of a document be read once in a run of the rules: documents are told by identity."""
    memory: dict[int, tuple[Document, _D]] = {}
    _KEPT.append(memory)

    @wraps(read)
    def known(document: Document) -> _D:
        entry = memory.get(id(document))
        if entry is None:  # the document is kept as well, so that no other can have its identity
            entry = memory[id(document)] = document, read(document)
        return entry[1]

    return known


def forget() -> None:
    """Let go of every document that has been read: what is kept is kept for one run of the rules."""
    for memory in _KEPT:
        memory.clear()


@kept
def reading(document: Document) -> Reading:
    """Return everything that rules read of a document, found by one walk."""
    found = Reading()
    _fields_of(document, (), found, (found.texts, found.own, found.said))
    return found


_Lists = tuple[list[Written], ...]


def _walk(value: object, path: Path, found: Reading, into: _Lists) -> None:
    """Put what a value holds where it belongs; ``into`` are the lists that its texts belong to."""
    if isinstance(value, Text):
        entry = Written(path, value, str(value))
        for texts in into:
            texts.append(entry)
    elif isinstance(value, Part):
        if isinstance(value, Document):
            _again(reading(value), path, found, into[:1])
        else:
            _fields_of(value, path, found, into[:2] if isinstance(value, Act | Person) else into)
    else:
        _walk_items(value, path, found, into)


def _walk_items(value: object, path: Path, found: Reading, into: _Lists) -> None:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            if item.__class__ not in PLAIN:
                _walk(item, (*path, index), found, into)
    elif isinstance(value, Prose):
        found.proses.append((path, value))
        for text in value.texts():
            _walk(text, path, found, into)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _walk(item, (*path, str(key)), found, into)


def _again(inner: Reading, path: Path, found: Reading, into: _Lists) -> None:
    """Put what has been read of a paper inside another where it belongs."""
    for texts in into:
        texts += [Written((*path, *where), text, words) for where, text, words in inner.texts]
    found.parts += [(path + where, part) for where, part in inner.parts]
    found.proses += [(path + where, prose) for where, prose in inner.proses]


def _fields_of(part: Part, path: Path, found: Reading, into: _Lists) -> None:
    found.parts.append((path, part))
    values = part.__dict__
    for name, word, echo in walked(type(part)):
        inner = values[name]
        if inner.__class__ not in PLAIN:
            _walk(inner, (*path, word), found, () if echo else into)


def every(document: Document) -> Sequence[Written]:
    """Return every text of a document."""
    return reading(document).texts


@kept
def written(document: Document) -> Sequence[Written]:
    """Return what a person has written: texts without those given to the letter and without the places to fill."""
    return [entry for entry in every(document) if not entry.text.verbatim and not _to_fill(entry.text)]


def _to_fill(text: Text) -> bool:
    return any([isinstance(piece, Blank) for piece in text.pieces])  # noqa: C419 - a list is faster


@kept
def whole(document: Document) -> str:
    """Return all that a person has written as one string: what is not found in it need not be looked for in its texts."""
    return "\n".join([entry.words for entry in written(document)])


@kept
def numeric(document: Document) -> Sequence[Written]:
    """Return what a person has written with figures in it: most rules of dates and counts need no other."""
    return [entry for entry in written(document) if _FIGURE.search(entry.words)]


def proses(document: Document) -> Sequence[tuple[Path, Prose]]:
    """Return every piece of prose of a document with its path."""
    return reading(document).proses


def parts(document: Document) -> Sequence[tuple[Path, Part]]:
    """Return every part of a document with its path, the document first."""
    return reading(document).parts


def days(text: str) -> Iterator[tuple[str, datetime.date]]:
    """Yield the dates that a text names, as they are typed, with the days that they mean."""
    for found in _DATE.finditer(text):
        try:
            day = russian.parse_date(found[0])
        except ValueError:
            continue
        if day is not None:
            yield found[0], day
