"""Amounts in the cells of tables: read in Russian notation, added exactly, printed in the same notation."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from docgen import russian
from docgen.regex import regex

_AMOUNT = regex(r"-?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?")
_GROUPS = regex(r"\d[ \u00a0\u202f]\d{3}")
_NOTHING = frozenset({"", "-", "–", "—", "x", "х"})


def amount(content: object) -> Decimal | Literal[""] | None:
    """Return the number that a cell holds, None for an empty cell or a dash, an empty text for anything else."""
    text = str(content).strip()
    if text.lower() in _NOTHING:
        return None
    if not _AMOUNT.fullmatch(text):
        return ""
    return Decimal(re.sub(r"\s", "", text).replace(",", "."))


def is_grouped(content: object) -> bool:
    """Tell whether a cell shows its number in groups of three: «1 200»."""
    return bool(_GROUPS.search(str(content)))


def printed(value: Decimal, *, grouped: bool) -> str:
    """Return a sum as papers print it: «12 500,5»; ``grouped``: in groups of three from 1 000 on, as its column is."""
    whole, point, fraction = str(value).partition(".")
    if grouped:
        return f"{int(whole):,}".replace(",", "\N{NO-BREAK SPACE}") + (f",{fraction}" if point else "")
    return russian.figures(value)
