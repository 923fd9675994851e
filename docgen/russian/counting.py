"""Nouns after numbers: «24 педагогических работника», «221 учителю», «2 учителей»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from docgen.russian.inflection import SIMPLE_FIRST, noun, noun_readings
from docgen.russian.inflection import adjective as inflected_adjective
from docgen.russian.lexicon import NONE, Lexicon
from docgen.russian.morphology import adjectives, agree, form_of, known, nouns
from docgen.russian.nominatives import only_nominative
from docgen.russian.tokens import CONJUNCTIONS, split
from docgen.russian.words import graft

_BRACKET = re.compile(r"\(([^()]+)\)")
# Words that have a form of their own after a number, by case; the first is for 5 and more in «им» and «вин».
_AFTER_NUMBERS: Mapping[str, Mapping[str, str]] = {
    "год": {"им": "лет", "род": "лет", "вин": "лет"},
    "человек": {"им": "человек", "род": "человек", "вин": "человек", "дат": "человекам", "тв": "человеками",
                "пр": "человеках"},
    "раз": {"им": "раз", "род": "раз", "вин": "раз"},
}  # fmt: skip


def counted(number: int | Decimal, phrase: str, case: str, lexicon: Lexicon = NONE) -> str:
    """Return a phrase in the form that a number demands; ``phrase`` is in the nominative, ``case`` a code.

    All that is counted changes: «5 победителей и призёров».
    """
    done, first, close = "", None, True
    for mark, part in _things(phrase):
        at, head = _head(part.split(" "))
        if first is None or (head is not None and _is_counted_too(part, at, head, first, close=close)):
            first = first or head
            close = head is not None and at == len(part.split(" ")) - 1
            done += mark + _counted(number, part, case, lexicon)
        elif head is not None and "," in mark and _tells_of(part, first):
            word, _, rest = part.partition(" ")
            done, close = f"{done}{mark}{_adjective(word, first, number, case)} {rest}", False
        else:
            done, close = done + mark + part, False
    return done


def _things(phrase: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a phrase that commas and conjunctions join, with what stands before them; quotes stay whole."""
    mark, part = "", ""
    for token in split(phrase):
        if token in CONJUNCTIONS or token in (",", "/"):
            if part.strip():
                cut = len(part.rstrip())
                yield mark, part[:cut]
                mark, part = part[cut:], ""
            mark += part + token
            part = ""
        elif token.isspace() and not part:
            mark += token
        else:
            part += token
    yield mark, part


def _is_counted_too(part: str, at: int, head: Any, first: Any, *, close: bool) -> bool:
    """Tell whether a further part is counted: a noun of the same number that can be no genitive, or stands close."""
    word = part.split(" ")[at]
    same = bool(head.tag.number == first.tag.number) and head.tag.POS == "NOUN"
    return same and (close or only_nominative(word))


def _tells_of(part: str, head: Any) -> bool:
    """Tell whether a part begins with a participle of what is counted: «семья, состоящая на учёте»."""
    word, space, _ = part.partition(" ")
    return bool(space) and any(a.tag.POS == "PRTF" and agree(a, head) for a in adjectives(word.lower()))


def is_countable(phrase: str, lexicon: Lexicon = NONE) -> bool:
    """Tell whether a phrase begins with what can be counted."""
    words = phrase.split(" ")
    return _head(words)[1] is not None or any(lexicon.entry(word) is not None for word in words)


def _counted(number: int | Decimal, phrase: str, case: str, lexicon: Lexicon) -> str:
    words = phrase.split(" ")
    at, head = _head(words)
    if head is None:
        return phrase
    if head.tag.number == "plur" and (one := _singular(head)) is not None:
        front = [inflected_adjective(w, one.tag, "им") if adjectives(w.lower()) else w for w in words[:at]]
        words, head = [*front, noun(words[at], head, "им", lexicon, "sing"), *words[at + 1 :]], one
    out = [_adjective(word, head, number, case) for word in words[:at]]
    rest = _with_bracket(" ".join(words[at + 1 :]), head, number, case, lexicon)
    return " ".join([*out, _noun(words[at], head, number, case, lexicon), *([rest] if rest else [])])


def _with_bracket(rest: str, head: Any, number: int | Decimal, case: str, lexicon: Lexicon) -> str:
    """«2 родителя (законных представителя)»: a bracket right after the head that names the same sort changes too."""
    match = _BRACKET.match(rest)
    _, other = _head(match[1].split(" ")) if match else (0, None)
    if match is None or other is None or (other.tag.number, _animate(other)) != (head.tag.number, _animate(head)):
        return rest
    return f"({_counted(number, match[1], case, lexicon)}){rest[match.end() :]}"


def only_plural(phrase: str) -> bool:
    """Tell whether a phrase counts what has no singular: «сутки»."""
    _, head = _head(phrase.split(" "))
    return head is not None and head.tag.number == "plur" and _singular(head) is None


def _singular(head: Any) -> Any:
    """Return the singular of a head given in the plural, or None if it has none."""
    return None if "Pltm" in head.tag else head.inflect({"sing", "nomn"})


