"""Formulas and ranges of a sheet as pieces: plain text, and the references that move when rows are added above them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Area:
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
