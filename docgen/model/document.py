"""Document, the base of every kind of paper: what all of them have, and what the engine asks of them."""

from collections.abc import Mapping
from functools import cached_property
from textwrap import shorten
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    TypeAdapter,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import core_schema

from docgen import russian
from docgen.folding import fold, similar
from docgen.model.act import Act
from docgen.model.approval import Approval, Stamp, StampTable
from docgen.model.faults import fault
from docgen.model.forms import Words
from docgen.model.mark import NONE, Mark, PlacedMark, placed
from docgen.model.moment import Day
from docgen.model.organisation import Organisation
from docgen.model.part import Listed, Part
from docgen.model.person import Person
from docgen.model.registry import KnownAct, KnownPerson, Registry
from docgen.model.requisites import Copy, Executor, Visa
from docgen.model.signature import Signature, SignatureRow, rows
from docgen.model.style import Style
from docgen.model.text import Text
from docgen.model.title import Title, TitleLine, titled
from docgen.vocabulary import term

_LARGEST_CODE = 150  # more would be too fine to read at 15 mm


def _by_folded_keys(value: object) -> object:
    return {fold(str(key)): item for key, item in value.items()} if isinstance(value, Mapping) else value


def _short_enough(text: Text) -> Text:
    if len(str(text).encode()) > _LARGEST_CODE:
        raise fault("штрихкод", "для QR-кода слишком много слов", "Оставьте адрес: до 150 латинских знаков")
    return text


def _of_any_kind(value: object, info: ValidationInfo) -> object:
    """Read a document by the kind that it names."""
    if isinstance(value, Document):
        return value
    kinds: Mapping[str, type[Part]] = getattr(info.context, "kinds", {})
    names = {fold(name): name for name in kinds}
    if not isinstance(value, Mapping):
        raise fault("не-документ", "здесь нужен документ", "Начните с поля „вид“ или подключите файл: {файл: …}")
    given = next((v for k, v in value.items() if fold(str(k)) in {"вид", "kind"}), None)
    if given is None:
        raise fault("нет-вида", "не указан вид документа", f"Есть виды: {', '.join(names.values())}")
    kind = names.get(fold(str(given)))
    if kind is None:
        hint = similar(str(given), names) or f"Есть виды: {', '.join(names.values())}"
        raise fault("нет-вида", f"нет вида документов „{given}“", hint)
    return kinds[kind].model_validate(value, context=info.context)


