"""Rules of tables of measures: what is filled is printed, terms lie inside the period, no row is given twice."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docgen import russian
from docgen.finding import Finding, Path
from docgen.folding import fold
from docgen.model.column import leaves
from docgen.model.document import Document
from docgen.model.measure import Measure, MeasureTable
from docgen.model.moment import Period
from docgen.model.part import Part
from docgen.model.walk import papers
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import SCHOOL_YEAR, days, kept, written
from docgen.rules.rule import rule
from docgen.vocabulary import term

_MONTHS = {name: number for number, name in enumerate(
    ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"), 1)}  # fmt: skip
_ABBREVIATED = regex(r"\b[а-яё]{1,4}\.$")
_MONTHS["мая"] = 5
_MOMENT = regex(r"(?:\b(" + "|".join(_MONTHS) + r")[а-я]*[ \u00a0]+)?(?<![\d./№-])((?:19|20)\d\d)(?!\d)", re.IGNORECASE)


@kept
def measure_tables(document: Document) -> Sequence[tuple[Path, MeasureTable]]:
    """Return the tables of measures of a document with their paths."""
    return list(_measure_tables(document, ()))


def _measure_tables(part: Part, path: Path) -> Iterator[tuple[Path, MeasureTable]]:
    if isinstance(part, MeasureTable):
        yield path, part
    for name in type(part).model_fields:
        inner: Iterable[tuple[Path, object]]
        match getattr(part, name):
            case tuple() as value:
                inner = (((index,), item) for index, item in enumerate(value))
            case Mapping() as value:
                inner = (((str(key),), item) for key, item in value.items())
            case value:
                inner = (((), value),)
        for step, item in inner:
            if isinstance(item, Document | MeasureTable):
                yield from _measure_tables(item, (*path, term(name), *step))


@rule("Н401", "warning", "NOTHING-LOST")
def filled_but_not_shown(document: Document) -> Iterator[Finding]:
    """Для каждого заполненного поля мероприятий в таблице есть графа.

    Почему:
        Срок или исполнитель, для которых нет графы, не будут напечатаны.

    Плохо:
        вид: дорожная карта
        графы: [мероприятие]
        мероприятия: [{мероприятие: Провести семинар, срок: май 2026 г.}]

    Хорошо:
        вид: дорожная карта
        графы: [мероприятие, срок]
        мероприятия: [{мероприятие: Провести семинар, срок: май 2026 г.}]
    """
    for path, table in measure_tables(document):
        shown = {column.standard for column in table.shown_columns}
        filled = sorted(frozenset[str]().union(*(measure.filled for measure in table.all_measures())) - shown)
        for name in filled:
            hint = f"Добавьте графу {{поле: {term(name)}}} или уберите значения"
            yield problem((*path, term("columns")), f"поле „{term(name)}“ заполнено, но графы для него нет", hint)


@rule("Н403", "warning", "ROAD-TERM")
def outside_the_period(document: Document) -> Iterator[Finding]:
    """Сроки мероприятий лежат внутри периода программы или карты; сроки плана на учебный год – от августа до августа.

    Почему:
        Мероприятие вне периода не входит в программу; обычно это опечатка в годе или строка из прошлого плана.

    Плохо:
        вид: программа
        название: Программа развития
        период: {с: 2022, по: 2024}
        мероприятия: [{мероприятие: Провести семинар, срок: май 2027 г.}]

    Хорошо:
        вид: программа
        название: Программа развития
        период: {с: 2022, по: 2024}
        мероприятия: [{мероприятие: Провести семинар, срок: май 2023 г.}]
    """
    for path, paper in papers(document):
        bounds = _bounds(paper)
        if bounds is None:
            continue
        for inner, table in measure_tables(paper):
            where = (*path, *inner)
            for measure in table.all_measures():
                deadline = str(measure.deadline or "")
                for moment in _moments(deadline):
                    if moment.last_day < bounds[0] or moment.first_day > bounds[1]:
                        period = " – ".join(map(russian.format_date, bounds))
                        message = f"срок „{deadline}“ мероприятия „{_short(measure)}“ вне периода {period}"
                        yield about(where, measure, message, "Исправьте срок или период", deadline)
                        break


def _bounds(paper: Document) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a paper: of its period, or of the school year in its title."""
    period = getattr(paper, "period", None)
    if isinstance(period, Period) and period.start and period.end:
        return period.start.first_day, period.end.last_day
    found = SCHOOL_YEAR.search(str(paper.title or ""))
    if found is None:
        return None
    return datetime.date(int(found[1]), 8, 1), datetime.date(int(found[1]) + 1, 8, 31)


def _moments(deadline: str) -> Iterator[russian.Moment]:
    """Yield the days, months and years that a deadline names; «2021–2024» is two years."""
    for typed, day in days(deadline):
        deadline = deadline.replace(typed, "")
        yield russian.Moment(day.year, day.month, day.day)
    for found in _MOMENT.finditer(deadline):
        month = _MONTHS.get((found[1] or "").lower()[:3])
        yield russian.Moment(int(found[2]), month)


