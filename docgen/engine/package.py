"""The package of a Word file: which of its parts may hold tags, what it says of content types."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from docgen.engine.wml import parse
from docgen.errors import TemplateError

TYPES = "[Content_Types].xml"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = {
    f"{_WORD}.document.main+xml": "", f"{_WORD}.template.main+xml": f"{_WORD}.document.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml":
        "application/vnd.ms-word.document.macroEnabled.main+xml",
}  # fmt: skip
_BOOKS = {
    f"{_EXCEL}.sheet.main+xml": "", f"{_EXCEL}.template.main+xml": f"{_EXCEL}.sheet.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": "",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}  # fmt: skip
_WITH_TAGS = {
    ".main+xml": "текст", "header+xml": "верхний колонтитул", "footer+xml": "нижний колонтитул",
    "footnotes+xml": "сноски", "endnotes+xml": "концевые сноски", "comments+xml": "примечания",
    "core-properties+xml": "свойства файла", "custom-properties+xml": "дополнительные свойства файла",
    "chart+xml": "диаграмма", "diagramData+xml": "рисунок SmartArt", "diagramDrawing+xml": "рисунок SmartArt",
    "chartshapes+xml": "диаграмма", "chartex+xml": "диаграмма",
}  # fmt: skip
_PICTURES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "bmp": "bmp", "tif": "tiff", "tiff": "tiff",
             "emf": "x-emf", "wmf": "x-wmf", "svg": "svg+xml"}  # fmt: skip


def kinds(parts: Mapping[str, bytes], file: str) -> dict[str, str]:
    """Return the content types of the parts: their own, or those of their extensions.

    Raises:
        TemplateError: the package is a file neither of Word nor of Excel.
    """
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and any(one in data for one in _DOCTYPES):
            raise TemplateError(f"{file}: часть файла содержит DOCTYPE, таких файлов Word не создаёт")
    root = parse(parts.get(TYPES, b"<none/>"), file)
    usual = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(f"{_CONTENT}Default")}
    own = {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in root.iter(f"{_CONTENT}Override")}
    types = {name: own.get(name) or usual.get(name.rpartition(".")[2].lower(), "") for name in parts}
    mains = [name for name, kind in types.items() if kind in _MAIN or kind in _BOOKS]
    if not mains:
        raise TemplateError(f"{file}: это не документ Word и не книга Excel")
    main = related(parts, "", "officeDocument")
    others = set(mains) - {main if main in mains else mains[0]}  # typed so by their extension alone
    return {name: kind for name, kind in types.items() if name not in others}


def parts_with_tags(parts: Container[str], types: Mapping[str, str]) -> dict[str, str]:
    """Return the parts that may hold tags, the main one first: the part's name -> what a reader calls it."""
    found: dict[str, str] = {}
    for name, kind in types.items():
        russian = next((word for ending, word in _WITH_TAGS.items() if kind.endswith(ending)), None)
        if russian and name in parts and (kind in _MAIN or not kind.endswith(".main+xml")):
            found[name] = russian
    return dict(sorted(found.items(), key=lambda item: list(_WITH_TAGS.values()).index(item[1])))


def book_of(types: Mapping[str, str]) -> str | None:
    """Return the part of the workbook by the content types of the parts; None if the file is not of Excel."""
    return next((name for name, kind in types.items() if kind in _BOOKS), None)


class Relation(NamedTuple):
    """What a part refers to; ``target``: the part, or an address outside of the file."""

    key: str
    kind: str
    target: str


def relations(parts: Mapping[str, bytes], part: str) -> Iterator[Relation]:
    """Yield what a part refers to."""
    xml = parts.get(relations_of(part))
    for row in parse(xml, part).iter(RELATION) if xml else ():
        target = row.get("Target", "")
        if row.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        yield Relation(row.get("Id", ""), row.get("Type", "").rpartition("/")[2], target)


def related(parts: Mapping[str, bytes], part: str, kind: str) -> str | None:
    """Return the first part of a kind that a part refers to."""
    return next((one.target for one in relations(parts, part) if one.kind == kind), None)


def with_types(xml: bytes, file: str) -> bytes:
    """Return the content types of the documents: those of a document, not of a template, with all sorts of pictures."""
    root = parse(xml, file)
    known = {element.get("Extension", "").lower() for element in root.iter(f"{_CONTENT}Default")}
    for extension, kind in _PICTURES.items():
        if extension not in known:
            root.insert(0, etree.Element(f"{_CONTENT}Default", Extension=extension, ContentType=f"image/{kind}"))
    for element in root:
        if document := (_MAIN | _BOOKS).get(element.get("ContentType", "")):
            element.set("ContentType", document)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relations_of(part: str) -> str:
    """Return the name of the part that holds the relations of a part."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")
