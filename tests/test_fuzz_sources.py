"""Sources spoilt at random, through the commands: findings or sound files, never anything else. `make fuzz`: 10,000."""

from __future__ import annotations

import copy
import json
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from docgen.cli import main
from docgen.vocabulary import TERMS
from tests.conftest import ROOT
from tests.validity import faults

SAMPLES = sorted(path.relative_to(ROOT / "samples") for path in (ROOT / "samples").glob("*/[a-z]*.yaml"))
NAMES = [term.name for term in TERMS.values()]
SPOILS: list[object] = [
    None, "", "текст", "{", "}", "{название}", "{акты}", "{паспорт}", "{приложение 9}", "\\{", [], {}, ["а", ["б", ["в", ["г"]]]],
    {"файл": "нет.md"}, {"файл": "x" * 3000}, {"файл": "../../../../etc/passwd"}, {"файл": "/etc/passwd"}, {"файл": "spoilt.yaml"},
    {"файл": "."}, {"файл": "а\0б"}, {"дословно": "x"}, {"заполнить": None}, {"текст": "{цель}"}, "31.02.2020", "-1", "1)", "9" * 400,
    "за собой", "# a\n\n- b\n  1. c\n\n|a|b|\n|-|-|\n|c|\n", "**", "a\tb\nc", "👍", '"«', "{#a}", "> q", {"а": {"б": "1"}}, "1e999", "NaN",
    "{" * 900, "[" * 900, "- " * 900, "> " * 900 + "а", "* " * 300, "слово " * 9000, "а" * 70000, "\ud800", "\ufeff", "\u202e", "01.01.0001",
    "31.12.9999", "99.99.9999", "{лицо а дат}", "{должность а}", "{пункт а}", "{" + "а" * 300 + "}", "да", "нет", "0", True, 7, 1.5,
    "{{ 1 }}", "{% x %}", "<w:p/>", "&amp;", "[а](javascript:x)", "[а](http://x y)", "![а](б.png)", "`а`", "<b>а</b>", "|" * 500,
]  # fmt: skip
RAW = ["a: &a [х, х]\nb: &b [*a, *a]\n", "<<: *нет\n", "\t", "\0", "﻿", "---\n", "...\n", "%YAML 9\n", "!!python/object:os.system х\n",
       "? [а]\n: б\n", "&а ", "*а ", ": ", "- ", "'", '"', "{", "[", "|", ">", "#", "\r", "\u2028", "!", "[" * 3000, "{а: " * 2000]  # fmt: skip
COMMANDS = (
    "render {} -o out", "render {} -o out --format xlsx", "render {} -o out --split", "check {}", "check {} --format json",
    "check {} --format sarif", "check {} --report out/отчёт.html", "check {} --report out/отчёт.docx", "check {} --diff", "check {} --fix",
    "forms {}", "forms {} -o out/forms.xlsx", "batch {} --over таблица.csv -o out --jobs 1", "batch {} --over таблица.csv -o out/а.zip --jobs 1",
    "render {} -o out --house spoilt.yaml", "batch lenobl/plan_blank.yaml --over {} -o out --jobs 1",
)  # fmt: skip


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if len(path) > 100:  # buried on purpose
        return
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _places(inner, (*path, key))


def _spoilt(data: Any, chance: random.Random) -> Any:
    """Return data with some values replaced, moved, dropped, doubled, buried, or under other names."""
    for _ in range(chance.randint(1, 3)):
        places = list(_places(data))
        if not places:
            return data
        *way, last = chance.choice(places)
        holder = data
        for step in way:
            holder = holder[step]
        new = copy.deepcopy(chance.choice(SPOILS) if chance.random() < 0.7 else _at(data, chance.choice(places)))
        match chance.randrange(6):
            case 0 if isinstance(holder, dict):
                holder[chance.choice(NAMES)] = copy.deepcopy(new)
            case 1 if isinstance(holder, list):
                holder.insert(last, copy.deepcopy(new))
            case 2:
                del holder[last]
            case 3:
                for _ in range(chance.choice((1, 3, 40, 400))):
                    new = {chance.choice(NAMES): new} if chance.random() < 0.5 else [new]
                holder[last] = new
            case _:
                holder[last] = copy.deepcopy(new)
    return data


