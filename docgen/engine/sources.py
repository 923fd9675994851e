"""The tags of a template file, read without compiling it: for reviews and for lists of what it wants."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.engine.dialect import jinja, resolve
from docgen.engine.links import mended, with_tags
from docgen.engine.mending import Dialect, Tag
from docgen.engine.notes import graft, notes_of
from docgen.engine.opening import opened
from docgen.engine.package import book_of, kinds, parts_with_tags, relations
from docgen.engine.shape import Source
from docgen.engine.wml import parse, w
from docgen.engine.xlsx.workbook import sheets_of
from docgen.errors import TemplateError


def sources(data: bytes, name: str, dialect: Dialect | None = None) -> Iterator[Source]:
    """Yield the Jinja source of every part of a template of Word or Excel, with its tags.

    A part with a tag where none can stand has no source, but its tags are yielded: they may have faults of their own.

    Raises:
        TemplateError: the file is none of the two; or, when all parts are read, tags are not closed or out of place.
    """
    parts = opened(data, name)
    dialect = dialect or Dialect()
    types = kinds(parts, name)
    if book := book_of(types):
        for _, sheet in sheets_of(parts, book, name, dialect):
            yield sheet.source, sheet.tags
    wrong: list[str] = []
    tagged = {part: f"{name}, {russian}" for part, russian in parts_with_tags(parts, types).items()}
    for part, title in tagged.items():
        tags, mine = list[Tag](), list(relations(parts, part))
        try:
            root = parse(parts[part], title)
            mended(root, title, dialect, with_tags(mine, dialect), tags)
            notes = notes_of(parts, mine, tagged, dialect)
            if (tags or notes) and root.tag.startswith(w("")):
                resolve(root, tags)
                graft(root, tags, notes, dialect)
            parts |= {one.part: one.left for one in notes if one.left}
        except TemplateError as error:
            wrong.append(str(error))
            yield "", tags
            continue
        if tags:
            yield jinja(etree.tostring(root, encoding="unicode"), tags)
    if wrong:
        raise TemplateError("\n".join(wrong))
