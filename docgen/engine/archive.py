"""The zip of an Office file, written without a clock: what no document changes is copied, the rest is deflated.

The entries a template never changes are one piece of bytes, compressed once, with their directory ready; the parts
of a document follow, deflated as they come.
"""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from docgen.errors import MachineError, TemplateError
from docgen.value import Value

_FAST: tuple[Any, int] = (zlib.compressobj, 1)
crc32 = zlib.crc32
with contextlib.suppress(ImportError):  # a deflate twenty times as fast, where a wheel of it is built
    from isal import isal_zlib

    _FAST, crc32 = (isal_zlib.compressobj, 1), isal_zlib.crc32

MAX_UNPACKED = 200 * 1024 * 1024
_MAX_RATIO = 200  # a part of honest XML is not deflated better than this
_PICTURES = (".emf", ".wmf", ".bmp", ".tif", ".tiff")  # of white paper mostly: they are
_OLD = b"\xd0\xcf\x11\xe0"  # what files of Word 97 and encrypted ones begin with
_FIRST = "[Content_Types].xml"
_DATE = 0x0021  # 1 January 1980, the first day of DOS
_LIMIT, _MOST = 0xFFFFFFFF, 0xFFFF  # bytes and entries that a zip counts
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_OFFSET = struct.Struct("<I")  # where an entry stands: the end of its record in the directory, before the name
_OFFSET_AT = _CENTRAL.size - _OFFSET.size
_END = struct.Struct("<4s4H2IH")
_UTF8 = 0x800
_STORED, _DEFLATED = 0, 8


class Entry(Value):
    """An entry of a zip in its compressed form."""

    name: bytes
    method: int
    crc: int
    size: int
    data: bytes

    @classmethod
    def of(cls, name: str, data: bytes, level: int = 9) -> Entry:
        """Return the entry of a part, compressed once and for all."""
        compressor = zlib.compressobj(level, zlib.DEFLATED, -15)
        packed = compressor.compress(data) + compressor.flush()
        if len(packed) >= len(data):
            return cls(name.encode(), _STORED, zlib.crc32(data), len(data), data)
        return cls(name.encode(), _DEFLATED, zlib.crc32(data), len(data), packed)

    def local(self) -> bytes:
        """Return the header that stands before the data."""
        return _local(self.name, self.method, self.crc, len(self.data), self.size)

    def central(self, offset: int) -> bytes:
        """Return the record of the directory."""
        return _central(self.name, self.method, self.crc, len(self.data), self.size, offset)


class Blob(Value):
    """Entries that stand at the head of every file, with their directory."""

    data: bytes
    directory: bytes
    count: int

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Blob:
        """Join entries; the content types come first, as readers that stream a package want them."""
        data, directory = bytearray(), bytearray()
        ordered = sorted(entries, key=lambda entry: entry.name != _FIRST.encode())
        for entry in ordered:
            directory += entry.central(len(data))
            data += entry.local() + entry.data
        return cls(bytes(data), bytes(directory), len(ordered))


class Writer:
    """Writes one file behind a blob; the file must be seekable."""

    def __init__(self, file: BinaryIO, blob: Blob, *, small: bool = False) -> None:
        """``small``: spend time on a smaller file."""
        self._file, self._at, self._count = file, len(blob.data), blob.count
        self._base = file.tell()
        self._directory = [blob.directory]
        deflate: tuple[Any, int] = (zlib.compressobj, 6) if small else _FAST
        self._make, self._level = deflate
        file.write(blob.data)

    def copy(self, blob: Blob) -> None:
        """Write an entry that is ready."""
        head, name = blob.directory[:_OFFSET_AT], blob.directory[_CENTRAL.size :]
        self._record(head + _OFFSET.pack(self._at) + name, len(blob.data))
        self._file.write(blob.data)

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Deflate a part as it comes; its header is written when its size is known."""
        named, file = name.encode(), self._file
        head = _LOCAL.size + len(named)
        file.seek(self._base + self._at + head)
        compressor = self._make(level=self._level, method=_DEFLATED, wbits=-15)
        crc = size = packed = 0
        for piece in pieces:
            crc = crc32(piece, crc)
            size += len(piece)
            packed += file.write(compressor.compress(piece))
        packed += file.write(compressor.flush())
        if max(size, packed, self._at) > _LIMIT:
            raise MachineError(f"файл больше 4 ГБ: {name}")
        file.seek(self._base + self._at)
        file.write(_local(named, _DEFLATED, crc, packed, size))
        self._record(_central(named, _DEFLATED, crc, packed, size, self._at), head + packed)
        file.seek(self._base + self._at)

    def _record(self, record: bytes, length: int) -> None:
        self._directory.append(record)
        self._count += 1
        self._at += length

    def close(self) -> None:
        """Write the directory; the file itself stays open."""
        directory = b"".join(self._directory)
        if self._at + len(directory) > _LIMIT:
            raise MachineError("файл больше 4 ГБ")
        if self._count > _MOST:
            raise MachineError(f"в файле больше {_MOST} частей")
        self._file.write(directory)
        self._file.write(_END.pack(b"PK\5\6", 0, 0, self._count, self._count, len(directory), self._at, 0))


def _local(name: bytes, method: int, crc: int, packed: int, size: int) -> bytes:
    return _LOCAL.pack(b"PK\3\4", 20, _UTF8, method, 0, _DATE, crc, packed, size, len(name), 0) + name


def _central(name: bytes, method: int, crc: int, packed: int, size: int, offset: int) -> bytes:
    return (
        _CENTRAL.pack(b"PK\1\2", 20, 20, _UTF8, method, 0, _DATE, crc, packed, size, len(name), 0, 0, 0, 0, 0, offset)
        + name
    )


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of an Office file by name.

    Raises:
        TemplateError: the file is not a zip, a part is named like a path out of it, or it is a zip bomb.
    """
    if data.startswith(_OLD):
        raise TemplateError(
            f"{name}: файл закрыт паролем или старого формата; сохраните его как DOCX или XLSX без пароля"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_tricks(entries, name)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (
        zipfile.BadZipFile,
        RuntimeError,
        EOFError,
        ValueError,
        LookupError,
        OSError,
        zlib.error,
        struct.error,
    ) as error:
        raise TemplateError(f"{name}: это не файл Word или Excel (DOCX, XLSX) либо он повреждён") from error


def _refuse_tricks(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise TemplateError(f"{name}: файл слишком велик в распакованном виде")
    for entry in entries:
        steps = entry.filename.replace("\\", "/").split("/")
        if ".." in steps or not steps[0] or ":" in steps[0]:
            raise TemplateError(f"{name}: часть файла названа путём: {entry.filename[:60]}")
        dense = entry.file_size > 1_000_000 and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)  # noqa: PLR2004
        if dense and not entry.filename.lower().endswith(_PICTURES):
            raise TemplateError(f"{name}: файл слишком велик в распакованном виде")
    if len({entry.filename for entry in entries}) < len(entries):
        raise TemplateError(f"{name}: часть файла встречается дважды; он повреждён")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the zip of the parts: the same parts give the same bytes (no clock, the content types first)."""
    names = sorted(parts, key=lambda name: (name != _FIRST, name))
    file = io.BytesIO()
    Writer(file, Blob.of(Entry.of(name, parts[name], 6) for name in names)).close()
    return file.getvalue()
