"""Which word of a name is the surname, which the given name, which the patronymic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from docgen.regex import regex
from docgen.russian import genders
from docgen.value import Value

Role = Literal["surname", "former", "given", "patronymic", "initial", "space", "note", ""]
Roles = list[tuple[Role, bool]]
"""The role of each word, and whether the word stands in every case."""

# Particles of a surname that stand before it: «фон Нейман Джон».
_PARTICLES = frozenset("фон ван де ди да дель ла ле аль ибн бен эль дер ден дю дос тер цу о".split())
# Surnames of one syllable of those whose names end with the word that is declined: Дэн Сяопин, Ким Ир Сен, Хо Ши Мин.
_ASIAN = frozenset(
    "ким ли пак цой чой тен тян хан хон юн кан чжан чан ван лю лу чэнь чен дэн ден мао си хо ху ма у сунь чжоу чжао нгуен ле фам "
    "хоанг фан во ву данг буй до нго зыонг дуонг динь чинь май дао тран линь цзян цзянь вэнь вэй сюй го гао ло лян сун тан хэ "
    "цао цзэн пэн фэн шэнь юань чу цай цинь ян пан квон сон син со лим нам но но чон чо дык бань хуа цю фу тхай тхи луу".split()
)
_FEW = 3
_VOWELS = regex(r"[аеёиоуыэюя]")
_FAMILY = regex(r"(?:[оеё]в|[иы]н|ск(?:ий|ая|ой)|цк(?:ий|ая|ой)|[оеё]ва|[иы]на|енко|[иы]х|ук|юк|ян|дзе|швили)$")
_TITLE = regex(r"(?:г|гр|тов)-(?:н|жа|ка|щ)", re.IGNORECASE)
_CYRILLIC = regex(r"[\u0400-\u04ff]+(?:['’ʼ‘`-][\u0400-\u04ff]+)*-?")


class Remark(Value):
    """What is wrong with the way a name is written, and what to do, in Russian."""

    message: str
    remedy: str


ONE_NAME = "Оставьте здесь только имя: Иванова Мария Петровна или Иванова М.П."


def is_initial(word: str) -> bool:
    """Tell whether a word is an initial: «С.», «Дж.», «Ал.»."""
    return word.endswith(".") and len(word) > 1


def roles(words: Sequence[str], attached: Sequence[bool]) -> tuple[Roles, list[Remark]]:
    """Return the roles of the words of one person and what there is to say of them, in Russian.

    Args:
        words: words and initials in their order.
        attached: whether a word follows an initial without a space.
    """
    found: Roles = [("", False)] * len(words)
    remarks: list[Remark] = []
    names = [word for word in words if not is_initial(word) and _CYRILLIC.fullmatch(word)]
    small = all(not _is_capital(word) for word in names)
    if small and names:
        remarks.append(Remark("имя написано со строчной буквы", "Напишите его с прописной"))
    mixed = any(_is_capital(word) and not word.isupper() for word in names)
    core: list[int] = []
    for at, word in enumerate(words):
        if is_initial(word):
            found[at] = ("initial" if word[0].isupper() or small else "", False)
        elif (
            len(word) == 1
            and word.isupper()
            and _CYRILLIC.fullmatch(word)
            and (attached[at] or _lone_letter(words, at))
        ):
            found[at] = ("initial", False)
            remarks.append(Remark(f"после инициала «{word}» нет точки", "Поставьте точку"))
        elif not _CYRILLIC.fullmatch(word) or _TITLE.fullmatch(word) or (mixed and len(word) > 1 and word.isupper()):
            continue  # «ИП Иванова Мария»
        elif _is_capital(word) or small or genders.is_given(word) or genders.of_patronymic(word):
            core.append(at)
    _set_turkic(words, found, core, small=small)
    _set_particles(words, found, core)
    if any(role == "initial" for role, _ in found):
        _beside_initials(words, found, core)
    else:
        _in_full(words, found, core, remarks)
    surnames = [words[at] for at in core if found[at] == ("surname", False)]
    if len(surnames) > 1:
        several = Remark(
            f"фамилия из нескольких слов: «{' '.join(surnames)}»", "Проверьте, что здесь только имя, и его формы"
        )
        remarks.append(several)
    return found, remarks


def _is_capital(word: str) -> bool:
    """Tell whether a word begins with a capital: Иванов, д’Артаньян, аль-Хорезми."""
    return word[0].isupper() or any(char.isupper() for char in word[1:])


def _lone_letter(words: Sequence[str], at: int) -> bool:
    """«Соколова Н В»: letters without a full stop after the only word."""
    return at > 0 and sum(len(word) > 1 for word in words) == 1


def _set_turkic(words: Sequence[str], found: Roles, core: list[int], *, small: bool) -> None:
    """«Вагиф Мамед оглы», «Талант уулу Азамат»: the father's name and the word after it stand."""
    for at, word in enumerate(words):
        if at == 0 or word.lower() not in genders.TURKIC or not (word.islower() or word.isupper() or small):
            continue
        father = at - 1
        found[at] = ("patronymic", True)
        core[:] = [place for place in core if place not in (at, father)]
        if found[father][0] != "initial":
            found[father] = ("patronymic", True)


