"""An address of fsspec as the place of files: `s3://…`, `memory://…` (the extra `remote`)."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Iterator
from itertools import islice

from docgen.batch import manifest
from docgen.batch.manifest import Record, Versions
from docgen.batch.result import File, Result
from docgen.errors import MachineError, UsageError, why
from docgen.value import replace

_PACK = 32  # rows whose files are sent at once
_WHOLE = {"memory", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss"}
"""Where an object is there whole or not at all; elsewhere it gets its name when it is."""


class Remote:
    """A folder at an address. Manifests of packs are sent before their files, and made one at the end."""

    def __init__(self, address: str, versions: Versions) -> None:
        """Find the driver of the address.

        Raises:
            UsageError: fsspec or the driver is missing, or the address is none.
        """
        try:
            import fsspec
        except ImportError as error:
            raise UsageError("чтобы писать по адресам, установите: pip install fsspec s3fs") from error
        self._address, self._versions = address, versions
        try:
            self._files, root = fsspec.url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise UsageError(f"по адресу {address} не записать: {error}") from error
        self._root = root.rstrip("/")
        self._sizes: dict[str, int] = {}
        self._packs: list[str] = []

    def place(self) -> None:
        """Hold nothing: machines far from each other share no locks."""

    def opened(self, *, resume: bool) -> dict[str, Record]:
        """Make the place ready; returns what an earlier run says of it, if that is to be taken up.

        Raises:
            MachineError: it does not answer.
        """
        with self._told():
            self._make_folder(self._root)
            self._packs = sorted(self._files.glob(f"{self._root}/*{manifest.NAME}"))
            raw = b"".join(self._files.cat_file(path) for path in self._packs) if resume else b""
            if not resume and self._packs:
                self._files.rm(self._packs)
                self._packs = []
            if resume:
                found = self._files.find(self._root, detail=True)
                self._sizes = {path[len(self._root) + 1 :]: entry["size"] for path, entry in found.items()}
        return manifest.read(raw)

    def holds(self, file: File) -> bool:
        """Tell whether a file is there; of its content only the size is known from afar."""
        return self._sizes.get(file.name) == file.size

    def stored(self, results: Iterable[Result]) -> Iterator[Result]:
        """Send the files of results, pack by pack."""
        rest = iter(results)
        while pack := list(islice(rest, _PACK)):
            files = {file.name: file.data or b"" for result in pack if not result.kept for file in result.files}
            if files:
                with self._told():
                    name = f"{len(self._packs):06}-{secrets.token_hex(3)}.{manifest.NAME}"
                    self._send({name: b"".join(manifest.lines(item, self._versions) for item in pack)})
                    self._packs.append(f"{self._root}/{name}")
                    self._send(files)
            yield from (replace(item, files=tuple(map(File.written, item.files))) for item in pack)

    def _send(self, files: dict[str, bytes]) -> None:
        for name in files:
            if "/" in name:
                self._make_folder(f"{self._root}/{name.rpartition('/')[0]}")
        if self._is_whole:
            self._files.pipe({f"{self._root}/{name}": data for name, data in files.items()})
            return
        for name, data in files.items():
            temporary = f"{self._root}/.docgen-{secrets.token_hex(6)}.tmp"
            self._files.pipe_file(temporary, data)
            self._files.mv(temporary, f"{self._root}/{name}")

    def _make_folder(self, path: str) -> None:
        if not self._is_whole:  # objects have no folders: it would be a bucket, of a mistyped name perhaps
            self._files.makedirs(path, exist_ok=True)

    @property
    def _is_whole(self) -> bool:
        protocol = self._files.protocol
        return not _WHOLE.isdisjoint({protocol} if isinstance(protocol, str) else protocol)

    def finish(self, lines: bytes) -> None:
        """Make one manifest of those of the packs."""
        with self._told():
            self._send({manifest.NAME: lines})
            old = [path for path in self._packs if not path.endswith(f"/{manifest.NAME}")]
            if old:
                self._files.rm(old)

    def close(self) -> None:
        """Leave everything as it is."""

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise MachineError(f"{self._address} не записывается: {why(error)}") from error
