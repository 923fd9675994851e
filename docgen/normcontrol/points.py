"""Rules of points: not too deep, labels given once, control once and last, an infinitive first, a real deadline."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen import russian
from docgen.folding import fold
from docgen.model.document import Document
from docgen.model.point import Point
from docgen.model.statement import MAX_DEPTH, depth, numbered
from docgen.normcontrol.rule import Complaint, rule
from docgen.vocabulary import term

_VAGUE = re.compile(r"ближайш\w+ врем|кратчайш\w+ срок|по возможности|как можно (?:скорее|быстрее)", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} [а-я]+ \d{4}")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SATURDAY = 5


def _points(document: Document) -> tuple[Point, ...]:
    return getattr(document, "points", ())


@rule(
    "Н201", "error", "ГОСТ Р 7.0.97-2016, 5.18", "П",
    what="Пункты вложены не глубже четырёх уровней.",
    why="Пятый уровень стандарт не предусматривает, и ссылаться на «подпункт 1.2.3.4.5» неудобно.",
    bad="""
пункты: [{текст: А., пункты: [{текст: Б., пункты: [{текст: В., пункты: [{текст: Г., пункты: [Д.]}]}]}]}]""",
    good="""
пункты: [{текст: А., пункты: [{текст: Б., пункты: [{текст: В., пункты: [Г., Д.]}]}]}]""",
)  # fmt: skip
def too_deep(document: Document) -> Iterator[Complaint]:
    """Points have four levels at most."""
    if depth(_points(document)) > MAX_DEPTH:
        yield Complaint((term("points"),), f"пункты вложены глубже {MAX_DEPTH} уровней", "Разбейте пункт на несколько")


@rule(
    "Н202", "error", "POL-REF", "В",
    what="Одна метка дана одному пункту.",
    why="Ссылка {пункт метка} не знала бы, куда вести.",
    bad="""
пункты: [{текст: Проверить школы., метка: сбор}, {текст: Собрать отчёты., метка: сбор}]""",
    good="""
пункты: [{текст: Проверить школы., метка: проверка}, {текст: Собрать отчёты., метка: сбор}]""",
)  # fmt: skip
def label_twice(document: Document) -> Iterator[Complaint]:
    """A label names one point."""
    seen: set[str] = set()
    for entry in numbered(_points(document)):
        label = fold(entry.point.label)
        if label and label in seen:
            yield Complaint(
                (term("points"),), f"метка „{entry.point.label}“ дана двум пунктам", "Назовите пункты по-разному"
            )
        seen.add(label)


@rule(
    "Н203", "warning", "ORD-CONTROL", "В",
    what="Контроль за исполнением указан один раз и последним пунктом, после него – только вступление в силу.",
    why="Два контролирующих – ни одного; контроль посреди пунктов теряется.",
    bad="""
пункты: [{контроль: за собой}, Проверить школы.]""",
    good="""
пункты: [Проверить школы., {контроль: за собой}]""",
)  # fmt: skip
def control_last_and_once(document: Document) -> Iterator[Complaint]:
    """Control is stated once, in the last point but for the effect."""
    points = _points(document)
    controls = [index for index, point in enumerate(points) if "control" in point.model_fields_set]
    if len(controls) > 1:
        yield Complaint((term("points"), controls[1]), "контроль указан дважды", "Оставьте один пункт о контроле")
    elif controls and any("effect" not in point.model_fields_set for point in points[controls[0] + 1 :]):
        yield Complaint((term("points"), controls[0]), "контроль – не последний пункт", "Перенесите его в конец")


@rule(
    "Н204", "warning", "ORD-INF", "В",
    what="Пункт приказа и поручение начинаются с глагола в неопределённой форме: утвердить, назначить, провести.",
    why="«Утверждаю программу» и «Утверждение программы» – не распоряжение: непонятно, кто и что должен сделать.",
    bad="""
пункты: [Утверждение плана проверки.]""",
    good="""
