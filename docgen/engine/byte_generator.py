"""The code generator of programs: runs of template text and values are put on a list as ready bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import nodes
from jinja2.compiler import Frame

from docgen.engine.budget import LONG
from docgen.engine.generator import BATCH, Generator
from docgen.engine.mending import alive
from docgen.engine.xlsx.values import END, MAX_TEXT, VALUE_END, Place

_LARGE = 4_000_000  # bytes of the template that are put on the list before it is written


class ByteGenerator(Generator):
    """Generates a program.

    Args:
        shaped: the lines of tags whose values stand between quotes, runs or paragraphs: no mere text can stand there.
        ready: the lines of tags of the engine's own whose values are bytes that need nothing more.
        cells: what stands before the values that are whole cells of Excel, by the lines of their tags.
    """

    def __init__(
        self, *args: Any, shaped: frozenset[int], ready: frozenset[int], cells: Mapping[int, Place],  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._shaped, self._ready, self._cells = shaped, ready, cells
        self._joined: list[int] = []
        self.groups: list[tuple[int, ...]] = []

    def write_commons(self) -> None:
        """Begin a function: its text goes to the list of the render."""
        super().write_commons()
        self.writeline("out = state.out")

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:
        """Read the number of a row of Excel as it is: it is always there."""
        if node.name == "_r" and node.ctx == "load":
            self.write(frame.symbols.ref(node.name))
        else:
            super().visit_Name(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Put the node's text and values on the list, behind them the sites of the values; yield when it is long."""
        if frame.buffer is not None:
            self._buffered(node, frame)
            return
        group: list[int] = []
        self.writeline("out += (", node)
        self.indent()
        static, ended = "", False
        size = sum(len(child.data) for child in node.nodes if isinstance(child, nodes.TemplateData))
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.static(child.data)
                static += child.data
                continue
            place = self._cells.get(child.lineno)
            if place is None or ended:
                self._static(static, ended=ended)
                static, ended = "", False
                if place is not None:  # two cells with nothing of the data between them
                    self.write('b"",')
                    group.append(0)
            self.newline(child)
            group.append(child.lineno)
            if place is None:
                self._value(child, frame)
                self.write(",")
            else:
                self._cell(child, frame, alive(static).encode(), place)
                static, ended = "", True
        self._static(static, ended=ended)
        self.outdent()
        self._ended(tuple(group), size)

    def _ended(self, sites: tuple[int, ...], size: int = 0) -> None:
        self.write(f"tail_{len(self.groups)})")
        most = BATCH if size * BATCH < _LARGE * (2 * len(sites) + 1) else _LARGE * (2 * len(sites) + 1) // size
        self.writeline(f"if len(out) > {most}: yield")
        self.groups.append(sites)

    def _static(self, text: str, *, ended: bool) -> None:
        """Write static text; ``ended``: it closes the cell before it."""
        static = alive(text).encode()
        if not ended:
            self.writeline(f"{static!r},")
            return
        self.writeline(f"{END + static!r} if type(_c) is str else ")
        self.write(f"{VALUE_END + static!r} if _c[2] is value_end else _c[2] + {static!r},")

    def _value(self, child: nodes.Expr, frame: Frame) -> None:
        if child.lineno in self._shaped:
            self.write("shaped(")
            self._finalized(child, frame)
            self.write(f", {child.lineno}, state)")
            return
        if child.lineno in self._ready:
            self.visit(child, frame)
            return
        self.write('_v.encode("utf-8", errors) if type(_v := ')
        self._finalized(child, frame)
        self.write(f") is str and len(_v) <= {LONG} else encoded(_v, state)")

    def _cell(self, child: nodes.Expr, frame: Frame, before: bytes, place: Place) -> None:
        """Write a cell of Excel behind static text: the usual one, a usual text, costs no call."""
        self.write(f"{before + place.text!r} if type(_c := ")
        self._finalized(child, frame)
        self.write(f") is str and 0 < len(_c) <= {MAX_TEXT} else ")
        self.write(f"{before!r} + " if before else "")
        self.write(f"(_c := cell(_c, cell_{child.lineno}, budget))[0],")
        self.write('_c.encode("utf-8", errors) if type(_c) is str else _c[1],')

    def _buffered(self, node: nodes.Output, frame: Frame) -> None:
        self.writeline(f"{frame.buffer}.extend((", node)
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.writeline(f"{self.static(child.data)},")
                continue
            self.newline(child)
            if child.lineno in self._ready:
                self.visit(child, frame)
                self.write(".decode(),")
                continue
            self.write("text_of(")
            self._finalized(child, frame)
            self.write(f", {child.lineno}, state),")
        self.outdent()
        self.writeline("))")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begin to write what the template itself has joined: a call, a filter block, a recursive loop."""
        if frame.buffer is None:
            self._joined.append(node.lineno if node else 0)
            self.writeline('out += (b"", joined(', node)
        else:
            super().start_write(frame, node)

    def end_write(self, frame: Frame) -> None:
        """End what `start_write` has begun."""
        if frame.buffer is None:
            line = self._joined.pop()
            self.write(f', {line}, state), b"", ')
            self._ended((line,))
        else:
            super().end_write(frame)

    def _finalized(self, child: nodes.Expr, frame: Frame) -> None:
        finalize = self._make_finalize().src
        self.write(finalize or "(")
        self.visit(child, frame)
        self.write(")")
