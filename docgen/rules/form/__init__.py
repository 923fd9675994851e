"""Rules of form: over what has been read of a finished paper, ours or a stranger's."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docgen import russian
from docgen.finding import Finding, Place
from docgen.paper import Paper
from docgen.rules.folder import rules_in
from docgen.rules.form.reading import Reading
from docgen.rules.rule import Rule
from docgen.value import replace

RULES: tuple[Rule, ...] = rules_in(sys.modules[__name__])
_NAMED = 5  # how many more places of the same fault are named


def run(paper: Paper, file: str, levels: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """Yield what the rules of form have to say of a finished paper, each fault once with all its places.

    Args:
        paper: the paper.
        file: its name, for the places of findings.
        levels: how grave a breach of a rule is in the house, by its code: a word for a severity, or `нет`.
    """
    reading = Reading(paper)
    for rule in RULES:
        severity = rule.severity_in(levels or {})
        if severity is None:
            continue
        for alike in _grouped(rule.check(reading)):
            place = replace(alike[0].place or Place(""), file=file)
            yield replace(alike[0], code=rule.code, severity=severity, message=_message(alike), place=place)


def _grouped(findings: Iterable[Finding]) -> Iterator[Sequence[Finding]]:
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.message, finding.hint), []).append(finding)
    yield from found.values()


def _message(alike: Sequence[Finding]) -> str:
    """Return what is wrong, and where else it is."""
    _, *more = dict.fromkeys(finding.place.spot for finding in alike if finding.place) or [""]
    if not more:
        return alike[0].message
    places = russian.plural(len(more), "месте", "местах", "местах")
    named = "; ".join(more[:_NAMED]) + ("…" if len(more) > _NAMED else "")
    return f"{alike[0].message} – и ещё в {len(more)} {places}: {named}"


__all__ = ["RULES", "run"]
