"""The Jinja environment of templates: strict, sandboxed, escaping, with the glossary's terms as names."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Container
from functools import cache
from typing import Any

from jinja2 import Undefined
from jinja2.runtime import LoopContext

from docgen import russian
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


class TemplateEnvironment(Sandbox):
    """A sandbox in which parts of the model show the fields that the glossary names, and nothing else of Python.

    Attributes:
        shown: the types that are known to show a name, by the name: programs read those without asking again.
    """

    def __init__(self) -> None:
        self.shown: defaultdict[str, set[type]] = defaultdict(set)
        super().__init__()
        self.filters.update({name: _in_case(code) for name, code in _CASES.items()})
        self.filters.update(вверху_листа=at_top, штрихкодом=barcode, при_числе=_counted, число=russian.figures)
        self.filters.update(с_прописной=_capital, прописными=_upper, цифрами=_date("цифрами"), словами=_date("словами"))

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """Return a field by its Russian term; an unknown one is undefined and so an error when it is printed."""
        if isinstance(obj, Undefined):
            str(obj)  # raises: the name before the dot is the unknown one
        if name := _shown(type(obj), attribute):  # type: ignore[arg-type]
            self.shown[attribute].add(type(obj))
            return getattr(obj, name)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            self.shown[attribute].add(type(obj))
            return getattr(obj, attribute)
        if isinstance(obj, LoopContext | dict):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)


@cache
def _shown(cls: type, attribute: str) -> str | None:
    """Return the name in Python of what a part of the model shows under a term; None if it shows nothing."""
    if issubclass(cls, Part):
        fields: Container[str] = cls.model_fields
    elif issubclass(cls, Value) and cls.__module__.startswith("docgen.model"):
        fields = cls._fields
    else:
        return None
    name = field_of(attribute)
    return name if name is not None and (name in fields or hasattr(cls, name)) else None


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
