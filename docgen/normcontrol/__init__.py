"""Norm control: rules over the model, one documented function each; a finding is a value."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.document import Document
from docgen.normcontrol import acts, appendices, heading, house, people, placed, points, stages, tables, wording
from docgen.normcontrol.rule import Rule
from docgen.vocabulary import term

RULES: tuple[Rule, ...] = tuple(
    rule
    for module in (appendices, points, heading, people, tables, placed, stages, acts, wording, house)
    for rule in vars(module).values()
    if isinstance(rule, Rule)
)


def run(document: Document, linked: Document) -> Iterator[Finding]:
    """Yield what the rules have to say of a document; paths, no places.

    Args:
        document: the document before its references are linked.
        linked: the same document after that.
    """
    yield from _silencing(document)
    for rule in RULES:
        if rule.code in document.silenced:
            continue
        for complaint in rule.check(linked if rule.linked else document):
            yield Finding(
                rule.code,
                rule.severity,
                complaint.message,
                path=complaint.path,
                hint=complaint.hint,
                line=complaint.line,
            )


def _silencing(document: Document) -> Iterator[Finding]:
    """A rule is silenced by its code and with a reason; what stops rendering cannot be silenced."""
    known = {rule.code: rule for rule in RULES}
    for code, reason in document.silenced.items():
        path = (term("silenced"), code)
        if code not in known:
            yield Finding("нет-правила", "error", f"нет правила {code}", path=path, hint="Список: docgen rules")
        elif known[code].severity == "error":
            yield Finding(
                "нет-правила", "error", f"правило {code} нельзя отключить", path=path, hint="Исправьте ошибку"
            )
        elif not str(reason).strip():
            yield Finding(
                "нет-причины", "error", "не указано, почему правило отключено", path=path, hint="Напишите причину"
            )


__all__ = ["RULES", "Rule", "run"]
