"""Typography of normative papers (gost.md section 7): small named steps in the order in which they work."""

from __future__ import annotations

import re
from collections.abc import Callable

NBSP = "\u00a0"
DASH = "–"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_UNITS = "руб|коп|тыс|млн|млрд|чел|мин|час|экз|кв|км|кг|см|мм|га|шт|лет|год|года|году|годы|годов|гг"

_OPENING = re.compile(r'(^|[\s(\[«„/\u00a0])"(?=[^\s"])')
_CLOSING = re.compile(r'(?<=[^\s(\[«„])"(?=$|[\s.,;:!?)\]»“"/\u00a0–—-])')


def quotes(text: str) -> str:
    """Straight quotes in pairs become «», the inner ones of «» become „“; a lone one is left alone."""
    if '"' in text:
        done = _CLOSING.sub("»", _OPENING.sub(r"\1«", text))
        if '"' not in done and done.count("«") == done.count("»"):
            text = done
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


_HYPHEN_AS_DASH = re.compile(r"(?<=[^\s\u00a0])[ \u00a0]+[-–](?=[ \u00a0])")
_EM_DASH = re.compile(r"(?<=[^\s\u00a0])[ \u00a0]+—(?=[ \u00a0])")


def dashes(text: str) -> str:
    """A hyphen between spaces is a dash; the space before a dash does not break."""
    return _EM_DASH.sub(f"{NBSP}—", _HYPHEN_AS_DASH.sub(f"{NBSP}{DASH}", text))


_YEARS = re.compile(
    r"(?<![\d./№-])((?:19|20)\d\d)[ \u00a0]?[-–—][ \u00a0]?((?:19|20)\d\d)(?![\d./-])"
    r"(?=[ \u00a0]*(?:г|уч|[,;.)»]|$|\s))"
)


def ranges(text: str) -> str:
    """A range of years takes a dash without spaces: 2022–2024; numbers of acts, phones and codes are left alone."""
    return _YEARS.sub(rf"\1{DASH}\2", text)


_NUMBER_SIGN = re.compile(r"№[ \u00a0]*(?=[\dА-ЯA-Z_])")


def number_sign(text: str) -> str:
    """The number sign is tied to its number."""
    return _NUMBER_SIGN.sub(f"№{NBSP}", text)


_PAIR = r"[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\."
_SURNAME_INITIALS = re.compile(rf"\b([А-ЯЁ][а-яё]+) (?={_PAIR})(?!{_PAIR}[ \u00a0]?[А-ЯЁ][а-яё])")
_INITIALS_SURNAME = re.compile(r"\b([А-ЯЁ]\.)[ \u00a0]?([А-ЯЁ]\.)[ \u00a0]?(?=[А-ЯЁ][а-яё]{2})")


def initials(text: str) -> str:
    """Initials are tied to the surname on either side."""
    return _SURNAME_INITIALS.sub(rf"\1{NBSP}", _INITIALS_SURNAME.sub(rf"\1\2{NBSP}", text))


_DAY = re.compile(rf"\b(\d{{1,2}}) (?=(?:{_MONTHS})\b)")
_YEAR = re.compile(r"\b(\d{4}) ?(г\.|гг\.|года?\b|году\b|годы\b)(?!\.?г)")
_YEARS_ABBREVIATION = re.compile(r"(?<=\d)[ \u00a0]?г\.[ \u00a0]?г\.")


def dates(text: str) -> str:
    """A day is tied to its month, «г.» to its year; «г.г.» is «гг.»."""
    text = _YEARS_ABBREVIATION.sub(f"{NBSP}гг.", text)
    return _YEAR.sub(rf"\1{NBSP}\2", _DAY.sub(rf"\1{NBSP}", text))


_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)")
_PER_CENT = re.compile(r"(?<=\d) ?%")


def units(text: str) -> str:
    """A number is tied to its unit; a per cent sign stands after a space that does not break."""
    return _PER_CENT.sub(f"{NBSP}%", _UNIT.sub(NBSP, text))


_PLACE = re.compile(
    r"\b(г|ст|пос|дер|ул|пр|обл|р-н|д|корп|кв|каб|п|ч|гл|абз|стр|рис|табл|им|тел)\.[ \u00a0]?(?=[А-ЯЁ\d])"
)


def abbreviations(text: str) -> str:
    """«г. Зея», «ст. 28», «ул. Ленина» are tied; «и т. д.» too."""
    text = _PLACE.sub(rf"\1.{NBSP}", text)
    return re.sub(r"\bи[ \u00a0]т\.[ \u00a0]?(д|п)\.", rf"и{NBSP}т.{NBSP}\1.", text)


_DOUBLE = re.compile(r" {2,}")


def spaces(text: str) -> str:
    """Several spaces are one."""
    return _DOUBLE.sub(" ", text)


PIPELINE: tuple[Callable[[str], str], ...] = (
    spaces, quotes, dashes, ranges, number_sign, initials, dates, units, abbreviations,
)  # fmt: skip


_DASHES = re.compile(r"(?<!\S)[–—](?!\S)")


def typeset(text: str, dash: str | None = None) -> str:
    """Return the text with its typography set; doing it twice changes nothing more.

    Args:
        text: the text.
        dash: the one dash of the paper (gost.md TYP-DASH); without it a dash stays as it was typed. Ranges of numbers
            keep theirs.
    """
    for step in PIPELINE:
        text = step(text)
    return _DASHES.sub(dash, text) if dash else text
