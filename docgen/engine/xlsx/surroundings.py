"""What stands on a sheet around its rows and follows them: merges, checks, formats, filters, links, sparklines."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.engine.placing import replace_by_text
from docgen.engine.xlsx.followers import PLACE, Followers, own_row
from docgen.engine.xlsx.formula import Area, parsed
from docgen.engine.xlsx.sml import s

_LISTS = (s("conditionalFormatting"), s("dataValidation"), s("protectedRange"), s("ignoredError"))
_SINGLE = (s("autoFilter"), s("sortState"), s("sortCondition"))
_EXCEL = "{http://schemas.microsoft.com/office/excel/2006/main}"  # of what Excel 2010 has added
_SPARKLINE = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}sparkline"
FORMULAS = (s("formula"), s("formula1"), s("formula2"), f"{_EXCEL}f")
"""The formulas of a sheet that stand in none of its cells."""


def sparklines(root: etree._Element) -> Iterator[tuple[etree._Element, Area]]:
    """Yield the sparklines of a sheet with their cells."""
    for sparkline in list(root.iter(_SPARKLINE)):
        for area in parsed(sparkline.findtext(f"{_EXCEL}sqref") or ""):
            if isinstance(area, Area):
                yield sparkline, area


def follow(root: etree._Element, followers: Followers) -> None:
    """Put followers in the place of everything outside the rows that names them."""
    _sparklines(root, followers)
    _links(root, followers)
    for element in root.iter(*_LISTS):
        element.set("sqref", followers.later("areas", parsed(element.get("sqref", ""))))
    for element in root.iter(*_SINGLE):
        element.set("ref", followers.later("span", parsed(element.get("ref", ""))))
    for place in root.iter(f"{_EXCEL}sqref"):
        place.text = followers.later("areas", parsed(place.text or ""))
    for row_break in root.iterfind(f"{s('rowBreaks')}/{s('brk')}"):
        row_break.set("id", followers.later("anchor", (), int(row_break.get("id", "0")) + 1))
    merged = root.find(s("mergeCells"))
    if merged is not None:
        areas = [piece for cell in merged for piece in parsed(cell.get("ref", "")) if isinstance(piece, Area)]
        replace_by_text(merged, followers.later("merges", tuple(areas)))


def _sparklines(root: etree._Element, followers: Followers) -> None:
    """Give each row a sparkline of its own."""
    for sparkline, area in sparklines(root):
        for formula in sparkline.iter(f"{_EXCEL}f"):
            formula.text = followers.formula(formula.text, area.top, own_row())
        for place in sparkline.iter(f"{_EXCEL}sqref"):
            place.text = f"{area.before}{own_row()}"
        followers.each(sparkline, area.top)


def _links(root: etree._Element, followers: Followers) -> None:
    """Give each run of neighbouring rows a link of its own: it has one place, not a list of them."""
    for link in list(root.iter(s("hyperlink"))):
        areas = parsed(link.get("ref", ""))
        if location := link.get("location"):
            link.set("location", followers.later("name", parsed(location)))
        link.set("ref", PLACE)
        replace_by_text(link, followers.later("links", (*areas, followers.serialized(link))))
