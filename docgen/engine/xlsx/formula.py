"""Formulas and ranges of a sheet as pieces: plain text, and the references that move when rows are added above them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from docgen.engine.mending import MARK
from docgen.engine.tag import Tag
from docgen.value import Value, replace

_REFERENCE = re.compile(
    r"""(?P<text>"[^"]*"
      |\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:[^\W\d][\w.]*!\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)?)
    |(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
     (?<![\w.$])
     (?:(?P<first>\$?[A-Z]{1,3}\$?\d{1,7})(?::(?P<last>\$?[A-Z]{1,3}\$?\d{1,7}))?
       |(?P<top>\$?\d{1,7}):(?P<bottom>\$?\d{1,7}))
     (?![\w(.!])""",
    re.VERBOSE,
)
_GATHERING = re.compile(r"\b(?:(?:SUM|AVERAGE|MIN|MAX|COUNTA?|PRODUCT)\(|SUBTOTAL\(\d+,)$", re.IGNORECASE)
_ROW = re.compile(r"\d+$")
_LITERAL = re.compile('("[^"]*")')
_MAX_LITERAL = 255  # characters of a text in a formula: Excel's own limit


class Area(Value):
    """A reference to rows ``top`` to ``bottom`` of a sheet (of the formula's own, if ``sheet`` is empty).

    ``before`` and ``between`` are what stands before the first number and between the two; ``between`` is empty in a
    reference to one cell. ``gathers``: a sum or the like is taken over it, so that one cell means all that it became.
    """

    sheet: str
    before: str
    top: int
    between: str = ""
    bottom: int = 0
    gathers: bool = False

    def __str__(self) -> str:
        return self.at(self.top, self.bottom)

    def at(self, top: int, bottom: int) -> str:
        """Return the reference with other rows."""
        if self.gathers and bottom > top:
            return f"{self.before}{top}:{self.before.rpartition('!')[2]}{bottom}"
        return f"{self.before}{top}{self.between}{bottom}" if self.between else f"{self.before}{top}"

    @property
    def end(self) -> int:
        """The last row."""
        return self.bottom if self.between else self.top


Pieces = tuple[str | Area, ...]


def parsed(formula: str, *, gathers: bool = False) -> Pieces:
    """Return a formula, or a list of ranges such as `A1:B2 D5`, as text and areas in turn.

    ``gathers``: every cell means all that it became, as that of a name does. Columns of tables (`Table[Q1]`) and cells
    of other workbooks (`[1]Sheet!A1`) are text: no row of ours moves them.
    """
    pieces: list[str | Area] = []
    end = 0
    for found in _REFERENCE.finditer(formula):
        if found["text"] is not None:
            continue
        pieces.append(formula[end : found.start()])
        area = _area(found)
        whole = gathers or _GATHERING.search(formula[: found.start()]) is not None
        pieces.append(replace(area, gathers=whole and not area.between))
        end = found.end()
    pieces.append(formula[end:])
    return tuple(piece for piece in pieces if piece != "")


def guarded(formula: str, tags: Sequence[Tag]) -> str:
    """Return a formula of whose tags those between quotes print texts, the others numbers: no value adds to it."""
    for at, piece in enumerate(_LITERAL.split(formula)):
        for tag in (tags[int(number)] for number in MARK.findall(piece)):
            if tag.kind == "value":
                tag.code = f"({tag.code}) | {'_literal' if at % 2 else '_number'}"
    return formula


@pass_context
def literal(context: Context, value: Any) -> str:  # noqa: ANN401
    """Return a value as it stands between the quotes of a formula.

    Raises:
        ValueError: it is too long.
    """
    text = "" if value is None else context.state.budget.text(value)  # type: ignore[attr-defined]
    if len(text) > _MAX_LITERAL:
        raise ValueError(
            f"текст длиннее {_MAX_LITERAL} знаков: в формулу Excel он не поместится; поставьте его в ячейку"
        )
    return text.replace('"', '""')


def number(value: Any) -> str:  # noqa: ANN401
    """Return a number, or a truth, as a formula has it.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(value, int | float | Decimal) or not math.isfinite(value):
        raise ValueError("в формуле вне кавычек может стоять только число; текст возьмите в кавычки")
    return str(value).upper()


def _area(found: re.Match[str]) -> Area:
    sheet = found["sheet"] or ""
    name = sheet[:-1].strip("'").replace("''", "'")
    if found["top"]:
        first, last = found["top"], found["bottom"]
    else:
        first, last = found["first"], found["last"]
    head, top = _split(first)
    if last is None:
        return Area(name, sheet + head, top)
    tail, bottom = _split(last)
    return Area(name, sheet + head, top, f":{tail}", bottom)


def _split(cell: str) -> tuple[str, int]:
    row = _ROW.search(cell)
    if row is None:
        raise ValueError(cell)
    return cell[: row.start()], int(row[0])


def moved(pieces: Pieces, move: Callable[[Area], str]) -> str:
    """Return the text with every area as ``move`` puts it."""
    return "".join(piece if isinstance(piece, str) else move(piece) for piece in pieces)
