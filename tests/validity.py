"""Is a DOCX one that Word opens without a word? Structural checks of our own; the project's checker too if it is near."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

from docx import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHECKER = Path(__file__).parents[2] / "shared" / "tools" / "ooxml_check.py"
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs spacing ind jc outlineLvl "
    "rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "type pgSz pgMar pgNumType titlePg",
}


def faults(data: bytes, *, checker: bool = True) -> list[str]:
    """Return what is wrong with a file; nothing if it is sound. ``checker``: ask the project's own too (slower)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    found = [*_package(parts), *_document(parts)]
    Document(io.BytesIO(data))
    return found or (_checked(data) if checker else [])


def _package(parts: dict[str, bytes]) -> Iterator[str]:
    trees = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            trees[name] = etree.fromstring(content)
    for name, root in trees.items():
        if name.endswith(".rels"):
            base = PurePosixPath(name).parent.parent
            for relation in root:
                target = relation.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else normpath(str(base / target))
                if relation.get("TargetMode") != "External" and path not in parts:
                    yield f"{name}: нет части {target}"
    types = trees["[Content_Types].xml"]
    for element in types.iter("{*}Override"):
        if element.get("PartName", "").lstrip("/") not in parts:
            yield f"[Content_Types].xml: нет части {element.get('PartName')}"


def _document(parts: dict[str, bytes]) -> Iterator[str]:
    root = etree.fromstring(parts["word/document.xml"])
    text = "".join(t.text or "" for t in root.iter(f"{W}t"))
    if re.search(r"\{\{p |\{%(?:p|tr|tc) |_put\(", text) or any("\ue000" <= char <= "\uf8ff" for char in text):
        yield "остался тег шаблона"
    relations = {e.get("Id") for e in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    for element in root.iter():
        for key, value in element.attrib.items():
            if key.startswith(R) and value not in relations:
                yield f"ссылка {value} ни на что не указывает"
    yield from _identifiers(root)
    numbering = etree.fromstring(parts.get("word/numbering.xml", b"<none/>"))
    numbers = {e.get(f"{W}numId") for e in numbering.iter(f"{W}num")}
    styles = {e.get(f"{W}styleId") for e in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")}
    for element in root.iter(f"{W}numId"):
        if element.get(f"{W}val") not in numbers:
            yield f"нет списка {element.get(f'{W}val')}"
    for element in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
        if element.get(f"{W}val") not in styles:
            yield f"нет стиля {element.get(f'{W}val')}"
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield "ячейка не кончается абзацем"
    for table in root.iter(f"{W}tbl"):
        if next(table.iter(f"{W}tr"), None) is None:
            yield "таблица без строк"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            gaps = (int(gap.get(f"{W}val")) for gap in (*row.iter(f"{W}gridBefore"), *row.iter(f"{W}gridAfter")))
            if sum(_span(cell) for cell in row.findall(f"{W}tc")) + sum(gaps) != columns:
                yield "строка таблицы не по сетке"
    for parent, order in _ORDER.items():
        ranks = {f"{W}{name}": rank for rank, name in enumerate(order.split())}
        for element in root.iter(f"{W}{parent}"):
            seen = [ranks[child.tag] for child in element if child.tag in ranks]
            if seen != sorted(seen) or (parent != "sectPr" and len(seen) != len(set(seen))):
                yield f"порядок в {parent}: {[child.tag.rpartition('}')[2] for child in element]}"


def _identifiers(root: etree._Element) -> Iterator[str]:
    for attribute in ("id", "name"):
        counts = Counter(e.get(f"{W}{attribute}") for e in root.iter(f"{W}bookmarkStart"))
        for value, count in counts.items():
            if count > 1:
                yield f"закладка {value} дана {count} раза"
    begins = [e.get(f"{W}id") for e in root.iter(f"{W}bookmarkStart")]
    ends = [e.get(f"{W}id") for e in root.iter(f"{W}bookmarkEnd")]
    if sorted(begins) != sorted(ends):
        yield "закладки не закрыты"
    fields = Counter(e.get(f"{W}fldCharType") for e in root.iter(f"{W}fldChar"))
    if fields["begin"] != fields["end"] or fields["separate"] > fields["begin"]:
        yield f"поля не закрыты: {fields}"


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.get(f"{W}val", "1")) if span is not None else 1


@cache
def _checker() -> Any:
    """Load the project's checker: its schemas are read once for all papers."""
    sys.path.append(str(_CHECKER.parent))
    return importlib.import_module(_CHECKER.stem)


def _checked(data: bytes) -> list[str]:
    """Ask the project's checker: the schemas of ISO/IEC 29500 and much more; it is not on every machine."""
    if not _CHECKER.is_file():
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.docx"
        path.write_bytes(data)
        told = io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            code = _checker().main(["--json", "--sdk", "off", str(path)])
    return [] if code == 0 else [json.dumps(told.getvalue()[-2000:], ensure_ascii=False)]
