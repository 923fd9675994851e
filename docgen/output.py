"""Writing files: under a temporary name first, then renamed, so that nobody ever sees half a file.

A file that is there keeps its rights, a link leads to its file, and neither what is read-only nor what the same
command reads is written over. What a killed process has left is removed by the next one that writes there.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from docgen import lock
from docgen.errors import MachineError, UsageError, why

_TEMPORARY = ".docgen-{}.tmp"


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from all others, whatever its name; None if it is not there."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


class Inputs:
    """The files that a command reads, and so must not write over, by whatever name they are called."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self._known = frozenset(filter(None, map(_identity, paths)))

    def __contains__(self, path: Path) -> bool:
        return bool(self._known) and _identity(path) in self._known


NO_INPUTS = Inputs()


class Draft:
    """A file under a temporary name, held as long as it is open, so that no other process takes it for a dead one's."""

    def __init__(self, path: Path, inputs: Inputs = NO_INPUTS) -> None:
        """Open it beside the file that it is to be.

        Raises:
            UsageError: the file is one of the inputs.
            MachineError: it is read-only or no file.
            OSError: no rights, no space.
        """
        self._target = destination(path, inputs)
        while True:
            self._path = self._target.with_name(_TEMPORARY.format(os.urandom(6).hex()))
            with contextlib.suppress(FileExistsError):
                self.file: BinaryIO = os.fdopen(lock.create(self._path), "r+b")
                return

    def publish(self) -> None:
        """Give the file its name, and the rights of the one that it replaces."""
        self.file.flush()
        if sys.platform == "win32":
            self.file.close()
        rename(self._path, self._target)
        self.file.close()

    def discard(self) -> None:
        """Remove what has not been published."""
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self.file.close()
            self._path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.file.close()


def write_all(files: Iterable[tuple[Path, bytes]], inputs: Inputs = NO_INPUTS) -> None:
    """Write files whole or not at all: every one is written before the first is renamed to its final name.

    Raises:
        UsageError: a file is one of the inputs, or given twice.
        MachineError: no rights, no space; what had been written under temporary names is removed.
    """
    files = list(files)
    targets = set()
    for path, _ in files:
        with told(path):
            target = os.path.normcase(os.path.realpath(destination(path, inputs)))
        if target in targets:
            raise UsageError(f"два документа попали бы в один файл {path}; сделайте их в разных папках")
        targets.add(target)
    waiting: list[tuple[Path, Draft]] = []
    with contextlib.ExitStack() as stack:
        for path, data in files:
            with told(path):
                folder = destination(path, inputs).parent
                folder.mkdir(parents=True, exist_ok=True)
                sweep(folder)
                draft = Draft(path, inputs)
                stack.callback(draft.discard)
                waiting.append((path, draft))
                draft.file.write(data)
                draft.file.flush()
                os.fsync(draft.file.fileno())
        for path, draft in waiting:
            with told(path):
                draft.publish()


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file under a temporary name; it gets its own only when it has been written whole.

    Raises:
        MachineError: no rights, no space.
    """
    with told(path), contextlib.ExitStack() as stack:
        _swept(path.parent)
        draft = Draft(path)
        stack.callback(draft.discard)
        yield draft.file
        draft.publish()


@contextlib.contextmanager
def told(path: Path, reasons: tuple[type[Exception], ...] = (OSError,)) -> Iterator[None]:
    """Turn what keeps a file from being written into `MachineError`."""
    try:
        yield
    except reasons as error:
        raise MachineError(f"{path.as_posix()} не записывается: {why(error)}") from error


def destination(path: Path, inputs: Inputs = NO_INPUTS) -> Path:
    """Return the file that is written under a name: of a link the one that it leads to.

    Raises:
        UsageError: the file is one of the inputs.
        MachineError: it is read-only, or no file.
        OSError: links lead in a circle.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return Path(os.path.realpath(path)) if path.is_symlink() else path
    if not path.is_file():
        raise MachineError(f"{path.as_posix()} не записывается: это не файл")
    if path in inputs:
        raise UsageError(f"{path.as_posix()}: этот файл читает та же команда; укажите другое имя")
    if not mode & 0o222 or not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise MachineError(f"{path.as_posix()} не записывается: нет прав, файл только для чтения")
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def rename(temporary: Path, target: Path) -> None:
    """Give a file the name of another one, whose owner and rights it takes over."""
    with contextlib.suppress(OSError):
        old = target.stat()
        if sys.platform != "win32":
            with contextlib.suppress(PermissionError):
                os.chown(temporary, old.st_uid, old.st_gid)
        temporary.chmod(old.st_mode & 0o7777)
    temporary.replace(target)


def sweep(folder: Path, *, below: bool = False) -> None:
    """Remove what killed processes have left in a folder; ``below``: in those inside it too."""
    pattern = _TEMPORARY.format("*")
    for left in (folder.rglob if below else folder.glob)(pattern):
        lock.remove_free(left)


@lru_cache(maxsize=64)
def _swept(folder: Path) -> None:
    """Sweep a folder at the first file that this process writes there: it may write thousands."""
    sweep(folder)
