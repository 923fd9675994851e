"""Tables and sources for batches, and the bytes that single runs make of the same rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from docgen import kinds, pipeline, sources
from docgen.batch import Batch, Result
from docgen.model.registry import Registry

SOURCE = """\
вид: документ
организация: {наименование: Школа № 1, место: г. Энск}
название: План работы
текст: |
  План {школа краткое наименование}.

  1. Первое.
  2. Второе.
подписи: [директор]
лица: {директор: {фио: Иванова Мария Петровна, должность: директор}}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "план.yaml"
    path.write_text(SOURCE, "utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write a CSV of rows."""

    def write(headings: str, *rows: Sequence[str]) -> Path:
        path = tmp_path / "школы.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([headings.split(";"), *rows])
        return path

    return write


def schools(count: int) -> list[tuple[str, str, str]]:
    """Return rows of `HEADINGS`."""
    return [(f"{n:05}", f"Школа № {n}", f"г. Энск, д. {n}") for n in range(1, count + 1)]


HEADINGS = "школа.код;школа.краткое наименование;организация.адрес"


def ran(batch: Batch) -> list[Result]:
    return list(batch)


def single(path: Path, **fields: object) -> bytes:
    """Return what one `render` makes of the source with fields put over it."""
    source = sources.read(path)
    assert isinstance(source.data, dict)
    loaded = pipeline.checked(sources.Source({**source.data, **fields}), Registry(kinds=kinds.kinds()))
    assert loaded.document is not None, "\n".join(map(str, loaded.findings))
    return next(iter(pipeline.render(loaded.document, pipeline.default_library(), "x"))).data
