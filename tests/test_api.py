"""The library as a programmer meets it: every public name in any order of import, typed, with errors in Russian."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

import docgen
from tests.conftest import ORDER, ROOT, changed, write

SAMPLES = ROOT / "samples"


def run(code: str, folder: Path, *words: str) -> str:
    """Run a script of a user in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, *words, "-c", dedent(code)], cwd=folder, env=environment, check=False,
                          capture_output=True, text=True, encoding="utf-8", timeout=200)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_name_means_the_same_in_any_order_of_import(tmp_path: Path) -> None:
    """Modules of docgen first, in random order, then the names in random order: a name is never a module."""
    said = run(
        """
        import importlib, pkgutil, random, sys, types, docgen
        every = [m.name for m in pkgutil.walk_packages(docgen.__path__, "docgen.") if not m.name.endswith("__main__")]
        public = list(docgen.__all__)
        orders = [random.Random(seed).sample(every, 8) for seed in range(4)]
        for order in [*orders, ["docgen.render"], ["docgen.batch"], ["docgen.pipeline"], [], every]:
            for name in [name for name in sys.modules if name.partition(".")[0] == "docgen"]:
                del sys.modules[name]
            for name in order:
                importlib.import_module(name)
            fresh = importlib.import_module("docgen")
            for name in random.Random(len(order)).sample(public, len(public)):
                value = getattr(fresh, name)
                assert callable(value) and not isinstance(value, types.ModuleType), (order, name)
            for name in ("docgen.render.docx", "docgen.batch.manifest"):
                importlib.import_module(name)
            assert fresh.render is importlib.import_module("docgen.pipeline").render, order
            assert fresh.batch is importlib.import_module("docgen.batch.run").Batch, order
        print(len(every), len(public))
        """,
        tmp_path,
    )
    modules, names = map(int, said.split())
    assert modules > 200
    assert names > 20


@pytest.mark.parametrize("first", ["", "import docgen.pipeline, docgen.render.docx, docgen.batch.run",
                                   "from docgen.render import docx; from docgen.batch import engine"])  # fmt: skip
def test_the_verbs_work_however_they_are_imported(tmp_path: Path, first: str) -> None:
    write(tmp_path, ORDER, {"школы.csv": "номер\n7-од\n"})
    run(
        f"""
        {first}
        from docgen import *
        from docgen import render as made
        import docgen, pathlib
        document = docgen.load("источник.yaml").document
        for verb in (render, made, docgen.render):
            (paper,) = verb(document)
            assert paper.save("готово") == pathlib.Path("готово/приказ.docx")
        assert list(batch("источник.yaml", "школы.csv"))[0].status == "made"
        """,
        tmp_path,
    )
    assert (tmp_path / "готово" / "приказ.docx").stat().st_size > 5000


SCRIPT = """
from pathlib import Path

import docgen
import docgen.batch.run
import docgen.render.docx
from docgen import *
from docgen import render as made

loaded: Loaded = docgen.load("приказ.yaml", root=Path())
for paper in docgen.render(loaded.document, docgen.default_library(), "приказ"):
    saved: Path = paper.save("готово")
for paper in docgen.render(docgen.load(Path("приказ.yaml")).document, formats=["docx", "pdf"]):
    Path(paper.name).write_bytes(paper.data)
for result in docgen.batch("план.yaml", Path("школы.xlsx"), "готово", jobs=2, formats="docx"):
    status: str = result.status
library: Library = default_library(["шаблоны", Path("ещё")], house=read_house("дом.yaml"))
papers: list[Paper] = list(made(loaded.document, library))
template: Template = Template(Path("справка.docx"), keep="кэш")
data: bytes = template.render({"номер": 5}, replace=Replacements(pictures={"герб": "герб.png"}))
try:
    document: Document = loaded.document
except SourceError as error:
    findings: tuple[Finding, ...] = error.findings
text: str = docgen.agree(24, "педагогический работник") + docgen.decline("Жук О.И.", "дат", "name", "м").text
docgen.load(5)  # type: ignore[arg-type]
docgen.render("приказ.yaml")  # type: ignore[arg-type]
docgen.render(loaded.document, formats=["doc"])  # type: ignore[list-item]
docgen.нет_такого  # type: ignore[attr-defined]
"""


def test_a_users_script_is_typed(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--config-file=", "--cache-dir",
         str(ROOT / ".mypy_cache" / "user"), str(tmp_path / "script.py")],
        env={**os.environ, "MYPYPATH": str(ROOT)}, check=False, capture_output=True, text=True, timeout=200,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_names_are_shown_and_nothing_else() -> None:
    assert dir(docgen) == docgen.__all__
    assert {"load", "render", "batch", "Template", "SourceError", "Document"} <= set(dir(docgen))
    with pytest.raises(AttributeError, match="нет_такого"):
        docgen.нет_такого  # type: ignore[attr-defined]  # noqa: B018


