"""What words are: nouns, infinitives, plurals; for those who read texts and do not change them."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.russian.morphology import CASES, nouns, parses
from docgen.russian.tokens import WORD


def head_noun(text: str) -> str:
    """Return the first word of a phrase that is a noun in the nominative, or an empty text."""
    plain = text.translate({ord(mark): " " for mark in '«»„“"'})
    return next((word for word in WORD.findall(plain) if nouns(word.lower())), "")


def base_noun(word: str) -> str:
    """Return the dictionary form of a word that can only be a noun, or an empty text: «положения» -> «положение»."""
    found = parses(word.strip('«»„“"').lower())
    if not found or found[0].tag.POS != "NOUN":
        return ""
    return str(found[0].normal_form)


def only_plural(word: str) -> bool:
    """Tell whether a word can be nothing but a noun in the plural: «учителей»."""
    found = parses(word.lower())
    return bool(found and all(p.is_known and p.tag.POS == "NOUN" and p.tag.number == "plur" for p in found))


def names_no_action(words: Sequence[str]) -> bool:
    """Tell whether a sentence orders nothing: it begins with «утверждаю», or has no verb at all («Утверждение плана»)."""
    first = parses(words[0].lower())
    if any(p.tag.POS == "VERB" and p.tag.person == "1per" for p in first[:1]):
        return True
    if not any(p.tag.POS == "NOUN" and p.tag.case == "nomn" for p in first):
        return False
    return not any(p.tag.POS in ("INFN", "VERB", "PRTS") for word in words for p in parses(word.lower()))


def names_its_subject(words: Sequence[str]) -> bool:
    """Tell whether a sentence begins with a noun that can only be its subject: «Проверка проводится»."""
    first = parses(words[0].lower())
    opens = bool(first) and all(p.is_known and p.tag.POS == "NOUN" for p in first)
    nominative = opens and any(p.tag.case == "nomn" for p in first)
    return nominative and any(p.tag.POS in ("VERB", "PRTS") for word in words[1:] for p in parses(word.lower())[:1])


def in_case(phrase: str, case: str) -> bool:
    """Tell whether the head of a phrase can stand in a case: its first noun, or a word that the dictionary lacks."""
    for word in WORD.findall(phrase):
        found = [p for part in word.lower().split("-")[:1] for p in parses(part)]
        readings = [p for p in found if p.tag.POS == "NOUN"]
        if not readings and any(p.is_known and p.tag.POS in ("ADJF", "PRTF", "NUMR", "NPRO") for p in found):
            continue
        return not readings or not all(p.is_known for p in readings) or any(p.tag.case == CASES[case] for p in readings)
    return True


def is_infinitive(word: str) -> bool:
    """Tell whether a word is a verb in the infinitive."""
    return any(p.tag.POS == "INFN" for p in parses(word.lower()))


def genitive_plural(word: str) -> str:
    """Return the dictionary form of a word that can only be a noun in the genitive plural, or an empty text."""
    found = parses(word.lower())
    sure = found and all(
        p.is_known and p.tag.POS == "NOUN" and p.tag.number == "plur" and p.tag.case in ("gent", "accs") for p in found
    )
    return str(found[0].normal_form) if sure else ""


_AFTER_A_NUMBER = ("gent", "gen2", "datv", "ablt", "loct", "loc2")


def follows_number(number: int, word: str) -> bool:
    """Tell whether a word can be the noun that a number in figures counts: «5 учителей», not «5 учителя», «5 школы».

    A word that the dictionary lacks, or that can be something else than a noun, can be anything.
    """
    found = parses(word.lower())
    if not found or not all(p.is_known and p.tag.POS == "NOUN" for p in found):
        return True
    if number % 10 == 1 and number % 100 != 11:  # noqa: PLR2004 - eleven is no one
        return any(p.tag.number == "sing" for p in found)
    few = 2 <= number % 10 <= 4 and number % 100 not in (12, 13, 14)  # noqa: PLR2004 - two to four
    return any(
        (
            p.tag.number == "plur"
            and (p.tag.case in _AFTER_A_NUMBER or (p.tag.case == "accs" and p.tag.animacy == "anim"))
        )
        or (few and p.tag.number == "sing" and p.tag.case == "gent")
        for p in found
    )


def is_living(word: str) -> bool:
    """Tell whether a word can be nothing but the noun of a living being."""
    found = parses(word.lower())
    return bool(found) and all(p.tag.POS == "NOUN" and p.tag.animacy == "anim" for p in found)


def can_be(word: str, *parts: str) -> bool:
    """Tell whether a word can be one of the parts of speech, by the names of the dictionary: `VERB`, `NOUN`."""
    return any(p.tag.POS in parts for p in parses(word.lower()))
