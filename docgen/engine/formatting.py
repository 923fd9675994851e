"""`text.format(…)` of a template: fields are read as the dot and the subscript read them, and widths are bounded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedFormatter
from markupsafe import EscapeFormatter, Markup

from docgen.engine.budget import ENDLESS, MAX_TEXT, Budget
from docgen.engine.plain import Format

_NUMBERS = re.compile(r"\d+")


def formatted(
    environment: Environment, budget: Budget, called: Format, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> str:
    """Return the text that a format gives.

    Raises:
        SecurityError: it would fill the memory.
        TypeError: `format_map` is not given one mapping.
    """
    if called.mapped:
        if len(args) != 1 or kwargs or not issubclass(type(args[0]), Mapping):
            raise TypeError("format_map берёт один словарь")
        named: Mapping[str, Any] = args[0]
        args, kwargs = (), named
    budget.spend(len(called.text) // 2)  # every field is a call
    if issubclass(type(called.text), Markup):
        kind: Any = type(called.text)
        marked: Any = _EscapingFormatter(environment, budget, escape=kind.escape)
        return kind(marked.vformat(called.text, args, kwargs))  # type: ignore[no-any-return]
    return _Formatter(environment, budget).vformat(called.text, args, kwargs)


class _Formatter(SandboxedFormatter):
    """Fills the fields of a text, as long as there is room for the result."""

    def __init__(self, environment: Environment, budget: Budget, **options: Any) -> None:  # noqa: ANN401
        super().__init__(environment, **options)
        self._budget, self._room = budget, MAX_TEXT

    def convert_field(self, value: Any, conversion: Any) -> Any:  # noqa: ANN401
        """Return a value as `!r` or `!s` wants it."""
        if conversion is not None:
            self._budget.walk(value)
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> Any:  # noqa: ANN401
        """Return the text of a field."""
        wide = sum(int(number[:9]) for number in _NUMBERS.findall(format_spec))
        if max(wide, self._budget.walk(value)) > self._room:
            raise SecurityError(ENDLESS)
        made = super().format_field(value, format_spec)
        self._room -= len(made)
        return made


class _EscapingFormatter(_Formatter, EscapeFormatter):
    """The same for a text that is XML."""
