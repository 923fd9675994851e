"""The workshop: makes rows in one process; what does not change from row to row is read and compiled once."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from docgen import kinds, pipeline
from docgen.batch.job import Job, Order
from docgen.batch.result import File, Result
from docgen.batch.signing import borrowed_signer
from docgen.batch.table import Row
from docgen.errors import DocgenError, MachineError
from docgen.finding import Finding
from docgen.folding import fold
from docgen.model.document import Document, read_any
from docgen.model.part import Memory, Part, keys
from docgen.model.prose import Prose
from docgen.model.registry import Registry
from docgen.render.library import Library
from docgen.value import replace
from docgen.vocabulary import term

_SCHOOL, _CODE = term("school"), "код"


class Workshop:
    """Makes the rows of a job. Nothing of a row stays behind: all that is kept was there before the first one."""

    def __init__(self, job: Job) -> None:
        """Read the source and make the templates ready."""
        self._job = job
        self._unpacked = _unpacked(job)
        folders = [Path(self._unpacked.name, str(n)) for n in range(len(job.contents))] if self._unpacked else []
        self._library = Library(folders or job.templates, job.keep, kinds.nouns())
        self._columns = replace(job.columns, data=_with_prose_read(job.columns.data, job.columns.fields))
        self._memory = _remembered(self._columns.data)
        own = {keys(Document).get(fold(str(key))) for key in job.columns.data}
        self._named = _SCHOOL in own | job.columns.fields

    def make(self, orders: Sequence[Order]) -> list[Result]:
        """Make rows; LibreOffice starts once for all of them."""
        loaded = [(order, *self._loaded(order)) for order in orders]
        sound = [(document, order.name) for order, document, _ in loaded if document is not None]
        files = self._files(sound)
        return [self._result(order, findings, files.get(order.name)) for order, _, findings in loaded]

    def _loaded(self, order: Order) -> tuple[Document | None, tuple[Finding, ...]]:
        """Read a row as a document; what is wrong has the place of the cell where there is one."""
        row, layout = order.row, self._job.layout
        if row.faults:
            return None, tuple(
                Finding("ячейка", "error", fault.message, layout.place(row.line, fault.column), (), fault.hint)
                for fault in row.faults
            )
        data = self._columns.over(row)
        if not self._named:  # blanks of different rows are different blanks
            data = {**data, _SCHOOL: {_CODE: order.name}}
        try:
            source = replace(self._job.source, data=data, findings=())
            loaded = pipeline.checked(source, Registry(kinds=kinds.kinds(), memory=self._memory))
        except RecursionError:
            return None, (Finding("глубоко", "error", "значение слишком глубоко вложено", layout.place(row.line)),)
        borrowed = borrowed_signer(loaded.valid, self._columns, row) if loaded.valid else ()
        return loaded.valid, tuple(self._placed(finding, row) for finding in (*loaded.findings, *borrowed))

    def _placed(self, finding: Finding, row: Row) -> Finding:
        column = self._columns.column(finding.path)
        return replace(finding, place=self._job.layout.place(row.line, column.index)) if column else finding

    def _files(self, sound: Sequence[tuple[Document, str]]) -> dict[str, tuple[File, ...] | DocgenError]:
        """Return the files of documents by their name, or why there are none."""
        try:
            return self._rendered(sound)
        except MachineError:
            raise
        except DocgenError as error:
            if len(sound) == 1:
                return {sound[0][1]: error}
        found: dict[str, tuple[File, ...] | DocgenError] = {}
        for item in sound:  # one of them is at fault
            found |= self._files([item])
        return found

    def _rendered(self, sound: Sequence[tuple[Document, str]]) -> dict[str, tuple[File, ...] | DocgenError]:
        numbered = [(document, str(number)) for number, (document, _) in enumerate(sound)]
        files: dict[str, list[File]] = {name: [] for _, name in sound}
        made = pipeline.render_all(numbered, self._library, split=self._job.split, formats=self._job.formats)
        for paper in made:
            number, _, rest = PurePosixPath(paper.name).stem.partition("-")
            name = sound[int(number)][1]
            tail = f"-{rest}" if rest else ""
            files[name].append(File.of(f"{name}{tail}{PurePosixPath(paper.name).suffix}", paper.data, paper.note))
        return {name: tuple(own) for name, own in files.items()}

    def _result(
        self, order: Order, findings: tuple[Finding, ...], files: tuple[File, ...] | DocgenError | None
    ) -> Result:
        place = self._job.layout.place(order.row.line)
        if isinstance(files, DocgenError):
            findings = (*findings, Finding("шаблон", "error", str(files), place))
            files = ()
        return Result(order.row.line, place, order.name, order.data, files or (), findings)


def _remembered(data: object) -> Memory:
    """Return the parts of the source as it is; it may lack what rows bring."""
    memory = Memory()
    with suppress(ValidationError):
        read_any(data, Registry(kinds=kinds.kinds(), memory=memory))
    return memory.closed()


def _with_prose_read(data: Any, touched: frozenset[str]) -> Any:  # noqa: ANN401
    """Return the data with its Markdown read, where no column changes it: reading it takes long."""
    if not isinstance(data, dict):
        return data
    kind = next((kinds.kinds().get(str(value)) for key, value in data.items() if key == term("kind")), None)
    prose = _prose_fields(kind) - touched if kind else frozenset()
    try:
        return {key: Prose.read(value) if key in prose else value for key, value in data.items()}
    except Exception:  # noqa: BLE001 - whatever is wrong with it is said when the row is read
        return data


def _prose_fields(kind: type[Part]) -> frozenset[str]:
    return frozenset(term(name) for name, field in kind.model_fields.items() if field.annotation is Prose)


def _unpacked(job: Job) -> tempfile.TemporaryDirectory[str] | None:
    """Put the templates that came with the job into a folder of their own."""
    if not job.contents:
        return None
    folder = tempfile.TemporaryDirectory(prefix="docgen-")
    for number, files in enumerate(job.contents):
        for name, data in files:
            path = Path(folder.name, str(number), name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return folder
