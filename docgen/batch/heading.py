"""Headings: the way that `подписи.1.лицо` leads through the data of a source.

The steps are terms of the glossary, numbers of items from 1, and ids. Shorthands on the way (a name of an organisation,
one signature for a list of them) are written out in the data, so that a single field of theirs can be replaced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from docgen.finding import Path
from docgen.folding import fold, similar
from docgen.model.document import Document
from docgen.model.part import Part, keys
from docgen.model.person import Person
from docgen.model.text import Text
from docgen.value import Value
from docgen.vocabulary import term

_STEPS = re.compile(r"\s*(?:\.|→|__)\s*")
_MISSPELT = 0.75  # how much a new id may resemble one that there is
_MORE = 20  # how many items columns may add to a list


class UnknownError(Exception):
    """A heading that names nothing; the hint says what it resembles."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Found(Value):
    """Where a heading leads: the data with shorthands written out, the path as typed there and in terms."""

    data: Any
    typed: Path
    path: Path

    def inside(self, data: Any, key: str | int, alias: str | int) -> Found:  # noqa: ANN401
        """Return the same seen from around: ``data`` holds it under a key."""
        return Found(data, (key, *self.typed), (alias, *self.path))


def steps_of(heading: str) -> tuple[str, ...]:
    """Return the steps of a heading: `организация.наименование`, `организация → наименование`, `organisation__name`."""
    return tuple(step for step in _STEPS.split(heading) if step)


def follow(data: object, steps: Sequence[str], kinds: Mapping[str, type[Part]]) -> Found:
    """Follow the steps of a heading through the data of a source.

    Raises:
        UnknownError: they name nothing.
    """
    if not isinstance(data, dict):
        raise UnknownError("источник – не поля вида «имя: значение»")
    if not steps:
        raise UnknownError("в заголовке одни знаки препинания", "Напишите имя поля")
    way = _Way({fold(name): kind for name, kind in kinds.items()})
    cls = way.kind(Document, data)
    return way.part(cls, data, _from_people(cls, data, list(steps)))


def _from_people(cls: type[Part], data: dict[str, Any], steps: list[str]) -> list[str]:
    """Let `директор.фио` mean the person of that id."""
    if len(steps) == 1 or fold(steps[0]) in keys(cls) or fold(steps[1]) not in keys(Person):
        return steps
    people = next((value for key, value in data.items() if keys(cls).get(fold(key)) == term("people")), None)
    known = {fold(key): key for key in people} if isinstance(people, dict) else {}
    near = similar(steps[0], {**known, **keys(cls)}, _MISSPELT)
    if near and fold(steps[0]) not in known:
        raise UnknownError(f"нет ни поля, ни человека „{steps[0]}“", near)
    return [term("people"), *steps]


class _Way:
    def __init__(self, kinds: Mapping[str, type[Part]]) -> None:
        self._kinds = kinds

    def kind(self, cls: type[Part], data: object) -> type[Part]:
        """Return the class of a document by the kind that it names."""
        if cls is not Document or not isinstance(data, dict):
            return cls
        given = next((value for key, value in data.items() if keys(cls).get(fold(key)) == term("kind")), None)
        return self._kinds.get(fold(str(given)), cls)

    def part(self, cls: type[Part], data: dict[str, Any], steps: list[str]) -> Found:
        """Step into a field."""
        alias = keys(cls).get(fold(steps[0]))
        if alias is None:
            raise UnknownError(f"нет поля „{steps[0]}“", _meant(cls, steps[0]))
        name = next(name for name in cls.model_fields if term(name) == alias)
        key = next((key for key in data if keys(cls).get(fold(key)) == alias), alias)
        return self._down(cls.model_fields[name].annotation, data, key, alias, steps)

    def _down(self, shape: Any, data: dict[str, Any], key: str, alias: str, steps: list[str]) -> Found:  # noqa: ANN401
        if len(steps) == 1:
            return Found(data, (key,), (alias,))
        found = self._walk(shape, data.get(key), steps[1:])
        return found.inside({**data, key: found.data} if data.get(key) is not None else data, key, alias)

    def _walk(self, shape: Any, data: Any, steps: list[str]) -> Found:  # noqa: ANN401
        shape = _bare(shape)
        origin = get_origin(shape)
        if isinstance(shape, type) and issubclass(shape, Part):
            cls = self.kind(shape, data)
            fields = {} if data is None else cls.expanded(data)
            if not isinstance(fields, dict):
                raise UnknownError(f"в источнике здесь „{str(data)[:40]}“, поля „{steps[0]}“ внутри нет")
            return self.part(cls, fields, steps)
        if origin is tuple:
            return self._item(get_args(shape)[0], data, steps)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._entry(get_args(shape)[1], data, steps)
        raise UnknownError(f"поля „{steps[0]}“ внутри нет")

    def _entry(self, shape: Any, data: Any, steps: list[str]) -> Found:  # noqa: ANN401
        """Step into what an id names; a new id of a text is always welcome, one of a person must resemble no other."""
        entries = data if isinstance(data, dict) else {}
        known = {fold(key): key for key in entries}
        key = known.get(fold(steps[0]))
        if key is None and _bare(shape) is not Text and (near := similar(steps[0], known, _MISSPELT)):
            raise UnknownError(f"нет имени „{steps[0]}“", near)
        return self._down(shape, entries, key or steps[0], key or steps[0], steps)

    def _item(self, shape: Any, data: Any, steps: list[str]) -> Found:  # noqa: ANN401
        """Step into an item of a list; a list of one needs no number: `подпись.лицо`."""
        items = data if isinstance(data, list) else [] if data is None else [data]
        if not steps[0].isdecimal() and len(items) <= 1:
            steps = ["1", *steps]
        numbers = {str(number): number - 1 for number in range(1, len(items) + _MORE + 1)}
        if steps[0] not in numbers:
            hint = f"Напишите номер от 1 до {len(numbers)}"
            raise UnknownError(f"непонятно, который это по счёту: „{steps[0]}“", hint)
        at = numbers[steps[0]]
        if len(steps) == 1:
            return Found(items, (at,), (at,))
        found = self._walk(shape, items[at] if at < len(items) else None, steps[1:])
        written = [*items[:at], found.data, *items[at + 1 :]] if at < len(items) else items
        return found.inside(written, at, at)


def _meant(cls: type[Part], step: str) -> str:
    """Return what an unknown step resembles, or else what may stand there: a document has too many fields to list."""
    if issubclass(cls, Document):
        other = f"Если это сведения для имён файлов и ссылок, назовите графу „{term('school')}.{step}“"
        return similar(step, keys(cls), _MISSPELT) or other
    listed = ", ".join(f"„{name}“" for name in dict.fromkeys(keys(cls).values()))
    return similar(step, keys(cls)) or f"Есть поля: {listed}"


def _bare(shape: Any) -> Any:  # noqa: ANN401
    """Return a type without what is put around it: Annotated, Optional."""
    while get_origin(shape) in (Annotated, Union, UnionType):
        shape = next(item for item in get_args(shape) if item is not NoneType)
    return shape
