"""Illustrated: papers whose prose places tables and diagrams by reference."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, ValidationInfo

from docgen.folding import fold
from docgen.model.diagram import Diagram
from docgen.model.document import Document
from docgen.model.measure import MeasureTable
from docgen.model.table import Table
from docgen.model.text import Text
from docgen.vocabulary import term

_MEASURES = frozenset({"measures", fold(term("measures"))})
_SECTIONS = frozenset({"sections", fold(term("sections"))})


class Measures(MeasureTable):
    """Measures as a table that a text places and mentions; ``heading``: its caption, «Таблица 2 – …»."""

    heading: Text | None = None


def _read_table(value: object, info: ValidationInfo) -> object:
    """Read a table that has measures, in sections or not, as one of measures."""
    kind = Measures if _has_measures(value) else Table
    return kind.model_validate(value, context=info.context)


def _has_measures(value: object) -> bool:
    fields = {fold(str(key)): inner for key, inner in value.items()} if isinstance(value, Mapping) else {}
    sections = [inner for key in fields.keys() & _SECTIONS if isinstance(fields[key], list) for inner in fields[key]]
    return bool(fields.keys() & _MEASURES) or any(map(_has_measures, sections))


class Illustrated(Document):
    """A paper with tables and diagrams.

    A paragraph `{таблица имя}` or `{схема имя}` of its prose places one, in a sentence it mentions it. A table lists
    rows by the headings of its columns, or measures with those who answer for them.
    """

    tables: Mapping[str, Annotated[Table | Measures, BeforeValidator(_read_table)]] = {}
    diagrams: Mapping[str, Diagram] = {}
