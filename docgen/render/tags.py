"""Tags of a template of papers, made ready for Jinja: the engine's dialect with values that know where they stand.

Line breaks, emphasis and blocks keep the look of their place, numbered paragraphs get their lists, tables of
generated columns their grids.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from docgen.engine.dialect import resolve
from docgen.engine.mending import MARK, mend
from docgen.engine.numbering import Lists, number
from docgen.engine.placing import mark
from docgen.engine.spot import Site, Spot
from docgen.engine.tag import Tag
from docgen.engine.wml import NAMESPACES, w
from docgen.render import cells

_DRAWING = f"{{{NAMESPACES['wp']}}}docPr"


def prepare(root: etree._Element, part: str, lists: Lists) -> list[Tag]:
    """Make the tags of the tree marks, in place; returns the tags by the numbers of their marks.

    Args:
        root: the tree.
        part: its name, for messages.
        lists: the lists of the styles.
    """
    tags = mend(root, part)
    number(root, tags, lists, every=True)
    cells.prepare(root, tags)
    for drawing in root.iter(_DRAWING):
        tags.append(Tag("value", "", "_drawing()", Spot(part, "", ""), Site("attribute")))
        drawing.set("id", mark(len(tags) - 1))
    for text in root.iter(w("t")):
        in_cell = next(text.iterancestors(w("tc")), None) is not None
        _place([tags[int(at)] for at in MARK.findall(text.text or "")], in_cell=in_cell)
    resolve(root, tags)
    return tags


def typed(xml: str, tags: Sequence[Tag]) -> str:
    """Return XML with the values among its tags as a person would type them."""
    return MARK.sub(lambda match: f"{{{{ {tags[int(match[1])].code} }}}}", xml)


def _place(tags: Sequence[Tag], *, in_cell: bool) -> None:
    """Wrap the values of a text so that they know the look of their place and print it right."""
    for tag in tags:
        if tag.kind != "value" or tag.site is None or tag.prefix == "r":
            continue
        if tag.prefix == "p":
            tag.code = f"_block(({tag.code}), {int(in_cell)})"
            continue
        tag.code = f"_put(({tag.code}), {tag.site.run!r})"
