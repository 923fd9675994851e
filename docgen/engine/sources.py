"""The tags of a template file, read without compiling it: for reviews and for lists of what it wants."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.engine.archive import unpack
from docgen.engine.dialect import jinja, resolve
from docgen.engine.mending import Dialect, mend
from docgen.engine.package import parts_with_tags
from docgen.engine.shape import Source
from docgen.engine.wml import parse, w
from docgen.engine.xlsx.workbook import BOOK, sheets_of


def sources(data: bytes, name: str, dialect: Dialect | None = None) -> Iterator[Source]:
    """Yield the Jinja source of every part of a template of Word or Excel, with its tags.

    Raises:
        TemplateError: the file is none of the two, or a tag is begun and not closed.
    """
    parts = unpack(data, name)
    dialect = dialect or Dialect()
    if BOOK in parts:
        for _, sheet in sheets_of(parts, name, dialect):
            yield sheet.source, sheet.tags
        parts = {part: content for part, content in parts.items() if not part.startswith("xl/worksheets/")}
    for part, title in parts_with_tags(parts, name).items():
        where = f"{name}, {title}"
        root = parse(parts[part], where)
        tags = mend(root, where, dialect)
        if tags:
            if root.tag.startswith(w("")):
                resolve(root, tags)
            yield jinja(etree.tostring(root, encoding="unicode"), tags)
