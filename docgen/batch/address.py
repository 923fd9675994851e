"""Where a table lies: a file or a database."""

from __future__ import annotations

from pathlib import Path

from docgen.batch.database import ADDRESS, SECONDS, database_file, read_database
from docgen.batch.records import read_lines, read_list
from docgen.batch.table import Table
from docgen.errors import MachineError, UsageError, why
from docgen.sources.include import near
from docgen.tables.workbook import read_workbook

_LISTS = {".yaml", ".yml", ".json"}


def table_file(address: str) -> Path | None:
    """Return the file that a table is read from, if it is one."""
    return database_file(address) if ADDRESS.match(address) else Path(address)


def open_table(address: str, sheet: str | None = None, seconds: float = SECONDS) -> Table:
    """Open a table: XLSX, CSV, YAML, JSON, or the address of a database.

    Args:
        address: the file or the address.
        sheet: a sheet of a workbook.
        seconds: how long a query of a database may take.

    Raises:
        UsageError: there is no such file, or it is of another format.
        MachineError: it cannot be read.
    """
    if ADDRESS.match(address):
        return read_database(address, seconds)
    path = Path(address)
    if not path.is_file():
        hint = near(path.name, path.parent)
        raise UsageError(f"нет таблицы {path.as_posix()}" + (f". {hint}" if hint else ""))
    suffix = path.suffix.lower()
    try:
        if suffix in {".xlsx", ".xlsm"}:
            return read_workbook(path.read_bytes(), path.name, sheet, remedy="Назовите нужный: --sheet").records()
        if suffix in _LISTS:
            return read_list(path)
        if suffix == ".csv":
            return read_lines(path)
    except OSError as error:
        raise MachineError(f"{path.as_posix()} не читается: {why(error)}") from error
    raise UsageError(f"{path.as_posix()}: таблица должна быть файлом .xlsx, .csv, .yaml или .json")
