"""Numbers in words: cardinals and ordinals in any case and gender."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.russian.amounts import whole
from docgen.russian.cases import CASES, case_code, grammatical_gender

_COLUMN = {case: index for index, case in enumerate(CASES)}  # им, род, дат, вин, тв, пр

_ONE = {
    "м": "один одного одному один одним одном".split(),
    "ж": "одна одной одной одну одной одной".split(),
    "с": "одно одного одному одно одним одном".split(),
    "мн": "одни одних одним одни одними одних".split(),
}
_TWO = {"м": "два двух двум два двумя двух".split(), "ж": "две двух двум две двумя двух".split()}
_THREE = "три трёх трём три тремя трёх".split()
_FOUR = "четыре четырёх четырём четыре четырьмя четырёх".split()
_ON_SOFT_SIGN = dict(zip((5, 6, 7, 9, 10, *range(11, 20), 20, 30), (
    "пять шесть семь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать "
    "восемнадцать девятнадцать двадцать тридцать").split(), strict=True))  # fmt: skip
_EIGHT = "восемь восьми восьми восемь восемью восьми".split()
_FIFTIES = {50: "пят", 60: "шест", 70: "сем"}
_EIGHTY = "восемьдесят восьмидесяти восьмидесяти восемьдесят восемьюдесятью восьмидесяти".split()
_HUNDREDS = {
    200: "двести двухсот двумстам двести двумястами двухстах".split(),
    300: "триста трёхсот трёмстам триста тремястами трёхстах".split(),
    400: "четыреста четырёхсот четырёмстам четыреста четырьмястами четырёхстах".split(),
    800: "восемьсот восьмисот восьмистам восемьсот восемьюстами восьмистах".split(),
}
_FIVE_HUNDREDS = {500: "пят", 600: "шест", 700: "сем", 900: "девят"}
_THOUSANDS = (
    ("тысяча тысячи тысяче тысячу тысячей тысяче".split(), "тысячи тысяч тысячам тысячи тысячами тысячах".split(), "ж"),
    ("миллион миллиона миллиону миллион миллионом миллионе".split(),
     "миллионы миллионов миллионам миллионы миллионами миллионах".split(), "м"),
    ("миллиард миллиарда миллиарду миллиард миллиардом миллиарде".split(),
     "миллиарды миллиардов миллиардам миллиарды миллиардами миллиардах".split(), "м"),
)  # fmt: skip
LIMIT = 1_000_000_000_000


def cardinal(number: int | str, case: str = "им", gender: str = "м", *, animate: bool = False) -> str:
    """Return a cardinal in words: «двадцать четыре», «двухсот двадцати одного».

    Args:
        number: less than a million millions in size.
        case: any name of a case.
        gender: `м`, `ж`, `с` or `мн` of the noun counted.
        animate: whether the noun is a living being: «двух учителей» in the accusative of a bare 2, 3 or 4.

    Raises:
        TypeError: it is no number.
        ValueError: the number is not whole or too big, or there is no such case or gender.
    """
    case, number, gender = case_code(case), whole(number), grammatical_gender(gender)
    if abs(number) >= LIMIT:
        raise ValueError(f"число {number} слишком велико, чтобы писать его словами")
    if number == 0:
        return "ноль ноля нолю ноль нолём ноле".split()[_COLUMN[case]]
    words = ["минус"] if number < 0 else []
    groups = [(abs(number) // 1000**power % 1000, power) for power in (3, 2, 1, 0)]
    for group, power in groups:
        if group and power:
            one, many, kind = _THOUSANDS[power - 1]
            words += _below_thousand(group, case, kind)
            words.append(_counted(group, case, one, many))
        elif group:
            bare = animate and case == "вин" and (number % 100 in (2, 3, 4)) and abs(number) < 5  # noqa: PLR2004
            singular = animate and case == "вин" and gender == "м" and group % 10 == 1 and group % 100 != 11  # noqa: PLR2004
            words += _below_thousand(group, "род" if bare else case, gender, living_one=singular)
    return " ".join(words)


def _counted(group: int, case: str, one: list[str], many: list[str]) -> str:
    """Return «тысяча», «тысячи» or «тысяч» after a number."""
    tail, ones = group % 100, group % 10
    if ones == 1 and tail != 11:  # noqa: PLR2004
        return one[_COLUMN[case]]
    if case not in ("им", "вин"):
        return many[_COLUMN[case]]
    few = 2 <= ones <= 4 and not 12 <= tail <= 14  # noqa: PLR2004
    return one[_COLUMN["род"]] if few else many[_COLUMN["род"]]


def _below_thousand(number: int, case: str, gender: str, *, living_one: bool = False) -> Iterator[str]:
    column = _COLUMN[case]
    hundreds, tail = number // 100 * 100, number % 100
    if hundreds:
        yield _hundred(hundreds, column)
    if tail > 20 or tail in (10, 20):  # noqa: PLR2004
        yield _ten(tail // 10 * 10, column)
        tail %= 10
    if tail == 1:
        yield _ONE[gender][_COLUMN["род"] if living_one else column]
    elif tail:
        yield _unit(tail, column, gender)


def _unit(number: int, column: int, gender: str) -> str:
    match number:
        case 2:
            return _TWO["ж" if gender == "ж" else "м"][column]
        case 3:
            return _THREE[column]
        case 4:
            return _FOUR[column]
        case 8:
            return _EIGHT[column]
    return _soft(_ON_SOFT_SIGN[number], column)


def _soft(word: str, column: int) -> str:
    """«пять» -> «пяти», «пятью»."""
    return word if column in (0, 3) else word[:-1] + ("ью" if column == _COLUMN["тв"] else "и")


def _ten(number: int, column: int) -> str:
    if number in _ON_SOFT_SIGN:
        return _soft(_ON_SOFT_SIGN[number], column)
    if number == 80:  # noqa: PLR2004
        return _EIGHTY[column]
    if number in _FIFTIES:
        stem = _FIFTIES[number]
        return f"{stem}ьдесят" if column in (0, 3) else f"{stem}{'ьюдесятью' if column == _COLUMN['тв'] else 'идесяти'}"
    straight, oblique = {40: ("сорок", "сорока"), 90: ("девяносто", "девяноста")}[number]
    return straight if column in (0, 3) else oblique


def _hundred(number: int, column: int) -> str:
    if number == 100:  # noqa: PLR2004
        return "сто" if column in (0, 3) else "ста"
    if number in _HUNDREDS:
        return _HUNDREDS[number][column]
    stem = _FIVE_HUNDREDS[number]
    return stem + ("ьсот", "исот", "истам", "ьсот", "ьюстами", "истах")[column]
