"""Names of files: safe everywhere, never two of a kind, the same in every run."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.batch.columns import Column
from docgen.batch.naming import Names, safe
from docgen.batch.table import Row
from docgen.errors import UsageError

COLUMNS = (Column(0, ("школа", "краткое_наименование")), Column(1, ("район",)), Column(2, ("подписи", "1", "лицо")))
RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


def names(pattern: str | None, *values: tuple[object, ...], split: bool = False) -> list[str]:
    given = Names(pattern, COLUMNS, "план", split=split)
    return [given.name(Row(line, (*value, *[None] * (3 - len(value))))) for line, value in enumerate(values, 2)]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("МОУ «Школа № 3»", "МОУ «Школа № 3»"), ('МОУ "Школа"', "МОУ 'Школа'"), ("а/б\\в:г|д", "а-б-в-г-д"),
        ("что?*", "что"), ("<а>", "(а)"), ("конец. . .", "конец"), (" .скрытый", "скрытый"), ("..", ""), ("../..", "-"),
        ("CON", "_CON"), ("con.txt", "_con.txt"), ("LPT1 ", "_LPT1"), ("COM¹", "_COM¹"), ("console", "console"),
        ("а\x00\x1b\u202eб", "аб"), ("а\r\n\tб", "а б"), ("е\u0308ж", "ёж"), ("\ud800", ""),
    ],
)  # fmt: skip
def test_safe_names(value: str, name: str) -> None:
    assert safe(value) == name


@given(st.text(max_size=400))
def test_any_text_makes_a_name_that_every_system_takes(text: str) -> None:
    name = safe(text)
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(ord(char) < 32 or ord(char) == 127 for char in name)
    assert name == name.strip(" .")
    assert name.split(".")[0].strip().lower() not in RESERVED


def test_equal_names_are_told_apart_without_regard_to_case() -> None:
    made = names(None, ("Школа",), ("ШКОЛА",), ("Школа (2)",), ("школа",))
    assert made == ["Школа", "ШКОЛА (2)", "Школа (2) (2)", "школа (3)"]


def test_a_thousand_schools_of_one_name_and_names_of_three_hundred_letters() -> None:
    made = names(None, *itertools.repeat(("Ш" * 300,), 1000))
    assert len({name.casefold() for name in made}) == 1000
    assert max(len(f"{name}.docx".encode()) for name in made) <= 255
    apart = names(None, ("Ш" * 300,), split=True)[0]
    assert len(f"{apart}-приложение-12-приложение-3.docx".encode()) <= 255


def test_no_row_is_taken_for_the_appendix_of_another() -> None:
    assert names(None, ("Школа",), ("Школа-приложение-1",), split=True) == ["Школа", "Школа-приложение-1_"]


def test_a_pattern_may_open_folders_but_no_value_can() -> None:
    made = names("{{ район }}/{{ школа.краткое_наименование }}.docx", ("../../etc/x", "Энский"), ("б", ".."), ("", ""))
    assert made == ["Энский/-..-etc-x", "б", "строка 4"]


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("{{ щкола.имя }}", "непонятно слово „щкола“. Похоже на „школа“"),
        ("{{ школа.имя }}", "нет такой графы. Есть: строка, школа.краткое_наименование, район, подписи.1.лицо"),
        ("{{ школа", "не разобрать"),
        ("{{ район.__class__ }}", "не подходит к строке 2"),
        ("{{ ''.__class__.__mro__ }}", "не подходит к строке 2: это в шаблонах запрещено"),
        ("{{ 'а' * 10 ** 10 }}", "не подходит к строке 2: это в шаблонах запрещено (слишком большой результат)"),
        ("{{ район | center(10 ** 10) }}", "слишком большой результат"),
        ("{% for x in range(10 ** 5) %}{% for y in range(10 ** 5) %}а{% endfor %}{% endfor %}", "нет места циклам"),
        ("{% include 'a' %}", "не подходит к строке 2"),
    ],
)
def test_patterns_that_do_not_work(pattern: str, complaint: str) -> None:
    with pytest.raises(UsageError) as caught:
        names(pattern, ("а", "б"))
    assert complaint in str(caught.value)


def test_patterns() -> None:
    assert names("{{ строка }}-{{ школа.краткое_наименование | upper }}.docx", ("а",)) == ["2-А"]
    assert names("{{ подписи.1.лицо }}", ("а", "б", "в")) == ["в"]
    assert Names(None, (), "план", split=False).name(Row(7, ())) == "план-7"
