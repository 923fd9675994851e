"""A job: everything a worker needs to make a row, wherever it works; the same job has the same digest."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from docgen.batch.columns import Columns
from docgen.batch.manifest import Versions
from docgen.batch.table import Layout, Row
from docgen.pipeline import Format
from docgen.sources import Source
from docgen.value import Value, replace
from docgen.version import VERSION

_TEMPLATES = (".docx", ".xlsx")


class Job(Value):
    """What is to be done with every row.

    Attributes:
        source: the source, with the places of its values.
        columns: where the cells go.
        layout: where the cells stand.
        formats, split: what is made of each document.
        templates: folders of templates, the house's own before the shipped ones.
        keep: where compiled templates stay for other processes of this machine.
        contents: what is in the folders instead, for workers on other machines.
    """

    source: Source
    columns: Columns
    layout: Layout
    formats: tuple[Format, ...]
    split: bool
    templates: tuple[Path, ...]
    keep: Path | None = None
    contents: tuple[tuple[tuple[str, bytes], ...], ...] = ()

    @cached_property
    def versions(self) -> Versions:
        """What the files depend on besides their rows."""
        what = (self.source.data, [column.path for column in self.columns.columns], self.formats, self.split)
        templates = sha256()
        for folder in self.templates:
            for name, data in _files(folder):
                templates.update(f"{name}\0{len(data)}\0".encode() + data)
        source = _short(json.dumps(what, default=_typed).encode())
        return Versions(VERSION, source, templates.hexdigest()[:16])

    def packed(self) -> Packed:
        """Return the job as it is sent to processes of this machine."""
        return Packed.of(self)

    def packed_for_travel(self) -> Packed:
        """Return the job with its templates inside, for workers on other machines."""
        contents = tuple(tuple(_files(folder)) for folder in self.templates)
        return Packed.of(replace(self, templates=(), keep=None, contents=contents))


class Packed(Value):
    """A job as bytes, and what tells it from every other one."""

    digest: str
    payload: bytes

    @classmethod
    def of(cls, job: Job) -> Packed:
        """Pack a job."""
        payload = pickle.dumps(job)
        return cls(_short(payload), payload)

    def unpacked(self) -> Job:
        """Return the job."""
        job: Job = pickle.loads(self.payload)  # noqa: S301 - packed by this very run
        return job


class Order(Value):
    """A row to be made, and the name of its files."""

    row: Row
    name: str

    @property
    def data(self) -> str:
        """The digest of the row's values."""
        return _short(json.dumps(self.row.values, default=_typed).encode())


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _TEMPLATES and path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def _typed(value: object) -> str:
    return f"{type(value).__name__}:{value}"
