"""What a paper consists of."""

from __future__ import annotations

from itertools import takewhile

from docgen.paper.anchors import Control, Revision
from docgen.paper.look import Layout, Run
from docgen.value import Value

_PLAIN = Layout()


class Paragraph(Value):
    """A paragraph.

    Attributes:
        text: its text; line breaks, tabs and page breaks (form feeds) are signs in it.
        number: its automatic number as Word shows it.
        style: the name of its style.
        level: its outline level, 0 is the top; None for usual text.
        align: `left`, `right`, `center`, `both` or another of Word's words.
        suffix: what Word puts after the number: a tab, a space or nothing.
        from_new_page: whether it begins a page.
        runs: its text in pieces that look the same.
        layout: its indents, spacing and what keeps it together.
        page: the page on which Word last saw its beginning; None if the file does not say.
        key: the id that Word keeps for it; empty if it has none.
        bookmarks: the names of the bookmarks that begin in it.
        controls: the content controls that it stands in or holds.
        revisions: its tracked changes.
        pictures: the descriptions of its pictures; an empty text for one without a description.
    """

    text: str
    number: str = ""
    style: str = ""
    level: int | None = None
    align: str = "left"
    suffix: str = ""
    from_new_page: bool = False
    runs: tuple[Run, ...] = ()
    layout: Layout = _PLAIN
    page: int | None = None
    key: str = ""
    bookmarks: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    revisions: tuple[Revision, ...] = ()
    pictures: tuple[str, ...] = ()


class Cell(Value):
    """A cell: paragraphs and tables; how many columns it spans; whether it goes on the one above it."""

    blocks: tuple[Paragraph | Table, ...]
    span: int = 1
    continues: bool = False


class Row(Value):
    """A row: cells; whether it is repeated on every page; whether it stays whole."""

    cells: tuple[Cell, ...]
    is_header: bool = False
    stays_whole: bool = False


class Table(Value):
    """A table: its rows; whether it has lines, or only sets blocks side by side; its columns' widths in twips."""

    rows: tuple[Row, ...]
    ruled: bool = False
    widths: tuple[int, ...] = ()

    @property
    def header_rows(self) -> int:
        """How many rows from the top are repeated on every page: Word repeats no others."""
        return sum(1 for _ in takewhile(lambda row: row.is_header, self.rows))


class Band(Value):
    """A header or a footer: `header` or `footer`; `default`, `first` or `even`; its paragraphs.

    The fields that change from page to page stand in the texts of its paragraphs as `{PAGE}`.
    """

    edge: str
    pages: str
    paragraphs: tuple[Paragraph, ...]


class Section(Value):
    """A section: page and margins in millimetres (left, right, top, bottom), header, blocks.

    Attributes:
        bands: the headers and footers, its own and those that it goes on with from the section before.
        header_distance: from the upper edge of the page to its header, in millimetres.
        start: how it begins: `nextPage`, `continuous` or another of Word's words.
    """

    width: int
    height: int
    margins: tuple[int, int, int, int]
    first_page_differs: bool
    page_start: int | None
    header: str
    blocks: tuple[Paragraph | Table, ...]
    bands: tuple[Band, ...] = ()
    header_distance: int | None = None
    start: str = "nextPage"

    @property
    def landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width > self.height


class Remains(Value):
    """What the making of a paper has left in its file.

    Attributes:
        revisions: how many changes are tracked and neither accepted nor refused.
        comments: the texts of comments.
        empty_fields: codes of fields whose results Word has not yet counted.
        dangling: bookmarks that fields refer to and that are not there.
        author: who made the file, by its properties.
        editor: who changed it last.
    """

    revisions: int = 0
    comments: tuple[str, ...] = ()
    empty_fields: tuple[str, ...] = ()
    dangling: tuple[str, ...] = ()
    author: str = ""
    editor: str = ""


_NOTHING = Remains()


class Paper(Value):
    """A paper: its sections in order; whether Word hyphenates it; how many pages it had, if its file says; remains."""

    sections: tuple[Section, ...]
    hyphenated: bool = False
    pages: int | None = None
    remains: Remains = _NOTHING
