"""How a part of a template becomes a program: Jinja's generator, made to give ready text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import Frame, optimizeconst

from docgen.engine.dialect import jinja
from docgen.engine.generator import BATCH, Generator
from docgen.engine.mending import alive
from docgen.engine.reason import reason
from docgen.engine.spot import Spot
from docgen.engine.tag import Tag
from docgen.errors import TemplateError
from docgen.render.cells import WIDTH
from docgen.render.program import ENVIRONMENT, FILE, TOOLS, Program
from docgen.render.sections import SECTION
from docgen.vocabulary import field_of

_PRINTING = frozenset({"_block", "_header", "_put"})  # they return what may be printed as it is
_ASKED = re.compile(r" = resolve\('([^']+)'\)")


class _Generator(Generator):
    """Generates a program that lists text: ready XML of the tools between the text of the template."""

    tools = {name: name for name in TOOLS}  # noqa: RUF012 - declared by the base

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.read: dict[str, str] = {}
        """The names that the program reads of parts of the model -> what the types that show them are called in it."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Put the node's text and values on the list of the run, or into the buffer of a macro."""
        self.writeline("out += (" if frame.buffer is None else f"{frame.buffer}.extend((", node)
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                own = self.static(child.data)
                self.writeline(f"{alive(child.data)!r}," if frame.buffer is None else f"{own},")
                continue
            self.newline(child)
            ready = _tool(child) in _PRINTING or (isinstance(child, nodes.Name) and child.name == WIDTH)
            marked = "Markup(" if frame.buffer is not None else "("
            self.write(marked if ready else "(str(_v) if type(_v := ")
            self.visit(child, frame)
            self.write(")," if ready else ") is int else escape(_v)),")
        self.outdent()
        self.writeline(")" if frame.buffer is None else "))")
        if frame.buffer is None:
            self.writeline(f"if len(out) > {BATCH}: yield")

    def enter_frame(self, frame: Frame) -> None:
        """Begin a scope: the tools are at hand and not asked for."""
        for target in [target for target, (_, name) in frame.symbols.loads.items() if name in TOOLS]:
            del frame.symbols.loads[target]
        super().enter_frame(frame)

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begin to write what the template itself has joined."""
        if frame.buffer is None:
            self.writeline("out += (escape(", node)
        else:
            super().start_write(frame, node)

    def end_write(self, frame: Frame) -> None:
        """End what `start_write` has begun."""
        if frame.buffer is None:
            self.write("),)")
        else:
            super().end_write(frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Read a field of a part that is known to show it at once; everything else is asked for by the environment."""
        name = field_of(node.attr) or node.attr
        if not name.isidentifier() or name.startswith("_"):
            super().visit_Getattr(node, frame)
            return
        self.write(f"(_o.{name} if type(_o := ")
        self.visit(node.node, frame)
        shown = self.read.setdefault(node.attr, f"shown_{len(self.read)}")
        self.write(f") in {shown} else read(_o, {node.attr!r}))")

    def write_commons(self) -> None:
        """Begin a function: the tools and the list of the run are in its context."""
        super().write_commons()
        self.writeline("out = state.out")
        self.writeline(f"{', '.join(TOOLS)} = state.tools")


def _tool(node: nodes.Node) -> str:
    """Return the name of the tool that an expression calls, or an empty text."""
    called = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name
    return called if called in TOOLS else ""


def program(xml: str, tags: Sequence[Tag], title: str) -> Program:
    """Compile a part whose tags are marks.

    Raises:
        TemplateError: a tag is not closed, a name is misspelt, a filter is unknown.
    """
    source, found = jinja(xml, tags)
    none = Spot(title, "", "")
    spots = (none, none, *(tag.spot for tag in found))
    try:
        generator = _Generator(ENVIRONMENT, None, FILE)
        generator.visit(ENVIRONMENT._parse(source, None, FILE))  # noqa: SLF001 - from_string would add its own compiler
    except TemplateSyntaxError as error:
        place = spots[error.lineno] if 1 < error.lineno < len(spots) else title
        raise TemplateError(f"{place}: {reason(error)}") from error
    shown = (f"\n{known} = environment.shown_by[{name!r}]" for name, known in generator.read.items())
    text = "".join((generator.source(), *shown))
    lines = tuple((at, line) for line, at in generator.debug_info)
    names = frozenset(_ASKED.findall(text))
    return Program(title, compile(text, FILE, "exec"), spots, lines, names, SECTION in xml)
