"""A name read word by word: every piece of the text and what it is, so that nothing is lost or put in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from docgen.regex import regex
from docgen.russian import genders
from docgen.russian.dates import NBSP
from docgen.russian.name_roles import ONE_NAME, Remark, Role, is_initial, roles
from docgen.value import Value

_TOKEN = regex(
    r"\([^()]*\)|\s+|[^\W\d_]\.|[А-ЯЁ][а-яё]{1,2}\.(?!\w)|(?:[^\W\d_][\u0300-\u036f]*)+(?:['’ʼ‘`-](?:[^\W\d_][\u0300-\u036f]*)+)*(?:-(?=[А-ЯЁ]\.))?|.",
    re.DOTALL,
)
_MARKS = frozenset((",", ";", "/", "–", "—", "-", "+", "&", "и"))
_FORMER = regex(
    r"\(((?:в (?:девичестве|замужестве|браке|первом браке)|до (?:брака|замужества)|ранее|прежде|бывш\.|урожд\.|по (?:первому )?мужу|"
    r"прежняя фамилия|девичья фамилия)[\s:–—-]*)?(урожд[её]нн(?:ая|ый)\s+)?([^\W\d_]+(?:-[^\W\d_]+)*)\)"
)
_RANK = regex(r"\(?(?:старш|младш|средн)(?:ий|ая|яя)\)?")
_USUAL_NOTES = frozenset(("(ст.)", "(мл.)"))
_LATIN = regex(r"[A-Za-z]")
_CYRILLIC = regex(r"[\u0400-\u04ff]")


class Piece(Value):
    """A piece of a name.

    Attributes:
        text: as it is written.
        role: `surname`, `former` (what is declined like a surname but is none: a maiden name in a bracket), `given`,
            `patronymic`, `initial`, `space`, `note` (a usual addition), or nothing for what is no part of a name.
        fixed: whether it stands in every case although it is a part of the name: «фон», «Мамед оглы».
        owner: the number of the person whose name it is part of.
    """

    text: str
    role: Role = ""
    fixed: bool = False
    owner: int = 0


class Name(Value):
    """A name taken apart.

    Attributes:
        pieces: all of the text; its spaces are single ones.
        remarks: what in it cannot be read as a name; empty for an ordinary name.
    """

    pieces: tuple[Piece, ...]
    remarks: tuple[Remark, ...] = ()

    def part(self, role: Role, owner: int = 0) -> str:
        """Return the words of a part of a person's name; where only initials are known there is nothing."""
        return " ".join(piece.text for piece in self.pieces if (piece.role, piece.owner) == (role, owner))

    @property
    def surname(self) -> str:
        """The surname with its particles."""
        return self.part("surname")

    @property
    def given(self) -> str:
        """The given name, or several."""
        return self.part("given")

    @property
    def patronymic(self) -> str:
        """The patronymic, with «оглы» if it has it."""
        return self.part("patronymic")

    @property
    def owners(self) -> tuple[int, ...]:
        """The numbers of the people that are named: one person, as a rule."""
        return tuple(sorted({piece.owner for piece in self.pieces}))


@lru_cache(maxsize=4096)
def read(text: str) -> Name:
    """Take a name apart: «Лысенко С.Н.», «С.Н. Лысенко», «Кузнецова (Орлова) Ольга Викторовна», «Алиев Вагиф Мамед оглы»."""
    tokens = [piece for token in _TOKEN.findall(" ".join(text.replace(NBSP, " ").split())) for piece in _taken(token)]
    pieces = [Piece(token, role) for token, role in tokens]
    remarks: list[Remark] = []
    people = _people(pieces)
    for owner, places in enumerate(people):
        found, said = roles([pieces[at].text for at in places], [_attached(pieces, at) for at in places])
        remarks += said
        for at, (role, fixed) in zip(places, found, strict=True):
            pieces[at] = Piece(pieces[at].text, role, fixed, owner)
        for at in range(places[0], places[-1]):
            pieces[at] = Piece(pieces[at].text, pieces[at].role, pieces[at].fixed, owner)
    _join_initials(pieces)
    _read_former(pieces)
    if len(people) > 1:
        remarks.append(Remark("здесь несколько человек", "Запишите каждого отдельно"))
    return Name(tuple(_spaced(pieces)), tuple(dict.fromkeys((*remarks, *_remarks(pieces)))))


