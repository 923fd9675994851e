"""Pictures of a source: PNG, JPEG and SVG, told by their content and refused if they could do harm."""

from __future__ import annotations

import io
import re
import warnings

from lxml import etree

from docgen.finding import Place
from docgen.regex import regex
from docgen.sources.node import Node, Reading
from docgen.vocabulary import term

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
_FORMATS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_OUTSIDE = regex(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)
_HINT = "Сохраните рисунок в PNG или JPEG"


def read_image(raw: bytes, name: str) -> Reading:
    """Return a mapping with the bytes of a picture, or what is wrong with it."""
    place, reading = Place(name), Reading()
    if len(raw) > MAX_BYTES:
        reading.complain("велик", "рисунок больше 5 МБ", place, "Уменьшите его: на бумаге он мал")
    elif wrong := _fault(raw):
        reading.complain("рисунок", wrong, place, _HINT)
    else:
        reading.node = Node({term("data"): Node(raw, place)}, place)
    return reading


def _fault(raw: bytes) -> str:
    """Tell what is wrong with the content of a picture; nothing if it is good."""
    kind = next((kind for start, kind in _FORMATS.items() if raw.startswith(start)), "")
    return _raster_fault(raw, kind) if kind else _svg_fault(raw)


def _raster_fault(raw: bytes, kind: str) -> str:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=[kind]) as picture:
                width, height = picture.size
                if width * height > MAX_PIXELS:
                    return "в рисунке слишком много точек"
                picture.load()
    except Exception:  # noqa: BLE001 - Pillow raises whatever its decoders meet in a damaged file
        return f"рисунок повреждён: {kind} не читается"
    return ""


def _svg_fault(raw: bytes) -> str:
    """Refuse what is no SVG, and SVG that runs code or looks outside itself."""
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        return "в рисунке SVG есть описание типа (DOCTYPE), а оно может подключать чужие файлы"
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return "это не рисунок PNG, JPEG или SVG"
    if root.tag != f"{_SVG}svg":
        return "это не рисунок PNG, JPEG или SVG"
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        links = [element.get(key, "") for key in _HREFS]
        styles = [str(value) for value in element.attrib.values()] + ([element.text or ""] if name == "style" else [])
        handlers = any(str(key).lower().startswith("on") for key in element.attrib)
        if handlers or name in {"script", "foreignObject", "image"}:
            return f"в рисунке SVG есть то, чего в документе быть не может: {name}"
        if any(link and not link.startswith("#") for link in links) or any(map(_OUTSIDE.search, styles)):
            return "рисунок SVG ссылается на другие файлы"
    return ""
