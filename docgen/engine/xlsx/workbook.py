"""A workbook as a template: its sheets and whatever follows their rows, compiled once, filled for every document."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from lxml import etree

from docgen.engine.archive import Writer
from docgen.engine.dialect import jinja
from docgen.engine.mending import Dialect, mend
from docgen.engine.program import Bound, compiled
from docgen.engine.render import Render
from docgen.engine.wml import parse
from docgen.engine.xlsx.followers import PARTS, Follower, Followers, settled
from docgen.engine.xlsx.rows import Rows
from docgen.engine.xlsx.sheet import Sheet, ready
from docgen.engine.xlsx.sml import s
from docgen.engine.xlsx.styles import Styles
from docgen.errors import TemplateError

BOOK = "xl/workbook.xml"
_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class _Filled:
    """A sheet that is filled."""

    path: str
    sheet: Sheet
    bound: Bound


@dataclass(frozen=True)
class _Following:
    """A part that follows the rows of a sheet, or of all of them."""

    path: str
    bound: Bound | None
    data: bytes
    followers: list[Follower]
    sheet: str | None


class Workbook:
    """The parts of a workbook that change from document to document."""

    def __init__(self, parts: dict[str, bytes], name: str, environment: Environment, dialect: Dialect) -> None:
        """Compile what changes; it is taken out of ``parts``, which keep what never does.

        Raises:
            TemplateError: a tag is wrong; the message names the sheet and the cell.
        """
        environment.filters.update(_row=Rows.next, _enter=Rows.enter)
        self._name, self._environment, self._dialect = name, environment, dialect
        self._sheets = list(self._compiled_sheets(parts))
        moving = {one.sheet.name for one in self._sheets if one.sheet.moves}
        rest = list(self._compiled_rest(parts)) if moving else []
        self._following = [part for part in rest if part.bound or part.followers]
        parts |= {part.path: part.data for part in rest}
        for path in [*(one.path for one in self._sheets), *(one.path for one in self._following)]:
            parts.pop(path, None)
        if self._sheets:
            _forget_order_of_counting(parts)

    def _compiled_sheets(self, parts: dict[str, bytes]) -> Iterator[_Filled]:
        styles = Styles(parse(parts[_STYLES], self._name)) if _STYLES in parts else None
        for path, sheet in sheets_of(parts, self._name, self._dialect, styles.dated if styles else int):
            title = f"{self._name}, лист «{sheet.name}»"
            program = compiled(sheet.source, sheet.tags, path, title, self._environment)
            yield _Filled(path, sheet, program.bound(self._environment))
        if styles is not None:
            parts[_STYLES] = etree.tostring(styles.root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _compiled_rest(self, parts: Mapping[str, bytes]) -> Iterator[_Following]:
        """Yield the parts with names, tables, drawings and notes that rows move."""
        owners = {path: one for one in self._sheets for path in _owned(parts, one.path)}
        for path, data in parts.items():
            follow = next((rule for begin, rule in PARTS.items() if path.startswith(begin)), None)
            owner = owners.get(path)
            anywhere = path == BOOK or path.startswith("xl/charts/")
            if follow is None or not path.endswith((".xml", ".vml")) or not (owner or anywhere):
                continue
            where = f"{self._name}, {path}"
            root, followers = parse(data, where), Followers()
            tags = mend(root, where, self._dialect)
            follow(root, followers)
            if path == BOOK:
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
        every: dict[str, Rows] = {}
        waiting = []
        for one in self._sheets:
            rows = one.sheet.rows()
            pieces = one.bound.pieces({**values, "_rows": rows}, render)
            if one.sheet.moves:
                every[one.sheet.name] = rows
            if one.sheet.waits:
                waiting.append((one, rows, list(pieces)))
            elif one.sheet.followers:
                items = one.sheet.followers
                writer.add(one.path, (settled(piece, items, rows, every) for piece in pieces))
            else:
                writer.add(one.path, pieces)
        for one, rows, held in waiting:
            writer.add(one.path, (settled(piece, one.sheet.followers, rows, every) for piece in held))
        for part in self._following:
            data = b"".join(part.bound.pieces(values, render)) if part.bound else part.data
            rows = every.get(part.sheet or "", _NONE)
            writer.add(part.path, [settled(data, part.followers, rows, every)])


_NONE = Sheet.empty().rows()


def sheets_of(
    parts: Mapping[str, bytes], name: str, dialect: Dialect, dated: Callable[[int], int] = int
) -> Iterator[tuple[str, Sheet]]:
    """Yield the sheets with tags, made ready, by the names of their parts.

    Args:
        parts: the parts of the workbook.
        name: its name, for messages.
        dialect: the delimiters of tags.
        dated: returns the style of a cell for dates by its own.

    Raises:
        TemplateError: a tag is not closed, or stands in the name of a sheet.
    """
    targets = _targets(parts, BOOK)
    strings = list(parse(parts[_STRINGS], name).iter(s("si"))) if _STRINGS in parts else []
    for element in parse(parts[BOOK], name).iter(s("sheet")):
        title, path = element.get("name", ""), targets.get(element.get(_ID, ""), "")
        if "{" in title:
            raise TemplateError(f"{name}: в названии листа «{title}» стоит тег; листы так не называют")
        if "worksheets/" in path and path in parts:
            where = f"{name}, лист «{title}»"
            sheet = ready(parse(parts[path], where), title, where, strings, dated, dialect)
            if sheet is not None:
                yield path, sheet


def _targets(parts: Mapping[str, bytes], path: str) -> dict[str, str]:
    """Return the parts that a part refers to, by the id of the relation."""
    folder, _, file = path.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{file}.rels")
    if relations is None:
        return {}
    found = {}
    for relation in parse(relations, path).iter(_RELATION):
        target = relation.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id", "")] = whole
    return found


def _owned(parts: Mapping[str, bytes], path: str) -> Iterator[str]:
    """Yield the tables, drawings and notes of a sheet."""
    for target in _targets(parts, path).values():
        if any(target.startswith(begin) for begin in PARTS):
            yield target


def _count_anew(root: etree._Element) -> None:
    """Let Excel count formulas when it opens the file: their old values were the template's."""
    count = root.find(s("calcPr"))
    if count is None:
        count = etree.Element(s("calcPr"))
        before = [*root.iter(s("sheets"), s("functionGroups"), s("externalReferences"), s("definedNames"))]
        before[-1].addnext(count)
    count.set("fullCalcOnLoad", "1")


def _forget_order_of_counting(parts: dict[str, bytes]) -> None:
    """Drop the chain in which Excel had counted the template's formulas: the cells are others now."""
    if parts.pop("xl/calcChain.xml", None) is None:
        return
    for path, name in (("[Content_Types].xml", "PartName"), ("xl/_rels/workbook.xml.rels", "Target")):
        root = parse(parts[path], path)
        for element in list(root):
            if element.get(name, "").endswith("calcChain.xml"):
                root.remove(element)
        parts[path] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
