"""What a paper fills and its template has no place for, a template of the house too: nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from docgen.model.document import Document
from docgen.render.house import House
from docgen.render.library import Library
from docgen.render.values import tag
from docgen.vocabulary import TERMS, term

# A field -> the derived values that print it as well as its own name does.
_WAYS: Mapping[str, tuple[str, ...]] = {
    "jointly": ("letterheads", "letterhead_lines"),
    "date": (),
    "number": (),
    "title": ("title_lines",),
    "mark": (),
    "heading": (),
    "preamble": (),
    "points": ("point_lines",),
    "approvals": ("stamps", "wide_stamps", "lower_stamps"),
    "redactions": ("redaction_lines",),
    "signatures": ("signature_rows",),
    "visas": (),
    "acquainted": ("grid",),
    "drafted_by": (),
    "copy_mark": (),
    "barcode": (),
}


def unprinted(document: Document, library: Library) -> Iterator[str]:
    """Yield a sentence for a document, and for each of its appendices, whose template leaves something out.

    Raises:
        TemplateError: a template cannot be compiled.
    """
    asked = library.template(document.key(), House.of(document.style)).names
    ways = _ways(type(document))
    lost = [name for name, tags in ways.items() if asked.isdisjoint(tags) and _filled(document, name)]
    if lost:
        named = ", ".join(f"„{term(name)}“" for name in lost)
        yield f"не напечатано: {named} – в шаблоне вида „{document.noun}“ для этого нет места"
    for appendix in document.appendices:
        yield from unprinted(appendix, library)


def _filled(document: Document, name: str) -> bool:
    value = getattr(document, name, None)
    return bool(document.mark and document.mark.caption) if name == "mark" else bool(value)


@cache
def _ways(kind: type[Document]) -> Mapping[str, frozenset[str]]:
    """Return the tags that print a field, by the names of the fields that a kind has."""
    own = ((name, ways) for name, ways in _WAYS.items() if name in kind.model_fields or hasattr(kind, name))
    return {name: frozenset(tag(TERMS[way]) for way in (name, *ways)) for name, ways in own}
