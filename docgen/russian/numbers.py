"""Numbers with nouns: agreement, cardinals in words, cases."""

from __future__ import annotations

from decimal import Decimal

from docgen.russian.cardinals import cardinal
from docgen.russian.cases import case_code
from docgen.russian.dates import NBSP

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_BIG = 10_000  # numbers of five digits and more are grouped (gost.md TYP-BIGNUM)


def plural(number: int, one: str, few: str, many: str) -> str:
    """Return the form of a word after a number: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    tail, ones = abs(number) % 100, abs(number) % 10
    if 11 <= tail <= 14:  # noqa: PLR2004
        return many
    if ones == 1:
        return one
    return few if 2 <= ones <= 4 else many  # noqa: PLR2004


def figures(number: int | Decimal) -> str:
    """Return a number in figures: groups of three from five digits on, a comma before the fraction."""
    text = str(number)
    whole, point, fraction = text.partition(".")
    if abs(int(whole)) >= _BIG:
        whole = f"{int(whole):,}".replace(",", NBSP)
    return f"{whole},{fraction}" if point else whole


def roman(number: int) -> str:
    """Return a whole number from 1 on in Roman figures: 4 is IV."""
    text = ""
    for weight, sign in _ROMAN:
        text += sign * (number // weight)
        number %= weight
    return text


def agree(number: int | Decimal, noun_phrase: str, case: str = "им") -> str:
    """Return a number with a noun phrase in its nominative singular made to agree: «24 педагогических работника»."""
    from docgen.russian.counting import counted

    return f"{figures(number)}{NBSP}{counted(number, noun_phrase, case_code(case))}"


def spell(number: int, noun_phrase: str | None = None, case: str = "им") -> str:
    """Return a number in figures and words, and what it counts: «15 (пятнадцать) календарных дней».

    Args:
        number: a whole number.
        noun_phrase: what is counted, in the nominative singular; without it only «15 (пятнадцать)».
        case: any name of a case: «15 (пятнадцати) календарных дней» is the genitive.
    """
    from docgen.russian.counting import counted, gender_and_life

    code = case_code(case)
    gender, animate = gender_and_life(noun_phrase) if noun_phrase else ("м", False)
    words = f"{figures(number)} ({cardinal(number, code, gender, animate=animate)})"
    return f"{words} {counted(number, noun_phrase, code)}" if noun_phrase else words
