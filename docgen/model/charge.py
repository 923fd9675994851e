"""Charge: who is to do what by when; and the people whom a point lists."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from docgen.folding import fold
from docgen.model.faults import fault
from docgen.model.part import Listed, Part, keys
from docgen.model.person import Person
from docgen.model.registry import KnownPerson
from docgen.model.statement import Statement, Voice
from docgen.model.text import Run, Text


class Charge(Statement):
    """«Заместителю директора Жук А.О. провести проверку до 01.10.2026»: to people, a group or an institution.

    ``person`` answers for the institution or group of ``addressed_to`` and stands in brackets behind it.
    """

    executors: Annotated[tuple[KnownPerson, ...], Listed] = ()
    addressed_to: Text | None = None
    person: KnownPerson | None = None
    assignment: Text | None = None
    deadline: Text | None = None

    def model_post_init(self, _: object, /) -> None:
        """Refuse a charge to nobody or of nothing."""
        if not self.named or self.assignment is None:
            raise incomplete()
        self.refuse_lonely_person()

    def refuse_lonely_person(self) -> None:
        """Refuse a person in brackets with nothing before the brackets."""
        if self.person is not None and self.addressed_to is None:
            raise fault("пункт", "„лицо“ пишется вместе с „кому“", "Для одного человека есть поле „исполнитель“")

    @property
    def named(self) -> bool:
        """Whether the charge says whom it is for."""
        return bool(self.executors) or self.addressed_to is not None

    @property
    def whom(self) -> Text:
        """«заместителю директора Жук А.О., МКУ «Центр» (Максина О.В.)»."""
        people = ", ".join(person.with_position("дат") for person in self.executors)
        if self.addressed_to is None:
            return Text.of(people)
        bracket = f" ({self.person.surname_first})" if self.person else ""
        return Text((Run(f"{people}, "), *self.addressed_to.pieces) if people else self.addressed_to.pieces) + bracket

    @property
    def words(self) -> Text:
        """The charge without a full stop, from a small letter as typed."""
        deadline = (Run(" "), *self.deadline.pieces) if self.deadline else ()
        return Text((*self.whom.pieces, Run(" "), *(self.assignment or Text(())).pieces, *deadline))

    def sentence(self, voice: Voice) -> Text:  # noqa: ARG002 - a charge is the same in every act
        """Return the charge as a sentence."""
        return self.words.capitalised().ended()


def incomplete() -> Exception:
    """Return the fault of a charge without its half."""
    return fault("пункт", "исполнители (или „кому“) и поручение пишутся вместе", "Добавьте недостающее поле")


def in_one_sentence(charges: Sequence[Charge]) -> Text:
    """«Жук А.О. провести проверку до 01.10.2026; Петрову П.П. подготовить отчёт.»."""
    first, *rest = (charge.words for charge in charges)
    pieces = list(first.pieces)
    for words in rest:
        pieces += [Run("; "), *words.pieces]
    return Text(tuple(pieces)).capitalised().ended()


class Member(Part):
    """One role of a working group or commission and those who have it; without a role, just people."""

    role: Text | None = None
    who: Annotated[tuple[KnownPerson, ...], Listed] = Field(min_length=1)

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a person stand for a member without a role, and `роль: кто` for a member with one."""
        if not isinstance(value, Mapping):
            return {"кто": value}
        if any(fold(str(key)) in keys(cls) for key in value):
            return value
        if any(fold(str(key)) in keys(Person) for key in value):
            return {"кто": value}
        if len(value) == 1:
            role, who = next(iter(value.items()))
            return {"роль": role, "кто": who}
        return value

    def lines(self) -> Iterator[Text]:
        """Yield «Председатель – Иванова М.П., директор», or the role with a colon and a line for each person."""
        role = self.role.capitalised() if self.role else None
        if role and len(self.who) == 1:
            yield Text((*role.pieces, Run(f" – {_named(self.who[0])}")))
            return
        if role:
            yield role.ended(":")
        for person in self.who:
            yield Text.of(_named(person))


def _named(person: Person) -> str:
    return f"{person.surname_first}, {person.position}" if person.position else person.surname_first


def _roles(value: object) -> object:
    """Let `{председатель: имя, члены комиссии: [имена]}` stand for a list of members."""
    whole = isinstance(value, Mapping) and not any(fold(str(key)) in keys(Member) for key in value)
    return [{role: who} for role, who in value.items()] if whole and isinstance(value, Mapping) else value


Roster = Annotated[
    tuple[Member, ...],
    Listed,
    BeforeValidator(_roles),
    WithJsonSchema({"anyOf": [{"type": "object"}, {"type": "array"}, {"type": "string"}]}),
]


def roster_lines(roster: Sequence[Member]) -> tuple[Text, ...]:
    """Return the lines of a list of people, divided by semicolons, with a full stop behind the last one."""
    lines = [line for member in roster for line in member.lines()]
    return tuple(listed(lines))


def listed(lines: Sequence[Text]) -> Iterator[Text]:
    """Yield the items of a list that Word does not number: semicolons between them, a full stop behind the last."""
    for number, line in enumerate(lines, 1):
        if str(line).endswith(":"):
            yield line
        elif number < len(lines):
            yield line + ";"
        else:
            yield line if str(line).endswith(".") else line + "."
