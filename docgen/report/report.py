"""Report: what has been found, as a paper for a head of department."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from docgen.finding import SEVERITIES, Finding, Severity
from docgen.model.document import Document
from docgen.model.table import Table
from docgen.model.text import Run, Text
from docgen.report.subject import Subject
from docgen.rules import every_rule

_COLUMNS = (("Где", 18), ("Отрывок", 24), ("Что не так", 24), ("Что сделать", 20), ("Норма", 14))
_READY = "готов к подписанию"
_VERDICTS: tuple[tuple[Severity, str], ...] = (
    ("error", "есть ошибки, подписывать нельзя"),
    ("warning", "ошибок нет; посмотрите замечания до подписания"),
)


class Report(Document):
    """A report of norm control: what was checked, the verdict, how much was found, the findings one by one."""

    noun: ClassVar[str] = "отчёт"
    about: ClassVar[str] = "отчёт нормоконтроля"

    checked: tuple[Text, ...]
    verdict: Text
    counted: Text
    table: Table | None = None


def report(subjects: Sequence[Subject]) -> Report:
    """Return the report of the findings of sources."""
    findings = [(subject, finding) for subject in subjects for finding in subject.findings]
    counts = Counter(finding.severity for _, finding in findings)
    verdict = next((words for severity, words in _VERDICTS if counts[severity]), _READY)
    columns = tuple({"заголовок": name, "ширина": width} for name, width in _COLUMNS)
    rows = [_row(*found) for found in sorted(findings, key=lambda found: tuple(SEVERITIES).index(found[1].severity))]
    return Report(
        title=Text.of("Отчёт нормоконтроля"),
        checked=tuple(_plain(subject.path.as_posix()) for subject in subjects),
        verdict=Text.of(verdict),
        counted=Text.of(f"ошибок – {counts['error']}, замечаний – {counts['warning']}, подсказок – {counts['info']}"),
        table=Table.model_validate({"графы": columns, "строки": rows, "нумеровать": "да"}) if rows else None,
    )


def _row(subject: Subject, finding: Finding) -> dict[str, Text]:
    place = str(finding.place or subject.path.name)
    where = f"{place}\n{finding.field}" if finding.path else place
    cells = (
        where,
        finding.excerpt,
        f"{SEVERITIES[finding.severity].capitalize()}: {finding.message}",
        finding.hint,
        _norm(finding),
    )
    return {name: _plain(text) for (name, _), text in zip(_COLUMNS, cells, strict=True)}


def _norm(finding: Finding) -> str:
    """Return the rule of a finding with its norm and how sure that is; what the model refuses needs no norm."""
    rule = next((rule for rule in every_rule() if rule.code == finding.code), None)
    return f"{rule.code}: {rule.basis}" if rule else ""


def _plain(text: str) -> Text:
    """Return a text that is printed to the letter: an excerpt shows what is wrong."""
    return Text((Run(text),), verbatim=True)
