"""Opening the database: which one, where, and its tables."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable

from service.core.errors import ConfigurationError, StoreUnavailable
from service.settings import Settings
from service.store.store import CONNECTIONS, LOCK_SECONDS, Store, first_line
from service.store.tables import TABLES

_MAKING_TABLES = 7_309_433_621  # any number, the same in every process: who holds it makes the tables


@asynccontextmanager
async def open_store(settings: Settings, *, now: Callable[[], float] = time.time) -> AsyncIterator[Store]:
    """Open the database, making its folder, file and tables where they are missing; several workers may do so at once.

    Raises:
        ConfigurationError: The URL names a database that is not offered, or it can be neither made nor written.
    """
    url = _url(settings)
    engine = _connected(url)
    store = Store(engine, retention_days=settings.retention_days, now=now)
    try:
        try:
            await asyncio.to_thread(_make_tables, engine)
            await store.check()
            await store.purge()
        except (SQLAlchemyError, StoreUnavailable) as error:
            raise _unusable(url, first_line(error)) from error
        yield store
    finally:
        await asyncio.to_thread(store.close)


def _url(settings: Settings) -> sql.URL:
    """Where the database is."""
    if settings.database_url is None:
        return sql.URL.create("sqlite", database=str(settings.data_dir / "precis.sqlite3"))
    try:
        url = sql.make_url(settings.database_url)
    except ArgumentError as error:
        raise _not_offered() from error
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return sql.URL.create("sqlite", database=url.database)
    if kind in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    raise _not_offered()


def _connected(url: sql.URL) -> sql.Engine:
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise _unusable(url, error.strerror or "it cannot be made") from error
        engine = sql.create_engine(url, connect_args={"timeout": LOCK_SECONDS})
        sql.event.listen(engine, "connect", _set_up_connection)
        return engine
    try:
        return sql.create_engine(
            url, pool_size=CONNECTIONS, max_overflow=0, pool_pre_ping=True, connect_args={"connect_timeout": 10}
        )
    except (ImportError, NoSuchModuleError) as error:
        raise ConfigurationError("PostgreSQL needs its driver: pip install -r requirements-extras.lock") from error


def _make_tables(engine: sql.Engine) -> None:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # two that make the same table at once would both fail
            connection.execute(sql.select(sql.func.pg_advisory_xact_lock(_MAKING_TABLES)))
        else:  # nothing else waits for this thread, so it may wait for a lock
            connection.exec_driver_sql(f"PRAGMA busy_timeout={1000 * LOCK_SECONDS:.0f}")
            _write_ahead(connection)
        # MetaData.create_all looks first and makes then: two workers that start together would both make the table.
        for table in TABLES.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA busy_timeout=0")


def _write_ahead(connection: sql.Connection, *, tries: int = 50) -> None:
    """Let readers go on while somebody writes; the file remembers it.

    SQLite does not wait for its busy timeout when two workers switch a new file at the same moment.
    """
    for left in reversed(range(tries)):
        try:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except SQLAlchemyError as error:
            if not left or "locked" not in first_line(error):
                raise
            time.sleep(0.05)
        else:
            return


def _set_up_connection(connection: Any, _record: object) -> None:
    # In WAL mode NORMAL cannot corrupt the file; a power cut may lose the last brief, not an older one.
    connection.execute("PRAGMA synchronous=NORMAL").close()
    connection.execute("PRAGMA wal_autocheckpoint=0").close()
    # From here on nothing blocks: whoever finds the database locked asks again later.
    connection.execute("PRAGMA busy_timeout=0").close()


def _not_offered() -> ConfigurationError:
    return ConfigurationError(
        "PRECIS_DATABASE_URL must be sqlite:///path/to/file or postgresql://user:password@host/database"
    )


def _unusable(url: sql.URL, reason: str) -> ConfigurationError:
    if url.get_backend_name() == "sqlite":
        return ConfigurationError(
            f"the database {url.database!r} cannot be used ({reason}); point PRECIS_DATA_DIR at a folder that can be "
            "written"
        )
    place = f"{url.host or 'localhost'}/{url.database or ''}"
    return ConfigurationError(f"the database at {place} cannot be used ({reason}); check PRECIS_DATABASE_URL")
