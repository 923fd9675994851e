"""What the dictionaries have answered, as plain data: a process that begins with it need not open them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

_Ask = TypeVar("_Ask", bound=Callable[..., Any])
_ANSWERS: dict[tuple[Any, ...], Any] = {}


def remembered(ask: _Ask) -> _Ask:
    """Ask a dictionary each question once; the question and the answer are plain data."""

    @wraps(ask)
    def answer(*question: Any) -> Any:
        key = (ask.__name__, *question)
        if key not in _ANSWERS:
            _ANSWERS[key] = ask(*question)
        return _ANSWERS[key]

    return answer  # type: ignore[return-value]


def answers() -> Mapping[tuple[Any, ...], Any]:
    """Return all that has been answered."""
    return dict(_ANSWERS)


def recall(known: Mapping[tuple[Any, ...], Any]) -> None:
    """Take what the same dictionaries have answered in another process."""
    _ANSWERS.update(known)
