"""A normative act and the way it is cited."""

import datetime

from docgen import russian
from docgen.model.moment import Day
from docgen.model.part import Part
from docgen.model.text import Text


class Act(Part):
    """An act: kind, body, date, number, title (ГОСТ Р 7.0.97, 5.18; norm REF-ORDER).

    ``repealed``: the day on which it lost its force, if that is known.
    """

    kind: Text
    body: Text | None = None
    date: Day | None = None
    number: Text | None = None
    title: Text | None = None
    edition: Day | None = None
    short: Text | None = None
    repealed: Day | None = None

    def __str__(self) -> str:
        return self.cited("им")

    def cited(self, case: str, dates: str = "цифрами") -> str:
        """Return the full citation with the kind in a case; ``dates`` is a style of `russian.format_date`."""
        words = [self.kind.inflected(case, "act")]
        if self.body:
            words.append(self.body.inflected("род", "organisation"))
        if self.date is not None:
            words.append(f"от {printed(self.date, dates)}")
        if self.number:
            words.append(f"№\N{NO-BREAK SPACE}{self.number}")
        if self.title:
            words.append(f"«{self.title}»")
        if self.edition is not None:
            words.append(f"(ред. от {printed(self.edition, dates)})")
        if self.short:
            words.append(f"(далее – {self.short})")
        return " ".join(words)


def printed(day: datetime.date | Text, style: str) -> str:
    """Return a date in a style; a verbatim one as it is."""
    return str(day) if isinstance(day, Text) else russian.format_date(day, style)
