"""Recognises the requisites of a finished paper by what they say and where they stand, never by names of styles.

A paper is cut into parts: what comes before the first mark of an appendix, and every appendix. A line of a disposition is
`organisation`, `kind`, `date`, `place`, `title`, `preamble` (with the word of disposition in it, or `verb` by itself),
`point` (it has a number, or begins a sentence where points stand), `signature` or `below`. In any part lines are `mark`,
`stamp`, `title` and `text`; headings are `heading`; those of ruled tables `cell`; those without text have no role.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from docgen.rules.form import words
from docgen.rules.form.line import Line
from docgen.value import Value, replace

_HEAD = 40  # lines within which the word for the kind of a paper is looked for
_STAMP_LINES, _MARK_LINES = 8, 7
_LONG, _SHORT = 100, 200
_WIDEST_TITLE = 6


class Part(Value):
    """A part of a paper: the paper itself or an appendix.

    Attributes:
        lines: its lines with their roles.
        disposition: whether it is an order, a directive or a resolution.
        appendix: whether it begins with the mark of an appendix.
    """

    lines: tuple[Line, ...]
    disposition: bool = False
    appendix: bool = False

    def of(self, *roles: str) -> tuple[Line, ...]:
        """Return the lines that have one of the roles."""
        return tuple(line for line in self.lines if line.role in roles)

    @property
    def stamps(self) -> tuple[tuple[Line, ...], ...]:
        """The stamps: the lines of each, its word first."""
        return tuple(_blocks(self.lines))


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    for index, line in enumerate(lines):
        if line.role == "stamp" and words.STAMP.fullmatch(line.text):
            end = index + 1
            while end < len(lines) and lines[end].role == "stamp" and not words.STAMP.fullmatch(lines[end].text):
                end += 1
            yield lines[index:end]  # type: ignore[misc]


def parts_of(lines: Sequence[Line]) -> tuple[Part, ...]:
    """Cut the lines of a paper into parts and give them their roles."""
    starts = [index for index, line in enumerate(lines) if _begins_appendix(line)]
    kept = [start for n, start in enumerate(starts) if n == 0 or start - starts[n - 1] > 1]
    bounds = [0, *[start for start in kept if start], len(lines)]
    pieces = [lines[start:end] for start, end in pairwise(bounds)]
    return tuple(
        _part(piece, appendix=bool(kept) and start in kept) for piece, start in zip(pieces, bounds, strict=False)
    )


def _begins_appendix(line: Line) -> bool:
    return bool(
        words.MARK.fullmatch(line.text)
        and not line.ruled
        and (line.right or line.first)
        and not line.text.endswith(":")
    )


def _part(lines: Sequence[Line], *, appendix: bool) -> Part:
    roles = [_plain_role(line) for line in lines]
    _set_stamps(lines, roles)
    if appendix:
        _set_mark(lines, roles)
    kind = next((i for i, line in enumerate(lines[:_HEAD]) if not line.ruled and words.KIND.fullmatch(line.text)), None)
    if kind is not None and not appendix:
        _Disposition(lines, roles).set(kind)
    else:
        _set_title(lines, roles)
    named = tuple(replace(line, role=role) for line, role in zip(lines, roles, strict=True))
    return Part(named, disposition=kind is not None and not appendix, appendix=appendix)


def _plain_role(line: Line) -> str:
    if not line.text:
        return ""
    if line.ruled:
        return "cell"
    short_and_bold = len(line.text) < _SHORT and all(run.bold for run in line.paragraph.runs if run.text.strip())
    heading = line.paragraph.level is not None or (
        short_and_bold and line.paragraph.align == "center" and line.spot is None
    )
    return "heading" if heading else "text"


def _set_stamps(lines: Sequence[Line], roles: list[str]) -> None:
    """Give stamps their role: the word and what goes on under it in the same column, until a line that ends it."""
    for index, line in enumerate(lines):
        if roles[index] not in ("text", "heading") or not words.STAMP.fullmatch(line.text):
            continue
        roles[index] = "stamp"
        for below in range(index + 1, min(index + _STAMP_LINES, len(lines))):
            other = lines[below]
            if not other.text and roles[below - 1] == "stamp" and _ends_stamp(lines[below - 1].text):
                break
            if not other.text:
                continue
            if not _beside(line, other) or roles[below] not in ("text", "heading") or words.STAMP.fullmatch(other.text):
                break
            roles[below] = "stamp"
            if _ends_stamp(other.text):
                break


def _ends_stamp(text: str) -> bool:
    return bool(words.DATE.search(text) or "20__" in text.replace(" ", "")) and "отокол" not in text[-12:]


def _beside(line: Line, other: Line) -> bool:
    """Tell whether a line goes on in the column of another."""
    if line.spot or other.spot:
        return bool(line.spot and other.spot and line.spot.table == other.spot.table
                    and line.spot.column == other.spot.column)  # fmt: skip
    return line.right == other.right and len(other.text) < _SHORT and other.paragraph.align != "center"


def _set_mark(lines: Sequence[Line], roles: list[str]) -> None:
    first = next(index for index, line in enumerate(lines) if _begins_appendix(line))
    roles[first] = "mark"
    for index in range(first + 1, min(first + _MARK_LINES, len(lines))):
        if roles[index] == "stamp" or not lines[index].text:
            continue
        if not _beside(lines[first], lines[index]) or roles[index] == "cell":
            break
        if not lines[first].right and not words.DATE.search(lines[index].text):
            break
        roles[index] = "mark"


def _set_title(lines: Sequence[Line], roles: list[str]) -> None:
    """The title is the first lines in the middle of the sheet that no stamp and no mark has taken."""
    begun = False
    for index, line in enumerate(lines):
        if roles[index] in ("mark", "stamp", "") and not begun:
            continue
        if line.paragraph.align != "center" or roles[index] == "cell" or line.paragraph.number or line.text == "":
            break
        roles[index], begun = "title", True


class _Disposition:
    """Gives roles to the lines of a disposition, in one pass from the top."""

    def __init__(self, lines: Sequence[Line], roles: list[str]) -> None:
        self._lines, self._roles = lines, roles

    def set(self, kind: int) -> None:
        self._roles[kind] = "kind"
        for index in range(kind):
            self._name(index, self._above(index))
        verb = next((i for i in range(kind + 1, len(self._lines)) if self._is_verb(i)), None)
        begin = verb if verb is not None else self._first_point(kind + 1)
        body = self._first_of_text(kind + 1, begin)
        for index in range(kind + 1, body):
            self._name(index, self._under(index))
        end = self._signature(begin + 1 if verb is not None else begin)
        for index in range(body, begin):
            self._name(index, "preamble")
        if verb is not None:
            alone = words.VERB.match(self._lines[verb].text)
            self._name(verb, "verb" if alone else "preamble")
        for index in range(begin + (verb is not None), end):
            self._name(index, "point" if self._is_point(index) else "more")
        self._below(end)

    def _name(self, index: int, role: str) -> None:
        if self._roles[index] in ("text", "heading"):
            self._roles[index] = role

    def _above(self, index: int) -> str:
        text = self._lines[index].text
        if words.DATE_LINE.fullmatch(text):
            return "date"
        return "place" if words.PLACE.fullmatch(text) else "organisation"

    def _under(self, index: int) -> str:
        text = self._lines[index].text
        if words.DATE_LINE.fullmatch(text) or (len(text) < _LONG and words.DATE.match(text.removeprefix("от "))):
            return "date"
        if words.PLACE.fullmatch(text):
            return "place"
        about = text.startswith(("О ", "Об ", "Обо ", "«", '"'))
        centred = self._lines[index].paragraph.align == "center"
        titled = any(role == "title" for role in self._roles[:index])
        if words.ORGANISATION.search(text) and not about and centred and not titled:
            return "organisation"
        return "title"

    def _is_verb(self, index: int) -> bool:
        line = self._lines[index]
        return self._roles[index] in ("text", "heading") and bool(words.VERB.search(line.text))

    def _is_point(self, index: int) -> bool:
        line = self._lines[index]
        return bool(line.paragraph.number or line.typed_number)

    def _first_point(self, start: int) -> int:
        return next(
            (i for i in range(start, len(self._lines)) if self._is_point(i) and self._roles[i] == "text"),
            len(self._lines),
        )

    def _first_of_text(self, start: int, end: int) -> int:
        """Return where the text begins: at the preamble, else behind what can still be the title."""
        titles = 0
        for index in range(start, end):
            line = self._lines[index]
            if not line.text or self._roles[index] == "cell" or line.spot is not None:
                continue
            set_as_text = line.paragraph.align == "both" and line.paragraph.layout.first > 0 and len(line.text) > _LONG
            if words.PREAMBLE.match(line.text) or set_as_text or titles > _WIDEST_TITLE:
                return index
            titles += self._under(index) == "title"
        return end

    def _signature(self, start: int) -> int:
        """Give the lines of signatures their role; return the first of them, or the end of the part."""
        found = [
            i for i in range(start, len(self._lines)) if self._roles[i] in ("text", "heading") and self._is_signed(i)
        ]
        if not found:
            below = (i for i in range(start, len(self._lines)) if words.BELOW.match(self._lines[i].text))
            return next(below, len(self._lines))
        first = found[0]
        spot = self._lines[first].spot
        while first > start and self._belongs(first - 1, spot):
            first -= 1
        last = found[0]
        for index in found[1:]:
            if any(words.BELOW.match(self._lines[i].text) for i in range(last, index)):
                break
            last = index
        for index in range(first, last + 1):
            self._name(index, "signature")
        return first

    def _belongs(self, index: int, spot: object) -> bool:
        """Tell whether a line above a name is the position of the one who signs."""
        line = self._lines[index]
        if spot is not None:
            return line.spot is not None and line.spot.table == spot.table and bool(line.text)  # type: ignore[attr-defined]
        return (
            bool(words.POSITION.match(line.text)) and len(line.text) < _SHORT and not self._is_point(index)
            and not line.text.endswith((".", ";"))
        )  # fmt: skip

    def _is_signed(self, index: int) -> bool:
        line, text = self._lines[index], self._lines[index].text.rstrip(" _")
        if self._is_point(index) or len(text) > _SHORT or words.BELOW.match(text):
            return False
        if words.FULL_NAME.fullmatch(text) and line.spot is None and not line.right:
            return False  # so begins the mark of the executor
        if words.NAME.fullmatch(text):
            return (
                line.spot is not None
                or line.right
                or line.paragraph.align != "both"
                or line.paragraph.layout.first == 0
            )
        starts = bool(words.POSITION.match(text))
        apart = any(sign in line.paragraph.text for sign in ("\t", "   ", "__"))
        return (starts or apart) and (bool(words.ENDS_WITH_NAME.search(text)) or (starts and "__" in line.text))

    def _below(self, start: int) -> None:
        for index in range(start, len(self._lines)):
            self._name(index, "below")