пункты: [Утвердить план проверки.]""",
)  # fmt: skip
def not_an_infinitive(document: Document) -> Iterator[Complaint]:
    """A point and an assignment begin with an infinitive, after «не» or an adverb at most."""
    if getattr(document, "verb_form", "") == "":
        return
    for index, point in enumerate(_points(document)):
        for name in ("text", "assignment"):
            words = _WORDS.findall(str(getattr(point, name) or ""))
            if words and not point.points and russian.names_no_action(words):
                path = (term("points"), index, term(name))
                yield Complaint(
                    path, f"пункт начинается не с глагола: „{words[0]}“", "Начните с «Утвердить», «Провести» …"
                )


@rule(
    "Н205", "warning", "ORD-DEADLINE", "В",
    what="Срок поручения не раньше даты документа.",
    why="Поручение нельзя исполнить до того, как оно дано; обычно это старая дата, оставшаяся от прошлого года.",
    bad="""
дата: 01.09.2026
пункты: [{исполнитель: {фио: Жук О.И., пол: м, должность: методист}, поручение: собрать отчёты, срок: до 01.09.2025}]""",
    good="""
дата: 01.09.2026
пункты: [{исполнитель: {фио: Жук О.И., пол: м, должность: методист}, поручение: собрать отчёты, срок: до 10.09.2026}]""",
)  # fmt: skip
def deadline_before_the_paper(document: Document) -> Iterator[Complaint]:
    """A deadline is not before the date of the paper."""
    if not isinstance(document.date, datetime.date):
        return
    for path, day in _deadlines(document):
        if day < document.date:
            message = f"срок {russian.format_date(day)} раньше даты документа {russian.format_date(document.date)}"
            yield Complaint(path, message, "Исправьте срок")


@rule(
    "Н206", "warning", "ORD-DEADLINE", "В",
    what="Срок поручения – день или период, а не «в ближайшее время».",
    why="Неопределённый срок нельзя ни соблюсти, ни проконтролировать.",
    bad="""
пункты: [{кому: методистам, поручение: собрать отчёты, срок: в ближайшее время}]""",
    good="""
пункты: [{кому: методистам, поручение: собрать отчёты, срок: до 10.09.2026}]""",
)  # fmt: skip
def vague_deadline(document: Document) -> Iterator[Complaint]:
    """A deadline is a day or a period."""
    for path, text in _deadline_texts(document):
        if found := _VAGUE.search(text):
            yield Complaint(path, f"неопределённый срок: „{found[0]}“", "Назовите день: «до 10.09.2026»")


@rule(
    "Н207", "info", "ORD-DEADLINE", "О",
    what="Срок поручения не приходится на субботу или воскресенье.",
    why="Срок на выходной фактически переносится, и стороны спорят – на пятницу или на понедельник.",
    bad="""
пункты: [{кому: методистам, поручение: собрать отчёты, срок: до 12.09.2026}]""",
    good="""
пункты: [{кому: методистам, поручение: собрать отчёты, срок: до 11.09.2026}]""",
)  # fmt: skip
def deadline_on_a_day_off(document: Document) -> Iterator[Complaint]:
    """A deadline does not fall on a Saturday or a Sunday."""
    for path, day in _deadlines(document):
        if day.weekday() >= _SATURDAY:
            name = ("субботу", "воскресенье")[day.weekday() - _SATURDAY]
            yield Complaint(
                path, f"срок {russian.format_date(day)} приходится на {name}", "Проверьте, нужен ли выходной"
            )


def _deadline_texts(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for index, point in enumerate(_points(document)):
        if point.deadline:
            yield (term("points"), index, term("deadline")), str(point.deadline)


def _deadlines(document: Document) -> Iterator[tuple[tuple[str | int, ...], datetime.date]]:
    for path, text in _deadline_texts(document):
        for found in _DAY.findall(text):
            try:
                day = russian.parse_date(found)
            except ValueError:
                continue
            if day is not None:
                yield path, day
