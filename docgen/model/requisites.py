"""Requisites around the text: stamps of approval, signatures, copies."""

from __future__ import annotations

import datetime

from docgen import russian
from docgen.model.act import Act, printed
from docgen.model.faults import fault
from docgen.model.mark import BLANK
from docgen.model.moment import Day
from docgen.model.part import Part
from docgen.model.person import Person
from docgen.model.registry import KnownAct, KnownPerson
from docgen.model.text import Text


class Certificate(Part):
    """The certificate of an electronic signature; without its data no stamp is ever drawn (gost.md EDS-HONEST)."""

    number: Text
    owner: Text
    start: Day
    end: Day

    def model_post_init(self, _: object, /) -> None:
        """Refuse a term that ends before it starts."""
        if isinstance(self.start, datetime.date) and isinstance(self.end, datetime.date) and self.end < self.start:
            raise fault("период", "срок действия сертификата кончается раньше, чем начинается", "Поменяйте „с“ и „по“")

    @property
    def valid(self) -> str:
        """«с 01.01.2026 по 01.04.2027»."""
        return f"с {printed(self.start, 'цифрами')} по {printed(self.end, 'цифрами')}"


class Signature(Part):
    """A signature: position at the left, initials and surname at the right (ГОСТ Р 7.0.97, 5.22)."""

    person: KnownPerson
    position: Text | None = None
    certificate: Certificate | None = None

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let the id of a person stand for a signature."""
        return {"лицо": value} if isinstance(value, str) else value

    @property
    def signed_position(self) -> Text:
        """The position as this signature shows it, from a capital letter."""
        return (self.position or self.person.position or Text(())).capitalised()


class Executor(Part):
    """The mark of the executor: full name and phone (ГОСТ Р 7.0.97, 5.25)."""

    person: KnownPerson
    phone: Text | None = None


class Copy(Part):
    """The mark of a certified copy (ГОСТ Р 7.0.97, 5.26); ``original`` says where the original is kept."""

    person: KnownPerson
    date: Day | None = None
    original: Text | None = None


class Approval(Part):
    """A stamp of approval or agreement: by a person, by an act, or by a body with its minutes (gost.md 3.1, 3.3)."""

    word: Text | None = None
    person: KnownPerson | None = None
    act: KnownAct | None = None
    body: Text | None = None
    minutes: Act | None = None
    date: Day | None = None

    def model_post_init(self, _: object, /) -> None:
        """Refuse a stamp that names nobody or several at once."""
        if sum(item is not None for item in (self.person, self.act, self.body)) != 1:
            raise fault("гриф", "в грифе должно быть что-то одно", "Можно: лицо, акт или орган (с протоколом)")

    def stamp(self, title: str, dates: str) -> Stamp:
        """Return what the template prints; the word of an act's stamp agrees with the paper's ``title``."""
        usual = Text.of("УТВЕРЖДАЮ" if self.person else russian.approved(title))
        day = Text.of(printed(self.date, dates)) if self.date is not None else None
        return Stamp(word=self.word or usual, person=self.person, basis=Text.of(self._basis()), date=day)

    def _basis(self) -> str:
        """«приказом …», «педагогическим советом (протокол от … № …)»; empty in a stamp of a person."""
        if self.act:
            return self.act.cited("тв")
        if not self.body:
            return ""
        minutes = f" ({self._minutes(self.minutes)})" if self.minutes else ""
        return self.body.inflected("тв", "organisation") + minutes

    def _minutes(self, minutes: Act) -> str:
        day = BLANK if minutes.date is None else printed(minutes.date, "цифрами")
        return f"{minutes.kind} от {day} №\N{NO-BREAK SPACE}{minutes.number or BLANK}"


class Stamp(Part):
    """A stamp ready to be printed."""

    word: Text
    person: Person | None = None
    basis: Text = Text(())
    date: Text | None = None


class StampRow(Part):
    """Two stamps side by side; the left one may be missing."""

    left: Stamp | None = None
    right: Stamp | None = None
