"""The notation of the tests: a source in, the outline of the paper out; every file made on the way is validated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, settings

from docgen import paper as papers
from docgen import pipeline
from tests.validity import faults

ROOT = Path(__file__).parent.parent
_RULES = {"deadline": None, "suppress_health_check": list(HealthCheck)}
settings.register_profile("quick", max_examples=60, **_RULES)
settings.register_profile("fuzz", max_examples=10_000, **_RULES)
settings.load_profile("quick")
FAILED = ROOT / ".failed"


def write(folder: Path, source: str, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a source and the files it includes; returns the path of the source."""
    for name, content in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
    path = folder / "источник.yaml"
    path.write_text(dedent(source), "utf-8")
    return path


@pytest.fixture
def made(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., bytes]:
    """Make a DOCX of a source, valid or the test fails and the file is kept."""

    def make(source: str, files: Mapping[str, str | bytes] | None = None, **options: object) -> bytes:
        loaded = pipeline.load(write(tmp_path, source, files))
        assert loaded.document is not None, "\n".join(map(str, loaded.findings))
        data = next(iter(pipeline.render(loaded.document, pipeline.default_library(), "документ", **options))).data
        wrong = faults(data)
        if wrong:
            FAILED.mkdir(exist_ok=True)
            (FAILED / f"{request.node.name[:80]}.docx").write_bytes(data)
        assert not wrong
        return data

    return make


@pytest.fixture
def outline(made: Callable[..., bytes]) -> Callable[..., str]:
    """Return the outline of the paper that a source makes."""

    def of(source: str, files: Mapping[str, str | bytes] | None = None, **options: object) -> str:
        return papers.outline(papers.read(made(source, files, **options)))

    return of


@pytest.fixture
def complaints(tmp_path: Path) -> Callable[..., list[str]]:
    """Return what docgen says of a faulty source."""

    def of(source: str, files: Mapping[str, str | bytes] | None = None) -> list[str]:
        return [str(finding) for finding in pipeline.load(write(tmp_path, source, files)).findings]

    return of


ORDER = """\
вид: приказ
организация: {наименование: Школа № 1, место: г. Энск}
дата: 01.09.2026
номер: 5-од
заголовок: О проверке
преамбула: В целях проверки
пункты: [Проверить.]
подписи: [директор]
лица: {директор: {фио: Иванова Мария Петровна, должность: директор}}
"""
"""The smallest whole order; tests change it with `changed`."""


def changed(**fields: str) -> str:
    """Return the small order with fields replaced or added: values are YAML."""
    kept = [line for line in ORDER.splitlines() if line.split(":")[0] not in fields]
    return "\n".join([*kept, *(f"{name}: {value}" for name, value in fields.items())]) + "\n"


_SHORT = 60


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name a case by its text as it is, so that `-k Н207` finds it; signs that a terminal would obey are escaped."""
    if isinstance(val, bytes):
        return repr(val) if len(val) < _SHORT else argname
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in val) if isinstance(val, str) else None
