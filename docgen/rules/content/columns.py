"""The rule of narrow columns: a word of a table that its column is too narrow for is set letter under letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from docgen.finding import Finding, Path
from docgen.model.column import Column
from docgen.model.document import Document
from docgen.model.grid import Grid
from docgen.model.measure import MeasureTable
from docgen.model.part import Part
from docgen.model.table import Table
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import kept
from docgen.rules.rule import rule
from docgen.vocabulary import term

_PORTRAIT, _LANDSCAPE = Decimal(170), Decimal(267)  # the width of the text in millimetres
_MARGINS = Decimal(3)  # of a cell, left and right together
_SMALL, _CAPITAL = Decimal("1.9"), Decimal("2.6")  # the narrow letters of 12 points, lest a word that fits be reported
_WORD = regex(r"[^\W\d_]+")


@rule("Н411", "warning", "TABLE-HEAD")
def narrow_columns(document: Document) -> Iterator[Finding]:
    """Самое длинное слово графы помещается в её ширину: в заголовке и в ячейках.

    Почему:
        Слово шире своей графы Word рвёт где придётся, и буквы стоят столбиком.

    Плохо:
        вид: дорожная карта
        графы: [{поле: мероприятие, заголовок: Мероприятие, ширина: 95}, {поле: срок, заголовок: Продолжительность, ширина: 5}]
        мероприятия: [{мероприятие: Провести семинар, срок: май 2026 г.}]

    Хорошо:
        вид: дорожная карта
        графы: [{поле: мероприятие, заголовок: Мероприятие, ширина: 80}, {поле: срок, заголовок: Продолжительность}]
        мероприятия: [{мероприятие: Провести семинар, срок: май 2026 г.}]
    """
    for path, table, room in _tables(document):
        yield from _narrow(path, table, room)


def _narrow(path: Path, table: Table | MeasureTable, room: Decimal) -> Iterator[Finding]:
    grid = table.grid
    total = sum((column.width for column in grid.columns), Decimal(0))
    places = dict(_places(table.columns, (*path, term("columns"))))
    for at, column in enumerate(grid.columns):
        width = column.width * room / total
        word = max(_words(grid, at), key=_length, default="")
        if _length(word) > width - _MARGINS:
            message = f"графа „{column.heading}“ узка: ширина около {int(width)} мм, слово „{word}“ в неё не помещается"
            hint = "Увеличьте ширину графы, сократите слово или уберите лишние графы"
            yield problem(places.get(id(column), path), message, hint)


def _places(columns: Sequence[Column], path: Path) -> Iterator[tuple[int, Path]]:
    for index, column in enumerate(columns):
        yield id(column), (*path, index)
        yield from _places(column.columns, (*path, index, term("columns")))


def _words(grid: Grid, at: int) -> Iterator[str]:
    yield from _WORD.findall(str(grid.columns[at].heading))
    for section in grid.sections:
        for row in section.rows:
            if at < len(row.cells):
                yield from _WORD.findall(str(row.cells[at].content))


def _length(word: str) -> Decimal:
    capitals = sum(map(str.isupper, word))
    return capitals * _CAPITAL + (len(word) - capitals) * _SMALL


@kept
def _tables(document: Document) -> Sequence[tuple[Path, Table | MeasureTable, Decimal]]:
    return list(_inside(document, (), _PORTRAIT))


def _inside(value: object, path: Path, room: Decimal) -> Iterator[tuple[Path, Table | MeasureTable, Decimal]]:
    match value:
        case Part():
            if isinstance(value, Document):
                room = _LANDSCAPE if value.landscape else _PORTRAIT
            if isinstance(value, Table | MeasureTable):
                yield path, value, room
            for name in type(value).model_fields:
                yield from _inside(getattr(value, name), (*path, term(name)), room)
        case tuple():
            for index, item in enumerate(value):
                yield from _inside(item, (*path, index), room)
        case Mapping():
            for key, item in value.items():
                yield from _inside(item, (*path, str(key)), room)
