"""Regular expressions that are compiled when they are first used: most of what rules look for, few papers have."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Expression:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """Compile the expression; from now on whatever it does is at hand."""
        compiled = re.compile(self._text, self._flags)
        vars(self).update({own: getattr(compiled, own) for own in dir(compiled) if not own.startswith("_")})
        return getattr(compiled, name)


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an expression as `re.compile` does, later; a fault in it shows when it is first used."""
    return cast("re.Pattern[AnyStr]", _Expression(text, flags))
