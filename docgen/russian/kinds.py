"""The kinds of text that are declined and the parts of a name, by the names that users give them."""

from __future__ import annotations

WHAT = ("name", "position", "organisation", "act")

_KINDS = {kind: kind for kind in WHAT} | {
    "имя": "name", "лицо": "name", "фио": "name", "человек": "name", "person": "name",
    "должность": "position", "организация": "organisation", "орг": "organisation", "organization": "organisation", "org": "organisation",
    "акт": "act", "документ": "act", "название": "act", "заголовок": "act", "title": "act",
}  # fmt: skip
_PARTS = {
    "surname": "surname", "фамилия": "surname", "given": "given", "имя": "given", "patronymic": "patronymic",
    "отчество": "patronymic",
}  # fmt: skip


def kind_code(name: str) -> str:
    """Return `name`, `position`, `organisation` or `act` by any of its names, in any letters.

    Raises:
        ValueError: there is no such kind of text.
    """
    code = _KINDS.get(str(name).strip().lower())
    if code is None:
        raise ValueError(f"что склонять: лицо, должность, организация или акт ({', '.join(WHAT)}), а не „{name}“")
    return code


def part_code(name: str) -> str:
    """Return `surname`, `given` or `patronymic` by any of its names, in any letters.

    Raises:
        ValueError: a name has no such part.
    """
    code = _PARTS.get(str(name).strip().lower())
    if code is None:
        raise ValueError(f"у имени нет части „{name}“; есть: фамилия, имя, отчество")
    return code


def text_of(value: object) -> str:
    """Return a text that is given as an argument.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, str):
        raise TypeError(f"нужен текст, а дано: {value!r}")
    return value
