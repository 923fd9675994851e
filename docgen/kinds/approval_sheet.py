"""Лист согласования: who has agreed to a paper, when and with what result (norm VISA-SHEET)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from docgen.model.act import printed
from docgen.model.faults import fault
from docgen.model.moment import Day
from docgen.model.part import Listed, Part
from docgen.model.registry import KnownPerson
from docgen.model.sheet import Sheet, columns, person_cells
from docgen.model.text import Text


class Approver(Part):
    """Who is asked: the person, the day, the result or remarks; what is not known yet stays for the hand."""

    person: KnownPerson
    position: Text | None = None
    date: Day | None = None
    result: Text | None = None

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let the id of a person stand for one who has not answered yet."""
        return {"лицо": value} if isinstance(value, str) else value


class ApprovalSheet(Sheet):
    """A sheet of approval, with the recommendations of those who were asked and their signatures below the table."""

    noun: ClassVar[str] = "лист согласования"
    about: ClassVar[str] = "лист согласования: кто согласовал документ, когда, с какими замечаниями; рекомендации"
    usual = columns(("position", "Должность", 26), ("full_name", "Фамилия И.О.", 20), ("", "Подпись", 14),
                    ("date", "Дата", 17), ("result", "Замечания", 23))  # fmt: skip

    approvers: Annotated[tuple[Approver, ...], Listed] = ()

    def model_post_init(self, _: object, /) -> None:
        """Refuse a sheet on which nobody can agree to anything."""
        if not self.approvers and not self.empty_rows:
            raise fault("лист", "в листе согласования нет ни одной строки",
                        "Заполните поле „согласующие“ или „пустых строк“")  # fmt: skip

    def lines(self) -> Iterator[Mapping[str, Text]]:
        """Yield a row for everyone who is asked."""
        for approver in self.approvers:
            day = Text.of(printed(approver.date, self.style.dates)) if approver.date else Text(())
            cells = person_cells(approver.person, approver.position)
            yield cells | {"date": day, "result": approver.result or Text(())}
