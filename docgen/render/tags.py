"""Tags of a template of papers, made ready for Jinja: the engine's dialect with values that know where they stand.

Line breaks, emphasis and blocks keep the look of their place, numbered paragraphs get their lists, tables of
generated columns their grids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from docgen.engine.dialect import resolve
from docgen.engine.mending import MARK, Tag, mend
from docgen.engine.numbering import Lists, number
from docgen.engine.wml import w
from docgen.render import cells


@dataclass(slots=True)
class Prepared:
    """A part whose tags are marks.

    Attributes:
        tags: the tags by the numbers of their marks.
        run_properties: the XML of the run properties of every value's place.
    """

    tags: list[Tag]
    run_properties: list[str] = field(default_factory=list)

    def typed(self, xml: str) -> str:
        """Return XML with the values among its tags as a person would type them."""
        return MARK.sub(lambda match: f"{{{{ {self.tags[int(match[1])].code} }}}}", xml)


def prepare(root: etree._Element, part: str, lists: Lists) -> Prepared:
    """Resolve the tags of the tree in place; ``part``: its name for messages."""
    ready = Prepared(mend(root, part))
    number(root, ready.tags, lists, every=True)
    cells.prepare(root, ready.tags)
    for text in root.iter(w("t")):
        in_cell = next(text.iterancestors(w("tc")), None) is not None
        _place([ready.tags[int(at)] for at in MARK.findall(text.text or "")], ready, in_cell=in_cell)
    resolve(root, ready.tags)
    return ready


def _place(tags: Sequence[Tag], ready: Prepared, *, in_cell: bool) -> None:
    """Wrap the values of a text so that they know the look of their place and print it right."""
    for tag in tags:
        if tag.kind != "value" or tag.site is None or tag.prefix == "r":
            continue
        if tag.prefix == "p":
            tag.code = f"_block(({tag.code}), {int(in_cell)})"
            continue
        if tag.site.run not in ready.run_properties:
            ready.run_properties.append(tag.site.run)
        tag.code = f"_put(({tag.code}), {ready.run_properties.index(tag.site.run)})"
