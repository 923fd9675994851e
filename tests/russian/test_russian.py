"""Russian, by tables that a linguist can read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen import russian

HERE = Path(__file__).parent
NBSP = "\u00a0"


def _rows() -> list[tuple[str, str | None, str, str, str]]:
    rows = []
    for line in (HERE / "cases.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            head, text, case, form = (part.strip() for part in line.split("|"))
            what, gender = head.split()
            rows.append((what, None if gender == "-" else gender, text, case, form))
    return rows


@pytest.mark.parametrize(("what", "gender", "text", "case", "form"), _rows())
def test_case_forms(what: str, gender: str | None, text: str, case: str, form: str) -> None:
    assert russian.decline(text, case, what, gender).text.replace(NBSP, " ") == form


@pytest.mark.parametrize(("what", "gender", "text"), sorted({(w, g or "", t) for w, g, t, _, _ in _rows()}))
def test_the_nominative_is_the_text_itself(what: str, gender: str, text: str) -> None:
    assert russian.decline(text, "именительный", what, gender or None).text == text


def test_given_forms_win_and_are_never_changed() -> None:
    form = russian.decline("нач. отдела", "дат", "position", forms={"дат": "Начальнику ОТДЕЛА"})
    assert (form.text, form.origin) == ("Начальнику ОТДЕЛА", "given")


def test_an_unknown_gender_is_a_doubt() -> None:
    form = russian.decline("Жук О.И.", "дат", "name")
    assert form.origin == "guess"
    assert form.doubts


@pytest.mark.parametrize(("number", "phrase", "case", "expected"), [
    (1, "педагог", "им", "1 педагог"), (24, "педагогический работник", "им", "24 педагогических работника"),
    (221, "учитель", "им", "221 учитель"), (221, "учитель", "дат", "221 учителю"), (5, "год", "им", "5 лет"),
    (11, "день", "им", "11 дней"), (21, "день", "им", "21 день"), (2, "календарный день", "им", "2 календарных дня"),
    (5, "человек", "им", "5 человек"), (24, "педагогический работник", "дат", "24 педагогическим работникам"),
    (12500, "рубль", "им", "12 500 рублей"),
])  # fmt: skip
def test_numbers_agree_with_nouns(number: int, phrase: str, case: str, expected: str) -> None:
    assert russian.agree(number, phrase, case).replace(NBSP, " ") == expected


@pytest.mark.parametrize(("phrase", "forms"), [
    ("рабочая неделя", "2 рабочие недели; 21 рабочую неделю; 5 рабочих неделях"),
    ("муниципальное образование", "2 муниципальных образования; 21 муниципальное образование; 5 муниципальных образованиях"),
    ("обучающийся", "2 обучающихся; 21 обучающегося; 5 обучающихся"), ("рабочий", "2 рабочих; 21 рабочего; 5 рабочих"),
    ("человек", "2 человека; 21 человека; 5 человеках"), ("год", "2 года; 21 год; 5 годах"),
    ("сутки", "2 суток; 21 сутки; 5 сутках"), ("педагог-психолог", "2 педагога-психолога; 21 педагога-психолога; 5 педагогах-психологах"),
    ("участник «Учителя года»", "2 участника «Учителя года»; 21 участника «Учителя года»; 5 участниках «Учителя года»"),
])  # fmt: skip
def test_every_sort_of_noun_is_counted(phrase: str, forms: str) -> None:
    shown = [russian.agree(number, phrase, case) for number, case in ((2, "им"), (21, "вин"), (5, "пр"))]
    assert "; ".join(shown).replace(NBSP, " ") == forms


@pytest.mark.parametrize(("number", "phrase", "case", "expected"), [
    (2, "учитель", "вин", "2 учителей"), (22, "учитель", "вин", "22 учителя"), (5, "год", "род", "5 лет"),
    (5, "человек", "род", "5 человек"), (3, "ребёнок", "вин", "3 детей"), (Decimal("1.5"), "ставка", "им", "1,5 ставки"),
    (Decimal("2.5"), "процент", "дат", "2,5 процента"),
])  # fmt: skip
def test_cases_and_fractions_after_numbers(number: Decimal, phrase: str, case: str, expected: str) -> None:
    assert russian.agree(number, phrase, case).replace(NBSP, " ") == expected


@pytest.mark.parametrize(("number", "phrase", "case", "expected"), [
    (15, "календарный день", "им", "15 (пятнадцать) календарных дней"), (3, "месяц", "род", "3 (трёх) месяцев"),
    (21, "рабочая неделя", "вин", "21 (двадцать одну) рабочую неделю"), (2, "учитель", "вин", "2 (двух) учителей"),
    (1250, "рубль", "дат", "1250 (одной тысяче двумстам пятидесяти) рублям"), (0, "час", "им", "0 (ноль) часов"),
    (86, None, "тв", "86 (восемьюдесятью шестью)"), (1, "сутки", "им", "1 (одни) сутки"),
    (1_000_001, "школа", "тв", "1 000 001 (одним миллионом одной) школой"),
])  # fmt: skip
def test_numbers_are_spelt(number: int, phrase: str | None, case: str, expected: str) -> None:
    assert russian.spell(number, phrase, case).replace(NBSP, " ") == expected


@pytest.mark.parametrize(("number", "expected"), [
    (3, "третий"), (8, "восьмой"), (40, "сороковой"), (101, "сто первый"), (1999, "тысяча девятьсот девяносто девятый"),
    (2000, "двухтысячный"), (2022, "две тысячи двадцать второй"), (21_000, "двадцатиоднотысячный"),
])  # fmt: skip
def test_ordinals(number: int, expected: str) -> None:
    assert russian.ordinal(number) == expected


def test_ordinals_in_figures() -> None:
    shown = [
        russian.in_figures(5),
        russian.in_figures(5, "род"),
        russian.in_figures(25, "им", "ж"),
        russian.in_figures(32, "пр"),
    ]
    assert shown == ["5-й", "5-го", "25-я", "32-м"]


def test_moments_in_cases() -> None:
    august, year = russian.Moment(2020, 8), russian.Moment(2021)
    shown = [
        russian.date(august, "словами", "пр"),
        russian.date(year, case="пр"),
        russian.date(date(2020, 8, 17), "прописью", "род"),
    ]
    shown += [russian.quarter(2, 2021, "пр"), russian.years(2022, 2024, "тв"), russian.years(2022, 2022, "род")]
    shown.append(russian.days(date(2022, 3, 1), date(2022, 3, 15), "словами"))
    assert [item.replace(NBSP, " ") for item in shown] == [
        "августе 2020 г.", "2021 году", "семнадцатого августа две тысячи двадцатого года", "II квартале 2021 года",
        "2022–2024 годами", "2022 года", "с 1 по 15 марта 2022 г.",
    ]  # fmt: skip


def test_what_only_the_bearer_knows_is_a_doubt() -> None:
    for text, what in (
        ("Починок Александр Петрович", "name"),
        ("глюконавт", "position"),
        ("Ким Чен Ын", "name"),
    ):
        assert russian.decline(text, "дат", what).doubts, text
    for text, what in (("Иванов Пётр Ильич", "name"), ("директор школы", "position"), ("Федеральный закон", "act")):
        assert not russian.decline(text, "дат", what).doubts, text


@pytest.mark.parametrize(("phrase", "word"), [
    ("Программа развития", "УТВЕРЖДЕНА"), ("План мероприятий («дорожная карта»)", "УТВЕРЖДЕН"), ("Положение", "УТВЕРЖДЕНО"),
    ("Правила приёма", "УТВЕРЖДЕНЫ"), ("«Дорожная карта» реализации", "УТВЕРЖДЕНА"), ("Состав комиссии", "УТВЕРЖДЕН"),
    ("Перечень школ", "УТВЕРЖДЕН"), ("Расписание", "УТВЕРЖДЕНО"), ("Инструкция", "УТВЕРЖДЕНА"), ("Показатели", "УТВЕРЖДЕНЫ"),
])  # fmt: skip
def test_the_word_of_a_stamp_agrees_with_the_paper(phrase: str, word: str) -> None:
    assert russian.approved(phrase) == word


def test_dates() -> None:
    day = date(2020, 8, 7)
    shown = {
        style: russian.format_date(day, style).replace(NBSP, " ")
        for style in ("цифрами", "словами", "в кавычках", "года")
    }
    assert shown == {
        "цифрами": "07.08.2020", "словами": "7 августа 2020 г.", "в кавычках": "«07» августа 2020 г.", "года": "7 августа 2020 года"}  # fmt: skip


@given(st.dates(date(1, 1, 1)), st.sampled_from(("цифрами", "словами", "в кавычках", "года")))
def test_a_printed_date_reads_back(day: date, style: str) -> None:
    assert russian.parse_date(russian.format_date(day, style)) == day if day.year > 999 else True


@pytest.mark.parametrize("text", ["31.02.2020", "2021-02-29", "31 июня 2020 г.", "«32» мая 2020 г."])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="такого дня нет"):
        russian.parse_date(text)


@pytest.mark.parametrize("text", ["Сентябрь, ежегодно", "17.08", "265-од", "2020", "август 2020"])
def test_other_texts_are_not_dates(text: str) -> None:
    assert russian.parse_date(text) is None


@pytest.mark.parametrize(("start", "end", "expected"), [
    ((2022,), (2024,), "2022–2024 годы"), ((2020, 8), (2020, 12), "август – декабрь 2020 г."),
    ((2021, 1), (2022, 6), "январь 2021 г. – июнь 2022 г."), ((2020, 8, 1), (2022, 12, 31), "с 01.08.2020 по 31.12.2022"),
    ((2022,), (2022,), "2022 г."),
])  # fmt: skip
def test_periods(start: tuple[int, ...], end: tuple[int, ...], expected: str) -> None:
    assert russian.format_period(russian.Moment(*start), russian.Moment(*end)).replace(NBSP, " ") == expected


def test_school_years() -> None:
    assert russian.school_year(2021, "пр") == "2021/22 учебном году"


def _typography() -> list[tuple[str, str]]:
    pairs = []
    for line in (HERE / "typography.txt").read_text("utf-8").splitlines():
        if "→" in line and not line.startswith("#"):
            before, after = line.split(" → ")
            pairs.append((before, after.replace("°", NBSP)))
        elif line.startswith("= "):
            pairs.append((line[2:].replace("°", NBSP), line[2:].replace("°", NBSP)))
    return pairs


@pytest.mark.parametrize(("before", "after"), _typography())
def test_typography(before: str, after: str) -> None:
    assert russian.typeset(before) == after


@given(st.text(st.sampled_from(list('абвАБ «»"„“-–—№0123456789.,г() \u00a0%\n')), max_size=40))
def test_typography_done_twice_changes_nothing_more(text: str) -> None:
    once = russian.typeset(text)
    assert russian.typeset(once) == once


@given(st.text(max_size=60))
def test_typography_loses_no_letter_and_no_figure(text: str) -> None:
    def letters(value: str) -> list[str]:
        return [char for char in value if char.isalnum() and char != "N"]  # a Latin N before a number becomes №

    assert letters(russian.typeset(text)) == letters(text)
