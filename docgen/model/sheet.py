"""Sheets that go with a paper and are no appendix to it (norm VISA-SHEET, ACK-SHEET)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field

from docgen.model.act import Act
from docgen.model.column import Column, Columns, leaves
from docgen.model.document import Document
from docgen.model.grid import Grid, GridRow, GridSection, grid_row, numbered_columns
from docgen.model.mark import BLANK, NONE
from docgen.model.person import Person
from docgen.model.prose import Prose
from docgen.model.registry import KnownAct
from docgen.model.text import Text
from docgen.vocabulary import term


def columns(*shown: tuple[str, str, int]) -> tuple[Column, ...]:
    """Return the columns of a sheet: the field of the glossary or nothing, the heading, the relative width."""
    return tuple(
        Column(heading=Text.of(heading), field=term(field) if field else "", width=Decimal(width))
        for field, heading, width in shown
    )


class Sheet(Document):
    """A sheet: which paper it goes with, a row for every person, empty rows, a text below, signatures.

    Behind a paper it takes the paper from there; by itself it is told it: an act or the title of a paper. Cells of
    columns that no field of a row fills stay empty, for the hand.

    Class attributes:
        relation: the preposition before the name of the paper, and the case after it.
        usual: the columns that the sheet has unless the source names its own.
    """

    relation: ClassVar[tuple[str, str]] = ("к", "дат")
    usual: ClassVar[tuple[Column, ...]] = ()

    paper: Text | None = None
    act: KnownAct | None = None
    columns: Columns = ()
    empty_rows: Annotated[int, Field(ge=0, le=200)] = 0
    text: Prose = Prose(())

    def lines(self) -> Iterator[Mapping[str, Text]]:
        """Yield the rows: English name of a field -> what stands in its column."""
        yield from ()

    @property
    def is_appendix(self) -> bool:
        """A sheet is no appendix unless its source gives it a mark."""
        return self.mark is not None and self.mark.form != NONE

    @property
    def form_name(self) -> str:
        """«ЛИСТ СОГЛАСОВАНИЯ»."""
        return self.noun.upper()

    @property
    def subject(self) -> str:
        """«к приказу … от … № … «Об утверждении …»», «к Плану работы …»; empty if the sheet goes with nothing."""
        preposition, case = self.relation
        paper = self.paper or (self.mark.paper if self.mark and not self.act else None)
        if paper is not None:
            return f"{preposition} {paper.inflected(case)}"
        act = self.act or (self.mark and self.mark.act)
        return f"{preposition} {_registered(act).cited(case, self.style.dates)}" if act else ""

    @cached_property
    def grid(self) -> Grid:
        """The table of the sheet."""
        shown = self.columns or self.usual
        rows = [*self.lines(), *({} for _ in range(self.empty_rows))]
        return Grid(headings=numbered_columns(shown), sections=(GridSection(rows=tuple(_row(shown, r) for r in rows)),))


def person_cells(person: Person, position: Text | None = None) -> dict[str, Text]:
    """Return the cells that tell a person: the name, the position."""
    post = position or person.position
    return {"full_name": Text.of(person.surname_first), "position": post.capitalised() if post else Text(())}


def _row(shown: tuple[Column, ...], row: Mapping[str, Text]) -> GridRow:
    contents = [row.get(column.standard or "", Text(())) for column in leaves(shown)]
    return grid_row(contents, numbered=True)


def _registered(act: Act) -> Act:
    """Return the act with lines for the date and the number that it has not got yet; a law may have neither."""
    if act.number or act.date:
        return act
    return act.model_copy(update={"date": Text.of(BLANK), "number": Text.of(BLANK)})
