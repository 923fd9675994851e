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
# A requisite that any kind takes -> its value, and the words that it prints.
REQUISITES: Mapping[str, tuple[Any, str]] = {
    "дата": ("17.03.2031", "17.03.2031"),
    "номер": ("77-метка", "77-метка"),
    "совместно с": ([{"наименование": "Соавтор"}], "Соавтор"),
    "название": ({"дословно": "Метка-название"}, "Метка-название"),
    "отметка": ({"к документу": {"дословно": "Метке-документу"}}, "Метке-документу"),
    "грифы": ([{"должность": "метка-гриф"}], "Метка-гриф"),
    "внесены изменения": ([{"вид": "приказ", "дата": "01.02.2026", "номер": "78-метка"}], "78-метка"),
    "подписи": ([{"лицо": {"фио": "Подписов А.А."}, "должность": "директор"}], "Подписов"),
    "визы": ([{"лицо": {"фио": "Визов А.А.", "должность": "юрист"}}], "Визов"),
    "ознакомлены": ([{"фио": "Знаков А.А.", "должность": "юрист"}], "Знаков"),
    "исполнитель документа": ({"лицо": {"фио": "Исполнов А.А.", "должность": "юрист"}}, "Исполнов"),
    "копия": ({"лицо": {"фио": "Копиев А.А.", "должность": "юрист"}}, "Копиев"),
}
KINDS = tuple(noun for noun in kinds.kinds() if noun != "выписка")  # an extract refuses appendices


def _sample(noun: str) -> dict[str, Any]:
    """Return the blank source of a kind as plain data."""
    data = sources.read(ROOT / "samples" / "new" / f"{kinds.kinds()[noun].key()}.yaml").data
    assert isinstance(data, Mapping)
    return dict(data)


def _printed(source: Mapping[str, Any], *templates: Path) -> str:
    return _made(source, *templates)[0]


def _made(source: Mapping[str, Any], *templates: Path, split: bool = False) -> tuple[str, str]:
    """Return the outline of the paper and what is noted of it, whatever norm control would say."""
    document, dangling = linked(read_any(source, Registry(kinds=kinds.kinds())))
    assert dangling == ()
    made = next(iter(pipeline.render(document, pipeline.default_library(templates), "x", split=split)))
    assert faults(made.data) == []
    return paper.outline(paper.read(made.data)), made.note


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


@pytest.mark.parametrize("noun", KINDS)
def test_every_requisite_is_printed_or_told_to_be_left_out(noun: str) -> None:
    mark = {"отметка": REQUISITES["отметка"]}  # a paper with a mark has no letterhead
    for requisites in (mark, {name: value for name, value in REQUISITES.items() if name not in mark}):
        source = {**_sample(noun), **{name: value for name, (value, _) in requisites.items()}}
        text, note = _made(source, split=True)
        for name, (_, words) in requisites.items():
            assert (words in text) != (f"„{name}“" in note), name


def test_a_template_of_the_house_that_forgets_a_requisite_is_told(tmp_path: Path) -> None:
    template = Document()
    template.add_paragraph("{{ заголовок }} {{ дата }} {{ номер }} {{ организация.наименование }}")
    template.save(str(tmp_path / "order.docx"))
    note = _made(_sample("приказ"), tmp_path)[1]
    assert note == "не напечатано: „преамбула“, „пункты“, „подписи“ – в шаблоне вида „приказ“ для этого нет места"
