"""Jinja's code generator, made to yield bytes: a whole run of template text and values as one tuple.

Static text stands in the program as ready UTF-8; a value is looked up, escaped and encoded in one expression. Inside
macros, calls, filter and set blocks values are joined by the template itself, so there they stay text.
"""

from __future__ import annotations

from typing import Any, NoReturn

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst

from docgen.engine.mending import alive

_DICT = frozenset(dir(dict))


class ByteGenerator(CodeGenerator):
    """Generates a program.

    Args:
        shaped: the lines of tags whose values stand between quotes, runs or paragraphs: no mere text can stand there.
        cells: the lines of tags whose values are whole cells of Excel.
    """

    def __init__(self, *args: Any, shaped: frozenset[int], cells: frozenset[int], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._shaped, self._cells = shaped, cells
        self._walked: set[int] = set()
        self._joined: list[int] = []
        self.groups: list[tuple[int, ...]] = []

    def write_commons(self) -> None:
        """Begin a function: what a render knows is in its context."""
        super().write_commons()
        self.writeline("state = context.state")
        self.writeline("entered = state.budget.entered")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Yield the node's text and values as one tuple that ends with the sites of its values."""
        if frame.buffer is not None:
            self._buffered(node, frame)
            return
        group: list[int] = []
        self.writeline("yield (", node)
        self.indent()
        static = ""
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                static += child.data
                continue
            self.writeline(f"{alive(static).encode()!r},")
            static = ""
            self.newline(child)
            if child.lineno in self._cells:
                group += (0, child.lineno, 0)
                self._cell(child, frame)
                continue
            group.append(child.lineno)
            self._value(child, frame)
            self.write(",")
        self.writeline(f"{alive(static).encode()!r}, tail_{len(self.groups)})")
        self.outdent()
        self.groups.append(tuple(group))

    def _value(self, child: nodes.Expr, frame: Frame) -> None:
        if child.lineno in self._shaped:
            self.write("shaped(")
            self._finalized(child, frame)
            self.write(f", {child.lineno}, state)")
            return
        self.write('_v.encode("utf-8", errors) if type(_v := ')
        self._finalized(child, frame)
        self.write(") is str else encoded(_v, state)")

    def _cell(self, child: nodes.Expr, frame: Frame) -> None:
        """Write a cell of Excel: its type and its end stand among the static text; the usual one is a usual text."""
        place = f"cell_{child.lineno}"
        self.write(f'b"", {place}.text if type(_c := ')
        self._finalized(child, frame)
        self.write(f') is str and 0 < len(_c) < 32768 and "_x" not in _c else (_c := cell(_c, {place}))[0], ')
        self.write('_c.encode("utf-8", errors) if type(_c) is str else _c[1], ')
        self.write(f'{place}.end if type(_c) is str else _c[2], b"",')

    def _buffered(self, node: nodes.Output, frame: Frame) -> None:
        self.writeline(f"{frame.buffer}.extend((", node)
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.writeline(f"{alive(child.data)!r},")
                continue
            self.newline(child)
            self.write("text_of(")
            self._finalized(child, frame)
            self.write(f", {child.lineno}, state),")
        self.outdent()
        self.writeline("))")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begin to write what the template itself has joined: a call, a filter block, a recursive loop."""
        if frame.buffer is None:
            self._joined.append(node.lineno if node else 0)
            self.writeline('yield (b"", joined(', node)
        else:
            super().start_write(frame, node)

    def end_write(self, frame: Frame) -> None:
        """End what `start_write` has begun."""
        if frame.buffer is None:
            self.write(f'), b"", tail_{len(self.groups)})')
            self.groups.append((self._joined.pop(),))
        else:
            super().end_write(frame)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> NoReturn:  # noqa: ARG002
        """Refuse to read another template: a Word file is whole by itself."""
        self.fail("подключать другие шаблоны нельзя", node.lineno)

    visit_Extends = visit_Import = visit_FromImport = visit_Include  # type: ignore[assignment]

    def _finalized(self, child: nodes.Expr, frame: Frame) -> None:
        finalize = self._make_finalize().src
        self.write(finalize or "(")
        self.visit(child, frame)
        self.write(")")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        """Charge the loop to the budget of the render."""
        self._walked.add(id(node.iter))
        super().visit_For(node, frame)

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Visit a node; what a loop goes over is written with its charge around it."""
        if id(node) not in self._walked:
            return super().visit(node, *args, **kwargs)
        self._walked.discard(id(node))
        self.write("entered(")
        super().visit(node, *args, **kwargs)
        self.write(")")
        return None

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Read a key of a mapping at once; what is none, or has a name of `dict` itself, by the environment."""
        if node.attr in _DICT or node.attr.startswith("_"):
            self._read(node.node, f"environment.getattr(_o, {node.attr!r})", frame)
        else:
            self._read(node.node, f"read(_o, {node.attr!r})", frame, node.attr)

    @optimizeconst
    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """Read a constant key of a mapping at once."""
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            self._read(node.node, f"environment.getitem(_o, {node.arg.value!r})", frame, node.arg.value)
        else:
            super().visit_Getitem(node, frame)

    def _read(self, owner: nodes.Expr, slow: str, frame: Frame, key: str | None = None) -> None:
        if key is None:
            self.write(slow.partition("_o")[0])
            self.visit(owner, frame)
            self.write(slow.partition("_o")[2])
            return
        self.write(f"(_o[{key!r}] if type(_o := ")
        self.visit(owner, frame)
        self.write(f") is dict and {key!r} in _o else {slow})")
