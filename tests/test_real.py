"""Papers of the real life that are in no seed: sources and reviewed outlines lie in `tests/real`; GOLDEN=1 rewrites."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from docgen import paper, pipeline
from docgen.render import pdf
from tests.validity import faults

FOLDER = Path(__file__).parent / "real"
PAPERS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("name", PAPERS)
def test_a_real_paper_is_clean_and_makes_the_reviewed_outline(name: str) -> None:
    loaded = pipeline.load(FOLDER / f"{name}.yaml")
    assert loaded.findings == ()
    assert loaded.document is not None
    data = next(iter(pipeline.render(loaded.document, pipeline.default_library(), name))).data
    assert faults(data) == []
    outline = paper.outline(paper.read(data), show_spaces=True)
    golden = FOLDER / f"{name}.txt"
    if os.environ.get("GOLDEN"):
        golden.write_text(outline, "utf-8")
    assert outline == golden.read_text("utf-8")


# The stamps of four published school regulations, in the wording and the incompleteness of the originals; no names.
PUBLISHED = {
    "agreed with a body, minutes on a line of their own; by an order without the mark of its number": (
        """
  - слово: СОГЛАСОВАНО
    орган: {дословно: "Педагогическим советом\\nМБОУ «Средняя школа»\\nПротокол № 2 от 30 августа 2022г"}
  - {слово: УТВЕРЖДЕНО, акт: {вид: приказ, орган: {дословно: и.о.директора МБОУ «Средняя школа»}, номер: 243}}""",
        (
            "| СОГЛАСОВАНО / Педагогическим советом ⏎ МБОУ «Средняя школа» ⏎ Протокол № 2 от 30 августа 2022г "
            "| УТВЕРЖДЕНО / приказом и.о.директора МБОУ «Средняя школа» № 243 |"
        ),
    ),
    "a chairman signs for the body; the head signs above the order": (
        """
  - {слово: СОГЛАСОВАНО, орган: педагогический совет, протокол: {дата: 30.08.2022, номер: 1}, должность: председатель ПС}
  - {лицо: {фио: Котов А.С., должность: директор школы}, акт: {вид: приказ, дата: 31.08.2022, номер: 147}}""",
        (
            "| СОГЛАСОВАНО / педагогическим советом (протокол от 30.08.2022 № 1) / Председатель ПС / _______________ "
            "| УТВЕРЖДАЮ / Директор школы / _______________ А.С. Котов / Приказ от 31.08.2022 № 147 |"
        ),
    ),
    "an order without a number, signed without a line": (
        """
  - {слово: УТВЕРЖДЕНО, акт: {вид: приказ, дата: 01.09.2025}, строка подписи: нет,
     лицо: {фио: Котова О.П., должность: директор МБОУ СОШ № 14}}""",
        "|  | УТВЕРЖДЕНО / Директор МБОУ СОШ № 14 / О.П. Котова / Приказ от 01.09.2025 |",
    ),
    "words with a colon, verbatim": (
        """
  - {слово: {дословно: 'ПРИНЯТО:'}, орган: {дословно: "Педагогическим советом\\nПротокол № 1 от 28.08.2024г."}}
  - {слово: {дословно: 'УТВЕРЖДЕНО:'}, орган: {дословно: "Приказом по школе\\nПриказ №_24.08.30 от 30.08.2024г."}}""",
        (
            "| ПРИНЯТО: / Педагогическим советом ⏎ Протокол № 1 от 28.08.2024г. "
            "| УТВЕРЖДЕНО: / Приказом по школе ⏎ Приказ №_24.08.30 от 30.08.2024г. |"
        ),
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_stamps(outline: Callable[..., str], name: str) -> None:
    approvals, printed = PUBLISHED[name]
    source = f'вид: положение\nназвание: Положение о совете\nтекст: "# Общее\\n\\nСовет есть."\nгрифы:{approvals}\n'
    assert printed in outline(source).replace("\u00a0", " ").splitlines()


@pytest.mark.skipif(not pdf.available(), reason="LibreOffice is not there")
@pytest.mark.xdist_group("office")
def test_merged_stages_go_over_pages_with_their_header_and_lose_no_row() -> None:
    loaded = pipeline.load(FOLDER / "stages.yaml")
    assert loaded.document is not None
    file = next(iter(pipeline.render(loaded.document, pipeline.default_library(), "x", formats=["pdf"]))).data
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages]
    assert len(pages) == 3
    assert all("Мероприятие" in page and "Объём" in page for page in pages)
    rows = [int(number) for page in pages for number in re.findall(r"^(\d+)\. ", page, re.MULTILINE)]
    assert rows == list(range(1, 25))
    assert sum(page.count("Основной") for page in pages) == 1
