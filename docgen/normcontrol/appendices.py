"""Rules of appendices: what is attached is mentioned, and what is mentioned is attached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docgen.finding import Path
from docgen.model.act import Act
from docgen.model.document import Document
from docgen.model.mention import mentioned
from docgen.model.person import Person
from docgen.model.text import Text
from docgen.model.walk import texts
from docgen.normcontrol.rule import Complaint, Rule
from docgen.vocabulary import term

# Wording that is quoted for another act speaks of that act's appendices.
_QUOTED = frozenset(map(term, ("place", "restated", "replaced", "replacement", "added", "content", "removed")))

# «(приложение)», «(приложение № 2)»: the paper's own appendix; «приложение к Порядку» may be somebody else's.
_IN_BRACKETS = re.compile(r"\((?:согласно\s+)?приложени[ею](?:\s*№?\s*\d+)?\)", re.IGNORECASE)


def _mentions(document: Document) -> dict[int, tuple[str | int, ...]]:
    """Return the numbers of the appendices that the paper itself mentions, with the path of the first mention."""
    found: dict[int, tuple[str | int, ...]] = {}
    for path, text in _own(document):
        for number in sorted(mentioned(text)):
            found.setdefault(number, path)
    return found


def _own(document: Document) -> Iterator[tuple[Path, Text]]:
    """Yield the texts that speak of the paper's own appendices: not those of papers, acts and people in it."""
    for path, text in texts(document, nested=(Document, Act, Person)):
        if term("changes") not in path or path[-1] not in _QUOTED:
            yield path, text


def attached_but_not_mentioned(document: Document) -> Iterator[Complaint]:
    """Every appendix is mentioned in the text of its paper (ГОСТ Р 7.0.97, 5.19)."""
    found = _mentions(document)
    for number in range(1, len(document.appendices) + 1):
        if number not in found:
            hint = f"Упомяните его в пункте: «Утвердить … {{приложение {number}}}.»"
            yield Complaint(
                (term("appendices"), number - 1), f"приложение {number} приложено, но в тексте не упомянуто", hint
            )


def mentioned_but_not_attached(document: Document) -> Iterator[Complaint]:
    """Every appendix that the text names in plain words is attached; references are checked when they are linked."""
    if not document.appendices and document.mark is None and hasattr(document, "points"):
        for path, text in _own(document):
            if not text.verbatim and _IN_BRACKETS.search(str(text)):
                yield Complaint(path, "приложение упомянуто, но не приложено", "Добавьте его в поле „приложения“")


def _everywhere(check: Callable[[Document], Iterator[Complaint]]) -> Callable[[Document], Iterator[Complaint]]:
    """Return a check of a paper and of its appendices, which may have appendices of their own."""

    def of_all(document: Document) -> Iterator[Complaint]:
        yield from check(document)
        for index, appendix in enumerate(document.appendices):
            for complaint in of_all(appendix):
                yield complaint._replace(path=(term("appendices"), index, *complaint.path))

    return of_all


def mentioned_in_order(document: Document) -> Iterator[Complaint]:
    """Appendices are numbered in the order of their first mention (gost.md APP-ORDER)."""
    numbers = [n for n in _mentions(document) if n <= len(document.appendices)]
    if numbers != sorted(numbers):
        listed = ", ".join(map(str, numbers))
        yield Complaint(
            (term("appendices"),), f"приложения упомянуты не по порядку: {listed}", "Переставьте приложения"
        )


RULES = (
    Rule("Н101", "error", "ГОСТ Р 7.0.97, 5.19; gost.md ORD-NOORPHAN-REF", _everywhere(attached_but_not_mentioned)),
    Rule("Н102", "error", "ГОСТ Р 7.0.97, 5.19; gost.md ORD-NOORPHAN-REF", mentioned_but_not_attached),
    Rule("Н103", "warning", "gost.md APP-ORDER", _everywhere(mentioned_in_order)),
)
