"""Case forms of surnames: what the rules of Petrovich miss, then those rules (russian.md, sections 3, 5 and 6)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docgen.russian.genders import like_noun
from docgen.russian.lexicon import SURNAMES
from docgen.russian.morphology import CASES, adjectives, form_of, nouns, parses
from docgen.russian.petrovich import inflected
from docgen.russian.words import graft, plain

_HARD = {"род": "а", "дат": "у", "вин": "а", "тв": "ом", "пр": "е"}
_HUSH = _HARD | {"тв": "ем"}
_SOFT = {"род": "я", "дат": "ю", "вин": "я", "тв": "ем", "пр": "е"}
_HUSH_FEMININE = {"род": "ей", "дат": "ей", "вин": "ую", "тв": "ей", "пр": "ей"}
_ADJECTIVE_AFTER_K = {"род": "ого", "дат": "ому", "вин": "ого", "тв": "им", "пр": "ом"}
_ON_A = {"род": "и", "дат": "е", "вин": "у", "тв": "ей", "пр": "е"}

# First parts of double surnames, and particles, that stand in every case.
_FROZEN = frozenset(
    "бонч сухово тер бен ибн аль эль ван дер ден фон цур де да ди дель ла ле лос мак сан сен сент нью о д гей тян "
    "доппель грум мелик кара хан бек шах мирза хас хаджи абу нор".split()
)
# Surnames on -ой that are nouns; all others are adjectives: Толстой.
_NOUNS_ON_OY = frozenset("бой рой герой прибой цой чой строй разбой покой устрой подой кой зной".split())
_STRESSED_ON_A = frozenset("левша душа свеча межа ханжа каланча саранча парча вожжа".split())
_STRESSED_HUSH = frozenset("ильич лукич фомич кузьмич силич".split())
# Surnames that look like a common noun and are not declined like it.
_OWN_WAY = frozenset("лев рок".split())
# Foreign surnames with a stressed -а or -я, which stand in every case.
_STRESSED_FOREIGN = frozenset("золя дюма тома петипа бенуа моруа делакруа дега труайя".split())
# Women's surnames that only look like «Иванова» and «Пушкина».
_ONLY_NOUNS = frozenset("сова голова корова подкова основа обнова вдова щербина калина".split())
_SHORT_ON_A = re.compile("[бвгджзклмнпрстфхцчшщ]{1,2}[ая]", re.IGNORECASE)
_POSSESSIVE = ("ов", "ев", "ин", "ын")
# Endings at which a noun has a fleeting vowel or a stressed ending that the rules do not know.
_LIKE_NOUNS = tuple("ец ел ёл ень оть ж ш щ ч ок ол ер ёр ь ин".split())


def declined(surname: str, case: str, gender: str) -> str:
    """Return a surname in a case; parts with hyphens and particles are declined on their own.

    Args:
        surname: the nominative.
        case: a code of a case.
        gender: `м` or `ж`.
    """
    if case == "им":
        return surname
    words = surname.split(" ")
    return " ".join(word if len(words) > 1 and plain(word) in _FROZEN else _part(word, case, gender) for word in words)


def listed(surname: str, gender: str) -> bool:
    """Tell whether the forms of a surname come from the lexicon."""
    return (plain(surname), gender) in SURNAMES


def doubts(surname: str, case: str, gender: str) -> tuple[str, ...]:
    """Return why a person should look at a form of a surname: its bearer may decline it in another way."""
    form = declined(surname, case, gender)
    if case == "им" or (form == surname and gender == "ж"):
        return ()
    low = plain(surname)
    if gender == "м" and len(low) > 3 and not plain(form).startswith(low) and low.endswith(_FLEETING):  # noqa: PLR2004
        return (f"склонение фамилии «{surname}» знает её носитель",)
    if case == "тв" and low.endswith(_STRESS_UNKNOWN) and not any(n.is_known for n in nouns(surname.lower())):
        return (f"ударение в фамилии «{surname}» знает её носитель",)
    if case == "тв" and gender == "м" and low.endswith("ин") and form.endswith("ом"):
        return (f"фамилия «{surname}»: «{form}» или «{surname}ым»",)
    if gender == "м" and "-" in low and not all(map(_usual, low.split("-"))):
        return (f"склонение частей фамилии «{surname}» знает её носитель",)
    if gender == "м" and low.endswith("чий") and not any(a.is_known for a in adjectives(surname.lower())):
        return (f"склонение фамилии «{surname}» знает её носитель",)
    if gender == "ж" and like_noun(low):
        return (f"фамилия «{surname}» склоняется как «Иванова» или как «Сорока»",)
    second = _by_dictionary(surname, case, gender)
    unchanging = low.endswith(("а", "я")) and second and plain(second) == low  # the dictionary freezes Чайка
    if second and not unchanging and plain(second) != plain(form):
        return (f"по словарю «{graft(surname, second)}»",)
    return ()


# Endings of men's surnames that lose their vowel or not, and those whose stress decides the instrumental.
_FLEETING = ("ец", "ок", "ел", "ень")
_STRESS_UNKNOWN = ("ач", "оч", "уч", "юч", "яч", "ыч", "ш", "ж", "щ", "ь", "ша", "жа", "ча", "ща", "ля", "ня", "ца")
# Endings of the parts of a double surname that tell how each of them is declined.
_USUAL = (*_POSSESSIVE, "ский", "цкий", "ой", "ый", "ко", "ук", "юк", "ич", "ян", "ых", "их", "ман", "ев")


def _usual(part: str) -> bool:
    return part in _FROZEN or part.endswith(_USUAL)


def _by_dictionary(surname: str, case: str, gender: str) -> str:
    """Return the form that the dictionary of words gives to a surname, or nothing if it does not know it."""
    wanted = {"м": "masc", "ж": "femn"}[gender]
    for parse in parses(surname.lower()):
        if parse.is_known and "Surn" in parse.tag and parse.tag.case == "nomn" and parse.tag.gender == wanted:
            found = parse.inflect({CASES[case], "sing"})
            return str(found.word) if found else ""
    return ""


def _part(word: str, case: str, gender: str) -> str:
    if "-" not in word:
        return word if plain(word) in _STRESSED_FOREIGN else _simple(word, case, gender)
    *front, last = word.split("-")
    if plain(last) == "оол":  # Tuvan: «Сундуй-оола»
        return "-".join([*front, _simple(last, case, gender)])
    done = [item if plain(item) in _FROZEN else _simple(item, case, gender) for item in front]
    return "-".join([*done, _simple(last, case, gender)])


def _simple(word: str, case: str, gender: str) -> str:
    if own := SURNAMES.get((plain(word), gender)):
        return graft(word, own[case])
    if _SHORT_ON_A.fullmatch(word):
        return word  # Ма, Тха: no stem is left of them
    stem, endings = _masculine(word) if gender == "м" else _feminine(word)
    if endings:
        return (
            graft(word, (stem + endings[case]).lower()) if word.isupper() else graft(word, stem.lower() + endings[case])
        )
    if gender == "м" and (form := _as_noun(word, case)):
        return form
    form = inflected(word, "LASTNAME", case, gender)
    if case == "тв" and form.endswith("ей") and _stressed_like_noun(word):
        return form[:-2] + "ёй"
    if case == "тв" and plain(form) == plain(word) + "ым" and not plain(word).endswith(_POSSESSIVE):
        return graft(word, word.lower() + "ом")  # Оюн
    return form


def _stressed_like_noun(word: str) -> bool:
    """Tell whether a surname on -я is a common noun with a stressed ending: «Коноплёй», «Зарёй»."""
    return any(n.is_known and form_of(n, frozenset(("ablt", "sing"))).endswith("ёй") for n in nouns(word.lower()))


def _masculine(word: str) -> tuple[str, Mapping[str, str]]:
    """Return the stem and the endings of a man's surname that the rules get wrong; no endings for all others."""
    low = plain(word)
    if low.endswith(("эй", "ей", "ай", "яй", "уй", "юй")):
        return word[:-1], _SOFT
    if low in _NOUNS_ON_OY:
        return word[:-1], _SOFT
    if low.endswith(("гой", "кой", "хой")):
        return word[:-2], _ADJECTIVE_AFTER_K
    if low in _STRESSED_HUSH:
        return word, _HARD
    if low.endswith(("рих", "лих", "ых-рих")) and not low.endswith("ских"):
        return word, _HARD
    if low.endswith(("енок", "онок")) and len(low) > 5:  # noqa: PLR2004
        return word[:-2] + "к", _HARD
    if low.endswith("ач"):
        return word, _HARD
    if low.endswith("ец") and len(low) > 4 and not any(n.is_known for n in nouns(low)):  # noqa: PLR2004
        return _without_vowel(word), _HUSH
    if (
        len(re.findall("[аеиоуыэюя]", low)) == 1
        and low[-1] in "бвгдзклмнпрстфх"
        and len(low) > 1
        and low not in _OWN_WAY
    ):
        return word, _HARD  # Шин, Тян, Юн: no possessive suffix
    return _on_hush(word)


