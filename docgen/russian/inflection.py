"""Words of a phrase in a case: by a lexicon, by the dictionary, with the spelling of their source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.russian.lexicon import NONE, Lexicon
from docgen.russian.morphology import CASES, adjectives, agree, form_of, known, nouns
from docgen.russian.words import graft, plain

# First parts of compounds that stand in every case: «пресс-секретарю».
SIMPLE_FIRST = frozenset(
    "пресс санкт статс бизнес шеф интернет веб медиа вице экс обер унтер топ арт онлайн офлайн видео аудио фото кино теле радио "
    "мини макси супер мульти микро макро эко этно авто мото вело фитнес спорт кибер кейс чат контент маркетинг "
    "промо штаб дизайн блок смарт джаз рок поп хит тест чек блиц стоп бренд трейд ит пиар нано воркшоп эндаумент "
    "форсайт стрит флеш квиз усть".split()
)
# First parts of compounds that change with the last: «школе-интернату», «плану-графику».
_CHANGING_FIRST = frozenset(
    "школа план дом библиотека музей центр класс институт завод договор отчёт отчет урок лицей гимназия".split()
)
# Words that join the parts of the name of a town: «Ростова-на-Дону».
_LINKS = frozenset("на над под при у за в де ле ла".split())
# Nouns of the dictionary's plural that stand in for what it lacks: the model of an unknown word, by its ending.
_MODELS = {"а": "школа", "я": "школа", "о": "место", "е": "место"}


def noun_readings(word: str, lexicon: Lexicon = NONE, *, living: bool = False) -> Sequence[Any]:
    """Return the readings of a word as a noun in the nominative.

    A compound that the dictionary lacks is read by its last part, or by its first where that one changes and the last
    is no living being (школа-сад), an adjective of the first or tied to it by a preposition (names of towns); a word
    that only the lexicon knows is read like another of its ending.
    """
    low = word.lower()
    if "-" in low and not known(low):
        return _compound_readings(low, lexicon)
    found = nouns(low)
    if not found and lexicon.entry(low):
        found = nouns("специалист" if living else _MODELS.get(low[-1], "отдел"))
    return found


def _compound_readings(low: str, lexicon: Lexicon) -> Sequence[Any]:
    """Return the readings of a compound that the dictionary lacks; none if its parts do not stand in the nominative."""
    first, *middle, last = low.split("-")
    if _LINKS.intersection(middle):
        return noun_readings(first, lexicon)
    heads = _first_readings(first)
    if _is_attribute(last):
        return [n for n in heads if any(agree(a, n) for a in adjectives(last))]
    ends = noun_readings(last, lexicon)
    if any(n.tag.animacy == "anim" for n in ends):
        return ends
    return [n for n in heads if n.tag.animacy != "anim" and ends] or ends


def _is_attribute(last: str) -> bool:
    """Tell whether the last part of a compound is an adjective: «Каменск-Уральский»."""
    return bool(adjectives(last)) and not nouns(last)


def _first_readings(first: str) -> Sequence[Any]:
    """Return the readings of the first part of a compound that changes with the last one."""
    return [] if first in SIMPLE_FIRST else [n for n in nouns(first) if n.is_known]


def noun(word: str, reading: Any, case: str, lexicon: Lexicon = NONE, number: str = "") -> str:
    """Return a noun in a case; both parts of «учитель-логопед» change, only the last of «пресс-секретарь»."""
    number = number or reading.tag.number
    if own := lexicon.form(word, case, number):
        return graft(word, own)
    if "-" in word and not known(word.lower()):
        return _compound(word, reading, case, lexicon, number)
    return form(word, reading, {CASES[case], number})


def _compound(word: str, reading: Any, case: str, lexicon: Lexicon, number: str) -> str:
    """Return a compound that the dictionary lacks in a case, every part of it in its place."""
    first, *rest = word.split("-")
    if _LINKS.intersection(part.lower() for part in rest[:-1]):
        return "-".join((noun(first, reading, case, lexicon, number), *rest))
    first, _, last = word.rpartition("-")
    if _is_attribute(last.lower()):
        return f"{noun(first, reading, case, lexicon, number)}-{adjective(last, reading.tag, case, number=number)}"
    return f"{_first(first, last, reading, case, lexicon, number)}-{_last(last, case, lexicon, number, reading)}"


def _first(first: str, last: str, reading: Any, case: str, lexicon: Lexicon, number: str) -> str:
    """Return the first part of a compound: it changes if it is a noun of the same sort as the last."""
    heads = _first_readings(first.lower()) or (noun_readings(first, lexicon) if lexicon.entry(first) else [])
    ends = noun_readings(last, lexicon)
    living = {n.tag.animacy for n in ends} or {reading.tag.animacy}
    of_number = [n for n in heads if n.tag.number == reading.tag.number]
    same = [n for n in of_number if n.tag.animacy in living or lexicon.entry(last)]
    return noun(first, same[0], case, lexicon, number) if same else first


def compound_of_things(word: str) -> bool:
    """Tell whether a word is a compound of two things that the dictionary lacks: план-график, but also чек-лист."""
    first, hyphen, last = word.lower().partition("-")
    if not hyphen or known(word.lower()) or first in SIMPLE_FIRST:
        return False
    return (
        first not in _CHANGING_FIRST
        and any(n.tag.animacy == "inan" for n in nouns(first))
        and any(n.tag.animacy == "inan" for n in nouns(last))
    )


def _last(last: str, case: str, lexicon: Lexicon, number: str, reading: Any) -> str:
    readings = noun_readings(last, lexicon) or [reading]
    same = [n for n in readings if n.tag.number == reading.tag.number] or readings
    if case == "вин" and reading.tag.animacy == "anim" and same[0].tag.gender == "masc":
        case = "род"  # «педагога-навигатора»: who is called by a thing lives
    return noun(last, same[0], case, lexicon, number)


def adjective(word: str, head: Any, case: str, *, animate: bool | None = None, number: str = "") -> str:
    """Return an adjective that agrees with the grammar of its head; ``animate`` overrides what the head is."""
    number = number or head.number
    readings = [a for a in adjectives(word.lower()) if a.tag.number == head.number]
    of_gender = [a for a in readings if head.number == "plur" or a.tag.gender == head.gender]
    reading = (of_gender or readings or adjectives(word.lower()))[0]
    wanted = {CASES[case], number}
    if number == "sing" and reading.tag.gender:
        wanted.add(reading.tag.gender)
    if case == "вин" and (number == "plur" or reading.tag.gender == "masc"):
        living = head.animacy == "anim" if animate is None else animate
        wanted.add("anim" if living else "inan")
    return form(word, reading, wanted)


def form(word: str, reading: Any, wanted: set[str]) -> str:
    """Return the form of a reading with the letters of the word; the word itself if there is no form of as many parts."""
    exact = frozenset(wanted)
    found = form_of(reading, exact) or form_of(reading, exact - {"anim", "inan"})
    if not found or not _is_form(found, word, reading):
        return word
    same = plain(reading.word) == plain(word)
    return graft(word, found, str(reading.word) if same else "")


_OF_ANOTHER_ROOT = frozenset(("человек", "ребёнок", "ребенок", "год"))


def _is_form(found: str, word: str, reading: Any) -> bool:
    """Tell whether a form can be one of a word: it has as many parts, and each begins with its own letter."""
    if reading.normal_form in _OF_ANOTHER_ROOT:
        return True
    return [part[:1] for part in plain(found).split("-")] == [part[:1] for part in plain(word).split("-")]


def agrees_with_all(leading: list[str], head: Any) -> bool:
    """Tell whether every adjective can agree with a noun."""
    return all(any(agree(a, head) for a in adjectives(word.lower())) for word in leading)
