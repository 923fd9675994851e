"""Decimal fractions in words: «одна целая пять десятых»."""

from __future__ import annotations

from decimal import Decimal

from docgen.russian.cardinals import cardinal

_WHOLE = {
    "sing": dict(zip("им род дат вин тв пр".split(), "целая целой целой целую целой целой".split(), strict=True)),
    "plur": dict(zip("им род дат вин тв пр".split(), "целых целых целым целых целыми целых".split(), strict=True)),
}
_PARTS = ("десят", "сот", "тысячн", "десятитысячн", "стотысячн", "миллионн")
_PART = {
    "sing": dict(zip("им род дат вин тв пр".split(), "ая ой ой ую ой ой".split(), strict=True)),
    "plur": dict(zip("им род дат вин тв пр".split(), "ых ых ым ых ыми ых".split(), strict=True)),
}


def decimal_in_words(number: Decimal, case: str = "им") -> str:
    """Return a decimal fraction in words: «две целых двадцать пять сотых»; ``case`` is a code.

    Raises:
        ValueError: the fraction has more than six digits.
    """
    whole, _, digits = str(abs(number)).partition(".")
    if len(digits) > len(_PARTS):
        raise ValueError(f"дробь {str(number).replace('.', ',')} слишком длинна, чтобы писать её словами")
    units, parts = int(whole), int(digits or "0")
    words = ["минус"] if number < 0 else []
    words += [cardinal(units, case, "ж"), _WHOLE[_kind(units)][case if units else "род"]]
    if digits:
        words += [cardinal(parts, case, "ж"), _PARTS[len(digits) - 1] + _PART[_kind(parts)][case]]
    return " ".join(words)


def _kind(number: int) -> str:
    return "sing" if number % 10 == 1 and number % 100 != 11 else "plur"  # noqa: PLR2004
