"""Amendment: points that change other acts, repeal them or end what they began (norm ORD-REPEAL)."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from docgen import russian
from docgen.folding import fold
from docgen.model.faults import fault
from docgen.model.part import Listed, Part, keys
from docgen.model.registry import KnownAct
from docgen.model.statement import Statement, Voice
from docgen.model.text import Piece, Run, Text
from docgen.regex import regex
from docgen.value import replace

_ORDINAL = regex(r"([а-яё]+) ([а-яё]+(?:ый|ой|ий|ая|ье|ья|ое))\b(.*)", re.DOTALL)
_FORCE = {"м": "утратившим", "ж": "утратившей", "с": "утратившим", "мн": "утратившими"}


class Wording(NamedTuple):
    """A change in words: «в пункте 3 слова …» + «заменить» + «словами …»; the gerund stands before the rest."""

    before: tuple[Piece, ...]
    verb: Literal["изложить", "заменить", "дополнить", "исключить"]
    after: tuple[Piece, ...] = ()

    @property
    def as_point(self) -> Text:
        """«Пункт 3 изложить в следующей редакции»."""
        return Text(_spaced(self.before, (Run(self.verb),), self.after)).capitalised()

    @property
    def as_gerund(self) -> Text:
        """«изложив пункт 3 в следующей редакции»."""
        return Text(_spaced((Run(f"{self.verb.removesuffix('ть')}в"),), self.before, self.after))


class Change(Statement):
    """One change of an act: a place and what is restated, replaced, added or removed there; or a text of one's own.

    A replacement without a place is made all over the act; ``added`` with ``content`` names the new unit («пункт 5»,
    «абзац») and gives its wording, without it gives the words that are added.
    """

    text: Text | None = None
    place: Text | None = None
    restated: Text | None = None
    replaced: Text | None = None
    replacement: Text | None = None
    added: Text | None = None
    content: Text | None = None
    removed: Text | None = None

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text stand for a change."""
        return {"текст": value} if isinstance(value, str) else value

    def model_post_init(self, _: object, /) -> None:
        """Refuse a change that says several things, or half of one."""
        said = (self.text, self.restated, self.replaced, self.added, self.removed)
        if sum(item is not None for item in said) != 1:
            raise fault("изменение", "в изменении должно быть что-то одно",
                        "Можно: изложить, заменить (с полем „на“), дополнить, исключить или текст")  # fmt: skip
        if (self.replaced is None) != (self.replacement is None):
            raise fault("изменение", "„заменить“ и „на“ пишутся вместе", "Добавьте недостающее поле")
        if self.content is not None and self.added is None:
            raise fault("изменение", "„содержание“ пишется вместе с „дополнить“", "Новую редакцию пишут в „изложить“")
        words_added = self.added is not None and self.content is None
        if self.place is None and (self.restated is not None or words_added):
            raise fault("изменение", "не сказано, какое место изменить", "Добавьте поле „место“: пункт 3")

    @property
    def wording(self) -> Wording | None:
        """The change in words; None if it is a text of its own."""
        whole = _inflected(self.place, "вин")
        if self.restated is not None:
            return Wording(whole, "изложить", (Run("в следующей редакции:"),))
        if self.replaced is not None and self.replacement is not None:
            before = _spaced(self._where, _words(self.replaced, "им"))
            return Wording(before, "заменить", _words(self.replacement, "тв"))
        if self.added is not None and self.content is not None:
            unit = (*_inflected(self.added, "тв"), Run(" следующего содержания:"))
            return Wording(whole, "дополнить", unit)
        if self.added is not None:
            return Wording(whole, "дополнить", _words(self.added, "тв"))
        if self.removed is not None and fold(str(self.removed)) == "да":
            return Wording(whole, "исключить")
        return Wording(_spaced(self._where, _words(self.removed, "им")), "исключить") if self.removed else None

    @property
    def _where(self) -> tuple[Piece, ...]:
        """«в пункте 3», «по тексту»."""
        return (Run("в "), *_inflected(self.place, "пр")) if self.place else (Run("по тексту"),)

    def sentence(self, voice: Voice) -> Text:  # noqa: ARG002 - a change is the same in every act
        """Return the change as a point of its own."""
        wording = self.wording
        return wording.as_point.ended() if wording else (self.text or Text(())).ended()

    def paragraphs(self, voice: Voice) -> tuple[Text, ...]:  # noqa: ARG002
        """Return the new wording in quotes, paragraph by paragraph."""
        text = self.restated or self.content
        return _quoted_paragraphs(text) if text else ()


