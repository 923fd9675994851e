"""The JSON Schemas: what docgen accepts they accept, and what they offer is Russian."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml

from docgen import kinds, pipeline
from docgen.folding import fold
from docgen.model.document import Document
from docgen.rules import RULES
from tests.conftest import ORDER, ROOT, write

SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("samples/*/*.yaml", "tests/real/*.yaml", "tests/seeds_as_they_stand/*.yaml")
    for path in ROOT.glob(pattern)
    if re.search("^(вид|файл):", path.read_text("utf-8"), re.MULTILINE)
)


class EditorLoader(yaml.SafeLoader):
    """YAML as an editor reads it (the core schema of 1.2): numbers and true, but no dates and no «yes»."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, form) for tag, form in forms if tag.endswith((":int", ":float", ":null"))]
        for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@cache
def validator(key: str) -> jsonschema.Draft202012Validator:
    data = json.loads((ROOT / "schemas" / f"{key}.schema.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(data)


def faults(data: dict[str, Any], kind: str) -> list[str]:
    """Return what the schema of a kind says of the data of a source."""
    found = validator(kinds.named(kind).key()).iter_errors(data)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def kind_of(path: Path) -> str:
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return data["вид"] if "вид" in data else kind_of(path.parent / data["файл"])


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_satisfies_its_schema(name: str) -> None:
    path = ROOT / name
    assert faults(yaml.load(path.read_text("utf-8"), EditorLoader), kind_of(path)) == []


def test_all_samples_are_among_them() -> None:
    assert {path.relative_to(ROOT).as_posix() for path in ROOT.glob("samples/new/*.yaml")} <= set(SOURCES)
    assert len([name for name in SOURCES if name.startswith("samples/")]) >= 28


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_the_model_accepts_in_the_pages_of_rules_the_schema_accepts(rule: Any, tmp_path: Path) -> None:
    for case in (rule.page.good, rule.page.bad):
        fields = yaml.load(case, yaml.BaseLoader)
        data = ({} if "вид" in fields else yaml.load(ORDER, yaml.BaseLoader)) | fields
        found = pipeline.load(write(tmp_path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))).errors
        if all(re.fullmatch(r"Н\d+", finding.code) for finding in found):
            assert faults(data, data["вид"]) == []


def _respelt(value: Any, change: Callable[[str], str], depth: int = 3) -> Any:
    """Return data with the keys of its fields in other spellings; names that the user gives stay."""
    if isinstance(value, dict):
        return {
            change(key): item if fold(key) in {"лица", "акты", "слова", "графы"} else _respelt(item, change, depth - 1)
            for key, item in value.items()
        }
    return [_respelt(item, change, depth) for item in value] if isinstance(value, list) else value


SPELLINGS: list[Callable[[str], str]] = [str.capitalize, str.upper, str.title, lambda key: key.replace(" ", "_"),
                                         lambda key: f" {key.replace(' ', '-')} "]  # fmt: skip


@pytest.mark.parametrize("change", SPELLINGS)
def test_other_spellings_of_keys_are_accepted(change: Callable[[str], str]) -> None:
    for name in ("samples/zeya/order.yaml", "samples/new/minutes.yaml", "samples/new/programme.yaml"):
        data = yaml.load((ROOT / name).read_text("utf-8"), yaml.BaseLoader)
        assert faults(_respelt(data, change), data["вид"]) == []


MISSPELT = [
    {"заголовк": "О"}, {"Заголовк": "О"}, {"организация": {"адресс": "г. Энск"}}, {"подписи": [{"лицо": "а", "рядм": "да"}]},
    {"приложения": [{"вид": "план", "названиее": "П"}]}, {"приложения": [{"вид": "плн"}]}, {"приложения": [{"название": "П"}]},
    {"оформление": {"глагол": "прописнымиии"}}, {"грифы": [{"печать": "может быть"}]}, {"пункты": [{"исполнитель": "а", "поручние": "б"}]},
]  # fmt: skip


@pytest.mark.parametrize("fields", MISSPELT, ids=map(str, range(len(MISSPELT))))
def test_what_is_misspelt_is_refused(fields: dict[str, Any]) -> None:
    whole = {"вид": "приказ", "заголовок": "О проверке", "пункты": ["Проверить."]}
    assert faults(whole, "приказ") == []
    assert faults(whole | fields, "приказ")


@pytest.mark.parametrize("missing", ["вид", "заголовок", "пункты"])
def test_what_is_missing_is_named_unless_a_file_may_have_it(missing: str) -> None:
    whole = {"вид": "приказ", "заголовок": "О проверке", "пункты": ["Проверить."]}
    del whole[missing]
    assert faults(whole, "приказ") == [f"$: '{missing}' is a required property"]
    assert faults(whole | {"файл": "основа.yaml"}, "приказ") == []


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(item)


def test_an_editor_shows_russian_names_of_types_and_the_fields_of_an_appendix() -> None:
    schema = validator("order").schema
    jsonschema.Draft202012Validator.check_schema(schema)
    definitions = schema["$defs"]
    for name, definition in definitions.items():
        assert not re.search("[A-Za-z]", name.replace("qr", "")), name
        assert definition["title"], name
    for node in _nodes(schema):
        if node.get("type") in ("object", "array") and "additionalProperties" not in node:
            assert not re.search("[A-Za-z]", node.get("title", "?")), node
    appendix = definitions["документ_любого_вида"]
    offered = {item["then"]["$ref"].rpartition("/")[2] for item in appendix["allOf"] if "$ref" in item["then"]}
    assert offered == {fold(noun) for noun in kinds.kinds()}
    assert set(appendix["properties"]["вид"]["anyOf"][0]["enum"]) == set(kinds.kinds())
    assert {"мероприятия", "цели", "файл"} <= definitions["план"]["anyOf"][0]["properties"].keys()


@pytest.mark.parametrize("kind", kinds.kinds().values(), ids=lambda kind: kind.key())
def test_schemas_are_current_and_describe_every_field_in_russian(kind: type[Document]) -> None:
    from docgen.schema import schema

    text = (ROOT / "schemas" / f"{kind.key()}.schema.json").read_text("utf-8")
    assert text == schema(kind), "run make schemas"
    for definition in json.loads(text)["$defs"].values():
        for name, field in definition.get("properties", {}).items():
            assert field.get("title"), name
