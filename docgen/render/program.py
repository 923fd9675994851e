"""The program of a part of a paper: compiled once, run for every document.

What values look like is known to the tools that the template's tags are wrapped in; most of them return ready XML, so
that a program only has to join it with the text of the template.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import CodeType, SimpleNamespace
from typing import Any

from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import new_context

from docgen.engine.sandbox import JOINS, Budget
from docgen.engine.spot import Spot
from docgen.errors import DocgenError, TemplateError
from docgen.render.environment import TemplateEnvironment

FILE = "<шаблон>"
TOOLS = ("_block", "_grid", "_header", "_number", "_plain", "_put", "_width")
ENVIRONMENT = TemplateEnvironment()


@dataclass(frozen=True)
class Program:
    """A part compiled; plain data that can be kept on disk.

    Attributes:
        title: what a reader calls the part, for messages.
        code: the compiled module.
        run_properties: the looks of the places of values, by their numbers.
        spots: the places of tags; tag N has the number N + 2, the line where it stands.
        lines: pairs of a line of the code and the number of its tag.
        names: what the program asks of its values.
    """

    title: str
    code: CodeType
    run_properties: tuple[str, ...]
    spots: tuple[Spot, ...]
    lines: tuple[tuple[int, int], ...]
    names: frozenset[str]

    @cached_property
    def _module(self) -> dict[str, Any]:
        names: dict[str, Any] = {"environment": ENVIRONMENT, "read": ENVIRONMENT.getattr}
        exec(self.code, names)  # noqa: S102 - the code of Jinja's compiler
        names.update(JOINS)
        return names

    def run(self, values: Mapping[str, object], tools: Mapping[str, Callable[..., Any]]) -> str:
        """Fill the part.

        Args:
            values: what the template may name.
            tools: the tools by their names.

        Raises:
            TemplateError: an expression cannot be evaluated; the message names the tag and where it stands.
        """
        module = self._module
        context = new_context(ENVIRONMENT, None, module["blocks"], dict(values), globals=ENVIRONMENT.globals)
        context.state = SimpleNamespace(budget=Budget(), tools=[tools[name] for name in TOOLS])  # type: ignore[attr-defined]
        try:
            return "".join(itertools.chain.from_iterable(module["root"](context)))
        except DocgenError:
            raise
        except (UndefinedError, SecurityError, TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
            from docgen.engine.program import line_of, reason

            raise TemplateError(f"{self._place(line_of(error, FILE))}: {reason(error)}") from error

    def _place(self, line: int) -> str:
        """Name the tag that a line of the code was made of."""
        at = max((pair for pair in self.lines if pair[0] <= line), default=(0, 0))[1]
        return str(self.spots[at]) if 1 < at < len(self.spots) else self.title
