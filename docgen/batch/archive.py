"""A ZIP archive as the place of files: it grows under a temporary name and gets its own when it is whole."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from docgen.batch import manifest
from docgen.batch.folder import write
from docgen.batch.manifest import Record, Versions
from docgen.batch.result import File, Result
from docgen.errors import UsageError
from docgen.output import NO_INPUTS, Inputs, destination, rename, sweep, told
from docgen.value import replace

_LOCAL = struct.Struct("<4s5H3L2H")  # the header before each entry (APPNOTE 4.3.7)
_SIGNATURE = b"PK\x03\x04"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # archives hold no clock


class Archive:
    """A ZIP. Its entries stand in the order of the rows; the manifest lies beside it."""

    def __init__(self, path: Path, versions: Versions, inputs: Inputs = NO_INPUTS) -> None:
        """Take the place of the archive.

        Args:
            path: the archive to be.
            versions: what its files depend on besides their rows.
            inputs: what the run reads, and so must not write over.

        Raises:
            UsageError: there is a folder of that name, or the run reads the file.
            MachineError: it is read-only.
        """
        if path.is_dir():
            raise UsageError(f"{path.as_posix()}: это папка, а нужен архив")
        path = destination(path, inputs)
        self._path, self._versions = path, versions
        self._part = path.with_name(f".docgen-{path.name}.part")
        self._again = self._part.with_suffix(".again")
        self._journal = path.with_name(f"{path.name}.{manifest.NAME}")
        self._sums: dict[str, str] = {}
        self._doubled = self._begun = False

    def place(self) -> Path:
        """Make the folder of the archive; returns the file that a run holds while it writes there.

        Raises:
            MachineError: it cannot be made.
        """
        with self._told():
            self._path.parent.mkdir(parents=True, exist_ok=True)
        return self._path.with_name(f".docgen-{self._path.name}.lock")

    def opened(self, *, resume: bool) -> dict[str, Record]:
        """Begin the archive, or go on with one that a killed run has left; returns what that run says of it.

        Raises:
            MachineError: it cannot be written.
        """
        with self._told():
            sweep(self._path.parent)
            self._again.unlink(missing_ok=True)
            raw = self._journal.read_bytes() if resume and self._journal.exists() else b""
            if resume and not self._part.exists() and self._path.exists():
                shutil.copyfile(self._path, self._part)
            write(self._journal, raw[: raw.rfind(b"\n") + 1])
            self._stream = self._part.open("r+b" if resume and self._part.exists() else "w+b")
            entries = list(self._found())
            # Not "a": it would take the directory of the last paper, a ZIP itself, for that of the archive.
            self._zip = zipfile.ZipFile(self._stream, "w", zipfile.ZIP_STORED)
            self._begun = True
            for entry in entries:
                self._zip.filelist.append(entry)
                self._zip.NameToInfo[entry.filename] = entry
        return manifest.read(raw)

    def _found(self) -> Iterator[zipfile.ZipInfo]:
        """Yield the whole entries of an archive that may have been cut short, and cut off what follows them."""
        stream, end = self._stream, 0
        while len(head := stream.read(_LOCAL.size)) == _LOCAL.size:
            signature, _, flags, method, _, _, crc, packed, size, length, extra = _LOCAL.unpack(head)
            name = stream.read(length).decode(errors="replace")
            stream.seek(extra, os.SEEK_CUR)
            data = stream.read(size)
            if signature != _SIGNATURE or method or packed != size or len(data) != size or zlib.crc32(data) != crc:
                break
            entry = _entry(name)
            entry.header_offset, entry.CRC, entry.flag_bits = end, crc, flags
            entry.compress_size = entry.file_size = size
            self._sums[name] = sha256(data).hexdigest()
            end = stream.tell()
            yield entry
        stream.seek(end)
        stream.truncate()

    def holds(self, file: File) -> bool:
        """Tell whether a file is there, whole."""
        return self._sums.get(file.name) == file.sha256

    def stored(self, results: Iterable[Result]) -> Iterator[Result]:
        """Add the files of results to the archive."""
        for result in results:
            if result.status == "made":
                with self._told():
                    with self._journal.open("ab") as journal:
                        journal.write(manifest.lines(result, self._versions))
                    for file in result.files:
                        self._add(file)
            yield replace(result, files=tuple(map(File.written, result.files)))

    def _add(self, file: File) -> None:
        self._doubled = self._zip.NameToInfo.pop(file.name, None) is not None or self._doubled
        self._zip.writestr(_entry(file.name), file.data or b"")
        self._sums[file.name] = file.sha256

    def finish(self, lines: bytes) -> None:
        """Give the archive its name; entries of an earlier run that were made anew stand there once."""
        with self._told():
            self._zip.close()
            self._stream.close()
            if self._doubled:
                self._once([json.loads(line)["file"] for line in lines.splitlines()])
            rename(self._part, self._path)
            write(self._journal, lines)

    def _once(self, names: Iterable[str]) -> None:
        with zipfile.ZipFile(self._part) as old, zipfile.ZipFile(self._again, "w", zipfile.ZIP_STORED) as new:
            for name in names:
                new.writestr(_entry(name), old.read(name))
        self._again.replace(self._part)

    def close(self) -> None:
        """Leave the archive as it is; what it lacks is made by a run with `--resume`."""
        if self._begun:
            self._zip.fp = None  # no directory is written over what there is
            with contextlib.suppress(OSError):
                self._stream.close()

    def _told(self) -> contextlib.AbstractContextManager[None]:
        return told(self._path, (OSError, zipfile.LargeZipFile))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.external_attr = 0o644 << 16
    return entry
