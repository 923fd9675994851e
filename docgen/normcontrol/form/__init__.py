"""Norm control of finished papers: rules over what has been read of a DOCX, ours or a stranger's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docgen import russian
from docgen.finding import Finding, Place, Severity
from docgen.normcontrol.form import (
    blocks,
    by_hand,
    days,
    face,
    grids,
    left_over,
    marks,
    order,
    sheet,
    signature,
    signs,
    stamps,
)
from docgen.normcontrol.form.line import Line
from docgen.normcontrol.form.reading import Reading
from docgen.normcontrol.form.rule import FormRule, Remark
from docgen.paper import Paper

RULES: tuple[FormRule, ...] = tuple(
    rule
    for module in (sheet, face, blocks, order, signature, stamps, marks, grids, by_hand, signs, days, left_over)
    for rule in vars(module).values()
    if isinstance(rule, FormRule)
)
_NAMED = 5  # how many more places of the same fault are named
_EXCERPT = 100


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
            yield _finding(rule, severity, alike, file)


def _grouped(remarks: Iterator[Remark]) -> Iterator[Sequence[Remark]]:
    found: dict[tuple[str, str], list[Remark]] = {}
    for remark in remarks:
        found.setdefault((remark.message, remark.hint), []).append(remark)
    yield from found.values()


def _finding(rule: FormRule, severity: Severity, alike: Sequence[Remark], file: str) -> Finding:
    first = alike[0]
    message = first.message
    others = {remark.line.number: remark.line for remark in alike[1:] if remark.line and remark.line != first.line}
    if others:
        named = "; ".join(_where(line) for line in list(others.values())[:_NAMED])
        more = russian.plural(len(others), "месте", "местах", "местах")
        message += f" – и ещё в {len(others)} {more}: {named}{'…' if len(others) > _NAMED else ''}"
    place = Place(file) if first.line is None else Place(file, page=first.line.paragraph.page, spot=_where(first.line))
    excerpt = "" if first.line is None else _cut(first.quote or first.line.text)
    return Finding(rule.code, severity, message, place, hint=first.hint, quote=first.quote, excerpt=excerpt)


def _where(line: Line) -> str:
    """Return where a person finds a line: its place in a table, else which paragraph it is."""
    if line.spot and line.ruled:
        return f"таблица {line.spot.table}, строка {line.spot.row}, графа {line.spot.column}"
    return f"абзац {line.number}"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rsplit(" ", 1)[0] + "…"


__all__ = ["RULES", "FormRule", "run"]
