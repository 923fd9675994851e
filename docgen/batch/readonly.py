"""Databases opened so that they cannot be written, and for no longer than a bound of time."""

from __future__ import annotations

import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError, MachineError, UsageError

ONLY_READ = "запрос к базе данных должен только читать: ?query=SELECT …"
_ONE = "в запросе к базе данных должна быть одна команда: уберите точку с запятой"
_READS = re.compile(r"\s*(?:select|with|values|table)\b", re.IGNORECASE)
_WRITES = re.compile(r"\binto\b", re.IGNORECASE)  # a table, or a file of the server
_WROTE = re.compile("readonly database|data-modifying")  # what SQLite and a cursor of PostgreSQL say
_LITERAL = re.compile(r"'(?:[^']|'')*'")
_TRICKY = re.compile(r"[$\\\"`]|--|/\*")  # what may hide where a literal ends
_BEAT = 20_000  # steps of SQLite's machine after which it is asked whether the time is over: about a millisecond

_WRITING = {"25001", "25006", 1792}  # codes of PostgreSQL and of MySQL: the transaction can only read
_LATE = {"57014", 1317, 1969, 3024}  # the query has been interrupted
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_TRANSACTION}
_PRAGMAS = {"database_list", "foreign_key_list", "index_info", "index_list", "index_xinfo", "read_uncommitted",
            "table_info", "table_list", "table_xinfo"}  # fmt: skip
_FUNCTIONS = {"load_extension", "fts3_tokenizer"}  # refused: they bring in code


class Guard:
    """What keeps a connection from writing, and from taking too long."""

    def __init__(self, seconds: float) -> None:
        """``seconds``: for the query, and for each portion of its rows."""
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._refused = self._expired = False

    def restart(self) -> None:
        """Begin to count the time anew."""
        self._end = time.monotonic() + self._seconds

    def engine(self, sql: Any, url: Any) -> Any:  # noqa: ANN401
        """Return an engine of SQLAlchemy whose connections can only read."""
        if url.get_backend_name() == "sqlite":
            path = Path(url.database)
            return sql.create_engine("sqlite://", creator=lambda: self._sqlite(path), poolclass=sql.NullPool)
        options = {"postgresql_readonly": True} if url.get_backend_name() == "postgresql" else {}
        engine = sql.create_engine(url, poolclass=sql.NullPool, execution_options=options)
        if statements := _session(url.get_backend_name(), round(self._seconds * 1000)):

            @sql.event.listens_for(engine, "begin")  # type: ignore[untyped-decorator, unused-ignore]
            def _(connection: Any) -> None:  # noqa: ANN401
                with closing(connection.connection.cursor()) as cursor:
                    for statement in statements:
                        cursor.execute(statement)

        return engine

    def _sqlite(self, path: Path) -> sqlite3.Connection:
        # A database with a write-ahead log and nobody at it gets the files of the log, which only a connection that
        # could write takes away again; this one cannot either: what it may do is listed.
        mode = "rw" if _has_log(path) and not path.with_name(f"{path.name}-wal").exists() else "ro"
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)
        connection.execute("PRAGMA query_only = 1")
        connection.set_authorizer(self._authorized)
        connection.set_progress_handler(self._is_over, _BEAT)
        return connection

    def _authorized(self, action: int, first: str | None, second: str | None, *_: str | None) -> int:
        if (
            action in _ALLOWED
            or (action == sqlite3.SQLITE_PRAGMA and str(first).lower() in _PRAGMAS)
            or (action == sqlite3.SQLITE_FUNCTION and str(second).lower() not in _FUNCTIONS)
        ):
            return sqlite3.SQLITE_OK
        self._refused = True
        return sqlite3.SQLITE_DENY

    def _is_over(self) -> bool:
        self._expired = self._expired or time.monotonic() > self._end
        return self._expired

    def said(self, error: Any) -> DocgenError | None:  # noqa: ANN401
        """Return what to say of a refusal of a database, if it is for writing or for taking too long."""
        state = str(getattr(error, "sqlstate", None) or getattr(error, "pgcode", None) or "")
        number = next(iter(getattr(error, "args", ())), None)
        if "one statement at a time" in str(error):
            return UsageError(_ONE)
        if self._refused or state in _WRITING or number in _WRITING or _WROTE.search(str(error)):
            return UsageError(ONLY_READ)
        if self._expired or state in _LATE or number in _LATE:
            return MachineError(f"база данных не ответила за {self._seconds:g} с; упростите запрос или дайте ей время")
        return None


def checked(query: str, backend: str) -> str:
    """Return a query that is one command that reads, as far as its words tell; the connection sees to the rest.

    Raises:
        UsageError: it is none.
    """
    query = query.strip().rstrip(";").rstrip()
    if not _READS.match(query):
        raise UsageError(ONLY_READ)
    if backend == "sqlite":
        return query
    bare = query if _TRICKY.search(query) else _LITERAL.sub("''", query)
    if ";" in bare:
        raise UsageError(_ONE)
    if _WRITES.search(bare):
        raise UsageError(ONLY_READ)
    return query


def _session(backend: str, milliseconds: int) -> tuple[str, ...]:
    """Return the commands that begin a transaction which can only read, where the driver has no word for it."""
    match backend:
        case "postgresql":
            return (f"SET LOCAL statement_timeout = {milliseconds}",)
        case "mysql":
            return (f"SET SESSION MAX_EXECUTION_TIME = {milliseconds}", "START TRANSACTION READ ONLY")
        case "mariadb":
            return (f"SET SESSION max_statement_time = {milliseconds / 1000}", "START TRANSACTION READ ONLY")
        case "oracle":
            return ("SET TRANSACTION READ ONLY",)
    return ()  # what is done there is rolled back when the connection closes


def _has_log(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(20)[18:] == b"\x02\x02"