class _ByKind:
    """Says how any document is read: what its kind consists of is not looked at before it is named."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(_of_any_kind)


ANY_DOCUMENT: dict[str, Any] = {"type": "object", "anyOf": [{"required": ["вид"]}, {"required": ["файл"]}]}
AnyDocument = Annotated["Document", _ByKind, WithJsonSchema(ANY_DOCUMENT)]


class Document(Part):
    """A paper. A kind is a subclass in `docgen.kinds`; the name of its module is the name of its template.

    Class attributes:
        noun: what the paper is called, in the nominative: «приказ».
        about: one sentence for the list of kinds.
    """

    noun: ClassVar[str] = ""
    about: ClassVar[str] = ""
    landscape: ClassVar[bool] = False

    kind: Text | None = None
    organisation: Organisation | None = None
    jointly: Annotated[tuple[Organisation, ...], Listed] = ()
    date: Day | None = None
    number: Text | None = None
    place: Text | None = None
    title: Title | None = None
    title_lines: tuple[TitleLine, ...] = Field((), repr=False)
    style: Style = Style()
    mark: Mark | None = None
    approvals: Annotated[tuple[Approval, ...], Listed] = ()
    redactions: Annotated[tuple[KnownAct, ...], Listed] = ()
    signatures: Annotated[tuple[Signature, ...], Listed] = ()
    visas: Annotated[tuple[Visa, ...], Listed] = ()
    acquainted: Annotated[tuple[KnownPerson, ...], Listed] = ()
    drafted_by: Executor | None = None
    copy_mark: Copy | None = None
    barcode: Annotated[Text, AfterValidator(_short_enough)] | None = None
    appendices: Annotated[tuple[AnyDocument, ...], Listed] = ()
    people: Mapping[str, Person] = Field({}, repr=False)
    acts: Mapping[str, Act] = Field({}, repr=False)
    words: Words | None = Field(None, repr=False)
    silenced: Mapping[str, Text] = Field({}, repr=False)
    school: Annotated[Mapping[str, Text], BeforeValidator(_by_folded_keys)] = Field({}, repr=False)

    _inside: bool = PrivateAttr(default=False)

    @model_validator(mode="wrap")
    @classmethod
    def _in_registry(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:  # noqa: ANN401
        """Read the document with its people and acts at hand."""
        data = titled(data)
        if not isinstance(info.context, Registry):
            return handler(data)
        with info.context.within(data):
            return handler(data)

    @cached_property
    def stamps(self) -> StampTable | None:
        """The stamps at the top in rows: an upright sheet is cut into two columns at least."""
        return StampTable.of(self._stamps("вверху"), self.style.stamps_in_row, 2)

    @cached_property
    def wide_stamps(self) -> StampTable | None:
        """The same stamps on a landscape sheet, which is cut into three columns at least."""
        return StampTable.of(self._stamps("вверху"), self.style.stamps_in_row, 3)

    @cached_property
    def lower_stamps(self) -> StampTable | None:
        """The stamps that stand under the title (norm AGR-PLACE)."""
        return StampTable.of(self._stamps("под названием"), self.style.stamps_in_row, 2)

    def _stamps(self, *where: str) -> tuple[Stamp, ...]:
        title = str(self.title or self.noun)
        return tuple(item.stamp(title, self.style.dates) for item in self.approvals if item.where in where)

    @cached_property
    def letterheads(self) -> tuple[Organisation, ...]:
        """The organisations that the letterhead names: a joint paper is of several (norm D25-MULTI)."""
        return (*((self.organisation,) if self.organisation else ()), *self.jointly)

    @property
    def second_letterheads(self) -> tuple[Organisation, ...]:
        """The same organisations in the second language, those that have one."""
        return tuple(author.second_language for author in self.letterheads if author.second_language)

    @property
    def letterhead_lines(self) -> tuple[Organisation, ...]:
        """The organisations of a full-width letterhead from top to bottom: each in Russian, then in its language."""
        both = ((author, author.second_language) for author in self.letterheads)
        return tuple(one for pair in both for one in pair if one)

    @property
    def has_letterhead(self) -> bool:
        """Whether the paper names its organisations at its top: one that is an appendix has its mark there."""
        return not self._inside and not (self.mark and self.mark.caption)

    @property
    def on_letterhead(self) -> bool:
        """Whether the paper is on the letterhead of one organisation, so that positions do without it (SIG-ORG)."""
        return self.has_letterhead and len(self.letterheads) == 1

    @cached_property
    def signature_rows(self) -> tuple[SignatureRow, ...]:
        """The signatures in rows: one under another, those of equal rank side by side."""
        return tuple(rows(self.signatures, letterhead=self.on_letterhead))

    @property
    def redaction_lines(self) -> tuple[str, ...]:
        """«Внесены изменения приказом … от … № …», a line for every act."""
        return tuple(f"Внесены изменения {act.cited('тв', self.style.dates)}" for act in self.redactions)

    @cached_property
    def noun_instrumental(self) -> str:
        """«приказом», for «С приказом ознакомлены»."""
        return russian.decline(self.noun, "тв", "act").text

    @property
    def addressee(self) -> str:
        """What tells this paper from the same one for another school: its code, or else its name; may be empty."""
        known = (self.school.get(fold(name)) for name in ("код", term("short_name"), term("name")))
        return next((str(text) for text in known if text), "")

    @property
    def name_in_appendices(self) -> Text | None:
        """What the marks of the appendices call this paper if it has no number."""
        return self.title

    def __repr__(self) -> str:
        number = f" № {self.number}" if self.number else ""
        heading = getattr(self, "heading", None) or self.title
        title = f" «{shorten(str(heading), 50, placeholder='…')}»" if heading else ""
        return f"<{type(self).__name__}: {self.noun}{number}{title}>"

    @classmethod
    def key(cls) -> str:
        """Return the English name of the kind: the name of its module, template and schema."""
        return cls.__module__.rpartition(".")[2]

    @property
    def has_contents(self) -> bool:
        """Whether a table of contents is printed."""
        return False

    @property
    def is_appendix(self) -> bool:
        """Whether behind another paper this one is an appendix to it, with a mark and a number."""
        return True

    def labels(self) -> Mapping[str, str]:
        """Return the numbers of the named points of this paper, for references."""
        return {}

    def approves(self, number: int) -> bool:  # noqa: ARG002 - most papers approve nothing
        """Tell whether this paper approves its appendix of that number (then the mark is of form Б)."""
        return False

    @property
    def trail(self) -> tuple[int, ...]:
        """The place of this paper among the appendices of the file; empty in a paper that stands by itself."""
        return self.mark.trail if isinstance(self.mark, PlacedMark) else ()

    def inherited(self, parent: "Document") -> Self:
        """Return the document with what it does not say taken from the one around it; styles setting by setting."""
        taken: dict[str, object] = {"style": self.style.over(parent.style)}
        if "organisation" not in self.model_fields_set:
            taken["organisation"] = parent.organisation
        if "school" not in self.model_fields_set:
            taken["school"] = parent.school
        copy = self.model_copy(update=taken)
        copy._inside = True  # noqa: SLF001 - its own
        return copy

    def of_its_day(self) -> Self:
        """Return the document with the standard of its day: by its own date or by that of the act it belongs to."""
        act = self.mark.act if self.mark else None
        day = self.date or (act.date if act else None)
        return self.model_copy(update={"style": self.style.of_day(day)})

    def marked(self) -> "tuple[Document, ...]":
        """Return the appendices with their marks filled from this paper; a single one has no number (APP-ONE).

        What an appendix says of its mark itself holds; a paper that has no number is named by its title.
        """
        body = self.organisation and (self.organisation.name_in_marks or self.organisation.name)
        heading = getattr(self, "heading", None) or self.title
        act = Act(kind=Text.of(self.noun), body=body, date=self.date, number=self.number, title=heading)
        titled = self.name_in_appendices if self.number is None else None
        single = sum(appendix.is_appendix for appendix in self.appendices) == 1
        number, found = 0, []
        for place, appendix in enumerate(self.appendices, 1):
            number += appendix.is_appendix
            title = str(appendix.title or appendix.noun)
            form = {"авто": "Б" if self.approves(place) else "А"}.get(self.style.mark_form, self.style.mark_form)
            usual = {"act": act, "paper": titled, "number": None if single else number,
                     "form": form if appendix.is_appendix else NONE,
                     "word": Text.of(russian.approved(title)), "dates": self.style.dates,
                     "mark_body": self.style.mark_body}  # fmt: skip
            mark = placed(appendix.mark, usual, (*self.trail, place))
            found.append(appendix.inherited(self).model_copy(update={"mark": mark}))
        return tuple(found)


def read_any(data: object, registry: Registry) -> Document:
    """Read a document of whatever kind it names.

    Raises:
        ValidationError: everything that is wrong with it, in Russian.
    """
    found: Document = _ANY.validate_python(data, context=registry)
    return found


_ANY: TypeAdapter[Document] = TypeAdapter(AnyDocument)
