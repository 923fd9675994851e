"""A part of a template as a program: compiled once, run for every document, the same for every thread."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import CodeType
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.runtime import new_context
from markupsafe import Markup

from docgen.engine.byte_generator import ByteGenerator
from docgen.engine.gate import checked
from docgen.engine.reason import failure, line_of, reason
from docgen.engine.render import Render, State
from docgen.engine.sandbox import BOUNDS, attribute_reader
from docgen.engine.spot import Site, Spot
from docgen.engine.tag import Tag
from docgen.engine.tidy import tidied
from docgen.engine.values import (
    ERRORS,
    PLAIN,
    PLAIN_IN_CELLS,
    SHAPED,
    Markings,
    encoded,
    joined,
    resolve_all,
    shaped,
    text_of,
)
from docgen.engine.xlsx.values import VALUE_END, Place, cell
from docgen.errors import DocgenError, TemplateError
from docgen.value import Value

MAX_OUTPUT = 1 << 30  # bytes of one part
MAX_WHOLE = 1 << 26  # bytes of a part that has to be looked over as a whole
_FILE = "<шаблон>"
_NOWHERE = Site("plain")
Root = Callable[[Any], Iterator[None]]


class Looks(NamedTuple):
    """What has to be looked at when a part is made: what its template could not prove.

    Attributes:
        empty: the data may leave cells or tables empty.
        grid: the data may change the number of columns of a table.
        proved: no data can spoil the part in another way.
        known: the faults of the template itself.
    """

    empty: bool = False
    grid: bool = False
    proved: bool = True
    known: frozenset[str] = frozenset()


_PROVED = Looks()


class Program(Value):
    """A part compiled; everything but the environment can be kept on disk.

    Attributes:
        part: the part's name in the package.
        title: what a reader calls it, for messages.
        code: the compiled module.
        sites: the looks of the places of values; tag N has the number N + 2, the line where it stands.
        spots: the places of tags, numbered in the same way.
        groups: the sites of the values of every run that the program puts on the list.
        lines: pairs of a line of the code and the number of its tag.
        looks: what has to be looked at when the part is made.
    """

    part: str
    title: str
    code: CodeType
    sites: tuple[Site, ...]
    spots: tuple[Spot, ...]
    groups: tuple[tuple[int, ...], ...]
    lines: tuple[tuple[int, int], ...]
    looks: Looks

    def bound(self, environment: Environment) -> Bound:
        """Return the program ready to run."""
        names: dict[str, Any] = {
            "environment": environment, "read": attribute_reader(environment), "errors": ERRORS,
            "encoded": encoded, "shaped": shaped, "text_of": text_of, "cell": cell, "joined": joined,
            "value_end": VALUE_END,
            **{f"cell_{line}": Place.of(site.run, site.paragraph)
               for line, site in enumerate(self.sites) if site.kind == "cell"},
            **{f"tail_{number}": Markings.of(sites) for number, sites in enumerate(self.groups)},
        }  # fmt: skip
        exec(self.code, names)  # noqa: S102 - the code of Jinja's compiler
        names.update(BOUNDS, TemplateReference=_Blocks)
        return Bound(self, environment, names["root"], names["blocks"])


@dataclass(frozen=True)
class Bound:
    """A program with its environment."""

    program: Program
    environment: Environment
    root: Root = field(repr=False)
    blocks: Mapping[str, Any] = field(repr=False)

    def pieces(self, values: Mapping[str, Any], render: Render) -> Iterator[bytes]:
        """Yield the part in pieces, or whole if it has to be looked over.

        Raises:
            TemplateError: an expression cannot be evaluated; the message names the tag and where it stands.
        """
        program, looks = self.program, self.program.looks
        whole = render.check or looks.empty or looks.grid or not looks.proved
        pieces = self.run(values, render, MAX_WHOLE if whole else MAX_OUTPUT)
        if looks.empty or looks.grid:
            pieces = tidied(pieces, program.title, empty=looks.empty, grid=looks.grid)
        if render.check or not looks.proved:
            pieces = checked(pieces, program.title, render.additions.ids(program.part), looks.known)
        return pieces

    def run(self, values: Mapping[str, Any], render: Render, most: int = MAX_OUTPUT) -> Iterator[bytes]:
        """Yield the part in pieces, not looked over, of at most so many bytes.

        A piece is checked before it leaves: only values of plain bytes go through untouched.
        """
        program = self.program
        names = self.environment.globals
        context = new_context(self.environment, program.part, dict(self.blocks), dict(values), globals=names)
        context.state = state = render.begin(program.part, program.sites, program.spots)  # type: ignore[attr-defined]
        plain = PLAIN_IN_CELLS if program.part.startswith("xl/worksheets/") else PLAIN
        written, out = 0, state.out
        try:
            for _ in itertools.chain(self.root(context), (None,)):
                piece = _taken(out, 0, state, plain)
                written += len(piece)
                if written > most:
                    raise SecurityError(f"шаблон печатает больше {most >> 20} МБ")  # noqa: TRY301
                render.budget.look()
                yield piece
        except DocgenError:
            raise
        except Exception as error:
            raise failure(error, self._spot(error)) from error

    def _spot(self, error: BaseException) -> str:
        line = line_of(error, _FILE, min(self.program.lines, default=(0, 0))[0])
        at = max((pair for pair in self.program.lines if pair[0] <= line), default=(0, 0))[1]
        return str(self.program.spots[at]) if at else self.program.title


class _Blocks(Mapping[str, Any]):
    """The blocks of a template, by their names: `self.name()` prints one once more."""

    def __init__(self, context: Any) -> None:  # noqa: ANN401
        self._context = context

    def __iter__(self) -> Iterator[str]:
        return iter(self._context.blocks)

    def __len__(self) -> int:
        return len(self._context.blocks)

    def __getitem__(self, name: str) -> Callable[[], Markup]:
        block, state = self._context.blocks[name][0], self._context.state

        def printed() -> Markup:
            start = len(state.out)
            deque(block(self._context), 0)
            return Markup(_taken(state.out, start, state, PLAIN).decode())  # noqa: S704

        return printed


def _taken(out: list[bytes], start: int, state: State, plain: bytes) -> bytes:
    """Take from a list what has been put on it, its values resolved."""
    if b"".join(out[start + 1 :: 2]).translate(None, plain):
        out[start + 1 :: 2] = resolve_all(out[start + 1 :: 2], state, plain)
    piece = b"".join(out[start:] if start else out)
    del out[start:]
    return piece


def compiled(
    source: str, tags: list[Tag], part: str, title: str, environment: Environment, looks: Looks = _PROVED
) -> Program:
    """Compile the Jinja source of a part; tag N of it stands on the line N + 2.

    Raises:
        TemplateError: a tag is misspelt, not closed, or not allowed.
    """
    none = Spot(title, "", "")
    spots = (none, none, *(tag.spot for tag in tags))
    sites = (_NOWHERE, _NOWHERE, *(tag.site or _NOWHERE for tag in tags))
    shapes = frozenset(line for line, site in enumerate(sites) if site.kind in SHAPED)
    ready = frozenset(line for line, site in enumerate(sites) if site.kind == "ready")
    cells = {line: Place.of(site.run, site.paragraph) for line, site in enumerate(sites) if site.kind == "cell"}
    try:
        generator = ByteGenerator(environment, part, _FILE, shaped=shapes, ready=ready, cells=cells)
        generator.visit(environment._parse(source, part, _FILE))  # noqa: SLF001 - from_string would add its own compiler
        text = generator.source()
    except TemplateSyntaxError as error:
        known = 1 < error.lineno < len(spots)
        raise TemplateError(f"{spots[error.lineno] if known else title}: {reason(error)}") from error
    code = compile(text, _FILE, "exec")
    lines = tuple((at, line) for line, at in generator.debug_info)
    return Program(part, title, code, sites, spots, tuple(generator.groups), lines, looks)
