"""Collective numerals: «двое суток», «семерых детей»."""

from __future__ import annotations

from docgen.russian.amounts import whole
from docgen.russian.cases import CASES, case_code

_STEMS = {4: "четвер", 5: "пятер", 6: "шестер", 7: "семер", 8: "восьмер", 9: "девятер", 10: "десятер"}
_SOFT = {2: "дво", 3: "тро"}
_SOFT_ENDINGS = "е их им е ими их".split()
_HARD_ENDINGS = "о ых ым о ыми ых".split()


def collective(number: int | str, case: str = "им", *, animate: bool = False) -> str:
    """Return a collective numeral in a case: «двое», «троих», «семерым».

    Args:
        number: from 2 to 10.
        case: any name of a case.
        animate: whether living beings are counted: «двоих детей», but «двое суток» in the accusative.

    Raises:
        ValueError: there is no such numeral.
    """
    number = whole(number)
    if number not in _SOFT and number not in _STEMS:
        raise ValueError(f"нет собирательного числительного для {number}: они есть от 2 до 10")
    code = case_code(case)
    column = CASES.index("род" if animate and code == "вин" else code)
    return _SOFT[number] + _SOFT_ENDINGS[column] if number in _SOFT else _STEMS[number] + _HARD_ENDINGS[column]
