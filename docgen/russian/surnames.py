"""Case forms of surnames: what the rules of Petrovich miss, then those rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from docgen.russian.genders import like_adjective
from docgen.russian.morphology import CASES, form_of, nouns, parses
from docgen.russian.petrovich import inflected
from docgen.russian.words import graft, plain

_HARD = {"род": "а", "дат": "у", "вин": "а", "тв": "ом", "пр": "е"}
_HUSH = _HARD | {"тв": "ем"}
_SOFT = {"род": "я", "дат": "ю", "вин": "я", "тв": "ем", "пр": "е"}
_ON_IY = _SOFT | {"пр": "и"}
_ON_A = {"род": "и", "дат": "е", "вин": "у", "тв": "ей", "пр": "е"}
_ON_AYA = _ON_A | {"вин": "ю"}
_HUSHING = tuple("жшчщ")

# First parts of double surnames, and particles, that stand in every case.
FROZEN = frozenset(
    "бонч сухово тер бен ибн аль эль ван дер ден фон цур де да ди дель ла ле лос мак сан сен сент нью о д гей тян "
    "доппель грум мелик кара хан бек шах мирза хас хаджи абу нор кирша мак эс абд ад ар ас аш аз ат".split()
)
_STRESSED_HUSH = frozenset("ильич лукич фомич кузьмич силич".split())
_STRESSED_ON_A = frozenset("левша каланча саранча парча вожжа".split())
# Surnames that look like a common noun and are not declined like it.
OWN_WAY = frozenset("лев рок".split())
# Foreign surnames with a stressed -а or -я, which stand in every case.
_STRESSED_FOREIGN = frozenset("золя дюма тома петипа бенуа моруа делакруа дега труайя люка ферма нуга колла".split())
# Women's surnames that only look like «Иванова» and «Пушкина».
_ONLY_NOUNS = frozenset("сова голова корова подкова основа обнова вдова щербина калина".split())
_SHORT_ON_A = re.compile("[бвгджзклмнпрстфхцчшщ]{1,2}[ая]", re.IGNORECASE)
VOWELS = re.compile("[аеёиоуыэюя]")
POSSESSIVE = ("ов", "ев", "ин", "ын")
# Endings at which a noun has a fleeting vowel or a stressed ending that the rules do not know.
_LIKE_NOUNS = tuple("ец ел ень оть ж ш щ ч ок ек ол ер ес ет ор яц ь ин ын ов ев ых он ен ом ач".split())


def declined(surname: str, case: str, gender: str) -> str:
    """Return a surname of one word in a case; parts with hyphens are declined on their own.

    Args:
        surname: the nominative.
        case: a code of a case.
        gender: `м` or `ж`.
    """
    if case == "им":
        return surname
    return _part(surname, case, gender)


def listed(surname: str, gender: str) -> bool:
    """Tell whether the forms of a surname come from the lexicon."""
    return (plain(surname), gender) in overlay()


# Endings of the parts of a double surname that tell how each of them is declined.
USUAL = (*POSSESSIVE, "ский", "цкий", "ой", "ый", "ко", "ук", "юк", "ич", "ян", "ых", "их", "ман", "ев")


def recognised(surname: str) -> bool:
    """Tell whether a word is a surname for all that is known: by the dictionary, as a common noun, by its ending."""
    low = plain(surname)
    return (
        listed(surname, "м")
        or any(p.is_known for p in parses(surname.lower()))
        or low.endswith((*USUAL, "ова", "ева", "ина"))
    )


@cache
def overlay() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Return the forms of the surnames that no rule gets right, by their nominative without ё and a gender."""
    found: dict[tuple[str, str], Mapping[str, str]] = {}
    for line in files("docgen.russian").joinpath("surnames.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        gender, endings, words = line.split(" | ")
        for word in words.split():
            stem, _, _ = word.partition("+")
            forms = zip(_HARD, endings.split(), strict=True)
            found[plain(word.replace("+", "")), gender] = {
                case: stem + ending.replace("=", "") for case, ending in forms
            }
    return found


def by_dictionary(surname: str, case: str, gender: str) -> str:
    """Return the form that the dictionary of words gives to a surname, or nothing if it does not know it."""
    wanted = {"м": "masc", "ж": "femn"}[gender]
    for parse in parses(surname.lower()):
        if parse.is_known and "Surn" in parse.tag and parse.tag.case == "nomn" and parse.tag.gender == wanted:
            found = parse.inflect({CASES[case], "sing"})
            return str(found.word) if found else ""
    return ""


def is_surname(low: str) -> bool:
    """Tell whether the dictionary has a word in small letters as a surname."""
    return any(p.is_known and "Surn" in p.tag for p in parses(low))


def _part(word: str, case: str, gender: str) -> str:
    if "-" not in word:
        return word if plain(word) in _STRESSED_FOREIGN else _simple(word, case, gender)
    *front, last = word.split("-")
    if plain(last) in ("оол", "бек", "хан", "заде"):  # Tuvan: «Сундуй-оола»
        return "-".join([*front, _simple(last, case, gender)])
    done = [item if plain(item) in FROZEN else _simple(item, case, gender) for item in front]
    return "-".join([*done, _simple(last, case, gender)])


def _simple(word: str, case: str, gender: str) -> str:
    low = word.lower()
    if own := overlay().get((plain(word), gender)):
        return graft(word, own[case])
    if _SHORT_ON_A.fullmatch(word):
        return word  # Ма, Тха: no stem is left of them
    stem, endings = _masculine(word) if gender == "м" else _feminine(word)
    if endings:
        return graft(word, (stem + endings[case]).lower())
    if gender == "м" and (form := _as_noun(word, case)):
        return form
    form = inflected(word, "LASTNAME", case, gender)
    if case == "тв" and form.endswith("ей") and (stressed := _stressed_like_noun(low)):
        return graft(word, low[:-1] + stressed)
    if case == "тв" and plain(form) == plain(word) + "ым" and not plain(word).endswith(POSSESSIVE):
        return graft(word, low + "ом")  # Оюн
    return form


def _stressed_like_noun(low: str) -> str:
    """Return the stressed ending of a surname on -а or -я that is a common noun: «Коноплёй», «Зарёй», «Овцой»."""
    found = (form_of(n, frozenset(("ablt", "sing"))) for n in nouns(low) if n.is_known and n.word == low)
    return next((form[-2:] for form in found if form.endswith(("ёй", "ой"))), "")


def _adjective(word: str) -> tuple[str, Mapping[str, str]]:
    """Return the stem and the endings of a surname that is an adjective: Толстой, Горячий, Колодяжный, Хорошая."""
    stem, low = word[:-2], word.lower()
    soft = low[-3] in _HUSHING or low[-3:] == "цая"
    if low.endswith(("ая", "яя")):
        ending = "ей" if soft or low.endswith("яя") else "ой"
        return stem, dict.fromkeys(_HARD, ending) | {"вин": "юю" if low.endswith("яя") else "ую"}
    if low.endswith("ий") and (soft or low[-3] not in "гкх"):
        return stem, {"род": "его", "дат": "ему", "вин": "его", "тв": "им", "пр": "ем"}
    if low.endswith("цый"):
        return stem, {"род": "его", "дат": "ему", "вин": "его", "тв": "ым", "пр": "ем"}
    hard = {"род": "ого", "дат": "ому", "вин": "ого", "тв": "ым", "пр": "ом"}
    return stem, hard | ({"тв": "им"} if soft or low[-3] in "гкх" else {})


def _masculine(word: str) -> tuple[str, Mapping[str, str]]:
    """Return the stem and the endings of a man's surname that the rules get wrong; no endings for all others."""
    low = plain(word)
    if low.endswith(("ый", "ий", "ой")) and len(low) > 2:  # noqa: PLR2004
        if like_adjective(word.lower()):
            return _adjective(word)
        return word[:-1], _ON_IY if low.endswith("ий") and len(VOWELS.findall(low)) > 1 else _SOFT
    if low.endswith(("эй", "ей", "ай", "яй", "уй", "юй", "ёй")):
        return word[:-1], _SOFT
    if low in _STRESSED_HUSH:
        return word, _HARD
    if low.endswith(("жь", "шь", "чь", "щь")):
        return word[:-1], _HUSH
    if low.endswith("их") and not _genitive_of_many(low):
        return word, _HARD
    if low.endswith("ач") and not any(n.is_known for n in nouns(low)):
        return word, _HARD
    if shortened := _without_vowel(word):
        return shortened, _HARD if low.endswith("к") else _HUSH
    if _is_short(word):
        return word, _HARD
    return _on_hush(word)


def _is_short(word: str) -> bool:
    """Tell whether a surname of one syllable has no possessive suffix: Шин, Тян, Юн, but Львов."""
    low = plain(word)
    if len(VOWELS.findall(low)) != 1 or low[-1] not in "бвгдзклмнпрстфх" or len(low) == 1 or low in OWN_WAY:
        return False
    return not low.endswith("ых") and not (low.endswith(POSSESSIVE) and by_dictionary(word, "тв", "м").endswith("ым"))


def _genitive_of_many(low: str) -> bool:
    """Tell whether a surname on -их is that of a family, «Долгих», and not German, «Эрлих»."""
    if low.endswith(("ских", "цких", "щих", "ших", "чих", "жих")):
        return True
    return any(p.is_known and p.tag.POS == "ADJF" and p.tag.number == "plur" for p in parses(low))


def _without_vowel(word: str) -> str:
    """Return the stem of a surname that loses its last vowel: Герасенок, Михалец (Михальц), Гуриец (Гурийц); or nothing."""
    low, front = plain(word), word[:-2]
    if low.endswith(("енок", "онок")) and len(low) > 5:  # noqa: PLR2004
        return front + "к"
    if not low.endswith("ец") or len(low) <= 4 or any(n.is_known for n in nouns(low)):  # noqa: PLR2004
        return ""
    last = front[-1].lower()
    return front + {"л": "ьц"}.get(last, "йц" if last in "аеиоуыэюяё" else "ц")


def _on_hush(word: str) -> tuple[str, Mapping[str, str]]:
    """«Кваша» takes -ей, but «Левша» -ой, as the noun does."""
    low = word.lower()
    if low.endswith(("ша", "жа", "ча", "ща")):
        stressed = low in _STRESSED_ON_A or _stressed_like_noun(low)
        return word[:-1], _ON_A | ({"тв": "ой"} if stressed else {})
    if low.endswith("ая"):
        return word[:-1], _ON_AYA  # Цхакая
    return word, {}


def _feminine(word: str) -> tuple[str, Mapping[str, str]]:
    low = plain(word)
    if low.endswith(("ая", "яя")) and like_adjective(word.lower()):
        return _adjective(word)
    if low in _ONLY_NOUNS or (low.endswith("на") and not low.endswith(("ина", "ына"))):  # Сметана, Весна
        return word[:-1], _ON_A | {"род": "ы", "тв": "ой"}
    if low.endswith(("ска", "цка")) and any(n.is_known for n in nouns(word.lower())):  # Ласка, but Левандовска
        return word[:-1], _ON_A | {"тв": "ой"}
    return _on_hush(word)


def _as_noun(word: str, case: str) -> str:
    """Return the form of a surname that is also a common noun (Скворец, Камень, Козел): it is declined like the noun."""
    low = plain(word)
    if low in OWN_WAY or not low.endswith(_LIKE_NOUNS):
        return ""
    for noun in nouns(word.lower()):
        proper = any(grammeme in noun.tag for grammeme in ("Name", "Geox", "Orgn"))
        if low.endswith(POSSESSIVE) and (proper or (noun.tag.animacy != "anim" and is_surname(low))):
            continue  # Литвином, Кувшином, Островом, but Рубиным, Кирсановым
        if noun.is_known and noun.tag.gender == "masc" and noun.tag.number == "sing" and plain(noun.word) == low:
            found = form_of(noun, {CASES["род" if case == "вин" else case], "sing"})
            return graft(word, found, noun.word) if found else ""
    return ""
