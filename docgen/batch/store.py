"""Stores: where the files of a batch go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from docgen.batch.archive import Archive
from docgen.batch.folder import Folder
from docgen.batch.manifest import Record, Versions
from docgen.batch.remote import Remote
from docgen.batch.result import File, Result
from docgen.errors import MachineError, why
from docgen.lock import Lock
from docgen.output import NO_INPUTS, Inputs

_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class BusyError(MachineError):
    """Another run is writing there."""


class Store(Protocol):
    """Where files go: a folder, an archive, an address."""

    def place(self) -> Path | None:
        """Make the place; returns the file that a run holds while it writes there, if there is need of one."""

    def opened(self, *, resume: bool) -> Mapping[str, Record]:
        """Make it ready; returns the records of an earlier run by the names of rows, if that is to be taken up."""

    def holds(self, file: File) -> bool:
        """Tell whether a file is there, whole."""

    def stored(self, results: Iterable[Result]) -> Iterator[Result]:
        """Store the files of results and pass the results on, without the bytes."""

    def finish(self, lines: bytes) -> None:
        """Say that all rows are through; ``lines`` holds the manifest in the order of the rows."""

    def close(self) -> None:
        """Let go of it, finished or not."""


def store_of(output: str, versions: Versions, inputs: Inputs = NO_INPUTS) -> Store:
    """Return the store that an output names: `blanks.zip`, `s3://бланки`, `out/blanks`.

    Raises:
        UsageError: a driver is missing, or the run reads the archive that it would write.
        MachineError: the archive is read-only.
    """
    if output.lower().startswith("file://"):
        output = url2pathname(urlsplit(output).path)
    if _ADDRESS.match(output):
        return Remote(output, versions)
    path = Path(output)
    return (Archive if path.suffix.lower() == ".zip" else Folder)(path, versions, inputs)


@contextmanager
def held(store: Store) -> Iterator[None]:
    """Keep other runs from writing to a store at the same time.

    Raises:
        BusyError: one does so already.
        MachineError: it cannot be written.
    """
    path = store.place()
    if path is None:
        yield
        return
    try:
        lock = Lock(path)
    except BlockingIOError as error:
        what = "этот архив" if isinstance(store, Archive) else "в эту папку"
        raise BusyError(f"{what} уже пишет другой запуск; дождитесь его") from error
    except OSError as error:
        raise MachineError(f"{path.parent.as_posix()} не записывается: {why(error)}") from error
    try:
        yield
    finally:
        lock.release()
