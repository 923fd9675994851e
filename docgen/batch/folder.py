"""A folder as the place of files: each is written under a temporary name, then renamed; none is ever half there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path

from docgen.batch import manifest
from docgen.batch.manifest import Record, Versions
from docgen.batch.result import File, Result
from docgen.errors import UsageError
from docgen.output import NO_INPUTS, Draft, Inputs, sweep, told
from docgen.value import Value, replace

_LOCK = ".docgen.lock"


class Folder(Value):
    """A folder. Workers of this machine write into it themselves.

    Attributes:
        path: the folder.
        versions: what its files depend on besides their rows.
        inputs: what the run reads, and so must not write over.
    """

    path: Path
    versions: Versions
    inputs: Inputs = NO_INPUTS

    def place(self) -> Path:
        """Make the folder; returns the file that a run holds while it writes there.

        Raises:
            UsageError: there is a file of that name.
            MachineError: it cannot be made.
        """
        if self.path.exists() and not self.path.is_dir():
            raise UsageError(f"{self.path.as_posix()}: это файл, а нужна папка, архив .zip или адрес")
        with told(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
        return self.path / _LOCK

    def opened(self, *, resume: bool) -> dict[str, Record]:
        """Begin; returns what an earlier run says of the folder, if that is to be taken up.

        Raises:
            MachineError: it cannot be written.
        """
        known: dict[str, Record] = {}
        with told(self.path):
            sweep(self.path, below=True)
            journal = self.path / manifest.NAME
            if resume and journal.exists():
                raw = journal.read_bytes()
                known = manifest.read(raw)
                if not raw.endswith(b"\n"):  # it was cut short
                    write(journal, raw[: raw.rfind(b"\n") + 1])
            else:
                write(journal, b"")
        return known

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
        waiting: list[tuple[Path, Draft]] = []
        with contextlib.ExitStack() as stack:
            for file in result.files:
                if file.data is None:
                    return result  # it has been written
                path = self.path / file.name
                with told(path):
                    waiting.append((path, draft := _draft(path, self.inputs)))
                    stack.callback(draft.discard)
                    draft.file.write(file.data)
                    draft.file.flush()
            if waiting:
                with told(self.path / manifest.NAME):
                    _add(self.path / manifest.NAME, manifest.lines(result, self.versions))
            for path, draft in waiting:
                with told(path):
                    draft.publish()
        return replace(result, files=tuple(map(File.written, result.files)))

    def stored(self, results: Iterable[Result]) -> Iterator[Result]:
        """Write the results that have not been written yet."""
        yield from map(self.put, results)

    def finish(self, lines: bytes) -> None:
        """Put the manifest in its final order."""
        with told(self.path / manifest.NAME):
            sweep(self.path, below=True)
            write(self.path / manifest.NAME, lines)

    def close(self) -> None:
        """Leave the folder as it is: every file in it is whole."""


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    It is not forced to the disk: after a power cut `--resume` finds by the sums what is not whole and makes it anew.
    """
    draft = _draft(path)
    try:
        draft.file.write(data)
        draft.publish()
    finally:
        draft.discard()


def _draft(path: Path, inputs: Inputs = NO_INPUTS) -> Draft:
    try:
        return Draft(path, inputs)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return Draft(path, inputs)


def _add(path: Path, lines: bytes) -> None:
    """Add lines in one go: several processes do so at once."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if os.write(handle, lines) != len(lines):
            raise OSError(0, "нет места")
    finally:
        os.close(handle)
