"""Prose: Markdown read into blocks that templates can loop over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from docgen.model.faults import fault
from docgen.model.text import Piece, Reference, Run, Text, scalar

MAX_HEADING = 3
MAX_LIST_DEPTH = 3
# CommonMark eats these; normative prose means them to the letter.
_LITERAL = ["entity", "code", "fence", "backticks", "autolink", "html_inline", "html_block", "image", "link",
            "reference", "lheading", "hr", "blockquote"]  # fmt: skip
# `\{` must outlive Markdown's own escapes, which would hand us a bare brace: a private character holds its place.
_GUARD = str.maketrans({"\ue0f0": "\\{", "\ue0f1": "\\}"})
_ESCAPED = re.compile(r"\\([{}])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    kind: ClassVar[str] = "заголовок"

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    kind: ClassVar[str] = "абзац"

    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list.

    Attributes:
        level: depth, 1 to 3.
        numbered: whether Word numbers it; otherwise it carries a dash.
        follows: whether it is a further paragraph of the item before it, without a mark of its own.
        text: the text.
    """

    level: int
    numbered: bool
    text: Text
    follows: bool = False


class Items(tuple[Item, ...]):  # noqa: SLOT001
    """The items of one list, nested ones flattened in order; ``start`` is the number of the first."""

    start: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with everything nested in it."""

    kind: ClassVar[str] = "список"

    items: Items


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as Markdown has it: a header and rows of texts."""

    kind: ClassVar[str] = "таблица"

    header: tuple[Text, ...]
    body: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Inserted:
    """A block that a reference has put here: a document, a table. ``value`` is what a template prints."""

    kind: ClassVar[str] = "вставка"

    value: object


Block = Heading | Paragraph | Listing | Rows | Inserted


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown as blocks."""

    blocks: tuple[Block, ...]

    def __bool__(self) -> bool:
        return bool(self.blocks)

    def __str__(self) -> str:
        return "\n".join(str(text) for text in self.texts())

    def texts(self) -> Iterator[Text]:
        """Yield every text of the prose in order."""
        for block in self.blocks:
            match block:
                case Heading(text=text) | Paragraph(text=text):
                    yield text
                case Listing(items=items):
                    yield from (item.text for item in items)
                case Rows(header=header, body=body):
                    yield from header
                    for row in body:
                        yield from row

    @classmethod
    def parse(cls, source: str) -> Prose:
        """Read Markdown; what it cannot hold (a heading of level 4, a list too deep) is refused."""
        guarded = _ESCAPED.sub(lambda match: "\ue0f0" if match[1] == "{" else "\ue0f1", source)
        return cls(tuple(_Reader(_markdown().parse(guarded)).blocks()))

    @classmethod
    def read(cls, value: object) -> Prose:
        """Make prose of a text or of a list, lists in it nested; `{дословно: …}` is one paragraph, untouched."""
        if isinstance(value, Prose):
            return value
        if isinstance(value, dict):
            return cls((Paragraph(Text.read(value)),))
        if isinstance(value, list | tuple):
            return cls((Listing(Items(_dashes(value, 1))),))
        return cls.parse(scalar(value))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [Text.__get_pydantic_json_schema__(schema, handler), {"type": "array"}]}


def _dashes(values: Sequence[object], level: int) -> Iterator[Item]:
    if level > MAX_LIST_DEPTH:
        raise fault("список", f"список глубже {MAX_LIST_DEPTH} уровней", "Разбейте его на части")
    for value in values:
        if isinstance(value, list | tuple):
            yield from _dashes(value, level + 1)
        else:
            yield Item(level, numbered=False, text=Text.read(value))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").disable(_LITERAL)


class _Reader:
    """Turns the tokens of markdown-it into blocks."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._tokens):
            token = self._next()
            match token.type:
                case "heading_open":
                    level = int(token.tag[1:])
                    if level > MAX_HEADING:
                        raise fault("заголовок", f"заголовков уровня {level} нет", "Можно: #, ## и ###")
                    yield Heading(level, _inline(self._next()))
                case "paragraph_open":
                    yield Paragraph(_inline(self._next()))
                case "bullet_list_open" | "ordered_list_open":
                    yield from _lists(tuple(self._items(token, 1)), int(token.attrs.get("start", 1)))
                case "table_open":
                    yield self._table()

    def _items(self, opening: Token, level: int) -> Iterator[Item]:
        if level > MAX_LIST_DEPTH:
            raise fault("список", f"список глубже {MAX_LIST_DEPTH} уровней", "Разбейте его на части")
        numbered = opening.type == "ordered_list_open"
        first = True
        while (token := self._next()).type != opening.type.replace("open", "close"):
            match token.type:
                case "list_item_open":
                    first = True
                case "paragraph_open":
                    yield Item(level, numbered, _inline(self._next()), follows=not first)
                    first = False
                case "bullet_list_open" | "ordered_list_open":
                    yield from self._items(token, level + 1)
                case "heading_open" | "table_open":
                    raise fault(
                        "список", "в пункте списка не может быть заголовка или таблицы", "Вынесите их из списка"
                    )

    def _table(self) -> Rows:
        rows: list[tuple[Text, ...]] = []
        cells: list[Text] = []
        while (token := self._next()).type != "table_close":
            if token.type == "inline":
                cells.append(_inline(token))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        return Rows(rows[0], tuple(rows[1:]))


def _lists(items: Sequence[Item], start: int) -> Iterator[Listing]:
    """Yield a list in parts of one numbering each: numbers under a dash begin anew under the next dash."""
    group: list[Item] = []
    for item in items:
        counted = [other.level for other in group if other.numbered]
        begins = item.numbered and group and all(level > item.level for level in counted)
        ends = not item.numbered and counted and all(level > item.level for level in counted)
        if not item.follows and (begins or ends):
            yield _list(group, start)
            group = []
        group.append(item)
    yield _list(group, start)


def _list(items: Sequence[Item], start: int) -> Listing:
    found = Items(items)
    found.start = start if items[0].level == 1 else 1
    return Listing(found)


def _inline(token: Token) -> Text:
    """Read emphasis and references of one paragraph; a reference keeps its line."""
    line = token.map[0] if token.map else 0
    pieces: list[Piece] = []
    bold = italic = 0
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "softbreak":
                line += 1
                pieces.append(Run(" ", bool(bold), bool(italic)))
            case "hardbreak":
                line += 1
                pieces.append(Run("\n", bool(bold), bool(italic)))
            case _:
                source = child.content.translate(_GUARD)
                pieces += Text.parse(source, line, bold=bool(bold), italic=bool(italic)).pieces
    return Text(tuple(_joined(pieces)))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join neighbouring runs of the same look, so that typography sees whole phrases."""
    held: Run | None = None
    for piece in pieces:
        if not isinstance(piece, Run):
            if held:
                yield held
            held = None
            yield piece
        elif held and (held.bold, held.italic) == (piece.bold, piece.italic):
            held = Run(held.text + piece.text, held.bold, held.italic)
        else:
            if held:
                yield held
            held = piece
    if held:
        yield held


def sole_reference(text: Text) -> Reference | None:
    """Return the reference that a text consists of, if it is nothing else."""
    match text.pieces:
        case (Reference() as reference,):
            return reference
    return None
