"""Sections of a file in the making: where they end, how their pages are numbered, what stays with what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

SECTION = "<w:sectPr"
_LAST_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*</w:p>\s*\Z", re.DOTALL)


@dataclass(frozen=True)
class Segment:
    """A stretch of the body that is a section of its own."""

    xml: str
    section: str


def section_program(section: str, tools: Mapping[str, object]) -> str:
    """Return the properties of a section with its headers and footers made by the tool `_header`."""
    header = tools["_header"]

    def call(match: re.Match[str]) -> str:
        return str(header(match[1])) if callable(header) else ""

    return re.sub(r"\{\{ _header\('([^']+)'\) \}\}", call, section)


def numbered_from_one(xml: str) -> str:
    """Begin the numbers of pages with 1 in the first section of the XML."""
    bare = re.sub(r"<w:pgNumType[^>]*/>", "", xml, count=1)
    return re.sub(r"(<w:pgMar[^>]*/>(?:<w:paperSrc[^>]*/>|<w:pgBorders.*?</w:pgBorders>|<w:lnNumType[^>]*/>)*)",
                  r'\1<w:pgNumType w:start="1"/>', bare, count=1, flags=re.DOTALL)  # fmt: skip


def with_next(xml: str) -> str:
    """Keep the last paragraph of the XML whole and with what comes next (gost.md SIG-KEEP)."""
    last = _LAST_PARAGRAPH.search(xml)
    if last is None:
        return xml
    keep = "<w:keepNext/><w:keepLines/>"
    if "<w:pPr>" in last[0]:
        paragraph = re.sub(r"<w:pPr>(<w:pStyle [^>]*/>)?", rf"<w:pPr>\1{keep}", last[0], count=1)
    else:
        paragraph = re.sub(r"\A(<w:p(?: [^>]*)?>)", rf"\1<w:pPr>{keep}</w:pPr>", last[0])
    return xml[: last.start()] + paragraph


def closed(segment: Segment) -> str:
    """Return the segment with its section's properties in its last paragraph, or in one made for them."""
    last = _LAST_PARAGRAPH.search(segment.xml)
    if last is None or SECTION in last[0]:
        return f'{segment.xml}<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{segment.section}</w:pPr></w:p>'
    paragraph = last[0]
    if "<w:pPr>" in paragraph:
        paragraph = paragraph.replace("</w:pPr>", f"{segment.section}</w:pPr>", 1)
    else:
        paragraph = re.sub(r"\A(<w:p(?: [^>]*)?>)", rf"\1<w:pPr>{segment.section}</w:pPr>", paragraph)
    return segment.xml[: last.start()] + paragraph
