"""Names of WordprocessingML, and reading its parts with care."""

from __future__ import annotations

from lxml import etree

from docgen.errors import UsageError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def w(name: str) -> str:
    """Return the qualified name of an element or attribute."""
    return f"{{{W}}}{name}"


def value(parent: etree._Element, name: str) -> str:
    """Return the `w:val` of a child, or an empty text."""
    child = parent.find(w(name))
    return "" if child is None else child.get(w("val"), "")


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Tell whether a switch such as `w:tblHeader` is on."""
    child = None if parent is None else parent.find(w(name))
    return child is not None and child.get(w("val"), "1") not in ("0", "false", "off")


def parse(xml: bytes, name: str) -> etree._Element:
    """Parse a part of a stranger's file: no entities, no network, no huge trees.

    Raises:
        UsageError: the part is not XML.
    """
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{name}: файл повреждён") from error
