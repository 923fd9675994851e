"""What the attributes of Word's XML may hold where tags print into them: colours, spans, merges, numbers.

The values of tags are put through a filter of the engine's own, whose errors are told with the place of the tag. Types:
ISO/IEC 29500-1, 17.18 (ST_HexColor, ST_DecimalNumber, ST_Merge, ST_Jc and others).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

MAX_SPAN = 63  # columns of a table: Word opens no more
_COLOUR = re.compile("#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_SHORT = 3  # digits of a colour of which each stands for two
_WHOLE = re.compile(r"[+-]?\d{1,9}(?:\.0+)?")


def colour(value: Any) -> str:  # noqa: ANN401
    """Return a colour as six hexadecimal digits; nothing is `auto`.

    Raises:
        ValueError: it is no colour.
    """
    text = "" if value is None else str(value).strip()
    if text in ("", "auto"):
        return "auto"
    found = _COLOUR.fullmatch(text)
    if found is None:
        raise ValueError(f"„{text[:40]}“ — не цвет; напишите шесть шестнадцатеричных цифр, например FF0000")
    return found[1] if len(found[1]) > _SHORT else "".join(digit * 2 for digit in found[1])


def whole(value: Any) -> int:  # noqa: ANN401
    """Return a whole number.

    Raises:
        ValueError: it is none.
    """
    if isinstance(value, bool) or not _WHOLE.fullmatch(text := str(value).strip()):
        raise ValueError(f"здесь нужно целое число, а не „{str(value)[:40]}“")
    return int(float(text))


def size(value: Any) -> int:  # noqa: ANN401
    """Return a whole number that is not below nought.

    Raises:
        ValueError: it is none.
    """
    if (number := whole(value)) < 0:
        raise ValueError(f"здесь нужно число не меньше нуля, а не {number}")
    return number


def span(value: Any) -> int:  # noqa: ANN401
    """Return the number of columns that a cell takes.

    Raises:
        ValueError: no cell can take so many.
    """
    number = whole(value)
    if not 1 <= number <= MAX_SPAN:
        raise ValueError(f"ячейка не может занимать столбцов: {number}; нужно от 1 до {MAX_SPAN}")
    return number


def _one_of(*words: str) -> Callable[[Any], str]:
    def chosen(value: Any) -> str:  # noqa: ANN401
        text = str(value).strip()
        if text not in words:
            raise ValueError(f"„{text[:40]}“ здесь не годится; можно: {', '.join(words)}")
        return text

    return chosen


FILTERS: Mapping[str, Callable[[Any], Any]] = {
    "_colour": colour, "_whole": whole, "_size": size, "_span": span,
    "_merge": _one_of("restart", "continue"),
    "_jc": _one_of("left", "center", "right", "both", "start", "end", "distribute"),
    "_valign": _one_of("top", "center", "bottom"),
    "_underline": _one_of("single", "words", "double", "thick", "dotted", "dash", "wave", "none"),
    "_highlight": _one_of("black", "blue", "cyan", "darkBlue", "darkCyan", "darkGray", "darkGreen", "darkMagenta",
                          "darkRed", "darkYellow", "green", "lightGray", "magenta", "none", "red", "white", "yellow"),
}  # fmt: skip
"""The filters that the engine puts into tags."""
_KINDS: Mapping[str, Mapping[str, str]] = {
    "shd": {"fill": "_colour", "color": "_colour"},
    "color": {"val": "_colour"},
    "u": {"val": "_underline", "color": "_colour"},
    "gridSpan": {"val": "_span"},
    "gridBefore": {"val": "_size"},
    "gridAfter": {"val": "_size"},
    "gridCol": {"w": "_size"},
    "vMerge": {"val": "_merge"},
    "hMerge": {"val": "_merge"},
    "jc": {"val": "_jc"},
    "vAlign": {"val": "_valign"},
    "highlight": {"val": "_highlight"},
    "sz": {"val": "_size"},
    "szCs": {"val": "_size"},
    "outlineLvl": {"val": "_size"},
    "ilvl": {"val": "_size"},
    "numId": {"val": "_size"},
    "spacing": dict.fromkeys(("before", "after", "line", "val"), "_whole"),
    "ind": dict.fromkeys(("left", "right", "start", "end", "firstLine", "hanging"), "_whole"),
    "position": {"val": "_whole"},
    "trHeight": {"val": "_size"},
    **{border: {"color": "_colour", "sz": "_size", "space": "_size"} for border in (
        "top", "bottom", "left", "right", "start", "end", "insideH", "insideV", "between", "bar")},
}  # fmt: skip


def checked(element: str, attribute: str, code: str) -> str:
    """Return the code of a tag that is a whole attribute, put through the filter of what the attribute may hold.

    Args:
        element: the name of the element of WordprocessingML.
        attribute: the name of the attribute.
        code: the code.
    """
    kind = _KINDS.get(element, {}).get(attribute)
    return f"({code})|{kind}" if kind else code
