"""Flat measures put where they belong: into the sections that they name, into the rows of a blank that they fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from docgen.folding import fold
from docgen.model.faults import fault
from docgen.regex import regex
from docgen.vocabulary import term

if TYPE_CHECKING:
    from docgen.model.measure import Measure, MeasureSection


def distributed(sections: Sequence[MeasureSection], measures: Sequence[Measure]) -> tuple[MeasureSection, ...]:
    """Return the sections with flat measures in them.

    Args:
        sections: the sections of the table, as its source gives them.
        measures: the measures that stand beside the sections in the source.

    Raises:
        ValidationError: measures that name no section or no row, or a row that is filled already.
    """
    placed = _Placed(sections)
    lines: list[InitErrorDetails] = []
    for index, measure in enumerate(measures):
        wrong = placed.fill(measure) if measure.fills else placed.add(measure)
        if wrong:
            field = measure.fills or measure.section
            lines.append({"type": wrong, "loc": (term("measures"), index), "input": field})
    if lines:
        raise ValidationError.from_exception_data("MeasureTable", lines)
    return tuple(placed.sections(sections))


_DATE = regex(r"\d{2}\.\d{2}\.\d{4}|\d{4}-\d{2}-\d{2}")
_AS_TEXT = "Сделайте ячейку текстовой и впишите номер строки заново, например 1.3"


class _Placed:
    """The places of a table and what has come to them: sections by «1.2», rows by «1.2.3» however they are numbered."""

    def __init__(self, sections: Sequence[MeasureSection]) -> None:
        self._top = len(sections)
        self._titles: dict[str, str] = {}
        self._added: dict[str, list[Measure]] = {}
        self._rows: dict[str, Measure] = {}
        self._filled: set[str] = set()
        for place, section in _walked(sections):
            self._added[place] = []
            if section.title:
                self._titles.setdefault(fold(str(section.title)), place)
            for number, measure in enumerate(section.measures, 1):
                self._rows[f"{place}.{number}"] = measure

    def add(self, measure: Measure) -> PydanticCustomError | None:
        """Add a measure to the section that it names; returns what is wrong."""
        name = fold(measure.section.rstrip("."))
        place = name if name in self._added else self._titles.get(name, "")
        if place:
            self._added[place].append(measure)
            return None
        wrong = f"„{measure.section}“" if measure.section else "(не указан)"
        return fault("нет-раздела", f"нет раздела {wrong} для мероприятия „{str(measure.measure)[:60]}“",
                     f"Укажите номер от 1 до {self._top} или название раздела")  # fmt: skip

    def fill(self, measure: Measure) -> PydanticCustomError | None:
        """Fill the row that a measure names; returns what is wrong."""
        number = measure.fills.rstrip(".").replace(",", ".")  # a number of Excel: 1,3 is the row 1.3
        if _DATE.fullmatch(number):
            return fault("нет-строки", f"вместо номера строки стоит дата {number}", _AS_TEXT)
        if "," in measure.fills and f"{number}0" in self._rows and number in self._rows:
            message = f"непонятно, строка это {number} или {number}0: Excel хранит их одинаково"
            return fault("нет-строки", message, _AS_TEXT)
        if number not in self._rows:
            known = f"Есть строки: {', '.join(self._rows)}" if self._rows else "В таблице нет строк для заполнения"
            return fault("нет-строки", f"нет строки „{measure.fills}“", known)
        if number in self._filled:
            return fault("дважды", f"строка „{measure.fills}“ заполнена дважды", "Сведите обе записи в одну")
        self._filled.add(number)
        self._rows[number] = measure.over(self._rows[number])
        return None

    def sections(self, sections: Sequence[MeasureSection], above: str = "") -> Iterator[MeasureSection]:
        """Yield the sections with everything that has come to them; ``above``: the place of what they stand in."""
        for number, section in enumerate(sections, 1):
            place = f"{above}{number}"
            own = [self._rows[f"{place}.{row}"] for row in range(1, len(section.measures) + 1)]
            inner = tuple(self.sections(section.sections, f"{place}."))
            yield section.model_copy(update={"measures": (*own, *self._added[place]), "sections": inner})


def _walked(sections: Sequence[MeasureSection], above: str = "") -> Iterator[tuple[str, MeasureSection]]:
    """Yield every section with its place, subsections after the section that holds them."""
    for number, section in enumerate(sections, 1):
        yield f"{above}{number}", section
        yield from _walked(section.sections, f"{above}{number}.")
