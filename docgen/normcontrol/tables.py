"""Rules of tables: what a source fills is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.finding import Path
from docgen.model.column import leaves, standard_field
from docgen.model.document import Document
from docgen.model.measure import MeasureTable
from docgen.model.moment import Period
from docgen.model.part import Part
from docgen.model.walk import papers
from docgen.normcontrol.rule import Complaint, rule
from docgen.vocabulary import term

_YEAR = re.compile(r"(?<![\d./№-])(?:\d{1,2}\.\d{1,2}\.)?((?:19|20)\d\d)(?!\d)")


def _tables(part: Part, path: Path = ()) -> Iterator[tuple[Path, MeasureTable]]:
    if isinstance(part, MeasureTable):
        yield path, part
    for name in type(part).model_fields:
        value = getattr(part, name)
        for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(item, Document | MeasureTable):
                step = (term(name), index) if isinstance(value, tuple) else (term(name),)
                yield from _tables(item, (*path, *step))


@rule(
    "Н401", "warning", "README: ничего не теряется", "О",
    what="Для каждого заполненного поля мероприятий в таблице есть графа.",
    why="Срок или исполнитель, для которых нет графы, не будут напечатаны.",
    bad="""
вид: дорожная карта
графы: [мероприятие]
мероприятия: [{мероприятие: Провести семинар, срок: май 2026 г.}]""",
    good="""
вид: дорожная карта
графы: [мероприятие, срок]
мероприятия: [{мероприятие: Провести семинар, срок: май 2026 г.}]""",
)  # fmt: skip
def filled_but_not_shown(document: Document) -> Iterator[Complaint]:
    """A field that measures fill has a column: nothing that the user wrote is left out in silence."""
    for path, table in _tables(document):
        shown = {standard_field(column) for column in table.shown_columns}
        filled = sorted(frozenset[str]().union(*(measure.filled for measure in table.all_measures())) - shown)
        for name in filled:
            hint = f"Добавьте графу {{поле: {term(name)}}} или уберите значения"
            yield Complaint((*path, term("columns")), f"поле „{term(name)}“ заполнено, но графы для него нет", hint)


@rule(
    "Н403", "warning", "ROAD-TERM", "В",
    what="Годы в сроках мероприятий лежат внутри периода программы или карты.",
    why="Мероприятие вне периода не входит в программу; обычно это опечатка в годе или строка из прошлого плана.",
    bad="""
вид: программа
название: Программа развития
период: {с: 2022, по: 2024}
мероприятия: [{мероприятие: Провести семинар, срок: май 2027 г.}]""",
    good="""
вид: программа
название: Программа развития
период: {с: 2022, по: 2024}
мероприятия: [{мероприятие: Провести семинар, срок: май 2023 г.}]""",
)  # fmt: skip
def outside_the_period(document: Document) -> Iterator[Complaint]:
    """The years in the deadlines of measures lie inside the period of the paper around them."""
    for path, paper in papers(document):
        period = getattr(paper, "period", None)
        if not isinstance(period, Period) or period.start is None or period.end is None:
            continue
        for where, table in _tables(paper, path):
            for measure in table.all_measures():
                for year in _YEAR.findall(str(measure.deadline or "")):
                    if not period.start.year <= int(year) <= period.end.year:
                        message = (
                            f"срок „{measure.deadline}“ мероприятия „{str(measure.measure)[:60]}“ вне периода {period}"
                        )
                        yield Complaint((*where, term("measures")), message, "Исправьте срок или период")


@rule(
    "Н404", "info", "ROAD-COLS", "В",
    what="У каждого мероприятия таблицы, которую не заполняют от руки, есть срок и ответственный, если для них есть графы.",
    why="Мероприятие без срока и исполнителя не будет выполнено, и спросить за него не с кого.",
    bad="""
вид: дорожная карта
графы: [мероприятие, срок, ответственные]
мероприятия: [{мероприятие: Провести семинар, срок: май 2026 г.}]""",
    good="""
вид: дорожная карта
графы: [мероприятие, срок, ответственные]
мероприятия: [{мероприятие: Провести семинар, срок: май 2026 г., ответственные: методисты}]""",
)  # fmt: skip
def empty_cells(document: Document) -> Iterator[Complaint]:
    """A measure has a deadline and somebody responsible where the table has columns for them."""
    for path, table in _tables(document):
        shown = {standard_field(column) for column in leaves(table.columns)} & {"deadline", "responsible"}
        for measure in table.all_measures():
            empty = sorted(term(name) for name in shown - measure.filled if name)
            if empty and not table.blank:
                message = f"у мероприятия „{str(measure.measure)[:60]}“ не заполнено: {', '.join(empty)}"
                yield Complaint((*path, term("measures")), message, "Заполните или поставьте „бланк: да“")
