"""The tables of forms, row by row, and what holds for every form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen import russian
from tests.russian.tables import Row, rows, shown

DECLINED = {
    "names": "name",
    "peoples": "name",
    "peoples_more": "name",
    "ordinary": "name",
    "positions": "position",
    "organisations": "organisation",
    "acts": "act",
}
DECLINED_ROWS = [(what, row) for name, what in DECLINED.items() for row in rows(name)]


def _number(text: str) -> tuple[int | Decimal, str | None]:
    number, _, phrase = text.partition(" ")
    return (Decimal(number.replace(",", ".")) if "," in number else int(number)), phrase or None


def _numeral(row: Row) -> str:
    number, sort, *gender = row.source.split(" ")
    if sort == "соб":
        return russian.collective(int(number), row.case)
    if sort == "цифрами":
        return russian.in_figures(int(number), row.case, gender[0])
    if number.endswith("-й"):
        return russian.ordinal(int(number.removesuffix("-й")), row.case, sort)
    return russian.cardinal(int(number), row.case, sort)


def _date(row: Row) -> str:
    sort, *words = row.source.split(" ")
    numbers = [int(word) for word in words if word.isdecimal()]
    match sort:
        case "день":
            return russian.date(words[0], " ".join(words[1:]), row.case)
        case "дни":
            return russian.days(*map(date.fromisoformat, words[:2]), style=" ".join(words[2:]))
        case "месяц":
            return russian.date(russian.Moment(*map(int, words[0].split("-"))), words[1], row.case)
        case "месяцы":
            return russian.months(*numbers, row.case, words[-1])
    return {
        "год": russian.date, "годы": russian.years, "квартал": russian.quarter, "полугодие": russian.half_year,
        "учебный": russian.school_year, "учебные": russian.school_years,
    }[sort](*numbers, case=row.case)  # type: ignore[operator]  # fmt: skip


@pytest.mark.parametrize("name", DECLINED)
def test_declined(name: str) -> None:
    made = {row: russian.decline(row.source, row.case, DECLINED[name], row.gender) for row in rows(name)}
    assert [(row, form.text) for row, form in made.items() if shown(form.text) != row.form] == []


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("names", 0.06),
        ("ordinary", 0),
        ("peoples", 0.12),
        ("peoples_more", 0.12),
        ("positions", 0.02),
        ("organisations", 0.02),
        ("acts", 0.02),
    ],
)
def test_false_alarms_are_few(name: str, most: float) -> None:
    """All forms of the tables are right, so every doubt about them is an alarm for nothing."""
    forms = [russian.decline(row.source, row.case, DECLINED[name], row.gender) for row in rows(name)]
    assert sum(bool(form.doubts) for form in forms) <= most * len(forms)


def test_quantities() -> None:
    made = {row: russian.agree(*_number(row.source), row.case) for row in rows("quantities")}
    assert {row: text for row, text in made.items() if shown(text) != row.form} == {}


def test_quantities_in_figures_and_words() -> None:
    made = {row: russian.spell(*_number(row.source), row.case) for row in rows("spelled")}
    assert {row: text for row, text in made.items() if shown(text) != row.form} == {}


@pytest.mark.parametrize(("name", "make"), [("numerals", _numeral), ("dates", _date)])
def test_numerals_and_dates(name: str, make: object) -> None:
    made = {row: make(row) for row in rows(name)}  # type: ignore[operator]
    assert {row: text for row, text in made.items() if shown(text) != row.form} == {}


def test_the_tables_are_large() -> None:
    assert sum(row.case != "им" for name in DECLINED for row in rows(name)) >= 7000


_ANY = st.sampled_from(DECLINED_ROWS)


@given(_ANY)
def test_the_nominative_is_the_text_itself(case: tuple[str, Row]) -> None:
    what, row = case
    assert russian.decline(row.source, "им", what, row.gender).text == row.source


@given(_ANY, st.sampled_from(russian.CASES))
def test_what_no_case_changes(drawn: tuple[str, Row], case: str) -> None:
    what, row = drawn
    form = shown(russian.decline(row.source, case, what, row.gender).text)
    assert len(form.split(" ")) == len(row.source.split(" "))
    assert [c for c in form if c.isdigit() or c in "«»()№.,"] == [
        c for c in row.source if c.isdigit() or c in "«»()№.,"
    ]


@given(st.from_regex(r"[А-Я][а-я]{2,10}[бвгджзклмнпрстфхцчшщ]", fullmatch=True), st.sampled_from(russian.CASES))
def test_a_womans_surname_in_a_consonant_stands(surname: str, case: str) -> None:
    form = russian.decline(f"{surname} А.Б.", case, "name", "ж")
    assert (shown(form.text), form.doubts) == (f"{surname} А.Б.", ())


@given(st.text(max_size=30), st.sampled_from(russian.CASES), st.sampled_from(list(DECLINED.values())))
def test_a_given_form_is_returned_to_the_letter(given_form: str, case: str, what: str) -> None:
    form = russian.decline("директор школы", case, what, forms={case: given_form})
    assert (form.text, form.origin, form.doubts) == (given_form, "given", ())


@given(st.text(max_size=40), st.sampled_from(russian.CASES), st.sampled_from(list(DECLINED.values())))
def test_any_text_is_declined_the_same_way_twice(text: str, case: str, what: str) -> None:
    assert russian.decline(text, case, what) == russian.decline(text, case, what)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: russian.decline("директор", "местный", "position"), "нет падежа"),
    (lambda: russian.decline("директор", "дат", "клюква"), "что склонять"),
    (lambda: russian.decline("Жук О.И.", "дат", "name", "средний"), "нет пола"),
    (lambda: russian.date("32.01.2020"), "такого дня нет"), (lambda: russian.date("вчера"), "не дата"),
    (lambda: russian.date("01.02.2020", "клинописью"), "нет вида даты"), (lambda: russian.quarter(5, 2020), "нет квартала"),
    (lambda: russian.half_year(3, 2020), "нет полугодия"), (lambda: russian.months(5, 2, 2020), "нет таких месяцев"),
    (lambda: russian.days(date(2020, 2, 1), date(2020, 1, 1)), "раньше, чем начинается"),
    (lambda: russian.collective(11), "нет собирательного"), (lambda: russian.spell(10**12), "слишком велико"),
    (lambda: russian.spell(Decimal("0.1234567")), "слишком длинна"), (lambda: russian.initials("Жук О.И.", "как-то"), "нет порядка"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(call: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()  # type: ignore[operator]
