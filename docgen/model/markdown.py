"""Markdown read into blocks: CommonMark with tables, without what normative prose means to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from docgen.model import emphasis
from docgen.model.blocks import Block, Heading, Item, Items, Listing, Paragraph, Rows
from docgen.model.faults import fault
from docgen.model.text import Link, Piece, Reference, Run, Text
from docgen.regex import regex
from docgen.value import replace

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_HEADING = 3
MAX_LIST_DEPTH = 3
# CommonMark eats these; normative prose means them to the letter.
_LITERAL = ["entity", "code", "fence", "backticks", "autolink", "html_inline", "html_block", "image",
            "reference", "lheading", "hr", "blockquote"]  # fmt: skip
# `\{` must outlive Markdown's own escapes, which would hand us a bare brace: a private character holds its place.
_GUARD = str.maketrans({"\ue0f0": "\\{", "\ue0f1": "\\}"})
_ADDRESS = regex(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)  # other links stay as they are typed
_ESCAPED = regex(r"\\([{}])")
_RULE = regex(r"^(?=[ \t]*([*-])(?:[ \t]*\1){2,}[ \t]*$)([ \t]*)", re.MULTILINE)  # `* * *` would be lists in lists
_BAR = regex(r"(?<!\\)\|")


def blocks(source: str, *, quotes: bool = False) -> tuple[Block, ...]:
    """Return the blocks of a text; what they cannot hold (a heading of level 4, a list too deep) is refused.

    Args:
        source: the Markdown.
        quotes: whether `>` marks a paragraph; elsewhere it is a sign like any other.
    """
    guarded = _ESCAPED.sub(lambda match: "\ue0f0" if match[1] == "{" else "\ue0f1", source)
    guarded = _RULE.sub(r"\2\\", guarded) if "* *" in guarded or "- -" in guarded else guarded
    return tuple(_Reader(_markdown(quotes).parse(guarded), guarded).blocks())


@cache
def _markdown(quotes: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt  # loaded by the first text

    literal = [rule for rule in _LITERAL if not (quotes and rule == "blockquote")]
    parser = MarkdownIt("commonmark").enable("table").disable(literal)
    parser.inline.ruler.at("emphasis", emphasis.emphasis)
    parser.inline.ruler.at("escape", emphasis.escape)
    parser.validateLink = _is_address  # type: ignore[method-assign]
    return parser


def _is_address(url: str) -> bool:
    return bool(_ADDRESS.match(url))


class _Reader:
    """Turns the tokens of markdown-it into blocks."""

    def __init__(self, tokens: Sequence[Token], source: str) -> None:
        self._tokens = tokens
        self._lines = source.split("\n")
        self._at = 0
        self._quoted = False

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
                    text, bare = _without_sign(_inline(self._next()))
                    yield Heading(level, text, bare)
                case "paragraph_open":
                    yield Paragraph(_inline(self._next()), quoted=self._quoted)
                case "blockquote_open" | "blockquote_close":
                    self._quoted = token.nesting > 0
                case "bullet_list_open" | "ordered_list_open":
                    yield from _lists(tuple(self._items(token, 1)), int(token.attrs.get("start", 1)))
                case "table_open":
                    yield self._table()

    def _items(self, opening: Token, level: int) -> Iterator[Item]:
        if level > MAX_LIST_DEPTH:
            raise fault("список", f"список глубже {MAX_LIST_DEPTH} уровней", "Разбейте его на части")
        numbered = opening.type == "ordered_list_open"
        first = True
        numbers: list[str] = []
        while (token := self._next()).type != opening.type.replace("open", "close"):
            match token.type:
                case "list_item_open":
                    first = True
                    numbers.append(token.info)
                case "list_item_close" if first:  # an item without a text still has its number
                    yield Item(level, numbered, Text(()))
                case "paragraph_open":
                    yield Item(level, numbered, _inline(self._next()), follows=not first)
                    first = False
                case "bullet_list_open" | "ordered_list_open":
                    yield from self._items(token, level + 1)
                case "heading_open" | "table_open":
                    raise fault(
                        "список", "в пункте списка не может быть заголовка или таблицы", "Вынесите их из списка"
                    )

        if numbered:
            _refuse_other_numbers(numbers, 1 if level > 1 else None)

    def _table(self) -> Rows:
        rows: list[tuple[Text, ...]] = []
        cells: list[Text] = []
        line = ""
        while (token := self._next()).type != "table_close":
            if token.type == "inline":
                cells.append(_inline(token))
            elif token.type == "tr_open" and token.map:
                line = self._lines[token.map[0]]
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                if len(_cells(line)) > len(rows[0]):
                    raise fault("таблица", f"в строке таблицы ячеек больше, чем в шапке: «{line.strip()}»",
                                r"Добавьте графу в шапку; знак | в тексте пишут \|")  # fmt: skip
                cells = []
        return Rows(rows[0], tuple(rows[1:]))


def _cells(line: str) -> Sequence[str]:
    """Return the cells of a row as they are typed."""
    return _BAR.split(line.strip().removeprefix("|").removesuffix("|"))


def _refuse_other_numbers(numbers: Sequence[str], first: int | None) -> None:
    """Refuse numbers of a list that Word will not count so: 1, 3; 05; the same number everywhere counts as it does.

    Args:
        numbers: those of the list's items, as typed.
        first: what the list must begin with; None if it may begin with any.
    """
    begins = int(numbers[0]) if first is None else first
    counted = [str(begins + place) for place in range(len(numbers))]
    typed = next((pair for pair in zip(numbers, counted, strict=True) if pair[0] != pair[1]), None)
    if typed and not (set(numbers) == {"1"} and begins == 1):
        raise fault("список", f"в списке на месте номера {typed[1]} набран {typed[0]}",
                    rf"Исправьте номер; если это не список, напишите {typed[0]}\.")  # fmt: skip


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
    address = ""
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "link_open":
                address = str(child.attrs.get("href", ""))
            case "link_close":
                address = ""
            case _ if address:
                broken = child.type in ("softbreak", "hardbreak")
                line += broken
                source = " " if broken else child.content.translate(_GUARD)
                inside = Text.parse(source, line, bold=bool(bold), italic=bool(italic)).pieces
                pieces += [Link(p.text, address, p.bold, p.italic) if isinstance(p, Run) else p for p in inside]
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


def _without_sign(text: Text) -> tuple[Text, bool]:
    """Return a heading without the sign `{-}` at its end, and whether it stood there."""
    match text.pieces:
        case (*front, Run(text=words) as run, Reference(words=("-",))):
            return replace(text, pieces=(*front, replace(run, text=words.rstrip()))), True
    return text, False


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
