"""Лист ознакомления: who has read a paper and signs for it (norm ACK-SHEET)."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import ValidationInfo, model_validator

from docgen.model.document import Document
from docgen.model.faults import fault
from docgen.model.sheet import Sheet, columns, person_cells
from docgen.model.text import Text


class AcquaintanceSheet(Sheet):
    """A sheet of acquaintance: those named, or everybody whom the paper lists but for its signers, or empty rows."""

    noun: ClassVar[str] = "лист ознакомления"
    about: ClassVar[str] = "лист ознакомления с приказом или другим документом: люди документа либо пустые строки"
    relation = ("с", "тв")
    usual = columns(("full_name", "Фамилия И.О.", 26), ("position", "Должность", 34), ("", "Дата", 16),
                    ("", "Подпись", 16))  # fmt: skip

    @model_validator(mode="after")
    def _somebody(self, info: ValidationInfo) -> Self:
        """Refuse a sheet on which nobody can sign; a sheet behind a paper knows the people of that paper."""
        known = getattr(info.context, "people", None) or self.people
        if not (self.acquainted or self.empty_rows or known):
            raise fault("лист", "в листе ознакомления нет ни одной строки",
                        "Заполните поле „ознакомлены“, „лица“ или „пустых строк“")  # fmt: skip
        return self

    def inherited(self, parent: Document) -> Self:
        """Return the sheet with the people of the paper that it goes with, unless it says whom it is for."""
        taken = super().inherited(parent)
        if self.acquainted or self.empty_rows or self.people:
            return taken
        signers = [signature.person for signature in parent.signatures]
        readers = tuple(person for person in parent.people.values() if person not in signers)
        return taken.model_copy(update={"acquainted": readers})

    def lines(self) -> Iterator[Mapping[str, Text]]:
        """Yield a row for everyone who is to read the paper."""
        own = () if self.empty_rows else tuple(self.people.values())
        for person in self.acquainted or own:
            yield person_cells(person)
