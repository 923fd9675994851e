"""Walking a document: every text with the path of keys that leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from docgen.finding import Path
from docgen.model.document import Document
from docgen.model.part import Part
from docgen.model.prose import Prose
from docgen.model.text import Text
from docgen.vocabulary import term

Classes = type[Part] | tuple[type[Part], ...]

PLAIN = frozenset({type(None), str, bool, int, float, date})  # classes of values that hold no texts
ECHOES = frozenset({"title_lines"})  # fields that say again what another one says
# Registries hold no texts of the paper itself, and a style none at all.
SKIPPED = frozenset({"people", "acts", "school", "style", "kind", "silenced", "words"})


def texts(value: object, path: Path = (), *, nested: Classes = ()) -> Iterator[tuple[Path, Text]]:
    """Yield the texts of a part in the order of its fields; parts of the classes ``nested`` inside it are left out."""
    match value:
        case Text():
            yield path, value
        case Prose():
            for text in value.texts():
                yield path, text
        case Part():
            for name, word, echo in walked(type(value)):
                inner = getattr(value, name)
                if inner.__class__ not in PLAIN and not echo:
                    yield from _inside(inner, (*path, word), nested)
        case _:
            yield from _inside(value, path, nested)


@cache
def walked(part: type[Part]) -> tuple[tuple[str, str, bool], ...]:
    """Return the fields of a part that are walked, with their terms, and whether one says what another says as well."""
    return tuple((name, term(name), name in ECHOES) for name in part.model_fields if name not in SKIPPED)


def _inside(value: object, path: Path, nested: Classes) -> Iterator[tuple[Path, Text]]:
    if isinstance(value, nested):
        return
    match value:
        case Text() | Prose() | Part():
            yield from texts(value, path, nested=nested)
        case tuple():
            for index, item in enumerate(value):
                yield from _inside(item, (*path, index), nested)
        case Mapping():
            for key, item in value.items():
                yield from _inside(item, (*path, str(key)), nested)


def papers(document: Document) -> Iterator[tuple[Path, Document]]:
    """Yield a document and its appendices, theirs included, with their paths."""
    yield (), document
    for index, appendix in enumerate(document.appendices):
        for path, inner in papers(appendix):
            yield (term("appendices"), index, *path), inner
