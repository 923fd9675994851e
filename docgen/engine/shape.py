"""What data a template wants: the names that its tags use, nested ones and those of loops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes

from docgen.engine.spot import Spot
from docgen.engine.tag import Tag

_SAME = frozenset({"sort", "reverse", "unique", "list", "select", "reject", "selectattr", "rejectattr", "default", "d"})
_ONE = frozenset({"first", "last", "random", "min", "max"})
_ALL = frozenset({"length", "count", "sum", "join", "batch", "slice", "groupby", "map", "dictsort"})
_PAIRS = frozenset({"items", "values", "keys", "get"})


@dataclass(eq=False)
class Shape:
    """A piece of data as a template uses it.

    Attributes:
        name: how a message calls it: `организация.наименование`, `пункты[]`.
        fields: the names that are read from it.
        item: one of its members, if it is gone through or indexed.
        printed: where it is printed or counted with.
        walked: where it is gone through.
        optional: whether the template asks if it is there: by `is defined` or with a default.
        mapping: whether its own keys are gone through, so that no name of it is known.
        spots: where it is named.
        called: whether it is a function that the template calls.
        filters: of the whole, the filters that are neither Jinja's nor the environment's.
    """

    name: str = ""
    fields: dict[str, Shape] = field(default_factory=dict)
    item: Shape | None = None
    printed: list[Spot] = field(default_factory=list)
    walked: list[Spot] = field(default_factory=list)
    optional: bool = False
    mapping: bool = False
    spots: list[Spot] = field(default_factory=list)
    called: bool = False
    filters: set[str] = field(default_factory=set)

    def at(self, name: str, spot: Spot | None) -> Shape:
        """Return the shape of a field."""
        found = self.fields.setdefault(name, Shape(f"{self.name}.{name}" if self.name else name))
        if spot is not None:
            found.spots.append(spot)
        return found

    def member(self) -> Shape:
        """Return the shape of its members."""
        if self.item is None:
            self.item = Shape(f"{self.name}[]")
        return self.item

    def schema(self) -> dict[str, object]:
        """Return a JSON Schema of the data."""
        if self.item is not None and not self.mapping:
            return {"type": "array", "items": self.item.schema()}
        if self.mapping:
            return {"type": "object", "additionalProperties": self.item.schema() if self.item else True}
        if data := {name: shape for name, shape in self.fields.items() if not shape.called}:
            properties = {name: shape.schema() for name, shape in data.items()}
            required = [name for name, shape in data.items() if not shape.optional]
            return {"type": "object", "properties": properties, **({"required": required} if required else {})}
        return {"type": ["string", "number", "boolean", "null"]} if self.printed else {}

    def whole(self) -> dict[str, object]:
        """Return the JSON Schema of all data; beside it stand the functions and filters that no data can give."""
        code = {
            "x-functions": [name for name, shape in self.fields.items() if shape.called],
            "x-filters": sorted(self.filters),
        }
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **self.schema(),
                **{sort: names for sort, names in code.items() if names}}  # fmt: skip


Source = tuple[str, Sequence[Tag]]


def shape(sources: Iterable[Source], environment: Environment) -> Shape:
    """Return the data that the programs of a template want.

    Args:
        sources: the Jinja source of every part with its tags; tag N stands on the line N + 2.
        environment: what parses them.

    A tag that is misspelt counts for nothing; a part whose blocks do not close, neither: `review.faults` tells of them.
    """
    whole = Shape()
    for source, tags in sources:
        _Reader(whole, tags, environment).block(_parsed(source, tags, environment).body)
    for name in [name for name in whole.fields if name.startswith("_")]:  # the engine's own
        del whole.fields[name]
    return whole


def _parsed(source: str, tags: Sequence[Tag], environment: Environment) -> nodes.Template:
    lines = source.split("\n")
    for number, tag in enumerate(tags, 1):
        if tag.kind == "value":
            try:
                environment.parse(f"{{{{ {tag.code} }}}}")
            except TemplateSyntaxError:
                lines[number] = lines[number].replace(tag.code, "''", 1)
    try:
        return environment.parse("\n".join(lines))
    except TemplateSyntaxError:
        return nodes.Template([])


class _Reader:
    """Reads one program; names that it sets itself are its own."""

    def __init__(self, whole: Shape, tags: Sequence[Tag], environment: Environment) -> None:
        self._whole, self._tags, self._environment = whole, tags, environment
        self._scopes: list[dict[str, Shape | None]] = [{"loop": None, "self": None}]

    def _spot(self, node: nodes.Node) -> Spot | None:
        return self._tags[node.lineno - 2].spot if 1 < node.lineno < len(self._tags) + 2 else None

    def block(self, body: Iterable[nodes.Node]) -> None:
        """Read statements in order."""
        for node in body:
            self._statement(node)

    def _statement(self, node: nodes.Node) -> None:  # noqa: C901, PLR0912 - a case for every sort of statement
        match node:
            case nodes.Output():
                for child in node.nodes:
                    self._print(child)
            case nodes.For():
                self._loop(node)
            case nodes.If():
                self._value(node.test)
                for part in (node.body, node.elif_, node.else_):
                    self.block(part)
            case nodes.Assign():
                self._bind(node.target, self._value(node.node))
            case nodes.With():
                self._scopes.append({})
                for place, value in zip(node.targets, node.values, strict=True):
                    self._bind(place, self._value(value))
                self.block(node.body)
                self._scopes.pop()
            case nodes.Macro() | nodes.CallBlock():
                if isinstance(node, nodes.Macro):
                    self._scopes[-1][node.name] = None
                else:
                    self._value(node.call)
                self._scopes.append(dict.fromkeys((*(arg.name for arg in node.args), "caller", "varargs", "kwargs")))
                self.block(node.body)
                self._scopes.pop()
            case nodes.AssignBlock():
                self.block(node.body)
                self._bind(node.target, None)
            case _:
                for inner in node.iter_child_nodes():
                    self._statement(inner)

    def _print(self, node: nodes.Expr) -> None:
        found = self._value(node)
        spot = self._spot(node)
        if found is not None and spot is not None:
            found.printed.append(spot)

    def _loop(self, node: nodes.For) -> None:
        found, spot = self._value(node.iter), self._spot(node)
        member = None
        if found is not None:
            member = found.member()
            if spot is not None and not found.mapping:
                found.walked.append(spot)
        self._scopes.append({"loop": None})
        self._bind(node.target, member)
        if node.test is not None:
            self._value(node.test)
        self.block(node.body)
        self._scopes.pop()
        self.block(node.else_)

    def _bind(self, target: nodes.Node, value: Shape | None) -> None:
        match target:
            case nodes.Name(name=name):
                self._scopes[-1][name] = value
            case nodes.Tuple(items=[nodes.Name(name=key), nodes.Name(name=name)]):  # of `items()`
                self._scopes[-1] |= {key: None, name: value}
            case _:
                self._scopes[-1] |= {name.name: None for name in target.find_all(nodes.Name)}

    def _value(self, node: nodes.Node) -> Shape | None:  # noqa: C901, PLR0912 - and of expression
        """Return the shape of the data that an expression stands for, if it stands for any of the caller's."""
        match node:
            case nodes.Name(name=name):
                for scope in reversed(self._scopes):
                    if name in scope:
                        return scope[name]
                return None if name in self._environment.globals else self._whole.at(name, self._spot(node))
            case nodes.Getattr(node=base, attr=name):
                found = self._value(base)
                return None if found is None else found.at(name, self._spot(node))
            case nodes.Getitem(node=base, arg=arg):
                found = self._value(base)
                if isinstance(arg, nodes.Const) and isinstance(arg.value, str):
                    return None if found is None else found.at(arg.value, self._spot(node))
                self._value(arg)
                return None if found is None else found.member()
            case nodes.Filter():
                return self._filtered(node)
            case nodes.Call():
                return self._called(node)
            case nodes.Test(node=base, name=name):
                found = self._value(base)
                if found is not None and name in ("defined", "undefined", "none"):
                    found.optional = True
            case nodes.CondExpr(test=test, expr1=first, expr2=second):
                self._value(test)
                found = self._value(first)
                other = self._value(second) if second is not None else None
                return found if found is not None else other
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                self._value(left)
                return self._value(right)
            case nodes.Not(node=inner):
                self._value(inner)
            case _:
                for child in node.iter_child_nodes():
                    self._value(child)
        return None

    def _filtered(self, node: nodes.Filter) -> Shape | None:
        found = self._value(node.node) if node.node is not None else None
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self._value(argument)
        if node.name not in self._environment.filters:
            self._whole.filters.add(node.name)
        spot = self._spot(node)
        if found is None or spot is None:
            return None
        if node.name in ("default", "d"):
            found.optional = True
        if node.name in _SAME:
            return found
        if node.name in _ONE:
            return found.member()
        (found.walked if node.name in _ALL else found.printed).append(spot)
        if node.name in _ALL:
            for name in _attributes(node):
                found.member().at(name, spot)
        return None

    def _called(self, node: nodes.Call) -> Shape | None:
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self._value(argument)
        match node.node:
            case nodes.Getattr(node=base, attr=name) if name in _PAIRS:
                found = self._value(base)
                if found is not None:
                    found.mapping = True
                    return found.member() if name == "get" else found
            case nodes.Getattr(node=base):
                self._value(base)
            case nodes.Name() if found := self._value(node.node):
                found.called = True
        return None


def _attributes(node: nodes.Filter) -> Iterator[str]:
    """Yield the names of `map(attribute="…")`, `sum("…")` and the like."""
    for pair in node.kwargs:
        if pair.key == "attribute" and isinstance(pair.value, nodes.Const) and isinstance(pair.value.value, str):
            yield pair.value.value
    if node.name in ("sum", "groupby") and node.args and isinstance(node.args[0], nodes.Const):
        yield str(node.args[0].value)
