"""What a developer who forgets something is told: one line that says where and what, at the first run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LETTER = '''
from typing import Annotated, ClassVar

from docgen.model.document import Document
from docgen.model.part import Listed
from docgen.model.text import Text


class Letter(Document):
    """A letter."""

    noun: ClassVar[str] = "письмо"
    about: ClassVar[str] = "служебное письмо на бланке"

    {field}: Annotated[tuple[Text, ...], Listed] = ()
'''
VALUE = (
    "from docgen.value import Value\n\nclass Point(Value):\n    x: int\n    y: int = 0\n\nprint(Point(1).y, Point(2))\n"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package, to be changed."""
    shutil.copytree(ROOT / "docgen", tmp_path / "docgen", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("samples/new", "templates/docx", "templates/xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def run(copy: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=copy, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONIOENCODING": "utf-8", "DOCGEN_CACHE": ""},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_a_field_without_a_term_is_refused_with_its_class_and_the_glossary(copy: Path) -> None:
    (copy / "docgen/kinds/letter.py").write_text(LETTER.format(field="recipients"), "utf-8")
    line = "docgen.kinds.letter.Letter: у поля recipients нет слова в docgen/vocabulary.py\n"
    code, out, err = run(copy, "-m", "docgen", "kinds")
    assert (code, err) == (3, line)
    assert "приказ" in out
    assert run(copy, "-m", "docgen", "new", "письмо") == (3, "", line)
    assert run(copy, "-m", "docgen", "new", "приказ")[0] == 0


def test_a_kind_without_a_skeleton_says_which_file_it_wants(copy: Path) -> None:
    (copy / "docgen/kinds/letter.py").write_text(LETTER.format(field="goals"), "utf-8")
    assert run(copy, "-m", "docgen", "new", "письмо") == (
        3, "", "у вида „письмо“ нет заготовки: samples/new/letter.yaml\n",
    )  # fmt: skip


def test_a_value_needs_no_import_from_the_future(copy: Path) -> None:
    assert run(copy, "-c", VALUE) == (0, "0 Point(x=2)\n", "")
