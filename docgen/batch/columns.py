"""Columns: a heading names a field of the source, and the cells under it take that field's place.

Headings are looked up once. A row is put over the source by copying no more than the mappings on the way, so that
everything else stays the very same object, and its parts need not be read again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.batch.heading import UnknownError, follow, steps_of
from docgen.batch.table import Layout, Row
from docgen.finding import Finding, Path, Place
from docgen.folding import fold
from docgen.model.part import Part
from docgen.tables.header import NUMBER_HEADINGS
from docgen.value import Value

_COUNTING = NUMBER_HEADINGS | {"id"}  # what only counts the rows
FILE = "файл"  # the heading of the column that names the file


class Column(Value):
    """Where the cells of a column go.

    Attributes:
        index: its place in the row.
        heading: the steps of the heading, folded, for the names of files.
        typed: the path in the data of the source, as typed there; empty if the column only names files.
        path: the same path in the terms of the glossary.
    """

    index: int
    heading: tuple[str, ...]
    typed: Path = ()
    path: Path = ()


class Columns(Value):
    """All columns that mean something, the data of the source made ready for them, and which columns only count."""

    columns: tuple[Column, ...]
    data: Any
    counting: frozenset[int] = frozenset()

    def fills(self, row: Row) -> bool:
        """Tell whether a row says anything but its number: numbers are often written in advance."""
        return any(value is not None for at, value in enumerate(row.values) if at not in self.counting)

    def over(self, row: Row) -> Any:  # noqa: ANN401 - data of a source
        """Return the data of the source with the filled cells of a row put over it."""
        data = self.data
        for column in self.columns:
            value = row.values[column.index]
            if column.typed and value is not None:
                data = _replaced(data, column.typed, value)
        return data

    def column(self, path: Path) -> Column | None:
        """Return the column that a path of the document leads to, into, or around."""
        steps = _comparable(path)
        found = [(_comparable(column.path), column) for column in self.columns if column.path]
        inside = (column for own, column in found if steps[: len(own)] == own)
        around = (column for own, column in found if steps and own[: len(steps)] == steps)
        return next(inside, None) or next(around, None)

    @property
    def fields(self) -> frozenset[str]:
        """The terms of all fields that columns change, on whatever level."""
        return frozenset(step for column in self.columns for step in column.path if isinstance(step, str))


def find_columns(layout: Layout, data: object, kinds: Mapping[str, type[Part]]) -> tuple[Columns, tuple[Finding, ...]]:
    """Look every heading up in the source; what is wrong with the headings comes beside."""
    found: list[Column] = []
    findings: list[Finding] = []
    counting = frozenset(index for index, heading in enumerate(layout.headings) if fold(heading) in _COUNTING)
    for index, heading in enumerate(layout.headings):
        if not heading or index in counting:
            continue
        place = layout.place(layout.heading_line, index)
        steps = steps_of(heading)
        column = Column(index, tuple(map(fold, steps)))
        if column.heading != (FILE,):
            try:
                way = follow(data, steps, kinds)
            except UnknownError as error:
                message = f"графа „{heading}“: {error.message}"
                findings.append(Finding("нет-такой-графы", "error", message, place, (), error.hint))
                continue
            data, column = way.data, Column(index, column.heading, way.typed, way.path)
        findings += _clashes(heading, column, found, place)
        found.append(column)
    return Columns(tuple(found), data, counting), tuple(findings)


def _clashes(heading: str, column: Column, others: Sequence[Column], place: Place) -> list[Finding]:
    """Refuse a column that changes what another one changes as well."""
    own = _comparable(column.path)
    for other in others:
        path = _comparable(other.path)
        shared = min(len(own), len(path))
        if own[:shared] == path[:shared] and (shared or own == path):
            message = f"графа „{heading}“ меняет то же, что и графа „{'.'.join(other.heading)}“"
            return [Finding("дважды", "error", message, place, (), "Уберите одну из них")]
    return []


def _comparable(path: Path) -> tuple[str | int, ...]:
    return tuple(fold(step) if isinstance(step, str) else step for step in path)


def _replaced(data: Any, path: Path, value: object) -> object:  # noqa: ANN401
    """Return data with another value at the path; lists and mappings on the way are copied, the rest is shared."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = [*(data or ()), *[None] * (step + 1 - len(data or ()))]
        items[step] = _replaced(items[step], rest, value)
        return items
    fields = data or {}
    return {**fields, step: _replaced(fields.get(step), rest, value)}
