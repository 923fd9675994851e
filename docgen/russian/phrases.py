"""Noun phrases: the head and what agrees with it are inflected, the rest stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docgen.russian import brackets, tails
from docgen.russian.inflection import adjective, agrees_with_all, compound_of_things, noun, noun_readings
from docgen.russian.morphology import adjectives, agree, known, nouns, parses
from docgen.russian.nominatives import only_nominative
from docgen.russian.ordinals import in_figures
from docgen.russian.tokens import WORD, Manner, Phrase, is_word, split

_FROZEN = re.compile(r"\s*(?:и\.\s?о\.|врио|вр\.\s?и\.\s?о\.)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+)-(?:й|ый|ий|ой|я|ая|е|ое|ые)")
_GLUED = re.compile(r"\w\([а-яё]+\)")  # «учитель(ница)» is two words in one
_SHORT = {"гл", "ст", "вед", "мл"}  # adjectives: «гл. специалист»
_SHORT_NOUN = re.compile(r"\s*(?:зам|пом|зав|нач|дир|уч|преп|инж|спец|рук|предс|секр)\.", re.IGNORECASE)
# «МКУ», «ФГОС НОО», «СП 2.4.3648-20», «СанПиН 1.2.3685-21», «АмИРО»
_ABBREVIATION = re.compile(r"\s*(?:[А-ЯЁA-Z][А-ЯЁA-Z\d.-]+|[А-ЯЁA-Z][а-яё]*(?:[А-ЯЁ][а-яё]*)+)(?![\w-])")
# «Минобрнауки», «Минпросвещения»: a genitive inside; «Минфин» changes.
_MINISTRY = re.compile(r"\s*Мин[а-яё]+[аеиояыуэю](?![\w-])")
_CHANGING = ("«дорожная карта»",)
_AS_TITLES = re.compile(r"\s*(?:ГОСТ|ОСТ|СП|СНиП|СанПиН|ОК)(?=\s+[РA-Z\d])")


def inflected(text: str, manner: Manner) -> Phrase:
    """Return a phrase with its heads in a case; no head means that none was found."""
    if _GLUED.search(text):
        return Phrase([text], manner)
    tokens = _taken_apart(split(text))
    quoted = text.startswith("«") and (len(tokens) > 1 or text[1:2].islower() or text.lower() in _CHANGING)
    if quoted and not manner.position:
        return _quoted(tokens, manner)  # «Дорожная карта» реализации программы
    phrase = Phrase(tokens, manner)
    if frozen := _frozen(text):
        phrase.heads[0] = None
        end = _tokens_of(phrase, frozen)
        tails.after_abbreviation(phrase, end)
    else:
        end = _group(phrase, 0)
    while manner.position and phrase.heads and (at := tails.next_place(phrase, end)) is not None:
        end = max(_group(phrase, at, first=False), at)
    if phrase.heads and not frozen:
        if not manner.position:
            _coordinated(phrase, end)
        _brackets(phrase)
    return phrase


def _tokens_of(phrase: Phrase, beginning: str) -> int:
    """Return how many pieces of a phrase its beginning takes."""
    end, length = 0, 0
    while end < len(phrase.tokens) and length < len(beginning):
        length += len(phrase.tokens[end])
        end += 1
    return end


def _quoted(tokens: Sequence[str], manner: Manner) -> Phrase:
    inside = inflected(tokens[0][1:-1], manner)
    return Phrase(["«", *inside.tokens, "»", *tokens[1:]], manner, {i + 1: t for i, t in inside.changed.items()},
                  {i + 1: r for i, r in inside.heads.items()}, inside.doubts, inside.from_lexicon)  # fmt: skip


def _brackets(phrase: Phrase) -> None:
    """«директор (заведующий)», «план («дорожная карта»)»: what names the same in a bracket changes."""
    for index, start, stop in brackets.changing(phrase):
        bracket = phrase.tokens[index]
        inside = inflected(bracket[start:stop], phrase.manner)
        if inside.heads:
            phrase.changed[index] = bracket[:start] + inside.text + bracket[stop:]


def _taken_apart(tokens: Sequence[str]) -> list[str]:
    """«школа-детский сад» is a school and a kindergarten: a noun, a hyphen, and an adjective of the next noun."""
    apart: list[str] = []
    for index, token in enumerate(tokens):
        first, hyphen, last = token.partition("-")
        double = hyphen and is_word(token) and not known(token.lower()) and nouns(first.lower())
        following = nouns("".join(tokens[index + 2 : index + 3]).lower()) if double else ()
        leads_on = any(agree(a, n) for a in adjectives(last.lower()) for n in following) and not nouns(last.lower())
        apart += [first, hyphen, last] if leads_on else [token]
    return apart


def _frozen(text: str) -> str:
    """Return the beginning that stands in every case: «и.о.», «зам.», an abbreviation; all in capitals is none."""
    if found := _FROZEN.match(text) or _AS_TITLES.match(text) or _SHORT_NOUN.match(text):
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
        kind, reading = _reading(words, index, leading, Manner("им"))
        if kind == "noun":
            return reading.tag
        if kind != "adjective":
            return None
        leading.append(word)
    return None


def _group(phrase: Phrase, start: int, *, first: bool = True) -> int:
    """Inflect one head with its adjectives; return the index after it, or ``start`` if there is no head there.

    A further head of a position (``first`` is false) must be a living being of the number of the first one.
    """
    manner = phrase.manner
    words = phrase.words(start)
    leading: list[tuple[int, str]] = []
    for order, (index, word) in enumerate(words):
        if _ORDINAL.fullmatch(word):
            leading.append((index, word))
            continue
        if word == "." or (word.lower() in _SHORT and _after(words, order) == "."):
            continue
        kind, reading = _reading(words, order, [w for _, w in leading], manner)
        if kind == "adjective":
            leading.append((index, word))
            continue
        if is_word(word) and not kind and not leading and any(p.tag.POS == "ADVB" for p in parses(word.lower())[:1]):
            continue  # «временно исполняющий обязанности»
        if kind == "noun":
            if not first and (reading.tag.animacy != "anim" or _number(phrase) != reading.tag.number):
                return start
            _set_head(phrase, index, reading, leading)
            return tails.after_head(phrase, index, reading)
        break
    if any(is_word(word) for _, word in leading) and (first or _stands_for_noun(leading, _number(phrase))):
        _set_adjectival_head(phrase, leading)
        return leading[-1][0] + 1
    return start


def _number(phrase: Phrase) -> str:
    """Return the number of the first head; «и.о.» is one."""
    reading: Any = next(iter(phrase.heads.values()))
    return str(reading.tag.number) if reading else "sing"


def _stands_for_noun(leading: Sequence[tuple[int, str]], number: str) -> bool:
    """Tell whether a second head may be an adjective: «директор, ответственный за …»."""
    return len(leading) == 1 and any(a.tag.number == number for a in adjectives(leading[0][1].lower()))


def _coordinated(phrase: Phrase, end: int) -> None:
    """«Порядок и условия», «Состав комиссии и порядок её работы»: further heads of an organisation or an act."""
    for at, close in tails.joined_places(phrase, end):
        words = phrase.words(at)
        if not words or not is_word(words[0][1]):
            continue
        order = next((i for i, (_, w) in enumerate(words) if not adjectives(w.lower()) or nouns(w.lower())), 0)
        word = words[order][1]
        if is_word(word) and noun_readings(word, phrase.manner.lexicon) and (close or only_nominative(word)):
            _group(phrase, at)


def _reading(words: Sequence[tuple[int, str]], order: int, leading: list[str], manner: Manner) -> tuple[str, Any]:
    """Tell what a word is here: an adjective before the head (also in a bracket), the head noun, or neither."""
    word = words[order][1].lower()
    if not is_word(word):
        return ("adjective" if leading and brackets.attributes(word, leading[-1]) else "", None)
    leading = [before for before in leading if is_word(before)]
    living = manner.position
    found = [n for n in noun_readings(word, manner.lexicon, living=living) if agrees_with_all(leading, n)]
    found = [n for n in found if str(n.tag.number) == manner.number] or found
    reading = next((n for n in found if not living or n.tag.animacy == "anim"), next(iter(found), None))
    attribute = next(iter(adjectives(word)), None)
    if attribute is None:
        return ("noun", reading) if reading is not None else ("", None)
    following = words[order + 1][1].lower() if order + 1 < len(words) else ""
    leads = is_word(following) and (
        any(agree(a, n) for a in adjectives(word) for n in noun_readings(following, manner.lexicon))
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


def _set_head(phrase: Phrase, index: int, reading: Any, leading: Sequence[tuple[int, str]]) -> None:
    """Inflect a head with what stands before it; who holds a position lives, whatever the dictionary says of him."""
    case, living, lexicon = phrase.manner.case, phrase.manner.position, phrase.manner.lexicon
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
    _set_attributes(phrase, leading, reading.tag, animate=animate)


def _set_adjectival_head(phrase: Phrase, leading: Sequence[tuple[int, str]]) -> None:
    """«исполняющий обязанности …», «заведующая»: the last adjective is the head."""
    at, head = next((at, word) for at, word in reversed(leading) if is_word(word))
    reading = adjectives(head.lower())[0]
    phrase.heads[at] = reading
    alone = len(phrase.tokens) == 1  # a town: «в Свободный», but «Уполномоченного по правам ребёнка»
    living = phrase.manner.position or (reading.tag.gender == "masc" and not alone)
    _set_attributes(phrase, leading, reading.tag, animate=living)
    after = next((word for index, word in phrase.words(leading[-1][0] + 1)), "")
    if not phrase.manner.position and is_word(after) and after[:1].isupper() and not after.isupper():
        phrase.doubts.append(f"не найдено, что такое «{after}»")  # «Старая Русса», if the dictionary lacks the town


def _ordinal(number: str, case: str, head: Any, *, animate: bool | None) -> str:
    """«1-го заместителя», «3-й больницы»."""
    gender = "мн" if head.number == "plur" else {"masc": "м", "femn": "ж"}.get(str(head.gender), "с")
    living = head.animacy == "anim" if animate is None else animate
    own = "род" if case == "вин" and living and gender in ("м", "мн") else case
    return in_figures(number, own, gender)


def _set_attributes(phrase: Phrase, leading: Sequence[tuple[int, str]], head: Any, *, animate: bool | None) -> None:
    """Inflect the adjectives before a head, also those in brackets."""
    for place, text in leading:
        if ordinal := _ORDINAL.fullmatch(text):
            phrase.changed[place] = _ordinal(ordinal[1], phrase.manner.case, head, animate=animate)
            continue
        phrase.changed[place] = WORD.sub(
            lambda found: adjective(found[0], head, phrase.manner.case, animate=animate), text
        )
