"""What a reference can mean: the documents around it, their people, acts, appendices, points and fields."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from docgen import russian
from docgen.folding import fold
from docgen.model.act import Act, printed
from docgen.model.caption import PLACED, Caption, Captions
from docgen.model.clauses import bookmark as point_bookmark
from docgen.model.document import Document
from docgen.model.mark import NONE
from docgen.model.mark import bookmark as appendix_bookmark
from docgen.model.moment import Period
from docgen.model.part import similar
from docgen.model.person import Person
from docgen.model.text import Field, Piece, Reference, Run, Text
from docgen.vocabulary import TERMS, field_of, term

T = TypeVar("T")

_NOUNS = ("акт", "акты", "лицо", "должность", "приложение", "пункт", "название", *PLACED)
_LONGEST = max(len(fold(entry.name).split("_")) for entry in TERMS.values())


class LinkError(Exception):
    """A reference that leads nowhere: what is wrong, and the remedy."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


Report = Callable[[Reference, LinkError], None]


def _silent(_: Reference, __: LinkError) -> None:
    """Do not report: the text is another field's, and its faults are told where it stands."""


@dataclass(frozen=True)
class Scope:
    """The documents from the innermost to the outermost, and the fields that are being linked just now.

    ``introduced``: where each paper has cited an act with its «(далее – …)»; later it goes by the short name.
    """

    chain: tuple[Document, ...]
    busy: frozenset[tuple[int, str]] = frozenset()
    captions: Captions = field(default_factory=dict)
    introduced: dict[tuple[int, str], int] = field(default_factory=dict)

    @property
    def people(self) -> Mapping[str, Person]:
        """Everybody who may be named here, by id."""
        return {key: person for document in reversed(self.chain) for key, person in document.people.items()}

    @property
    def acts(self) -> Mapping[str, Act]:
        """Every act that may be cited here, by id."""
        return {key: act for document in reversed(self.chain) for key, act in document.acts.items()}

    @property
    def dates(self) -> str:
        """The style of dates in this paper."""
        return self.chain[0].style.dates

    def inside(self, document: Document) -> Scope:
        """Return the scope of a document that stands in this one."""
        return replace(self, chain=(document, *self.chain))

    def captioned(self, captions: Captions) -> Scope:
        """Return the scope with what the paper itself captions, before what those around it do."""
        return replace(self, captions={**self.captions, **captions})

    def caption(self, reference: Reference) -> Caption | None:
        """Return the caption of what a reference of two words or more names, if it has one."""
        noun, *words = reference.words or ("",)
        if words and words[-1] in russian.CASES and (fold(noun), fold(" ".join(words))) not in self.captions:
            words = words[:-1]
        return self.captions.get((fold(noun), fold(" ".join(words))))

    def linked(self, text: Text, report: Report) -> Text:
        """Return the text with every inline reference replaced; those that lead nowhere are reported and kept."""
        if not text.references:
            return text
        pieces: list[Piece] = []
        for piece in text.pieces:
            if not isinstance(piece, Reference):
                pieces.append(piece)
                continue
            try:
                pieces += self._inline(piece)
            except LinkError as error:
                report(piece, error)
        return replace(text, pieces=tuple(pieces))

    def meaning(self, reference: Reference) -> object:
        """Return what a reference stands for: a text, pieces of one, a sequence of items, or a block.

        Raises:
            LinkError: the reference names something that is not there.
        """
        noun, words = _split(reference)
        case = _case(words)
        if case and noun != "пункт":
            words = words[:-1]
        match noun:
            case "акт":
                return self._cited(reference, _one(self.acts, words, "акта", "acts"), case or "им")
            case "акты" if words:
                return tuple(_one(self.acts, [word], "акта", "acts") for word in words)
            case "акты":
                return next((tuple(paper.acts.values()) for paper in self.chain if paper.acts), ())
            case "лицо":
                return _one(self.people, words, "человека", "people").inflected(case or "им")
            case "должность":
                person = _one(self.people, words, "человека", "people")
                return person.position.inflected(case or "им", "position", person.gender) if person.position else ""
            case "приложение":
                return self._appendix(words, case)
            case "пункт":
                return self._point(" ".join(words))
            case "название" if words:
                return self._title_of(words, case or "им")
        return self._field(noun, words, case or "им")

    def _inline(self, reference: Reference) -> Sequence[Piece]:
        """Return the pieces that stand for a reference inside a text, with its emphasis."""
        if reference.words and fold(reference.words[0]) in PLACED and (caption := self.caption(reference)):
            return caption.mention(_case(reference.words[1:]) or "им").pieces
        found = self.meaning(reference)
        if isinstance(found, str):
            return [Run(found, reference.bold, reference.italic)]
        if isinstance(found, Text):
            return found.pieces
        if reference.words and fold(reference.words[0]) in PLACED:
            words = reference.words[1:-1] if _case(reference.words[1:]) else reference.words[1:]
            what = " ".join(words)
            raise LinkError(f"{reference.words[0]} „{what}“ нигде не стоит или не имеет заголовка, ссылаться не на что",
                            "Дайте ей поле „заголовок“ и поставьте её в тексте отдельным абзацем")  # fmt: skip
        what = "список" if isinstance(found, tuple) else "таблицу или документ"
        hint = "Поставьте её отдельным абзацем или пунктом списка: «- {…}»"
        raise LinkError(f"ссылка {reference} означает {what} и не может стоять внутри текста", hint)

    def _cited(self, reference: Reference, act: Act, case: str) -> str:
        """Return the full citation at the first mention in a paper, the short name that it introduces afterwards."""
        if act.short is None:
            return act.cited(case, self.dates)
        first = self.introduced.setdefault((id(self.chain[0]), str(act)), id(reference))
        return act.cited(case, self.dates) if first == id(reference) else act.short.inflected(case, "act")

    def _appendix(self, words: Sequence[str], case: str | None) -> Text:
        """«(приложение 1)», or in a case «приложению 1»; a single appendix has no number (gost.md APP-ONE)."""
        appendix, number, trail, single = self._find_appendix(words)
        own = appendix.mark.number if appendix.mark else None
        name = russian.decline("приложение", case or "им", "act").text
        pieces: list[Piece | str] = [name]
        if own or not single:
            shown = str(own or number)
            marked = appendix.mark is None or appendix.mark.form != NONE
            pieces += ["\N{NO-BREAK SPACE}", Field(shown, appendix_bookmark(trail)) if marked else shown]
        return Text.of(*pieces) if case else Text.of("(", *pieces, ")")

    def _find_appendix(self, words: Sequence[str]) -> tuple[Document, int, tuple[int, ...], bool]:
        paper = next((document for document in self.chain if document.appendices), None)
        appendices = paper.appendices if paper else ()
        around = paper.trail if paper else ()
        number = int(words[0]) if words and words[0].isdecimal() else 1
        if len(words) > 1 or (words and not words[0].isdecimal()):
            raise LinkError(f"непонятно, какое это приложение: „{' '.join(words)}“", "Напишите {приложение 1}")
        if not 1 <= number <= len(appendices):
            count = f"приложений всего {len(appendices)}" if appendices else "приложений нет"
            raise LinkError(f"нет приложения {number}: {count}", "Добавьте его в поле „приложения“ или исправьте номер")
        return appendices[number - 1], number, (*around, number), len(appendices) == 1

    def _title_of(self, words: Sequence[str], case: str) -> str:
        if fold(words[0]) != "приложения":
            raise LinkError(f"непонятно, чьё это название: „{' '.join(words)}“", "Напишите {название приложения 1}")
        appendix, number, *_ = self._find_appendix(words[1:])
        if not appendix.title:
            raise LinkError(f"у приложения {number} нет названия", "Заполните в нём поле „название“")
        return self.inside(appendix).entering(appendix, "title").linked(appendix.title, _silent).inflected(case)

    def _point(self, label: str) -> Text:
        labels = {fold(name): (name, number) for paper in self.chain for name, number in paper.labels().items()}
        if fold(label) not in labels:
            names = {key: name for key, (name, _) in labels.items()}
            raise LinkError(
                f"нет пункта с именем „{label}“", similar(label, names) or "Дайте ему имя: „метка“ или {#имя}"
            )
        return Text.of(Field(labels[fold(label)][1], point_bookmark(label), numbered=True))

    def _field(self, noun: str, words: Sequence[str], case: str) -> object:
        """Return the value of a field of the nearest document that has it filled."""
        name = field_of(noun) or ""
        if noun in PLACED:
            name = PLACED[noun][0]
        for index, document in enumerate(self.chain):
            value = getattr(document, name, None) if name in type(document).model_fields else None
            if not value or (id(document), name) in self.busy:
                continue
            if isinstance(value, Mapping):
                return _one(value, words, f"{russian.decline(noun, 'род', 'act').text}", name)
            if isinstance(value, Text):
                scope = replace(self, chain=self.chain[index:]).entering(document, name)
                return scope.linked(value, _silent).inflected(case) if case != "им" else scope.linked(value, _silent)
            if isinstance(value, datetime.date):
                return printed(value, self.dates)
            return str(value) if isinstance(value, Period) else value
        raise LinkError(f"поле „{noun}“ не заполнено", f"Заполните поле „{noun}“ или уберите ссылку")

    def entering(self, document: Document, name: str) -> Scope:
        """Return the scope in which a field of a document is linked: there the field does not mean itself."""
        return replace(self, busy=self.busy | {(id(document), name)})


