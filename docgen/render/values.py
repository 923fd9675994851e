"""What templates may name of a document, and what they print of its values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, pairwise

from jinja2 import Undefined

from docgen.model.blocks import Inserted, Paragraph, Rows
from docgen.model.column import Column
from docgen.model.document import Document
from docgen.model.grid import Cell, Grid, GridRow, GridSection
from docgen.model.prose import Prose
from docgen.model.text import Text
from docgen.vocabulary import TERMS, Term

_KNOWN = 64  # tables whose widths are remembered; they are kept alive, so no other has the identity of one
_WORKED_OUT = (property, cached_property)


def values(document: Document, asked: Collection[str]) -> dict[str, object]:
    """Return the fields and derived values of a document that a template asks for, by their terms."""
    named = _names(type(document))
    return {name: getattr(document, named[name]) for name in asked if name in named}


@cache
def _names(cls: type[Document]) -> dict[str, str]:
    """Return the names in Python of all that templates may name of a kind, by their names there."""
    names = [name for name in TERMS if name in cls.model_fields or isinstance(getattr(cls, name, None), _WORKED_OUT)]
    return {tag(TERMS[name]): name for name in names}


def tag(term: Term) -> str:
    """Return the name of a term in a template: «дорожная карта» -> `дорожная_карта`."""
    return term.name.replace(" ", "_")


def visible(prose: Prose) -> Sequence[object]:
    """Return the blocks with Markdown tables as grids, which is what the fragment of tables prints."""
    return [_markdown_grid(block) if isinstance(block, Rows) else block for block in prose.blocks]


def _markdown_grid(rows: Rows) -> Inserted:
    columns = tuple(Column(heading=heading) for heading in rows.header)
    body = tuple(GridRow(cells=tuple(Cell(text=text) for text in row)) for row in rows.body)
    return Inserted(Grid(headings=columns, sections=(GridSection(rows=body),)))


class Columns:
    """The widths of the columns of the tables in a text of one width, in twentieths of a point."""

    def __init__(self, width: int) -> None:
        """``width``: that of the text, in twentieths of a point."""
        self._width = width
        self._known: dict[int, tuple[Sequence[Column], tuple[int, ...], tuple[str, ...]]] = {}

    def grid(self, columns: Sequence[Column]) -> tuple[int, ...]:
        """Return the widths of columns that fill the text's width."""
        return self._of(columns)[1]

    def row(self, columns: Sequence[Column]) -> tuple[tuple[int, ...], Iterator[str]]:
        """Begin a row of cells in columns: their widths, and those that are left as they will be printed."""
        _, widths, shown = self._of(columns)
        return widths, iter(shown)

    @staticmethod
    def cell(row: tuple[tuple[int, ...], Iterator[str]], item: object) -> str:
        """Return the width of the next cell of a row: that of its column, or of the columns that it spans."""
        widths, left = row
        if type(item) is Cell and item.place >= 0:
            return str(sum(widths[item.place : item.place + item.span]))
        return next(left, "0")

    def _of(self, columns: Sequence[Column]) -> tuple[Sequence[Column], tuple[int, ...], tuple[str, ...]]:
        known = self._known.get(id(columns))
        if known is None:
            total = sum(column.width for column in columns)
            ends = [round(part * self._width / total) for part in accumulate(column.width for column in columns)]
            widths = tuple(end - begin for begin, end in pairwise([0, *ends]))
            if len(self._known) >= _KNOWN:
                self._known = {}
            known = self._known[id(columns)] = columns, widths, tuple(map(str, widths))
        return known


def printable(value: object) -> Prose:
    """Return the prose that `{{p value }}` prints."""
    if isinstance(value, Prose):
        return value
    return Prose((value,)) if isinstance(value, Rows | Inserted) else Prose((Paragraph(_text(value)),))


def _text(value: object) -> Text:
    if isinstance(value, Undefined):
        str(value)  # raises what the environment makes of an unknown name
    if isinstance(value, str | Text):
        return value if isinstance(value, Text) else Text.of(value)
    raise ValueError(f"тег {{{{p …}}}} печатает текст, таблицу или документ, а здесь {type(value).__name__}")
