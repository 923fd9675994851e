"""What tells the gender of a person: the patronymic, the first name, the surname."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from docgen.russian.morphology import adjectives, form_of, nouns, parses
from docgen.value import Value

TURKIC = {
    **dict.fromkeys("оглы оглу улы уулу угли ўғли ўгли оғли огли ұлы зода заде".split(), "м"),
    **dict.fromkeys("кызы гызы кизи қизи қызы кызи".split(), "ж"),
}
TURKIC_ENDINGS = ("оглы", "оглу", "улы", "уулу", "угли", "ўғли", "ұлы", "кызы", "гызы", "кизи", "қизи", "қызы")
"""Endings of patronymics that stand in every case, written together or with a hyphen: «Али-оглы», «Нурланулы»."""


class Listed(Value):
    """What is known of a given name: `м`, `ж`, or `мж` for both, and where it is at home: `west`, `east` or nothing."""

    gender: str
    home: str = ""


@cache
def listed() -> Mapping[str, Listed]:
    """Return the given names of the package's own list, in small letters."""
    found: dict[str, Listed] = {}
    for line in files("docgen.russian").joinpath("given_names.txt").read_text("utf-8").splitlines():
        head, _, names = line.partition(": ")
        if line.startswith("#") or not names:
            continue
        gender, _, home = head.partition(" ")
        for name in names.split():
            known = found.get(name)
            found[name] = Listed(
                gender if known is None or known.gender == gender else "мж", known.home if known else home
            )
    return found


def is_given(word: str) -> bool:
    """Tell whether a word, or all its parts, is known as a first name: Мария, Мария-Луиза."""
    low = word.lower()
    return low in listed() or all(part in listed() or _readings(part) for part in low.split("-"))


def _readings(part: str) -> set[str | None]:
    """Return the genders of a word as a first name of the dictionary."""
    return {p.tag.gender for p in parses(part) if p.is_known and "Name" in p.tag and p.tag.case == "nomn"}


def of_patronymic(word: str) -> str | None:
    """Return `м` or `ж` if a word is a patronymic, else None."""
    last = word.replace("-", " ").rsplit(" ", maxsplit=1)[-1].lower()  # «Али оглы», «Али-оглы»
    if last in TURKIC:
        return TURKIC[last]
    if len(last) > 6 and last.endswith(TURKIC_ENDINGS):  # noqa: PLR2004 - «Нурланулы», «Нурланкызы»
        return "ж" if last.endswith(("зы", "изи")) else "м"
    if last.endswith(("вич", "ьич", "мич", "тич", "кич", "нич", "лыч", "гич", "ович", "евич")):
        return "м"
    return "ж" if last.endswith(("вна", "чна", "шна")) else None


def of_surname(surname: str) -> str | None:
    """Return `м` or `ж` if a surname in small letters tells it, else None: Щербина may be either."""
    if like_noun(surname):
        return None
    if surname.endswith(("ова", "ева", "ёва", "ина", "ына", "ская", "цкая")):
        return "ж"
    if surname.endswith(("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ской", "цкой")):
        return "м"
    if surname.endswith(("ая", "яя", "ый", "ий", "ой")):  # Пшеничная, Толстой; Цой and Палий are no adjectives
        return _adjective_gender(surname)
    return None


def like_noun(surname: str) -> bool:
    """Tell whether a surname in small letters ends as a woman's and is a common noun: Щербина, Голова, Дуброва."""
    return surname.endswith(("ина", "ына", "ова")) and any(
        noun.is_known and noun.tag.animacy == "inan" and "Geox" not in noun.tag and noun.tag.gender == "femn"
        for noun in nouns(surname)
    )


def _adjective_gender(surname: str) -> str | None:
    """Tell the gender of a surname that is an adjective by its ending: Колодяжный, Толстой, Поддубная."""
    if not like_adjective(surname):
        return None
    return "ж" if surname.endswith("я") else "м"


_LONG = 6


def like_adjective(surname: str) -> bool:
    """Tell whether a surname in small letters that ends in -ый, -ий, -ой, -ая, -яя is declined like an adjective.

    -ый is always one; -ий and the ending of a woman are if the dictionary has the adjective or the word ends as many
    do (Цхакая is no adjective); -ой is unless the dictionary has it as a noun, or it is a short word: Прибой, Хой.
    """
    if surname.endswith(("ый", "ский", "цкий", "ской", "цкой", "ская", "цкая")):
        return True
    masculine = (
        {surname[:-2] + end for end in ("ый", "ой", "ий")} if surname.endswith(("ая", "яя", "ой")) else {surname}
    )
    known = any(a.is_known and a.tag.gender in ("masc", None) for word in masculine for a in adjectives(word))
    found = [n for n in nouns(surname) if n.is_known and n.word == surname and "Name" not in n.tag]
    noun = any(not form_of(n, {"gent", "sing"}).endswith(("ого", "его", "ой", "ей")) for n in found)  # no городовой
    if surname.endswith("ой"):
        return surname not in _NOUNS_ON_OY and (known or (len(surname) >= _LONG and not noun))
    if surname.endswith("ий"):  # Хорунжий, Завгородний, but Кий, Бабий, Топчий
        return surname[-3] in "гкхнжшчщ" and len(surname) > 3 and (known or surname.endswith(_ADJECTIVES))  # noqa: PLR2004
    return known or (surname.endswith(_WOMENS_ADJECTIVES) and not noun)


_ADJECTIVES = ("дний", "жний", "шний", "чний", "адчий", "ячий", "ючий", "учий", "жий", "щий")
_WOMENS_ADJECTIVES = ("ная", "вая", "жая", "щая", "чая", "шая", "няя")


# Surnames on -ой that are nouns although the dictionary has the adjective, too, or does not have them.
_NOUNS_ON_OY = frozenset(
    "бой рой герой прибой цой чой строй разбой покой устрой подой кой зной гной вой слой лой ной".split()
)

# Women's names that the dictionary takes for men's.
_WOMEN = frozenset("гульчечек чечек сэсэг алтынай гульназ гузель".split())


def of_first_name(word: str) -> str | None:
    """Return `м` or `ж` if a first name tells it, else None: Саша, Женя, and a name that nobody has written down."""
    low = word.lower()
    if low in _WOMEN:
        return "ж"
    first, _, last = low.partition("-")  # «Мария-Луиза», «Хас-Магомед»
    for part in (low, first, last):
        if own := listed().get(part):
            return own.gender if len(own.gender) == 1 else None
        if found := _readings(part):
            return {"masc": "м", "femn": "ж"}.get(str(found.pop())) if len(found) == 1 else None
    return None
