"""The tags of a template file, read without compiling it: for reviews and for lists of what it wants."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.engine.dialect import jinja, resolve
from docgen.engine.links import mended, with_tags
from docgen.engine.mending import Dialect, Tag
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
    for part, title in parts_with_tags(parts, types).items():
        where, tags = f"{name}, {title}", list[Tag]()
        try:
            root = parse(parts[part], where)
            tags = mended(root, where, dialect, with_tags(relations(parts, part), dialect))
            if tags and root.tag.startswith(w("")):
                resolve(root, tags)
        except TemplateError as error:
            wrong.append(str(error))
            yield "", tags
            continue
        if tags:
            yield jinja(etree.tostring(root, encoding="unicode"), tags)
    if wrong:
        raise TemplateError("\n".join(wrong))
