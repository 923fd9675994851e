"""A table or a query of a database as rows, through SQLAlchemy (the extra `db`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docgen.batch.readonly import Guard, checked
from docgen.batch.table import Fault, Layout, Row, Table, plain
from docgen.errors import MachineError, UsageError
from docgen.folding import fold, similar

ADDRESS = re.compile(r"^[a-z][a-z0-9]*(?:\+[a-z0-9]+)?://", re.IGNORECASE)
_STEP = 500  # rows that a driver hands over at once
SECONDS = 60.0  # for a query, and for each portion of its rows


def read_database(address: str, seconds: float = SECONDS) -> Table:
    """Open a table of a database: `sqlite:///файл.db?table=schools`, `postgresql://…?query=SELECT …`.

    It is opened so that it cannot be written. Rows come in the order of the primary key, or of all columns if there is
    none; a query has its own order.

    Args:
        address: the address, with the table or the query.
        seconds: how long the query may take, and each portion of its rows.

    Raises:
        UsageError: the address names no table, the query would write, or SQLAlchemy or a driver is missing.
        MachineError: the database does not answer, or not in time.
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
    query = checked(wanted["query"], url.get_backend_name()) if wanted["query"] else ""
    url = url.difference_update_query(["table", "query"])
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise UsageError(f"нет файла базы данных {url.database}")
    guard = Guard(seconds)
    with _told(sqlalchemy, url, guard):
        return _opened(sqlalchemy, guard.engine(sqlalchemy, url), guard, wanted["table"], query)


def database_file(address: str) -> Path | None:
    """Return the file of a database that is one."""
    path = re.match(r"sqlite[^:]*:///([^?]*)", address, re.IGNORECASE)
    return Path(path[1]) if path else None


@contextmanager
def _told(sql: Any, url: Any, guard: Guard) -> Iterator[None]:  # noqa: ANN401
    """Say what goes wrong with a database, at the beginning or among its rows; no password is shown."""
    try:
        yield
    except (ImportError, sql.exc.NoSuchModuleError) as error:
        module = getattr(error, "name", None) or url.drivername
        raise UsageError(f"нет драйвера базы данных {url.drivername}: установите модуль Python {module}") from error
    except sql.exc.SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or error
        if said := guard.said(reason):
            raise said from error
        shown = unquote(url.render_as_string(hide_password=True))
        raise MachineError(f"база данных {shown} не читается: {reason}") from error


def _opened(sql: Any, engine: Any, guard: Guard, table: str, query: str) -> Table:  # noqa: ANN401
    if query:
        statement = sql.text(query)
        total = None
    else:
        schema, _, name = table.rpartition(".")
        statement, counted = _whole(sql, engine, name, schema or None)
        with engine.connect() as connection:
            total = connection.execute(counted).scalar()
    connection = engine.connect().execution_options(stream_results=True, yield_per=_STEP)
    guard.restart()
    try:
        result = connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    layout = Layout(table or "запрос", tuple(result.keys()), heading_line=0)
    return Table(layout, _rows(sql, connection, result, guard), total)


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


def _rows(sql: Any, connection: Any, result: Any, guard: Guard) -> Iterator[Row]:  # noqa: ANN401
    with _told(sql, connection.engine.url, guard), connection:
        for line, record in enumerate(_in_time(result, guard), 1):
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


def _in_time(result: Any, guard: Guard) -> Iterator[Any]:  # noqa: ANN401
    """Yield the records of a result; the time that others take between them does not count."""
    guard.restart()
    for record in result:
        yield record
        guard.restart()
