"""Arguments of the public functions: a wrong one is refused in one Russian line, before anything is done."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import UnionType

from docgen.errors import UsageError

StrPath = str | os.PathLike[str]


def path_of(value: object, what: str) -> Path:
    """Return a path; ``what`` says in Russian what it leads to.

    Raises:
        UsageError: it is no path.
    """
    text = os.fspath(value) if isinstance(value, os.PathLike) else value
    demand(text, str, what, "путь к файлу или папке")
    return Path(str(text))


def several(value: object, what: str, wanted: str) -> Iterable[object]:
    """Return what may be given by itself, or as several.

    Raises:
        UsageError: it is neither.
    """
    if isinstance(value, str | os.PathLike):
        return (value,)
    demand(value, Iterable, what, wanted)
    return value  # type: ignore[return-value]


def demand(value: object, kind: type | UnionType, what: str, wanted: str) -> None:
    """Refuse an argument that is not of its type; ``what`` names it, ``wanted`` says what it must be.

    Raises:
        UsageError: it is not.
    """
    if not isinstance(value, kind):
        raise UsageError(f"{what}: нужно – {wanted}, а дано значение вида {type(value).__name__}")
