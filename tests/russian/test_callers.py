"""The functions as a programmer calls them: what they take, what they return, how they refuse."""

from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal

import pytest

from docgen import russian
from tests.russian.tables import shown


def test_a_form_is_its_text() -> None:
    form = russian.decline("директор", "дат", "position")
    assert (str(form), f"{form}", f"{form:>12}", "Уважаемому " + form, form + " школы") == (
        "директору", "директору", "   директору", "Уважаемому директору", "директору школы"
    )  # fmt: skip
    assert form == "директору"
    assert json.dumps({"кому": form}, ensure_ascii=False) == '{"кому": "директору"}'
    assert repr(form) == "Form('директору', origin='rule')"
    copy = pickle.loads(pickle.dumps(form))  # noqa: S301
    assert (copy, copy.origin, copy.doubts) == (form, form.origin, form.doubts)
    with pytest.raises(AttributeError, match="never changes"):
        form.origin = "given"  # type: ignore[misc]


@pytest.mark.parametrize("case", ["дат", "Дательный", "dat", "datv", "ДАТ.", "кому"])
def test_given_forms_go_by_any_name_of_a_case(case: str) -> None:
    assert russian.decline("директор", "дат", "Должность", forms={case: "директрисе"}) == "директрисе"
    assert russian.decline_name("Иванов И.И.", "дат", parts={"Фамилия": {case: "Ивановy"}}).startswith("Ивановy")


@pytest.mark.parametrize(("made", "expected"), [
    (lambda: russian.decline("Закон", "род", "Акт"), "Закона"), (lambda: russian.agree("24", "день"), "24 дня"),
    (lambda: russian.agree("1,5", "ставка"), "1,5 ставки"), (lambda: russian.agree(" 12 500 ", "рубль"), "12 500 рублей"),
    (lambda: russian.spell("15", "день"), "15 (пятнадцать) дней"), (lambda: russian.spell(1.0, "ставка"), "1 (одна) ставка"),
    (lambda: russian.agree(5.0, "ставка"), "5 ставок"), (lambda: russian.agree(0.1 + 0.2, "ставка"), "0,3 ставки"),
    (lambda: russian.agree(Decimal("1E+3"), "рубль"), "1000 рублей"), (lambda: russian.agree(Decimal("1.50"), "ставка"), "1,50 ставки"),
    (lambda: russian.spell("1,0", "ставка"), "1,0 (одна целая ноль десятых) ставки"), (lambda: russian.plural(1.5, "день", "дня", "дней"), "дня"),
    (lambda: russian.cardinal("5"), "пять"), (lambda: russian.ordinal("5", gender="Средний"), "пятое"), (lambda: russian.roman("7"), "VII"),
    (lambda: russian.in_figures("5", "Родительный"), "5-го"), (lambda: russian.quarter("2", "2026"), "II квартал 2026 года"),
    (lambda: russian.years("2024", "2026", "Пр"), "2024–2026 годах"), (lambda: russian.date(2026, "прописью", "пр"), "две тысячи двадцать шестом году"),
    (lambda: russian.date(russian.Moment(2026, 9), "Прописью"), "сентябрь две тысячи двадцать шестого года"),
    (lambda: russian.date(date(2026, 9, 1), " СЛОВАМИ "), "1 сентября 2026 г."), (lambda: russian.date("сентябрь 2026", "года", "пр"), "сентябре 2026 года"),
    (lambda: russian.days("01.09.2026", "2026-09-05", "Словами"), "с 1 по 5 сентября 2026 г."), (lambda: russian.figures("12500,5"), "12 500,5"),
])  # fmt: skip
def test_one_rule_for_numbers_names_and_styles(made: object, expected: str) -> None:
    assert shown(made()) == expected  # type: ignore[operator]


_NO_NUMBER, _NO_TEXT = "нужно число", "нужен текст"


