"""Findings as SARIF 2.1.0, which editors, GitHub and GitLab show beside the lines of the source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from docgen.finding import Finding
from docgen.report.subject import Subject
from docgen.rules import Rule, every_rule
from docgen.version import VERSION

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(subjects: Sequence[Subject]) -> str:
    """Return the findings of sources as one run of a SARIF log; columns are counted in characters from 1."""
    codes = list(dict.fromkeys(finding.code for subject in subjects for finding in subject.findings))
    known = {rule.code: rule for rule in every_rule()}
    driver = {
        "name": "docgen", "version": VERSION, "language": "ru",
        "rules": [_rule(code, known.get(code)) for code in codes],
    }  # fmt: skip
    results = [
        _result(subject, finding, codes.index(finding.code)) for subject in subjects for finding in subject.findings
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "language": "ru", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.page.what},
        "fullDescription": {"text": rule.page.why},
        "help": {"text": str(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"norm": rule.basis},
    }


def _result(subject: Subject, finding: Finding, rule: int) -> dict[str, Any]:
    physical = {"artifactLocation": {"uri": quote(subject.file(finding))}}
    region = _region(finding)
    if region:
        snippet = {"snippet": {"text": finding.excerpt}} if finding.excerpt else {}
        physical |= {"region": region | snippet}
    location: dict[str, Any] = {"physicalLocation": physical}
    name = " ".join(filter(None, (_cell(finding), finding.field)))
    if name:
        location["logicalLocations"] = [{"fullyQualifiedName": name}]
    text = finding.message + (f". {finding.hint}" if finding.hint else "")
    result: dict[str, Any] = {
        "ruleId": finding.code, "ruleIndex": rule, "level": _LEVELS[finding.severity], "message": {"text": text},
        "locations": [location],
    }  # fmt: skip
    if finding.fix is not None and "endLine" in region:
        replaced = {"deletedRegion": region, "insertedContent": {"text": finding.fix}}
        change = {"artifactLocation": physical["artifactLocation"], "replacements": [replaced]}
        result["fixes"] = [{"description": {"text": finding.hint}, "artifactChanges": [change]}]
    return result


def _region(finding: Finding) -> dict[str, Any]:
    place = finding.place
    if place is None or place.line is None:
        return {}
    region: dict[str, Any] = {"startLine": place.line}
    if place.column and place.end:
        region |= {"startColumn": place.column, "endLine": place.end[0], "endColumn": place.end[1]}
    return region


def _cell(finding: Finding) -> str:
    place = finding.place
    return f"{place.sheet}!{place.cell}" if place and place.cell else place.spot if place else ""
