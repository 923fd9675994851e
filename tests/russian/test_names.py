"""Names of people: nothing of them is lost, doubled or moved; what cannot be read stays and is told of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import pipeline, russian
from tests.conftest import changed, write
from tests.russian.tables import NBSP, rows, shown

_CASES = st.sampled_from(russian.CASES)
_PIECES = st.sampled_from([
    *re.findall(r"\([^()]*\)|\S+", """
        Иванов Петрова Кузьмин Цой Жук Чайка Лев Козёл Хой Черных Толстой Мария Пётр Олег Айгуль Жан-Поль Анна-Мария Петрович
        Викторовна Ильич Мамед оглы кызы уулу ўғли фон де Ван Нгуен ИП МБОУ директор секретарь иванов мария и А. Б. В. Ж.-Л.
        Дж. Ал. п. п. И.О. О.И Н (ст.) (мл.) (Орлова) (по согласованию) (урождённая Белова) (в девичестве Ким) (старший) – — -
        , ; / « » . … № 5 12 2-й Smith O'Neil О'Нил Сидорoва Cидоров ИВАНОВ ПЕТРОВИЧ Римский-Корсаков ё Ю ъ 漢 é ' -- .."""),
    "(", ")",
])  # fmt: skip
_TEXTS = st.builds(
    lambda pieces, gaps: "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=False)),
    st.lists(_PIECES, min_size=1, max_size=7),
    st.lists(st.sampled_from([" ", " ", " ", "  ", NBSP, ""]), min_size=7, max_size=7),
)


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]|_", text)


def _stem(one: str, other: str) -> bool:
    return russian.plain(one)[:1] == russian.plain(other)[:1]


@settings(max_examples=400)
@given(_TEXTS, _CASES, st.sampled_from([None, "м", "ж", "мн"]))
def test_a_form_has_the_words_of_its_nominative_in_their_order(text: str, case: str, gender: str | None) -> None:
    form = russian.decline(text, case, "name", gender).text
    before, after = _tokens(text), _tokens(form)
    assert len(before) == len(after), form
    for one, other in zip(before, after, strict=True):
        stands = len(one) == 1 or not re.fullmatch(r"[\u0400-\u04ff']+", one)
        assert one == other if stands else _stem(one, other), form


@settings(max_examples=400)
@given(_TEXTS, st.sampled_from(["surname-first", "initials-first"]))
def test_initials_lose_no_word_and_no_sign(text: str, order: str) -> None:
    made = _tokens(russian.initials(text, order))
    for token in _tokens(text):
        found = token if token in made else token[0].upper()
        assert found in made, made
        made.remove(found)
    assert set(made) <= {".", "-"}


@settings(max_examples=500)
@given(_TEXTS)
def test_what_is_read_without_a_remark_holds_nothing_but_a_name(text: str) -> None:
    if text.strip() and not russian.name_remarks(text):
        assert not re.search(r"[\d№«»…/;]|[A-Za-z]", text)


@pytest.mark.parametrize(("text", "first", "last"), [
    ("Кузьмин Олег Ильич (по согласованию)", "Кузьмин О.И. (по согласованию)", "О.И. Кузьмин (по согласованию)"),
    ("Кузьмин Олег Ильич – секретарь", "Кузьмин О.И. – секретарь", "О.И. Кузьмин – секретарь"),
    ("Кузьмин О. Ильич", "Кузьмин О.И.", "О.И. Кузьмин"), ("Анна С. Белова", "Белова А.С.", "А.С. Белова"),
    ("Петров Ж.-Л.", "Петров Ж.-Л.", "Ж.-Л. Петров"), ("Соколова Н.В", "Соколова Н.В", "Н.В Соколова"),
    ("Алексеев Ал.", "Алексеев Ал.", "Ал. Алексеев"), ("сидоров п.п.", "сидоров п.п.", "п.п. сидоров"),
    ("Иванов Жан-Поль Петрович", "Иванов Ж.-П.П.", "Ж.-П.П. Иванов"), ("Иванова Анна-Мария", "Иванова А.-М.", "А.-М. Иванова"),
    ("Гусейнов Рустам Тофик оглы", "Гусейнов Р.Т. оглы", "Р.Т. оглы Гусейнов"), ("Гусейнов Р.Т. оглы", "Гусейнов Р.Т. оглы", "Р.Т. оглы Гусейнов"),
    ("Кузнецова (Орлова) Ольга Викторовна", "Кузнецова (Орлова) О.В.", "О.В. Кузнецова (Орлова)"),
    ("фон дер Лейен Урсула", "фон дер Лейен У.", "У. фон дер Лейен"), ("Елена Викторовна", "Елена Викторовна", "Елена Викторовна"),
    ("Г-н Иванов И.И.", "Г-н Иванов И.И.", "Г-н И.И. Иванов"), ("Аббас Аббасов Гусейн оглы", "Аббасов А.Г. оглы", "А.Г. оглы Аббасов"),
    ("Иванов Иван Иванович Петров Пётр Петрович", "Иванов И.И. Петров П.П.", "И.И. Иванов П.П. Петров"),
    ("д.п.н. Белова Анна Ивановна", "д.п.н. Белова А.И.", "д.п.н. А.И. Белова"), ("О.В.Ким", "Ким О.В.", "О.В. Ким"),
])  # fmt: skip
def test_initials(text: str, first: str, last: str) -> None:
    assert (shown(russian.initials(text)), shown(russian.initials(text, "initials-first"))) == (first, last)


