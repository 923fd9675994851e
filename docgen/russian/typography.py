"""Typography of normative papers: small named steps in the order in which they work."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from itertools import cycle, islice, zip_longest

from docgen.regex import regex
from docgen.russian.kinds import text_of
from docgen.russian.quotes import quotes
from docgen.russian.words import ADDRESS, COUNTED, MONTHS, UNITS

NBSP = "\u00a0"
DASH = "–"
HYPHEN = "\u2011"  # the hyphen that does not break

_SPACE = f"[ {NBSP}]"
_FIGURE = regex(r"\d")
_DOUBLE = regex(r" {2,}")
_BEFORE_MARK = regex(
    rf"(?<=[\w»“\")\]%°]) +(?=[,;:!?](?:{_SPACE}|$)|\.(?:{_SPACE}|$))|(?<=\w\.) +(?=[,;](?:{_SPACE}|$))"
)
_INSIDE = regex(r"(?<=[«„(]) +(?=\S)|(?<=\S) +(?=[»)])")


def spaces(text: str) -> str:
    """Several spaces are one; none stands before a comma or a full stop, nor inside quotes and brackets."""
    if "  " in text:
        text = _DOUBLE.sub(" ", text)
    return _INSIDE.sub("", _BEFORE_MARK.sub("", text)) if " " in text else text


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
    rf"(?<![\w.,/№-])(?<!№[ {NBSP}])(\d{{1,3}}(?:,\d+)?){_APART}(\d{{1,3}}(?:,\d+)?)(?={_SPACE}(?:{COUNTED}|(?:{UNITS}|{MONTHS})\b)|{_SPACE}?%)"
)


_PER_CENTS = regex(rf"(?<=%)[-—](?=\d+(?:,\d+)?{_SPACE}?%)")


def ranges(text: str) -> str:
    """A range of years or of counted things takes a dash without spaces: 2022–2024 годы, 15–20 человек.

    Numbers of acts, phones, codes and points are left alone.
    """
    if not _FIGURE.search(text):
        return text
    text = _PER_CENTS.sub(DASH, _YEARS.sub(rf"\1{DASH}\2", text))
    return _COUNTS.sub(lambda m: f"{m[1]}{DASH}{m[2]}" if _value(m[1]) < _value(m[2]) else m[0], text)


def _value(figures: str) -> float:
    return float(figures.replace(",", "."))


_LATIN = regex(rf"(?<=[\d.»а-яё]{_SPACE})N{_SPACE}(?=\d)")
_TWO_SIGNS = regex(r"(?<!№)№№(?!№)")
_NUMBER_SIGN = regex(rf"(?<!_)№{_SPACE}*(?=[\dА-ЯA-Z_])")


def number_sign(text: str) -> str:
    """The number sign is № and not N or №№, tied to its number."""
    if "N" in text:
        text = _LATIN.sub("№", text)
    return _NUMBER_SIGN.sub(f"№{NBSP}", _TWO_SIGNS.sub("№", text)) if "№" in text else text


_LAW = regex(r"(?<=\d)[-‑](?=Ф(?:З|КЗ)\b)")
_LAW_APART = regex(rf"(№{_SPACE}?\d{{1,3}}){_SPACE}*[-–—]{_SPACE}*(?=Ф(?:З|КЗ)\b)")


def law_numbers(text: str) -> str:
    """The hyphen of «№ 273-ФЗ» does not break and has no spaces around it."""
    return _LAW.sub(HYPHEN, _LAW_APART.sub(rf"\1{HYPHEN}", text)) if "Ф" in text else text


# What comes after a number that counts something: «рублей», also after the number in words in brackets.
_OF_SOMETHING = rf"(?:,\d+)?{_SPACE}(?:\([а-яё -]+\){_SPACE})?(?:{COUNTED}|(?:{UNITS})\b)|(?:,\d+)?{_SPACE}\([а-яё ]*(?:тысяч|миллион)[а-яё ]*\)"
_BIG = regex(rf"(?<![\d\w.,/№+(-])(?<!№[ {NBSP}])([1-9]\d{{4,11}})(?={_OF_SOMETHING})")


_THREES = regex(rf"(?<![\w.,/№+(-])(?<!№[ {NBSP}])[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?={_OF_SOMETHING})")


def big_numbers(text: str) -> str:
    """Numbers of five figures and more that count something are set in threes."""
    if not _FIGURE.search(text):
        return text
    text = _THREES.sub(lambda found: found[0].replace(" ", NBSP), text)
    return _BIG.sub(lambda found: f"{int(found[1]):,}".replace(",", NBSP), text)


_PAIR = rf"[А-ЯЁ]\.{_SPACE}?[А-ЯЁ]\."
_SURNAME_INITIALS = regex(
    rf"\b([А-ЯЁ][а-яё]+|[А-ЯЁ]{{3,}}|(?<![.\w])[А-ЯЁ]){_SPACE}([А-ЯЁ]\.(?:-[А-ЯЁ]\.)?){_SPACE}?((?<!-[А-ЯЁ]\.)[А-ЯЁ]\.|(?<=-[А-ЯЁ]\.))"
    rf"(?!{_SPACE}?[А-ЯЁ][а-яё])"
)
_INITIALS_SURNAME = regex(rf"\b([А-ЯЁ]\.){_SPACE}?(-?[А-ЯЁ]\.){_SPACE}?(?=[А-ЯЁ][а-яё]{{2}})")


def initials(text: str) -> str:
    """Initials stand together, tied to the surname on either side."""
    if "." not in text:
        return text
    return _SURNAME_INITIALS.sub(rf"\1{NBSP}\2\3", _INITIALS_SURNAME.sub(rf"\1\2{NBSP}", text))


_DAY = regex(rf"\b(\d{{1,2}}) (?=(?:{MONTHS})\b)")
_YEAR = regex(r"\b(\d{4}) ?(г\.|г(?![\w.])|гг\.|года?\b|году\b|годы\b|годов\b|годах\b)(?!\.?г)")
_YEARS_ABBREVIATION = regex(rf"(?<=\d){_SPACE}?г\.{_SPACE}?г\.(?!{_SPACE}?(?:г\.|[А-ЯЁ]))")  # but «2020 г. г. Зея»


def dates(text: str) -> str:
    """A day is tied to its month, «г.» to its year; «г.г.» is «гг.»."""
    if not _FIGURE.search(text):
        return text
    text = _YEARS_ABBREVIATION.sub(f"{NBSP}гг.", text)
    return _YEAR.sub(rf"\1{NBSP}\2", _DAY.sub(rf"\1{NBSP}", text))


# Units of one letter and of Latin origin are tied where no full stop makes an abbreviation of them: «п. 2 ч. 3».
_UNIT = regex(
    rf"(?<=\d) (?=(?:{UNITS})\b|(?:[мдк]?м[23²³]?|[мкг]?л|[мк]г|т|ч|[кМГТ]?Вт|[кМГ]?Гц|[кКМГТ][бБ])(?![\w.]))"
)
_PER_CENT = regex(r"(?<=\d) ?%(?!\w|[-‑][^\W\d_])")  # «20%-ная» is one word
_DEGREES = regex(r"(?<=\d) ?(?=°[СCFФ](?!\w))")  # ГОСТ 8.417
_SECTION_SIGN = regex(rf"§{_SPACE}*(?=\d)")


def units(text: str) -> str:
    """A number is tied to its unit; a sign of per cent or degrees stands after a space that does not break."""
    if not _FIGURE.search(text):
        return text
    if "°" in text:
        text = _DEGREES.sub(NBSP, text)
    return _SECTION_SIGN.sub(f"§{NBSP}", _PER_CENT.sub(f"{NBSP}%", _UNIT.sub(NBSP, text)))


_PLACE = regex(rf"\b({ADDRESS})\.{_SPACE}?(?=[А-ЯЁ\d])")
_NUMBERED = regex(rf"\b(Ст|П|Пп|Ч|Гл|Абз|Стр|Рис|Табл|Прил|Каб|Тел|т|вып|кн|разд|подп|оф|эт)\.{_SPACE}?(?=\d)")
_SQUARE = regex(rf"\b(кв|куб)\.{_SPACE}?(?=[дкс]?м\b)")
_AND_SO_ON = regex(rf"\bи{_SPACE}т\.{_SPACE}?(д|п)\.")
_THAT_IS = regex(rf"\bт\.{_SPACE}?(е|к|ч)\.")
_AND_OTHERS = regex(r"\bи (?=(?:др|пр)\.)")


def abbreviations(text: str) -> str:
    """«г. Зея», «ст. 28», «ул. Ленина» are tied; «и т. д.», «в т. ч.», «и др.» too."""
    if "." not in text:
        return text
    text = _AND_SO_ON.sub(rf"и{NBSP}т.{NBSP}\1.", _PLACE.sub(rf"\1.{NBSP}", text))
    text = _SQUARE.sub(rf"\1.{NBSP}", _NUMBERED.sub(rf"\1.{NBSP}", text))
    return _AND_OTHERS.sub(f"и{NBSP}", _THAT_IS.sub(rf"т.{NBSP}\1.", text))


PIPELINE: tuple[Callable[[str], str], ...] = (
    spaces, quotes, law_numbers, dashes, ranges, number_sign, big_numbers, initials, dates, units, abbreviations,
)  # fmt: skip


_DASHES = regex(r"(?<!\S)[–—](?!\S)")


@lru_cache(maxsize=4096)
def typeset(text: str, dash: str | None = None) -> str:
    """Return the text with its typography set; doing it twice changes nothing more.

    Args:
        text: the text; е and ё stay as they were typed.
        dash: the one dash of the paper; without it a dash stays as it was typed. Ranges of numbers keep
            theirs.
    """
    before, text = "", text_of(text)
    while before != text:
        before, text = text, _around_codes(text, dash)
        if not any(mark in text for mark in _SIGNS_OF_CODE):
            break
    return text


def _around_codes(text: str, dash: str | None) -> str:
    """Settle a text around the addresses, names of files and markup in it, which stand to the letter."""
    codes = [found[0] for found in _CODE.finditer(text)] if any(mark in text for mark in _SIGNS_OF_CODE) else []
    if not codes or _STAND_IN in text:
        return _settled(text, dash)
    pieces = _settled(_CODE.sub(_STAND_IN, text), dash).split(_STAND_IN)
    return "".join(piece for pair in zip_longest(pieces, codes, fillvalue="") for piece in pair)


_STAND_IN = "ꙮ"  # a letter for the steps, and in no paper
_SIGNS_OF_CODE = ("://", "www.", "@", "<", ".doc", ".xls", ".ppt", ".pdf", ".rtf", ".od", ".csv", ".txt", ".zip", ".rar", ".7z", ".jp", ".png",
                  ".svg", ".xml", ".json", ".y", ".htm")  # fmt: skip
_CODE = regex(
    r"(?:https?://|ftp://|www\.)(?:=\"[^\s\"]*\"|[^\s\"«»„“”<>])*[^\s\"«»„“”<>.,;:!?)]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|</?[A-Za-z][^<>]*>"
    r"|[\w№.+-]{1,60}\.(?:docx?|xlsx?|pptx?|pdf|rtf|odt|ods|csv|txt|zip|rar|7z|jpe?g|png|svg|xml|json|ya?ml|html?)\b"
)
_MOST_STEPS = 100


def _settled(text: str, dash: str | None) -> str:
    """Return a text to which no step has anything more to do: one may make room for another before it."""
    steps: tuple[Callable[[str], str], ...] = (*PIPELINE, partial(_DASHES.sub, dash)) if dash else PIPELINE
    idle = 0
    for step in islice(cycle(steps), _MOST_STEPS):
        done = step(text)
        idle = idle + 1 if done == text else 0
        text = done
        if idle == len(steps):
            break
    return text
