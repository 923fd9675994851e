"""The rows of a table that stands by itself: a sheet that docgen wrote and a person has filled."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import MachineError, UsageError, why
from docgen.finding import Finding
from docgen.sources.node import Node
from docgen.sources.tables import read_csv, read_xlsx


def read_rows(path: Path) -> tuple[list[dict[str, Node]], tuple[Finding, ...]]:
    """Return the rows of an XLSX or CSV file, the cells by their headings, and what is wrong with the file.

    Raises:
        UsageError: there is no such file, or it is of another format.
        MachineError: the file cannot be read.
    """
    if not path.is_file():
        raise UsageError(f"нет файла {path.as_posix()}")
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise UsageError(f"{path.as_posix()}: нужна таблица .xlsx или .csv")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise MachineError(f"{path.as_posix()} не читается: {why(error)}") from error
    csv = path.suffix.lower() == ".csv"
    reading = read_csv(raw, path.as_posix()) if csv else read_xlsx(raw, path.as_posix(), None, hidden=True)
    items = reading.node.value if reading.node else []
    rows = [item.value for item in items if isinstance(item.value, dict)] if isinstance(items, list) else []
    return rows, tuple(reading.findings)