class Somewhere:
    """A path of another library."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)

    def __fspath__(self) -> str:
        return self._path


@pytest.mark.parametrize("path", [str, Path, Somewhere])
def test_a_path_is_a_text_or_whatever_stands_for_one(tmp_path: Path, path: Callable[[Path], str]) -> None:
    write(tmp_path, changed(номер="5"), {"школы.csv": "номер\n7-од\n", "дом.yaml": "кегль: 13\n"})
    house = docgen.read_house(path(tmp_path / "дом.yaml"))
    source = path(tmp_path / "источник.yaml")
    loaded = docgen.load(source, root=path(tmp_path), house=house)
    library = docgen.default_library([path(tmp_path)], keep=path(tmp_path / "кэш"), house=house)
    (paper,) = docgen.render(loaded.document, library)
    assert paper.save(path(tmp_path / "готово")).read_bytes() == paper.data
    batch = docgen.batch(source, path(tmp_path / "школы.csv"), path(tmp_path / "пакет"), templates=path(tmp_path),
                         root=path(tmp_path), keep=path(tmp_path / "кэш"), house=house)  # fmt: skip
    assert [result.status for result in batch] == ["made"]
    template = docgen.Template(path(ROOT / "templates/xlsx/table.xlsx"), keep=path(tmp_path / "кэш"))
    assert template.name == "table.xlsx"


def test_a_source_with_errors_raises_them_where_a_document_is_asked_for(tmp_path: Path) -> None:
    loaded = docgen.load(write(tmp_path, changed(дата="31.02.2020", номер='["а"]')))
    with pytest.raises(docgen.SourceError) as caught:
        docgen.render(loaded.document)
    assert caught.value.findings == loaded.findings
    lines = str(caught.value).splitlines()
    assert len(lines) == len(loaded.errors) == 2
    assert all(line.startswith("источник.yaml:") and ": ошибка: " in line for line in lines)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - as a pool of processes sends it
    assert (again.findings, str(again)) == (loaded.findings, str(caught.value))
    with pytest.raises(docgen.SourceError) as caught:
        docgen.batch(tmp_path / "источник.yaml", write(tmp_path, "x", {"т.csv": "номер\n7\n"}).with_name("т.csv"))
    assert caught.value.findings


def _wrong() -> dict[str, Callable[[], object]]:
    source, table = SAMPLES / "lenobl" / "plan_blank.yaml", SAMPLES / "lenobl" / "plan_blank.yaml"
    document = docgen.load(source).document
    wrong: dict[str, Callable[..., object]] = {}
    for value in (5, None, b"a.yaml", ["a.yaml"], {}):
        wrong |= {
            f"load {value}": lambda value=value: docgen.load(value),
            f"read_house {value}": lambda value=value: docgen.read_house(value),
            f"render {value}": lambda value=value: docgen.render(value),
            f"batch {value}": lambda value=value: docgen.batch(value, table),
            f"over {value}": lambda value=value: docgen.batch(source, value),
        }
    for value in (5, "дом.yaml", 2.5):
        wrong |= {
            f"house {value}": lambda value=value: docgen.load(source, house=value),
            f"library {value}": lambda value=value: docgen.render(document, value),
            f"templates {value}": lambda value=value: docgen.default_library(value),
            f"formats {value}": lambda value=value: docgen.render(document, formats=value),
        }
    return wrong | {
        "Template": lambda: docgen.Template(5),
        "render_to": lambda: docgen.Template(ROOT / "templates/xlsx/table.xlsx").render_to(5, {}),
        "context": lambda: docgen.Template(ROOT / "templates/xlsx/table.xlsx").render([1]),
        "root": lambda: docgen.load(source, root=5),
        "name": lambda: docgen.render(document, name=5),
        "jobs": lambda: docgen.batch(source, table, jobs=-1),
        "save": lambda: next(docgen.render(document)).save(5),
        "a folder": lambda: docgen.load(SAMPLES),
        "nothing": lambda: docgen.load(""),
    }


WRONG = _wrong()


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_argument_is_refused_in_one_russian_line(name: str) -> None:
    with pytest.raises(docgen.UsageError) as caught:
        WRONG[name]()
    said = str(caught.value)
    assert "\n" not in said
    assert len(said) < 200
    assert any("а" <= letter <= "я" for letter in said)


def test_a_repr_is_one_line(tmp_path: Path) -> None:
    source, table = SAMPLES / "lenobl" / "plan_blank.yaml", SAMPLES / "lenobl" / "schools.xlsx"
    loaded, faulty = docgen.load(SAMPLES / "zeya" / "order.yaml"), docgen.load(write(tmp_path, "вид: приказ\nх: у\n"))
    (paper,) = docgen.render(loaded.document)
    batch = docgen.batch(source, table)
    result = next(iter(batch))
    (tmp_path / "дом.yaml").write_text("кегль: 13\n", "utf-8")
    document = loaded.document
    parts = [document.organisation, *document.people.values(), *document.acts.values(), *document.appendices]
    template = docgen.Template(ROOT / "templates" / "xlsx" / "table.xlsx")
    for value in (loaded, faulty, *faulty.findings, paper, batch, result, *result.files, *parts, template, document,
                  docgen.default_library(), docgen.read_house(tmp_path / "дом.yaml")):  # fmt: skip
        assert len(repr(value)) <= 160, repr(value)
        assert "\n" not in repr(value)
        assert " object at 0x" not in repr(value)
    assert repr(loaded) == f"<Loaded: {document!r}, ошибок: 0, всего замечаний: 0>"
    assert repr(document).startswith("<Order: приказ № 265-од «Об утверждении Программы поддержки")
    assert repr(paper) == f"<Paper приказ.docx, {len(paper.data)} байт>"
