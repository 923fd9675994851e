"""Sources spoilt at random: findings or a sound paper, never anything else."""

from __future__ import annotations

import copy
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from docgen import pipeline
from tests.conftest import ROOT
from tests.validity import faults

SAMPLES = sorted((ROOT / "samples").glob("*/[a-z]*.yaml"))
LIBRARY = pipeline.default_library()
SPOILS: list[object] = [
    None, "", "текст", "{", "}", "{название}", "{акты}", "{паспорт}", "{приложение 9}", "\\{", [], {}, ["а", ["б", ["в", ["г"]]]],
    {"файл": "нет.md"}, {"файл": "x" * 3000}, {"дословно": "x"}, {"заполнить": None}, {"текст": "{цель}"}, "31.02.2020", "-1", "1)",
    "за собой", "# a\n\n- b\n  1. c\n\n|a|b|\n|-|-|\n|c|\n", "**", "a\tb\nc", "👍", '"«', "{#a}", "> q", {"а": {"б": "1"}},
]  # fmt: skip
KEYS = [
    "текст",
    "пункты",
    "лицо",
    "вид",
    "отметка",
    "акты",
    "лица",
    "задачи",
    "бланк",
    "графы",
    "разделы",
    "приложения",
    "грифы",
]


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _places(inner, (*path, key))


def _spoilt(data: Any, chance: random.Random) -> Any:
    for _ in range(chance.randint(1, 3)):
        *way, last = chance.choice(list(_places(data)) or [("вид",)])
        holder = data
        for step in way:
            holder = holder[step]
        if chance.random() < 0.7:
            holder[last] = copy.deepcopy(chance.choice(SPOILS))
        elif isinstance(holder, dict):
            holder[chance.choice(KEYS)] = copy.deepcopy(chance.choice(SPOILS))
    return data


@pytest.mark.parametrize("seed", range(8))
def test_a_spoilt_source_gives_findings_or_a_sound_paper(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    folder = tmp_path / "samples"
    shutil.copytree(ROOT / "samples", folder)
    for _ in range(25):
        sample = chance.choice(SAMPLES)
        spoilt = _spoilt(yaml.load(sample.read_text("utf-8"), yaml.BaseLoader), chance)
        path = folder / sample.parent.name / "spoilt.yaml"
        path.write_text(yaml.safe_dump(spoilt, allow_unicode=True), "utf-8")
        loaded = pipeline.load(path)
        assert loaded.document is not None or loaded.errors
        for made in pipeline.render(loaded.document, LIBRARY, "x") if loaded.document else ():
            assert faults(made.data, checker=False) == []
