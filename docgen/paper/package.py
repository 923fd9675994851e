"""The parts of an Office file and how they refer to each other."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from docgen.errors import UsageError
from docgen.paper.wml import parse
from docgen.value import Value

MAX_UNPACKED = 100 * 1024 * 1024
_OLD = b"\xd0\xcf\x11\xe0"  # how files of Word 97 and encrypted ones begin


class Relation(Value):
    """A relation of a part: its kind (`header`, `styles`) and the name of the part it leads to."""

    kind: str
    target: str


@dataclass(frozen=True)
class Package:
    """An unpacked Office file: the name a user knows it by and its XML parts."""

    name: str
    parts: Mapping[str, bytes]
    _parsed: dict[str, etree._Element] = field(default_factory=dict)

    def part(self, name: str) -> etree._Element | None:
        """Return a part, parsed once; None if the file has no such part."""
        if name not in self.parts:
            return None
        if name not in self._parsed:
            self._parsed[name] = parse(self.parts[name], self.name)
        return self._parsed[name]

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relations of a part by their ids; those of the file itself for an empty name."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        inner = [] if root is None else [e for e in root if e.get("TargetMode") != "External"]
        return {
            e.get("Id", ""): Relation(
                e.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, unquote(e.get("Target", "")))).lstrip("/"),
            )
            for e in inner
        }

    def related(self, name: str, kind: str) -> etree._Element | None:
        """Return the first part of a kind that a part refers to."""
        targets = (r.target for r in self.relations(name).values() if r.kind == kind)
        return next((root for target in targets if (root := self.part(target)) is not None), None)


def unpack(file: Path | str | bytes) -> Package:
    """Unpack an Office file.

    Raises:
        UsageError: there is no such file, it cannot be read, it is not a package or unpacks to too much.
    """
    name, data = ("документ", file) if isinstance(file, bytes) else (Path(file).name, _bytes(Path(file)))
    if data.startswith(_OLD):
        hint = "откройте его в Word и сохраните как .docx без пароля"
        raise UsageError(f"{name}: файл закрыт паролем или сохранён в старом формате .doc; {hint}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels"))]
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise UsageError(f"{name}: файл слишком велик в распакованном виде")
            return Package(name, {entry.filename.lstrip("/"): archive.read(entry) for entry in entries})
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise UsageError(f"{name}: это не файл DOCX или он повреждён") from error


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise UsageError(f"нет файла {path}")
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"файл {path} не читается: нет прав или он занят") from error
