"""What a paper consists of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        text: its text; line breaks, tabs and page breaks (form feeds) are signs in it.
        number: its automatic number as Word shows it.
        style: the name of its style.
        level: its outline level, 0 is the top; None for usual text.
        align: `left`, `right`, `center`, `both` or another of Word's words.
        suffix: what Word puts after the number: a tab, a space or nothing.
        from_new_page: whether it begins a page.
    """

    text: str
    number: str = ""
    style: str = ""
    level: int | None = None
    align: str = "left"
    suffix: str = ""
    from_new_page: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: paragraphs and tables; how many columns it spans; whether it goes on the one above it."""

    blocks: tuple[Paragraph | Table, ...]
    span: int = 1
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: cells; whether it is repeated on every page; whether it stays whole."""

    cells: tuple[Cell, ...]
    is_header: bool = False
    stays_whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    rows: tuple[Row, ...]

    @property
    def header_rows(self) -> int:
        """How many rows from the top are repeated on every page: Word repeats no others."""
        return sum(1 for _ in takewhile(lambda row: row.is_header, self.rows))


@dataclass(frozen=True, slots=True)
class Section:
    """A section: page and margins in millimetres (left, right, top, bottom), header, blocks."""

    width: int
    height: int
    margins: tuple[int, int, int, int]
    first_page_differs: bool
    page_start: int | None
    header: str
    blocks: tuple[Paragraph | Table, ...]

    @property
    def landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its sections in order."""

    sections: tuple[Section, ...]
