"""What a paper consists of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its text, its number as Word shows it, the name of its style, its outline level (0 is the top)."""

    text: str
    number: str = ""
    style: str = ""
    level: int | None = None
    align: str = "left"


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


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its sections in order."""

    sections: tuple[Section, ...]
