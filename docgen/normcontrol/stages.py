"""Rules of stages and periods: stages follow each other and fill the period; titles name the same years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.model.document import Document
from docgen.model.moment import Period
from docgen.model.walk import papers
from docgen.normcontrol.rule import Complaint, rule
from docgen.vocabulary import term

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)")
_PROGRAMME = 'вид: программа\nназвание: Программа развития\nтекст: "{этапы}"\n'


@rule(
    "Н501", "warning", "PASS-SYNC", "О",
    what="Этап начинается после того, как кончился предыдущий.",
    why="Мероприятие попадает сразу в два этапа, и отчитаться за этап нельзя.",
    bad=_PROGRAMME + """
этапы: [{название: первый, период: {с: 01.2022, по: 06.2022}}, {название: второй, период: {с: 05.2022, по: 12.2022}}]""",
    good=_PROGRAMME + """
этапы: [{название: первый, период: {с: 01.2022, по: 06.2022}}, {название: второй, период: {с: 07.2022, по: 12.2022}}]""",
)  # fmt: skip
def overlapping(document: Document) -> Iterator[Complaint]:
    """A stage begins after the one before it has ended."""
    for path, paper in papers(document):
        stages = getattr(paper, "stages", ())
        for index in range(1, len(stages)):
            before, after = stages[index - 1].period, stages[index].period
            if before and after and not after.follows(before):
                message = f"этап „{stages[index].title}“ начинается раньше, чем кончается предыдущий: {before}; {after}"
                yield Complaint((*path, term("stages"), index), message, "Исправьте периоды этапов")


@rule(
    "Н502", "warning", "PASS-SYNC", "О",
    what="Этапы лежат внутри периода программы.",
    why="Этап вне периода не обеспечен ни мероприятиями, ни деньгами.",
    bad=_PROGRAMME + """
период: {с: 2022, по: 2023}
этапы: [{название: первый, период: {с: 01.2022, по: 06.2024}}]""",
    good=_PROGRAMME + """
период: {с: 2022, по: 2023}
этапы: [{название: первый, период: {с: 01.2022, по: 12.2023}}]""",
)  # fmt: skip
def outside_the_period(document: Document) -> Iterator[Complaint]:
    """Stages lie inside the period of their programme."""
    for path, paper in papers(document):
        period = getattr(paper, "period", None)
        for index, stage in enumerate(getattr(paper, "stages", ())):
            if isinstance(period, Period) and stage.period and not period.covers(stage.period):
                message = f"этап „{stage.title}“ ({stage.period}) выходит за период программы ({period})"
                yield Complaint((*path, term("stages"), index), message, "Исправьте период этапа или программы")


@rule(
    "Н503", "info", "PASS-SYNC", "О",
    what="Первый этап начинается с началом периода, последний кончается с его концом.",
    why="Часть периода, не вошедшая ни в один этап, остаётся без работы.",
    bad=_PROGRAMME + """
период: {с: 2022, по: 2024}
этапы: [{название: первый, период: {с: 01.2022, по: 12.2022}}, {название: второй, период: {с: 01.2023, по: 12.2023}}]""",
    good=_PROGRAMME + """
период: {с: 2022, по: 2024}
этапы: [{название: первый, период: {с: 01.2022, по: 12.2022}}, {название: второй, период: {с: 01.2023, по: 12.2024}}]""",
)  # fmt: skip
def not_covered(document: Document) -> Iterator[Complaint]:
    """Stages fill the period of their programme, by years."""
    for path, paper in papers(document):
        period, stages = getattr(paper, "period", None), getattr(paper, "stages", ())
        if not (isinstance(period, Period) and period.start and period.end and stages):
            continue
        first, last = stages[0].period, stages[-1].period
        if first and first.start and first.start.year > period.start.year:
            yield Complaint(
                (*path, term("stages")), f"начало периода ({period}) не вошло ни в один этап", "Дополните этапы"
            )
        if last and last.end and last.end.year < period.end.year:
            yield Complaint(
                (*path, term("stages")), f"конец периода ({period}) не вошёл ни в один этап", "Дополните этапы"
            )


@rule(
    "Н504", "warning", "PASS-SYNC", "О",
    what="Годы в названии документа и его приложений совпадают с периодом.",
    why="Название на 2022–2024 годы и период до 2025 года – самая частая причина возврата программ.",
    bad="""
вид: программа
название: Программа развития на 2022–2024 годы
период: {с: 2022, по: 2025}""",
    good="""
вид: программа
название: Программа развития на 2022–2025 годы
период: {с: 2022, по: 2025}""",
    linked=True,
)  # fmt: skip
def another_period_in_the_title(document: Document) -> Iterator[Complaint]:
    """The years in the titles of a paper are those of its period."""
    for path, paper in papers(document):
        period = getattr(paper, "period", None)
        if not (isinstance(period, Period) and period.start and period.end):
            continue
        for name in ("title", "heading"):
            for found in _YEARS.finditer(str(getattr(paper, name, None) or "")):
                if (int(found[1]), int(found[2])) != (period.start.year, period.end.year):
                    message = f"в названии {found[0]}, а период – {period}"
                    yield Complaint((*path, term(name)), message, "Напишите в названии {период} или исправьте годы")
