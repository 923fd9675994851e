"""The mistakes of the real documents that docgen grew from are found when the documents are encoded as they stand.

`seeds_as_they_stand/NAME.yaml` quotes the faulty places of a document, NAME.txt tells what must be found, no more and
no less; `make golden` writes it anew, and it is read by eye.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docgen import pipeline

SEEDS = Path(__file__).parent / "seeds_as_they_stand"


@pytest.mark.parametrize("name", sorted(path.stem for path in SEEDS.glob("*.yaml")))
def test_the_mistakes_of_a_seed_are_found(name: str) -> None:
    findings = pipeline.load(SEEDS / f"{name}.yaml").findings
    found = "".join(f"{f.code} {f.place and f.place.line}: {f.message}\n" for f in findings)
    expected = SEEDS / f"{name}.txt"
    if os.environ.get("GOLDEN"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")
