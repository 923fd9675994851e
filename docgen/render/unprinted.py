"""What a paper fills and its template has no place for, a template of the house too: nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from docgen.model.document import Document
from docgen.model.organisation import Organisation
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
_LETTERHEAD = frozenset(tag(TERMS[name]) for name in ("letterheads", "letterhead_lines"))


def unprinted(document: Document, library: Library) -> Iterator[str]:
    """Yield a sentence for a document, and for each of its appendices, whose template leaves something out.

    Raises:
        TemplateError: a template cannot be compiled.
    """
    yield from _left_out(document, library, ())


def _left_out(document: Document, library: Library, around: tuple[Organisation, ...]) -> Iterator[str]:
    """Yield the sentences of a document; ``around``: the organisations of the papers that it stands in."""
    asked = library.template(document.key(), House.of(document.style)).names
    ways = _ways(type(document))
    lost = [name for name, tags in ways.items() if asked.isdisjoint(_shown(document, tags)) and _filled(document, name)]
    lost = [term(name) for name in lost]
    if document.organisation and document.organisation not in around:
        lost += [f"{term('organisation')} → {term(name)}" for name in _of_letterhead(document, asked)]
        around = (*around, document.organisation)
    if lost:
        named = ", ".join(f"„{name}“" for name in lost)
        yield f"не напечатано: {named} – в шаблоне вида „{document.noun}“ для этого нет места"
    for appendix in document.appendices:
        yield from _left_out(appendix, library, around)


def _shown(document: Document, tags: frozenset[str]) -> frozenset[str]:
    """Return the tags that this paper prints: those of a letterhead only where it has one."""
    return tags if document.has_letterhead else tags - _LETTERHEAD


def _of_letterhead(document: Document, asked: AbstractSet[str]) -> Iterator[str]:
    """Yield the fields of the organisation that the paper has no place for."""
    author = document.organisation
    page = getattr(document, "title_page", None)
    printed: set[str] = {"name_in_marks"}  # where the paper names its organisation in a mark or a stamp
    if document.has_letterhead and not asked.isdisjoint(_LETTERHEAD):
        printed |= Organisation.model_fields.keys() - {"place"}
    elif page:
        printed |= set() if page.organisations else {"parents", "name", "short_name"}
    elif _tag("organisation") in asked:  # a template of the house knows what it prints of it
        printed |= Organisation.model_fields.keys()
    if document.has_letterhead and _tag("issued_at") in asked and not document.place:
        printed.add("place")
    yield from (name for name in Organisation.model_fields if name not in printed and getattr(author, name))


def _tag(name: str) -> str:
    return tag(TERMS[name])


def _filled(document: Document, name: str) -> bool:
    value = getattr(document, name, None)
    return bool(document.mark and document.mark.caption) if name == "mark" else bool(value)


@cache
def _ways(kind: type[Document]) -> Mapping[str, frozenset[str]]:
    """Return the tags that print a field, by the names of the fields that a kind has."""
    own = ((name, ways) for name, ways in _WAYS.items() if name in kind.model_fields or hasattr(kind, name))
    return {name: frozenset(map(_tag, (name, *ways))) for name, ways in own}
