"""Prose: the running text of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from docgen.model.blocks import Block, Definition, Heading, Inserted, Item, Items, Listing, Paragraph, Rows
from docgen.model.faults import fault
from docgen.model.markdown import MAX_LIST_DEPTH, blocks
from docgen.model.scalar import scalar
from docgen.model.text import Reference, Text
from docgen.value import Value, replace


class Prose(Value):
    """Markdown as blocks."""

    blocks: tuple[Block, ...]

    def __bool__(self) -> bool:
        return bool(self.blocks)

    def __str__(self) -> str:
        return "\n".join(str(text) for text in self.texts())

    def texts(self) -> Iterator[Text]:
        """Yield every text of the prose in order."""
        for block in self.blocks:
            match block:
                case Listing(items=items):
                    yield from (item.text for item in items)
                case Rows(header=header, body=body):
                    yield from header
                    for row in body:
                        yield from row
                case Definition(title=title, text=meaning):
                    yield from (title, meaning)
                case _ if isinstance(text := getattr(block, "text", None), Text):
                    yield text

    def headed(self, *, numbered: bool) -> Prose:
        """Return the prose with its headings numbered, if they are to be, but for those that ask for no number."""
        if not numbered:
            return self
        return Prose(tuple(replace(block, numbered=not block.bare) if isinstance(block, Heading) else block
                           for block in self.blocks))  # fmt: skip

    @classmethod
    def parse(cls, source: str) -> Prose:
        """Read Markdown; what it cannot hold is refused."""
        return cls(blocks(source))

    @classmethod
    def read(cls, value: object) -> Prose:
        """Make prose of a text or of a list, lists in it nested; `{дословно: …}` is one paragraph, untouched."""
        if isinstance(value, Prose):
            return value
        if isinstance(value, dict):
            return cls((Paragraph(Text.read(value)),))
        if isinstance(value, list | tuple):
            return cls((Listing(Items(_dashes(value, 1))),))
        return cls.parse(scalar(value))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [Text.__get_pydantic_json_schema__(schema, handler), {"type": "array"}]}


class Glossary(Prose):
    """Terms with their definitions, in the order of the source."""

    @classmethod
    def read(cls, value: object) -> Glossary:
        """Make a glossary of a mapping: term -> definition."""
        if isinstance(value, Glossary):
            return value
        if not isinstance(value, Mapping):
            raise fault("глоссарий", "здесь нужны термины и определения", "Напишите «термин: определение»")
        return cls(tuple(Definition(Text.read(str(term)), Text.read(text).ended()) for term, text in value.items()))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "object", "additionalProperties": Text.__get_pydantic_json_schema__(schema, handler)}


def completed(text: Prose, parts: Sequence[object]) -> Prose:
    """Return a text with the parts that it does not place itself put behind it; None is no part."""
    placed = {type(block.value) for block in text.blocks if isinstance(block, Inserted)}
    rest = tuple(Inserted(part) for part in parts if part is not None and type(part) not in placed)
    return Prose(text.blocks + rest)


def _dashes(values: Sequence[object], level: int) -> Iterator[Item]:
    if level > MAX_LIST_DEPTH:
        raise fault("список", f"список глубже {MAX_LIST_DEPTH} уровней", "Разбейте его на части")
    for value in values:
        if isinstance(value, list | tuple):
            yield from _dashes(value, level + 1)
        else:
            yield Item(level, numbered=False, text=Text.read(value))


def sole_reference(text: Text) -> Reference | None:
    """Return the reference that a text consists of, if it is nothing else."""
    match text.pieces:
        case (Reference() as reference,):
            return reference
    return None
