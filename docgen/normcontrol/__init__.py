"""Norm control: rules over the model, one documented function each; a finding is a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.finding import Finding, Path, Severity
from docgen.model.document import Document
from docgen.model.walk import papers
from docgen.normcontrol import (
    abbreviations,
    acts,
    appendices,
    citations,
    columns,
    counting,
    dating,
    deadlines,
    figures,
    heading,
    house,
    language,
    outline,
    people,
    placed,
    points,
    private,
    reading,
    requisites,
    schedule,
    stages,
    tables,
    tasks,
    wording,
)
from docgen.normcontrol.rule import Described, Rule
from docgen.vocabulary import term

_MODULES = (
    appendices, points, deadlines, heading, requisites, people, tables, columns, schedule, tasks, placed, stages, acts, citations,
    abbreviations,
    wording, outline, language, counting, dating, figures, private, house,
)  # fmt: skip
RULES: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, Rule))


def run(document: Document, linked: Document) -> Iterator[Finding]:
    """Yield what the rules have to say of a document; paths, no places.

    Args:
        document: the document before its references are linked.
        linked: the same document after that.
    """
    try:
        yield from _found(document, linked)
    finally:
        reading.forget()


def _found(document: Document, linked: Document) -> Iterator[Finding]:
    levels = document.style.norm_control
    yield from settings(levels)
    silenced = []
    for path, paper in papers(document):
        yield from _silencing(paper, path, levels)
        silenced += [(path, code) for code in paper.silenced]
    for rule in RULES:
        severity = severity_of(rule, levels) if levels else rule.severity
        places = [path for path, code in silenced if code == rule.code] if silenced else ()
        if severity is None or () in places:
            continue
        for complaint in rule.check(linked if rule.linked else document):
            if any(complaint.path[: len(path)] == path for path in places):
                continue
            yield Finding(
                rule.code,
                severity,
                complaint.message,
                path=complaint.path,
                hint=complaint.hint,
                quote=complaint.quote,
                beside=complaint.beside,
                fix=complaint.fix,
            )


def severity_of(rule: Rule, levels: Mapping[str, str]) -> Severity | None:
    """Return how grave a breach of a rule is in a house; None if the house has switched the rule off."""
    return rule.severity if rule.structural else rule.severity_in(levels)


def settings(levels: Mapping[str, str]) -> Iterator[Finding]:
    """A house names rules that there are, and softens none without which a paper cannot be made."""
    known = {rule.code: rule for rule in every_rule()} if levels else {}
    for code in levels:
        path = (term("style"), term("norm_control"), code)
        if code not in known:
            yield Finding("нет-правила", "error", f"нет правила {code}", path=path, hint="Список: docgen rules")
        elif getattr(known[code], "structural", False):
            yield Finding("нет-правила", "error", f"правило {code} нельзя ослабить", path=path, hint="Уберите его")


def every_rule() -> tuple[Described, ...]:
    """Return the rules of content and those of form, which only finished papers need loaded."""
    from docgen.normcontrol import form

    return (*RULES, *form.RULES)


def _silencing(paper: Document, at: Path, levels: Mapping[str, str]) -> Iterator[Finding]:
    """A rule is silenced by its code and with a reason, in a paper and what is in it; an error cannot be silenced."""
    known = {rule.code: rule for rule in RULES}
    for code, reason in paper.silenced.items():
        path = (*at, term("silenced"), code)
        if code not in known:
            yield Finding("нет-правила", "error", f"нет правила {code}", path=path, hint="Список: docgen rules")
        elif severity_of(known[code], levels) == "error":
            yield Finding(
                "нет-правила", "error", f"правило {code} нельзя отключить", path=path, hint="Исправьте ошибку"
            )
        elif not str(reason).strip():
            yield Finding(
                "нет-причины", "error", "не указано, почему правило отключено", path=path, hint="Напишите причину"
            )


__all__ = ["RULES", "Rule", "every_rule", "run", "settings", "severity_of"]