def _without_vowel(word: str) -> str:
    """«Михалец» -> «Михальц», «Гуриец» -> «Гурийц», «Коваленец» -> «Коваленц»."""
    front = word[:-2]
    last = front[-1].lower()
    return front + {"л": "ьц"}.get(last, "йц" if last in "аеиоуыэюяё" else "ц")


def _on_hush(word: str) -> tuple[str, Mapping[str, str]]:
    """«Кваша» takes -ей, but «Левша» -ой."""
    low = plain(word)
    if low.endswith(("ша", "жа", "ча", "ща")) and low not in _STRESSED_ON_A:
        return word[:-1], _ON_A
    return word, {}


def _feminine(word: str) -> tuple[str, Mapping[str, str]]:
    low = plain(word)
    if low.endswith(("шая", "жая", "чая", "щая")):
        return word[:-2], _HUSH_FEMININE
    if low in _ONLY_NOUNS:
        return word[:-1], _ON_A | {"род": "ы", "тв": "ой"}
    return _on_hush(word)


def _as_noun(word: str, case: str) -> str:
    """Return the form of a surname that is also a common noun (Скворец, Камень, Сыч): it is declined like the noun."""
    low = word.lower()
    if low in _OWN_WAY or not low.endswith(_LIKE_NOUNS):
        return ""
    for noun in nouns(low):
        if low.endswith("ин") and noun.tag.animacy != "anim":
            continue  # Литвином, but Рубиным
        if noun.is_known and noun.tag.gender == "masc" and noun.tag.number == "sing" and noun.word == low:
            found = noun.inflect({CASES["род" if case == "вин" else case], "sing"})
            return graft(word, str(found.word)) if found else ""
    return ""
