"""The mark of an appendix: whose appendix it is, and whether the act approves it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from docgen.folding import fold
from docgen.model.act import Act, printed
from docgen.model.part import Flag, Part
from docgen.model.registry import KnownAct
from docgen.model.text import Anchor, Text

NONE = "нет"
BLANK = "____________"  # what is not known yet is filled by hand


class Mark(Part):
    """The mark of an appendix (ГОСТ Р 7.0.97, 5.19; norm APP-MARK-A and APP-MARK-B).

    Form А names the act: «к приказу … от … № …»; the short form does it in one line: «к приказу № … от …». Form Б
    says that the act approves the paper: «УТВЕРЖДЕНА приказом …». An appendix may belong to a paper that has no
    number: ``paper`` is its title, «к Положению о …».
    """

    act: KnownAct | None = None
    paper: Text | None = None
    number: Annotated[int, Field(gt=0)] | None = None
    form: Literal["А", "Б", "краткая", "нет"] = "А"
    word: Text | None = None
    dates: Literal["цифрами", "словами"] = "цифрами"
    mark_body: Flag = True

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let «нет» stand for no mark at all."""
        absent = value is False or (isinstance(value, str) and fold(value) == NONE)
        return {"форма": NONE} if absent else value

    @property
    def bookmark(self) -> str:
        """The bookmark of the number; no reference of a paper by itself leads here, nor may one to its appendices."""
        return bookmark(())

    @cached_property
    def caption(self) -> Text:
        """«Приложение» or «Приложение 1»; in form А with the sign: «Приложение № 1»; nothing if there is no mark."""
        if self.form == NONE:
            return Text(())
        if self.number is None:
            return Text((Anchor("Приложение", self.bookmark),))
        sign = "" if self.form == "Б" else "№\N{NO-BREAK SPACE}"
        return Text.of(f"Приложение\N{NO-BREAK SPACE}{sign}", Anchor(str(self.number), self.bookmark))

    @property
    def approves(self) -> bool:
        """Whether the mark is of form Б."""
        return self.form == "Б"

    @cached_property
    def basis(self) -> str:
        """«к приказу отдела образования …», «приказом …», «к Положению о …»; empty if nothing is named."""
        if self.paper is not None:
            return f"к {self.paper.inflected('дат')}"
        if self.act is None:
            return ""
        if self.form == "краткая":
            number = f" №\N{NO-BREAK SPACE}{self.act.number}" if self.act.number else ""
            day = f" от {self.day}" if self.day else ""
            return f"к {Act(kind=self.act.kind).cited('дат')}{number}{day}"
        case, preposition = ("тв", "") if self.approves else ("дат", "к ")
        return preposition + Act(kind=self.act.kind, body=self.act.body if self.mark_body else None).cited(case)

    @property
    def dated(self) -> bool:
        """Whether date and number stand on a line of their own."""
        return self.act is not None and self.paper is None and self.form != "краткая"

    @cached_property
    def day(self) -> str:
        """The date of the act; empty if it is not known yet."""
        return "" if self.act is None or self.act.date is None else printed(self.act.date, self.dates)

    @property
    def lines(self) -> Iterator[str]:
        """The mark line by line, for sheets that have no live fields."""
        given = (str(self.caption), str(self.word or "") if self.approves else "", self.basis)
        yield from (line for line in given if line)
        if self.dated and self.act is not None:
            yield f"от {self.day or BLANK} №\N{NO-BREAK SPACE}{self.act.number or BLANK}"


class PlacedMark(Mark):
    """The mark of an appendix that stands behind its paper.

    ``trail`` is the appendix's place among its neighbours, behind the places of the papers around it: (2, 1) is the
    first appendix of the second appendix. It makes bookmarks unique in the file.
    """

    trail: tuple[int, ...] = ()

    @property
    def bookmark(self) -> str:
        """The bookmark by the place of the appendix: what is printed may be another number."""
        return bookmark(self.trail)


def placed(own: Mark | None, usual: Mapping[str, object], trail: Sequence[int]) -> PlacedMark:
    """Return the mark of an appendix: what its source says about it, and the rest as usual."""
    said = {name: getattr(own, name) for name in own.model_fields_set} if own else {}
    return PlacedMark.model_construct(None, **{**usual, **said}, trail=tuple(trail))


def bookmark(trail: Sequence[int]) -> str:
    """Return the bookmark of an appendix's number by its place."""
    return "_Ref_appendix_" + "_".join(map(str, trail))
