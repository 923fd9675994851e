"""Rules of tables: what a source fills is printed."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.finding import Path
from docgen.model.document import Document
from docgen.model.measure import MeasureTable
from docgen.model.part import Part
from docgen.model.table import standard_field
from docgen.normcontrol.rule import Complaint, Rule
from docgen.vocabulary import term


def _tables(part: Part, path: Path = ()) -> Iterator[tuple[Path, MeasureTable]]:
    if isinstance(part, MeasureTable):
        yield path, part
    for name in type(part).model_fields:
        value = getattr(part, name)
        for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(item, Document | MeasureTable):
                step = (term(name), index) if isinstance(value, tuple) else (term(name),)
                yield from _tables(item, (*path, *step))


def filled_but_not_shown(document: Document) -> Iterator[Complaint]:
    """A field that measures fill has a column: nothing that the user wrote is left out in silence."""
    for path, table in _tables(document):
        shown = {standard_field(column) for column in table.shown_columns}
        filled = sorted(frozenset[str]().union(*(measure.filled for measure in table.all_measures())) - shown)
        for name in filled:
            hint = f"Добавьте графу {{поле: {term(name)}}} или уберите значения"
            yield Complaint((*path, term("columns")), f"поле „{term(name)}“ заполнено, но графы для него нет", hint)


RULES = (Rule("Н401", "warning", "README: ничего не теряется", filled_but_not_shown),)
