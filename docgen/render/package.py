"""The zip of an Office file: read with care, written the same way every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from docgen.errors import TemplateError

MAX_UNPACKED = 200 * 1024 * 1024
_FIRST = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of an Office file by name.

    Raises:
        TemplateError: the file is not a zip, or it unpacks to more than 200 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise TemplateError(f"{name}: файл слишком велик в распакованном виде")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise TemplateError(f"{name}: это не файл Word (DOCX) или он повреждён") from error


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the zip of the parts: the same parts give the same bytes (no clock, the content types first)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, parts[name])
    return buffer.getvalue()
