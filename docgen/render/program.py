"""The program of a part of a paper: compiled once, run for every document.

What values look like is known to the tools that the template's tags are wrapped in; most of them return ready XML, so
that a program only has to join it with the text of the template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from types import CodeType
from typing import Any, NamedTuple

from jinja2.exceptions import SecurityError

from docgen.engine.budget import ENDLESS, Budget
from docgen.engine.sandbox import BOUNDS
from docgen.engine.spot import Spot
from docgen.errors import DocgenError
from docgen.render.environment import TemplateEnvironment
from docgen.value import Value

FILE = "<шаблон>"
MAX_TEXT = 50_000_000  # characters of a part
_BEFORE = 2  # spots of no tag: lines count from 1, and the first is the text before all tags
TOOLS = ("_block", "_drawing", "_grid", "_header", "_number", "_plain", "_put", "_row", "_width")
ENVIRONMENT = TemplateEnvironment()


class State(NamedTuple):
    """What a program in its run knows besides its values."""

    budget: Budget
    tools: Sequence[Any]
    out: list[str]


class Program(Value):
    """A part compiled; plain data that can be kept on disk.

    Attributes:
        title: what a reader calls the part, for messages.
        code: the compiled module.
        spots: the places of tags; tag N has the number N + 2, the line where it stands.
        lines: pairs of a line of the code and the number of its tag.
        names: what the program asks of its values.
        divided: whether the part holds ends of sections, as that of a title page.
    """

    title: str
    code: CodeType
    spots: tuple[Spot, ...]
    lines: tuple[tuple[int, int], ...]
    names: frozenset[str]
    divided: bool

    @cached_property
    def _module(self) -> dict[str, Any]:
        names: dict[str, Any] = {"environment": ENVIRONMENT, "read": ENVIRONMENT.getattr}
        exec(self.code, names)  # noqa: S102 - the code of Jinja's compiler
        names.update(BOUNDS)
        return names

    @cached_property
    def _untagged(self) -> str:
        return self._filled({}, (None,) * len(TOOLS), Budget())

    def run(self, values: Mapping[str, object], tools: Sequence[Callable[..., Any]], budget: Budget) -> str:
        """Fill the part; one without tags, as most headers are, is the same for every document.

        Args:
            values: what the template may name.
            tools: the tools in the order of `TOOLS`.
            budget: the turns that loops may still make.

        Raises:
            TemplateError: an expression cannot be evaluated; the message names the tag and where it stands.
        """
        return self._filled(values, tools, budget) if self.spots[_BEFORE:] else self._untagged

    def _filled(self, values: Mapping[str, object], tools: Sequence[Any], budget: Budget) -> str:
        module = self._module
        context = ENVIRONMENT.context_class(ENVIRONMENT, {**ENVIRONMENT.globals, **values}, None, module["blocks"])
        out: list[str] = []
        context.state = State(budget, tools, out)  # type: ignore[attr-defined]
        try:
            made, size = [], 0
            for _ in chain(module["root"](context), (None,)):
                made.append("".join(out))
                out.clear()
                if (size := size + len(made[-1])) > MAX_TEXT:
                    raise SecurityError(ENDLESS)  # noqa: TRY301
                budget.look()
            return "".join(made)
        except DocgenError:
            raise
        except Exception as error:
            from docgen.engine.reason import failure, line_of

            raise failure(error, self._place(line_of(error, FILE))) from error

    def _place(self, line: int) -> str:
        """Name the tag that a line of the code was made of."""
        at = max((pair for pair in self.lines if pair[0] <= line), default=(0, 0))[1]
        return str(self.spots[at]) if _BEFORE <= at < len(self.spots) else self.title
