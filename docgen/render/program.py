"""The program of a part of a paper: compiled once, run for every document.

What values look like is known to the tools that the template's tags are wrapped in; most of them return ready XML, so
that a program only has to join it with the text of the template.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import CodeType, SimpleNamespace
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError, nodes
from jinja2.compiler import Frame, optimizeconst
from jinja2.exceptions import SecurityError
from jinja2.runtime import new_context

from docgen.engine.dialect import jinja
from docgen.engine.generator import Generator
from docgen.engine.mending import alive
from docgen.engine.program import line_of, reason
from docgen.engine.sandbox import Budget
from docgen.engine.spot import Spot
from docgen.errors import DocgenError, TemplateError
from docgen.render.environment import TemplateEnvironment
from docgen.render.tags import Prepared
from docgen.vocabulary import field_of

_FILE = "<шаблон>"
_PRINTING = ("_block", "_header", "_plain", "_put", "_width")  # they return what may be printed as it is
_TOOLS = (*_PRINTING, "_grid", "_number")
_ASKED = re.compile(r" = resolve\('([^']+)'\)")
_ENVIRONMENT = TemplateEnvironment()


class _Generator(Generator):
    """Generates a program that yields text: ready XML of the tools between the text of the template."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Yield the node's text and values as one tuple, or put them into the buffer of a macro."""
        self.writeline("yield (" if frame.buffer is None else f"{frame.buffer}.extend((", node)
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.writeline(f"{alive(child.data)!r},")
                continue
            self.newline(child)
            self.write("(" if _tool(child) in _PRINTING else "escape(")
            self.visit(child, frame)
            self.write("),")
        self.outdent()
        self.writeline(")" if frame.buffer is None else "))")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begin to write what the template itself has joined."""
        self.writeline("yield (" if frame.buffer is None else f"{frame.buffer}.append(", node)

    def end_write(self, frame: Frame) -> None:
        """End what `start_write` has begun."""
        self.write(",)" if frame.buffer is None else ")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Call a tool as it is: it is ours."""
        tool = _tool(node)
        if not tool:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"{tool}(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Read a field of a part that is known to show it at once; everything else is asked for by the environment."""
        name = field_of(node.attr) or node.attr
        if not name.isidentifier() or name.startswith("_"):
            super().visit_Getattr(node, frame)
            return
        self.write(f"(_o.{name} if type(_o := ")
        self.visit(node.node, frame)
        self.write(f") in shown[{node.attr!r}] else read(_o, {node.attr!r}))")

    def write_commons(self) -> None:
        """Begin a function: the tools are in its context."""
        super().write_commons()
        self.writeline("shown = environment.shown")
        self.writeline(f"{', '.join(_TOOLS)} = state.tools")


def _tool(node: nodes.Node) -> str:
    """Return the name of the tool that an expression calls, or an empty text."""
    called = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name
    return called if called in _TOOLS else ""


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
        names: dict[str, Any] = {"environment": _ENVIRONMENT, "read": _ENVIRONMENT.getattr}
        exec(self.code, names)  # noqa: S102 - the code of Jinja's compiler
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
        context = new_context(_ENVIRONMENT, None, module["blocks"], dict(values), globals=_ENVIRONMENT.globals)
        context.state = SimpleNamespace(budget=Budget(), tools=[tools[name] for name in _TOOLS])  # type: ignore[attr-defined]
        try:
            return "".join(itertools.chain.from_iterable(module["root"](context)))
        except DocgenError:
            raise
        except (UndefinedError, SecurityError, TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
            raise TemplateError(f"{self._place(line_of(error, _FILE))}: {reason(error)}") from error

    def _place(self, line: int) -> str:
        """Name the tag that a line of the code was made of."""
        at = max((pair for pair in self.lines if pair[0] <= line), default=(0, 0))[1]
        return str(self.spots[at]) if 1 < at < len(self.spots) else self.title


def compiled(xml: str, ready: Prepared, title: str) -> Program:
    """Compile a prepared part.

    Raises:
        TemplateError: a tag is not closed, a name is misspelt, a filter is unknown.
    """
    source, tags = jinja(xml, ready.tags)
    none = Spot(title, "", "")
    spots = (none, none, *(tag.spot for tag in tags))
    try:
        generator = _Generator(_ENVIRONMENT, None, _FILE)
        generator.visit(_ENVIRONMENT._parse(source, None, _FILE))  # noqa: SLF001 - from_string would add its own compiler
    except TemplateSyntaxError as error:
        place = spots[error.lineno] if 1 < error.lineno < len(spots) else title
        raise TemplateError(f"{place}: {reason(error)}") from error
    text = generator.stream.getvalue()  # type: ignore[attr-defined]
    lines = tuple((at, line) for line, at in generator.debug_info)
    names = frozenset(_ASKED.findall(text))
    return Program(title, compile(text, _FILE, "exec"), tuple(ready.run_properties), spots, lines, names)
