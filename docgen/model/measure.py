"""Measures: what is done, when, by whom, to what result; and the table that lists them by sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, ValidationError, ValidationInfo, model_validator
from pydantic_core import InitErrorDetails

from docgen.folding import fold
from docgen.model.column import Column, leaves, standard_field
from docgen.model.content import Content
from docgen.model.faults import fault
from docgen.model.grid import Grid, GridSection, grid_row, numbered_columns
from docgen.model.part import Flag, Part, keys
from docgen.model.person import Person
from docgen.model.table import refuse_empty_sums
from docgen.model.text import Text, scalar
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


class Measure(Part):
    """One measure. Columns of the user's own are kept in `cells` under their folded names."""

    measure: Content
    deadline: Content | None = None
    responsible: Responsible = ()
    result: Content | None = None
    section: Annotated[str, BeforeValidator(scalar)] = ""
    cells: Mapping[str, Content] = {}

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text stand for a measure."""
        return {"мероприятие": value} if isinstance(value, str) else value

    def cell(self, column: Column) -> Content:
        """Return what stands in a column; nothing if the measure does not say."""
        name = standard_field(column)
        if name == "responsible":
            return Text.of(";\n".join(map(str, self.responsible))) if self.responsible else Text(())
        if name == "section":
            return Text.of(self.section)
        value = getattr(self, name) if name in {"measure", "deadline", "result"} else self.cells.get(column.key)
        return value or Text(())

    @property
    def filled(self) -> frozenset[str]:
        """The fields of the glossary that the measure fills, and that a column may show."""
        return frozenset(name for name in ("deadline", "responsible", "result") if getattr(self, name))


class MeasureSection(Part):
    """A section of the table: a title and a task of its own, or the number of a task of the programme."""

    title: Text | None = None
    task: Text | None = None
    prompt: str = ""
    measures: tuple[Measure, ...] = ()
    sections: tuple[MeasureSection, ...] = ()


_STANDARD_COLUMNS = tuple(
    Column(heading=Text.of(heading), field=term(field), width=Decimal(width))
    for field, heading, width in (
        ("measure", "Мероприятие", 40), ("deadline", "Срок", 18), ("responsible", "Ответственные", 22),
        ("result", "Результат", 20))
)  # fmt: skip


class MeasureTable(Part):
    """Measures, grouped into sections or not, in the columns that the source asks for."""

    columns: tuple[Column, ...] = ()
    sections: tuple[MeasureSection, ...] = ()
    measures: tuple[Measure, ...] = ()
    numbered: Flag = True
    continuous: Flag = False
    column_numbers: Flag = False
    blank: Flag = False
    total: Text | None = None
    section_total: Text | None = None
    empty_rows: Annotated[int, Field(ge=0, le=200)] = 0

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain list stand for the measures."""
        return {"мероприятия": value} if isinstance(value, list | tuple) else value

    @model_validator(mode="wrap")
    @classmethod
    def _sort_keys(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        """Put the cells of the user's own columns aside, then hand every measure to its section."""
        if isinstance(data, Mapping):
            own = _own_columns(data)
            data = {key: _own_cells(value, own, fold(str(key))) for key, value in data.items()}
        table = handler(data)._distributed()  # noqa: SLF001
        if table.total or table.section_total:
            refuse_empty_sums(table.grid)
        return table

    def _distributed(self) -> Self:
        """Return the table with flat measures moved into the sections that they name."""
        if not self.sections:
            return self._sectioned()
        titles = {fold(str(s.title)): number for number, s in enumerate(self.sections) if s.title}
        groups: list[list[Measure]] = [list(section.measures) for section in self.sections]
        lines: list[InitErrorDetails] = []
        for index, measure in enumerate(self.measures):
            name = fold(measure.section.rstrip("."))
            at = int(name) - 1 if name.isdecimal() else titles.get(name, -1)
            if not 0 <= at < len(groups):
                wrong = f"„{measure.section}“" if measure.section else "(не указан)"
                what = f"нет раздела {wrong} для мероприятия „{str(measure.measure)[:60]}“"
                wrong_section = fault("нет-раздела", what, f"Укажите номер от 1 до {len(groups)} или название раздела")
                lines.append({"type": wrong_section, "loc": (term("measures"), index), "input": measure.section})
            else:
                groups[at].append(measure)
        if lines:
            raise ValidationError.from_exception_data(type(self).__name__, lines)
        sections = [s.model_copy(update={"measures": tuple(g)}) for s, g in zip(self.sections, groups, strict=True)]
        return self.model_copy(update={"sections": tuple(sections), "measures": ()})

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
        return leaves(self.columns) or tuple(
            c for c in _STANDARD_COLUMNS if (standard_field(c) or "") in filled | {"measure"}
        )

    @property
    def grid(self) -> Grid:
        """The table as templates print it."""
        columns = self.columns or self.shown_columns
        sections = self.sections or (MeasureSection(measures=self.measures),)
        flat = [part for place, section in enumerate(sections, 1) for part in self._flat(section, str(place), 1)]
        return Grid(
            headings=numbered_columns(columns) if self.numbered else columns,
            sections=tuple(flat),
            continuous=self.continuous,
            column_numbers=self.column_numbers,
            total=self.total,
            section_total=self.section_total,
        )

    def _flat(self, section: MeasureSection, place: str, level: int) -> Iterator[GridSection]:
        """Yield a section of the grid and its subsections after it."""
        empty = 0 if section.sections else self.empty_rows
        measures = (*section.measures, *([Measure(measure=Text(()))] * empty))
        rows = (
            grid_row(self._cells(measure, section, f"мероприятия/{place}/{row}"), numbered=self.numbered)
            for row, measure in enumerate(measures, 1)
        )
        yield GridSection(title=section.title, task=section.task, level=level, rows=tuple(rows))
        for number, inner in enumerate(section.sections, 1):
            yield from self._flat(inner, f"{place}.{number}", level + 1)

    def _cells(self, measure: Measure, section: MeasureSection, place: str) -> list[Content]:
        """Return the cells of a measure; in a blank an empty one is to be filled by the prompt of its column."""
        cells: list[Content] = []
        for column in self.shown_columns:
            text = measure.cell(column)
            if not text and self.blank:
                own = section.prompt if standard_field(column) == "measure" else ""
                text = column.blank(place, own)
            cells.append(text)
        return cells


def _of_sections(sections: tuple[MeasureSection, ...]) -> Iterator[Measure]:
    for section in sections:
        yield from section.measures
        yield from _of_sections(section.sections)


def _own_columns(data: Mapping[object, object]) -> dict[str, str]:
    """Return the columns that are not the glossary's: folded key -> heading."""
    raw = next((value for key, value in data.items() if fold(str(key)) in {"графы", "columns"}), None)
    names: dict[str, str] = {}
    for column in raw if isinstance(raw, list) else ():
        if isinstance(column, Mapping) and any(fold(str(key)) in {"графы", "columns"} for key in column):
            names |= _own_columns(column)
            continue
        fields = {fold(str(k)): v for k, v in column.items()} if isinstance(column, Mapping) else {"заголовок": column}
        name = str(fields.get("поле") or fields.get("заголовок") or "")
        names[fold(name)] = name
    return {key: name for key, name in names.items() if key and key not in keys(Measure)}


def _own_cells(value: object, own: Mapping[str, str], key: str) -> object:
    """Move the cells of the user's own columns of every measure under one key."""
    if key not in {"мероприятия", "measures"} or not isinstance(value, list):
        return value
    return [_one_measure(row, own) if isinstance(row, Mapping) else row for row in value]


def _one_measure(row: Mapping[str, object], own: Mapping[str, str]) -> dict[str, object]:
    mine = {fold(key): cell for key, cell in row.items() if fold(key) in own}
    rest: dict[str, object] = {key: cell for key, cell in row.items() if fold(key) not in own}
    return rest | ({term("cells"): mine} if mine else {})
