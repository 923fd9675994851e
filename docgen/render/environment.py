"""The Jinja environment of templates: strict, sandboxed, escaping, with the glossary's terms as names."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Container
from functools import cache
from operator import attrgetter
from typing import Any

from jinja2.runtime import LoopContext

from docgen import russian
from docgen.engine.access import Access, Reader
from docgen.engine.sandbox import Sandbox
from docgen.model.organisation import Organisation
from docgen.model.part import Part
from docgen.model.person import Person
from docgen.model.text import Text
from docgen.render.barcode import barcode
from docgen.render.emblem import at_top
from docgen.value import Value
from docgen.vocabulary import field_of

_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0", "depth"})
_CASES = {
    "родительный": "род", "дательный": "дат", "винительный": "вин", "творительный": "тв", "предложный": "пр",
}  # fmt: skip


class PaperAccess(Access):
    """What templates of papers see: parts of the model by the terms of their fields, everything else as elsewhere."""

    def reader(self, kind: type, name: str) -> Reader | None:
        """Return what reads a field of a type; None if the type shows none of the name."""
        if not _of_model(kind):
            return super().reader(kind, name)
        field = _shown(kind, name)
        return None if field is None else attrgetter(field)


class TemplateEnvironment(Sandbox):
    """A sandbox in which parts of the model show the fields that the glossary names, and nothing else of Python.

    Attributes:
        shown_by: the types that are known to show a name, by the name: programs read those without asking again.
    """

    def __init__(self) -> None:
        self.shown_by: defaultdict[str, set[type]] = defaultdict(set)
        super().__init__()
        self.access = PaperAccess()
        self.filters.update({name: _in_case(code) for name, code in _CASES.items()})
        self.filters.update(вверху_листа=at_top, штрихкодом=barcode, при_числе=_counted, число=russian.figures)
        self.filters.update(с_прописной=_capital, прописными=_upper, цифрами=_date("цифрами"), словами=_date("словами"))

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """Return a field by its Russian term; an unknown one is undefined and so an error when it is printed."""
        kind: type = type(obj)
        if _shown(kind, attribute) or (kind is LoopContext and attribute in _LOOP):
            self.shown_by[attribute].add(kind)
        return super().getattr(obj, attribute)

    def _nothing(self, obj: Any, name: Any) -> Any:  # noqa: ANN401
        """Return an undefined value: to a template of papers, what is not shown is not there."""
        return self.undefined(obj=obj, name=name)


@cache
def _of_model(cls: type) -> bool:
    return issubclass(cls, Part) or (issubclass(cls, Value) and cls.__module__.startswith("docgen.model"))


@cache
def _shown(cls: type, attribute: str) -> str | None:
    """Return the name in Python of what a part of the model shows under a term; None if it shows nothing."""
    if not _of_model(cls):
        return None
    fields: Container[str] = cls.model_fields if issubclass(cls, Part) else cls._fields  # type: ignore[attr-defined]
    name = field_of(attribute)
    if name is None:
        return None
    worked_out = getattr(cls, name, None)  # a property, or what is the same for the whole class; never a method
    return name if name in fields or not (worked_out is None or callable(worked_out)) else None


def _in_case(case: str) -> Callable[[Any], str]:
    def inflect(value: Any) -> str:  # noqa: ANN401
        if isinstance(value, Person | Organisation | Text):
            return value.inflected(case)
        return russian.decline(str(value), case, "act").text

    return inflect


def _counted(phrase: object, number: Any) -> str:  # noqa: ANN401
    """«24 педагогических работника»; a phrase of the source goes by the words that its document teaches."""
    return russian.agree(number, str(phrase), lexicon=phrase.lexicon if isinstance(phrase, Text) else None)


def _capital(value: object) -> object:
    return value.capitalised() if isinstance(value, Text) else russian.capitalise(str(value))


def _upper(value: object) -> str:
    return str(value).upper()


def _date(style: str) -> Callable[[object], str]:
    def show(value: object) -> str:
        return russian.format_date(value, style) if isinstance(value, datetime.date) else str(value)

    return show
