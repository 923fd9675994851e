"""Rules of stages: they follow each other, inside the period of the programme."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.model.document import Document
from docgen.model.moment import Period
from docgen.normcontrol.rule import Complaint, Rule
from docgen.vocabulary import term


def _papers(document: Document) -> Iterator[tuple[tuple[str | int, ...], Document]]:
    yield (), document
    for index, appendix in enumerate(document.appendices):
        yield (term("appendices"), index), appendix


def overlapping(document: Document) -> Iterator[Complaint]:
    """A stage begins after the one before it has ended."""
    for path, paper in _papers(document):
        stages = getattr(paper, "stages", ())
        for index in range(1, len(stages)):
            before, after = stages[index - 1].period, stages[index].period
            if before and after and not after.follows(before):
                message = f"этап „{stages[index].title}“ начинается раньше, чем кончается предыдущий: {before}; {after}"
                yield Complaint((*path, term("stages"), index), message, "Исправьте периоды этапов")


def outside_the_period(document: Document) -> Iterator[Complaint]:
    """Stages lie inside the period of their programme."""
    for path, paper in _papers(document):
        period = getattr(paper, "period", None)
        for index, stage in enumerate(getattr(paper, "stages", ())):
            if isinstance(period, Period) and stage.period and not period.covers(stage.period):
                message = f"этап „{stage.title}“ ({stage.period}) выходит за период программы ({period})"
                yield Complaint((*path, term("stages"), index), message, "Исправьте период этапа или программы")


RULES = (
    Rule("Н501", "warning", "gost.md PASS-SYNC", overlapping),
    Rule("Н502", "warning", "gost.md PASS-SYNC", outside_the_period),
)
