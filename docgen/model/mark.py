"""The mark of an appendix: whose appendix it is, and whether the act approves it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.model.act import Act, printed
from docgen.model.part import Part
from docgen.model.registry import KnownAct
from docgen.model.text import Anchor, Text


class Mark(Part):
    """The mark of an appendix (ГОСТ Р 7.0.97, 5.19; gost.md APP-MARK-A and APP-MARK-B).

    Form А names the act: «к приказу …». Form Б says that the act approves the paper: «УТВЕРЖДЕНА приказом …».
    """

    act: KnownAct | None = None
    number: Annotated[int, Field(gt=0)] | None = None
    form: Literal["А", "Б"] = "А"
    word: Text | None = None
    dates: Literal["цифрами", "словами"] = "цифрами"

    @property
    def caption(self) -> Text:
        """«Приложение» or «Приложение 1»; in form А with the sign: «Приложение № 1»."""
        if self.number is None:
            return Text((Anchor("Приложение", bookmark(1)),))
        sign = "№\N{NO-BREAK SPACE}" if self.form == "А" else ""
        return Text.of(f"Приложение\N{NO-BREAK SPACE}{sign}", Anchor(str(self.number), bookmark(self.number)))

    @property
    def approves(self) -> bool:
        """Whether the mark is of form Б."""
        return self.form == "Б"

    @property
    def basis(self) -> str:
        """«к приказу отдела образования …» or «приказом отдела образования …»; empty if no act is named."""
        if self.act is None:
            return ""
        case, preposition = ("тв", "") if self.approves else ("дат", "к ")
        return preposition + Act(kind=self.act.kind, body=self.act.body).cited(case)

    @property
    def day(self) -> str:
        """The date of the act; empty if it is not known yet."""
        return "" if self.act is None or self.act.date is None else printed(self.act.date, self.dates)


def bookmark(number: int) -> str:
    """Return the bookmark of an appendix's number."""
    return f"_Ref_appendix_{number}"
