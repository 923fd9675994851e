"""The tables of forms: `Основа{им|род|дат|вин|тв|пр}` holds six endings; `=` stands for a phrase that never changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docgen.russian import CASES

HERE = Path(__file__).parent / "forms"
NBSP = "\u00a0"
_ENDINGS = re.compile(r"\{([^{}]*)\}")


class Row(NamedTuple):
    """One form of a table: what stands before «→» (or the nominative), the gender, the case and the form expected."""

    source: str
    gender: str | None
    case: str
    form: str


def rows(name: str) -> Iterator[Row]:
    """Yield the forms of a table."""
    for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield from _forms(line)


def _forms(line: str) -> Iterator[Row]:
    before, arrow, pattern = line.partition(" → ")
    pattern = pattern if arrow else before
    gender = pattern[0] if pattern[1:3] == ": " else None
    pattern = pattern.removeprefix(f"{gender}: ").removesuffix(" =")
    source = before if arrow else _form(pattern, 0)
    for column, case in enumerate(CASES):
        yield Row(source, gender, case, _form(pattern, column))


def _form(pattern: str, column: int) -> str:
    def ending(match: re.Match[str]) -> str:
        endings = match[1].split("|")
        assert len(endings) == len(CASES), match[0]
        return endings[column]

    return _ENDINGS.sub(ending, pattern)


def shown(text: str) -> str:
    """Return a text with its non-breaking spaces made plain."""
    return text.replace(NBSP, " ")
