"""Content of a cell: a text, or prose with lists."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from docgen.model.prose import Prose
from docgen.model.text import Text

_LIST = re.compile(r"^[ \t]*(?:[-*]|\d{1,3}\.)[ \t]+\S.*\n[ \t]*(?:[-*]|\d{1,3}\.)[ \t]+\S", re.MULTILINE)


def read_content(value: object) -> Text | Prose:
    """Return prose for a list, or for a text with two items of a Markdown list in it; a text for everything else."""
    if isinstance(value, Text | Prose):
        return value
    if isinstance(value, list | tuple) or (isinstance(value, str) and _LIST.search(value)):
        return Prose.read(value)
    return Text.read(value)


Content = Annotated[
    Text | Prose,
    PlainValidator(read_content),
    WithJsonSchema({"anyOf": [{"type": ["string", "number", "null"]}, {"type": "object"}, {"type": "array"}]}),
]
