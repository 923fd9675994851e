"""The rows of a sheet while it is filled: which row of the template each became, and where its areas went."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from docgen.engine.xlsx.formula import Area, Pieces, moved
from docgen.value import Value, replace

_MANY = 500  # areas of a list: Excel takes more, but nobody can read them
MAX_ROWS = 1_048_576  # of a sheet: Excel's own limit
NOTHING = "0"
"""What a formula names where the rows that it referred to are not there: a sum over no rows is nought."""


class Frame(Value):
    """What is known of a template's rows before it is filled.

    Attributes:
        loops: for every row in loops, those around it from the outermost.
        present: the rows that stand in the template, in order.
    """

    loops: Mapping[int, tuple[int, ...]]
    present: Sequence[int]


@dataclass(slots=True)
class Rows:
    """The rows of one sheet in one filling."""

    frame: Frame
    number: int = 0
    places: dict[int, list[int]] = field(default_factory=dict)
    starts: dict[int, list[int]] = field(default_factory=dict)

    def next(self, row: int, gap: int) -> bytes:
        """Begin the next row, made of a row of the template, ``gap`` empty ones before it; return its number.

        Raises:
            ValueError: the sheet is full.
        """
        self.number = number = self.number + 1 + gap
        if number > MAX_ROWS:
            raise ValueError(f"строк больше {MAX_ROWS}: на лист Excel они не поместятся")
        self.places[row].append(number)
        return b"%d" % number

    def run(self, top: int, bottom: int, gap: int) -> bytes:
        """Go past a run of rows that are all printed, as they are from one another; return the number of the first.

        Raises:
            ValueError: the sheet is full.
        """
        first, present = self.number + 1 + gap, self.frame.present
        for row in present[bisect_left(present, top) : bisect_right(present, bottom)]:
            self.number = first + row - top - 1
            self.next(row, 0)
        return b"%d" % first

    def enter(self, loop: int) -> None:
        """Begin a turn of a loop."""
        self.starts.setdefault(loop, []).append(self.number)

    def gone(self, top: int, bottom: int) -> bool:
        """Tell whether rows ``top`` to ``bottom`` of the template have become none."""
        present = self.frame.present
        return not any(self.places[row] for row in present[bisect_left(present, top) : bisect_right(present, bottom)])

    def formula(self, pieces: Pieces, row: int, number: int, sheets: Mapping[str, Rows]) -> str:
        """Return the formula of a row of the template that became row ``number``.

        A reference to rows of the same turn of a loop means those of that turn; one from outside means all of them.
        """

        def move(area: Area) -> str:
            rows = sheets.get(area.sheet) if area.sheet else self
            if rows is None:
                return str(area)
            low, high = rows.turn(row, number, area.top) if rows is self else (0, rows.number)
            if rows is self and not area.between and area.top == row:
                return area.at(number, 0)
            return rows.placed(area, low, high) or NOTHING

        return moved(pieces, move)

    def turn(self, row: int, number: int, other: int) -> tuple[int, int]:
        """Return the bounds of the turn of the innermost loop around both rows of the template at row ``number``."""
        mine, its = self.frame.loops.get(row, ()), self.frame.loops.get(other, ())
        common = [one for one, two in zip(mine, its, strict=False) if one == two]
        if not common:
            return 0, self.number
        starts = self.starts.get(common[-1], [])
        at = bisect_left(starts, number)
        return (starts[at - 1] if at else 0), (starts[at] if at < len(starts) else self.number)

    def placed(self, area: Area, low: int = 0, high: int = 0) -> str | None:
        """Return an area where its rows went between two rows, all of them by default; None if none is there."""
        high = high or self.number
        found = self.span(area.top, area.end, low, high)
        return None if found is None else area.at(*found)

    def span(self, top: int, bottom: int, low: int, high: int) -> tuple[int, int] | None:
        """Return the first and last of the rows that rows ``top`` to ``bottom`` of the template became."""
        present = self.frame.present
        if not present or top > present[-1]:
            shift = self.number - (present[-1] if present else 0)
            return top + shift, bottom + shift
        firsts, lasts = [], []
        for row in present[bisect_left(present, top) : bisect_right(present, bottom)]:
            places = self.places.get(row, [])
            inside = places[bisect_right(places, low) : bisect_right(places, high)]
            if inside:
                firsts.append(inside[0])
                lasts.append(inside[-1])
        beyond = bottom - present[-1]
        if beyond > 0 and firsts:
            return min(firsts), self.number + beyond
        if firsts:
            return min(firsts), max(lasts)
        return self._between(top, bottom) if self._empty(top, bottom) else None

    def _empty(self, top: int, bottom: int) -> bool:
        """Tell whether the template has no row there at all: the area is of empty cells."""
        present = self.frame.present
        return bisect_left(present, top) == bisect_right(present, bottom)

    def _between(self, top: int, bottom: int) -> tuple[int, int]:
        """Return where empty rows of the template went: as far above the next row that is there as they were."""
        present = self.frame.present
        below = (row for row in present[bisect_right(present, bottom) :] if self.places.get(row))
        row = next(below, None)
        shift = self.places[row][0] - row if row is not None else self.number - present[-1]
        return max(top + shift, 1), max(bottom + shift, 1)

    def made(self, row: int) -> list[int]:
        """Return the rows that one of the template became; one that holds no cells is where it has been pushed."""
        return self.places[row] if row in self.places else [self.first(row)]

    def first(self, row: int) -> int:
        """Return the first row that one of the template became; if it became none, the first of what stands below."""
        found = self.span(row, row, 0, self.number)
        below = (self.places[other] for other in self.frame.present[bisect_right(self.frame.present, row) :])
        return found[0] if found else next((places[0] for places in below if places), self.number + 1)

    def runs(self, area: Area) -> Iterator[str]:
        """Yield an area once for every run of neighbours that its rows became; as a whole if there are very many."""
        span = self.span(area.top, area.end, 0, self.number)
        if span is None:
            return
        present = self.frame.present[
            bisect_left(self.frame.present, area.top) : bisect_right(self.frame.present, area.end)
        ]
        rows = sorted(place for row in present for place in self.places.get(row, ()))
        breaks = [at for at in range(1, len(rows)) if rows[at] > rows[at - 1] + 1]
        if not breaks or len(breaks) > _MANY or len(present) <= area.end - area.top:
            breaks, rows = [], list(span)
        whole = area if area.between else replace(area, between=f":{area.before}", bottom=area.top)
        for start, end in pairwise([0, *breaks, len(rows)]):
            top, bottom = rows[start], rows[end - 1]
            yield area.at(top, top) if top == bottom and not area.between else whole.at(top, bottom)

    def merges(self, area: Area) -> Iterator[str]:
        """Yield a merged area once for every time that its first row was made, down to the last of its last row."""
        if area.top not in self.places:
            if (whole := self.placed(area)) is not None and self._empty(area.top, area.top):
                yield whole
            return
        tops, ends = self.places.get(area.top, []), self.places.get(area.end, [])
        for at, top in enumerate(tops):
            limit = tops[at + 1] if at + 1 < len(tops) else self.number + 1
            below = bisect_left(ends, limit)
            bottom = ends[below - 1] if below and ends[below - 1] >= top else top
            whole = area.at(top, bottom)
            if bottom > top or area.before != area.between.removeprefix(":"):
                yield whole
