"""Plain data with code in it on disk: whole or not there, read only where it was written by this Python and Jinja."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
from lxml import etree

from docgen.errors import MachineError
from docgen.output import written_whole

_FORM = 1  # the shape of what is kept; another shape is another file
MOST = 500  # files: those of templates and versions that are no more are never asked for
VERSIONS = f"{_FORM} {sys.version} {jinja2.__version__} {etree.LXML_VERSION}"

_HOME = Path(__file__).parent.parent


def version(patterns: Iterable[str]) -> bytes:
    """Return what tells one docgen from another: the sizes and times of its files, as Python's own bytecode goes by.

    Args:
        patterns: the files that what is kept depends on, inside the package.
    """
    files = sorted(file for pattern in patterns for file in _HOME.glob(pattern))
    said = [(file.name, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files]
    return repr((VERSIONS, said)).encode()


def load(folder: Path, name: str) -> Any:  # noqa: ANN401
    """Return what is kept under a name; None if there is nothing, or what is there is not whole."""
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        kept = (folder / f"{name}.docgen").read_bytes()
        if kept[:32] == hashlib.sha256(kept[32:]).digest():
            return marshal.loads(kept[32:])  # noqa: S302
    return None


def save(folder: Path, name: str, plain: Any) -> None:  # noqa: ANN401
    """Keep plain data; that it cannot be kept is no reason not to work. A folder that has grown full begins anew."""
    with contextlib.suppress(OSError, MachineError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if len(old := list(folder.glob("*.docgen"))) >= MOST:
            for file in old:
                file.unlink(missing_ok=True)
        data = marshal.dumps(plain)
        with written_whole(folder / f"{name}.docgen") as kept:
            kept.write(hashlib.sha256(data).digest() + data)
