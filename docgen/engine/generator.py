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

from docgen.engine.identity import TOOLS
from docgen.engine.mending import alive

_DICT = frozenset(dir(dict))
_WEIGHED = ("weighed(", ")")
BATCH = 2000  # texts and values that are put on the list before it is written
_SIZE = 10  # expressions that are worked out at the price of a step
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
    return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))  # noqa: FURB166 - «x» without a nought