def _dumped(data: Any) -> str:
    try:
        return yaml.dump(data, allow_unicode=True)
    except RecursionError:  # of the writer
        return json.dumps(data, ensure_ascii=False)


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _spoilt_bytes(data: bytes, chance: random.Random) -> bytes:
    """Return a file with bytes changed, cut out or put in, or in another encoding."""
    for _ in range(chance.randint(1, 3)):
        at, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        match chance.randrange(5):
            case 0:
                data = data[:at] + data[end:]
            case 1:
                data = data[:at] + chance.randbytes(chance.randint(1, 4)) + data[at:]
            case 2 if chance.random() < 0.2:
                data = data.decode(errors="replace").encode(
                    chance.choice(("cp1251", "utf-16", "utf-8-sig", "koi8-r")), "replace"
                )
            case 3:
                data = data[:at] + data[at : at + 300] + data[at:]
            case _:
                data = data[:at] + chance.choice(RAW).encode() + data[at:]
    return data


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("источники")
    shutil.copytree(ROOT / "samples", folder, dirs_exist_ok=True)
    return folder


def _write(folder: Path, chance: random.Random) -> str:
    """Spoil a source, or a file that it includes; return the name of the source."""
    sample = chance.choice(SAMPLES)
    source = (folder / sample).with_name("spoilt.yaml")
    if chance.random() < 0.6:
        data = _spoilt(yaml.load((folder / sample).read_text("utf-8"), yaml.BaseLoader), chance)
        source.write_bytes(_dumped(data).encode("utf-8", "surrogatepass"))
    elif chance.random() < 0.5:
        source.write_bytes(_spoilt_bytes((folder / sample).read_bytes(), chance))
    else:
        source.write_bytes((folder / sample).read_bytes())
        included = chance.choice(
            sorted(path for path in source.parent.iterdir() if path.suffix in (".md", ".csv", ".xlsx", ".yaml"))
        )
        included.write_bytes(_spoilt_bytes(included.read_bytes(), chance))
    return source.relative_to(folder).as_posix()


@given(seed=st.integers(0, 2**64))
def test_a_spoilt_source_gives_findings_or_sound_files(seed: int, samples: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    with TemporaryDirectory(dir=samples.parent) as here, chdir(here):
        folder = Path(here)
        shutil.copytree(samples, folder, dirs_exist_ok=True)
        source = _write(folder, chance)
        rows = [
            chance.choice([*NAMES, "подписи.1.лицо", "школа.код", "а.б.в"]),
            chance.choice(["", "5", "31.02.2020", "{", "а" * 300]),
        ]
        (folder / "таблица.csv").write_text(
            "\n".join([f"школа.имя;{rows[0]}", f"раз;{rows[1]}", f"раз;{rows[1]}"]), "utf-8"
        )
        command = chance.choice(COMMANDS).replace("spoilt.yaml", source)
        ran = CliRunner().invoke(main, [word.format(source) for word in command.split()])
        told = f"{command}\n{ran.output[:2000]}"
        assert ran.exit_code in (0, 1, 2, 3), told
        assert ran.exception is None or isinstance(ran.exception, SystemExit), told
        assert "Traceback" not in ran.output, told
        assert "внутренняя ошибка" not in ran.output, told
        assert ran.exit_code != 3, told
        assert not ran.exit_code or re.search("[а-яё]", ran.output), told
        made = [path for path in (folder / "out").rglob("*") if path.is_file()]
        assert not (ran.exit_code and command.startswith("render") and made), told
        for path in made:
            assert not path.name.startswith(".docgen"), told
            if path.suffix == ".docx":
                assert faults(path.read_bytes(), checker=False) == [], told
            elif path.suffix == ".xlsx":
                load_workbook(path)
