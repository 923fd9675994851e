"""Norm control: one documented function a rule, found by walking the folders; a finding is a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.finding import Finding, Path
from docgen.model.document import Document
from docgen.model.walk import papers
from docgen.rules import content
from docgen.rules.content import reading
from docgen.rules.folder import rules_in
from docgen.rules.rule import Rule
from docgen.value import replace
from docgen.vocabulary import term

RULES: tuple[Rule, ...] = rules_in(content)


def run(document: Document, linked: Document) -> Iterator[Finding]:
    """Yield what the rules of content have to say of a document; paths, no places.

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
        severity = rule.severity_in(levels)
        places = [path for path, code in silenced if code == rule.code] if silenced else ()
        if severity is None or () in places:
            continue
        for finding in rule.check(linked if rule.linked else document):
            if not any(finding.path[: len(path)] == path for path in places):
                yield replace(finding, code=rule.code, severity=severity)


def settings(levels: Mapping[str, str]) -> Iterator[Finding]:
    """A house names rules that there are, and softens none without which a paper cannot be made."""
    known = {rule.code: rule for rule in every_rule()} if levels else {}
    for code in levels:
        path = (term("style"), term("norm_control"), code)
        if code not in known:
            yield _refused(f"нет правила {code}", path, "Список: docgen rules")
        elif known[code].structural:
            yield _refused(f"правило {code} нельзя ослабить", path, "Уберите его")


def every_rule() -> tuple[Rule, ...]:
    """Return the rules of content and those of form, which only finished papers need loaded."""
    from docgen.rules import form

    return (*RULES, *form.RULES)


def _silencing(paper: Document, at: Path, levels: Mapping[str, str]) -> Iterator[Finding]:
    """A rule is silenced by its code and with a reason, in a paper and what is in it; an error cannot be silenced."""
    known = {rule.code: rule for rule in RULES}
    for code, reason in paper.silenced.items():
        path = (*at, term("silenced"), code)
        if code not in known:
            yield _refused(f"нет правила {code}", path, "Список: docgen rules")
        elif known[code].severity_in(levels) == "error":
            yield _refused(f"правило {code} нельзя отключить", path, "Исправьте ошибку")
        elif not str(reason).strip():
            yield Finding(
                "нет-причины", "error", "не указано, почему правило отключено", path=path, hint="Напишите причину"
            )


def _refused(message: str, path: Path, hint: str) -> Finding:
    return Finding("нет-правила", "error", message, path=path, hint=hint)


__all__ = ["RULES", "Rule", "every_rule", "run", "settings"]
