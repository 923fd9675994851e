"""Stamps of approval and agreement, and the rows in which they stand (ГОСТ Р 7.0.97, 5.16, 5.20)."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator

from docgen import russian
from docgen.folding import fold
from docgen.model.act import Act, printed
from docgen.model.column import Column
from docgen.model.faults import fault
from docgen.model.mark import BLANK, NONE
from docgen.model.moment import Day
from docgen.model.part import Flag, Part
from docgen.model.registry import KnownAct, KnownPerson
from docgen.model.text import Blank, Run, Text
from docgen.regex import regex

SIGNATURE_LINE = "_______________"
SIGNED_DATE = "«___» ____________ 20___ г."
_GENITIVE = regex(r"(?:мнени[ея]|заседани[ие]|решени[ею])$", re.IGNORECASE)  # «Учтено мнение» of whom


def _undated(value: object) -> object:
    return False if isinstance(value, str) and fold(value) == NONE else value


class Meeting(Act):
    """The minutes by which a body decided; they need not say that they are minutes."""

    kind: Text = Text.of("протокол")


class Approval(Part):
    """A stamp: by a person, by an act, by a body with its minutes; the person may sign for the act or the body.

    A stamp may be incomplete by design: ``position`` without a person leaves the name to the hand. Its ``date`` is
    False where the source says «нет»: then there is no line for it.
    """

    word: Text | None = None
    person: KnownPerson | None = None
    position: Text | None = None
    act: KnownAct | None = None
    body: Text | None = None
    minutes: Meeting | None = None
    date: Annotated[Day | Literal[False] | None, BeforeValidator(_undated)] = None
    signature_line: Flag = True
    seal: Flag = False
    where: Literal["вверху", "под названием"] = "вверху"

    def model_post_init(self, _: object, /) -> None:
        """Refuse a stamp that names nobody, and one with two reasons at once."""
        if not self._signs and self.act is None and self.body is None:
            raise fault(
                "гриф", "в грифе не сказано, кто утверждает", "Можно: лицо, должность, акт или орган с протоколом"
            )
        if self.act is not None and self.body is not None:
            raise fault("гриф", "в грифе и акт, и орган", "Оставьте одно; орган, издавший акт, пишут внутри акта")
        if self.minutes is not None and self.body is None:
            raise fault("гриф", "протокол в грифе без органа", "Добавьте поле „орган“: педагогический совет")

    @property
    def _signs(self) -> bool:
        return self.person is not None or self.position is not None

    def stamp(self, title: str, dates: str) -> "Stamp":
        """Return what the template prints; the word of an act's stamp agrees with the paper's ``title``."""
        usual = Text.of("УТВЕРЖДАЮ" if self._signs else russian.approved(title))
        word = self.word or usual
        basis, below = self._basis(str(word), dates), Text(())
        if self._signs and self.act:
            basis, below = Text(()), _cited(self.act, "им", dates).capitalised()
        return Stamp(word=word, basis=basis, post=self._post, signer=self._signer, signature_line=self.signature_line,
                     below=below, date=self._day(dates), seal=self.seal)  # fmt: skip

    @property
    def _post(self) -> Text:
        """The position with the organisation (norm AGR-PERSON), from a capital letter."""
        own = self.person.position_outside if self.person else None
        return (self.position or own or Text(())).capitalised()

    @property
    def _signer(self) -> str:
        return self.person.initials_first if self.person else ""

    def _day(self, dates: str) -> Text | None:
        """The date: the stamp's own, or a line for it where a person signs and nothing else tells the day."""
        if self.date is False:
            return None
        if self.date is not None:
            return self.date if isinstance(self.date, Text) else Text.of(printed(self.date, dates))
        alone = self._signs and self.act is None and self.body is None and self.signature_line
        return Text.of(SIGNED_DATE) if alone else None

    def _basis(self, word: str, dates: str) -> Text:
        """«приказом …», «педагогическим советом (протокол от … № …)»; empty in a stamp of a person alone."""
        if self.act:
            return _cited(self.act, "тв", dates)
        if not self.body:
            return Text(())
        case = "род" if _GENITIVE.search(word) else "тв"
        name = self.body if self.body.verbatim else Text.of(self.body.inflected(case, "organisation"))
        if self.minutes is None:
            return name
        return Text((*name.pieces, Run(" ("), *_dated(self.minutes, str(self.minutes.kind), dates).pieces, Run(")")))


class Stamp(Part):
    """A stamp ready to be printed: word, basis, position, line with the name, what stands below, date, seal."""

    word: Text
    basis: Text = Text(())
    post: Text = Text(())
    signer: str = ""
    signature_line: bool = True
    below: Text = Text(())
    date: Text | None = None
    seal: bool = False

    @property
    def lines(self) -> Iterator[str]:
        """The stamp line by line, for sheets of tables."""
        line = SIGNATURE_LINE if self.signature_line and (self.signer or self.post) else ""
        signed = f"{line} {self.signer}".strip()
        given = (self.word, self.basis, self.post, signed, self.below, self.date or "", "М.П." if self.seal else "")
        yield from filter(None, map(str, given))


class StampRow(Part):
    """Stamps side by side; the places at the left may be empty."""

    stamps: tuple[Stamp | None, ...]


class StampTable(Part):
    """The stamps of a paper in rows of equal columns; ``narrow``: too narrow for a long line of a signature."""

    columns: tuple[Column, ...]
    rows: tuple[StampRow, ...]
    narrow: bool = False

    @classmethod
    def of(cls, stamps: Sequence[Stamp], in_row: int, least: int) -> "StampTable | None":
        """Return the stamps in rows of ``in_row``, at the right if there are fewer (norm APR-PLACE, AGR-PLACE).

        Args:
            stamps: the stamps in the order of reading; the last one is the rightmost.
            in_row: how many stand side by side.
            least: how many columns the sheet is cut into at least, so that a lonely stamp stays at the right.
        """
        if not stamps:
            return None
        width = max(in_row, least)
        first = len(stamps) % in_row or in_row
        cuts = [stamps[:first], *(stamps[at : at + in_row] for at in range(first, len(stamps), in_row))]
        rows = (StampRow(stamps=(*(None,) * (width - len(cut)), *cut)) for cut in cuts)
        return cls(columns=(Column(heading=Text(())),) * width, rows=tuple(rows), narrow=in_row > least)


def _cited(act: Act, case: str, dates: str) -> Text:
    """Return the citation of an act; places to fill stay places to fill."""
    if not any(isinstance(piece, Blank) for value in (act.date, act.number) for piece in _pieces(value)):
        return Text.of(act.cited(case, dates))
    return _dated(act, Act(kind=act.kind, body=act.body).cited(case), dates)


def _dated(act: Act, name: str, dates: str) -> Text:
    """«протокол от … № …»: what is not known is filled by hand."""
    day = Text.of(printed(act.date, dates)) if act.date and not isinstance(act.date, Text) else act.date
    return Text((Run(f"{name} от "), *_pieces(day), Run(" №\N{NO-BREAK SPACE}"), *_pieces(act.number)))


def _pieces(value: object) -> Sequence[Run | Blank]:
    return value.pieces if isinstance(value, Text) and value else (Run(BLANK),)  # type: ignore[return-value]
