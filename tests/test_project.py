"""The project holds its own rules: layers, generated files, the wheel, the README."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

import docgen
from docgen import kinds
from docgen.vocabulary import TERMS
from tests.conftest import ROOT

# Imports point down, neighbours never import each other.
LEVELS = [
    {"__main__"},
    {"cli"},
    {"batch_command", "forms_command", "template_command"},
    {"destination"},
    {"batch", "wordforms"},
    {"checking"},
    {"report"},
    {"mending"},
    {"pipeline", "review", "schema", "usage"},
    {"kinds", "sources", "rules", "render", "outcome"},
    {"model", "paper"},
    {"vocabulary", "tables"},
    {"russian", "resources", "template_names", "engine"},
    {"arguments", "output"},
    {"lock"},
    {"errors", "finding", "folding"},
    {"exports", "lookalike", "regex", "value", "version"},
]
RANK = {name: rank for rank, names in enumerate(LEVELS) for name in names}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "docgen":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("docgen."):
            found.add((node.module or "").split(".")[1])
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "docgen").rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = path.relative_to(ROOT / "docgen").parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for name in _imports(path) - {own}:
        assert RANK[name] > RANK[own], f"{own} imports {name}"


@pytest.mark.parametrize("path", sorted((ROOT / "docgen").rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_the_glossary_is_not_ambiguous() -> None:
    names = [term.name for term in TERMS.values()]
    assert len(names) == len(set(names))


def test_every_public_name_is_there() -> None:
    for name in docgen.__all__:
        assert getattr(docgen, name) is not None
    with pytest.raises(AttributeError):
        docgen.нет_такого  # noqa: B018


def test_templates_are_what_their_source_makes() -> None:
    code = "import build, hashlib; print({k: hashlib.sha256(v).hexdigest() for k, v in build.built().items()})"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "templates" / "source", capture_output=True, text=True, check=True
    )
    import hashlib

    built = ast.literal_eval(run.stdout)
    shipped = {
        path.relative_to(ROOT / "templates" / "docx").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / "templates" / "docx").rglob("*.docx")
    }
    assert built == shipped, "run make templates"


def test_every_kind_is_found_by_its_noun(monkeypatch: pytest.MonkeyPatch) -> None:
    written = dict(kinds.kinds())
    monkeypatch.setattr(kinds.pkgutil, "get_data", lambda *_: None)  # a bundle without sources
    assert dict(kinds._Kinds()) == written
    assert {kind.key() for kind in written.values()} == {
        path.stem for path in (ROOT / "docgen" / "kinds").glob("[!_]*.py")
    }


def test_the_readme_names_every_command_and_kind() -> None:
    from docgen.cli import main

    text = (ROOT / "README.md").read_text("utf-8")
    for name in main.commands:
        assert f"docgen {name}" in text, name
    for noun in kinds.kinds():
        assert noun in text, noun


def test_advice_on_installing_names_libraries_that_docgen_can_use() -> None:
    """A stranger's package is called docgen in the index: its extras are not ours."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] != "docgen"
    known = {re.split("[ <>=]", item)[0] for extra in project["optional-dependencies"].values() for item in extra}
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "docgen").rglob("*.py"))
    advised = [word.strip("\"'") for words in re.findall(r"pip install (.+?)\)", code) for word in words.split()]
    assert len(advised) >= 6
    assert set(advised) <= known


def test_nothing_names_this_machine() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".json"} and path.name != "test_project.py":
            text = path.read_text("utf-8", "replace")
            assert "/work/" not in text, name
            assert "/root/" not in text, name


def test_the_wheel_works_from_anywhere(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
                   check=True, capture_output=True, env=environment)  # fmt: skip
    wheel = next(tmp_path.glob("*.whl"))
    # The fresh environment sees the dependencies of this one, but not docgen itself: only the wheel brings it.
    venv.create(tmp_path / "venv", with_pip=False)
    binaries = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    site = next((tmp_path / "venv").rglob("site-packages"))
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel)],
                   check=True, capture_output=True, env=environment)  # fmt: skip
    import click

    (site / "окружение.pth").write_text(str(Path(click.__file__).parents[1]), "utf-8")
    elsewhere = tmp_path / "другая папка"
    elsewhere.mkdir()
    code = "import docgen, sys; from docgen.cli import main; sys.argv = ['docgen', *sys.argv[1:]]; assert 'venv' in docgen.__file__; main()"
    new = subprocess.run([binaries / "python", "-c", code, "new", "приказ", "-o", "мой приказ.yaml"],
                         cwd=elsewhere, check=True, capture_output=True, env=environment)  # fmt: skip
    assert "Готово" in new.stdout.decode()
    subprocess.run([binaries / "python", "-c", code, "render", "мой приказ.yaml", "-o", "готово"],
                   cwd=elsewhere, check=True, capture_output=True, env=environment)  # fmt: skip
    assert (elsewhere / "готово" / "мой приказ.docx").stat().st_size > 5000
