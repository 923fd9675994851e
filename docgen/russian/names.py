"""Names of people: their parts, initials, gender and case forms."""

from __future__ import annotations

import re
from functools import lru_cache

from docgen.regex import regex
from docgen.russian import genders, petrovich, surnames
from docgen.russian.dates import NBSP
from docgen.russian.memory import personal
from docgen.russian.words import graft, plain
from docgen.value import Value

_INITIAL = r"[А-ЯЁA-Z](?:ж|ю)?\."
_INITIALS = regex(rf"(?<!\w){_INITIAL}(?:[\s\u00a0]*{_INITIAL})?")
_WORD, _PIECE = regex(r"[\w-]+"), regex(r"\w+")
# Particles of a surname that stand before it: «фон Нейман Джон».
_PARTICLES = frozenset("фон ван де ди да дель ла ле аль ибн бен эль дер ден".split())


class Name(Value):
    """A name taken apart. ``given`` and ``patronymic`` are initials («С.») where only they are known."""

    surname: str
    given: str = ""
    patronymic: str = ""

    @property
    def initials(self) -> str:
        """«С.Н.», without spaces inside (ГОСТ Р 7.0.97, examples of 5.22)."""
        parts = (part for part in (self.given, self.patronymic.split(" ")[0]) if part)
        return "".join(part if part.endswith(".") else f"{part[0].upper()}." for part in parts)


@lru_cache(maxsize=4096)
def split_name(text: str) -> Name:
    """Take a name apart: «Лысенко С.Н.», «С.Н. Лысенко», «Лысенко Светлана Николаевна», «Алиев Вагиф Мамед оглы»."""
    text = " ".join(text.replace(NBSP, " ").split())
    personal((*_WORD.findall(text), *_PIECE.findall(text)))
    if match := _INITIALS.search(text):
        letters = re.findall(_INITIAL, match[0])
        surname = (text[: match.start()] + text[match.end() :]).strip()
        return Name(surname, *letters)
    words = _joined(text.split(" "))
    if len(words) == 2:  # noqa: PLR2004
        return Name(words[1], words[0]) if _given_first(*words) else Name(words[0], words[1])
    if (
        len(words) == 3  # noqa: PLR2004
        and genders.of_patronymic(words[1])
        and (not genders.of_patronymic(words[2]) or genders.is_given(words[0]))
    ):
        return Name(words[2], words[0], words[1])
    surname, given, patronymic = [*words, "", ""][:3]
    if len(words) > 3:  # noqa: PLR2004 - a surname of several words
        return Name(" ".join(words[:-2]), words[-2], words[-1])
    return Name(surname, given, patronymic)


def initials_as_typed(text: str) -> str:
    """Return the initials of a name as they are written, their spaces made non-breaking."""
    match = _INITIALS.search(text)
    return re.sub(r"\s+", NBSP, match[0]) if match else ""


def _joined(words: list[str]) -> list[str]:
    """Join what is one part: «Мамед оглы», «фон Нейман»."""
    turkic = next((i for i, word in enumerate(words) if i > 1 and word.lower() in genders.TURKIC), 0)
    if turkic:
        words[turkic - 1 : turkic + 1] = [" ".join(words[turkic - 1 : turkic + 1])]
    if len(words) > 2 + (genders.of_patronymic(words[-1]) is not None):  # «Ван Игорь Петрович» has a surname of its own
        at = next((i for i, word in enumerate(words[:-1]) if word.lower() in _PARTICLES), None)
        if at is not None:
            words[at : at + 2] = [" ".join(words[at : at + 2])]
    return words


def _given_first(first: str, second: str) -> bool:
    """Tell whether of two words the given name stands first: «Лев Толстой», «Наталья Ким»."""
    if genders.is_given(first) and genders.is_given(second):
        if _family(second) != _family(first):
            return _family(second)
        return (genders.of_first_name(first), genders.of_first_name(second)) == (
            "ж",
            "м",
        )  # a woman whose surname is a man's name
    return not genders.is_given(second) and (genders.is_given(first) or (_family(second) and not _family(first)))


_FAMILY = regex(r"(?:[оеё]в|[иы]н|ск(?:ий|ая)|цк(?:ий|ая)|[оеё]ва|[иы]на|енко|[иы]х|ук|юк)$")


def _family(word: str) -> bool:
    """Tell whether a word ends as surnames do."""
    return _FAMILY.search(word.lower()) is not None


def initials(person: object, order: str = "surname-first") -> str:
    """Return a name with initials; the space between them does not break.

    Args:
        person: a name, or anything that is one in words (a person of the model).
        order: `surname-first` for «Лысенко С.Н.» (ГОСТ Р 7.0.97, 5.18), `initials-first` for «С.Н. Лысенко» (5.22).

    Raises:
        ValueError: there is no such order.
    """
    if order not in ("surname-first", "initials-first"):
        raise ValueError(f"нет порядка „{order}“; есть: surname-first, initials-first")
    name = split_name(str(person))
    if not name.initials:
        return name.surname
    return NBSP.join((name.surname, name.initials) if order == "surname-first" else (name.initials, name.surname))


