"""Numbers with nouns: agreement, cardinals in words, cases."""

from __future__ import annotations

from decimal import Decimal

from docgen.russian.amounts import amount, whole
from docgen.russian.cardinals import cardinal
from docgen.russian.cases import case_code
from docgen.russian.dates import NBSP
from docgen.russian.kinds import text_of
from docgen.russian.ledger import Form, noted
from docgen.russian.lexicon import NONE, Lexicon

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_ROMAN_LIMIT = 3999
_BIG = 10_000  # numbers of five digits and more are grouped

Number = Decimal | float | str
"""A number as a caller gives it; `amount` says what can be one."""


def plural(number: Number, one: str, few: str, many: str) -> str:
    """Return the form of a word after a number: 1 день, 2 дня, 5 дней, 11 дней, 21 день; 1,5 дня.

    Raises:
        TypeError, ValueError: it is no number (`amount`).
    """
    exact = amount(number)
    if isinstance(exact, Decimal):
        return few
    tail, ones = abs(exact) % 100, abs(exact) % 10
    if 11 <= tail <= 14:  # noqa: PLR2004
        return many
    if ones == 1:
        return one
    return few if 2 <= ones <= 4 else many  # noqa: PLR2004


def figures(number: Number) -> str:
    """Return a number in figures: groups of three from five digits on, a comma before the fraction.

    Raises:
        TypeError, ValueError: it is no number (`amount`).
    """
    units, point, fraction = str(amount(number)).partition(".")
    if abs(int(units)) >= _BIG:
        units = f"{int(units):,}".replace(",", NBSP)
    return f"{units},{fraction}" if point else units


def roman(number: int | str) -> str:
    """Return a whole number from 1 to 3999 in Roman figures: 4 is IV.

    Raises:
        TypeError, ValueError: it is no such number.
    """
    left = whole(number, least=1)
    if left > _ROMAN_LIMIT:
        raise ValueError(f"число {left} не пишут римскими цифрами: они есть до {_ROMAN_LIMIT}")
    text = ""
    for weight, sign in _ROMAN:
        text += sign * (left // weight)
        left %= weight
    return text


def agree(number: Number, noun_phrase: str, case: str = "им", lexicon: Lexicon | None = None) -> str:
    """Return a number with a noun phrase made to agree: «24 педагогических работника», «1,5 процента».

    Args:
        number: a whole number or a decimal fraction, also in a text: `24`, `"24"`, `"1,5"`.
        noun_phrase: what is counted, in the nominative: «педагогический работник», «сутки», «победитель и призёр».
        case: any name of a case: «24 педагогическим работникам» is the dative.
        lexicon: the words of a document, which have forms of their own; its quantities are listed among its forms.

    Raises:
        TypeError, ValueError: it is no number (`amount`), the phrase is no text, or there is no such case.
    """
    from docgen.russian.counting import counted, is_countable

    code, exact, phrase = case_code(case), amount(number), text_of(noun_phrase)
    if lexicon is None:
        return f"{figures(exact)}{NBSP}{counted(exact, phrase, code)}"
    nominative = f"{figures(exact)} {phrase}"
    if (given := lexicon.phrase("quantity", nominative, code)) is not None:
        return noted("quantity", nominative, code, Form(given, "given")).text
    text = f"{figures(exact)}{NBSP}{counted(exact, phrase, code, lexicon)}"
    doubts = () if is_countable(phrase, lexicon) else (f"не найдено, что считают, в «{phrase}»",)
    return noted("quantity", nominative, code, Form(text, "guess" if doubts else "rule", doubts)).text


def spell(number: Number, noun_phrase: str | None = None, case: str = "им", lexicon: Lexicon = NONE) -> str:
    """Return a number in figures and words, and what it counts: «15 (пятнадцать) календарных дней».

    Args:
        number: a whole number or a decimal fraction, also in a text: «1,5 (одна целая пять десятых) ставки».
        noun_phrase: what is counted, in the nominative; without it only «15 (пятнадцать)».
        case: any name of a case: «15 (пятнадцати) календарных дней» is the genitive.
        lexicon: words with forms of their own.

    Raises:
        TypeError: it is no number, or the phrase is no text.
        ValueError: the number is too big or too long for words, or there is no such case.
    """
    from docgen.russian.counting import counted

    code, exact = case_code(case), amount(number)
    noun_phrase = noun_phrase and text_of(noun_phrase)
    words = f"{figures(exact)} ({_in_words(exact, noun_phrase, code)})"
    if exact % 1000 == 0:
        code = "род"  # «двум тысячам рублей»: these are nouns themselves (Розенталь, § 165)
    return f"{words} {counted(exact, noun_phrase, code, lexicon)}" if noun_phrase else words


def _in_words(number: int | Decimal, noun_phrase: str | None, case: str) -> str:
    from docgen.russian.collectives import collective
    from docgen.russian.counting import gender_and_life, only_plural
    from docgen.russian.decimals import decimal_in_words

    if isinstance(number, Decimal):
        return decimal_in_words(number, case)
    gender, animate = gender_and_life(noun_phrase) if noun_phrase else ("м", False)
    if noun_phrase and number in (2, 3, 4) and case in ("им", "вин") and only_plural(noun_phrase):
        return collective(number)  # «двое суток», but «двух суток» (Розенталь, § 166)
    return cardinal(number, case, gender, animate=animate)
