"""Numbers with nouns: agreement, cardinals in words, cases."""

from __future__ import annotations

from decimal import Decimal

from docgen.russian.cardinals import cardinal
from docgen.russian.cases import case_code
from docgen.russian.dates import NBSP
from docgen.russian.ledger import Form, noted
from docgen.russian.lexicon import NONE, Lexicon

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


def figures(number: Decimal | float) -> str:
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


def agree(number: Decimal | float, noun_phrase: str, case: str = "им", lexicon: Lexicon | None = None) -> str:
    """Return a number with a noun phrase made to agree: «24 педагогических работника», «1,5 процента».

    Args:
        number: a whole number or a decimal fraction.
        noun_phrase: what is counted, in the nominative: «педагогический работник», «сутки».
        case: any name of a case: «24 педагогическим работникам» is the dative.
        lexicon: the words of a document, which have forms of their own; its quantities are listed among its forms.
    """
    from docgen.russian.counting import counted

    code, amount = case_code(case), figures(number)
    if lexicon is None:
        return f"{amount}{NBSP}{counted(_exact(number), noun_phrase, code)}"
    nominative = f"{amount} {noun_phrase}"
    given = lexicon.phrase("quantity", nominative, code)
    text = given or f"{amount}{NBSP}{counted(_exact(number), noun_phrase, code, lexicon)}"
    return noted("quantity", nominative, code, Form(text, "given" if given else "rule")).text


def spell(number: Decimal | float, noun_phrase: str | None = None, case: str = "им", lexicon: Lexicon = NONE) -> str:
    """Return a number in figures and words, and what it counts: «15 (пятнадцать) календарных дней».

    Args:
        number: a whole number or a decimal fraction: «1,5 (одна целая пять десятых) ставки».
        noun_phrase: what is counted, in the nominative; without it only «15 (пятнадцать)».
        case: any name of a case: «15 (пятнадцати) календарных дней» is the genitive.
        lexicon: words with forms of their own.

    Raises:
        ValueError: the number is too big or too long for words.
    """
    from docgen.russian.counting import counted

    code, exact = case_code(case), _exact(number)
    words = f"{figures(number)} ({_in_words(exact, noun_phrase, code)})"
    if exact % 1000 == 0:
        code = "род"  # «двум тысячам рублей»: these are nouns themselves (Розенталь, § 165)
    return f"{words} {counted(exact, noun_phrase, code, lexicon)}" if noun_phrase else words


def _exact(number: Decimal | float) -> int | Decimal:
    return number if isinstance(number, int | Decimal) else Decimal(str(number))


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
