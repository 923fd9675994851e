"""The header of a table: where it stands under titles and stamps, its rows, the numbers of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.folding import fold
from docgen.regex import regex
from docgen.tables.line import Line, is_figure

NUMBER_HEADINGS = frozenset({"№", "№_п/п", "№_пп", "№п/п", "№_п.п.", "№_п.п", "№п.п.", "n_п/п", "п/п", "п.п.", "№№"})
"""Headings of the column of numbers, which is skipped: Word numbers the rows itself."""

_STAMP = regex(r"(?:утвержд|согласован|принят[оа]?\b|рассмотрен|приложени|протокол|приказ|от «|«_)", re.IGNORECASE)
_COLUMN_NUMBER = regex(r"\(?(?:гр(?:\.|афа)?\s*)?(\d{1,2})\)?[.)]?(?:\s*[=(].*)?", re.IGNORECASE)
_LETTERS = ("абвгд", "abcde")
_YEARS = range(1900, 2200)
_SHARE = 0.6  # of the columns, a row of headings fills at least
_FEW = 3


class Header(NamedTuple):
    """The header of a table.

    Attributes:
        at: how many of the first lines stand above it.
        size: how many lines it takes.
        headings: by column; empty where a column has none.
    """

    at: int
    size: int
    headings: tuple[str, ...]

    @property
    def columns(self) -> frozenset[int]:
        """The columns that have a heading."""
        return frozenset(at for at, heading in enumerate(self.headings) if heading)

    @property
    def counting(self) -> frozenset[int]:
        """The columns of numbers."""
        return frozenset(at for at, heading in enumerate(self.headings) if fold(heading) in NUMBER_HEADINGS)


def found(lines: Sequence[Line]) -> Header | None:
    """Return the header of a sheet that begins with these lines; None if all of them are empty."""
    filled = [at for at, line in enumerate(lines) if line.own]
    if not filled:
        return None
    width = max(len(lines[at].own) for at in filled)
    stamped = False
    first = filled[0]
    for number, at in enumerate(filled):
        line = lines[at]
        below = [lines[other] for other in filled[number + 1 :]]
        stamp = len(line.own) < width and any(_STAMP.match(word) for word in line.words)
        if width == 1 or (not stamp and _is_header(line, below, width, stamped=stamped, top=not number)):
            first = at
            break
        stamped = stamped or stamp
    size, headings = _joined(lines[first:])
    return Header(first, size, headings)


def _is_header(line: Line, below: Sequence[Line], width: int, *, stamped: bool, top: bool) -> bool:
    own = line.own
    if _counts_rows(line):
        return True
    if any(_counts_rows(other) and len(other.own) > len(own) for other in below):
        return False
    texts = sum(isinstance(line.values[at], str) and not is_figure(line.values[at]) for at in own)
    years = sum(word.isdecimal() and int(word) in _YEARS for word in (line.words[at] for at in own))
    wide = len(own) >= min(width, _FEW) if stamped else len(own) > 1
    rich = any(len(other.own) > 1 for other in below)
    return (
        wide
        and rich
        and texts > 0
        and (_all_headings(line, texts + years) or (top and len(own) == width))
        and line.covered >= _SHARE * width
    )


def _counts_rows(line: Line) -> bool:
    return any(fold(line.words[at]) in NUMBER_HEADINGS for at in line.own)


def _all_headings(line: Line, texts: int) -> bool:
    """Tell whether all cells are words, and none of them asks for what stands beside it: «Учреждение:»."""
    return texts == len(line.own) and not any(word.endswith(":") for word in line.words)


def _joined(lines: Sequence[Line]) -> tuple[int, tuple[str, ...]]:
    """Return of how many lines a header is and its headings: `организация` over `наименование` with a point between."""
    size, heads = 1, list(lines[0].words)
    spans = dict(lines[0].spans)
    for line in lines[1:]:
        under = {column for at, span in spans.items() for column in range(at, at + span)}
        own = line.own
        if not own or not under.issuperset(own) or any(is_figure(line.values[at]) for at in own):
            break
        words, width = line.words, max(len(heads), len(line.values))
        heads += [""] * (width - len(heads))
        for at, span in spans.items():
            heads[at : at + span] = [heads[at]] * span
        for at in own:
            heads[at] = f"{heads[at]}.{words[at]}" if heads[at] else words[at]
        for at in under.difference(own):
            if at not in line.above and not any(start <= at < start + line.spans.get(start, 1) for start in own):
                heads[at] = heads[at] if at in spans else ""
        size, spans = size + 1, dict(line.spans)
        if not spans:
            break
    return size, tuple(heads)


def is_numbering(line: Line, columns: frozenset[int]) -> bool:
    """Tell whether a line numbers the columns: 1 2 3 4, А Б 1 2, 1 2 3=1+2."""
    own = line.own
    if len(own) < 2 or len(columns.difference(own)) > (len(columns) > _FEW):  # noqa: PLR2004
        return False
    letters, wanted = 0, 1
    for at in own:
        word = line.words[at].lower()
        if wanted == 1 and letters < len(_LETTERS[0]) and word in {signs[letters] for signs in _LETTERS}:
            letters += 1
            continue
        match = _COLUMN_NUMBER.fullmatch(word)
        if not match or int(match[1]) != wanted:
            return False
        wanted += 1
    return wanted > 1 or letters == len(own)


def is_doubtful_numbering(line: Line, below: Sequence[Line]) -> bool | None:
    """Tell whether a line that counts 1 2 3 may be a record as well; None if it is one.

    Above texts it numbers the columns. Above figures it may be a record of figures; in two columns it is one.
    """
    wide = len(line.own) > 2  # noqa: PLR2004
    own = [other for other in below if other.own]
    if any(not is_figure(line.values[at]) for at in line.own) or any(
        isinstance(other.values[at], str) and not is_figure(other.values[at]) for other in own for at in other.own
    ):
        return False
    if not own:
        return False if wide else None
    return True if wide else None


def titles(lines: Sequence[Line], header: Header) -> Iterator[tuple[int, int, str]]:
    """Yield the line, the column and the words of what stands above the header."""
    for line in lines[: header.at]:
        if own := line.own:
            yield line.number, own[0], " ".join(line.words[at] for at in own)
