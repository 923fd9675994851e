"""What changes after the head of a phrase: a postposed adjective, a participle, a place name, a second head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docgen.russian.inflection import adjective, noun
from docgen.russian.morphology import adjectives, agree, nouns, parses
from docgen.russian.places import PLACES, name_of_place
from docgen.russian.tokens import CONJUNCTIONS, DASHES, Phrase, is_word

_SECOND_MARKS = CONJUNCTIONS | DASHES | {",", "/"}


def after_head(phrase: Phrase, index: int, head: Any) -> int:
    """Inflect what follows a head; return the index after what has changed or may begin a second head."""
    case = phrase.manner.case
    rest = phrase.words(index + 1)
    _participles(phrase, rest, head, case)
    if not rest:
        return len(phrase.tokens)
    at, word = rest[0]
    if postposed := _postposed(word, rest, head, case):
        phrase.changed[at] = postposed
        return at + 1
    return name_of_place(phrase, rest, head)


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


def after_abbreviation(phrase: Phrase, end: int) -> None:
    """«ХМАО – Югра»: the abbreviation stands, a noun in the nominative set beside it with a dash changes."""
    match phrase.words(end):
        case [(_, dash), (index, word), *_] if dash in DASHES and is_word(word) and (found := nouns(word.lower())):
            phrase.changed[index] = noun(word, found[0], phrase.manner.case, phrase.manner.lexicon)
            phrase.heads[index] = found[0]


def next_place(phrase: Phrase, at: int) -> int | None:
    """Return where a second head of a position may begin: after a comma, «и» or a dash."""
    return next((index + 1 for index in range(at, len(phrase.tokens)) if phrase.tokens[index] in _SECOND_MARKS), None)


def joined_places(phrase: Phrase, end: int) -> Iterator[tuple[int, bool]]:
    """Yield where further heads of an organisation or an act may begin, and whether nothing stands between the heads.

    «Порядок и условия» are close; «Состав комиссии и порядок» are not, and there a noun that can also be a genitive
    belongs to the one before it. After a preposition all is governed by it, so the search ends.
    """
    after = 0
    if (rest := phrase.words(end)) and rest[0][1].islower() and not PLACES.intersection(piece for _, piece in rest[:2]):
        yield end, False  # «учреждение средняя школа № 5», but «округа город Зея», «поселения рабочий посёлок»
    for index, piece in rest:
        if any(p.tag.POS == "PREP" for p in parses(piece.lower())[:1]):
            return
        close = not any(is_word(t) for t in phrase.tokens[max(after, max(phrase.heads) + 1) : index])
        if piece in DASHES and _is_name(phrase, index):
            return  # «Республики Северная Осетия – Алания»
        if (
            piece in CONJUNCTIONS
            or piece in DASHES
            or piece == "/"
            or (piece == "," and close and _listed(phrase, index))
        ):
            yield index + 1, close
            after = index + 1


def _is_name(phrase: Phrase, dash: int) -> bool:
    """Tell whether before a dash stands a name in the nominative that has not changed."""
    at = max((index for index in range(dash) if not phrase.tokens[index].isspace()), default=0)
    word = phrase.tokens[at]
    return at not in phrase.changed and word[:1].isupper() and is_word(word) and bool(nouns(word.lower()))


def _listed(phrase: Phrase, index: int) -> bool:
    """Tell whether a comma separates single nouns up to an «и»: «Цели, задачи и показатели»."""
    for _, piece in phrase.words(index + 1):
        if piece in CONJUNCTIONS:
            return True
        if piece != "," and not (is_word(piece) and nouns(piece.lower())):
            return False
    return False