def _set_particles(words: Sequence[str], found: Roles, core: list[int]) -> None:
    """«фон Нейман», «Де Ниро Роберт»: the particle stands; «Ван Игорь Петрович» has a surname of its own."""
    if _asian([words[at] for at in core]):
        return
    patronymic = any(genders.of_patronymic(words[at]) for at in core) or any(role == "patronymic" for role, _ in found)
    for at in range(len(words) - 1):
        word, following = words[at], words[at + 1]
        if word.lower() not in _PARTICLES or found[at][0] in ("initial", "patronymic") or is_initial(following):
            continue
        if word[0].islower() or (at in core and len(core) > 2 + patronymic and at + 1 in core):
            found[at] = ("surname", True)
            core[:] = [place for place in core if place != at]
            if at + 1 in core and (word[0].islower() or not genders.is_given(following)):
                found[at + 1] = ("surname", False)


def _beside_initials(words: Sequence[str], found: Roles, core: list[int]) -> None:
    """«Лысенко С.Н.», «Анна С. Белова», «Кузьмин О. Ильич»: the words that the initials leave."""
    first = next(at for at, (role, _) in enumerate(found) if role == "initial")
    single = sum(role == "initial" for role, _ in found) == 1
    open_ = [at for at in core if not found[at][0]]
    for at in open_:
        found[at] = ("surname", False)
    if len(open_) != 2:  # noqa: PLR2004
        return
    one, two = open_
    if not single and not (one < first < two and genders.of_patronymic(words[two])):
        return  # «Гарсиа Маркес Г.Х.», but «Юдина А.-М. Петровна»
    if (
        genders.of_patronymic(words[two])
        and (first < two or genders.is_given(words[one]))
        and not genders.of_patronymic(words[one])
    ):
        found[two] = ("patronymic", False)
        found[one] = ("surname" if one < first else "given", False) if first < two else ("given", False)
    elif one < first < two or (first > two and _given_first(words[one], words[two])):
        found[one] = ("given", False)
    elif genders.of_patronymic(words[one]) and first < one:
        found[one] = ("patronymic", False)
    elif first > two:
        found[two] = ("given", False)


def _in_full(words: Sequence[str], found: Roles, core: list[int], remarks: list[Remark]) -> None:
    """A name without initials, by the number and the order of its words."""
    open_ = [at for at in core if not found[at][0]]
    texts = [words[at] for at in open_]
    surname = any(role == "surname" for role, _ in found)
    patronymic = any(role == "patronymic" for role, _ in found)
    if patronymic:  # that with «оглы»
        order = _with_turkic(texts, open_, found)
    elif surname:
        order = ["given"] * len(texts)
        if len(texts) > 1 and genders.of_patronymic(texts[-1]):
            order[-1] = "patronymic"
    else:
        order = _order(texts)
    fixed = not patronymic and not surname and _asian(texts)
    for place, (at, role) in enumerate(zip(open_, order, strict=True)):
        found[at] = (role, fixed and place < len(texts) - 1)
    if len(texts) > 2 and "patronymic" not in order and not patronymic and not fixed and not _two_given(texts):  # noqa: PLR2004
        remarks.append(Remark("не ясно, где здесь имя, а где фамилия", "Задайте поля „фамилия“, „имя“, „отчество“"))


