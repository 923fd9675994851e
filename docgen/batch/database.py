"""A table or a query of a database as rows, through SQLAlchemy (the extra `db`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docgen.batch.table import Fault, Layout, Row, Table, plain
from docgen.errors import MachineError, UsageError
from docgen.folding import fold, similar

ADDRESS = re.compile(r"^[a-z][a-z0-9]*(?:\+[a-z0-9]+)?://", re.IGNORECASE)
_READS = re.compile(r"\s*(?:select|with|values|table)\b", re.IGNORECASE)
_STEP = 500  # rows that a driver hands over at once


def read_database(address: str) -> Table:
    """Open a table of a database: `sqlite:///файл.db?table=schools`, `postgresql://…?query=SELECT …`.

    Rows come in the order of the primary key, or of all columns if there is none; a query has its own order.

    Raises:
        UsageError: the address names no table, or SQLAlchemy or a driver is missing.
        MachineError: the database does not answer.
    """
    try:
        import sqlalchemy
        from sqlalchemy.engine import make_url
    except ImportError as error:
        raise UsageError('чтобы читать базы данных, установите: pip install sqlalchemy "psycopg[binary]"') from error
    try:
        url = make_url(re.sub("^postgres:", "postgresql:", address))
    except sqlalchemy.exc.ArgumentError as error:
        raise UsageError("адрес базы данных не разобрать; пример: sqlite:///школы.db?table=schools") from error
    wanted = {key: str(url.query.get(key) or "") for key in ("table", "query")}
    if bool(wanted["table"]) == bool(wanted["query"]):
        raise UsageError("в адресе базы данных нужно одно из двух: ?table=ТАБЛИЦА или ?query=ЗАПРОС")
    if wanted["query"] and not _READS.match(wanted["query"]):
        raise UsageError("запрос к базе данных должен только читать: ?query=SELECT …")
    url = url.difference_update_query(["table", "query"])
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise UsageError(f"нет файла базы данных {url.database}")
    with _told(sqlalchemy, url):
        return _opened(
            sqlalchemy, sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool), wanted["table"], wanted["query"]
        )


@contextmanager
def _told(sql: Any, url: Any) -> Iterator[None]:  # noqa: ANN401
    """Say what goes wrong with a database, at the beginning or among its rows; no password is shown."""
    try:
        yield
    except (ImportError, sql.exc.NoSuchModuleError) as error:
        module = getattr(error, "name", None) or url.drivername
        raise UsageError(f"нет драйвера базы данных {url.drivername}: установите модуль Python {module}") from error
    except sql.exc.SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or error
        shown = unquote(url.render_as_string(hide_password=True))
        raise MachineError(f"база данных {shown} не читается: {reason}") from error


def _opened(sql: Any, engine: Any, table: str, query: str) -> Table:  # noqa: ANN401
    if query:
        statement = sql.text(query)
        total = None
    else:
        schema, _, name = table.rpartition(".")
        statement, counted = _whole(sql, engine, name, schema or None)
        with engine.connect() as connection:
            total = connection.execute(counted).scalar()
    connection = engine.connect().execution_options(stream_results=True, yield_per=_STEP)
    result = connection.execute(statement)
    layout = Layout(table or "запрос", tuple(result.keys()), heading_line=0)
    return Table(layout, _rows(sql, connection, result), total)


def _whole(sql: Any, engine: Any, name: str, schema: str | None) -> tuple[Any, Any]:  # noqa: ANN401
    """Return the statement that reads a whole table, and the one that counts its rows."""
    inspector = sql.inspect(engine)
    known = [*inspector.get_table_names(schema), *inspector.get_view_names(schema)]
    if name not in known:
        hint = similar(name, {fold(item): item for item in known}) or f"Есть таблицы: {', '.join(known)}"
        raise UsageError(f"в базе данных нет таблицы „{name}“. {hint}")
    columns = [column["name"] for column in inspector.get_columns(name, schema)]
    primary = inspector.get_pk_constraint(name, schema)["constrained_columns"] or columns
    table = sql.table(name, *map(sql.column, columns), schema=schema)
    ordered = sql.select(table).order_by(*(table.c[column] for column in primary))
    return ordered, sql.select(sql.func.count()).select_from(table)


def _rows(sql: Any, connection: Any, result: Any) -> Iterator[Row]:  # noqa: ANN401
    with _told(sql, connection.engine.url), connection:
        for line, record in enumerate(result, 1):
            values: list[object] = []
            faults: list[Fault] = []
            for column, value in enumerate(record):
                try:
                    values.append(plain(value))
                except ValueError as error:
                    values.append(None)
                    faults.append(Fault(column, str(error), "Выберите запросом другие столбцы"))
            if faults or any(value is not None for value in values):
                yield Row(line, tuple(values), tuple(faults))
