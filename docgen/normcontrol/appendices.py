"""Rules of appendices: what is attached is mentioned, and what is mentioned is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.model.document import Document
from docgen.model.mention import mentioned
from docgen.model.walk import texts
from docgen.normcontrol.rule import Complaint, Rule
from docgen.vocabulary import term

# «(приложение)», «(приложение № 2)»: the paper's own appendix; «приложение к Порядку» may be somebody else's.
_IN_BRACKETS = re.compile(r"\((?:согласно\s+)?приложени[ею](?:\s*№?\s*\d+)?\)", re.IGNORECASE)


def _mentions(document: Document) -> dict[int, tuple[str | int, ...]]:
    """Return the numbers of the appendices that the paper itself mentions, with the path of the first mention."""
    found: dict[int, tuple[str | int, ...]] = {}
    for path, text in texts(document, nested=Document):
        for number in sorted(mentioned(text)):
            found.setdefault(number, path)
    return found


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
        for path, text in texts(document, nested=Document):
            if not text.verbatim and _IN_BRACKETS.search(str(text)):
                yield Complaint(path, "приложение упомянуто, но не приложено", "Добавьте его в поле „приложения“")


def mentioned_in_order(document: Document) -> Iterator[Complaint]:
    """Appendices are numbered in the order of their first mention (gost.md APP-ORDER)."""
    numbers = [n for n in _mentions(document) if n <= len(document.appendices)]
    if numbers != sorted(numbers):
        listed = ", ".join(map(str, numbers))
        yield Complaint(
            (term("appendices"),), f"приложения упомянуты не по порядку: {listed}", "Переставьте приложения"
        )


RULES = (
    Rule("Н101", "error", "ГОСТ Р 7.0.97, 5.19; gost.md ORD-NOORPHAN-REF", attached_but_not_mentioned),
    Rule("Н102", "error", "ГОСТ Р 7.0.97, 5.19; gost.md ORD-NOORPHAN-REF", mentioned_but_not_attached),
    Rule("Н103", "warning", "gost.md APP-ORDER", mentioned_in_order),
)
