"""JSON Schemas of the kinds, made from the models: for completion and checks in an editor."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from docgen.folding import fold
from docgen.model.document import Document
from docgen.model.part import Part
from docgen.model.text import TEXT_FIELDS, Text
from docgen.value import Value
from docgen.vocabulary import TERMS, Term, term

_BY_NAME: dict[str, Term] = {fold(term.name): term for term in reversed(TERMS.values())}
_INCLUDE = "Включение"
_TEXT = "Текст"
_OWN_COLUMNS = term("cells")


class _Generator(GenerateJsonSchema):
    def encode_default(self, dft: Any) -> Any:  # noqa: ANN401 - as in pydantic
        """Write a text as the user would, other values by their fields."""
        if isinstance(dft, Value):
            return str(dft) if isinstance(dft, Text) else vars(dft)
        return super().encode_default(dft)


def schema(kind: type[Document]) -> str:
    """Return the JSON Schema of a kind as text; a value may always be `{файл: …}` instead."""
    found = kind.model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions = found.setdefault("$defs", {})
    for part in (found, *definitions.values()):
        _describe(part)
    for name in _with_shorthand(Part) & definitions.keys():
        definitions[name] = {"anyOf": [definitions[name], {"type": ["string", "number", "array"]}]}
    definitions[_INCLUDE] = {
        "type": "object",
        "title": "содержимое файла",
        "description": "YAML, JSON, Markdown, CSV или XLSX рядом с источником.",
        "properties": {"файл": {"type": "string"}, "лист": {"type": "string"}},
        "required": ["файл"],
    }
    definitions[_TEXT] = TEXT_FIELDS
    found["properties"]["вид"] = {"const": kind.noun, "title": "вид", "description": TERMS["kind"].about}
    found["required"] = ["вид", *found.get("required", [])]
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = kind.noun
    found["description"] = kind.about
    return json.dumps(_shared(found), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _shared(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a schema in which the fields of a text stand once."""
    match value:
        case dict() if value == TEXT_FIELDS:
            return {"$ref": f"#/$defs/{_TEXT}"}
        case dict():
            return {key: item if key == _TEXT else _shared(item) for key, item in value.items()}
        case list():
            return [_shared(item) for item in value]
    return value


def _with_shorthand(cls: type[Part]) -> set[str]:
    """Return the names of the parts for which a plain text or list may stand."""
    own = {cls.__name__} if cls.expanded.__func__ is not Part.expanded.__func__ else set()  # type: ignore[attr-defined]
    return own.union(*(_with_shorthand(below) for below in cls.__subclasses__()))


def _loosen(value: dict[str, Any]) -> None:
    """Let YAML say what the model understands: numbers for texts, «да» and «нет», one item for a list."""
    match value.get("type"):
        case "string":
            value["type"] = ["string", "number"]
        case "boolean":
            del value["type"]
            value["enum"] = ["да", "нет", True, False]
        case "integer" | "number":
            value["type"] = [value["type"], "string"]
        case "array":
            value["type"] = ["array", "string"]
    for choice in value.get("anyOf", ()):
        _loosen(choice)


def _describe(part: dict[str, Any]) -> None:
    """Give the properties of a part their Russian descriptions, their synonyms and the right to be an include."""
    part.pop("description", None)
    part.pop("title", None)
    if _OWN_COLUMNS in part.get("properties", {}):
        part["additionalProperties"] = True  # columns of the user's own
        del part["properties"][_OWN_COLUMNS]
    for name, value in list(part.get("properties", {}).items()):
        term = _BY_NAME.get(fold(name))
        if term is None:
            continue
        _loosen(value)
        if "default" in value and not isinstance(value["default"], str | bool):
            del value["default"]
        whole = {"anyOf": [value, {"$ref": f"#/$defs/{_INCLUDE}"}], "title": term.name, "description": term.about}
        part["properties"][name] = whole
        for synonym in term.synonyms:
            if synonym not in part["properties"]:
                part["properties"][synonym] = whole
        if term.synonyms and name in part.get("required", ()):
            part["required"].remove(name)
            spellings = [{"required": [spelling]} for spelling in (name, *term.synonyms)]
            part.setdefault("allOf", []).append({"anyOf": spellings})