def _split(reference: Reference) -> tuple[str, list[str]]:
    """Return the noun of a reference, folded to a term of the glossary, and the words after it."""
    words = list(reference.words)
    if not words:
        raise LinkError("фигурная скобка не закрыта или пуста", r"Чтобы напечатать скобку, напишите \{")
    for length in range(min(_LONGEST, len(words)), 0, -1):
        noun = fold(" ".join(words[:length]))
        if noun in _NOUNS or field_of(noun):
            return noun.replace("_", " "), words[length:]
    nouns = {fold(noun): noun for noun in (*_NOUNS, *(entry.name for entry in TERMS.values()))}
    hint = similar(words[0], nouns) or r"Чтобы напечатать фигурную скобку, напишите \{"
    raise LinkError(f"непонятная ссылка {reference}", hint)


def _case(words: Sequence[str]) -> str | None:
    try:
        return russian.case_code(words[-1]) if words else None
    except ValueError:
        return None


def _one(known: Mapping[str, T], words: Sequence[str], what: str, where: str) -> T:
    name = " ".join(words)
    keys = {fold(key): key for key in known}
    if fold(name) in keys:
        return known[keys[fold(name)]]
    hint = similar(name, keys) or f"Опишите её или его в поле „{term(where)}“"
    raise LinkError(f"{what} „{name}“ нет в поле „{term(where)}“", hint)
