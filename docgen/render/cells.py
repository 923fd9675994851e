"""Cells of a template: spans, merges, and grids of columns that the data generate."""

from __future__ import annotations

import re

from lxml import etree

from docgen.engine.wml import make, properties, put_child, w, words

_SPAN = re.compile(r"\{%\s*colspan\s+(.+?)\s*%\}")
_MERGE = re.compile(r"\{%\s*слить\s+(.+?)\s*%\}")
_LOOP = re.compile(r"\{%tc\s+for\s+(\w+)\s+in\b")
_WIDTHS = re.compile(r"\{%\s*ширины\s+(.+?)\s*%\}")


def prepare(root: etree._Element) -> None:
    """Turn the tags `colspan N`, `ширины columns` and `слить how` into properties of cells and tables."""
    _spans(root)
    _widths(root)
    _merges(root)  # last: its conditions stand between the properties


def _spans(root: etree._Element) -> None:
    for text in root.iter(w("t")):
        if match := _SPAN.search(text.text or ""):
            text.text = _SPAN.sub("", text.text or "")
            cell = next(text.iterancestors(w("tc")))
            put_child(properties(cell, "tcPr"), make("gridSpan", val=f"{{{{ {match[1]} }}}}"))


def _merges(root: etree._Element) -> None:
    """Merge a cell with the one above it: `restart` begins, `continue` goes on, an empty value leaves it alone."""
    for text in root.iter(w("t")):
        if match := _MERGE.search(text.text or ""):
            text.text = _MERGE.sub("", text.text or "")
            merge = make("vMerge", val=f"{{{{ {match[1]} }}}}")
            put_child(properties(next(text.iterancestors(w("tc"))), "tcPr"), merge)
            _only_if(merge, match[1])


def _only_if(element: etree._Element, condition: str) -> None:
    """Put an element under a condition of the template."""
    before = element.getprevious()
    opening = f"{{% if {condition} %}}"
    if before is not None:
        before.tail = (before.tail or "") + opening
    else:
        parent = element.getparent()
        if parent is not None:
            parent.text = (parent.text or "") + opening
    element.tail = "{% endif %}" + (element.tail or "")


def _widths(root: etree._Element) -> None:
    """Give a table of generated columns its grid: `{% ширины columns %}` in any of its cells names the columns."""
    for text in list(root.iter(w("t"))):
        match = _WIDTHS.search(text.text or "")
        if not match:
            continue
        text.text = _WIDTHS.sub("", text.text or "")
        table = next(text.iterancestors(w("tbl")))
        whole = table.find(f"{w('tblPr')}/{w('tblW')}")
        if whole is not None:
            whole.set(w("w"), f"{{{{ _grid({match[1]})|sum }}}}")
            whole.set(w("type"), "dxa")
        grid = properties(table, "tblGrid")
        for old in list(grid):
            grid.remove(old)
        grid.text = f"{{% for _width in _grid({match[1]}) %}}"
        column = make("gridCol", w="{{ _width }}")
        column.tail = "{% endfor %}"
        grid.append(column)
        for row in table.iterchildren(w("tr")):
            _generated_cells(row, match[1])


def _generated_cells(row: etree._Element, columns: str) -> None:
    """Give the cells of a loop over columns the width of theirs; one that says where it stands may span several."""
    item = ""
    for cell in row.iterchildren(w("tc")):
        content = words(cell)
        if loop := _LOOP.search(content):
            item = loop[1]
        elif "{%tc endfor" in content:
            item = ""
        elif item:
            width = make("tcW", w=f"{{{{ _width({columns}, {item}, loop.index0) }}}}", type="dxa")
            put_child(properties(cell, "tcPr"), width)
