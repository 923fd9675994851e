"""The package of a Word file: which of its parts may hold tags, what it says of content types."""

from __future__ import annotations

import contextlib
import posixpath
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from docgen.engine.wml import parse
from docgen.errors import MachineError, TemplateError

TYPES = "[Content_Types].xml"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml":
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml":
        "application/vnd.ms-word.document.macroEnabled.main+xml",
}  # fmt: skip
_WITH_TAGS = {
    ".main+xml": "текст", "header+xml": "верхний колонтитул", "footer+xml": "нижний колонтитул",
    "footnotes+xml": "сноски", "endnotes+xml": "концевые сноски", "comments+xml": "примечания",
    "core-properties+xml": "свойства файла", "custom-properties+xml": "дополнительные свойства файла",
    "chart+xml": "диаграмма", "diagramData+xml": "рисунок SmartArt",
}  # fmt: skip
_PICTURES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "bmp": "bmp", "tif": "tiff", "tiff": "tiff",
             "emf": "x-emf", "wmf": "x-wmf", "svg": "svg+xml"}  # fmt: skip


def parts_with_tags(parts: Mapping[str, bytes], file: str) -> dict[str, str]:
    """Return the parts that may hold tags, the main one first: the part's name -> what a reader calls it.

    Raises:
        TemplateError: the package is a file neither of Word nor of Excel.
    """
    if TYPES not in parts:
        raise TemplateError(f"{file}: это не документ Word и не книга Excel")
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and any(one in data for one in _DOCTYPES):
            raise TemplateError(f"{file}: часть файла содержит DOCTYPE, таких файлов Word не создаёт")
    found: dict[str, str] = {}
    types = set()
    for element in parse(parts[TYPES], file).iter(f"{_CONTENT}Override"):
        types.add(element.get("PartName", "").lstrip("/"))
        kind, name = element.get("ContentType", ""), element.get("PartName", "").lstrip("/")
        russian = next((word for ending, word in _WITH_TAGS.items() if kind.endswith(ending)), None)
        if russian and name in parts and (kind in _MAIN or not kind.endswith(".main+xml")):
            found[name] = russian
    if "текст" not in found.values() and "xl/workbook.xml" not in types:
        raise TemplateError(f"{file}: это не документ Word и не книга Excel")
    return dict(sorted(found.items(), key=lambda item: list(_WITH_TAGS.values()).index(item[1])))


def with_types(xml: bytes, file: str) -> bytes:
    """Return the content types of the documents: those of a document, not of a template, with all sorts of pictures."""
    root = parse(xml, file)
    known = {element.get("Extension", "").lower() for element in root.iter(f"{_CONTENT}Default")}
    for extension, kind in _PICTURES.items():
        if extension not in known:
            root.insert(0, etree.Element(f"{_CONTENT}Default", Extension=extension, ContentType=f"image/{kind}"))
    for element in root.iter(f"{_CONTENT}Override"):
        if document := _MAIN.get(element.get("ContentType", "")):
            element.set("ContentType", document)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relations_of(part: str) -> str:
    """Return the name of the part that holds the relations of a part."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file under a temporary name; it gets its own only when it has been written whole.

    Raises:
        MachineError: no rights, no space.
    """
    temporary = path.with_name(f".docgen-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
        temporary.replace(path)
    except OSError as error:
        raise MachineError(f"{path} не записывается: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
