"""A file of Office opened: its parts as Word and Excel would have written them, whatever program did."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree

from docgen.engine.archive import unpack
from docgen.engine.wml import NAMESPACES, parse
from docgen.errors import TemplateError

_XML = (".xml", ".rels", ".vml")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_RENAMED = ((b"extendedProperties", b"extended-properties"), (b"customProperties", b"custom-properties"))
_CONFORMS = re.compile(rb'\s(?:\w+:)?conformance="strict"')
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*(<(?:([\w.-]+):)?[^>]*>)")
_APOSTROPHES = re.compile(rb"\sxmlns[:\w]*='")
_USUAL: dict[str, str | None] = {
    **{NAMESPACES[prefix]: prefix for prefix in ("w", "r", "wp", "a", "pic")},
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": None,
    "http://schemas.openxmlformats.org/package/2006/relationships": None,
    "http://schemas.openxmlformats.org/package/2006/content-types": None,
}


def opened(data: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of a file by name: in UTF-8, in the transitional namespaces, with the usual prefixes.

    Raises:
        TemplateError: as `unpack`, or a part is no XML.
    """
    parts = unpack(data, name)
    return {part: _usual(data, name) if part.endswith(_XML) else data for part, data in parts.items()}


def _usual(xml: bytes, name: str) -> bytes:
    if xml.startswith(_UTF16):
        try:
            xml = _DECLARATION.sub("", xml.decode("utf-16"), count=1).encode()
        except UnicodeError as error:
            raise TemplateError(f"{name}: часть файла повреждена") from error
    if _STRICT.search(xml):
        xml = _CONFORMS.sub(b"", _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", xml), count=1)
        for strict, transitional in _RENAMED:
            xml = xml.replace(strict, transitional)
    root = _ROOT.match(xml)
    return _written_anew(xml, name) if root and _is_odd(root[1], root[2]) else xml


def _is_odd(root: bytes, prefix: bytes | None) -> bool:
    """Tell whether the root of a part has another prefix than Office gives it, or quotes of another sort."""
    if _APOSTROPHES.search(root):
        return True
    found = re.search(rb'\sxmlns:%s="([^"]*)"' % re.escape(prefix), root) if prefix else None
    name = prefix.decode() if prefix else None
    return found is not None and _USUAL.get(found[1].decode(), name) != name


def _written_anew(xml: bytes, name: str) -> bytes:
    root = parse(xml, name)
    usual: Any = {_USUAL.get(uri, prefix): uri for prefix, uri in root.nsmap.items()}
    fresh = etree.Element(root.tag, nsmap=usual)
    for key, value in root.attrib.items():
        fresh.set(key, value)
    fresh.text = root.text
    fresh.extend(list(root))
    return etree.tostring(fresh, xml_declaration=True, encoding="UTF-8", standalone=True)