def _two_given(texts: Sequence[str]) -> bool:
    """«Браун Чарльз Эдвард»: a surname beside two known given names."""
    known = [genders.is_given(text) for text in texts]
    return len(texts) == 3 and known[1] and known[0] != known[2]  # noqa: PLR2004


def _with_turkic(texts: Sequence[str], places: Sequence[int], found: Roles) -> list[Role]:
    father = next(at for at, (role, _) in enumerate(found) if role == "patronymic")
    if len(texts) <= 1:
        return ["given"] * len(texts)
    if len(texts) == 2 and places[0] < father < places[1] and father > 0:  # noqa: PLR2004
        return ["given", "surname"]
    if len(texts) == 2 and _given_first(*texts):  # noqa: PLR2004
        return ["given", "surname"]
    return ["surname", *["given"] * (len(texts) - 1)]  # type: ignore[list-item]


def _order(texts: Sequence[str]) -> list[Role]:
    """Return the roles of words that are all written in full, without particles."""
    size = len(texts)
    if size <= 1:
        return ["given" if genders.is_given(text) and not _family(text) else "surname" for text in texts]
    if _asian(texts):
        return ["surname", *["given"] * (size - 1)]  # type: ignore[list-item]
    at = next((place for place in range(1, size) if _is_patronymic(texts, place)), 0)
    if size == 2:  # noqa: PLR2004
        if at:
            return ["surname" if _family(texts[0]) and not genders.is_given(texts[0]) else "given", "patronymic"]
        return ["given", "surname"] if _given_first(*texts) else ["surname", "given"]
    if at == size - 1:
        if size == 3 and genders.is_given(texts[0]) and _family(texts[1]) and not genders.is_given(texts[1]):  # noqa: PLR2004
            return ["given", "surname", "patronymic"]
        return [*["surname"] * (size - 2), "given", "patronymic"]  # type: ignore[list-item]
    if at:
        return [*["given"] * at, "patronymic", *["surname"] * (size - at - 1)]  # type: ignore[list-item]
    if genders.is_given(texts[0]) and not genders.is_given(texts[-1]):
        return [*["given"] * (size - 1), "surname"]  # type: ignore[list-item]
    return ["surname", *["given"] * (size - 1)]  # type: ignore[list-item]


def _is_patronymic(texts: Sequence[str], place: int) -> bool:
    """Tell whether a word is the patronymic: «Анна Абрамович» has none, «Абрамович Роман Чарльз» begins with a surname."""
    told = genders.of_patronymic(texts[place])
    if told is None:
        return False
    before = genders.of_first_name(texts[place - 1])
    if before == "ж" and told == "м" and len(texts) == 2:  # noqa: PLR2004
        return False
    last = place == len(texts) - 1
    return last or not genders.of_patronymic(texts[-1]) or genders.is_given(texts[place - 1])


def _asian(texts: Sequence[str]) -> bool:
    """Tell whether only the last word is declined: «Ким Ир Сен», «Дэн Сяопин», but «Ким Виктор»."""
    if len(texts) < 2 or texts[0].lower() not in _ASIAN:  # noqa: PLR2004
        return False
    others = (text for text in texts[1:] if text.lower() not in ("тхи", "ван"))  # Vietnamese middle names
    if any(genders.is_given(text) or genders.of_patronymic(text) for text in others):
        return False
    return all("-" not in text and len(_VOWELS.findall(text.lower())) <= _FEW for text in texts)


def _given_first(first: str, second: str) -> bool:
    """Tell whether of two words the given name stands first: «Лев Толстой», «Наталья Ким»."""
    if genders.is_given(first) and genders.is_given(second):
        if _family(second) != _family(first):
            return _family(second)
        return (genders.of_first_name(first), genders.of_first_name(second)) == (
            "ж",
            "м",
        )  # a surname that is a man's name
    return not genders.is_given(second) and (genders.is_given(first) or (_family(second) and not _family(first)))


def _family(word: str) -> bool:
    """Tell whether a word ends as surnames do."""
    return _FAMILY.search(word.lower()) is not None
