"""What the dictionaries have answered, as plain data: a process that begins with it need not open them.

Memory holds no more than some thousands of answers. What may be kept on disk holds no name of a person: no word that
stood in a name, that can be one, or that the dictionary does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

_Ask = TypeVar("_Ask", bound=Callable[..., Any])
_Answers = dict[tuple[Any, ...], Any]
MOST = 5_000
_NAMES = frozenset({"Name", "Surn", "Patr", "Init", "Abbr"})  # grammemes of OpenCorpora
_WORD = re.compile(r"[\w-]+")
_ANSWERS: _Answers = {}
_PERSONAL: dict[str, None] = {}


def remembered(ask: _Ask) -> _Ask:
    """Ask a dictionary each question once; the question, which begins with a word, and the answer are plain data."""

    @wraps(ask)
    def answer(*question: Any) -> Any:
        key = (ask.__name__, *question)
        if key not in _ANSWERS:
            _ANSWERS[key] = ask(*question)
            _trim(_ANSWERS)
        return _ANSWERS[key]

    return answer  # type: ignore[return-value]


def personal(name: str) -> None:
    """Take note of the words of a person's name."""
    words = (word for whole in _WORD.findall(name.lower()) for word in (whole, *whole.split("-")))
    _PERSONAL.update(dict.fromkeys(words))
    _trim(_PERSONAL)


def answers() -> Mapping[tuple[Any, ...], Any]:
    """Return what has been answered of words that are no names."""
    readings = {word: found for (asked, word, *rest), found in _ANSWERS.items() if asked == "_parsed"}
    common = {word for word, found in readings.items() if _is_common(word, found)}
    return {key: found for key, found in _ANSWERS.items() if key[1] in common}


def recall(known: Mapping[tuple[Any, ...], Any]) -> None:
    """Take what the same dictionaries have answered in another process."""
    _ANSWERS.update(known)


def _is_common(word: str, readings: tuple[tuple[Any, ...], ...]) -> bool:
    """Tell whether a word is no name: each reading is a word, its normal form, whether it is known, and its grammar."""
    return word.lower() not in _PERSONAL and all(
        known and normal not in _PERSONAL and _NAMES.isdisjoint(tag[-1]) for _, normal, known, tag in readings
    )


def _trim(kept: dict[Any, Any]) -> None:
    """Forget the oldest of what is kept where there is too much."""
    while len(kept) > MOST:
        kept.pop(next(iter(kept)), None)
