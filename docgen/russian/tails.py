"""What changes after the head of a phrase: a postposed adjective, a participle, a place name, a bracket, a second head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.russian.inflection import adjective, form, noun
from docgen.russian.lexicon import Lexicon
from docgen.russian.morphology import CASES, adjectives, agree, nouns, parses
from docgen.russian.tokens import CONJUNCTIONS, DASHES, Phrase, is_word, split

_PLACES = frozenset("город село посёлок поселок деревня станица станция река аул хутор".split())
_SECOND_MARKS = CONJUNCTIONS | DASHES | {","}
_CHANGING_BRACKETS = ("(дорожная карта)",)
_DIRECT = frozenset(("nomn", "accs", "voct"))


def after_head(phrase: Phrase, index: int, head: Any, case: str) -> int:
    """Inflect what follows a head; return the index after what has changed or may begin a second head."""
    rest = phrase.words(index + 1)
    _participles(phrase, rest, head, case)
    if not rest:
        return len(phrase.tokens)
    at, word = rest[0]
    changed = _postposed(word, rest, head, case) or _place(word, head, case)
    if changed:
        phrase.changed[at] = changed
        return at + 1
    return at


def _participles(phrase: Phrase, rest: Sequence[tuple[int, str]], head: Any, case: str) -> None:
    """«…, утверждённый приказом и размещённый на сайте»: all that agree with the head, from the comma on."""
    begun, before = False, ""
    for index, word in rest:
        if (before == "," or (begun and before in CONJUNCTIONS)) and _follows(word, head):
            phrase.changed[index] = adjective(word, head.tag, case)
            begun = True
        before = word


def _follows(word: str, head: Any) -> bool:
    sorts = ("PRTF",) if head.tag.animacy == "anim" else ("PRTF", "ADJF")
    return any(p.tag.POS in sorts and "Apro" not in p.tag and agree(p, head) for p in adjectives(word.lower()))


def _postposed(word: str, rest: Sequence[tuple[int, str]], head: Any, case: str) -> str:
    """«врач участковый»: the adjective of a living head, unless it leads on to another noun."""
    if not is_word(word) or head.tag.animacy != "anim" or not any(agree(a, head) for a in adjectives(word.lower())):
        return ""
    leads_on = len(rest) > 1 and is_word(rest[1][1]) and bool(nouns(rest[1][1].lower()))
    return "" if leads_on else adjective(word, head.tag, case)


def _place(word: str, head: Any, case: str) -> str:
    """«город Зея», «село Алексеевское»: the name of a place agrees with what it is."""
    if head.normal_form not in _PLACES or not word[:1].isupper():
        return ""
    for reading in nouns(word.lower()):
        if "Geox" in reading.tag:
            return form(word, reading, {CASES[case], reading.tag.number})
    agreeing = any(agree(a, head) for a in adjectives(word.lower()))
    return adjective(word, head.tag, case) if agreeing else ""


def _appositive(phrase: Phrase, rest: Sequence[tuple[int, str]], case: str, lexicon: Lexicon) -> None:
    """«округ – Югра»: a noun in the nominative after the dash."""
    if len(rest) > 1 and is_word(rest[1][1]) and (readings := nouns(rest[1][1].lower())):
        index, word = rest[1]
        phrase.changed[index] = noun(word, readings[0], case, lexicon)
        phrase.heads[index] = readings[0]


def after_abbreviation(phrase: Phrase, frozen: str, case: str, lexicon: Lexicon) -> None:
    """«ХМАО – Югра»: the abbreviation stands, what is set beside it with a dash changes."""
    end, length = 0, 0
    while end < len(phrase.tokens) and length < len(frozen):
        length += len(phrase.tokens[end])
        end += 1
    rest = phrase.words(end)
    if rest and rest[0][1] in DASHES and "." not in frozen:
        _appositive(phrase, rest, case, lexicon)


def next_place(phrase: Phrase, at: int) -> int | None:
    """Return where a second head of a position may begin: after a comma, «и» or a dash."""
    return next((index + 1 for index in range(at, len(phrase.tokens)) if phrase.tokens[index] in _SECOND_MARKS), None)


def joined_places(phrase: Phrase, end: int) -> Iterator[tuple[int, bool]]:
    """Yield where further heads of an organisation or an act may begin, and whether nothing stands between the heads.

    «Порядок и условия» are close; «Состав комиссии и порядок» are not, and there a noun that can also be a genitive
    belongs to the one before it. After a preposition all is governed by it, so the search ends.
    """
    after = 0
    for index, piece in phrase.words(end):
        if any(p.tag.POS == "PREP" for p in parses(piece.lower())[:1]):
            return
        close = not any(is_word(t) for t in phrase.tokens[max(after, max(phrase.heads) + 1) : index])
        if piece in CONJUNCTIONS or piece in DASHES or (piece == "," and close and _listed(phrase, index)):
            yield index + 1, close
            after = index + 1


def _listed(phrase: Phrase, index: int) -> bool:
    """Tell whether a comma separates single nouns up to an «и»: «Цели, задачи и показатели»."""
    for _, piece in phrase.words(index + 1):
        if piece in CONJUNCTIONS:
            return True
        if piece != "," and not (is_word(piece) and nouns(piece.lower())):
            return False
    return False


def only_nominative(word: str) -> bool:
    """Tell whether a word can be nothing but a noun in the nominative or the accusative."""
    readings = parses(word.lower())
    direct = {p.normal_form for p in readings if p.tag.POS == "NOUN" and p.tag.case == "nomn" and p.is_known}
    oblique = {p.normal_form for p in readings if p.tag.case not in _DIRECT or "Fixd" in p.tag}
    return bool(direct) and readings[0].tag.case in _DIRECT and not direct & oblique


def brackets(phrase: Phrase, case: str, *, position: bool, lexicon: Lexicon) -> None:
    """«директор (заведующий)», «план («дорожная карта»)»: what names the same in a bracket changes; a title does not."""
    from docgen.russian.phrases import inflected

    for index, token in enumerate(phrase.tokens):
        if not token.startswith("(") or not token.endswith(")"):
            continue
        quoted = token.startswith("(«") and token[2:3].islower()
        start, stop = (2, token.rindex("»")) if quoted else (1, len(token) - 1)
        if quoted or token.lower() in _CHANGING_BRACKETS or (position and _names_a_person(token[1:-1])):
            inside = inflected(token[start:stop], case, position=position, lexicon=lexicon)
            if inside.heads:
                phrase.changed[index] = token[:start] + inside.text + token[stop:]


def _names_a_person(text: str) -> bool:
    """Tell whether a bracket begins with a living being in the nominative, or an adjective that stands for one."""
    words = [token for token in split(text) if is_word(token)]
    for word in words:
        if any(n.tag.animacy == "anim" for n in nouns(word.lower())):
            return True
        if not adjectives(word.lower()):
            return False
    return bool(words) and any(p.tag.POS == "PRTF" or "Subx" in p.tag for p in adjectives(words[-1].lower()))


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
        elif index not in phrase.changed and piece.islower() and (not governed or joined) and only_nominative(piece):
            found.append(piece)
    return tuple(found)