def _short(measure: Measure) -> str:
    return str(measure.measure)[:60]


def about(where: Path, measure: Measure, message: str, hint: str, quote: str = "") -> Finding:
    """Return a complaint about a row of a table, which its own words help to find."""
    name = str(measure.measure)
    return problem((*where, term("measures")), message, hint, quote or name, beside=name)


@rule("Н404", "info", "ROAD-COLS")
def empty_cells(document: Document) -> Iterator[Finding]:
    """У каждого мероприятия таблицы, которую не заполняют от руки, есть срок и ответственный, если для них есть графы.

    Почему:
        Мероприятие без срока и исполнителя не будет выполнено, и спросить за него не с кого.

    Плохо:
        вид: дорожная карта
        графы: [мероприятие, срок, ответственные]
        мероприятия: [{мероприятие: Провести семинар, срок: май 2026 г.}]

    Хорошо:
        вид: дорожная карта
        графы: [мероприятие, срок, ответственные]
        мероприятия: [{мероприятие: Провести семинар, срок: май 2026 г., ответственные: методисты}]
    """
    for path, table in measure_tables(document):
        shown = {column.standard for column in leaves(table.columns)} & {"deadline", "responsible"}
        for measure in table.all_measures():
            empty = sorted(term(name) for name in shown - measure.filled if name)
            if empty and not table.blank:
                message = f"у мероприятия „{_short(measure)}“ не заполнено: {', '.join(empty)}"
                yield about(path, measure, message, "Заполните или поставьте „бланк: да“")


@rule("Н405", "warning", "ROAD-NUM")
def measure_twice(document: Document) -> Iterator[Finding]:
    """Одно мероприятие с одним сроком стоит в таблице один раз.

    Почему:
        Строка, скопированная дважды, попадёт дважды и в отчёт; обычно вторую забыли переписать.

    Плохо:
        вид: дорожная карта
        мероприятия:
          - {мероприятие: Провести семинар для молодых педагогов, срок: май 2026 г.}
          - {мероприятие: Провести семинар для молодых педагогов, срок: май 2026 г.}

    Хорошо:
        вид: дорожная карта
        мероприятия:
          - {мероприятие: Провести семинар для молодых педагогов, срок: май 2026 г.}
          - {мероприятие: Провести семинар для молодых педагогов, срок: май 2027 г.}
    """
    for path, table in measure_tables(document):
        seen: set[tuple[str, str, str]] = set()
        for measure in table.all_measures():
            key = (fold(str(measure.measure)).rstrip("."), fold(str(measure.deadline or "")), str(measure.responsible))
            if key in seen and key[0]:
                yield about(path, measure, f"мероприятие „{_short(measure)}“ дано дважды", "Оставьте одну строку")
            seen.add(key)


@rule("Н406", "info", "ROAD-COLS")
def result_says_nothing(document: Document) -> Iterator[Finding]:
    """Результат мероприятия не повторяет его названия.

    Почему:
        Строка, где результат слово в слово равен мероприятию, не говорит, чего ждать и что проверять.

    Плохо:
        вид: дорожная карта
        мероприятия: [{мероприятие: Повышение качества образования в районе, результат: Повышение качества образования в районе}]

    Хорошо:
        вид: дорожная карта
        мероприятия: [{мероприятие: Повышение качества образования в районе, результат: Доля выпускников с отличием выросла до 12 %}]
    """
    for path, table in measure_tables(document):
        for measure in table.all_measures():
            name = fold(str(measure.measure)).rstrip(".")
            if name and name == fold(str(measure.result or "")).rstrip("."):
                message = f"результат повторяет мероприятие „{_short(measure)}“"
                yield about(path, measure, message, "Напишите, что станет видно после него")


@rule("Н407", "warning", "TABLE-HEAD")
def heading_with_a_mark(document: Document) -> Iterator[Finding]:
    """Заголовки граф и позиции паспорта не кончаются точкой и двоеточием.

    Почему:
        Заголовок графы – не предложение; знак в конце одного из них выглядит небрежно.

    Плохо:
        вид: дорожная карта
        графы: [{поле: мероприятие, заголовок: "Мероприятие:"}]
        мероприятия: [Провести семинар]

    Хорошо:
        вид: дорожная карта
        графы: [{поле: мероприятие, заголовок: Мероприятие}]
        мероприятия: [Провести семинар]
    """
    for path, _, words in written(document):
        is_heading = path[-1] == term("heading") and term("columns") in path
        is_position = path[-1] == term("title") and len(path) > 1 and path[-3:-2] == (term("rows"),)
        if (is_heading or is_position) and words.endswith((".", ":")) and not _ABBREVIATED.search(words):
            yield problem(path, f"знак в конце заголовка: „{words}“", "Уберите его", words, fix=words[:-1])
