"""Names of WordprocessingML, and reading its parts with care."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from docgen.errors import UsageError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
LARGEST = 32767
"""The largest number that Word itself counts to; a larger one in a file is no number but an attack."""

# ISO 29500 Strict says the same in namespaces of its own.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A.encode(),
}
_UNITS = {"": 25.4 / 1440, "pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "pc": 25.4 / 6, "pi": 25.4 / 6}
_MEASURE = re.compile(r"\s*(-?\d{1,9}(?:\.\d{1,9})?)(pt|in|cm|mm|pc|pi)?\s*")
_OFF = ("0", "false", "off")


def w(name: str) -> str:
    """Return the qualified name of an element or attribute."""
    return f"{{{W}}}{name}"


def value(parent: etree._Element | None, name: str) -> str:
    """Return the `w:val` of a child, or an empty text."""
    child = None if parent is None else parent.find(w(name))
    return "" if child is None else child.get(w("val"), "")


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Tell whether a switch such as `w:tblHeader` is on."""
    child = None if parent is None else parent.find(w(name))
    return child is not None and child.get(w("val"), "1") not in _OFF


def whole(text: str, default: int = 0) -> int:
    """Return a whole number that a stranger's file holds; the default if it is none."""
    match = re.fullmatch(r"\s*([+-]?\d{1,9})(?:\.\d*)?\s*", text)
    return max(-LARGEST, min(LARGEST, int(match[1]))) if match else default


def millimetres(element: etree._Element | None, name: str) -> int:
    """Return a measure in millimetres: twips unless it names its unit."""
    text = "" if element is None else element.get(w(name), "")
    match = _MEASURE.fullmatch(text)
    return round(float(match[1]) * _UNITS[match[2] or ""]) if match else 0


def twips(element: etree._Element | None, *names: str) -> int | None:
    """Return the first of the named measures of an element, in twentieths of a point; None if it has none of them."""
    for name in names:
        text = "" if element is None else element.get(w(name), "")
        if match := _MEASURE.fullmatch(text):
            return round(float(match[1]) * _UNITS[match[2] or ""] * 1440 / 25.4)
    return None


def seen(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield children as Word shows them: of alternative contents the first that is there."""
    for child in parent:
        if not isinstance(child.tag, str):
            continue
        if child.tag == f"{{{MC}}}AlternateContent":
            chosen = child.find(f"{{{MC}}}Choice")
            chosen = child.find(f"{{{MC}}}Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from seen(chosen)
        else:
            yield child


def parse(xml: bytes, name: str) -> etree._Element:
    """Parse a part of a stranger's file: no entities, no network, no huge trees.

    Raises:
        UsageError: the part is not XML, or defines entities.
    """
    options = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, options)
        if any(space and space.encode() in _STRICT for space in root.nsmap.values()):
            for strict, usual in _STRICT.items():
                xml = xml.replace(strict + b'"', usual + b'"').replace(strict + b"'", usual + b"'")
            root = etree.fromstring(xml, options)
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{name}: файл повреждён") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UsageError(f"{name}: часть файла содержит DOCTYPE, таких файлов Word не создаёт")
    return root
