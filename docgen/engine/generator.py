"""Jinja's code generator, made to give bytes: a run of template text and values is put on a list as a whole.

Static text stands in the program as ready UTF-8; a value is looked up and encoded in one expression. Inside
macros, calls, filter and set blocks values are joined by the template itself, so there they stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NoReturn

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst

from docgen.engine.budget import LONG
from docgen.engine.identity import TOOLS
from docgen.engine.mending import alive
from docgen.engine.xlsx.values import END, MAX_TEXT, VALUE_END, Place

_DICT = frozenset(dir(dict))
_WEIGHED = ("weighed(", ")")
_SIZE = 10  # expressions that are worked out at the price of a step
BATCH = 2000  # texts and values that are put on the list before it is written
_LARGE = 4_000_000  # bytes of the template that are put on the list before it is written
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ENTITY = re.compile(rf"&({'|'.join(_NAMED)}|#\d+|#x[0-9a-fA-F]+);")


class Generator(CodeGenerator):
    """Generates code that reads mappings at once, charges its loops to the render's budget, and reads no other file."""

    tools: ClassVar[Mapping[str, str]] = {name: f"state.{place}" for name, place in TOOLS.items()}
    """What is called without the sandbox, by the name in templates: where a program finds it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._within: dict[int, tuple[str, str]] = {}  # what is written before and after a node
        self._turns: dict[int, int] = {}  # the steps that a block costs whenever it is run
        self._in_tag = False  # whether the text of the template stands between `<` and `>`
        self._marked: list[str] = []

    def write_commons(self) -> None:
        """Begin a function: what a render knows is in its context."""
        super().write_commons()
        self.writeline("state = context.state")
        self.writeline("budget = state.budget")
        self.writeline("entered, concat, weighed = budget.entered, budget.concat, budget.weighed")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> NoReturn:  # noqa: ARG002
        """Refuse to read another template: a Word file is whole by itself."""
        self.fail("подключать другие шаблоны нельзя; передайте документ значением: {{p имя }}", node.lineno)

    visit_Extends = visit_Import = visit_FromImport = visit_Include  # type: ignore[assignment]
    visit_Block = CodeGenerator.visit_Scope  # type: ignore[assignment]  # no other template can change it

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier, frame: Frame) -> None:
        """Print what stands in `{% autoescape %}`: values are escaped in any case."""
        self.blockvisit(node.body, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        """Charge the loop to the budget of the render."""
        turn = _weight(node)
        self._within[id(node.iter)] = "entered(", f", {turn})" if turn > 1 else ")"
        if node.recursive:
            self._turns[id(node.body)] = turn
        super().visit_For(node, frame)

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:
        """Charge the macro whenever it is called."""
        self._turns[id(node.body)] = _weight(node)
        super().visit_Macro(node, frame)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        """Charge the block whenever it is called."""
        self._turns[id(node.body)] = _weight(node)
        super().visit_CallBlock(node, frame)

    def blockvisit(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        """Write a block; one that may be run again and again is charged every time."""
        if turn := self._turns.pop(id(body), 0):
            self.writeline(f"budget.spend({turn})")
        super().blockvisit(body, frame)

    @optimizeconst
    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        """Weigh what is compared with what: lists of lists double with every level."""
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        if sum(not isinstance(side, nodes.Const) for side in sides) > 1:
            self._within.update((id(side), _WEIGHED) for side in sides[:-1])
            self._within[id(sides[-1])] = "budget.beside(_w, ", ")"
            self._within[id(sides[-2])] = "weighed(_w := ", ")"
        super().visit_Compare(node, frame)

    def visit_Sub(self, node: nodes.BinExpr, frame: Frame) -> None:
        """Weigh what is taken from what: it may be sets."""
        self._within.update((id(side), _WEIGHED) for side in (node.left, node.right))
        super().visit_Sub(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        """Make a list of the template's own."""
        self.write("own_list(")
        super().visit_List(node, frame)
        self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        """Make a mapping of the template's own, its keys weighed."""
        keys = (pair.key for pair in node.items)
        self._within.update((id(key), _WEIGHED) for key in keys if not isinstance(key, nodes.Const))
        self.write("own_dict(")
        super().visit_Dict(node, frame)
        self.write(")")

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Visit a node; what a loop goes over, or what is compared, is written with a call around it."""
        before, after = self._within.pop(id(node), ("", ""))
        if not before:
            return super().visit(node, *args, **kwargs)
        self.write(before)
        super().visit(node, *args, **kwargs)
        self.write(after)
        return None

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Call a tool as it is; everything else goes through the sandbox."""
        tool = self.tools.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if tool is None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"{tool}(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """Charge what `~` makes to the budget of the render."""
        self.write(f"{'markup' if frame.eval_ctx.autoescape else 'str'}_join(budget, (")
        for side in node.nodes:
            self.visit(side, frame)
            self.write(", ")
        self.write("))")

    @optimizeconst
    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        """Apply a filter; that of a block to what the block has printed."""
        with self._filter_test_common(node, frame, is_filter=True):
            if node.node is not None:
                self.visit(node.node, frame)
            else:
                self.write(f"concat({frame.buffer})")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: ARG002
        """Return what a macro has printed: words or XML, as it was."""
        self.writeline(f"return concat({frame.buffer})")

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:
        """Keep what a block prints: words or XML, as it was."""
        self.push_assign_tracking()
        inner = frame.inner()
        inner.require_output_check = False
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.newline(node)
        self.visit(node.target, frame)
        self.write(" = ")
        if node.filter is not None:
            self.visit_Filter(node.filter, inner)
        else:
            self.write(f"concat({inner.buffer})")
        self.pop_assign_tracking(frame)
        self.leave_frame(inner)

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begin to write what the template itself has joined into the text of a macro or a block."""
        self.writeline(f"{frame.buffer}.append(as_text(budget, ", node)

    def end_write(self, frame: Frame) -> None:  # noqa: ARG002
        """End what `start_write` has begun."""
        self.write("))")

    def static(self, text: str) -> str:
        """Return the code of a text of the template, that is XML, among what a block prints: words are no XML there."""
        words = not self._in_tag or '"' not in text
        if (end := max(text.rfind("<"), text.rfind(">"))) >= 0:
            self._in_tag = text[end] == "<"
            words = False
        if words:
            return repr(_ENTITY.sub(_char, alive(text)))
        self._marked.append(f"\nmarked_{len(self._marked)} = Markup({alive(text)!r})")
        return f"marked_{len(self._marked) - 1}"

    def source(self) -> str:
        """Return the code that has been generated."""
        return "".join((self.stream.getvalue(), *self._marked))  # type: ignore[attr-defined]

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
            return
        if not isinstance(node.arg, nodes.Slice):
            if not isinstance(node.arg, nodes.Const):
                self._within[id(node.arg)] = _WEIGHED
            super().visit_Getitem(node, frame)
            return
        self.write("environment.sliced(budget, ")
        self.visit(node.node, frame)
        self.write(", slice(")
        for bound in (node.arg.start, node.arg.stop, node.arg.step):
            if bound is None:
                self.write("None, ")
            else:
                self.visit(bound, frame)
                self.write(", ")
        self.write("))")

    def _read(self, owner: nodes.Expr, slow: str, frame: Frame, key: str | None = None) -> None:
        if key is None:
            self.write(slow.partition("_o")[0])
            self.visit(owner, frame)
            self.write(slow.partition("_o")[2])
            return
        self.write(f"(_o[{key!r}] if type(_o := ")
        self.visit(owner, frame)
        self.write(f") is dict and {key!r} in _o else {slow})")


def _weight(block: nodes.Node) -> int:
    """Return the steps that a block costs by its length."""
    return 1 + sum(1 for _ in block.find_all(nodes.Expr)) // _SIZE


def _char(entity: re.Match[str]) -> str:
    name = entity[1]
    if not name.startswith("#"):
        return _NAMED[name]
    return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))


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
