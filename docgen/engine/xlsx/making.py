"""A sheet of a workbook made ready: cells with tags, rows that repeat, and what has to follow them.

In a sheet `{%tr … %}` stands for the row that it is typed in, as in a table of Word. A cell of one tag takes the type
of its value; a cell with other words around a tag is a text.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from lxml import etree

from docgen.engine.dialect import jinja
from docgen.engine.mending import MARK, alive, mend
from docgen.engine.placing import mark, put_after, put_before, replace_by_text
from docgen.engine.spot import Spot
from docgen.engine.tag import Dialect, Tag, refuse
from docgen.engine.xlsx.cells import TYPED, Cells, place_of, words_of
from docgen.engine.xlsx.followers import Followers, own_row
from docgen.engine.xlsx.footing import spares
from docgen.engine.xlsx.formula import guarded
from docgen.engine.xlsx.rows import Frame
from docgen.engine.xlsx.sheet import Sheet
from docgen.engine.xlsx.sml import s
from docgen.engine.xlsx.styles import Styles
from docgen.engine.xlsx.surroundings import FORMULAS, follow, sparklines
from docgen.errors import TemplateError

_LONG = 50  # rows
_TYPED = re.compile(rf'" {TYPED}="(\ue000tag\d+\ue001)"\s*/>')


def ready(
    root: etree._Element,
    name: str,
    part: str,
    strings: Sequence[etree._Element],
    styles: Styles,
    dialect: Dialect,
    moving: Collection[str] | None = None,
    spans: Sequence[tuple[int, int]] = (),
) -> Sheet | None:
    """Make a sheet ready; None if no tag stands on it or, for a sheet without tags, no formula.

    Args:
        root: the sheet's part, which is changed.
        name: the name of the sheet.
        part: what messages call it.
        strings: the shared strings.
        styles: the styles of its cells.
        dialect: the delimiters of tags.
        moving: the sheets whose rows can move, if sheets without tags are asked for.
        spans: rows of which one has to stay: see `footing`.

    Raises:
        TemplateError: a tag is not closed, a row of a control tag holds other text, or the sheet is damaged.
    """
    _inline(root, part, strings)
    tags = mend(root, part, dialect)
    refuse(tags)
    wanted = bool(tags) if moving is None else not tags and any(True for _ in root.iter(s("f"), *FORMULAS))
    return _Making(root, name, part, tags, styles, moving).sheet(spans) if wanted else None


def _damaged(place: str) -> TemplateError:
    """Return the error of a number that is none, of a string, style or formula that is not there."""
    return TemplateError(f"{place}: лист повреждён; откройте книгу в Excel и сохраните её заново")


def _inline(root: etree._Element, part: str, strings: Sequence[etree._Element]) -> None:
    """Put shared strings that hold tags into their cells."""
    for cell in root.iter(s("c")):
        if cell.get("t") != "s":
            continue
        number = cell.findtext(s("v")) or "0"
        if not number.isdecimal() or int(number) >= len(strings):
            raise _damaged(f"{part}, ячейка {cell.get('r')}")
        string = strings[int(number)]
        if "{" in words_of(string):
            inline = copy.deepcopy(string)
            inline.tag = s("is")
            for phonetic in inline.findall(s("rPh")):
                inline.remove(phonetic)
            cell[:] = [inline]
            cell.set("t", "inlineStr")


class _Making:
    def __init__(
        self, root: etree._Element, name: str, part: str, tags: list[Tag], styles: Styles,
        moving: Collection[str] | None,
    ) -> None:  # fmt: skip
        self._root, self._name, self._part, self._tags = root, name, part, tags
        self._followers = Followers(moving)
        self._cells = Cells(name, tags, self._followers, styles)
        data = root.find(s("sheetData"))
        self._data = data if data is not None else etree.SubElement(root, s("sheetData"))

    def sheet(self, spans: Sequence[tuple[int, int]]) -> Sheet:
        """Return the sheet made ready; ``spans``: rows of which one has to stay."""
        rows = list(self._numbered())
        found = {number: [int(one) for one in MARK.findall(words_of(row))] for number, row in rows}
        control = {number: [one for one in tags if self._tags[one].prefix == "tr"] for number, tags in found.items()}
        blocks = {number: [self._tags[one] for one in tags] for number, tags in control.items()}
        own = ((area.top, area.end) for _, area in sparklines(self._root))
        kept = spares(dict(rows), blocks, dict.fromkeys((*spans, *own)))
        first = min((number for number, found in control.items() if found), default=None)
        present = [number for number, _ in rows if not control[number]]
        loops = self._loops([(number, control[number]) for number, _ in rows])
        still = max((number for number in present if first is None or number < first), default=0)
        previous = 0
        plain = {number for number, row in rows if not (found[number] or row.find(f"{s('c')}/{s('f')}") is not None)}
        for alike, some in groupby(rows, key=lambda row: row[0] in plain and row[0] > still):
            run = list(some)
            if alike and len(run) > _LONG:
                self._together(run, run[0][0] - previous - 1)
                previous = run[-1][0]
                continue
            for number, row in run:
                if control[number]:
                    self._control(row, control[number], kept.get(number, ()))
                elif number > still or number not in plain:
                    self._row(row, number, number - previous - 1, moving=number > still)
                previous = number
        if first is not None:
            follow(self._root, self._followers)
        for formula in self._root.iter(*FORMULAS):
            formula.text = self._followers.formula(guarded(formula.text or "", self._tags))
        for dimension in self._root.findall(s("dimension")):
            self._root.remove(dimension)
        xml = Followers.serialized(self._root)
        source, tags = jinja(_TYPED.sub(r"\1", xml), self._tags)
        return Sheet(self._name, source, tags, Frame(loops, present), still, self._followers.items)

    def _numbered(self) -> Iterator[tuple[int, etree._Element]]:
        number = 0
        for row in list(self._data.iterchildren(s("row"))):
            written = row.get("r") or str(number + 1)
            if not written.isdecimal() or int(written) <= number:
                raise _damaged(f"{self._part}, строка {written}")
            number = int(written)
            yield number, row

    def _refusewords_of(self, row: etree._Element, controls: Sequence[int]) -> None:
        left = MARK.sub("", words_of(row)).strip()
        values = [tag for tag in map(int, MARK.findall(words_of(row))) if tag not in controls]
        if left or values:
            spot = self._tags[controls[0]].spot
            raise TemplateError(f"{spot}: строка с тегом {{%tr … %}} исчезает, а в ней есть и другое; перенесите его")

    def _loops(self, rows: Sequence[tuple[int, list[int]]]) -> Mapping[int, tuple[int, ...]]:
        """Return the loops around every row; each tells of its turns, if formulas ask for them."""
        around: list[int] = []
        found: dict[int, tuple[int, ...]] = {}
        for number, controls in rows:
            for one in controls:
                code = self._tags[one].code
                if code.startswith("for ") or code == "for":
                    around.append(one)
                elif code.startswith("endfor") and around:
                    around.pop()
            if not controls and around:
                found[number] = tuple(around)
        if next(self._root.iter(s("f"), *FORMULAS), None) is not None:  # turns matter to formulas alone
            for one in {loop for loops in found.values() for loop in loops}:
                self._tags[one].code += f" %}}{{% set _turn = _rows | _enter({one}) "
        return found

    def _control(
        self, row: etree._Element, tags: Sequence[int], kept: Sequence[tuple[int, int, etree._Element]]
    ) -> None:
        """Put the tags of a row in its place, behind them the rows that stay when all others have vanished."""
        self._refusewords_of(row, tags)
        for top, bottom, spare in kept:
            row.addnext(spare)
            put_before(spare, self._cells.tag("block", f"if _rows | _gone({top}, {bottom})", self._spot(top)))
            self._row(spare, top, 0, moving=True)
            put_after(spare, self._cells.tag("block", "endif", self._spot(top)))
        replace_by_text(row, "".join(map(mark, tags)))

    def _together(self, rows: Sequence[tuple[int, etree._Element]], gap: int) -> None:
        """Let a long run of rows without tags move as one: as many tags as it has cells would be slow to compile."""
        top, bottom = rows[0][0], rows[-1][0]
        spaces: Any = self._data.nsmap
        shell, place = etree.Element(self._data.tag, nsmap=spaces), etree.Element("place")
        rows[0][1].addprevious(place)
        for number, row in rows:
            row.set("r", own_row(number - top))
            column = 0
            for cell in row.iterchildren(s("c")):
                letters, column = place_of(cell, column)
                cell.set("r", f"{letters}{own_row(number - top)}")
            shell.append(row)
        text = alive(Followers.serialized(shell)).partition(">")[2].rpartition("</")[0]
        begin = self._cells.tag("block", f"set _r = _rows | _run({top}, {bottom}, {gap})", self._spot(top))
        number_of = self._cells.tag("value", "_r", self._spot(top))
        replace_by_text(place, begin + self._followers.later("each", (text,), top, number_of))

    def _spot(self, number: int) -> Spot:
        return Spot(self._name, "", f"строка {number}")

    def _row(self, row: etree._Element, number: int, gap: int, *, moving: bool) -> None:
        """Give a row and its cells the number that they get when the sheet is filled."""
        spot, at = self._spot(number), str(number)
        if moving:
            put_before(row, self._cells.tag("block", f"set _r = _rows | _row({number}, {gap})", spot))
            at = self._cells.tag("value", "_r", spot)
        row.set("r", at)
        column = 0
        for cell in row.iterchildren(s("c")):
            letters, column = place_of(cell, column)
            cell.set("r", f"{letters}{at if not moving else self._cells.tag('value', '_r', spot)}")
            try:
                self._cells.typed(cell)
                self._cells.formula(cell, letters, number, moving=moving)
            except (ValueError, LookupError) as error:
                raise _damaged(f"{self._part}, ячейка {letters}{number}") from error
