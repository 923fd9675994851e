"""Sections of a file in the making: where they end, how their pages are numbered, what stays with what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

SECTION = "<w:sectPr"
_HEADER = re.compile(r"\{\{ _header\('([^']+)'\) \}\}")


class Segment(NamedTuple):
    """A stretch of the body that is a section of its own; ``divided``: it may hold ends of others."""

    xml: str
    section: str
    divided: bool


def section_program(section: str, header: Callable[[str], str]) -> str:
    """Return the properties of a section; ``header`` makes its headers and footers by the ids of the template."""
    return _HEADER.sub(lambda match: header(match[1]), section)


def numbered_from_one(xml: str) -> str:
    """Begin the numbers of pages with 1 in the first section of the XML."""
    bare = re.sub(r"<w:pgNumType[^>]*/>", "", xml, count=1)
    return re.sub(r"(<w:pgMar[^>]*/>(?:<w:paperSrc[^>]*/>|<w:pgBorders.*?</w:pgBorders>|<w:lnNumType[^>]*/>)*)",
                  r'\1<w:pgNumType w:start="1"/>', bare, count=1, flags=re.DOTALL)  # fmt: skip


def with_next(xml: str) -> str:
    """Keep the last paragraph of the XML whole and with what comes next (norm SIG-KEEP)."""
    before, last = _cut(xml)
    if not last:
        return xml
    keep = "<w:keepNext/><w:keepLines/>"
    if "<w:pPr>" in last:
        return before + re.sub(r"<w:pPr>(<w:pStyle [^>]*/>)?", rf"<w:pPr>\1{keep}", last, count=1)
    return before + re.sub(r"\A(<w:p(?: [^>]*)?>)", rf"\1<w:pPr>{keep}</w:pPr>", last)


def _cut(xml: str) -> tuple[str, str]:
    """Return the XML before its last paragraph, and that paragraph if the XML ends with one."""
    if not xml.rstrip().endswith("</w:p>"):
        return xml, ""
    begin = xml.rfind("<w:p>")
    begin = max(begin, xml.rfind("<w:p ", begin))
    return (xml[:begin], xml[begin:]) if begin >= 0 else (xml, "")


def closed(segment: Segment) -> str:
    """Return the segment with its section's properties in its last paragraph, or in one made for them."""
    before, paragraph = _cut(segment.xml)
    if not paragraph or SECTION in paragraph:
        return f'{segment.xml}<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{segment.section}</w:pPr></w:p>'
    if "<w:pPr>" in paragraph:
        paragraph = paragraph.replace("</w:pPr>", f"{segment.section}</w:pPr>", 1)
    else:
        paragraph = re.sub(r"\A(<w:p(?: [^>]*)?>)", rf"\1<w:pPr>{segment.section}</w:pPr>", paragraph)
    return before + paragraph
