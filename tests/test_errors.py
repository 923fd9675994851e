"""The gallery of errors: a faulty source (tests/errors/NAME.yaml) and what docgen says of it (NAME.txt), all at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen.cli import main

GALLERY = Path(__file__).parent / "errors"


@pytest.mark.parametrize("name", sorted(path.stem for path in GALLERY.glob("*.yaml")))
def test_a_faulty_source_is_explained_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["render", str(GALLERY / f"{name}.yaml"), "-o", str(tmp_path / "готово")])
    expected = GALLERY / f"{name}.txt"
    if os.environ.get("GOLDEN"):
        expected.write_text(run.stderr, "utf-8")
    assert run.stderr == expected.read_text("utf-8")
    assert run.exit_code == 1
    assert not list(tmp_path.iterdir())
    assert "Traceback" not in run.output
