"""Replacing what a template holds beside text: pictures by their names, files by their content or place."""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from docgen.arguments import StrPath
from docgen.engine.compiled import Compiled
from docgen.errors import TemplateError, why
from docgen.value import Value

File = StrPath | bytes | BinaryIO
_PLACES = ("word/media/", "word/embeddings/")


class Replacements(Value):
    """What stands in one document for parts of its template; a file is a path, bytes or an open file.

    Attributes:
        pictures: the name, title or description of a picture in Word -> another picture of the same format.
        files: a picture or an embedded document as it is in the template -> another one.
        parts: the name of a part in the package -> its new bytes.
    """

    pictures: Mapping[str, File] = {}
    files: Mapping[File, File] = {}
    parts: Mapping[str, File] = {}

    def of(self, template: Compiled) -> dict[str, bytes]:
        """Return the parts of a template that are replaced, with their new bytes.

        Raises:
            TemplateError: the template has no such picture, file or part.
        """
        entries = {entry.name.decode(): entry for entry in template.entries}
        found: dict[str, bytes] = {}
        for name, file in self.pictures.items():
            places = [part for shown, part in template.pictures if shown == name]
            found |= dict.fromkeys(_there(places, template, f"рисунка «{name}»"), _bytes(file))
        for old, file in self.files.items():
            data = _bytes(old)
            places = [part for part, entry in entries.items() if part.startswith(_PLACES)
                      and (entry.crc, entry.size) == (zlib.crc32(data), len(data))]  # fmt: skip
            found |= dict.fromkeys(_there(places, template, "такого файла"), _bytes(file))
        for name, file in self.parts.items():
            found |= dict.fromkeys(_there([name] if name in entries else [], template, f"части {name}"), _bytes(file))
        return found


def _there(places: list[str], template: Compiled, what: str) -> list[str]:
    if not places:
        raise TemplateError(f"{template.name}: в шаблоне нет {what}, заменять нечего")
    return places


def _bytes(file: File) -> bytes:
    if isinstance(file, bytes):
        return file
    try:
        return Path(file).read_bytes() if isinstance(file, str | os.PathLike) else file.read()
    except OSError as error:
        raise TemplateError(f"файл {file} не читается: {why(error)}") from error
