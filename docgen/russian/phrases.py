"""Noun phrases: the head and what agrees with it are inflected, the rest stands (russian.md, section 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docgen.russian import tails
from docgen.russian.inflection import SIMPLE_FIRST, adjective, agrees_with_all, compound_of_things, noun, noun_readings
from docgen.russian.lexicon import NONE, Lexicon
from docgen.russian.morphology import adjectives, agree, known, nouns, parses
from docgen.russian.tokens import Phrase, is_word, split
from docgen.russian.words import plain

_FROZEN = re.compile(r"\s*(?:и\.\s?о\.|врио|вр\.\s?и\.\s?о\.)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+)-(?:й|ый|ий)")
_ORDINAL_ENDINGS = {"род": "го", "дат": "му", "вин": "го", "тв": "м", "пр": "м"}
_SHORT = {"гл", "ст", "вед", "мл"}  # adjectives: «гл. специалист»
_SHORT_NOUN = re.compile(r"\s*(?:зам|пом|зав|нач|дир|уч|преп|инж|спец|рук|предс|секр)\.", re.IGNORECASE)
# «МКУ», «ФГОС НОО», «СП 2.4.3648-20», «СанПиН 1.2.3685-21», «АмИРО»
_ABBREVIATION = re.compile(r"\s*(?:[А-ЯЁA-Z][А-ЯЁA-Z\d.-]+|[А-ЯЁA-Z][а-яё]*(?:[А-ЯЁ][а-яё]*)+)(?![\w-])")
# «Минобрнауки», «Минпросвещения»: a genitive inside; «Минфин» changes.
_MINISTRY = re.compile(r"\s*Мин[а-яё]+[аеиояыуэю](?![\w-])")
_CHANGING = ("«дорожная карта»",)
_AS_TITLES = re.compile(r"\s*(?:ГОСТ|ОСТ|СП|СНиП|СанПиН|ОК)(?=\s+[РA-Z\d])")


def inflected(text: str, case: str, *, position: bool = False, lexicon: Lexicon = NONE) -> Phrase:
    """Return a phrase with its heads in a case; no head means that none was found.

    Args:
        text: the nominative.
        case: a code of a case.
        position: whether the phrase names what a person is.
        lexicon: words that have forms of their own.
    """
    if _SHORT_NOUN.match(text):
        return Phrase([text])
    tokens = _taken_apart(split(text))
    if not position and text.startswith("«") and (len(tokens) > 1 or text[1:2].islower() or text.lower() in _CHANGING):
        return _quoted(tokens, case, lexicon)  # «Дорожная карта» реализации программы
    phrase = Phrase(tokens)
    if frozen := _frozen(text):
        phrase.heads[0] = None
        tails.after_abbreviation(phrase, frozen, case, lexicon)
        return phrase
    end = _group(phrase, 0, case, position=position, lexicon=lexicon)
    while position and phrase.heads and (at := tails.next_place(phrase, end)) is not None:
        end = max(_second(phrase, at, case, lexicon), at)
    if phrase.heads and not position:
        _coordinated(phrase, end, case, lexicon)
    if phrase.heads:
        tails.brackets(phrase, case, position=position, lexicon=lexicon)
    return phrase


def _quoted(tokens: Sequence[str], case: str, lexicon: Lexicon) -> Phrase:
    inside = inflected(tokens[0][1:-1], case, lexicon=lexicon)
    return Phrase(["«", *inside.tokens, "»", *tokens[1:]], {i + 1: t for i, t in inside.changed.items()},
                  {i + 1: r for i, r in inside.heads.items()}, inside.doubts, inside.from_lexicon)  # fmt: skip


def _taken_apart(tokens: Sequence[str]) -> list[str]:
    """«школа-детский сад» is a school and a kindergarten: a noun, a hyphen, and an adjective of the next noun."""
    apart: list[str] = []
    for token in tokens:
        first, hyphen, last = token.partition("-")
        double = hyphen and is_word(token) and not known(token.lower()) and nouns(first.lower())
        apart += [first, hyphen, last] if double and adjectives(last.lower()) and not nouns(last.lower()) else [token]
    return apart


def _frozen(text: str) -> str:
    """Return the beginning that stands in every case: «и.о.», an abbreviation; all in capitals is none."""
    if found := _FROZEN.match(text) or _AS_TITLES.match(text):
        return found[0]
    if (found := _MINISTRY.match(text)) and not known(found[0].strip().lower()):
        return found[0]
    found = _ABBREVIATION.match(text)
    word = found[0].strip() if found else ""
    if not found or (text.isupper() and all(known(part.lower()) for part in word.split("-"))):
        return ""
    return found[0]


def head_tag(text: str) -> Any:
    """Return the grammar of the head noun of a phrase, or None."""
    plain_text = text.translate({ord(mark): " " for mark in '«»„“"'})
    words = [(i, token) for i, token in enumerate(split(plain_text)) if is_word(token)]
    leading: list[str] = []
    for index, (_, word) in enumerate(words):
        kind, reading = _reading(words, index, leading, NONE)
        if kind == "noun":
            return reading.tag
        if kind != "adjective":
            return None
        leading.append(word)
    return None


def _group(
    phrase: Phrase, start: int, case: str, *, position: bool, lexicon: Lexicon, first: bool = True, like: Any = None
) -> int:
    """Inflect one head with its adjectives; return the index after it, or ``start`` if there is no head there.

    A head after the first (``first`` is false) must be in the nominative: a living being of the number of ``like`` in
    a position, a noun that can be nothing but a nominative elsewhere unless it stands right after the first.
    """
    words = phrase.words(start)
    leading: list[tuple[int, str]] = []
    for order, (index, word) in enumerate(words):
        if match := _ORDINAL.fullmatch(word):
            phrase.changed[index] = f"{match[1]}-{_ORDINAL_ENDINGS[case]}"
            continue
        if word == "." or (word.lower() in _SHORT and _after(words, order) == "."):
            continue
        if not is_word(word):
            break
        kind, reading = _reading(words, order, [w for _, w in leading], lexicon, living=position)
        if kind == "adjective":
            leading.append((index, word))
            continue
        if not kind and not leading and any(p.tag.POS == "ADVB" for p in parses(word.lower())[:1]):
            continue  # «временно исполняющий обязанности»
        if kind == "noun":
            if not first and (position and (reading.tag.animacy != "anim" or like.number != reading.tag.number)):
                return start
            _set_head(phrase, index, reading, leading, case, living=position, lexicon=lexicon)
            return tails.after_head(phrase, index, reading, case)
        break
    if leading and (first or _stands_for_noun(leading, like)):
        _set_adjectival_head(phrase, leading, case, position=position)
        return leading[-1][0] + 1
    return start


def _stands_for_noun(leading: Sequence[tuple[int, str]], like: Any) -> bool:
    """Tell whether a second head may be an adjective: «директор, ответственный за …»."""
    return len(leading) == 1 and any(a.tag.number == like.number for a in adjectives(leading[0][1].lower()))


def _second(phrase: Phrase, at: int, case: str, lexicon: Lexicon) -> int:
    like = _tag_of_first(phrase)
    return _group(phrase, at, case, position=True, lexicon=lexicon, first=False, like=like)


def _tag_of_first(phrase: Phrase) -> Any:
    reading: Any = next(iter(phrase.heads.values()))
    return reading.tag


def _coordinated(phrase: Phrase, end: int, case: str, lexicon: Lexicon) -> None:
    """«Порядок и условия», «Состав комиссии и порядок её работы»: further heads of an organisation or an act."""
    for at, close in tails.joined_places(phrase, end):
        words = phrase.words(at)
        if not words or not is_word(words[0][1]):
            continue
        order = next((i for i, (_, w) in enumerate(words) if not adjectives(w.lower()) or nouns(w.lower())), 0)
        word = words[order][1]
        if not is_word(word) or not noun_readings(word, lexicon):
            continue
        if close or tails.only_nominative(word):
            _group(phrase, at, case, position=False, lexicon=lexicon)


def _reading(
    words: Sequence[tuple[int, str]], order: int, leading: list[str], lexicon: Lexicon, *, living: bool = False
) -> tuple[str, Any]:
    """Tell what a word is here: an adjective before the head, the head noun, or neither."""
    word = words[order][1].lower()
    found = [n for n in noun_readings(word, lexicon, living=living) if agrees_with_all(leading, n)]
    reading = next((n for n in found if not living or n.tag.animacy == "anim"), next(iter(found), None))
    attribute = next(iter(adjectives(word)), None)
    if attribute is None:
        return ("noun", reading) if reading is not None else ("", None)
    following = words[order + 1][1].lower() if order + 1 < len(words) else ""
    leads = is_word(following) and (
        any(agree(a, n) for a in adjectives(word) for n in noun_readings(following, lexicon))
        or any(
            a.tag.number == b.tag.number and a.tag.gender == b.tag.gender
            for a in adjectives(word)
            for b in adjectives(following)
        )
    )
    if reading is not None and not leads:
        return "noun", reading
    return "adjective", attribute


def _after(words: Sequence[tuple[int, str]], order: int) -> str:
    return words[order + 1][1] if order + 1 < len(words) else ""


def _set_head(
    phrase: Phrase, index: int, reading: Any, leading: Sequence[tuple[int, str]], case: str, *,
    living: bool, lexicon: Lexicon,
) -> None:  # fmt: skip
    """Inflect a head with what stands before it; who holds a position lives, whatever the dictionary says of him."""
    word = phrase.tokens[index]
    animate: bool | None = None
    own_case = case
    if living and reading.tag.gender != "femn":
        animate = True
        own_case = "род" if case == "вин" and reading.tag.animacy == "inan" else case
    elif not living and not reading.is_known and reading.tag.gender == "masc" and reading.tag.number == "sing":
        animate = False  # an organisation that the dictionary lacks: «Росстат»
        own_case = "им" if case == "вин" else case
    phrase.changed[index] = noun(word, reading, own_case, lexicon)
    phrase.from_lexicon |= any(lexicon.entry(part) is not None for part in (word, *word.split("-")))
    phrase.heads[index] = reading
    if compound_of_things(word):
        phrase.doubts.append(f"части слова «{word}»: склоняется ли первая")
    for place, attribute in leading:
        phrase.changed[place] = adjective(attribute, reading.tag, case, animate=animate)


def _set_adjectival_head(phrase: Phrase, leading: Sequence[tuple[int, str]], case: str, *, position: bool) -> None:
    """«исполняющий обязанности …», «заведующая»: the last adjective is the head."""
    reading = adjectives(leading[-1][1].lower())[0]
    phrase.heads[leading[-1][0]] = reading
    for place, word in leading:
        phrase.changed[place] = adjective(word, reading.tag, case, animate=position)


def unknown_words(phrase: Phrase, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words that an inflection has changed although nothing tells how: no dictionary, no usual ending."""
    changed = (phrase.tokens[index] for index, form in phrase.changed.items() if form != phrase.tokens[index])
    return tuple(word for word in changed if is_word(word) and not _told(word, lexicon))


_REGULAR = ("лог", "вед", "граф", "ист", "тор", "тель", "ник", "чик", "щик", "мейстер", "педагог", "ор", "ер", "ция",
            "ение", "ание", "ство", "центр", "план", "кий", "кая", "кое", "кие", "ный", "ная", "ное", "ные", "вый",
            "вая", "вое", "вые", "щий", "щая", "щее", "щие")  # fmt: skip


def _told(word: str, lexicon: Lexicon) -> bool:
    """Tell whether the forms of a word are known: by a lexicon, the dictionary, or an ending that many words share."""
    if lexicon.entry(word):
        return True
    first, _, last = word.rpartition("-")
    parts = [last] if adjectives(last.lower()) else [*first.split("-"), last]  # the front of an adjective stands
    return all(
        part.isascii() or known(part.lower()) or lexicon.entry(part) or plain(part).endswith(_REGULAR)
        for part in parts
        if part and part.lower() not in SIMPLE_FIRST
    )
