"""What a reference can mean: the documents around it, their people, acts, appendices, points and fields."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from docgen import russian
from docgen.folding import fold, similar
from docgen.model.act import Act, printed
from docgen.model.caption import PLACED, Caption, Captions
from docgen.model.catalogue import catalogue
from docgen.model.clauses import bookmark as point_bookmark
from docgen.model.document import Document
from docgen.model.mark import NONE
from docgen.model.mark import bookmark as appendix_bookmark
from docgen.model.moment import Period
from docgen.model.organisation import Organisation
from docgen.model.person import Person
from docgen.model.precedence import by_force
from docgen.model.reference import LinkError, case_of, one, split
from docgen.model.text import Field, Piece, Reference, Run, Text
from docgen.model.walk import texts
from docgen.value import Value, replace
from docgen.vocabulary import field_of, term

_BY_FORCE = ["по", "силе"]


Report = Callable[[Reference, LinkError], None]


def _silent(_: Reference, __: LinkError) -> None:
    """Do not report: the text is another field's, and its faults are told where it stands."""


class Scope(Value):
    """The documents from the innermost to the outermost, and the fields that are being linked just now.

    ``introduced``: where each paper has cited an act with its «(далее – …)»; later it goes by the short name.
    """

    chain: tuple[Document, ...]
    captions: Captions
    introduced: dict[tuple[int, str], int]
    busy: frozenset[tuple[int, str]] = frozenset()

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
        noun, words = split(reference)
        case = case_of(words)
        if case and noun != "пункт":
            words = words[:-1]
        match noun:
            case "акт":
                return self._cited(reference, self._act(words), case or "им")
            case "акты" | "упомянутые акты":
                return self._listed(noun, words)
            case "лицо":
                return one(self.people, words, "человека", "people").inflected(case or "им")
            case "должность":
                person = one(self.people, words, "человека", "people")
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
            return caption.mention(case_of(reference.words[1:]) or "им").pieces
        found = self.meaning(reference)
        if isinstance(found, str):
            return [Run(found, reference.bold, reference.italic)]
        if isinstance(found, Text):
            return found.pieces
        if reference.words and fold(reference.words[0]) in PLACED:
            words = reference.words[1:-1] if case_of(reference.words[1:]) else reference.words[1:]
            what = " ".join(words)
            raise LinkError(f"{reference.words[0]} „{what}“ нигде не стоит или не имеет заголовка, ссылаться не на что",
                            "Дайте ей поле „заголовок“ и поставьте её в тексте отдельным абзацем")  # fmt: skip
        what = "список" if isinstance(found, tuple) else "таблицу или документ"
        hint = "Поставьте её отдельным абзацем или пунктом списка: «- {…}»"
        raise LinkError(f"ссылка {reference} означает {what} и не может стоять внутри текста", hint)

    def _act(self, words: Sequence[str]) -> Act:
        """Return the act of an id: the papers' own before that of the catalogue."""
        acts, name = self.acts, fold(" ".join(words))
        if all(fold(key) != name for key in acts):
            acts = {**catalogue(), **acts}
        return one(acts, words, "акта", "acts")

    def _listed(self, noun: str, words: Sequence[str]) -> tuple[Act, ...]:
        """Return the acts of a list: those named, all of the nearest paper that has any, or those that it mentions."""
        if noun != "акты":
            return by_force(self._mentioned())
        if words and words != _BY_FORCE:
            return tuple(self._act([word]) for word in words)
        acts = next((tuple(paper.acts.values()) for paper in self.chain if paper.acts), ())
        return by_force(acts) if words else acts

    def _mentioned(self) -> Iterator[Act]:
        """Yield the acts that the references of this paper name, each once; its appendices cite for themselves."""
        paper = next((one for one in self.chain if one.mark is not None), self.chain[-1])
        found = (reference for path, text in texts(paper) if path[0] != term("appendices")
                 for reference in text.references if fold("".join(reference.words[:1])) == "акт")  # fmt: skip
        seen: set[str] = set()
        for reference in found:
            words = reference.words[1:-1] if case_of(reference.words) else reference.words[1:]
            with suppress(LinkError):  # told where the reference stands
                act = self._act(words)
                if str(act) not in seen:
                    yield act
                seen.add(str(act))

    def _cited(self, reference: Reference, act: Act, case: str) -> str:
        """Return the full citation at the first mention in a paper, the short name that it introduces afterwards."""
        if act.short is None:
            return act.cited(case, self.dates)
        first = self.introduced.setdefault((id(self.chain[0]), str(act)), id(reference))
        return act.cited(case, self.dates) if first == id(reference) else act.short.inflected(case, "act")

    def _appendix(self, words: Sequence[str], case: str | None) -> Text:
        """«(приложение 1)», or in a case «приложению 1»; a single appendix has no number (norm APP-ONE)."""
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
        return appendices[number - 1], number, (*around, number), sum(item.is_appendix for item in appendices) == 1

    def _title_of(self, words: Sequence[str], case: str) -> str:
        holders = {fold(russian.decline(paper.noun, "род", "act").text): paper for paper in reversed(self.chain)}
        if (paper := holders.get(fold(" ".join(words)))) and paper.title:
            return self.entering(paper, "title").linked(paper.title, _silent).inflected(case)
        if fold(words[0]) != "приложения":
            hint = "Напишите {название приложения 1} или {название программы}, если документ – часть программы"
            raise LinkError(f"непонятно, чьё это название: „{' '.join(words)}“", hint)
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
                found = one(value, words, f"{russian.decline(noun, 'род', 'act').text}", name)
                return found.inflected(case, "organisation") if isinstance(found, Text) and case != "им" else found
            if isinstance(value, Organisation):
                value = _of_organisation(value, words)
            if isinstance(value, tuple) and words:
                value = _member(value, noun, words)
            if isinstance(value, Text):
                scope = replace(self, chain=self.chain[index:]).entering(document, name)
                what = "organisation" if name == "organisation" else "act"
                return (
                    scope.linked(value, _silent).inflected(case, what) if case != "им" else scope.linked(value, _silent)
                )
            if isinstance(value, datetime.date):
                return printed(value, self.dates)
            return str(value) if isinstance(value, Period) else value
        raise LinkError(f"поле „{noun}“ не заполнено", f"Заполните поле „{noun}“ или уберите ссылку")

    def entering(self, document: Document, name: str) -> Scope:
        """Return the scope in which a field of a document is linked: there the field does not mean itself."""
        return replace(self, busy=self.busy | {(id(document), name)})


