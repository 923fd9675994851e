"""A template looked over as a whole: every fault of its tags at once, each with its place and a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, Undefined, nodes

from docgen.engine.dialect import CELL_TAGS
from docgen.engine.reason import reason
from docgen.engine.shape import Shape, Source
from docgen.engine.spot import Spot
from docgen.engine.tag import Tag
from docgen.engine.xlsx.workbook import FILTERS
from docgen.errors import TemplateError
from docgen.folding import fold, similar
from docgen.value import Value

_WORD = re.compile(r"[^\W\d]\w*")
_INSIDE = {"else": ("if", "for"), "elif": ("if",), "break": ("for",), "continue": ("for",), "pluralize": ("trans",)}
_OPENING = frozenset({"for", "if", "macro", "call", "filter", "with", "autoescape", "block", "trans"})
_ABSENT = object()
_MANY = 1000  # members of a list that are asked for a name


class Fault(Value):
    """What is wrong with a tag: its place, what is wrong, what to write instead."""

    spot: Spot
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.spot}: " if self.spot.tag else ""
        return f"{place}{self.message}{self.hint and '. '}{self.hint}"

    @classmethod
    def of(cls, message: str) -> Fault:
        """Return a fault whose words name its place."""
        return cls(Spot("", "", ""), message)


def reviewed(sources: Iterable[Source], environment: Environment) -> tuple[list[Source], list[Fault]]:
    """Return the parts of a template, as far as they can be read, and all that is wrong; of a tag one thing is told."""
    read: list[Source] = []
    wrong: list[str] = []
    try:
        read.extend(sources)
    except TemplateError as error:
        wrong = str(error).splitlines()
    others = [fault for fault in faults(read, environment) if not any(str(fault.spot) in line for line in wrong)]
    return [part for part in read if part[0]], [*map(Fault.of, wrong), *others]


def faults(sources: Iterable[Source], environment: Environment) -> Iterator[Fault]:
    """Yield what is wrong with the tags of a template as they are typed, without any data."""
    for _, tags in sources:
        typed = [tag for tag in tags if tag.spot.tag]  # the others are the engine's own
        for tag in typed:
            yield from _of_tag(tag, environment)
        yield from _unbalanced(typed)


def _of_tag(tag: Tag, environment: Environment) -> Iterator[Fault]:
    word = _WORD.match(tag.code)
    keyword = word[0] if word else ""
    if tag.kind == "block" and (keyword.startswith("end") or CELL_TAGS.match(tag.code)):
        return
    try:
        tree = environment.parse(_completed(tag, keyword))
    except TemplateSyntaxError as error:
        yield Fault(tag.spot, reason(error))
        return
    for sort, kind, known in (
        ("фильтра", nodes.Filter, environment.filters), ("проверки", nodes.Test, environment.tests)
    ):  # fmt: skip
        for node in tree.find_all(kind):
            name = str(getattr(node, "name", ""))
            if name not in known and name not in FILTERS:
                yield Fault(tag.spot, f"нет {sort} „{name}“", _like(name, known))


def _completed(tag: Tag, keyword: str) -> str:
    """Return a tag as a template of its own."""
    if tag.kind == "value":
        return f"{{{{ {tag.code} }}}}"
    if keyword in _INSIDE:
        return f"{{% if x %}}{{% {tag.code} %}}{{% endif %}}" if "if" in _INSIDE[keyword] else ""
    block = f"{{% {tag.code} %}}"
    if keyword in _OPENING or (keyword == "set" and "=" not in tag.code):
        return f"{block}{{% end{keyword} %}}"
    return block


def _unbalanced(tags: Sequence[Tag]) -> Iterator[Fault]:
    """Yield the blocks that are not closed, and the ends that close nothing."""
    around: list[tuple[str, Tag]] = []
    for tag in tags:
        word = _WORD.match(tag.code)
        keyword = word[0] if word and tag.kind == "block" else ""
        if keyword in _OPENING or (keyword == "set" and "=" not in tag.code):
            around.append((keyword, tag))
        elif keyword.startswith("end"):
            wanted = keyword.removeprefix("end")
            if around and around[-1][0] == wanted:
                around.pop()
            elif any(name == wanted for name, _ in around):
                while around[-1][0] != wanted:
                    yield _not_closed(*around.pop())
                around.pop()
            else:
                yield Fault(tag.spot, f"закрывать нечего: выше нет {{% {wanted} … %}}", "Уберите тег")
        elif keyword in _INSIDE and not _inside(keyword, [name for name, _ in around]):
            yield Fault(tag.spot, f"тег {keyword} стоит не внутри {{% {_INSIDE[keyword][0]} … %}}", "Переставьте его")
    for keyword, tag in reversed(around):
        yield _not_closed(keyword, tag)


def _inside(keyword: str, around: Sequence[str]) -> bool:
    """Tell whether a tag stands in a block of its own sort; a turn of a loop may end in other blocks of it."""
    return any(name in _INSIDE[keyword] for name in (around if keyword in ("break", "continue") else around[-1:]))


def _not_closed(keyword: str, tag: Tag) -> Fault:
    prefix = f"{tag.prefix} " if tag.prefix else " "
    return Fault(tag.spot, "блок не закрыт", f"Добавьте ниже {{%{prefix}end{keyword} %}}")


def _like(name: str, known: Iterable[str]) -> str:
    return similar(name, {fold(word): word for word in known})


def missing(shape: Shape, data: Any, environment: Environment) -> Iterator[Fault]:  # noqa: ANN401
    """Yield the names that a template wants and the data have not; names that the template asks for may be absent."""
    for name, inner in shape.fields.items():
        value = data.get(name, _ABSENT) if isinstance(data, Mapping) else environment.getattr(data, name)
        if value is _ABSENT or isinstance(value, Undefined):
            if not inner.optional:
                known = [str(key) for key in (data if isinstance(data, Mapping) else dir(data))]
                hint = _like(name, [word for word in known if not word.startswith("_")])
                yield from (Fault(spot, f"нет поля „{inner.name}“", hint) for spot in _each(inner))
            continue
        yield from missing(inner, value, environment)
        if inner.item is not None and isinstance(value, list | tuple):
            told: set[str] = set()
            for member in value[:_MANY]:
                for fault in missing(inner.item, member, environment):
                    if str(fault) not in told:
                        told.add(str(fault))
                        yield fault


def _each(shape: Shape) -> Iterator[Spot]:
    yield from {str(spot): spot for spot in shape.spots}.values()
