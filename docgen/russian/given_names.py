"""Case forms of given names and patronymics: what the rules of Petrovich miss, then those rules."""

from __future__ import annotations

from docgen.russian import genders, petrovich
from docgen.russian.morphology import CASES, parses
from docgen.russian.words import graft, plain

_HARD = {"род": "а", "дат": "у", "вин": "а", "тв": "ом", "пр": "е"}
_HUSH = _HARD | {"тв": "ем"}
_SOFT = {"род": "я", "дат": "ю", "вин": "я", "тв": "ем", "пр": "е"}
_ON_A = {"род": "ы", "дат": "е", "вин": "у", "тв": "ой", "пр": "е"}
_ON_HUSH_A = {"род": "и", "дат": "е", "вин": "у", "тв": "ей", "пр": "е"}
_ON_K_A = _ON_HUSH_A | {"тв": "ой"}
_ON_YA = {"род": "и", "дат": "е", "вин": "ю", "тв": "ей", "пр": "е"}
_ON_IYA = _ON_YA | {"дат": "и", "пр": "и"}
_TWO_VOWELS = ("аа", "уа", "оа", "ээ", "оо", "эа", "иа", "еа")  # Чодураа, Амалиа
_CONSONANTS = tuple("бвгджзйклмнпрстфхцчшщ")
# Slavic men's names in -о that are declined; Марко and Отто stand.
_SLAVIC_ON_O = frozenset("гаврило данило михайло самойло кирило вавило".split())
# Women's names on a stressed -ия that Petrovich writes in another way.
_STRESSED_ON_IYA = frozenset("зулфия гулфия алфия".split())
_UNSURE = ("ь", "ек", "ок", "ец", "ел")


def declined(word: str, case: str, gender: str) -> str:
    """Return a given name in a case; a woman's name in a consonant stands (Гульчечек), a man's loses no vowel (Ирек).

    Args:
        word: the nominative.
        case: a code of a case.
        gender: `м` or `ж`.
    """
    if case == "им" or word.endswith("."):
        return word
    first, dash, last = word.rpartition("-")
    if dash and _compound(first, last):  # «Хас-Магомеда», «Жан-Жака»
        return f"{first}-{declined(last, case, gender)}"
    if dash:
        return f"{declined(first, case, gender)}-{declined(last, case, gender)}"
    stem, endings = _pattern(word, gender)
    if stem and endings:
        return graft(word, plain(stem) + endings[case]) if word.isupper() else stem + endings[case]
    return word if stem else petrovich.inflected(word, "FIRSTNAME", case, gender)


def _compound(first: str, last: str) -> bool:
    """Tell whether only the last part of a double name is declined: both are of «Мария-Луиза» and «Анна-Мария»."""
    return not (first.lower().endswith(("а", "я")) and genders.is_given(first) and genders.is_given(last))


def _pattern(word: str, gender: str) -> tuple[str, dict[str, str]]:
    """Return the stem and the endings of a given name; a stem without endings stands, nothing is left to Petrovich."""
    low = word.lower()
    if low.endswith(_TWO_VOWELS) or (gender == "ж" and low.endswith(_CONSONANTS)):
        return word, {}
    if low in _SLAVIC_ON_O and gender == "м":
        return word[:-1], _ON_A
    if low.endswith(("жа", "ша", "ча", "ща")):
        return word[:-1], _ON_HUSH_A
    if low.endswith(("ка", "га", "ха")):
        return word[:-1], _ON_K_A
    if low.endswith("ца"):
        return word[:-1], _ON_A | {"тв": "ей"}
    if gender == "ж" and low in _STRESSED_ON_IYA:
        return word[:-1], _ON_YA | {"тв": "ёй"}
    if gender == "м" and low.endswith("ия"):
        return word[:-1], _ON_IYA
    if gender == "м" and low.endswith(("ц", "ч", "ш", "щ", "ж")):
        return word, _HUSH
    if gender == "м" and low.endswith(("ек", "ок", "ец", "ёк")):
        return word, _HARD if low[-1] == "к" else _HUSH
    return "", {}


def patronymic(word: str, case: str, gender: str) -> str:
    """Return a patronymic in a case; «Али-оглы» stands, «Силыч» and «Фокич» go like «Ильич», unstressed.

    Args:
        word: the nominative.
        case: a code of a case.
        gender: `м` or `ж`.
    """
    if word.lower().endswith(genders.TURKIC_ENDINGS):
        return word
    if gender == "м" and word.lower().endswith(("ыч", "фокич")) and case != "им":
        return graft(word, word.lower() + (_HARD | {"тв": "ем"})[case])
    return petrovich.inflected(word, "MIDDLENAME", case, gender)


def doubts(word: str, case: str, gender: str) -> tuple[str, ...]:
    """Return why a person should look at a form of a given name."""
    form = declined(word, case, gender)
    second = _by_dictionary(word, case, gender)
    if second and plain(second) != plain(form):
        return (f"имя по словарю «{graft(word, second)}»",)
    if _fluctuates(word, form, gender, known=bool(second)):
        return (f"склонение имени «{word}» знает его носитель",)
    return ()


def _fluctuates(given: str, form: str, gender: str, *, known: bool) -> bool:
    """Tell whether only the bearer knows how a name goes: Айгуль stands or not, Зульфией or Зульфиёй, Ирек."""
    low = given.lower()
    if gender == "ж" and (form.endswith("иёй") or (form == given and low.endswith("ь"))):
        return True
    if (
        gender == "ж"
        and low.endswith("ия")
        and not known
        and (low not in genders.listed() or genders.listed()[low].home == "east")
    ):
        return True
    if low in _SLAVIC_ON_O:
        return True
    double = "-" in given and not genders.is_given(given) and not low.endswith("оол")
    return not known and form != given and (low.endswith(_UNSURE) or double)


def _by_dictionary(word: str, case: str, gender: str) -> str:
    """Return the form that the dictionary of words gives to a first name, or nothing if it does not know it."""
    wanted = {"м": "masc", "ж": "femn"}[gender]
    for parse in parses(word.lower()):
        if parse.is_known and "Name" in parse.tag and parse.tag.case == "nomn" and parse.tag.gender == wanted:
            found = parse.inflect({CASES[case], "sing"})
            return str(found.word) if found else ""
    return ""