def _of_organisation(organisation: Organisation, words: Sequence[str]) -> Text:
    """Return the name of an organisation, or what else a reference asks of it: «{организация краткое наименование}»."""
    asked = fold(" ".join(words)) or fold(term("name"))
    told = {name: getattr(organisation, name) for name in type(organisation).model_fields}
    known = {fold(term(name)): (term(name), value) for name, value in told.items() if isinstance(value, Text)}
    if asked not in known:
        hint = similar(asked, {key: name for key, (name, _) in known.items()})
        raise LinkError(f"в поле „{term('organisation')}“ не заполнено „{' '.join(words)}“",
                        hint or f"Заполнены: {', '.join(name for name, _ in known.values())}")  # fmt: skip
    return known[asked][1]


def _member(values: Sequence[object], noun: str, words: Sequence[str]) -> Text:
    """Return the member of a list that a reference names by its number: «{направления 3}»."""
    number = int(words[0]) if len(words) == 1 and words[0].isdecimal() else 0
    if not 1 <= number <= len(values):
        raise LinkError(f"в поле „{noun}“ нет элемента „{' '.join(words)}“", f"Укажите номер от 1 до {len(values)}")
    member = values[number - 1]
    text = getattr(member, "title", None) or getattr(member, "text", member)
    return text if isinstance(text, Text) else Text.read(str(text))
