"""What the words of a line say it is: a row of totals, a note, a signature, the number of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.regex import regex

_COUNTED = r"(?:итого|всего|общий итог|в том числе|в т\. ?ч\.|из них|в среднем)"
_TOTAL = regex(
    rf"(?:{_COUNTED}|итог|сумма|средн(?:ее|ий|яя|ие)(?: значени[ея]| баллы?| показатель| арифметическое)?)"
    r"(?:\s*[:.–-].*|\s+(?:по|за|на|в|для)\s.+|\s+\d.*)?|[σ∑]|total",
    re.IGNORECASE,
)
_LIKE_TOTAL = regex(rf"{_COUNTED}(?!\w).*", re.IGNORECASE)
_COUNT = regex(r"(?:[+\-–—−xх\s.,/%]|\d[\d\s.,/]*\s*(?:[^\W\d]{1,14}\.?|%)?)+", re.IGNORECASE)
_NOTE = regex(
    r"(?:\*|[¹²³]|_{3,}|примечани[ея]\b|прим\.|сноск|исполнитель\b|исп\.|тел(?:ефон\b|\.)|м\. ?п\.|подпись\b|"
    r"\(подпись|источники?\s*:|согласовано\b|утверждаю\b|(?:составил|подготовил|проверил)[аи]?\b|дата\s*:)",
    re.IGNORECASE,
)
_POST = regex(
    r"(?:\(?подпись|директор|руководител|начальник|заведующ|председател|глава|главн|гл\.|заместител|зам\.|и\. ?о\.|"
    r"врио|методист|секретар|специалист|бухгалтер|исполнител|исп\.|ответственн|подготовил|составил|проверил|"
    r"согласовано|утверждаю|м\. ?п\.|тел\.)",
    re.IGNORECASE,
)
_SIGNED = regex(
    r"[А-ЯЁ]\. ?(?:[А-ЯЁ]\. ?)?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+ [А-ЯЁ]\. ?(?:[А-ЯЁ]\.)?|"
    r".*_{2,}.*|/.*|\(.*|[\d\-() +]{5,}|М\. ?П\."
)
_NAMED = regex(r"_{2,}|[А-ЯЁ]\. ?[А-ЯЁ]\.(?: ?[А-ЯЁ][а-яё-]+)?$")
_ORDINAL = regex(r"(?:№ ?)?\d[\d.\-/]*[а-я]?[.)]?|\d*[.)]?", re.IGNORECASE)
_CELLS = 4  # of a signature, at most


def is_total(label: str) -> bool:
    """Tell whether a label is that of a row of totals: «Итого:», «Всего по району», «Средний балл»."""
    return bool(_TOTAL.fullmatch(label))


def is_like_total(label: str) -> bool:
    """Tell whether a label begins as that of a row of totals: «Всего школ»."""
    return bool(_LIKE_TOTAL.fullmatch(label))


def is_total_word(label: str) -> bool:
    """Tell whether a text is nothing but the word for a total."""
    return label.lower().rstrip(":. ") in {"итого", "всего"}


def is_count(value: object) -> bool:
    """Tell whether a value counts something: 5, «2 школы», «–»."""
    return not isinstance(value, str) or bool(_COUNT.fullmatch(value))


def is_note(label: str) -> bool:
    """Tell whether a text is a note below a table: «Примечание: …», «* …», «Исполнитель: …»."""
    return bool(_NOTE.match(label))


def is_post(label: str) -> bool:
    """Tell whether a text begins with the post of one who signs."""
    return bool(_POST.match(label))


def is_signature(cells: Sequence[str]) -> bool:
    """Tell whether the filled cells of a line are a signature: a post, and behind it a name or a line for the hand."""
    return 1 < len(cells) <= _CELLS and is_post(cells[0]) and bool(_SIGNED.fullmatch(cells[-1]))


def is_signed(label: str) -> bool:
    """Tell whether a text is a post with a name or a line for the hand behind it: «Директор ______ Иванова М.П.»."""
    return is_post(label) and bool(_NAMED.search(label))


def is_ordinal(value: object) -> bool:
    """Tell whether a value is the number of a row; Excel makes dates of some."""
    return not isinstance(value, str) or bool(_ORDINAL.fullmatch(value))
