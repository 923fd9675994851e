"""The points of an order: texts, charges, control, the day of effect, changes of other acts; up to four levels."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from docgen import russian
from docgen.folding import fold
from docgen.model.amendment import Amendment, Repealed, Termination
from docgen.model.charge import Charge, Roster, in_one_sentence, incomplete, listed, roster_lines
from docgen.model.faults import fault
from docgen.model.part import Listed
from docgen.model.registry import ID_SCHEMA, KnownPerson
from docgen.model.statement import Statement, Voice
from docgen.model.text import Piece, Run, Text

SELF = "за собой"

_OUR = {"м": "Настоящий", "ж": "Настоящая", "с": "Настоящее", "мн": "Настоящие"}
_SAYINGS = ("text", "assignment", "assignments", "control", "effect", "amend", "repeal", "terminate")
_TIMELY = {"assignment", "repeal", "terminate"}  # what a deadline can be printed with


def _nobody(value: object) -> object:
    """Control that stays with the signer is a point without a person."""
    return () if isinstance(value, str) and fold(value) == fold(SELF) else value


class Point(Charge):
    """A point: one of a text, a charge, several charges, control, the day of effect, a change, repeal or end of acts.

    A point that only names a group («Руководителям школ:») has its charges in the points below it. A text or a charge
    may be followed by a list of people (``roster``); a text also by charges, which become points below it.
    """

    text: Text | None = None
    assignments: Annotated[tuple[Charge, ...], Listed] = ()
    roster: Roster = ()
    control: Annotated[
        tuple[KnownPerson, ...],
        Listed,
        BeforeValidator(_nobody),
        WithJsonSchema({"anyOf": [ID_SCHEMA, {"type": "array", "items": ID_SCHEMA}]}),
    ] = ()
    effect: Text | None = None
    amend: Amendment | None = None
    repeal: Annotated[tuple[Repealed, ...], Listed] = ()
    terminate: Termination | None = None
    points: tuple[Point, ...] = ()

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text stand for a point."""
        return {"текст": value} if isinstance(value, str) else value

    def model_post_init(self, _: object, /) -> None:
        """Refuse a point that says two things or nothing, or half of a charge."""
        given = {name for name in _SAYINGS if getattr(self, name) not in (None, ())}
        given |= self.model_fields_set & {"control"}  # nobody in control means the signer
        if {"text", "assignments"} <= given:
            given = given - {"text"}
        group = not given and self.named and bool(self.points)
        if len(given) != 1 and not group:
            if self.named and not given:
                raise incomplete()
            raise fault("пункт", "в пункте должно быть что-то одно",
                        "Можно: текст, поручение, поручения, контроль, вступает в силу, изменить, "
                        "признать утратившим силу, прекратить досрочно")  # fmt: skip
        if not group and ("assignment" in given) != self.named:
            raise incomplete()
        if self.deadline is not None and not given & _TIMELY:
            raise fault(
                "пункт", "„срок“ здесь негде напечатать", "Впишите его в текст: срок пишется вместе с поручением"
            )
        if self.roster and not given & {"text", "assignment"}:
            raise fault("пункт", "„состав“ пишется вместе с текстом", "Например: Создать рабочую группу в составе")
        self.refuse_lonely_person()

    def sentence(self, voice: Voice) -> Text:
        """Return the text of the point, with a colon if a list follows."""
        if self.roster or (self.text and self.assignments):
            return _opening(self.text or self.words.capitalised())
        if self.text is not None:
            return self.text
        if self.assignments:
            return in_one_sentence(self.assignments)
        if self.assignment is not None:
            return super().sentence(voice)
        if self.named:
            return self.whom.capitalised().ended(":")
        return self._disposal(voice)

    def _disposal(self, voice: Voice) -> Text:
        if self.amend:
            return self.amend.sentence(voice)
        if self.repeal:
            return self._repeal(voice)
        if self.terminate:
            return (Text.of("Досрочно прекратить ", *self._when) + self.terminate.cited(voice)).ended()
        if self.effect is not None:
            our = _OUR[russian.gender_of(voice.noun)]
            return Text((Run(f"{our} {voice.noun} вступает в силу "), *self.effect.pieces)).ended()
        control = f"Контроль за исполнением настоящего {russian.decline(voice.noun, 'род', 'act').text}"
        *others, last = (person.with_position("вин") for person in self.control) if self.control else ("",)
        people = f"{', '.join(others)} и {last}" if others else last
        return Text.of(f"{control} {f'возложить на {people}' if people else voice.keeps_control}").ended()

    @property
    def _when(self) -> tuple[Piece, ...]:
        return (*self.deadline.pieces, Run(" ")) if self.deadline else ()

    def _repeal(self, voice: Voice) -> Text:
        """«Признать утратившим силу приказ …», «Признать утратившими силу:» before a list (norm ORD-REPEAL)."""
        if len(self.repeal) == 1:
            opening = Text.of(f"Признать {self.repeal[0].participle} силу ", *self._when)
            return (opening + self.repeal[0].cited(voice)).ended()
        return Text.of("Признать утратившими силу", *((Run(" "), *self._when[:-1]) if self._when else ()), ":")

    def paragraphs(self, voice: Voice) -> tuple[Text, ...]:
        """Return the people listed, the acts repealed, the new wording of the only change."""
        if self.roster:
            return roster_lines(self.roster)
        if len(self.repeal) > 1:
            return tuple(listed([repealed.cited(voice) for repealed in self.repeal]))
        return self.amend.single.paragraphs(voice) if self.amend and self.amend.single else ()

    @property
    def below(self) -> tuple[Statement, ...]:
        """The charges behind a text, the changes of an act, then the point's own points."""
        changes = self.amend.changes if self.amend and not self.amend.single else ()
        charges = self.assignments if self.text else ()
        return (*charges, *changes, *self.points)


def _opening(text: Text) -> Text:
    """Return a text that opens a list: with a colon instead of a full stop."""
    last = text.pieces[-1] if text.pieces else None
    if isinstance(last, Run) and last.text.endswith("."):
        text = Text((*text.pieces[:-1], Run(last.text[:-1], last.bold, last.italic)), forms=text.forms)
    return text.ended(":")
