"""A sheet of a workbook made ready to be filled."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.engine.tag import Tag
from docgen.engine.xlsx.followers import Follower
from docgen.engine.xlsx.formula import Area
from docgen.engine.xlsx.rows import Frame, Rows


@dataclass(slots=True)
class Sheet:
    """A sheet made ready.

    Attributes:
        name: its name in the workbook.
        source: its Jinja source.
        tags: the tags of the source in its order.
        frame: its rows.
        still: the last row before the first tag of a row: up to it nothing moves.
        followers: what waits for the rows, by number.
    """

    name: str
    source: str
    tags: list[Tag]
    frame: Frame
    still: int
    followers: list[Follower] = field(default_factory=list)

    @classmethod
    def empty(cls) -> Sheet:
        """Return a sheet of nothing, where nothing moves."""
        return cls("", "", [], Frame({}, ()), 0)

    @property
    def moves(self) -> bool:
        """Whether rows can come to other numbers than they have in the template."""
        return bool(self.followers) or any(row > self.still for row in self.frame.present)

    @property
    def waits(self) -> bool:
        """Whether a formula names rows that come after it, or another sheet, so that all rows must be known first."""
        areas = ((follower.row, piece) for follower in self.followers if follower.kind == "formula"
                 for piece in follower.pieces if isinstance(piece, Area))  # fmt: skip
        return any((row and area.end > row) or area.sheet not in ("", self.name) for row, area in areas)

    def rows(self) -> Rows:
        """Return the rows before the sheet is filled: those that never move are in their places."""
        places = {row: [row] if row <= self.still else [] for row in self.frame.present}
        return Rows(self.frame, self.still, places)
