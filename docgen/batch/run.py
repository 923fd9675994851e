"""The run of a batch: one source, a table, and where the files go."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from itertools import chain
from tempfile import TemporaryFile

from docgen import kinds, pipeline, sources
from docgen.arguments import StrPath, demand, path_of
from docgen.batch import engine, manifest
from docgen.batch.address import open_table, table_file
from docgen.batch.columns import Columns, find_columns
from docgen.batch.database import SECONDS
from docgen.batch.folder import Folder
from docgen.batch.job import Job, Order
from docgen.batch.naming import Names
from docgen.batch.result import Result
from docgen.batch.store import Store, held, store_of
from docgen.batch.table import Row
from docgen.errors import UsageError
from docgen.finding import Finding
from docgen.outcome import SourceError
from docgen.output import Inputs
from docgen.pipeline import Format
from docgen.sources import House

_SHORT = 32  # rows that are made sooner than processes start


class InputError(SourceError):
    """The source or the headings of the table are wrong, so that no row can be made."""


class Batch:
    """A batch that is ready to run: iterate over it, once, for the results in the order of the rows."""

    def __init__(
        self, source: StrPath, over: StrPath, output: StrPath | None = None, *, name: str | None = None,
        sheet: str | None = None, formats: Format | Sequence[Format] = ("docx",), split: bool = False,
        templates: StrPath | Sequence[StrPath] = (), house: House | None = None, root: StrPath | None = None,
        jobs: int = 1, cluster: str | None = None, resume: bool = False, keep: StrPath | None = None,
        db_timeout: float = SECONDS,
    ) -> None:  # fmt: skip
        """Read the source and the headings of the table.

        Args:
            source: the source: YAML or JSON.
            over: the table: a file (XLSX, CSV, YAML, JSON) or the address of a database
                (`sqlite:///школы.db?table=schools`, `postgresql://…?query=SELECT …`).
            output: a folder, a `.zip`, an address of fsspec; without it the results bring the bytes.
            name: the pattern of names of files: `{{ школа.краткое_наименование }}`.
            sheet: the sheet of a workbook that has several.
            formats: what is made of each row, as in `render`.
            split: whether appendices have files of their own.
            templates: folders of templates.
            house: the profile of the house.
            root: the folder that includes of the source must not leave.
            jobs: how many processes work; 0 for one on each core, or a single one if the table is short.
            cluster: the address of the scheduler of a Dask cluster, whose workers make the rows then.
            resume: take up an earlier run: make only what it lacks or what has changed since.
            db_timeout: how many seconds a query of a database may take, and each portion of its rows.
            keep: a folder of the user's own for compiled templates, so that workers need not compile them.

        Raises:
            InputError: the source or the headings are wrong.
            UsageError: there is no such file, or something has to be installed.
            MachineError: a file cannot be read, a database does not answer.
        """
        if resume and output is None:
            raise UsageError("продолжать нечего: не указано, куда записывать")
        demand(name, str | None, "имена файлов", "образец с тегами")
        demand(sheet, str | None, "лист", "его имя")
        demand(jobs, int, "процессы", "их число")
        if jobs < 0:
            raise UsageError("процессов не бывает меньше нуля")
        source = path_of(source, "источник")
        read = sources.read(source, root, house)
        address = _address(over, "таблица")
        self._table = open_table(address, sheet, db_timeout)
        columns, findings = Columns((), read.data), self._table.findings
        if not isinstance(read.data, sources.Broken) and not findings:
            columns, findings = find_columns(self._table.layout, read.data, kinds.kinds())
        if wrong := [finding for finding in (*read.findings, *findings) if finding.severity == "error"]:
            raise InputError(wrong)
        self._names = Names(name, columns.columns, source.stem, split=split)
        folders = pipeline.template_folders(templates, house)
        keep = None if keep is None else path_of(keep, "папка для готовых шаблонов")
        self._job = Job(read, columns, self._table.layout, pipeline.known_formats(formats), split, folders, keep)
        table = table_file(address)
        self._inputs = Inputs((*read.files, *([table] if table else ()), *pipeline.template_files(folders)))
        self._output = None if output is None else _address(output, "куда записать")
        short = self._table.total is not None and self._table.total <= _SHORT
        self._jobs = jobs or (1 if short else os.cpu_count() or 1)
        self._cluster, self._resume = cluster, resume

    def __repr__(self) -> str:
        rows = "?" if self.total is None else self.total
        return f"<Batch {self._job.source.place(())}, строк около {rows} → {self._output or 'в память'}>"

    @property
    def total(self) -> int | None:
        """About how many rows there are, if that can be told beforehand."""
        return self._table.total

    def __iter__(self) -> Iterator[Result]:
        """Make the rows and yield what comes of them.

        Raises:
            InputError: the table has no rows.
            MachineError: no rights, no space, no answer; what has been made stays, and `resume` makes the rest.
        """
        rows = self._rows()
        if self._output is None:
            with closing(self._results(self._planned(rows, None, {}), None)) as results:
                yield from results
            return
        store = store_of(self._output, self._job.versions, self._inputs)
        folder = store if isinstance(store, Folder) and self._cluster is None else None
        with held(store), closing(store), TemporaryFile() as lines, ExitStack() as stack:
            known = store.opened(resume=self._resume)
            results = stack.enter_context(closing(self._results(self._planned(rows, store, known), folder)))
            for result in store.stored(results):
                lines.write(manifest.lines(result, self._job.versions))
                yield result
            lines.seek(0)
            store.finish(lines.read())

    def _rows(self) -> Iterator[Row]:
        """Return the rows that say something; a table without them is told before anything is written."""
        rows = (row for row in self._table.rows if row.faults or self._job.columns.fills(row))
        first = next(rows, None)
        if first is None:
            layout = self._table.layout
            place = layout.place(layout.heading_line)
            raise InputError([Finding("пусто", "error", "в таблице нет строк", place, (), "Заполните хотя бы одну")])
        return chain((first,), rows)

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What of the table is no record and has been passed over, as far as it has been read."""
        return tuple(item.remark(self._table.layout) for item in self._table.skipped)

    def _results(self, planned: Iterator[engine.Planned], folder: Folder | None) -> Generator[Result]:
        if self._cluster is not None:
            return engine.cluster(self._job, planned, self._cluster)
        if self._jobs == 1:
            return engine.serial(self._job, planned, folder)
        return engine.processes(self._job, planned, folder, self._jobs)

    def _planned(
        self, rows: Iterable[Row], store: Store | None, known: Mapping[str, manifest.Record]
    ) -> Iterator[engine.Planned]:
        """Yield the rows with their names; what an earlier run has made, or what has no name, needs no work."""
        for row in rows:
            place = self._table.layout.place(row.line)
            try:
                order = Order(row, self._names.name(row))
            except UsageError as error:
                finding = Finding("имя-файла", "error", str(error), place)
                yield Result(row.line, place, "", "", findings=(finding,))
                continue
            record = known.get(order.name)
            if store and record and record.fits(order.data, self._job.versions) and all(map(store.holds, record.files)):
                yield Result(row.line, place, order.name, order.data, record.files, kept=True)
            else:
                yield order


batch = Batch  # the verb


def _address(value: StrPath, what: str) -> str:
    """Return a path or the address of a database or a store as text."""
    return value if isinstance(value, str) else str(path_of(value, what))
