"""Norm control: rules over the model, one documented function each; a finding is a value."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.document import Document
from docgen.normcontrol import appendices, house, people, placed, points, stages, tables
from docgen.normcontrol.rule import Rule

RULES: tuple[Rule, ...] = (
    *appendices.RULES, *points.RULES, *people.RULES, *tables.RULES, *placed.RULES, *stages.RULES, *house.RULES,
)  # fmt: skip


def run(document: Document) -> Iterator[Finding]:
    """Yield what the rules have to say of a document before its references are linked; paths, no places."""
    for rule in RULES:
        for complaint in rule.check(document):
            yield Finding(rule.code, rule.severity, complaint.message, path=complaint.path, hint=complaint.hint)


__all__ = ["RULES", "Rule", "run"]
