"""The title of a paper: one text, or a block of lines, some of them over a caption."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from docgen.folding import fold
from docgen.model.part import Part
from docgen.model.text import Text
from docgen.vocabulary import term


class _OrLines:
    """Lets the JSON Schema of a title have a list of lines beside the text."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        text = handler(schema)
        fields = {term("text"): text, term("under"): text}
        line = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
        return {"anyOf": [text, {"type": "array", "items": {"anyOf": [text, line]}}]}


Title = Annotated[Text, _OrLines]


class TitleLine(Part):
    """A line of the title block; ``under`` is the caption below its rule: «наименование муниципального образования»."""

    text: Text
    under: Text | None = None

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text stand for a line without a caption."""
        captioned = isinstance(value, Mapping) and fold(term("under")) in (fold(str(key)) for key in value)
        return value if captioned else {term("text"): value}


def titled(data: object) -> object:
    """Return the fields of a paper with a title of several lines told twice: as one text and as lines."""
    key = next((k for k in data if fold(str(k)) in _TITLE), None) if isinstance(data, Mapping) else None
    if key is None or not isinstance(data, Mapping) or not isinstance(data[key], list | tuple):
        return data
    try:
        lines = [TitleLine.model_validate(line).text for line in data[key]]
    except (PydanticCustomError, ValueError):
        lines = []  # told where the lines themselves are read
    pieces = [piece for line in lines for piece in (" ", *line.pieces)]
    return {**data, key: Text.of(*pieces[1:]), term("title_lines"): data[key]}


_TITLE = frozenset(map(fold, ("title", term("title"))))
