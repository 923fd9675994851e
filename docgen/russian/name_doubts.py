"""Which forms of names a person should look at: who bears the name knows better, or the dictionary differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from docgen.russian import genders, given_names, surname_doubts, surnames
from docgen.russian.name_reading import Name
from docgen.russian.name_roles import Role
from docgen.russian.names import declined, turkic
from docgen.value import replace


def doubts(name: Name, case: str, gender: str, given: Collection[str] = ()) -> tuple[str, ...]:
    """Return why a person should look at a form of a name, in Russian.

    Args:
        name: the name.
        case: a code of a case.
        gender: `м` or `ж` of the first person that is named.
        given: parts whose forms are given, so that nobody doubts them.
    """
    found: list[str] = [remark.message for remark in name.remarks]
    for piece in name.pieces:
        if piece.fixed or piece.owner or piece.role in given:
            continue
        if piece.role == "surname":
            found += surname_doubts.doubts(piece.text, case, gender)
        elif piece.role == "given":
            found += given_names.doubts(piece.text, case, gender)
    return tuple(dict.fromkeys((*found, *_of_the_whole(name, case, gender))))


def _of_the_whole(name: Name, case: str, gender: str) -> Iterator[str]:
    """Yield what the parts of a name leave unclear of each other."""
    surname, given, patronymic = name.surname, name.given, name.patronymic
    if _order_matters(name, case, gender):
        yield f"не ясно, где фамилия: «{surname}» или «{given}»"
    if any(piece.fixed and piece.role == "given" for piece in name.pieces):
        yield "в таком имени склоняется только последнее слово"
    if case == "тв" and not patronymic and _perhaps_foreign(surname, given, gender):
        yield f"фамилия «{surname}»: «{surname}ым» или «{surname}ом»"
    told = genders.of_patronymic(turkic(name, 0) or patronymic)
    if patronymic and told is None:
        yield f"«{patronymic}» – не отчество: все ли части имени склоняются"
    if told and told != gender:
        yield f"отчество «{patronymic}» не подходит к полу «{gender}»"
    first = genders.of_first_name(given) if told else None
    if first and first != told:
        yield f"имя «{given}» и отчество «{patronymic}» разного рода"


def _order_matters(name: Name, case: str, gender: str) -> bool:
    """Tell whether it is not clear which word is the surname, and the forms would differ."""
    surname, given = name.surname, name.given
    if not (surname and given) or name.patronymic or any(piece.fixed for piece in name.pieces):
        return False
    if all(map(genders.is_given, given.split(" "))) != genders.is_given(surname):
        return False
    other: dict[Role, Role] = {"surname": "given", "given": "surname"}
    turned = tuple(replace(piece, role=other.get(piece.role, piece.role)) for piece in name.pieces)
    return declined(replace(name, pieces=turned), case, gender) != declined(name, case, gender)


def _perhaps_foreign(surname: str, given: str, gender: str) -> bool:
    """Tell whether -ин or -ов may be no Russian suffix, as in the Дарвин of Чарльз Дарвин."""
    own = genders.listed().get(given.lower().split(" ")[0])
    suffix = surname.lower().endswith(("ин", "ов", "ев")) and not surnames.listed(surname, gender)
    return gender == "м" and suffix and own is not None and own.home == "west"
