"""Writing files: under a temporary name first, then renamed, so that nobody ever sees half a file."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from docgen.errors import MachineError


def write_all(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write files whole or not at all: every one is written before the first is renamed to its final name.

    Raises:
        MachineError: no rights, no space; what had been written under temporary names is removed.
    """
    waiting: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".docgen-{secrets.token_hex(6)}.tmp")
            waiting.append((temporary, path))
            _write(temporary, data)
        for temporary, path in waiting:
            temporary.replace(path)
    except OSError as error:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink()
        raise MachineError(f"{path} не записывается: {error.strerror or error}") from error


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
