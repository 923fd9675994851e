"""Typography of normative papers (gost.md section 7): small named steps in the order in which they work."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from docgen.regex import regex
from docgen.russian.kinds import text_of
from docgen.russian.words import ADDRESS, COUNTED, MONTHS, UNITS

NBSP = "\u00a0"
DASH = "–"
HYPHEN = "\u2011"  # the hyphen that does not break

_SPACE = f"[ {NBSP}]"
_FIGURE = regex(r"\d")
_DOUBLE = regex(r" {2,}")
_BEFORE_MARK = regex(rf"(?<=[\w»“)\]%]) +(?=[,;:!?](?:{_SPACE}|$)|\.(?:{_SPACE}|$))")
_INSIDE = regex(r"(?<=[«„(]) +(?=\S)|(?<=\S) +(?=[»)])")


def spaces(text: str) -> str:
    """Several spaces are one; none stands before a comma or a full stop, nor inside quotes and brackets."""
    if "  " in text:
        text = _DOUBLE.sub(" ", text)
    return _INSIDE.sub("", _BEFORE_MARK.sub("", text)) if " " in text else text


_OPENING = regex(r'(^|[\s(\[«„/\u00a0])"(?=[^\s"])')
_CLOSING = regex(r'(?<=[^\s(\[«„])"(?=$|[\s.,;:!?)\]»“"/\u00a0–—-])')
_ENGLISH = str.maketrans("“”", "«»")


def quotes(text: str) -> str:
    """Straight and English quotes in pairs become «», the inner ones of «» become „“; a lone one is left alone."""
    if '"' in text:
        done = _CLOSING.sub("»", _OPENING.sub(r"\1«", text))
        if '"' not in done and done.count("«") == done.count("»"):
            text = done
    if "”" in text and "„" not in text and text.count("“") == text.count("”"):
        text = text.translate(_ENGLISH)
    return _nested(text) if text.count("«") > 1 else text


def _nested(text: str) -> str:
    """Give inner quotes their own shape; a text whose quotes do not pair is left alone."""
    depth, out = 0, []
    for char in text:
        if char == "«":
            depth += 1
            out.append("„" if depth > 1 else char)
        elif char == "»":
            out.append("“" if depth > 1 else char)
            depth -= 1
            if depth < 0:
                return text
        else:
            out.append(char)
    return "".join(out) if depth == 0 else text


_HYPHEN_AS_DASH = regex(rf"(?<=[^\s{NBSP}]){_SPACE}+(?:--?|–)(?={_SPACE})")
_EM_DASH = regex(rf"(?<=[^\s{NBSP}]){_SPACE}+—(?={_SPACE})")


def dashes(text: str) -> str:
    """A hyphen between spaces is a dash; the space before a dash does not break."""
    if not any(mark in text for mark in " \u00a0"):
        return text
    return _EM_DASH.sub(f"{NBSP}—", _HYPHEN_AS_DASH.sub(f"{NBSP}{DASH}", text))


_APART = rf"{_SPACE}?[-–—]{_SPACE}?"
_YEARS = regex(rf"(?<![\d./№-])((?:19|20)\d\d){_APART}((?:19|20)\d\d)(?![\d./-])(?={_SPACE}*(?:г|уч|[,;.)»]|$|\s))")
_COUNTS = regex(
    rf"(?<![\w.,/№-])(?<!№[ {NBSP}])(\d{{1,3}}){_APART}(\d{{1,3}})(?={_SPACE}(?:{COUNTED}|(?:{UNITS}|{MONTHS})\b)|{_SPACE}?%)"
)


def ranges(text: str) -> str:
    """A range of years or of counted things takes a dash without spaces: 2022–2024 годы, 15–20 человек.

    Numbers of acts, phones, codes and points are left alone.
    """
    if not _FIGURE.search(text):
        return text
    text = _YEARS.sub(rf"\1{DASH}\2", text)
    return _COUNTS.sub(lambda m: f"{m[1]}{DASH}{m[2]}" if int(m[1]) < int(m[2]) else m[0], text)


_LATIN = regex(rf"(?<=[\d.»а-яё]{_SPACE})N{_SPACE}(?=\d)")
_NUMBER_SIGN = regex(rf"№{_SPACE}*(?=[\dА-ЯA-Z_])")


def number_sign(text: str) -> str:
    """The number sign is № and not N or №№, tied to its number."""
    if "N" in text:
        text = _LATIN.sub("№", text)
    return _NUMBER_SIGN.sub(f"№{NBSP}", re.sub("№{2,}", "№", text)) if "№" in text else text


_LAW = regex(r"(?<=\d)[-‑](?=Ф(?:З|КЗ)\b)")
_LAW_APART = regex(rf"(№{_SPACE}?\d{{1,3}}){_SPACE}*[-–—]{_SPACE}*(?=Ф(?:З|КЗ)\b)")


def law_numbers(text: str) -> str:
    """The hyphen of «№ 273-ФЗ» does not break and has no spaces around it (gost.md TYP-FZ)."""
    return _LAW.sub(HYPHEN, _LAW_APART.sub(rf"\1{HYPHEN}", text)) if "Ф" in text else text


_BIG = regex(rf"(?<![\d\w.,/№+(-])(?<!№[ {NBSP}])([1-9]\d{{4,11}})(?=(?:,\d+)?{_SPACE}(?:{COUNTED}|{UNITS}\b))")


_THREES = regex(
    rf"(?<![\w.,/№+(-])(?<!№[ {NBSP}])[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?=(?:,\d+)?{_SPACE}(?:{COUNTED}|{UNITS}\b))"
)


def big_numbers(text: str) -> str:
    """Numbers of five figures and more that count something are set in threes (gost.md TYP-BIGNUM)."""
    if not _FIGURE.search(text):
        return text
    text = _THREES.sub(lambda found: found[0].replace(" ", NBSP), text)
    return _BIG.sub(lambda found: f"{int(found[1]):,}".replace(",", NBSP), text)


_PAIR = rf"[А-ЯЁ]\.{_SPACE}?[А-ЯЁ]\."
_SURNAME_INITIALS = regex(
    rf"\b([А-ЯЁ][а-яё]+|(?<![.\w])[А-ЯЁ]){_SPACE}([А-ЯЁ]\.){_SPACE}?([А-ЯЁ]\.)(?!{_SPACE}?[А-ЯЁ][а-яё])"
)
_INITIALS_SURNAME = regex(rf"\b([А-ЯЁ]\.){_SPACE}?([А-ЯЁ]\.){_SPACE}?(?=[А-ЯЁ][а-яё]{{2}})")


def initials(text: str) -> str:
    """Initials stand together, tied to the surname on either side."""
    if "." not in text:
        return text
    return _SURNAME_INITIALS.sub(rf"\1{NBSP}\2\3", _INITIALS_SURNAME.sub(rf"\1\2{NBSP}", text))


_DAY = regex(rf"\b(\d{{1,2}}) (?=(?:{MONTHS})\b)")
_YEAR = regex(r"\b(\d{4}) ?(г\.|гг\.|года?\b|году\b|годы\b|годов\b|годах\b)(?!\.?г)")
_YEARS_ABBREVIATION = regex(rf"(?<=\d){_SPACE}?г\.{_SPACE}?г\.")


def dates(text: str) -> str:
    """A day is tied to its month, «г.» to its year; «г.г.» is «гг.»."""
    if not _FIGURE.search(text):
        return text
    text = _YEARS_ABBREVIATION.sub(f"{NBSP}гг.", text)
    return _YEAR.sub(rf"\1{NBSP}\2", _DAY.sub(rf"\1{NBSP}", text))


_UNIT = regex(rf"(?<=\d) (?=(?:{UNITS})\b)")
_PER_CENT = regex(r"(?<=\d) ?%")
_SECTION_SIGN = regex(rf"§{_SPACE}*(?=\d)")


def units(text: str) -> str:
    """A number is tied to its unit; a per cent sign stands after a space that does not break."""
    if not _FIGURE.search(text):
        return text
    return _SECTION_SIGN.sub(f"§{NBSP}", _PER_CENT.sub(f"{NBSP}%", _UNIT.sub(NBSP, text)))


_PLACE = regex(rf"\b({ADDRESS})\.{_SPACE}?(?=[А-ЯЁ\d])")
_SQUARE = regex(rf"\b(кв|куб)\.{_SPACE}?(?=[дкс]?м\b)")
_AND_SO_ON = regex(rf"\bи{_SPACE}т\.{_SPACE}?(д|п)\.")
_THAT_IS = regex(rf"\bт\.{_SPACE}?(е|к|ч)\.")
_AND_OTHERS = regex(r"\bи (?=(?:др|пр)\.)")


def abbreviations(text: str) -> str:
    """«г. Зея», «ст. 28», «ул. Ленина» are tied; «и т. д.», «в т. ч.», «и др.» too."""
    if "." not in text:
        return text
    text = _AND_SO_ON.sub(rf"и{NBSP}т.{NBSP}\1.", _PLACE.sub(rf"\1.{NBSP}", text))
    text = _SQUARE.sub(rf"\1.{NBSP}", text)
    return _AND_OTHERS.sub(f"и{NBSP}", _THAT_IS.sub(rf"т.{NBSP}\1.", text))


PIPELINE: tuple[Callable[[str], str], ...] = (
    spaces, quotes, law_numbers, dashes, ranges, number_sign, big_numbers, initials, dates, units, abbreviations,
)  # fmt: skip


_DASHES = regex(r"(?<!\S)[–—](?!\S)")


@lru_cache(maxsize=16_384)
def typeset(text: str, dash: str | None = None) -> str:
    """Return the text with its typography set; doing it twice changes nothing more.

    Args:
        text: the text; е and ё stay as they were typed.
        dash: the one dash of the paper (gost.md TYP-DASH); without it a dash stays as it was typed. Ranges of numbers
            keep theirs.
    """
    text = text_of(text)
    for step in PIPELINE:
        text = step(text)
    return _DASHES.sub(dash, text) if dash else text
