"""The tags of a template file, read without compiling it: for reviews and for lists of what it wants."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from docgen.engine.dialect import jinja, resolve
from docgen.engine.gate import proved
from docgen.engine.links import mended, with_tags
from docgen.engine.notes import graft, notes_of
from docgen.engine.opening import opened
from docgen.engine.package import book_of, kinds, parts_with_tags, relations
from docgen.engine.shape import Source
from docgen.engine.tag import Dialect, Tag
from docgen.engine.wml import parse
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
        source, before = "", len(wrong)
        with _told(wrong):
            root = parse(parts[part], title)
            notes = notes_of(parts, mine, tagged, dialect)
            mended(root, title, dialect, with_tags(mine, dialect), tags)
            if tags or notes:
                resolve(root, tags)
                graft(root, tags, notes, dialect)
                proved(root, tags)
            parts |= {one.part: one.left for one in notes if one.left}
            source, tags = jinja(etree.tostring(root, encoding="unicode"), tags)
        if tags:
            yield source if len(wrong) == before else "", tags
    if wrong:
        raise TemplateError("\n".join(wrong))


@contextmanager
def _told(wrong: list[str]) -> Iterator[None]:
    """Go on after an error of a template, and note its words."""
    try:
        yield
    except TemplateError as error:
        wrong.append(str(error))