def name_parts(text: str) -> dict[str, str]:
    """Return the parts of a name: `surname`, `given`, `patronymic`; what is not there is empty, initials have a dot."""
    return dict(vars(split_name(text)))


def name_gender(text: str) -> str | None:
    """Return `м` or `ж` if the name tells it: by the patronymic, the first name or the surname; else None."""
    return gender_of_name(split_name(text))


def gender_of_name(name: Name) -> str | None:
    """Return the gender that the patronymic, the first name or the surname tells; None if nothing does."""
    if found := genders.of_patronymic(name.patronymic):
        return found
    if len(name.given) > 2 and (found := genders.of_first_name(name.given)):  # noqa: PLR2004
        return found
    told = {genders.of_surname(part) for part in name.surname.lower().split("-")} - {None}
    return told.pop() if len(told) == 1 else None


def declined(name: Name, case: str, gender: str) -> Name:
    """Return the name in a case; initials stay."""
    return Name(
        surnames.declined(name.surname, case, gender),
        _given(name.given, case, gender),
        _patronymic(name.patronymic, case, gender),
    )


def doubts(name: Name, case: str, gender: str) -> tuple[str, ...]:
    """Return why a person should look at a form of a name: who bears it knows better, or the dictionary differs."""
    found = list(surnames.doubts(name.surname, case, gender))
    if (
        name.given
        and not name.patronymic
        and not name.given.endswith(".")
        and genders.is_given(name.given) == genders.is_given(name.surname)
    ):
        found.append(f"не ясно, где фамилия: «{name.surname}» или «{name.given}»")
    told = genders.of_patronymic(name.patronymic)
    if len(name.patronymic) > 2 and told is None:  # noqa: PLR2004
        found.append(f"«{name.patronymic}» – не отчество: все ли части имени склоняются")
    if told and told != gender:
        found.append(f"отчество «{name.patronymic}» не подходит к полу «{gender}»")
    form = _given(name.given, case, gender)
    second = _by_dictionary(name.given, case, gender)
    if second and plain(second) != plain(form):
        found.append(f"имя по словарю «{graft(name.given, second)}»")
    elif _fluctuates(name.given, form, gender, known=bool(second)):
        found.append(f"склонение имени «{name.given}» знает его носитель")
    return tuple(found)


_UNSURE = ("ь", "ек", "ок", "ец", "ел")


def _fluctuates(given: str, form: str, gender: str, *, known: bool) -> bool:
    """Tell whether only the bearer knows how a name goes: Айгуль stands or not, Зульфией or Зульфиёй, Ирек."""
    if gender == "ж" and (form.endswith("иёй") or (form == given and given.lower().endswith("ь"))):
        return True
    return not known and form != given and (given.lower().endswith(_UNSURE) or "-" in given)


def _by_dictionary(word: str, case: str, gender: str) -> str:
    """Return the form that the dictionary of words gives to a first name, or nothing if it does not know it."""
    from docgen.russian.morphology import CASES, parses

    if len(word.rstrip(".")) < 2:  # noqa: PLR2004
        return ""
    wanted = {"м": "masc", "ж": "femn"}[gender]
    for parse in parses(word.lower()):
        if parse.is_known and "Name" in parse.tag and parse.tag.case == "nomn" and parse.tag.gender == wanted:
            found = parse.inflect({CASES[case], "sing"})
            return str(found.word) if found else ""
    return ""


def _given(word: str, case: str, gender: str) -> str:
    """A woman's name in a consonant stands (Гульчечек); a man's loses no vowel where it has none to lose (Ирек)."""
    low = word.lower()
    if " " in word or (gender == "ж" and low.endswith(_CONSONANTS) and not genders.is_given(word)):
        return word
    if low.endswith(_TWO_VOWELS):
        return word
    first, dash, last = word.rpartition("-")
    if dash and gender == "м":  # «Хас-Магомеда», «Жан-Жака»
        return f"{first}-{_given(last, case, gender)}"
    if gender == "м" and low.endswith(("ек", "ок", "ец")) and low not in _FLEETING_NAMES and case != "им":
        return word + _HARD[case]
    return petrovich.inflected(word, "FIRSTNAME", case, gender)


def _patronymic(word: str, case: str, gender: str) -> str:
    """«Мамед оглы» stands; «Силыч» and «Фокич» go like «Ильич», unstressed."""
    if " " in word:
        return word
    if gender == "м" and word.lower().endswith(("ыч", "фокич")) and case != "им":
        return word + (_HARD | {"тв": "ем"})[case]
    return petrovich.inflected(word, "MIDDLENAME", case, gender)


_TWO_VOWELS = ("аа", "уа", "оа", "ээ", "оо")  # Чодураа
_CONSONANTS = tuple("бвгджзклмнпрстфхцчшщ")
_FLEETING_NAMES: frozenset[str] = frozenset()
_HARD = {"род": "а", "дат": "у", "вин": "а", "тв": "ом", "пр": "е"}