def _taken(token: str) -> Iterator[tuple[str, Role]]:
    """Yield the pieces of a token: a maiden name is taken out of its bracket."""
    if token.isspace():
        yield " ", "space"
    elif token in _USUAL_NOTES:
        yield token, "note"
    elif _RANK.fullmatch(token):
        bare = token.strip("()")
        yield from (
            (token[: token.index(bare)], "note"),
            (bare, "former"),
            (token[len(bare) + token.index(bare) :], "note"),
        )
    elif (match := _FORMER.fullmatch(token)) and (match[1] or match[2] or match[3][:1].isupper()):
        yield "(" + (match[1] or ""), "note"
        if match[2]:
            yield match[2].strip(), "former"
            yield " ", "space"
        yield match[3], "former" if match[1] or match[2] else "surname"
        yield ")", "note"
    else:
        yield token, ""


def _people(pieces: Sequence[Piece]) -> list[list[int]]:
    """Return the places of the words and initials of each person: one, unless the text names several."""
    segments: list[list[int]] = [[]]
    for at, piece in enumerate(pieces):
        lone = piece.text in _MARKS and not (_initial_at(pieces, at - 1) and _initial_at(pieces, at + 1))
        if lone:
            segments.append([])
        elif not piece.role and _is_word(piece.text):
            segments[-1].append(at)
    segments = [part for places in segments if places for part in _one_by_one(pieces, places)]
    people = [places for places in segments if _names_a_person([pieces[at].text for at in places])]
    return people or segments[:1]


def _one_by_one(pieces: Sequence[Piece], places: list[int]) -> list[list[int]]:
    """«Иванов Иван Иванович Петров Пётр Петрович» are two people."""
    threes = [places[at : at + 3] for at in range(0, len(places), 3)]
    several = len(threes) > 1 and all(genders.of_patronymic(pieces[three[-1]].text) for three in threes)
    return threes if several and len(places) % 3 == 0 else [places]


def _initial_at(pieces: Sequence[Piece], at: int) -> bool:
    return 0 <= at < len(pieces) and is_initial(pieces[at].text)


def _is_word(text: str) -> bool:
    return text[0].isalpha()


def _names_a_person(words: Sequence[str]) -> bool:
    capital = [word for word in words if word[0].isupper() and not is_initial(word)]
    return bool(capital) and len(words) > 1


def _attached(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a piece follows an initial without a space: the «В» of «Н.В»."""
    return _initial_at(pieces, at - 1)


def _join_initials(pieces: list[Piece]) -> None:
    """«Ж.-Л.»: the hyphen between two initials is one of theirs."""
    for at in range(1, len(pieces) - 1):
        before, after = pieces[at - 1], pieces[at + 1]
        if pieces[at].text == "-" and before.role == after.role == "initial":
            pieces[at] = Piece("-", "initial", owner=before.owner)


def _read_former(pieces: list[Piece]) -> None:
    """A word in a bracket is a former surname if it stands by the surname; any other word is left as it is."""
    for at, piece in enumerate(pieces):
        if piece.text == "(" and at + 2 < len(pieces) and pieces[at + 1].role == "surname":
            beside = next((p.role for p in reversed(pieces[:at]) if p.role != "space"), "")
            told = beside == "surname" or (beside and genders.of_surname(pieces[at + 1].text.lower()))
            role: Role = "former" if told else ""
            for place in range(at, at + 3):
                shown = "note" if role and place != at + 1 else role
                pieces[place] = Piece(pieces[place].text, shown, owner=piece.owner)


def _spaced(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces with a space that does not break beside initials; «О.В.Лысенко» gets one, too."""
    named = ("surname", "given", "patronymic", "initial")
    for at, piece in enumerate(pieces):
        before, after = pieces[at - 1] if at else None, pieces[at + 1] if at + 1 < len(pieces) else None
        beside = {p.role for p in (before, after) if p is not None}
        if piece.role == "space" and "initial" in beside and beside.issubset(named):
            yield Piece(NBSP, "space", owner=piece.owner)
            continue
        yield piece
        if piece.role == "initial" and after is not None and after.role in named and after.role != "initial":
            yield Piece(NBSP, "space", owner=piece.owner)


def _remarks(pieces: Sequence[Piece]) -> Iterator[Remark]:
    """Yield what is said of pieces that are no parts of a name."""
    for piece in pieces:
        if _LATIN.search(piece.text) and _CYRILLIC.search(piece.text):
            letters = ", ".join(dict.fromkeys(_LATIN.findall(piece.text)))
            yield Remark(f"в слове «{piece.text}» латинские буквы: {letters}", "Наберите его русскими буквами")
    left, words = [], ""
    for piece in (*pieces, Piece("", "note")):
        if not piece.role or (piece.role == "space" and words):
            words += piece.text
        elif words:
            left.append(words.strip())
            words = ""
    for words in left:
        if not (_LATIN.search(words) and _CYRILLIC.search(words)) or " " in words:
            yield Remark(f"«{words}» – не часть имени", ONE_NAME)