class Amendment(Part):
    """Changes of one act: «Внести в приказ … следующие изменения:»."""

    act: KnownAct
    changes: Annotated[tuple[Change, ...], Listed] = Field(min_length=1)

    @property
    def single(self) -> Change | None:
        """The only change, if it can be told with a gerund: «внести изменение, изложив …»."""
        return self.changes[0] if len(self.changes) == 1 and self.changes[0].wording else None

    def sentence(self, voice: Voice) -> Text:
        """Return the sentence that opens the changes, or tells the only one."""
        cited = f"Внести в {self.act.cited('вин', voice.dates)}"
        if self.single and self.single.wording:
            return (Text.of(f"{cited} изменение, ") + self.single.wording.as_gerund).ended()
        return Text.of(f"{cited} следующие изменения:")


class Repealed(Part):
    """An act, or a place of it, that loses force."""

    act: KnownAct
    place: Text | None = None

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let the id or the requisites of an act stand for the whole act."""
        whole = not isinstance(value, Mapping) or not any(fold(str(key)) in {"акт", "act"} for key in value)
        return {"акт": value} if whole else value

    @property
    def participle(self) -> str:
        """«утратившим» in agreement with the place or the act."""
        return _FORCE[russian.gender_of(str(self.place or self.act.kind))]

    def cited(self, voice: Voice) -> Text:
        """«приказ от … № …», «пункт 2 приказа от … № …»."""
        if self.place is None:
            return Text.of(self.act.cited("вин", voice.dates))
        return Text((*_inflected(self.place, "вин"), Run(f" {self.act.cited('род', voice.dates)}")))


class Termination(Part):
    """What ends before its time: an act, or something told in words: «реализацию программы …»."""

    act: KnownAct | None = None
    text: Text | None = None

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text say what ends."""
        whole = isinstance(value, Mapping) and any(fold(str(key)) in keys(cls) for key in value)
        return value if whole else {"текст": value}

    def model_post_init(self, _: object, /) -> None:
        """Refuse a termination of nothing or of two things."""
        if (self.act is None) == (self.text is None):
            raise fault("пункт", "непонятно, что прекратить", "Напишите {акт: имя} или текст в винительном падеже")

    def cited(self, voice: Voice) -> Text:
        """«действие приказа от … № …»."""
        return Text.of(f"действие {self.act.cited('род', voice.dates)}") if self.act else self.text or Text(())


def _spaced(*parts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the parts that are not empty with spaces between them."""
    pieces: list[Piece] = []
    for part in filter(None, parts):
        pieces += [Run(" "), *part] if pieces else part
    return tuple(pieces)


def _inflected(place: Text | None, case: str) -> tuple[Piece, ...]:
    """«пункт 3», «абзац второй пункта 2» in a case: an ordinal behind its noun changes with it."""
    if place is None:
        return ()
    if not place.forms and (match := _ORDINAL.fullmatch(str(place))):
        turned = russian.decline(f"{match[2]} {match[1]}", case, "act").text.split(" ")
        return (Run(f"{turned[1]} {turned[0]}{match[3]}"),)
    return (Run(place.inflected(case)),)


def _words(text: Text, case: Literal["им", "тв"]) -> tuple[Piece, ...]:
    """«слова «А»», «словом «А»», «цифрами «10»»: one word, several, or figures."""
    bare = _bare(text)
    content = str(bare)
    if content.replace(" ", "").isdecimal():
        noun = {"им": "цифры", "тв": "цифрами"}
    elif len(content.split()) == 1:
        noun = {"им": "слово", "тв": "словом"}
    else:
        noun = {"им": "слова", "тв": "словами"}
    return (Run(f"{noun[case]} «"), *bare.pieces, Run("»"))


def _bare(text: Text) -> Text:
    """Return a text without the quotes around the whole of it."""
    content = str(text)
    if not (content.startswith("«") and content.endswith("»")) or not text.pieces:
        return text
    level = 0
    for place, letter in enumerate(content):
        level += {"«": 1, "»": -1}.get(letter, 0)
        if level == 0 and place < len(content) - 1:
            return text
    pieces = list(text.pieces)
    if isinstance(first := pieces[0], Run):
        pieces[0] = replace(first, text=first.text[1:])
    if isinstance(last := pieces[-1], Run):
        pieces[-1] = replace(last, text=last.text[:-1])
    return replace(text, pieces=tuple(pieces))


def _quoted_paragraphs(text: Text) -> tuple[Text, ...]:
    """Return a wording in quotes: they open its first paragraph and close its last one."""
    bare = _bare(text)
    *front, last = [line for line in bare.lines() if line] or [bare]
    paragraphs = [*front, replace(last, pieces=(*last.pieces, Run("».")))]
    first = paragraphs[0]
    return (replace(first, pieces=(Run("«"), *first.pieces)), *paragraphs[1:])
