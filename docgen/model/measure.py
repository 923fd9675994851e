"""Measures: what is done, when, by whom, to what result; and the table that lists them by sections."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from operator import is_
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, ValidationInfo

from docgen.folding import fold
from docgen.model.column import Column, Columns, leaves
from docgen.model.content import Content
from docgen.model.distribution import distributed
from docgen.model.faults import fault
from docgen.model.grid import Grid, GridRow, GridSection, grid_row, numbered_columns
from docgen.model.part import Flag, Part, keys
from docgen.model.person import Person
from docgen.model.scalar import Scalar
from docgen.model.table import refuse_empty_sums
from docgen.model.text import Text
from docgen.vocabulary import term

_SEPARATOR = re.compile(r"\s*[;\n]\s*")


def _people_or_texts(value: object, info: ValidationInfo) -> object:
    """Split «лысенко; руководители ОО» and replace the ids of known people."""
    items = _SEPARATOR.split(value.strip(" ;\n")) if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        items = [items]
    people = {fold(key): person for key, person in getattr(info.context, "people", {}).items()}
    found = [people.get(fold(item), item) if isinstance(item, str) else item for item in items]
    return tuple(Text.of(item.in_tables) if isinstance(item, Person) else Text.read(item) for item in found)


Responsible = Annotated[tuple[Text, ...], BeforeValidator(_people_or_texts)]


_CELLS = "measure", "deadline", "result"


class Measure(Part):
    """One measure. Columns of the user's own are kept in `cells` under their folded names."""

    measure: Content
    deadline: Content | None = None
    responsible: Responsible = ()
    result: Content | None = None
    section: Scalar = ""
    fills: Scalar = ""
    cells: Mapping[str, Content] = {}

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text stand for a measure; the measure that fills a row of a blank has the text of the row."""
        if isinstance(value, Mapping):
            given = {keys(cls).get(fold(str(key))) for key in value}
            filling = term("fills") in given and term("measure") not in given
            return {**value, term("measure"): Text(())} if filling else value
        return {"мероприятие": value} if isinstance(value, str) else value

    def over(self, row: "Measure") -> "Measure":
        """Return the row of a blank with what this measure says instead."""
        said = {name: value for name in (*_CELLS, "responsible") if (value := getattr(self, name))}
        return row.model_copy(update=said | {"cells": {**row.cells, **self.cells}})

    def cell(self, column: Column) -> Content:
        """Return what stands in a column; nothing if the measure does not say."""
        name = column.standard
        if name == "responsible":
            return Text.of(";\n".join(map(str, self.responsible))) if self.responsible else _NOTHING
        if name == "section":
            return Text.of(self.section)
        value = getattr(self, name) if name in _CELLS else self.cells.get(column.key)
        return value or _NOTHING

    @property
    def filled(self) -> frozenset[str]:
        """The fields of the glossary that the measure fills, and that a column may show."""
        return frozenset(name for name in ("deadline", "responsible", "result") if getattr(self, name))


_NOTHING = Text(())


class MeasureSection(Part):
    """A section of the table: a title and a task of its own, or the number of a task of the programme."""

    title: Text | None = None
    task: Text | None = None
    prompt: Scalar = ""
    measures: tuple[Measure, ...] = ()
    sections: "tuple[MeasureSection, ...]" = ()

    @cached_property
    def printed(self) -> dict[tuple[object, ...], tuple[Sequence[Column], tuple[GridRow, ...]]]:
        """Its rows in the grid made last, by what they follow from: what is recalled is the same for every school."""
        return {}


_STANDARD_COLUMNS = tuple(
    Column(heading=Text.of(heading), field=term(field), width=Decimal(width))
    for field, heading, width in (
        ("measure", "Мероприятие", 40), ("deadline", "Срок", 18), ("responsible", "Ответственные", 22),
        ("result", "Результат", 20))
)  # fmt: skip


class MeasureTable(Part):
    """Measures, grouped into sections or not, in the columns that the source asks for."""

    columns: Columns = ()
    sections: tuple[MeasureSection, ...] = ()
    measures: tuple[Measure, ...] = ()
    numbered: Flag = True
    continuous: Flag = False
    section_numbers: Flag = True
    column_numbers: Flag = False
    blank: Flag = False
    total: Text | None = None
    section_total: Text | None = None
    empty_rows: Annotated[int, Field(ge=0, le=200)] = 0

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain list stand for the measures; put the cells of the user's own columns aside."""
        if isinstance(value, Mapping):
            names = _fields_of_columns(value)
            return {key: _sorted_rows(item, names, fold(str(key))) for key, item in value.items()}
        return {"мероприятия": value} if isinstance(value, list | tuple) else value

    @classmethod
    def _made(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Hand every measure to its section."""
        table = super()._made(data, handler)._distributed()  # noqa: SLF001
        if table.total or table.section_total:
            refuse_empty_sums(table.grid)
        return table

    def _distributed(self) -> Self:
        """Return the table with flat measures where they belong, or in sections made of the names that they give."""
        if not self.measures:
            return self
        if not self.sections and not any(measure.fills for measure in self.measures):
            return self._sectioned()
        return self.model_copy(update={"sections": distributed(self.sections, self.measures), "measures": ()})

    def _sectioned(self) -> Self:
        """Return the table with sections made of the names that the measures give, in the order of their first use."""
        names = list(dict.fromkeys(measure.section for measure in self.measures if measure.section))
        if not names:
            return self
        sections = [
            MeasureSection(
                title=Text.of(name), measures=tuple(measure for measure in self.measures if measure.section == name)
            )
            for name in names
        ]
        loose = tuple(measure for measure in self.measures if not measure.section)
        first = [MeasureSection(measures=loose)] if loose else []
        return self.model_copy(update={"sections": (*first, *sections), "measures": ()})

    def all_measures(self) -> Iterator[Measure]:
        """Yield every measure, those of sections and subsections in their order."""
        yield from self.measures
        yield from _of_sections(self.sections)

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns of the source that hold cells, or those of the usual ones that the measures fill."""
        filled = frozenset[str]().union(*(measure.filled for measure in self.all_measures()))
        return leaves(self.columns) or tuple(c for c in _STANDARD_COLUMNS if (c.standard or "") in filled | {"measure"})

    @cached_property
    def grid(self) -> Grid:
        """The table as templates print it."""
        shown = self.shown_columns
        columns = self.columns or shown
        sections = self.sections or (MeasureSection(measures=self.measures),)
        flat = [part for place, section in enumerate(sections, 1) for part in self._flat(section, str(place), 1, shown)]
        return Grid(
            headings=numbered_columns(columns) if self.numbered else columns,
            sections=tuple(flat),
            continuous=self.continuous,
            section_numbers=self.section_numbers,
            column_numbers=self.column_numbers,
            total=self.total,
            section_total=self.section_total,
        )

    def _flat(
        self, section: MeasureSection, place: str, level: int, columns: Sequence[Column]
    ) -> Iterator[GridSection]:
        """Yield a section of the grid and its subsections after it."""
        alike = place, self.numbered, self.blank, self.empty_rows, *map(id, columns)
        known = section.printed.get(alike)
        if known is None:
            section.printed.clear()
            known = section.printed[alike] = columns, tuple(self._rows(section, place, columns))
        yield GridSection(title=section.title, task=section.task, level=level, rows=known[1])
        for number, inner in enumerate(section.sections, 1):
            yield from self._flat(inner, f"{place}.{number}", level + 1, columns)

    def _rows(self, section: MeasureSection, place: str, columns: Sequence[Column]) -> Iterator[GridRow]:
        empty = 0 if section.sections else self.empty_rows
        for row, measure in enumerate((*section.measures, *([Measure(measure=Text(()))] * empty)), 1):
            cells = self._cells(measure, section, f"мероприятия/{place}/{row}", columns)
            yield grid_row(cells, numbered=self.numbered)

    def _cells(self, measure: Measure, section: MeasureSection, place: str, columns: Sequence[Column]) -> list[Content]:
        """Return the cells of a measure; in a blank an empty one is to be filled by the prompt of its column."""
        cells: list[Content] = []
        for column in columns:
            text = measure.cell(column)
            if not text and self.blank:
                own = section.prompt if column.standard == "measure" else ""
                text = column.blank(place, own)
            cells.append(text)
        return cells


def _of_sections(sections: tuple[MeasureSection, ...]) -> Iterator[Measure]:
    for section in sections:
        yield from section.measures
        yield from _of_sections(section.sections)


def _fields_of_columns(data: Mapping[object, object]) -> dict[str, str]:
    """Return the fields that the columns of a table hold by every folded name that rows may use: field, heading."""
    raw = next((value for key, value in data.items() if fold(str(key)) in {"графы", "columns"}), None)
    names: dict[str, str] = {}
    headings: dict[str, str] = {}
    for column in raw if isinstance(raw, list) else ():
        if isinstance(column, Mapping) and any(fold(str(key)) in {"графы", "columns"} for key in column):
            names |= _fields_of_columns(column)
            continue
        fields = {fold(str(k)): v for k, v in column.items()} if isinstance(column, Mapping) else {"заголовок": column}
        heading = str(fields.get("заголовок") or "")
        name = str(fields.get("поле") or heading)
        names[fold(name)] = name
        headings[fold(heading)] = name
    return {key: name for key, name in (headings | names).items() if key}


def _sorted_rows(value: object, names: Mapping[str, str], key: str) -> object:
    """Give the cells of every measure the names of their fields, those of the user's own columns under one key."""
    if not isinstance(value, list):
        return value
    if key in {"разделы", "sections"}:
        found = [_sorted_section(part, names) if isinstance(part, Mapping) else part for part in value]
    elif key in {"мероприятия", "measures"}:
        found = [_sorted_row(row, names) if isinstance(row, Mapping) else row for row in value]
    else:
        return value
    return value if all(map(is_, found, value)) else found


def _sorted_section(section: Mapping[str, object], names: Mapping[str, str]) -> Mapping[str, object]:
    """Return a section with its measures sorted: itself if they are, so that what was made of it is recalled."""
    found = {key: _sorted_rows(value, names, fold(key)) for key, value in section.items()}
    return section if all(map(is_, found.values(), section.values())) else found


def _sorted_row(row: Mapping[str, object], names: Mapping[str, str]) -> Mapping[str, object]:
    mine: dict[str, object] = {}
    rest: dict[str, object] = {}
    for key, cell in row.items():
        name = names.get(fold(key), key)
        own = fold(key) in names and fold(name) not in keys(Measure)
        place, name = (mine, fold(name)) if own else (rest, name)
        if name in place:
            raise fault("дважды", f"поле „{names[fold(name)]}“ задано дважды", "Оставьте одно")
        place[name] = cell
    return row if [*rest] == [*row] else rest | ({term("cells"): mine} if mine else {})
