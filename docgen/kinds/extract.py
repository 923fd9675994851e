"""Выписка: chosen points of an act with their own numbers, and the mark that they are true to it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import Field, ModelWrapValidatorHandler, ValidationInfo, WithJsonSchema, model_validator

from docgen import russian
from docgen.folding import fold
from docgen.model import text as pieces
from docgen.model.disposition import Disposition, PointLine
from docgen.model.document import AnyDocument, Document
from docgen.model.faults import fault
from docgen.model.organisation import Organisation
from docgen.model.part import Listed
from docgen.model.registry import Registry
from docgen.model.signature import SignatureRow
from docgen.model.statement import numbered
from docgen.model.text import Text
from docgen.value import replace
from docgen.vocabulary import TERMS, term

_ACT = {"anyOf": [{"required": ["вид"]}, {"required": ["файл"]}], "type": "object"}


class Extract(Document):
    """An extract from an act that is included whole: its requisites, preamble and chosen points, by number or label.

    A point brings the points below it; a point that only opens those («Руководителям школ:») comes with them.
    """

    noun: ClassVar[str] = "выписка"
    about: ClassVar[str] = "выписка из приказа: реквизиты, выбранные пункты под своими номерами, отметка «Верно»"

    origin: Annotated[AnyDocument, WithJsonSchema(_ACT)]
    chosen: Annotated[tuple[Text, ...], Listed] = Field(min_length=1)

    @model_validator(mode="wrap")
    @classmethod
    def _with_the_act(cls, data: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Read the extract with the people and acts of its act at hand, and in the act's style by default."""
        act = next((v for k, v in data.items() if fold(str(k)) in _ORIGIN), None) if isinstance(data, Mapping) else None
        if not isinstance(info.context, Registry) or act is None:
            return handler(data)
        with info.context.within(act):
            extract = handler(data)
        own = "style" in extract.model_fields_set
        return extract if own else extract.model_copy(update={"style": extract.origin.style})

    def model_post_init(self, _: object, /) -> None:
        """Refuse an extract from what has no points, and points that the act does not have."""
        if not isinstance(self.origin, Disposition):
            raise fault("выписка", f"из документа „{self.origin.noun}“ выписку не сделать",
                        "Укажите в поле „из“ приказ, распоряжение или постановление")  # fmt: skip
        if idle := sorted(term(name) for name in self.model_fields_set & _OF_THE_ACT):
            raise fault("выписка", f"в выписке не печатается: {', '.join(idle)}",
                        "Реквизиты выписка берёт из документа; дату заверения пишут в поле „копия“")  # fmt: skip
        known = [entry.number for entry in numbered(self.origin.points)]
        labels = {fold(label) for label in self.origin.labels()}
        for name in map(str, self.chosen):
            if _number(name) not in known and fold(name) not in labels:
                raise fault("нет-пункта", f"в документе, из которого выписка, нет пункта „{name}“",
                            f"Есть пункты: {', '.join(known)}")  # fmt: skip

    @cached_property
    def letterheads(self) -> tuple[Organisation, ...]:
        """The authors of the extract, or else those of its act."""
        return super().letterheads or self.origin.letterheads

    @property
    def has_letterhead(self) -> bool:
        """An extract is on the letterhead of its act."""
        return True

    @cached_property
    def signature_rows(self) -> tuple[SignatureRow, ...]:
        """The signatures of the extract, or else those of its act."""
        return super().signature_rows or self.origin.signature_rows

    @property
    def form_name(self) -> str:
        """«ВЫПИСКА ИЗ ПРИКАЗА»."""
        return f"{self.noun} из {self._genitive}".upper()

    @cached_property
    def noun_instrumental(self) -> str:
        """«выпиской из приказа», for «С … ознакомлены»."""
        return f"{russian.decline(self.noun, 'тв', 'act').text} из {self._genitive}"

    @property
    def _genitive(self) -> str:
        return russian.decline(self.origin.noun, "род", "act").text

    @cached_property
    def point_lines(self) -> tuple[PointLine, ...]:
        """The chosen points under their own numbers, and what leads to them; references are plain text here."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[PointLine]:
        if not isinstance(self.origin, Disposition):
            return
        names = {fold(name): number for name, number in self.origin.labels().items()}
        chosen = {names.get(fold(name), _number(name)) for name in map(str, self.chosen)}
        taken = False
        for line in self.origin.point_lines:
            if line.number:
                taken = any(_within(line.number, number) for number in chosen) or (
                    str(line.text).endswith(":") and any(_within(number, line.number) for number in chosen)
                )
            if taken:
                yield line.model_copy(update={"text": _plain(line.text)})


_OF_THE_ACT = frozenset({"date", "number", "place", "title", "mark", "approvals", "redactions", "appendices"})
_ORIGIN = frozenset(map(fold, ("origin", term("origin"), *TERMS["origin"].synonyms)))


def _number(name: str) -> str:
    """Return a number as the act has it: without a full stop behind it."""
    return name.strip().removesuffix(".")


def _within(number: str, other: str) -> bool:
    """Tell whether a point is the other one or below it."""
    return f"{number}.".startswith(f"{other}.")


def _plain(text: Text) -> Text:
    """Return a text without fields and bookmarks: what they lead to may be left out of the extract."""
    kept: list[pieces.Piece] = []
    for piece in text.pieces:
        if isinstance(piece, pieces.Field | pieces.Anchor):
            kept += [pieces.Run(piece.text)] if piece.text else []
        else:
            kept.append(piece)
    return replace(text, pieces=tuple(kept))
