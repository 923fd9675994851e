"""The contract between a template and a kind of papers: what the kind offers, and what the template makes of it."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from lxml import etree

from docgen.engine.dialect import jinja, resolve
from docgen.engine.mending import mend
from docgen.engine.review import Fault
from docgen.engine.shape import Shape, Source
from docgen.engine.wml import parse
from docgen.folding import fold, similar
from docgen.model.document import Document
from docgen.model.grid import Grid
from docgen.model.part import Part
from docgen.model.text import Text
from docgen.render import cells
from docgen.render.compilation import whole
from docgen.render.template import Template
from docgen.value import Value
from docgen.vocabulary import TERMS

Sort = Literal["value", "list", "part", "open"]
_TOOLS = frozenset({"неразрывно", "место_оглавления", "приложения"})


class Offer(Value):
    """What stands under a name in a template: a value, a list of such offers, or a part with names of its own.

    An `open` one is not looked into: prose, a table, a paper, data of the user's own.
    """

    sort: Sort
    part: type[Any] | None = None
    item: Offer | None = None

    @cached_property
    def fields(self) -> Mapping[str, Offer]:
        """The names of a part as templates write them."""
        return _fields(self.part) if self.part else {}


def sources(template: Template) -> Iterator[Source]:
    """Yield the tags of a template of papers as they are typed, its shared parts put in, part by part."""
    roots = [(whole(template)[0], template.name)]
    for kind, target in template.relations.values():
        if kind.endswith(("/header", "/footer")):
            roots.append((parse(template.parts[f"word/{target}"], template.name), f"{template.name}, колонтитул"))
    for root, title in roots:
        tags = mend(root, title)
        cells.prepare(root, tags)
        resolve(root, tags)
        yield jinja(etree.tostring(root, encoding="unicode"), tags)


def of_kind(kind: type[Document]) -> Offer:
    """Return what a kind offers to its template."""
    return Offer("part", kind)


def _fields(part: type[Any]) -> dict[str, Offer]:
    """Return the fields and the derived values of a part, a document or a block, by their names in templates."""
    found: dict[str, Offer] = {}
    hints = typing.get_type_hints(part) if issubclass(part, Value) else {}
    own = getattr(part, "model_fields", {})
    for name, term in TERMS.items():
        if name in own:
            annotation = own[name].annotation
        elif name in hints:
            annotation = hints[name]
        elif isinstance(value := getattr(part, name, None), property | cached_property):
            function = value.fget if isinstance(value, property) else value.func
            annotation = typing.get_type_hints(function).get("return", Any)
        else:
            continue
        found[term.name.replace(" ", "_")] = _offered(annotation)
    return found


def _offered(annotation: Any) -> Offer:  # noqa: ANN401
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _offered(arguments[0])
    if origin in (typing.Union, types.UnionType):
        offers = [_offered(one) for one in arguments if one is not type(None)]
        return offers[0] if len({offer.sort for offer in offers}) == 1 and len(offers) == 1 else _joined(offers)
    if origin in (tuple, list) or origin is typing.get_origin(typing.Sequence[int]):
        return Offer("list", item=_offered(arguments[0]) if arguments else Offer("open"))
    if isinstance(annotation, type):
        if issubclass(annotation, Document):
            return Offer("open")
        if issubclass(annotation, Part) or annotation.__module__ == Grid.__module__:
            return Offer("part", annotation)
        if issubclass(annotation, Text | str | int | float) or annotation.__module__ in ("datetime", "decimal"):
            return Offer("value")
    return Offer("open")


def _joined(offers: list[Offer]) -> Offer:
    return offers[0] if all(offer.sort == "value" for offer in offers) else Offer("open")


def broken(wanted: Shape, offer: Offer) -> Iterator[Fault]:
    """Yield where a template wants what its kind does not offer: unknown names, lists as values, values as lists."""
    known = {fold(name): name for name in offer.fields}
    for name, inner in wanted.fields.items():
        if offer.sort == "part" and fold(name) not in known:
            if name not in _TOOLS:
                hint = similar(name, known)
                yield from _at(inner, f"нет поля „{inner.name}“", hint)
            continue
        if offer.sort != "part":
            continue
        yield from _inside(inner, offer.fields[known[fold(name)]])


def _inside(wanted: Shape, offer: Offer) -> Iterator[Fault]:
    if offer.sort == "list":
        for spot in wanted.printed:
            yield Fault(spot, f"„{wanted.name}“ – список, одним значением он не печатается", "Нужен цикл: {% for … %}")
        for inner in wanted.fields.values():
            yield from _at(inner, f"„{wanted.name}“ – список, у него нет „{inner.name}“", "Нужен цикл: {% for … %}")
    if offer.sort in ("value", "part"):
        for spot in wanted.walked if offer.sort == "value" else ():
            yield Fault(spot, f"„{wanted.name}“ – не список", "Уберите цикл")
    if offer.sort == "value":
        for inner in wanted.fields.values():
            yield from _at(inner, f"„{wanted.name}“ – простое значение, у него нет „{inner.name}“", "")
    if offer.sort == "part":
        yield from broken(wanted, offer)
    if wanted.item is not None and offer.item is not None:
        yield from _inside(wanted.item, offer.item)


def _at(wanted: Shape, message: str, hint: str) -> Iterator[Fault]:
    for spot in {str(spot): spot for spot in wanted.spots}.values():
        yield Fault(spot, message, hint)
