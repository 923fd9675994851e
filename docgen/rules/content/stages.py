"""Rules of stages and periods: stages follow each other and fill the period; titles name the same years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.document import Document
from docgen.model.moment import Period
from docgen.model.walk import papers
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import SCHOOL_YEAR, every, numeric
from docgen.rules.rule import rule
from docgen.vocabulary import term

_YEARS = regex(r"(?<![\d№/.-])(?<!№[ \u00a0])((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)")
_TWO_YEARS = regex(r"[12][09]\d\d\s*[-–—]\s*[12]")  # what _YEARS finds begins so, and this is found faster
_SKIPPED = frozenset(map(term, ("appendices", "organisation", "act")))
_TITLES = frozenset(map(term, ("title", "heading")))
_QUOTED = regex(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"]*\"|„[^“]*“")
_TERM = regex(r"срок\w*(?: и этап\w*)? (?:реализации|действия|выполнения)[^.;]*$", re.IGNORECASE)
_PROGRAMME = 'вид: программа\nназвание: Программа развития\nтекст: "{этапы}"\n'


@rule("Н501", "warning", "STAGES")
def overlapping(document: Document) -> Iterator[Finding]:
    """Этап начинается после того, как кончился предыдущий.

    Почему:
        Мероприятие попадает сразу в два этапа, и отчитаться за этап нельзя.

    Плохо:
        вид: программа
        название: Программа развития
        текст: "{этапы}"

        этапы: [{название: первый, период: {с: 01.2022, по: 06.2022}}, {название: второй, период: {с: 05.2022, по: 12.2022}}]

    Хорошо:
        вид: программа
        название: Программа развития
        текст: "{этапы}"

        этапы: [{название: первый, период: {с: 01.2022, по: 06.2022}}, {название: второй, период: {с: 07.2022, по: 12.2022}}]
    """
    for path, paper in papers(document):
        stages = getattr(paper, "stages", ())
        for index in range(1, len(stages)):
            before, after = stages[index - 1].period, stages[index].period
            if before and after and not after.follows(before):
                message = f"этап „{stages[index].title}“ начинается раньше, чем кончается предыдущий: {before}; {after}"
                yield problem((*path, term("stages"), index), message, "Исправьте периоды этапов")


@rule("Н502", "warning", "STAGES")
def outside_the_period(document: Document) -> Iterator[Finding]:
    """Этапы лежат внутри периода программы.

    Почему:
        Этап вне периода не обеспечен ни мероприятиями, ни деньгами.

    Плохо:
        вид: программа
        название: Программа развития
        текст: "{этапы}"

        период: {с: 2022, по: 2023}
        этапы: [{название: первый, период: {с: 01.2022, по: 06.2024}}]

    Хорошо:
        вид: программа
        название: Программа развития
        текст: "{этапы}"

        период: {с: 2022, по: 2023}
        этапы: [{название: первый, период: {с: 01.2022, по: 12.2023}}]
    """
    for path, paper in papers(document):
        period = getattr(paper, "period", None)
        for index, stage in enumerate(getattr(paper, "stages", ())):
            if isinstance(period, Period) and stage.period and not period.covers(stage.period):
                message = f"этап „{stage.title}“ ({stage.period}) выходит за период программы ({period})"
                yield problem((*path, term("stages"), index), message, "Исправьте период этапа или программы")


@rule("Н503", "info", "STAGES")
def not_covered(document: Document) -> Iterator[Finding]:
    """Первый этап начинается с началом периода, последний кончается с его концом.

    Почему:
        Часть периода, не вошедшая ни в один этап, остаётся без работы.

    Плохо:
        вид: программа
        название: Программа развития
        текст: "{этапы}"

        период: {с: 2022, по: 2024}
        этапы: [{название: первый, период: {с: 01.2022, по: 12.2022}}, {название: второй, период: {с: 01.2023, по: 12.2023}}]

    Хорошо:
        вид: программа
        название: Программа развития
        текст: "{этапы}"

        период: {с: 2022, по: 2024}
        этапы: [{название: первый, период: {с: 01.2022, по: 12.2022}}, {название: второй, период: {с: 01.2023, по: 12.2024}}]
    """
    for path, paper in papers(document):
        period, stages = getattr(paper, "period", None), getattr(paper, "stages", ())
        if not (isinstance(period, Period) and period.start and period.end and stages):
            continue
        first, last = stages[0].period, stages[-1].period
        if first and first.start and first.start.year > period.start.year:
            yield problem(
                (*path, term("stages")), f"начало периода ({period}) не вошло ни в один этап", "Дополните этапы"
            )
        if last and last.end and last.end.year < period.end.year:
            yield problem(
                (*path, term("stages")), f"конец периода ({period}) не вошёл ни в один этап", "Дополните этапы"
            )


@rule("Н504", "warning", "PASS-SYNC", linked=True)
def another_period_in_the_title(document: Document) -> Iterator[Finding]:
    """Годы в названии документа и его приложений совпадают с периодом.

    Почему:
        Название на 2022–2024 годы и период до 2025 года – самая частая причина возврата программ.

    Плохо:
        вид: программа
        название: Программа развития на 2022–2024 годы
        период: {с: 2022, по: 2025}

    Хорошо:
        вид: программа
        название: Программа развития на 2022–2025 годы
        период: {с: 2022, по: 2025}
    """
    for path, paper in papers(document):
        period = getattr(paper, "period", None)
        if not (isinstance(period, Period) and period.start and period.end):
            continue
        for name in ("title", "heading"):
            for found in _YEARS.finditer(str(getattr(paper, name, None) or "")):
                if (int(found[1]), int(found[2])) != (period.start.year, period.end.year):
                    message = f"в названии {found[0]}, а период – {period}"
                    hint = "Напишите в названии {период} или исправьте годы"
                    yield problem((*path, term(name)), message, hint, found[0])


@rule("Н505", "info", "STAGES")
def with_a_gap(document: Document) -> Iterator[Finding]:
    """Между этапами нет перерыва: следующий начинается на другой день, в другом месяце или году после предыдущего.

    Почему:
        Время между этапами остаётся без работы и без ответственных; чаще всего это опечатка в месяце.

    Плохо:
        вид: программа
        название: Программа развития
        текст: "{этапы}"

        этапы: [{название: первый, период: {с: 01.2022, по: 06.2022}}, {название: второй, период: {с: 09.2022, по: 12.2022}}]

    Хорошо:
        вид: программа
        название: Программа развития
        текст: "{этапы}"

        этапы: [{название: первый, период: {с: 01.2022, по: 06.2022}}, {название: второй, период: {с: 07.2022, по: 12.2022}}]
    """
    for path, paper in papers(document):
        stages = getattr(paper, "stages", ())
        for index in range(1, len(stages)):
            before, after = stages[index - 1].period, stages[index].period
            if before and after and before.end and after.start:
                days = (after.start.first_day - before.end.last_day).days
                if days > 1:
                    message = f"между этапами перерыв в {days - 1} дн.: {before}; {after}"
                    yield problem((*path, term("stages"), index), message, "Исправьте периоды этапов")


@rule("Н506", "warning", "PASS-SYNC", linked=True)
def another_period_in_the_text(document: Document) -> Iterator[Finding]:
    """Годы, названные в тексте и в паспорте, не спорят с периодом: ни один срок не начинается раньше и не кончается
    позже его.

    Почему:
        «2021–2025» на титуле и «2020–2024» в тексте – две разные программы; какую из них финансировать, неизвестно.

    Плохо:
        вид: программа
        название: Программа развития
        период: {с: 2021, по: 2025}
        текст: Над этими вопросами предстоит работать в 2020–2024 годах.

    Хорошо:
        вид: программа
        название: Программа развития
        период: {с: 2021, по: 2025}
        текст: Над этими вопросами предстоит работать в 2021–2025 годах с учётом программы «Кадры на 2020–2024 годы» и опыта 2018–2020 годов.
    """
    for path, paper in papers(document):
        years = _years(paper)
        if years is None:
            continue
        for where, _, words in every(paper):
            if where[0] in _TITLES or not _SKIPPED.isdisjoint(where) or "20" not in words:
                continue
            if not _TWO_YEARS.search(words):
                continue
            bare = _QUOTED.sub(lambda found: " " * len(found[0]), words)
            for found in _YEARS.finditer(bare):
                first, last = int(found[1]), int(found[2])
                other = (first, last) != years
                inside = years[0] <= first and last <= years[1]
                stated = bool(_TERM.search(bare[: found.start()]))
                if other and (stated if inside else last > years[0] and first < years[1]):
                    message = f"„{found[0]}“ не сходится с периодом {years[0]}–{years[1]}"
                    yield problem((*path, *where), message, "Исправьте годы или напишите {период}", found[0])


@rule("Н507", "warning", "PLAN-YEAR")
def odd_school_year(document: Document) -> Iterator[Finding]:
    """Учебный год назван двумя соседними годами: 2026/2027.

    Почему:
        «2026/2028 учебный год» – опечатка, из-за которой план относят не к тому году.

    Плохо:
        вид: план
        название: План работы на 2026/2028 учебный год
        мероприятия: [Провести семинар]

    Хорошо:
        вид: план
        название: План работы на 2026/2027 учебный год
        мероприятия: [Провести семинар]
    """
    for path, _, words in numeric(document):
        for found in SCHOOL_YEAR.finditer(words) if "уч" in words else ():
            last = int(found[2]) if len(found[2]) > 2 else int(found[1]) // 100 * 100 + int(found[2])  # noqa: PLR2004
            if last != int(found[1]) + 1:
                message = f"такого учебного года нет: „{found[0]}“"
                yield problem(path, message, f"Например: {found[1]}/{int(found[1]) + 1} учебный год", found[0])


def _years(paper: Document) -> tuple[int, int] | None:
    """Return the first and the last year of a paper: of its period, or as its title names them."""
    period = getattr(paper, "period", None)
    if isinstance(period, Period) and period.start and period.end:
        return period.start.year, period.end.year
    found = _YEARS.search(str(paper.title or "")) if not SCHOOL_YEAR.search(str(paper.title or "")) else None
    return (int(found[1]), int(found[2])) if found else None
