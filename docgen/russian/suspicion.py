"""A second look at a phrase that has been inflected: what in it a person should check."""

from __future__ import annotations

from docgen.regex import regex
from docgen.russian.inflection import SIMPLE_FIRST
from docgen.russian.lexicon import Lexicon
from docgen.russian.morphology import adjectives, known, parses
from docgen.russian.nominatives import nothing_else
from docgen.russian.tokens import CONJUNCTIONS, Phrase, is_word
from docgen.russian.words import plain


def doubts(phrase: Phrase, lexicon: Lexicon) -> tuple[str, ...]:
    """Return why a person should look at a phrase, in Russian."""
    found = list(phrase.doubts)
    word = phrase.tokens[0]
    if len(phrase.tokens) == 1 and phrase.text != word and word.isupper() and len(word) <= _SHORT_CAPITALS:
        found.append("слово прописными или аббревиатура")
    if mixed := [word for word in map(str, phrase.tokens) if _MIXED.search(word)]:
        found.append(f"русские и латинские буквы в одном слове: {', '.join(mixed)}")
    if strange := unknown_words(phrase, lexicon):
        found.append(f"нет в словаре: {', '.join(strange)}")
    if left := left_behind(phrase):
        found.append(f"не склоняется: {', '.join(left)}")
    return tuple(found)


def unknown_words(phrase: Phrase, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words that an inflection has changed although nothing tells how: no dictionary, no usual ending."""
    changed = (phrase.tokens[index] for index, form in phrase.changed.items() if form != phrase.tokens[index])
    return tuple(word for word in changed if is_word(word) and not _told(word, lexicon))


_SHORT_CAPITALS = 4  # letters: «ТИК» is rather an abbreviation
_MIXED = regex(r"[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]")
_REGULAR = ("лог", "вед", "граф", "ист", "тор", "тель", "ник", "чик", "щик", "мейстер", "педагог", "ор", "ер", "ция",
            "ение", "ание", "ство", "центр", "план", "совет", "надзор", "брат", "стат", "стандарт", "молодежь", "кий", "кая", "кое", "кие", "ный", "ная", "ное", "ные", "вый",
            "вая", "вое", "вые", "щий", "щая", "щее", "щие")  # fmt: skip


def _told(word: str, lexicon: Lexicon) -> bool:
    """Tell whether the forms of a word are known: by a lexicon, the dictionary, or an ending that many words share."""
    if lexicon.entry(word) or known(word.lower()):
        return True
    first, _, last = word.rpartition("-")
    parts = [last] if adjectives(last.lower()) else [*first.split("-"), last]  # the front of an adjective stands
    return all(
        part.isascii() or known(part.lower()) or lexicon.entry(part) or plain(part).endswith(_REGULAR)
        for part in parts
        if part and part.lower() not in SIMPLE_FIRST
    )


def left_behind(phrase: Phrase) -> tuple[str, ...]:
    """Return the words that stand although they can be nothing but a nominative: perhaps a head that was missed."""
    found, governed, joined = [], False, False
    for index, piece in phrase.words(max(phrase.heads, default=-1) + 1):
        if not is_word(piece):
            joined = joined or piece == ","
        elif any(p.tag.POS in ("PREP", "PRTF", "GRND") for p in parses(piece.lower())[:1]):  # these govern accusatives
            governed, joined = True, False
        elif piece in CONJUNCTIONS:
            joined = True
        elif index not in phrase.changed and piece.islower() and (not governed or joined) and nothing_else(piece):
            found.append(piece)
    return tuple(found)
