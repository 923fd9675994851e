"""Every value arrives: nothing is lost or changed in silence."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen import paper, pipeline
from tests.conftest import changed, write

VALUES = {
    "разметка": "a & b < c > d &amp; <w:t> ]]>",
    "теги шаблона": "{{ x }} {% if %} {# #}",
    "апостроф": "Д'Артаньян и 5\" диск",
    "перенос": "раз\nдва",
    "табуляция": "раз\tдва",
    "неразрывный пробел": "раз\u00a0два",
    "эмодзи": "готово 👍🏽 👩‍🏫",
    "ударение": "за́мок и Йо",
    "обратная черта": r"C:\папка\файл",
    "пробелы по краям": "  раз  ",
    "звёздочки": "*раз* _два_ #три",
}


@pytest.mark.parametrize("name", VALUES)
def test_a_verbatim_value_is_printed_to_the_letter(outline: Callable[..., str], name: str) -> None:
    value = VALUES[name]
    text = outline(changed(пункты=json.dumps([{"текст": {"дословно": value}}], ensure_ascii=False)))
    assert "1. " + value.replace("\n", " ⏎ ").replace("\t", " ⇥ ") in text.split("\n")


def test_a_usual_value_keeps_everything_but_its_typography(outline: Callable[..., str]) -> None:
    text = outline(changed(пункты=r"""['A & B < C > D "кавычки" \{скобки\} - тире 2022-2024 гг.']"""))
    assert "1. A & B < C > D «кавычки» {скобки}\u00a0– тире 2022–2024\u00a0гг." in text


def test_typography_can_be_switched_off(outline: Callable[..., str]) -> None:
    text = outline(changed(пункты="""['"кавычки" - тире']""", оформление="{типографика: нет}"))
    assert '1. "кавычки" - тире' in text


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ufffe", "\ud800", "\ue0fd"])
def test_a_character_that_no_file_may_hold_is_refused_with_its_place(tmp_path: object, sign: str) -> None:
    import pathlib

    folder = pathlib.Path(str(tmp_path))
    source = json.loads(json.dumps({"вид": "паспорт", "строки": [{"название": "А", "значение": f"раз{sign}два"}]}))
    path = folder / "источник.json"
    path.write_text(json.dumps(source, indent=1), "utf-8")
    found = [str(finding) for finding in pipeline.load(path).findings]
    assert len(found) == 1
    assert found[0].startswith("источник.json:")
    assert f"U+{ord(sign):04X}" in found[0]


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(_TEXT.filter(lambda text: text.strip()), min_size=1, max_size=4))
def test_random_verbatim_values_arrive(tmp_path_factory: pytest.TempPathFactory, values: list[str]) -> None:
    points = json.dumps([{"текст": {"дословно": value}} for value in values], ensure_ascii=False)
    loaded = pipeline.load(write(tmp_path_factory.mktemp("случай"), changed(пункты="@").replace("@", points)))
    assert loaded.document is not None
    data = next(iter(pipeline.render(loaded.document, LIBRARY, "x"))).data
    found = [block.text for block in paper.read(data).sections[0].blocks if getattr(block, "number", "")]
    assert found == values


LIBRARY = pipeline.default_library()


def test_the_same_source_gives_the_same_bytes_whatever_was_made_between(made: Callable[..., bytes]) -> None:
    first = made(changed())
    other = made(
        changed(
            пункты='["Утвердить план {приложение 1}."]',
            приложения="[{вид: дорожная карта, название: План, мероприятия: [А]}]",
        )
    )
    assert made(changed()) == first != other
