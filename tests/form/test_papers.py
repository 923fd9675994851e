"""Whole papers: our samples are good; so are good papers of strangers; hostile files end in one clear line."""

from __future__ import annotations

import pytest

from docgen import paper, pipeline
from docgen.normcontrol import form
from tests.conftest import ROOT
from tests.test_samples import SAMPLES

# The stamp of the real plan names both the person and the order, and is printed as its authors approved it.
KEPT = {"kazachinsko-lensky/work_plan": {"Ф504"}}


@pytest.mark.parametrize("name", SAMPLES)
def test_our_samples_give_no_finding(name: str) -> None:
    loaded = pipeline.load(ROOT / "samples" / f"{name}.yaml")
    assert loaded.document is not None
    for made in pipeline.render(loaded.document, pipeline.default_library(), name):
        found = {finding.code for finding in form.run(paper.read(made.data), made.name)}
        assert found == KEPT.get(name, set())
