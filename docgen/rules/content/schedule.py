"""Rules of the deadlines of a table as a whole: in the order of time, not on days off."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from docgen import russian
from docgen.finding import Finding
from docgen.model.document import Document
from docgen.model.measure import Measure, MeasureSection
from docgen.regex import regex
from docgen.rules.content.reading import days
from docgen.rules.content.tables import about, measure_tables
from docgen.rules.rule import rule

_MANY = 4  # in fewer rows one out of order shows nothing
_DAY = regex(r"(?:до )?(\S.*)")
_UNTIL = regex(r"(?:не позднее|до) (\d.*)", re.IGNORECASE)


@rule("Н409", "info", "PLAN-SORT")
def out_of_order(document: Document) -> Iterator[Finding]:
    """Строки раздела, где у всех назван день, идут по порядку дней; одна строка не на месте – скорее всего, опечатка в
    дате.

    Почему:
        План читают по времени: строку, стоящую не на своём месте, пропустят.

    Плохо:
        вид: план
        название: План работы
        мероприятия:
          - {мероприятие: Собрать заявки, срок: 08.09.2026}
          - {мероприятие: Провести семинар, срок: 15.09.2026}
          - {мероприятие: Провести конкурс, срок: 12.01.2026}
          - {мероприятие: Наградить победителей, срок: 20.10.2026}

    Хорошо:
        вид: план
        название: План работы
        мероприятия:
          - {мероприятие: Собрать заявки, срок: 08.09.2026}
          - {мероприятие: Провести семинар, срок: 15.09.2026}
          - {мероприятие: Провести конкурс, срок: 12.10.2026}
          - {мероприятие: Наградить победителей, срок: 20.10.2026}
    """
    for path, table in measure_tables(document):
        for measures in (table.measures, *_sections(table.sections)):
            found = [_day(str(measure.deadline or "")) for measure in measures]
            dated = [day for day in found if day is not None]
            if len(dated) < max(_MANY, len(found)):
                continue
            odd = [at for at in range(len(dated)) if _sorted(dated[:at] + dated[at + 1 :])]
            if odd and not _sorted(dated):
                measure = measures[odd[0]]
                message = f"строка „{str(measure.measure)[:60]}“ стоит не по порядку сроков: {measure.deadline}"
                yield about(path, measure, message, "Проверьте дату или переставьте строку", str(measure.deadline))


@rule("Н410", "info", "DEADLINE-WORKDAY")
def due_on_a_day_off(document: Document) -> Iterator[Finding]:
    """Срок «до …» в таблице не приходится на субботу, воскресенье или нерабочий праздничный день.

    Почему:
        Срок на выходной фактически переносится, и спорят – на пятницу или на понедельник.

    Плохо:
        вид: дорожная карта
        мероприятия: [{мероприятие: Собрать отчёты, срок: до 12.09.2026}]

    Хорошо:
        вид: дорожная карта
        мероприятия: [{мероприятие: Собрать отчёты, срок: до 11.09.2026}, {мероприятие: Провести слёт, срок: 12.09.2026}]
    """
    for path, table in measure_tables(document):
        for measure in table.all_measures():
            until = _UNTIL.fullmatch(str(measure.deadline or "").strip())
            for typed, day in days(until[1]) if until else ():
                if reason := russian.day_off(day):
                    message = f"срок {russian.format_date(day)} приходится на выходной: {reason}"
                    yield about(path, measure, message, "Проверьте, нужен ли выходной", typed)


def _sections(sections: Sequence[MeasureSection]) -> Iterator[Sequence[Measure]]:
    for section in sections:
        yield section.measures
        yield from _sections(section.sections)


def _day(deadline: str) -> datetime.date | None:
    """Return the day that a deadline is, if it is nothing else."""
    typed = _DAY.fullmatch(deadline.strip())
    found = list(days(typed[1])) if typed else []
    return found[0][1] if typed and len(found) == 1 and typed[1].rstrip(" г.") == found[0][0] else None


def _sorted(moments: Sequence[datetime.date]) -> bool:
    return all(before <= after for before, after in pairwise(moments))