def gender_and_life(phrase: str) -> tuple[str, bool]:
    """Return the gender (`м`, `ж`, `с`, `мн`) of what a phrase counts, and whether it is a living being."""
    _, head = _head(phrase.split(" "))
    if head is None:
        return "м", False
    if head.tag.number == "plur":
        return "мн", False
    return {"masc": "м", "femn": "ж"}.get(str(head.tag.gender), "с"), _animate(head)


def _head(words: Sequence[str]) -> tuple[int, Any]:
    """Return the place and the reading of the head noun, or of an adjective that stands for one."""
    leading: list[str] = []
    for index, word in enumerate(words):
        low = word.lower()
        if low.endswith(".") and index < len(words) - 1:
            continue  # «кв. метр»
        found = [n for n in noun_readings(low) if all(any(agree(a, n) for a in adjectives(w.lower())) for w in leading)]
        singular = [n for n in found if n.tag.number == "sing"] or sorted(found, key=lambda n: "Pltm" in n.tag)
        adjective = adjectives(low)
        if singular and not (adjective and _agrees_with_next(low, words[index + 1 : index + 2])):
            return index, singular[0]
        if not adjective:
            break
        leading.append(word)
    if leading:
        return len(leading) - 1, adjectives(leading[-1].lower())[0]
    return 0, None


def _agrees_with_next(word: str, following: Sequence[str]) -> bool:
    """Tell whether an adjective leads on: to a noun, or to another adjective («новое рабочее место»)."""
    others = [r for other in following for r in (*nouns(other.lower()), *adjectives(other.lower()))]
    return any(agree(a, r) for a in adjectives(word) for r in others)


def _animate(head: Any) -> bool:
    return bool(head.tag.POS != "NOUN" or head.tag.animacy == "anim")


def _grammar(number: int | Decimal, case: str, *, animate: bool) -> tuple[str, str]:
    """Return the case and the number of the noun after a number."""
    if isinstance(number, Decimal):  # «1,5 ставки», also «1,0 ставки»
        return "род", "sing"
    size = abs(number)
    tail, ones = size % 100, size % 10
    if ones == 1 and tail != 11:  # noqa: PLR2004
        return case, "sing"
    few = 2 <= ones <= 4 and not 12 <= tail <= 14  # noqa: PLR2004
    if case not in ("им", "вин"):
        return case, "plur"
    if few and not (case == "вин" and animate and size < 5):  # noqa: PLR2004
        return "род", "sing"
    return "род", "plur"


def _noun(word: str, head: Any, number: int | Decimal, case: str, lexicon: Lexicon) -> str:
    wanted, how_many = _grammar(number, case, animate=_animate(head))
    own = _AFTER_NUMBERS.get(head.normal_form, {})
    if how_many == "plur" and case in own:
        return graft(word, own[case])
    if (entry := lexicon.entry(word)) and entry.counted and case in ("им", "вин"):
        return entry.counted[2 if how_many == "plur" else 1 if wanted != case else 0]
    if head.tag.POS != "NOUN":
        return _adjective(word, head, number, case)
    if (wanted, how_many) == ("род", "sing") and case in ("им", "вин") and _adjectival(head) and _is_few(number):
        wanted, how_many = _few(head), "plur"  # an adjective that has become a noun: 2 рабочих, 2 столовые
    if head.tag.number == "plur":  # сутки, ножницы: no singular
        wanted = case if (wanted, how_many) == (case, "sing") else wanted
        how_many = "plur"
    return noun(word, head, wanted, lexicon, how_many)


def _adjective(word: str, head: Any, number: int | Decimal, case: str) -> str:
    if not adjectives(word.lower()):
        return word
    first, hyphen, last = word.partition("-")
    if hyphen and not known(word.lower()) and (things := _things_before(first.lower(), last.lower())):
        return f"{_noun(first, things[0], number, case, NONE)}-{_adjective(last, head, number, case)}"
    wanted, how_many = _grammar(number, case, animate=_animate(head))
    if head.tag.number == "plur":
        how_many = "plur"
    elif (
        (wanted, how_many) == ("род", "sing")
        and not isinstance(number, Decimal)
        and case in ("им", "вин")
        and _is_few(number)
    ):
        wanted, how_many = _few(head), "plur"
    return inflected_adjective(word, head.tag, wanted, animate=_animate(head), number=how_many)


def _things_before(first: str, last: str) -> Sequence[Any]:
    """Return the readings of what stands before the adjective of another thing: «школа-детский сад», not «бизнес-»."""
    named = first not in SIMPLE_FIRST and adjectives(last) and not nouns(last)
    return [n for n in nouns(first) if n.is_known and n.tag.number == "sing" and "Geox" not in n.tag] if named else []


def _few(head: Any) -> str:
    """Return the case of an adjective after 2, 3 and 4: «две новые школы», but «два новых класса» (Розенталь, § 193)."""
    return "им" if head.tag.gender == "femn" else "род"


def _adjectival(head: Any) -> bool:
    """Tell whether a noun is declined as an adjective: рабочий, столовая, насекомое; not критерий, not стая."""
    genitive = form_of(head, frozenset(("gent", "sing")))
    return genitive.endswith(("ого", "его")) or (head.word.endswith(("ая", "яя")) and genitive.endswith(("ой", "ей")))


def _is_few(number: int | Decimal) -> bool:
    return 2 <= abs(int(number)) % 10 <= 4  # noqa: PLR2004 - the teens never come here
