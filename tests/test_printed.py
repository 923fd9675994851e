"""Nothing that is filled is lost in silence: every kind prints its appendices and its requisites, or refuses them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from docgen import kinds, paper, pipeline, sources
from docgen.model.document import read_any
from docgen.model.links import linked
from docgen.model.registry import Registry
from tests.conftest import ROOT
from tests.validity import faults

APPENDIX = {"вид": "документ", "название": "Текст приложения", "текст": "Приложенные слова."}
KINDS = tuple(noun for noun in kinds.kinds() if noun != "выписка")  # an extract refuses appendices


def _sample(noun: str) -> dict[str, Any]:
    """Return the blank source of a kind as plain data."""
    data = sources.read(ROOT / "samples" / "new" / f"{kinds.kinds()[noun].key()}.yaml").data
    assert isinstance(data, Mapping)
    return dict(data)


def _printed(source: Mapping[str, Any], *templates: Path) -> str:
    """Return the outline of the paper, whatever norm control would say of it."""
    document, dangling = linked(read_any(source, Registry(kinds=kinds.kinds())))
    assert dangling == ()
    data = next(iter(pipeline.render(document, pipeline.default_library(templates), "x"))).data
    assert faults(data) == []
    return paper.outline(paper.read(data))


@pytest.mark.parametrize("noun", KINDS)
def test_every_kind_prints_its_appendices_and_theirs(noun: str) -> None:
    inner = {"вид": "паспорт", "строки": [{"название": "Срок", "значение": "Внутренние слова"}]}
    appendices = [*_sample(noun).get("приложения", ()), {**APPENDIX, "приложения": [inner]}]
    text = _printed({**_sample(noun), "приложения": appendices})
    assert text.count("Приложенные слова.") == text.count("Внутренние слова") == 1


def test_a_template_that_does_not_place_appendices_has_them_at_its_end(tmp_path: Path) -> None:
    template = Document()
    template.add_paragraph("{{ заголовок }}")
    template.save(str(tmp_path / "order.docx"))
    text = _printed({**_sample("приказ"), "приложения": [APPENDIX]}, tmp_path)
    assert text.splitlines()[-1] == "Приложенные слова."
