"""Ordinals in words and figures: «две тысячи двадцатого», «5-го»."""

from __future__ import annotations

from docgen.russian.amounts import whole
from docgen.russian.cardinals import cardinal
from docgen.russian.cases import CASES, case_code, grammatical_gender

_STEMS = {
    1: "перв", 2: "втор", 4: "четвёрт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят", 10: "десят",
    11: "одиннадцат", 12: "двенадцат", 13: "тринадцат", 14: "четырнадцат", 15: "пятнадцат", 16: "шестнадцат",
    17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат", 20: "двадцат", 30: "тридцат", 40: "сороков",
    50: "пятидесят", 60: "шестидесят", 70: "семидесят", 80: "восьмидесят", 90: "девяност", 100: "сот", 200: "двухсот",
    300: "трёхсот", 400: "четырёхсот", 500: "пятисот", 600: "шестисот", 700: "семисот", 800: "восьмисот",
    900: "девятисот",
}  # fmt: skip
_STRESSED = {2, 6, 7, 8, 40}
_ENDINGS = {
    "м": "ый ого ому ый ым ом".split(), "ж": "ая ой ой ую ой ой".split(), "с": "ое ого ому ое ым ом".split(),
    "мн": "ые ых ым ые ыми ых".split(),
}  # fmt: skip
_THIRD = {
    "м": "третий третьего третьему третий третьим третьем".split(),
    "ж": "третья третьей третьей третью третьей третьей".split(),
    "с": "третье третьего третьему третье третьим третьем".split(),
    "мн": "третьи третьих третьим третьи третьими третьих".split(),
}
_THOUSANDS = ((1_000_000, "миллионн"), (1000, "тысячн"))


def ordinal(number: int | str, case: str = "им", gender: str = "м") -> str:
    """Return an ordinal in words: «двадцать первого», «две тысячи двадцатый».

    Args:
        number: from 1 to less than a thousand millions.
        case: any name of a case; the accusative is that of a thing, not of a living being.
        gender: `м`, `ж`, `с` or `мн` of what is counted.

    Raises:
        TypeError: it is no number.
        ValueError: there is no such ordinal, case or gender.
    """
    number = whole(number)
    if not 0 < number < 1_000_000_000:  # noqa: PLR2004
        raise ValueError(f"нет порядкового числительного для {number}")
    last = _last(number)
    front = number - last
    before = f"{cardinal(front)} ".removeprefix("одна ") if front else ""
    return before + _declined(last, case, gender)


def _last(number: int) -> int:
    """Return the part of a number that is an ordinal: 21 -> 1, 2020 -> 20, 2000 -> 2000."""
    if number % 100:
        return number % 100 if number % 100 < 20 or number % 10 == 0 else number % 10  # noqa: PLR2004
    if number % 1000:
        return number % 1000
    return number % 1_000_000 or number


def _declined(number: int, case: str, gender: str) -> str:
    column, gender = CASES.index(case_code(case)), grammatical_gender(gender)
    if number == 3:  # noqa: PLR2004
        return _THIRD[gender][column]
    ending = _ENDINGS[gender][column]
    if number in _STRESSED and gender == "м" and column in (0, 3):
        ending = "ой"
    return _stem(number) + ending


def _stem(number: int) -> str:
    for size, stem in _THOUSANDS:
        if number >= size:
            count = number // size
            return ("" if count == 1 else _joined(count)) + stem
    return _STEMS[number]


def _joined(count: int) -> str:
    """Return the front of «двухтысячный»: the genitive written together."""
    return cardinal(count, "род").replace(" ", "").replace("одного", "одно").replace("ста", "сто")


def in_figures(number: int | str, case: str = "им", gender: str = "м") -> str:
    """Return «5-й», «5-го», «25-я»: one letter after a vowel, two after a consonant (ГОСТ 2.105, Мильчин).

    Raises:
        TypeError: it is no number.
        ValueError: it is not whole or less than one, or there is no such case or gender.
    """
    number = whole(number, least=1)
    word = _declined(3 if number % 10 == 3 and number % 100 != 13 else _last(number), case, gender)  # noqa: PLR2004
    vowels = "аеёиоуыэюяь"
    return f"{number}-{word[-1] if word[-2] in vowels else word[-2:]}"
