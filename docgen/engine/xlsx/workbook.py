"""A workbook as a template: its sheets and whatever follows their rows, compiled once, filled for every document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from jinja2 import Environment
from lxml import etree

from docgen.engine.archive import Writer
from docgen.engine.dialect import jinja
from docgen.engine.gate import checked
from docgen.engine.mending import alive, mend
from docgen.engine.package import TYPES, related, relations, relations_of
from docgen.engine.program import Bound, compiled
from docgen.engine.render import Render
from docgen.engine.tag import Dialect, refuse
from docgen.engine.wml import parse
from docgen.engine.xlsx.followers import ANYWHERE, PARTS, Follower, Followers, settled
from docgen.engine.xlsx.footing import Footings, footings
from docgen.engine.xlsx.formula import guarded, literal, number
from docgen.engine.xlsx.making import ready
from docgen.engine.xlsx.rows import Rows
from docgen.engine.xlsx.sheet import Sheet
from docgen.engine.xlsx.sml import s
from docgen.engine.xlsx.styles import Styles
from docgen.errors import TemplateError
from docgen.value import Value

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FILTERS: Mapping[str, Callable[..., Any]] = {
    "_row": Rows.next, "_run": Rows.run, "_enter": Rows.enter, "_gone": Rows.gone,
    "_literal": literal, "_number": number,
}  # fmt: skip
"""The filters that the engine itself puts into the tags of a sheet."""


class _Filled(Value):
    """A sheet that is filled."""

    path: str
    sheet: Sheet
    bound: Bound


class _Following(Value):
    """A part that follows the rows of a sheet, or of all of them."""

    path: str
    bound: Bound | None
    data: bytes
    followers: list[Follower]
    sheet: str | None


class Workbook:
    """The parts of a workbook that change from document to document."""

    def __init__(
        self, parts: dict[str, bytes], book: str, types: Mapping[str, str], name: str, environment: Environment,
        dialect: Dialect,
    ) -> None:  # fmt: skip
        """Compile what changes; it is taken out of ``parts``, which keep what never does.

        Args:
            parts: the parts of the file.
            book: the name of that of the workbook.
            types: their content types.
            name: the name of the template, for messages.
            environment: what compiles it.
            dialect: the delimiters of tags.

        Raises:
            TemplateError: a tag is wrong; the message names the sheet and the cell.
        """
        environment.filters.update(FILTERS)
        self._name, self._environment, self._dialect = name, environment, dialect
        self._book, self._types = book, types
        self._sheets = list(self._compiled_sheets(parts))
        moving = {one.sheet.name for one in self._sheets if one.sheet.moves}
        if self._sheets:
            self._sheets += self._counted_sheets(parts, moving)
        rest = list(self._compiled_rest(parts, moving)) if self._sheets else []
        self._following = [part for part in rest if part.bound or part.followers]
        parts |= {part.path: part.data for part in rest}
        filled = [*(one.path for one in self._sheets), *(one.path for one in self._following)]
        self._relations = {path: frozenset(one.key for one in relations(parts, path)) for path in filled}
        for path in filled:
            parts.pop(path, None)
        if self._sheets:
            _forget_order_of_counting(parts, self._book)

    def _compiled_sheets(self, parts: dict[str, bytes]) -> Iterator[_Filled]:
        where = related(parts, self._book, "styles") or ""
        looks = parse(parts[where], self._name) if where in parts else None
        about = parse(parts[self._book], self._name).find(s("workbookPr"))
        since_1904 = about is not None and about.get("date1904") in ("1", "true")
        styles = Styles(looks, since_1904=since_1904)
        names = {path: element.get("name", "") for element, path in _named(parts, self._book, self._name)}
        kept = footings(parts, self._types, self._book, names)
        for path, sheet in sheets_of(parts, self._book, self._name, self._dialect, styles, kept=kept):
            title = f"{self._name}, лист «{sheet.name}»"
            program = compiled(sheet.source, sheet.tags, path, title, self._environment)
            yield _Filled(path, sheet, program.bound(self._environment))
        if styles.root is not None and styles.added:
            parts[where] = etree.tostring(styles.root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _counted_sheets(self, parts: dict[str, bytes], moving: Collection[str]) -> Iterator[_Filled]:
        """Let the formulas of sheets without tags forget what they had counted; yield those that name moving rows."""
        for path, sheet in sheets_of(parts, self._book, self._name, self._dialect, moving=moving):
            if sheet.followers:
                program = compiled(sheet.source, [], path, f"{self._name}, лист «{sheet.name}»", self._environment)
                yield _Filled(path, sheet, program.bound(self._environment))
            else:
                parts[path] = (_HEAD + alive(sheet.source)).encode()

    def _compiled_rest(self, parts: Mapping[str, bytes], moving: Collection[str]) -> Iterator[_Following]:
        """Yield the parts with names, tables, drawings and notes that rows move."""
        owners = {relation.target: one for one in self._sheets for relation in relations(parts, one.path)}
        for path, data in parts.items():
            kind = "workbook" if path == self._book else self._types.get(path, "").rpartition(".")[2]
            follow, owner = PARTS.get(kind), owners.get(path)
            if follow is None or not (owner or kind in ANYWHERE) or not (moving or path == self._book):
                continue
            where = f"{self._name}, {path}"
            root, followers = parse(data, where), Followers()
            tags = mend(root, where, self._dialect)
            refuse(tags)
            for name in root.iter(s("definedName")):
                guarded(name.text or "", tags)
            if moving:
                follow(root, followers)
            if path == self._book:
                _count_anew(root)
            text = _HEAD + Followers.serialized(root)
            bound = None
            if tags:
                source, placed = jinja(text, tags)
                bound = compiled(source, placed, path, where, self._environment).bound(self._environment)
            yield _Following(path, bound, text.encode(), followers.items, owner.sheet.name if owner else None)

    def write(self, writer: Writer, values: Mapping[str, Any], render: Render) -> None:
        """Fill the sheets, then what follows their rows.

        Raises:
            TemplateError: a name is unknown, an expression fails, a value fits no cell.
        """

        def add(path: str, pieces: Iterator[bytes]) -> None:
            title = f"{self._name}, {path}"
            writer.add(path, checked(pieces, title, self._relations[path], ()) if render.check else pieces)

        every: dict[str, Rows] = {}
        waiting = []
        for one in self._sheets:
            rows = one.sheet.rows()
            pieces = one.bound.run({**values, "_rows": rows}, render)
            if one.sheet.moves:
                every[one.sheet.name] = rows
            if one.sheet.waits:
                waiting.append((one, rows, list(pieces)))
            else:
                add(one.path, settled(pieces, one.sheet.followers, rows, every))
        for one, rows, held in waiting:
            add(one.path, settled(held, one.sheet.followers, rows, every))
        for part in self._following:
            whole = b"".join(part.bound.run(values, render)) if part.bound else part.data
            rows = every.get(part.sheet or "", _NONE)
            add(part.path, settled([whole], part.followers, rows, every))


_NONE = Sheet.empty().rows()


def sheets_of(
    parts: Mapping[str, bytes],
    book: str,
    name: str,
    dialect: Dialect,
    styles: Styles | None = None,
    *,
    moving: Collection[str] | None = None,
    kept: Footings = MappingProxyType({}),
) -> Iterator[tuple[str, Sheet]]:
    """Yield the sheets with tags, made ready, by the names of their parts.

    Args:
        parts: the parts of the workbook.
        book: the name of its own part.
        name: the name of the template, for messages.
        dialect: the delimiters of tags.
        styles: the styles of its cells, to which those of dates are added.
        moving: the sheets whose rows can move, if the sheets without tags are asked for that have formulas.
        kept: rows of which one has to stay.

    Raises:
        TemplateError: a tag is not closed, or stands in the name of a sheet.
    """
    where = related(parts, book, "sharedStrings") or ""
    strings = list(parse(parts[where], name).iter(s("si"))) if where in parts else []
    for element, path in _named(parts, book, name):
        title = element.get("name", "")
        if "{" in title:
            raise TemplateError(f"{name}: в названии листа «{title}» стоит тег; листы так не называют")
        where = f"{name}, лист «{title}»"
        tree, spans = parse(parts[path], where), kept.get(title, ())
        sheet = ready(tree, title, where, strings, styles or Styles(), dialect, moving, spans)
        if sheet is not None:
            yield path, sheet


def _named(parts: Mapping[str, bytes], book: str, name: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield the sheets of a workbook as it names them, with their parts."""
    sheets = {relation.key: relation.target for relation in relations(parts, book) if relation.kind == "worksheet"}
    for element in parse(parts[book], name).iter(s("sheet")):
        path = sheets.get(element.get(_ID, ""), "")
        if path in parts:
            yield element, path


def _count_anew(root: etree._Element) -> None:
    """Let Excel count formulas when it opens the file: their old values were the template's."""
    count = root.find(s("calcPr"))
    if count is None:
        count = etree.Element(s("calcPr"))
        before = [*root.iter(s("sheets"), s("functionGroups"), s("externalReferences"), s("definedNames"))]
        before[-1].addnext(count)
    count.set("fullCalcOnLoad", "1")


def _forget_order_of_counting(parts: dict[str, bytes], book: str) -> None:
    """Drop the chain in which Excel had counted the template's formulas: the cells are others now."""
    chain = related(parts, book, "calcChain")
    if chain is None or parts.pop(chain, None) is None:
        return
    for path, name in ((TYPES, "PartName"), (relations_of(book), "Target")):
        root = parse(parts[path], path)
        for element in list(root):
            if element.get(name, "").rpartition("/")[2] == chain.rpartition("/")[2]:
                root.remove(element)
        parts[path] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
