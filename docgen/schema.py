"""JSON Schemas of the kinds, made from the models: for completion and checks in an editor.

What docgen accepts, they accept: folded keys, synonyms, shorthands, and `файл` with other fields put over those of the
file. A mapping with `файл` need not be whole, so only the names of its fields are checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, count
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from docgen import kinds
from docgen.folding import fold
from docgen.model.document import ANY_DOCUMENT, Document
from docgen.model.part import Part
from docgen.model.text import TEXT_FIELDS, Text
from docgen.value import Value
from docgen.vocabulary import TERMS, Term, field_of, term

Json = dict[str, Any]

_BY_NAME: dict[str, Term] = {fold(term.name): term for term in reversed(TERMS.values())}
_OWN_COLUMNS = term("cells")
_KIND, _FILE = term("kind"), "файл"
_INCLUDE: Json = {
    _FILE: {"title": _FILE, "description": "YAML, JSON, Markdown, CSV или XLSX рядом с источником.", "type": "string"},
    "лист": {"title": "лист", "description": "Лист книги XLSX.", "type": ["string", "number"]},
}
_SHORTHAND: Json = {"title": "кратко", "type": ["string", "number", "boolean", "null", "array"]}
_ANY, _CONTENT, _TEXT = "документ любого вида", "содержимое файла", "текст с формами"
_SHARED = 120  # characters of a schema that is worth a name


class _Generator(GenerateJsonSchema):
    def encode_default(self, dft: Any) -> Any:  # noqa: ANN401 - as in pydantic
        """Write a text as the user would, other values by their fields."""
        if isinstance(dft, Value):
            return str(dft) if isinstance(dft, Text) else vars(dft)
        return super().encode_default(dft)


def schema(kind: type[Document]) -> str:
    """Return the JSON Schema of a kind as text."""
    definitions = _definitions()
    own = {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.noun, "description": kind.about,
        "allOf": [_reference(kind.noun), _needed(_KIND)], "$defs": dict(_used(definitions, _key(kind.noun))),
    }  # fmt: skip
    return _written(own) + "\n"


def _written(value: Json) -> str:
    """Return a schema as JSON: every keyword and every definition on a line of its own."""
    lines = (
        f"{json.dumps(key, ensure_ascii=False)}: "
        f"{_written(item) if key == '$defs' else json.dumps(item, ensure_ascii=False)}"
        for key, item in value.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}"


@cache
def _definitions() -> Json:
    """Return the schemas of all kinds and of their parts by Russian names, and those that several of them share."""
    every = list(kinds.kinds().values())
    found: Json = models_json_schema(
        [(kind, "validation") for kind in every], by_alias=True, schema_generator=_Generator
    )[1]["$defs"]
    nouns = {kind.__name__: kind.noun for kind in every}
    names = _russian(found, nouns)
    short = _with_shorthand(Part)
    shared: Json = {
        _key(_CONTENT): {"title": _CONTENT, "type": "object", "properties": _INCLUDE, "required": [_FILE]},
        _key(_TEXT): {
            **TEXT_FIELDS, "title": _TEXT, "patternProperties": {_pattern(TEXT_FIELDS["properties"]): {}},
            "properties": {name: {"title": name, **value} for name, value in TEXT_FIELDS["properties"].items()},
        },
    }  # fmt: skip
    for key, part in found.items():
        made = _object(part, names[key], names, shared, nouns.get(key))
        shared[_key(names[key])] = {"title": names[key], "anyOf": [made, _SHORTHAND]} if key in short else made
    shared[_key(_ANY)] = _any_document(list(nouns.values()))
    return shared


def _used(definitions: Json, name: str) -> Iterator[tuple[str, Json]]:
    """Yield a definition and all that it refers to, by name."""
    found, waiting = {name}, [name]
    while waiting:
        refers = re.findall(r'"#/\$defs/([^"]+)"', json.dumps(definitions[waiting.pop()], ensure_ascii=False))
        waiting += [item for item in refers if item not in found]
        found.update(refers)
    return ((item, definitions[item]) for item in sorted(found))


def _russian(definitions: Json, nouns: Mapping[str, str]) -> dict[str, str]:
    """Return the Russian names of definitions: of kinds their nouns, of parts the shortest term of a field for them."""
    fields: dict[str, set[str]] = {}
    for part in definitions.values():
        for name, value in part.get("properties", {}).items():
            for target in re.findall(r"#/\$defs/(\w+)", json.dumps(value, ensure_ascii=False)):
                fields.setdefault(target, set()).update((name, *_synonyms(name)))
    names: dict[str, str] = dict(nouns)
    for key in sorted(definitions.keys() - nouns.keys()):
        terms = sorted(fields.get(key, {key}), key=lambda word: (len(word), word))
        taken = set(map(_key, names.values()))
        numbered = (f"{terms[0]} {number}" for number in count(2))
        names[key] = next(name for name in chain(terms, numbered) if _key(name) not in taken)
    return names


def _synonyms(name: str) -> tuple[str, ...]:
    known = _BY_NAME.get(fold(name))
    return known.synonyms if known else ()


def _object(part: Json, title: str, names: Mapping[str, str], shared: Json, noun: str | None = None) -> Json:
    """Return the schema of a mapping: the names of its fields, and what they hold unless it includes a file."""
    fields = {name: _field(name, value, names) for name, value in part.get("properties", {}).items()}
    columns = fields.pop(_OWN_COLUMNS, None)
    if noun:
        fields[_KIND] = {"title": _KIND, "description": TERMS["kind"].about, **_word([noun])}
    hints: Json = dict(_INCLUDE)
    values: Json = {}
    for name, value in fields.items():
        hint = {key: value[key] for key in ("title", "description") if key in value}
        for spelling in (name, *(word for word in _synonyms(name) if word not in fields)):
            hints[spelling] = hint
            values[spelling] = _named(name, value, shared)
    made: Json = {"type": "object", "title": title, "properties": hints}
    if columns is None:
        made["patternProperties"] = {_pattern([*_INCLUDE, *(word for name in fields for word in _spellings(name))]): {}}
        made["additionalProperties"] = False
    rules = [] if columns else [_needed(name) for name in part.get("required", ())]
    return {**made, "if": _none_of([_FILE]), "then": {"properties": values, **({"allOf": rules} if rules else {})}}


def _field(name: str, value: Json, names: Mapping[str, str]) -> Json:
    """Return the schema of a field: loosened, described, with the right to be an include."""
    value = _loosened(value, name, names)
    if "default" in value and not isinstance(value["default"], str | bool):
        del value["default"]
    known = _BY_NAME.get(fold(name))
    choices = value.pop("anyOf", None) or [value]
    whole = value if "$ref" in value else {"anyOf": [*choices, _reference(_CONTENT)]}
    return {"title": name, "description": known.about if known else "", **whole}


def _loosened(value: Json, name: str, names: Mapping[str, str]) -> Json:
    """Return the schema of a value as the model reads it: scalars for texts, «да» and «нет», one item for a list."""
    if value == ANY_DOCUMENT:
        return _reference(_ANY)
    if value == TEXT_FIELDS:
        return _reference(_TEXT)
    if "$ref" in value:
        return _reference(names[value["$ref"].rpartition("/")[2]])
    value = {key: item for key, item in value.items() if key != "title"}
    for key in ("items", "additionalProperties"):
        if isinstance(value.get(key), dict):
            value[key] = _loosened(value[key], name, names)
    if choices := value.get("anyOf"):
        return {**value, "anyOf": [_loosened(choice, name, names) for choice in choices]}
    return _titled(value, name)


def _titled(value: Json, name: str) -> Json:
    """Return the schema of a value of one type, with all that YAML may give for it, and a title in Russian."""
    match value.get("type"):
        case "string" | ["string", *_] if "enum" in value:
            return {**value, **_word(value.pop("enum"))}
        case "boolean":
            return {"title": "да или нет", "anyOf": [{"enum": ["да", "нет", True, False]}, _word(["да", "нет"])]}
        case "string" | "integer" | "number" | ["string", *_]:
            return {**value, "title": "текст", "type": ["string", "number", "boolean", "null"]}
        case "array":
            single: Json = {"title": "одно вместо списка", "type": ["object", "string", "number", "boolean", "null"]}
            return {"anyOf": [{**value, "title": "список"}, {**single, "allOf": [value.get("items", {})]}]}
        case "object":
            return {**value, "title": name}
        case "null":
            return {**value, "title": "пусто"}
    return value


def _word(words: Iterable[str]) -> Json:
    """Return the schema of one of several words, in any spelling; those of the glossary are offered."""
    words = list(words)
    return {"anyOf": [{"enum": words}, {"type": "string", "pattern": _pattern(words)}]}


def _any_document(nouns: list[str]) -> Json:
    """Return the schema of a document that names its kind, or includes a file that does."""
    kind: Json = {"title": _KIND, "description": TERMS["kind"].about, **_word(nouns)}
    return {
        "type": "object", "title": _ANY, "properties": {_KIND: kind, **_INCLUDE},
        "allOf": [
            _needed(_KIND),
            *({"if": {"required": [_KIND], "properties": {_KIND: {"type": "string", "pattern": _pattern([noun])}}},
               "then": _reference(noun)} for noun in nouns),
        ],
    }  # fmt: skip


def _named(name: str, value: Json, shared: Json) -> Json:
    """Return a reference to a schema that stands once under a name of its own; a short one stands where it is."""
    if len(json.dumps(value, ensure_ascii=False)) < _SHARED:
        return value
    title = next(title for number in count(1) if shared.get(_key(title := f"поле {name} {number}"), value) == value)
    shared[_key(title)] = value
    return _reference(title)


def _reference(title: str) -> Json:
    return {"$ref": f"#/$defs/{_key(title)}"}


def _key(title: str) -> str:
    return fold(title).replace("/", "_")


def _spellings(name: str) -> list[str]:
    """Return all names of a field that sources may use."""
    return [name, *_synonyms(name), *filter(None, [field_of(name)])]


def _needed(name: str) -> Json:
    """Return the schema of a mapping that has a field, in whatever spelling, or includes a file that may have it."""
    return {"if": _none_of([*_spellings(name), _FILE]), "then": {"required": [name]}}


def _none_of(words: Iterable[str]) -> Json:
    """Return the schema of a mapping without a key of these names, in whatever spelling."""
    return {"propertyNames": {"not": {"pattern": _pattern(words)}}}


def _pattern(words: Iterable[str]) -> str:
    """Return the pattern of what folds to one of these words, or is all capitals: JSON Schema knows no flags."""
    folded = sorted({fold(word) for word in words})
    spelt = "|".join(_GAP.join(map(_spelt, name.split("_"))) for name in folded)
    return f"^[\\s_-]*(?:{spelt}|[А-ЯЁA-Z/\\s_-]+)[\\s_-]*$"


_GAP = "[\\s_-]+"


def _spelt(word: str) -> str:
    return f"[{word[0].upper()}{word[0]}]" + re.escape(word[1:]).replace("е", "[её]")


def _with_shorthand(cls: type[Part]) -> set[str]:
    """Return the names of the parts for which a plain text or list may stand."""
    own = {cls.__name__} if cls.expanded.__func__ is not Part.expanded.__func__ else set()  # type: ignore[attr-defined]
    return own.union(*(_with_shorthand(below) for below in cls.__subclasses__()))
