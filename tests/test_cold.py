"""A cold start: `docgen render` of a small order loads what it needs, and finds its templates compiled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docgen import pipeline, usage
from docgen.engine import disk
from docgen.render.kept import Shelf
from docgen.russian import memory, morphology
from tests.conftest import ROOT

ORDER = ROOT / "samples" / "new" / "order.yaml"
HEAVY = {"PIL", "docx", "docxtpl", "http", "markdown_it", "openpyxl", "segno", "sqlalchemy", "ssl", "urllib.request",
         "docgen.batch.run", "docgen.engine.template", "docgen.kinds.minutes", "docgen.mending", "docgen.rules.form", "docgen.paper",
         "docgen.render.drawing", "docgen.report", "docgen.wordforms"}  # fmt: skip
ONCE = {"docgen.render.compilation", "docgen.render.generator", "docgen.engine.generator"}
"""What only the first run needs: it compiles the templates. Names are asked of the dictionaries anew by each."""


def loaded_by_render(output: Path, cache: Path) -> set[str]:
    """Return the modules of a process that has rendered the small order."""
    code = (
        "import sys; from docgen.cli import main\n"
        f"try: main(['render', {str(ORDER)!r}, '-o', {str(output)!r}])\n"
        "except SystemExit as stop: assert not stop.code\n"
        "print(*sys.modules, sep='\\n')"
    )
    environment = {**os.environ, "DOCGEN_CACHE": str(cache)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    return set(done.stdout.splitlines())


def test_a_small_order_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = loaded_by_render(tmp_path / "a", cache)
    second = loaded_by_render(tmp_path / "b", cache)
    assert not first & HEAVY
    assert first >= ONCE
    assert not second & ONCE
    assert (tmp_path / "a/order.docx").read_bytes() == (tmp_path / "b/order.docx").read_bytes()


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data[:40] + b"?" + data[41:], lambda _: b""])
def test_a_spoilt_template_of_the_cache_is_made_again(tmp_path: Path, spoil: object) -> None:
    document = pipeline.load(ORDER).document
    assert document is not None
    assert callable(spoil)

    def made() -> bytes:
        return next(pipeline.render(document, pipeline.default_library((), tmp_path), "paper")).data

    whole = made()
    kept = sorted(tmp_path.iterdir())
    for file in kept:
        file.write_bytes(spoil(file.read_bytes()))
    assert made() == whole
    assert sorted(tmp_path.iterdir()) == kept


def test_another_template_has_another_place_on_the_shelf(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.name(b"one") != shelf.name(b"other")
    assert shelf.load(b"one") is None


def test_the_cache_does_not_grow_for_ever(tmp_path: Path) -> None:
    for number in range(disk.MOST + 1):
        disk.save(tmp_path, str(number), number)
    assert [file.name for file in tmp_path.iterdir()] == [f"{disk.MOST}.docgen"]
    assert disk.load(tmp_path, str(disk.MOST)) == disk.MOST


def test_words_are_kept_for_the_next_process_until_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCGEN_CACHE", str(tmp_path))
    monkeypatch.setattr(usage, "_MOST", 3)
    monkeypatch.setattr(memory, "_ANSWERS", {})

    def kept_after(*words: str) -> list[str]:
        with usage.remembered():
            for word in words:
                morphology._parsed(word)
        (file,) = tmp_path.glob("*.docgen")
        return [word for _, word in disk.load(tmp_path, file.stem)]

    assert kept_after("школа", "класс") == ["школа", "класс"]
    memory._ANSWERS.clear()
    assert kept_after("класс", "урок") == ["школа", "класс", "урок"]
    assert kept_after("план", "дом") == ["план", "дом"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_cache_that_others_may_write_to_is_not_read(tmp_path: Path) -> None:
    open_to_all = tmp_path / "cache"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    loaded_by_render(tmp_path / "a", open_to_all)
    assert not list(open_to_all.iterdir())