@pytest.mark.parametrize("text", [
    "Кузьмин Олег Ильич (по согласованию)", "Кузьмин Олег Ильич – секретарь", "сидоров п.п.", "Соколова Н.В", "Сидорoва А.А.",
    "Сидоров И.И., Павлов П.П.", "Петрова и Сидоров И.И.", "ИП Иванова Мария", "Иванов 2-й И.И.", "Smith John", "Г-н Иванов И.И.", "Гарсиа Маркес Габриэль",
    "Иванов Иван Иванович Петров Пётр Петрович", "Пётр I", "Ива́нов И.И.",
])  # fmt: skip
def test_what_is_no_name_is_told_of_with_its_place(text: str, tmp_path: Path) -> None:
    people = f'{{директор: {{фио: Иванова Мария Петровна, должность: директор}}, б: {{фио: "{text}", должность: методист, пол: м}}}}'
    findings = pipeline.load(write(tmp_path, changed(лица=people))).findings
    found = [finding for finding in findings if finding.code == "Н307"]
    assert found
    assert found[0].place is not None


def test_the_gender_of_an_unknown_first_name_is_not_guessed() -> None:
    for text in ("Асан Кюлбегим", "Жук Тхиен", "Гросс Мелис"):
        assert any("пол неизвестен" in doubt for doubt in russian.decline(text, "дат", "name").doubts), text


@pytest.mark.parametrize(("text", "gender"), [
    ("Колодяжный А.Б.", "м"), ("Поддубный И.М.", "м"), ("Толстой А.К.", "м"), ("Луговая А.Б.", "ж"), ("Цой А.Б.", None),
    ("Прибой А.Б.", None), ("Палий А.Б.", None), ("Цхакая М.Г.", None), ("Алиев Али Гусейн оглы", "м"), ("Мамедова С.Г. кызы", "ж"),
])  # fmt: skip
def test_the_ending_of_an_adjective_tells_the_gender(text: str, gender: str | None) -> None:
    assert russian.name_gender(text) == gender


@given(st.sampled_from([row.source for row in rows("ordinary")]))
def test_an_ordinary_name_is_read_without_a_remark(text: str) -> None:
    assert russian.name_remarks(text) == ()


@given(
    st.from_regex(
        r"[БВГДЖЗКЛМНПРСТФХЦЧШЩ][аеиоуыюя][бвгджзклмнпрстфхцчшщ]{1,2}([аеийоуыьюя]|ий|ый|ой|ей|их|ая|ия|ья)?",
        fullmatch=True,
    ),
    _CASES,
    st.sampled_from(["м", "ж"]),
    st.sampled_from(["{} А.Б.", "Иванов {} Петрович", "Иванова {} Петровна", "{}"]),
)
def test_no_form_breaks_the_rules_of_spelling(word: str, case: str, gender: str, pattern: str) -> None:
    form = russian.decline(pattern.format(word), case, "name", gender).text
    wrong = r"[гкхжшчщ]ы|[жшчщ][яю]|[ьъ][ыа]"
    assert len(re.findall(wrong, form)) <= len(re.findall(wrong, pattern.format(word)))
