"""Writing files: under a temporary name first, then renamed, so that nobody ever sees half a file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from docgen.errors import MachineError, why


def write_all(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write files whole or not at all: every one is written before the first is renamed to its final name.

    Raises:
        MachineError: no rights, no space; what had been written under temporary names is removed.
    """
    waiting: list[tuple[Path, Path]] = []
    with contextlib.ExitStack() as stack:
        for path, data in files:
            with told(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                temporary = stack.enter_context(_beside(path))
                waiting.append((temporary, path))
                _write(temporary, data)
        for temporary, path in waiting:
            with told(path):
                temporary.replace(path)


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file under a temporary name; it gets its own only when it has been written whole.

    Raises:
        MachineError: no rights, no space.
    """
    with told(path), _beside(path) as temporary:
        with temporary.open("xb") as file:
            yield file
        temporary.replace(path)


@contextlib.contextmanager
def told(path: Path, reasons: tuple[type[Exception], ...] = (OSError,)) -> Iterator[None]:
    """Turn what keeps a file from being written into `MachineError`."""
    try:
        yield
    except reasons as error:
        raise MachineError(f"{path.as_posix()} не записывается: {why(error)}") from error


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give a temporary name beside a file, under which nothing stays, whatever happens."""
    if path.exists() and not path.is_file():
        raise MachineError(f"{path.as_posix()} не записывается: это не файл")
    temporary = path.parent / f".docgen-{os.urandom(6).hex()}.tmp"
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
