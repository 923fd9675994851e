"""Links whose addresses hold tags: Word keeps an address apart from the text, among the relations of its part.

The address becomes an expression at the place of the link, so that a link in a loop has an address at every turn.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import quote, unquote

from lxml import etree

from docgen.engine.identity import LINK
from docgen.engine.mending import MARK, mend
from docgen.engine.package import RELATION, Relation
from docgen.engine.placing import mark
from docgen.engine.spot import Site
from docgen.engine.tag import Dialect, Tag
from docgen.engine.wml import parse, r
from docgen.errors import TemplateError


def with_tags(relations: Iterable[Relation], dialect: Dialect) -> dict[str, str]:
    """Return the addresses that hold tags by the ids of their relations, the tags as they were typed."""
    pairs = (dialect.value, dialect.block, dialect.comment)
    encoded = "|".join(f"{re.escape(quote(begin))}.*?{re.escape(quote(end))}" for begin, end in pairs)
    typed = ((one.key, re.sub(encoded, lambda tag: unquote(tag[0]), one.target, flags=re.IGNORECASE))
             for one in relations if one.kind == "hyperlink")  # fmt: skip
    return {key: address for key, address in typed if dialect.opening.search(address)}


def mended(
    root: etree._Element, title: str, dialect: Dialect, links: Mapping[str, str], tags: list[Tag] | None = None
) -> list[Tag]:
    """Mend the tags of a part and of the addresses of its links; an address becomes the id of a relation to it.

    Raises:
        TemplateError: as `mend`, or an address holds a tag that is no value.
    """
    for element in root.iter() if links else ():
        if address := links.get(element.get(r("id"), "")):
            element.set(r("id"), address)
    tags = mend(root, title, dialect, tags)
    for element in root.iter() if links else ():
        if MARK.search(address := element.get(r("id"), "")):
            tags.append(_related(address, tags))
            element.set(r("id"), mark(len(tags) - 1))
    return tags


def _related(address: str, tags: Sequence[Tag]) -> Tag:
    sides = MARK.split(address)
    typed = [tags[int(number)] for number in sides[1::2]]
    if wrong := next((tag for tag in typed if tag.kind != "value"), None):
        raise TemplateError(f"{wrong.spot}: в адресе ссылки могут стоять только значения {{{{ … }}}}")
    sides[::2] = map(repr, sides[::2])
    sides[1::2] = (f"({tag.code})" for tag in typed)
    return Tag("value", "", f"{LINK}({' ~ '.join(sides)})", typed[0].spot, Site("plain"))


def without(relations: bytes, keys: Collection[str]) -> bytes:
    """Return a part of relations without some of them."""
    if not keys:
        return relations
    root = parse(relations, "")
    for row in root.findall(RELATION):
        if row.get("Id") in keys:
            root.remove(row)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