@pytest.mark.parametrize(("call", "error", "words"), [
    (lambda: russian.decline("директор", "дат", "position", forms={"кудательный": "x"}), ValueError, "нет падежа"),
    (lambda: russian.decline("директор", "дат", "position", forms={"dat": "x", "дат": "y"}), ValueError, "задана дважды"),
    (lambda: russian.decline_name("Жук", "дат", parts={"кличка": {"дат": "x"}}), ValueError, "нет части"),
    (lambda: russian.agree("пять", "день"), ValueError, "не число"), (lambda: russian.agree(float("nan"), "день"), ValueError, "конечное"),
    (lambda: russian.figures(float("inf")), ValueError, "конечное"), (lambda: russian.roman(-1), ValueError, "от 1"),
    (lambda: russian.roman(0), ValueError, "от 1"), (lambda: russian.roman(4000), ValueError, "до 3999"), (lambda: russian.roman(1.5), ValueError, "целое"),
    (lambda: russian.in_figures(0), ValueError, "от 1"), (lambda: russian.ordinal(5, gender="пятый"), ValueError, "нет рода"),
    (lambda: russian.years(2028, 2024), ValueError, "не по порядку"), (lambda: russian.years(0, 5), ValueError, "нет такого года"),
    (lambda: russian.school_years(2028, 2024), ValueError, "не по порядку"), (lambda: russian.months(1, 2, 2020, style="x"), ValueError, "нет вида даты"),
    (lambda: russian.date(2026, "без года"), ValueError, "только для дня"), (lambda: russian.date("09.2026", "в кавычках"), ValueError, "только для дня"),
    (lambda: russian.date(-5), ValueError, "нет такого года"), (lambda: russian.date(None), TypeError, "нужна дата"),
    *((call, TypeError, _NO_NUMBER) for call in (
        lambda: russian.agree(None, "день"), lambda: russian.spell(number=True), lambda: russian.cardinal(None), lambda: russian.roman(None),
        lambda: russian.quarter(None, 2020), lambda: russian.school_year(None), lambda: russian.plural([], "a", "b", "c"))),
    *((call, TypeError, _NO_TEXT) for call in (
        lambda: russian.agree(5, None), lambda: russian.decline(None, "дат", "act"), lambda: russian.typeset(None), lambda: russian.gender_of(None),
        lambda: russian.approved(None), lambda: russian.parse_date(None), lambda: russian.capitalise(None))),
])  # fmt: skip
def test_impossible_arguments_are_refused_in_russian(call: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        call()  # type: ignore[operator]


@pytest.mark.parametrize("text", [
    "01.09.2026", "1.9.2026", "01.09.2026 г.", "01.09.2026 года", "2026-09-01", "2026-09-01T00:00:00", "2026-09-01T00:00:00.000Z", "2026-09-01 00:00:00",
    "1 сентября 2026", "«01» сентября 2026 г.", "“01” сентября 2026 г.", "„1“ сентября 2026 года", "1 сент. 2026 г.", "1 сен 2026", "1-го сентября 2026 г.",
])  # fmt: skip
def test_days_as_they_are_written(text: str) -> None:
    assert russian.parse_date(text) == date(2026, 9, 1)
    assert russian.parse_moment(text) == russian.Moment(2026, 9, 1)


@pytest.mark.parametrize(
    "text", ["01.09.26", "2026-09-01T14:30:00", "1 ма. 2026", "1 сентябрь 2026", "1 года 2026", "01/09/2026"]
)
def test_what_can_be_read_in_two_ways_is_no_date(text: str) -> None:
    assert russian.parse_date(text) is None
    assert russian.parse_moment(text) is None


@pytest.mark.parametrize("text", ["09.2026", "2026-09", "сентябрь 2026", "Сентября 2026 г.", "сент. 2026 года"])
def test_months_as_they_are_written(text: str) -> None:
    assert russian.parse_moment(text) == russian.Moment(2026, 9)
