"""Phrases, quantities and typography: more tables, and the laws that hold for any text."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen import russian
from tests.russian.tables import NBSP, rows, shown

MORE = {"positions_more": "position", "organisations_more": "organisation", "acts_more": "act"}
WORDS = [
    "директор", "педагоги", "организатор", "классы", "комплекты", "пол", "урока", "Николаевск", "Амуре", "на", "Каменск",
    "Уральский", "школа", "детский", "сад", "договор", "контракт", "учитель", "мастера", "электрик", "вечерняя", "сменная",
    "№ 15", "опубликованное", "и.о.", "начальника", "Зея", "город", "Иванова", "Мария", "Петровна", "«Ромашка»", "x", "дирeктор",
    "и", "1-й", "победитель", "призёр", "по", "ОВЗ", "IT", "заведующая", "лицо", "Республика", "Саха", "5", "глюконавт",
]  # fmt: skip
_MARKS = ["-", "-", " ", " ", " ", ", ", " (", ") ", "/", " – ", "«", "»", '"', ". ", "%"]
PHRASES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(_MARKS)), min_size=1, max_size=7).map(
    lambda parts: "".join(word + mark for word, mark in parts)
)
_WORD = re.compile(r"[^\W\d_]+")


def _law(source: str, form: str) -> None:
    """A form has the words of its nominative in their order, and its figures, signs and quotes to the letter."""
    source, form = (re.sub(r"(?<=\d)-[а-яё]+", "", text) for text in (source.strip(), shown(form).strip()))  # «1-го»
    words, others = _WORD.findall(source), _WORD.findall(form)
    assert [word[0].lower() for word in words] == [word[0].lower() for word in others]
    assert all(one[:3].lower() == other[:3].lower() for one, other in zip(words, others, strict=True) if len(one) > 5)
    signs, after = (_WORD.sub("", text) for text in (source, form))
    assert signs == after


@pytest.mark.parametrize("name", MORE)
def test_declined(name: str) -> None:
    made = {row: russian.decline(row.source, row.case, MORE[name]) for row in rows(name)}
    assert [(row, form) for row, form in made.items() if shown(form) != row.form] == []
    assert sum(bool(form.doubts) for form in made.values()) <= 0.02 * len(made)


def test_quantities() -> None:
    made = {}
    for row in rows("quantities_more"):
        number, _, phrase = row.source.partition(" ")
        made[row] = russian.agree(number, phrase, row.case)
    assert {row: text for row, text in made.items() if shown(text) != row.form} == {}


@pytest.mark.parametrize(("number", "phrase", "case", "expected"), [
    (5, "педагоги-организаторы", "им", "5 педагогов-организаторов"), (2, "классы-комплекты", "им", "2 класса-комплекта"),
    (3, "ученики-наставники", "дат", "3 ученикам-наставникам"), (2, "пол-урока", "им", "2 пол-урока"),
    (5, "победители и призёры", "им", "5 победителей и призёров"), (2, "победитель, призёр и участник", "тв", "2 победителями, призёрами и участниками"),
    (4, "участник «Учителя года и воспитателя»", "им", "4 участника «Учителя года и воспитателя»"),
    (5, "учитель русского языка и литературы", "им", "5 учителей русского языка и литературы"),
    (3, "педагог, работающий в селе", "им", "3 педагога, работающих в селе"),
])  # fmt: skip
def test_every_part_is_counted(number: int, phrase: str, case: str, expected: str) -> None:
    assert shown(russian.agree(number, phrase, case)) == expected


@pytest.mark.parametrize(("text", "what", "form"), [
    ("Николаевск-на-Амуре", "organisation", "Николаевску-на-Амуре"), ("город Нижний Новгород", "organisation", "городу Нижнему Новгороду"),
    ("город Великие Луки", "organisation", "городу Великие Луки"), ("Ростов Великий", "organisation", "Ростову Великому"),
    ("1-й отдел полиции", "organisation", "1-му отделу полиции"), ("3-я городская больница", "organisation", "3-й городской больнице"),
    ("школа-детский сад", "organisation", "школе-детскому саду"), ("зам. директора, учитель химии", "position", "зам. директора, учителю химии"),
    ("и.о. директора и учителя", "position", "и.о. директора и учителя"), ("учитель/воспитатель", "position", "учителю/воспитателю"),
    ("план (приложение 1)", "act", "плану (приложение 1)"), ("устав (новая редакция)", "act", "уставу (новая редакция)"),

    ("гимназия имени А.С. Пушкина", "organisation", "гимназии имени А.С. Пушкина"),
])  # fmt: skip
def test_the_whole_phrase_is_read(text: str, what: str, form: str) -> None:
    made = russian.decline(text, "дат", what)
    assert (shown(made), made.doubts) == (form, ())


def test_an_accusative_of_a_thing_and_of_a_town_is_the_nominative() -> None:
    assert [russian.decline(text, "вин", "organisation") for text in ("1-й отдел", "Свободный")] == [
        "1-й отдел",
        "Свободный",
    ]


@pytest.mark.parametrize(("text", "what"), [
    ("дирeктор школы", "position"), ("учитель(ница)", "position"), ("помощники учителя (мастера)", "position"),
     ("Старая Русса", "organisation"), ("ТИК", "organisation"),
    ("город федерального значения Севастополь", "organisation"),
])  # fmt: skip
def test_what_nobody_can_read_is_a_doubt(text: str, what: str) -> None:
    assert russian.decline(text, "род", what).doubts


@given(PHRASES, st.sampled_from(russian.CASES), st.sampled_from(list(MORE.values())))
def test_a_form_keeps_the_words_of_its_nominative(text: str, case: str, what: str) -> None:
    _law(text, russian.decline(text, case, what))


@given(PHRASES, st.sampled_from(russian.CASES), st.sampled_from([1, 2, 5, 11, 21, Decimal("1.5")]))
def test_a_quantity_keeps_the_words_of_its_nominative(phrase: str, case: str, number: int) -> None:
    _law(phrase, shown(russian.agree(number, phrase, case)).partition(" ")[2])


def test_what_cannot_be_counted_is_a_doubt_of_the_list_of_forms() -> None:
    with russian.recorded() as ledger:
        russian.agree(2, "пол-урока", lexicon=russian.NO_WORDS)
        russian.agree(2, "урок", lexicon=russian.NO_WORDS)
    assert [bool(used.form.doubts) for used in ledger] == [True, False]


@pytest.mark.parametrize(("before", "after"), [
    ("36,6 °С", "36,6~°С"), ("25°С", "25~°С"), ("угол 45°", "угол 45°"), ("20 °", "20 °"),
])  # fmt: skip
def test_degrees(before: str, after: str) -> None:
    assert russian.typeset(before) == after.replace("~", NBSP)


_SIGNS = [
    '"', '"', '"', "«", "»", "„", "“", "”", " ", " ", NBSP, "-", "–", "—", "\u2011", "--", "1", "5", "12", "2024", "350000", "%", "%-ная", "°",
    "°С", "№", "№№", "§", ".", ",", ";", ":", "!", "?", "(", ")", "г.", "гг.", "г.г.", "И.", "А.", "Б", "Иванов", "слово", "и", "т.", "д.", "п.",
    "кв.", "м", "руб.", "лет", "мая", "ФЗ", "N ", "/", "<", ">", "<b>", "a@b.ru", 'http://x.ru/"a"', "(пять тысяч)", "рублей", "\n", '5"Г"', "Ж.-Л.",
    "+", "=", "…", "10-15", "\ue0ff",
]  # fmt: skip


@pytest.mark.parametrize("dash", [None, "–", "—"])
def test_typography_settles_at_once_and_keeps_letters_and_figures(dash: str | None) -> None:
    chance = random.Random(f"typography {dash}")  # noqa: S311
    for _ in range(5_000):
        text = "".join(chance.choices(_SIGNS, k=chance.randint(1, 14)))
        once = russian.typeset(text, dash)
        assert russian.typeset(once, dash) == once, text
        letters, after = ([c for c in each if c.isalnum() and c != "N"] for each in (text, once))
        assert letters == after, text
