"""Noun phrases: the head and what agrees with it are inflected, the rest stands (russian.md, section 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from docgen.russian.morphology import CASES, adjectives, agree, known, nouns, parses
from docgen.russian.words import graft

_TOKEN = re.compile(
    r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\([^()]*\)|№\s*\S+|\d+-[а-яё]+|[^\W\d_]+(?:-[^\W\d_]+)*|\s+|.", re.DOTALL
)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FROZEN = re.compile(r"\s*(?:и\.\s?о\.|врио|вр\.\s?и\.\s?о\.)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+)-(?:й|ый|ий)")
_ORDINAL_ENDINGS = {"род": "го", "дат": "му", "вин": "го", "тв": "м", "пр": "м"}
_SHORT = {"гл", "ст", "вед", "мл"}  # adjectives: «гл. специалист»
_SHORT_NOUN = re.compile(r"\s*(?:зам|пом|зав|нач|дир|уч)\.", re.IGNORECASE)  # their heads: «зам. директора»
_ABBREVIATION = re.compile(r"\s*[А-ЯЁA-Z][А-ЯЁA-Z\d.-]+(?![\w-])")  # «МКУ», «ФГОС НОО», «СП 2.4.3648-20»
_SIMPLE_FIRST = {"пресс", "бизнес", "шеф", "интернет", "веб", "медиа", "вице", "экс", "обер", "унтер", "топ", "арт"}


@dataclass(slots=True)
class _Phrase:
    tokens: list[str]
    changed: dict[int, str]
    found: bool


def inflected(text: str, case: str, *, position: bool = False) -> tuple[str, bool]:
    """Return a phrase in a case and whether its head was found; ``position``: it names what a person is."""
    if case == "им" or _FROZEN.match(text) or _abbreviated(text):
        return text, True
    if _SHORT_NOUN.match(text):
        return text, False
    tokens = _TOKEN.findall(text)
    if not position and tokens[0].startswith("«") and len(tokens) > 1:  # «Дорожная карта» реализации программы
        inside, found = inflected(tokens[0][1:-1], case)
        return f"«{inside}»{''.join(tokens[1:])}", found
    phrase = _Phrase(tokens, {}, found=False)
    at = 0
    while at is not None and at < len(tokens):
        end = _group(phrase, at, case, position=position, first=not phrase.found)
        nxt = _next_head(tokens, end) if position and phrase.found else None
        if nxt is None:
            break
        at = nxt
    _brackets(phrase, case)
    return "".join(phrase.changed.get(i, token) for i, token in enumerate(tokens)), phrase.found


def _abbreviated(text: str) -> bool:
    """Tell whether a phrase begins with an abbreviation, which never changes; a phrase all in capitals is none."""
    found = _ABBREVIATION.match(text)
    return found is not None and not (text.isupper() and known(found[0].strip().lower()))


def head_tag(text: str) -> Any:
    """Return the grammar of the head noun of a phrase, or None."""
    plain = text.translate({ord(mark): " " for mark in '«»„“"'})
    words = [(i, token) for i, token in enumerate(_TOKEN.findall(plain)) if WORD.fullmatch(token)]
    leading: list[Any] = []
    for index, (_, word) in enumerate(words):
        kind, reading = _reading(words, index, leading)
        if kind == "noun":
            return reading.tag
        if kind != "adjective":
            return None
        leading.append(word)
    return None


def _group(phrase: _Phrase, start: int, case: str, *, position: bool, first: bool) -> int:
    """Inflect one head with its adjectives; return the index after it."""
    words = [(i, t) for i, t in enumerate(phrase.tokens) if i >= start and not t.isspace()]
    leading: list[tuple[int, str]] = []
    for order, (index, word) in enumerate(words):
        if match := _ORDINAL.fullmatch(word):
            phrase.changed[index] = f"{match[1]}-{_ORDINAL_ENDINGS[case]}"
            continue
        if word == "." or (word.lower() in _SHORT and _after(words, order) == "."):
            continue
        if not WORD.fullmatch(word):
            break
        kind, reading = _reading(words, order, [w for _, w in leading])
        if kind == "adjective":
            leading.append((index, word))
            continue
        if not kind and not leading and any(p.tag.POS == "ADVB" for p in parses(word.lower())[:1]):
            continue  # «временно исполняющий обязанности»
        if kind == "noun":
            if position and not first and reading.tag.animacy != "anim":
                return index
            _set_head(phrase, index, word, reading, leading, case, living=position)
            return _postposed(phrase, words[order + 1 :], reading, case)
        break
    if leading and first:
        _set_adjectival_head(phrase, leading, case, position=position)
        return leading[-1][0] + 1
    return start


def _reading(words: Sequence[tuple[int, str]], order: int, leading: Sequence[str]) -> tuple[str, Any]:
    """Tell what a word is here: an adjective before the head, the head noun, or neither."""
    word = words[order][1].lower()
    noun = next((n for n in _noun_readings(word) if _agrees_with_all(leading, n)), None)
    adjective = next(iter(adjectives(word)), None)
    if adjective is None:
        return ("noun", noun) if noun is not None else ("", None)
    following = words[order + 1][1].lower() if order + 1 < len(words) else ""
    leads = WORD.fullmatch(following) and (
        any(agree(a, n) for a in adjectives(word) for n in _noun_readings(following))
        or any(
            a.tag.number == b.tag.number and a.tag.gender == b.tag.gender
            for a in adjectives(word)
            for b in adjectives(following)
        )
    )
    if noun is not None and not leads:
        return "noun", noun
    return "adjective", adjective


def _noun_readings(word: str) -> list[Any]:
    """Return noun readings; a compound unknown to the dictionary is read by its last part."""
    if "-" in word and not known(word):
        return nouns(word.rpartition("-")[2])
    return nouns(word)


def _agrees_with_all(leading: Sequence[str], noun: Any) -> bool:
    return all(any(agree(a, noun) for a in adjectives(word.lower())) for word in leading)


def _after(words: Sequence[tuple[int, str]], order: int) -> str:
    return words[order + 1][1] if order + 1 < len(words) else ""


def _set_head(
    phrase: _Phrase,
    index: int,
    word: str,
    reading: Any,
    leading: Sequence[tuple[int, str]],
    case: str,
    *,
    living: bool,
) -> None:
    """Inflect a head with what stands before it; who holds a position lives, whatever the dictionary says of him."""
    man = living and reading.tag.gender != "femn"
    phrase.changed[index] = _noun(
        word, reading, "род" if man and case == "вин" and reading.tag.animacy == "inan" else case
    )
    phrase.found = True
    for place, adjective in leading:
        phrase.changed[place] = _adjective(adjective, reading.tag, case, animate=True if man else None)


def _set_adjectival_head(phrase: _Phrase, leading: Sequence[tuple[int, str]], case: str, *, position: bool) -> None:
    """«исполняющий обязанности …», «заведующая»: the last adjective is the head."""
    reading = adjectives(leading[-1][1].lower())[0]
    phrase.found = True
    for place, word in leading:
        phrase.changed[place] = _adjective(word, reading.tag, case, animate=position)


def _noun(word: str, reading: Any, case: str) -> str:
    first, dash, last = word.rpartition("-")
    if dash and not known(word.lower()):
        start = first.lower()
        heads = [n for n in nouns(start) if n.tag.animacy == "anim"]
        if start not in _SIMPLE_FIRST and heads:
            first = _form(first, heads[0], {CASES[case], heads[0].tag.number})
        return f"{first}-{_form(last, reading, {CASES[case], reading.tag.number})}"
    if dash and reading.tag.animacy == "anim" and nouns(first.lower()) and first.lower() not in _SIMPLE_FIRST:
        return _form(word, reading, {CASES[case], reading.tag.number})
    return _form(word, reading, {CASES[case], reading.tag.number})


def _adjective(word: str, head: Any, case: str, *, animate: bool | None = None) -> str:
    readings = [
        a
        for a in adjectives(word.lower())
        if a.tag.number == head.number and (head.number == "plur" or a.tag.gender == head.gender)
    ]
    reading = (readings or adjectives(word.lower()))[0]
    wanted = {CASES[case], reading.tag.number}
    if reading.tag.number == "sing" and reading.tag.gender:
        wanted.add(reading.tag.gender)
    if case == "вин" and (reading.tag.number == "plur" or reading.tag.gender == "masc"):
        living = head.animacy == "anim" if animate is None else animate
        wanted.add("anim" if living else "inan")
    return _form(word, reading, wanted)


def _form(word: str, reading: Any, wanted: set[str]) -> str:
    found = reading.inflect(wanted) or reading.inflect({g for g in wanted if g not in ("anim", "inan")})
    return graft(word, found.word) if found else word


def _postposed(phrase: _Phrase, words: Sequence[tuple[int, str]], head: Any, case: str) -> int:
    """Inflect «участковый» of «врач участковый» and «, утверждённый …»; return the index after them."""
    rest = list(words)
    for (_, before), (index, word) in pairwise(rest):
        if before == "," and any(p.tag.POS == "PRTF" and agree(p, head) for p in adjectives(word.lower())):
            phrase.changed[index] = _adjective(word, head.tag, case)
            return index + 1
    if rest and WORD.fullmatch(rest[0][1]) and head.tag.animacy == "anim":
        word = rest[0][1]
        if any(agree(a, head) for a in adjectives(word.lower())) and not _leads_on(rest):
            phrase.changed[rest[0][0]] = _adjective(word, head.tag, case)
            return rest[0][0] + 1
    if rest and "Geox" in {str(g) for p in parses(rest[0][1].lower()) for g in p.tag.grammemes} and _is_place(head):
        for reading in nouns(rest[0][1].lower()):
            if "Geox" in reading.tag and rest[0][1][0].isupper():
                phrase.changed[rest[0][0]] = _form(rest[0][1], reading, {CASES[case], reading.tag.number})
                return rest[0][0] + 1
    named = rest and _is_place(head) and rest[0][1][:1].isupper()  # село Алексеевское
    if named and any(agree(a, head) for a in adjectives(rest[0][1].lower())):
        phrase.changed[rest[0][0]] = _adjective(rest[0][1], head.tag, case)
        return rest[0][0] + 1
    return rest[0][0] if rest else len(phrase.tokens)


def _leads_on(rest: Sequence[tuple[int, str]]) -> bool:
    return len(rest) > 1 and bool(WORD.fullmatch(rest[1][1])) and bool(_noun_readings(rest[1][1].lower()))


def _is_place(head: Any) -> bool:
    return head.normal_form in {"город", "село", "посёлок", "поселок", "деревня", "станица", "станция", "река"}


def _next_head(tokens: Sequence[str], at: int) -> int | None:
    """Return where a second head of a position may begin: after a comma, «и» or a dash."""
    for index in range(at, len(tokens)):
        if tokens[index] in {",", "–", "—"} or tokens[index] == "и":
            return index + 1
    return None


def _brackets(phrase: _Phrase, case: str) -> None:
    """«план мероприятий («дорожная карта»)»: a common noun in the bracket changes, a title (capital) does not."""
    for index, token in enumerate(phrase.tokens):
        if token.startswith("(«") and token[2:3].islower():
            inside, found = inflected(token[2 : token.rindex("»")], case)
            if found:
                phrase.changed[index] = f"(«{inside}{token[token.rindex('»') :]}"
