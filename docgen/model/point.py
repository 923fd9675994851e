"""The points of an order: texts, charges to people, control, the day of effect; nested up to four levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema

from docgen import russian
from docgen.folding import fold
from docgen.model.clauses import bookmark
from docgen.model.faults import fault
from docgen.model.part import Listed, Part
from docgen.model.registry import ID_SCHEMA, KnownPerson
from docgen.model.text import Anchor, Run, Text

MAX_DEPTH = 4  # ГОСТ Р 7.0.97, 5.18
SELF = "за собой"


_OUR = {"м": "Настоящий", "ж": "Настоящая", "с": "Настоящее", "мн": "Настоящие"}


def _nobody(value: object) -> object:
    """Control that stays with the signer is a point without a person."""
    return None if isinstance(value, str) and fold(value) == fold(SELF) else value


class Point(Part):
    """A point: one of a text, a charge (`executors` + `assignment`), control, or the day of effect."""

    label: str = ""
    text: Text | None = None
    executors: Annotated[tuple[KnownPerson, ...], Listed] = ()
    addressed_to: Text | None = None
    assignment: Text | None = None
    deadline: Text | None = None
    control: Annotated[KnownPerson | None, BeforeValidator(_nobody), WithJsonSchema(ID_SCHEMA)] = None
    effect: Text | None = None
    points: tuple[Point, ...] = ()

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text stand for a point."""
        return {"текст": value} if isinstance(value, str) else value

    def model_post_init(self, _: object, /) -> None:
        """Refuse a point that says two things or nothing."""
        given = self.model_fields_set & {"text", "assignment", "control", "effect"}
        if len(given) != 1:
            raise fault(
                "пункт", "в пункте должно быть что-то одно", "Можно: текст, поручение, контроль, вступает в силу"
            )
        whom = bool(self.executors) + (self.addressed_to is not None)
        if ("assignment" in given) != (whom == 1):
            raise fault("пункт", "исполнители (или „кому“) и поручение пишутся вместе", "Добавьте недостающее поле")

    def sentence(self, paper: str) -> Text:
        """Return the text of the point; ``paper`` is the kind of the document («приказ»)."""
        text = self._text(paper)
        if not self.label:
            return text
        return replace(text, pieces=(Anchor("", bookmark(self.label)), *text.pieces))

    def _text(self, paper: str) -> Text:
        if self.text is not None:
            return self.text
        if self.assignment is not None:
            people = ", ".join(person.with_position("дат") for person in self.executors) or str(self.addressed_to)
            deadline = (Run(" "), *self.deadline.pieces) if self.deadline else ()
            return Text((Run(f"{russian.capitalise(people)} "), *self.assignment.pieces, *deadline)).ended()
        if self.effect is not None:
            our = _OUR[russian.gender_of(paper)]
            return Text((Run(f"{our} {paper} вступает в силу "), *self.effect.pieces)).ended()
        control = f"Контроль за исполнением настоящего {russian.decline(paper, 'род', 'act').text}"
        whom = f"возложить на {self.control.with_position('вин')}" if self.control else "оставляю за собой"
        return Text.of(f"{control} {whom}").ended()


class Numbered(NamedTuple):
    """A point with its level (1 to 4) and its full number («2.1»)."""

    level: int
    number: str
    point: Point


def numbered(points: Sequence[Point], prefix: str = "") -> Iterator[Numbered]:
    """Yield the points and their subpoints in order, numbered as Word will number them."""
    for index, point in enumerate(points, 1):
        number = f"{prefix}{index}"
        yield Numbered(number.count(".") + 1, number, point)
        yield from numbered(point.points, f"{number}.")


def depth(points: Sequence[Point]) -> int:
    """Return how many levels the points have."""
    return max((1 + depth(point.points) for point in points), default=0)
