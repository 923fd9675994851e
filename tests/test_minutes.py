"""Minutes: the agenda, speeches and decisions."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import ROOT


def test_decisions_are_numbered_within_their_item(outline: Callable[..., str]) -> None:
    text = outline((ROOT / "samples" / "new" / "minutes.yaml").read_text("utf-8")).replace("\u00a0", " ")
    numbered = [line for line in text.splitlines() if line[:2] in ("1.", "2.")]
    assert [line.split(" ")[0] for line in numbered] == ["1.", "2.", "1.", "1.1.", "1.2.", "2.", "2.1."]
    assert "Петров О.И. – представил проект плана." in text
    assert "| Секретарь | А.О. Смирнова |" in text


def test_those_present_may_be_named_by_id(outline: Callable[..., str]) -> None:
    source = (ROOT / "samples" / "new" / "minutes.yaml").read_text("utf-8")
    source = source.replace("24 человека (список прилагается)", "директор; завуч; Белов П.П.")
    expected = "Присутствовали: Иванова М.П., директор; Петров О.И., заместитель директора; Белов П.П."
    assert expected in outline(source).replace("\u00a0", " ")
