"""Names of people: their initials, gender and case forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from docgen.russian import genders, given_names, surnames
from docgen.russian.dates import NBSP
from docgen.russian.name_reading import Name, Piece, read
from docgen.russian.name_roles import Remark, Role

PARTS: tuple[Role, ...] = ("surname", "given", "patronymic")
_BY_FIRST_LETTER = ("given", "patronymic", "initial")


def initials(person: object, order: str = "surname-first") -> str:
    """Return a name with initials; the space between them does not break. Both parts of «Жан-Поль» have theirs: «Ж.-П.».

    What is no part of the name stands before or after it, as it does in the text; a name that has no surname, or in
    which something else stands between its parts, is returned as it is written.

    Args:
        person: a name, or anything that is one in words (a person of the model).
        order: `surname-first` for «Лысенко С.Н.» (ГОСТ Р 7.0.97, 5.18), `initials-first` for «С.Н. Лысенко» (5.22).

    Raises:
        ValueError: there is no such order, or no person.
    """
    if order not in ("surname-first", "initials-first"):
        raise ValueError(f"нет порядка „{order}“; есть: surname-first, initials-first")
    if person is None:
        raise ValueError("нет имени, которое надо написать с инициалами")
    pieces = list(read(str(person)).pieces)
    for owner in sorted({piece.owner for piece in pieces}):
        pieces = _with_initials(pieces, owner, order)
    return "".join(piece.text for piece in pieces)


def _with_initials(pieces: list[Piece], owner: int, order: str) -> list[Piece]:
    own = [at for at, piece in enumerate(pieces) if piece.owner == owner and piece.role in (*PARTS, "initial")]
    if not own:
        return pieces
    start, stop = own[0], own[-1] + 1
    while stop < len(pieces) and pieces[stop].role in ("note", "former") and pieces[stop].owner == owner:
        stop += 1
    inner = pieces[start:stop]
    letters = _joined(_letters(piece) for piece in inner if piece.role in _BY_FIRST_LETTER)
    suffix = [piece for piece in inner if _is_suffix(piece)]
    family = [piece for piece in inner if piece.role not in _BY_FIRST_LETTER]
    while family and family[-1].role == "space":
        family.pop()
    if not letters or any(not piece.role for piece in inner) or all(p.role != "surname" for p in inner):
        return pieces
    gap = Piece(NBSP, "space", owner=owner)
    ending = [p for piece in suffix for p in (gap, piece)]
    block = [Piece(letters, "initial", owner=owner), *ending]
    surname = _single_spaced(family)
    made = [*surname, gap, *block] if order == "surname-first" else [*block, gap, *surname]
    return [*_apart(pieces[:start], made), *_apart(made, pieces[stop:]), *pieces[stop:]]


def _apart(pieces: Sequence[Piece], following: Sequence[Piece]) -> Sequence[Piece]:
    """Return pieces with a space behind them if they would run into the following ones: «А.ИП» has none."""
    runs = pieces and following and pieces[-1].text[-1:].isalnum() and following[0].text[:1].isalnum()
    return [*pieces, Piece(" ", "space", owner=pieces[-1].owner)] if runs else pieces


def _is_suffix(piece: Piece) -> bool:
    return piece.role == "patronymic" and piece.fixed and piece.text.lower() in genders.TURKIC


def _letters(piece: Piece) -> str:
    """Return the initials of a part of a name: «Ж.-П.» of «Жан-Поль»; those that are written already stay."""
    if piece.role == "initial":
        return piece.text
    if _is_suffix(piece):
        return ""
    parts = (part for part in piece.text.split("-") if part)
    return "-".join(part if part.lower() in genders.TURKIC else f"{part[0].upper()}." for part in parts)


def _joined(letters: Iterable[str]) -> str:
    """«С.Н.» has no space inside; letters that nobody put a full stop after do: «С Н»."""
    found = ""
    for letter in letters:
        found += NBSP + letter if found[-1:].isalpha() and letter else letter
    return found


def _single_spaced(pieces: Sequence[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        if piece.role == "space":
            if kept and kept[-1].role != "space":
                kept.append(Piece(" ", "space", owner=piece.owner))
        else:
            kept.append(piece)
    return kept


def name_parts(text: str) -> dict[str, str]:
    """Return the parts of a name: `surname`, `given`, `patronymic`; what is not there, or is an initial, is empty."""
    name = read(text)
    return {part: name.part(part) for part in PARTS}


def name_remarks(text: str) -> tuple[Remark, ...]:
    """Return what in a text cannot be read as the name of one person; nothing for an ordinary name."""
    return read(text).remarks


def name_gender(text: str) -> str | None:
    """Return `м` or `ж` if the name tells it: by the patronymic, the first name or the surname; else None."""
    return gender_of_name(read(text))


def gender_of_name(name: Name, owner: int = 0) -> str | None:
    """Return the gender that the patronymic, the first name or the surname tells; None if nothing does."""
    if found := genders.of_patronymic(turkic(name, owner) or name.part("patronymic", owner)):
        return found
    if owner == 0 and _either_first(name):
        return None
    if any(p.text.lower() == "тхи" and p.fixed for p in name.pieces):
        return "ж"  # the middle name of Vietnamese women
    told = {genders.of_first_name(word) for word in name.part("given", owner).split(" ") if word} - {None}
    if len(told) == 1:
        return told.pop()
    words = [word.lower() for word in name.part("surname", owner).replace("-", " ").split(" ")]
    told = {genders.of_surname(word) for word in words if word} - {None}
    return told.pop() if len(told) == 1 else None


def _either_first(name: Name) -> bool:
    """Tell whether a name of the East stands before a word that nobody knows: in «Асан Кюлбегим» it may be the surname."""
    match [piece for piece in name.pieces if piece.role != "space"]:
        case [Piece(role="given") as given, Piece(role="surname", fixed=False) as surname]:
            own = genders.listed().get(given.text.lower())
            return own is not None and own.home == "east" and not surnames.recognised(surname.text)
    return False


def turkic(name: Name, owner: int) -> str:
    """Return the «оглы» of a person, also of one whose father has only an initial."""
    return next((p.text for p in name.pieces if p.owner == owner and _is_suffix(p)), "")


Inflect = Callable[[str, str, str], str]
_INFLECT: Mapping[str, Inflect] = {
    "surname": surnames.declined, "former": surnames.declined,
    "given": given_names.declined, "patronymic": given_names.patronymic,
}  # fmt: skip


def declined(name: Name, case: str, gender: str | None = None, own: Mapping[str, str] | None = None) -> str:
    """Return a name in a case, piece by piece.

    Args:
        name: the name.
        case: a code of a case.
        gender: `м` or `ж` of whom the name itself does not tell it of.
        own: forms of whole parts, by `surname`, `given`, `patronymic`.
    """
    known = {owner: (gender if owner == 0 and gender else gender_of_name(name, owner) or "м") for owner in name.owners}
    given = dict(own or {})
    made: list[str] = []
    for piece in name.pieces:
        if piece.role in given and piece.owner == 0:
            made.append(given.pop(piece.role))
        elif own and piece.role in own and piece.owner == 0:
            made.append("")  # a part of several words has been given whole
        elif piece.fixed or piece.role not in _INFLECT:
            made.append(piece.text)
        else:
            made.append(_INFLECT[piece.role](piece.text, case, known[piece.owner]))
    return "".join(text for at, text in enumerate(made) if text != " " or (at + 1 < len(made) and made[at + 1]))
