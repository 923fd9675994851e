"""A folder as the place of files: each is written under a temporary name, then renamed; none is ever half there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path

from docgen.batch import manifest
from docgen.batch.manifest import Record, Versions
from docgen.batch.result import File, Result
from docgen.errors import MachineError, UsageError
from docgen.output import told
from docgen.value import Value, replace

_TEMPORARY = ".docgen-{}.tmp"


class Folder(Value):
    """A folder. Workers of this machine write into it themselves."""

    path: Path
    versions: Versions

    def opened(self, *, resume: bool) -> dict[str, Record]:
        """Make the folder ready; returns what an earlier run says of it, if that is to be taken up.

        Raises:
            UsageError: there is a file of that name.
            MachineError: it cannot be written.
        """
        if self.path.exists() and not self.path.is_dir():
            raise UsageError(f"{self.path.as_posix()}: это файл, а нужна папка, архив .zip или адрес")
        known: dict[str, Record] = {}
        with told(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            self._swept()
            journal = self.path / manifest.NAME
            if resume and journal.exists():
                raw = journal.read_bytes()
                known = manifest.read(raw)
                if not raw.endswith(b"\n"):  # it was cut short
                    write(journal, raw[: raw.rfind(b"\n") + 1])
            else:
                write(journal, b"")
        return known

    def _swept(self) -> None:
        """Remove what killed processes have left half-written."""
        for left in self.path.rglob(_TEMPORARY.format("*")):
            left.unlink()

    def holds(self, file: File) -> bool:
        """Tell whether a file is there, whole."""
        try:
            with (self.path / file.name).open("rb") as stream:
                return file_digest(stream, "sha256").hexdigest() == file.sha256
        except OSError:
            return False

    def put(self, result: Result) -> Result:
        """Write the files of a row; returns the result without their bytes.

        Raises:
            MachineError: no rights, no space; nothing half-written stays.
        """
        waiting = []
        try:
            for file in result.files:
                if file.data is None:
                    return result  # it has been written
                with told(self.path / file.name):
                    waiting.append((_written(self.path / file.name, file.data), self.path / file.name))
            if waiting:
                with told(self.path / manifest.NAME):
                    _add(self.path / manifest.NAME, manifest.lines(result, self.versions))
            for temporary, path in waiting:
                with told(path):
                    temporary.replace(path)
        except MachineError:
            for temporary, _ in waiting:
                temporary.unlink(missing_ok=True)
            raise
        return replace(result, files=tuple(map(File.written, result.files)))

    def stored(self, results: Iterable[Result]) -> Iterator[Result]:
        """Write the results that have not been written yet."""
        yield from map(self.put, results)

    def finish(self, lines: bytes) -> None:
        """Put the manifest in its final order."""
        with told(self.path / manifest.NAME):
            self._swept()
            write(self.path / manifest.NAME, lines)

    def close(self) -> None:
        """Leave the folder as it is: every file in it is whole."""


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    _written(path, data).replace(path)


def _written(path: Path, data: bytes) -> Path:
    """Write a file under a temporary name beside its own.

    It is not forced to the disk: after a power cut `--resume` finds by the sums what is not whole and makes it anew.
    """
    temporary = path.with_name(_TEMPORARY.format(secrets.token_hex(6)))
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _add(path: Path, lines: bytes) -> None:
    """Add lines in one go: several processes do so at once."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if os.write(handle, lines) != len(lines):
            raise OSError(0, "нет места")
    finally:
        os.close(handle)
