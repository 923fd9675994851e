"""Rules of deadlines: not before the paper, not on a day off, not vague."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen import russian
from docgen.finding import Finding, Path
from docgen.model.document import Document
from docgen.regex import regex
from docgen.rules.content.points import charges
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import days
from docgen.rules.rule import rule
from docgen.vocabulary import term

_VAGUE = regex(r"ближайш\w+ врем|кратчайш\w+ срок|по возможности|как можно (?:скорее|быстрее)", re.IGNORECASE)


@rule("Н205", "warning", "ORD-DEADLINE")
def deadline_before_the_paper(document: Document) -> Iterator[Finding]:
    """Срок поручения не раньше даты документа.

    Почему:
        Поручение нельзя исполнить до того, как оно дано; обычно это старая дата, оставшаяся от прошлого года.

    Плохо:
        дата: 01.09.2026
        пункты: [{исполнитель: {фио: Жук О.И., пол: м, должность: методист}, поручение: собрать отчёты, срок: до 01.09.2025}]

    Хорошо:
        дата: 01.09.2026
        пункты: [{исполнитель: {фио: Жук О.И., пол: м, должность: методист}, поручение: собрать отчёты, срок: до 10.09.2026}]
    """
    if not isinstance(document.date, datetime.date):
        return
    for path, typed, day in _deadlines(document):
        if day < document.date:
            message = f"срок {russian.format_date(day)} раньше даты документа {russian.format_date(document.date)}"
            yield problem(path, message, "Исправьте срок", typed)


@rule("Н206", "warning", "ORD-DEADLINE")
def vague_deadline(document: Document) -> Iterator[Finding]:
    """Срок поручения – день или период, а не «в ближайшее время».

    Почему:
        Неопределённый срок нельзя ни соблюсти, ни проконтролировать.

    Плохо:
        пункты: [{кому: методистам, поручение: собрать отчёты, срок: в ближайшее время}]

    Хорошо:
        пункты: [{кому: методистам, поручение: собрать отчёты, срок: до 10.09.2026}]
    """
    for path, text in _deadline_texts(document):
        if found := _VAGUE.search(text):
            yield problem(path, f"неопределённый срок: „{found[0]}“", "Назовите день: «до 10.09.2026»", found[0])


@rule("Н207", "info", "DEADLINE-WORKDAY")
def deadline_on_a_day_off(document: Document) -> Iterator[Finding]:
    """Срок поручения не приходится на субботу, воскресенье или нерабочий праздничный день.

    Почему:
        Срок на выходной фактически переносится, и стороны спорят – на пятницу или на понедельник.

    Плохо:
        пункты: [{кому: методистам, поручение: собрать отчёты, срок: до 12.09.2026}]

    Хорошо:
        пункты: [{кому: методистам, поручение: собрать отчёты, срок: до 11.09.2026}]
    """
    for path, typed, day in _deadlines(document):
        if reason := russian.day_off(day):
            message = f"срок {russian.format_date(day)} приходится на выходной: {reason}"
            yield problem(path, message, "Проверьте, нужен ли выходной", typed)


def _deadline_texts(document: Document) -> Iterator[tuple[Path, str]]:
    for path, charge in charges(document):
        if charge.deadline:
            yield (*path, term("deadline")), str(charge.deadline)


def _deadlines(document: Document) -> Iterator[tuple[Path, str, datetime.date]]:
    for path, text in _deadline_texts(document):
        for typed, day in days(text):
            yield path, typed, day
