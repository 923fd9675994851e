"""Which forms of surnames a person should look at: their bearers may decline them in another way."""

from __future__ import annotations

from docgen.russian.genders import like_adjective, like_noun
from docgen.russian.morphology import adjectives, form_of, nouns
from docgen.russian.surnames import (
    FROZEN,
    OWN_WAY,
    POSSESSIVE,
    USUAL,
    VOWELS,
    by_dictionary,
    declined,
    is_surname,
    overlay,
)
from docgen.russian.words import graft, plain


def doubts(surname: str, case: str, gender: str) -> tuple[str, ...]:
    """Return why a person should look at a form of a surname: its bearer may decline it in another way."""
    form = declined(surname, case, gender)
    if case == "им" or (form == surname and gender == "ж"):
        return ()
    if gender == "м" and _bearer_knows(surname, form):
        return (f"склонение фамилии «{surname}» знает её носитель",)
    low = plain(surname)
    if (
        case == "тв"
        and low.endswith(_STRESS_UNKNOWN)
        and not low.endswith(_STRESS_KNOWN)
        and not any(n.is_known for n in nouns(surname.lower()))
    ):
        return (f"ударение в фамилии «{surname}» знает её носитель",)
    if case == "тв" and gender == "м" and low.endswith(POSSESSIVE) and _perhaps_noun(low):
        other = "ым" if form.endswith("ом") else "ом"
        return (f"фамилия «{surname}»: «{form}» или «{surname}{other}»",)
    if gender == "ж" and low.endswith(("ска", "цка")) and not any(n.is_known for n in nouns(surname.lower())):
        return (f"фамилия «{surname}» склоняется как «Левандовская» или как «Ласка»",)
    if low.endswith("ая") and not like_adjective(surname.lower()):
        return (f"склонение фамилии «{surname}» знает её носитель",)
    if gender == "ж" and like_noun(low):
        return (f"фамилия «{surname}» склоняется как «Иванова» или как «Сорока»",)
    second = by_dictionary(surname, case, gender)
    unchanging = low.endswith(("а", "я")) and second and plain(second) == low  # the dictionary freezes Чайка
    if second and not unchanging and plain(second) != plain(form):
        return (f"по словарю «{graft(surname, second)}»",)
    return ()


def _perhaps_noun(low: str) -> bool:
    """Tell whether -ин or -ов may be a suffix and may be none: Литвин, Кувшин, but neither Шин nor the listed Дарвин."""
    return (low, "м") not in overlay() and len(VOWELS.findall(low)) > 1 and _common_noun(low) and not is_surname(low)


def _bearer_knows(surname: str, form: str) -> bool:
    """Tell whether a man's surname may lose a vowel or not, be an adjective or not, change in both parts or not."""
    low = plain(surname)
    if "-" in low:
        *front, _ = low.split("-")
        return plain(form) != low and not FROZEN.issuperset(front) and not all(map(_usual, low.split("-")))
    if low.endswith(_FLEETING) and len(low) > 3:  # noqa: PLR2004
        return not plain(form).startswith(low) or not (_common_noun(low) or is_surname(low))
    if low.endswith(_ADJECTIVE_OR_NOT) and len(low) > 3:  # noqa: PLR2004
        return not any(a.is_known for a in adjectives(surname.lower())) and not like_adjective(surname.lower())
    if len(VOWELS.findall(low)) == 1 and _noun_is_shorter(low, plain(form)):
        return True
    if low in OWN_WAY or (low.endswith("их") and form != surname and not low.endswith(("рих", "лих"))):
        return True
    return low.endswith(("жь", "шь", "чь", "щь"))


def _noun_is_shorter(low: str, form: str) -> bool:
    """Tell whether a word of one syllable loses its vowel as a noun and not as a surname: Лоб, Рот, Сон."""
    genitives = (form_of(n, frozenset(("gent", "sing"))) for n in nouns(low) if n.is_known and n.tag.gender == "masc")
    return form.startswith(low) and any(not plain(genitive).startswith(low) for genitive in genitives if genitive)


def _common_noun(low: str) -> bool:
    return any(n.is_known and n.tag.gender == "masc" and not {"Geox", "Name"} & n.tag.grammemes for n in nouns(low))


# Endings of men's surnames that lose their vowel or not, those that are an adjective's or not, and those whose stress
# decides the instrumental.
_FLEETING = ("ец", "ок", "ек", "ел", "ень")
_ADJECTIVE_OR_NOT = ("кий", "гий", "хий", "ний", "жий", "чий", "ший", "щий")
_STRESS_KNOWN = ("ель", "таль", "ньш")
_STRESS_UNKNOWN = ("ач", "оч", "уч", "юч", "яч", "ыч", "ш", "ж", "щ", "ь", "ша", "жа", "ча", "ща", "ля", "ня", "ца")


def _usual(part: str) -> bool:
    return part in FROZEN or part.endswith(USUAL)
