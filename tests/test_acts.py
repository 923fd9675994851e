"""Acts in prose and in lists: cited by id, from the catalogue, sorted by their force, listed as sources."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from docgen import paper, pipeline
from docgen.model.catalogue import catalogue
from tests.conftest import ROOT
from tests.validity import faults


def _outline(folder: Path, source: str) -> list[str]:
    path = folder / "справка.yaml"
    path.write_text(source, "utf-8")
    loaded = pipeline.load(path)
    assert loaded.errors == ()
    assert loaded.document is not None
    data = next(iter(pipeline.render(loaded.document, pipeline.default_library(), "x"))).data
    assert faults(data) == []
    return paper.outline(paper.read(data)).replace("\N{NO-BREAK SPACE}", " ").splitlines()


def test_an_act_of_the_catalogue_is_cited_by_its_id(tmp_path: Path) -> None:
    text = _outline(
        tmp_path, "вид: документ\nназвание: Справка\nтекст: В соответствии с {акт 273-ФЗ тв} и {акт тк тв}."
    )
    law = "Федеральным законом от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»"
    assert text[-1] == f"В соответствии с {law} и Трудовым кодексом Российской Федерации."


def test_what_the_source_says_of_an_act_is_stronger_than_the_catalogue(tmp_path: Path) -> None:
    source = "вид: документ\nназвание: Справка\nтекст: По {акт 273-фз дат}.\nакты: {273-фз: {вид: приказ, номер: 5}}"
    assert _outline(tmp_path, source)[-1] == "По приказу № 5."


SOURCES = """
вид: документ
название: Справка
акты:
  школа: {вид: приказ, орган: МБОУ «Школа № 1», дата: 01.08.2022, номер: 5}
  край: {вид: Закон Приморского края, дата: 13.08.2013, номер: 243-КЗ}
  лишний: {вид: приказ, орган: МБОУ «Школа № 1», дата: 01.08.2021, номер: 6}
текст: |
  По {акт школа дат}, {акт письмо-аз-1128 дат}, {акт алексеевский-73 дат}, {акт край дат}, {акт рп-3273-р дат},
  {акт 152-фз дат}, {акт р-201 дат}, {акт указ-204 дат} и снова {акт школа дат}.

  # Источники

  1. {упомянутые акты}
"""


def test_the_list_of_sources_holds_what_the_paper_cites_from_the_strongest_to_the_weakest(tmp_path: Path) -> None:
    text = _outline(tmp_path, SOURCES)
    listed = [" ".join(line.split()[:4]) for line in text[text.index("# Источники") + 1 :]]
    assert listed == [
        "1. Федеральный закон от",
        "2. Указ Президента Российской",
        "3. Распоряжение Правительства Российской",
        "4. Распоряжение Министерства просвещения",
        "5. Письмо Министерства просвещения",
        "6. Закон Приморского края",
        "7. Приказ отдела образования",
        "8. Приказ МБОУ «Школа",
    ]


def test_all_acts_of_a_paper_can_be_listed_by_their_force(tmp_path: Path) -> None:
    text = _outline(tmp_path, SOURCES.replace("{упомянутые акты}", "{акты по силе}"))
    listed = [line.rstrip(".") for line in text[text.index("# Источники") + 1 :]]
    assert listed == [
        "1. Закон Приморского края от 13.08.2013 № 243-КЗ",
        "2. Приказ МБОУ «Школа № 1» от 01.08.2021 № 6",
        "3. Приказ МБОУ «Школа № 1» от 01.08.2022 № 5",
    ]


@pytest.mark.parametrize(
    ("day", "found"), [("06.05.2024", []), ("07.05.2024", ["Н607"])], ids=["still in force", "repealed"]
)
@pytest.mark.parametrize(
    "acts", ["", "акты: {указ: {вид: Указ, орган: Президент Российской Федерации, дата: 21.07.2020, номер: 474}}"]
)
def test_a_repealed_act_of_the_catalogue_is_found(tmp_path: Path, day: str, found: list[str], acts: str) -> None:
    path = tmp_path / "справка.yaml"
    name = "указ" if acts else "указ-474"
    path.write_text(f"вид: документ\nдата: {day}\nназвание: Справка\nтекст: По {{акт {name} дат}}.\n{acts}", "utf-8")
    assert [finding.code for finding in pipeline.load(path).findings] == found


def test_the_catalogue_holds_every_dated_act_of_the_samples() -> None:
    known = {(str(act.kind).lower().split()[0], str(act.number)) for act in catalogue().values()}
    for file in sorted((ROOT / "samples").glob("*/акты.yaml")):
        for act in yaml.safe_load(file.read_text("utf-8")).values():
            if "номер" in act:
                assert (act["вид"].lower().split()[0], str(act["номер"])) in known, act
