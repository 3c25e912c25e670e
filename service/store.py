"""What is remembered: finished briefs, as bytes, in one SQLite file. Every SQL statement of the service stands here."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from service.core.errors import ConfigurationError, StoreUnavailable
from service.settings import Settings

_SECONDS_A_DAY = 86_400
_PURGE_EVERY_SECONDS = 3_600
_TABLES = sql.MetaData()
_BRIEFS = sql.Table(
    "briefs",
    _TABLES,
    sql.Column("id", sql.String(32), primary_key=True),
    sql.Column("owner", sql.String(64), nullable=False),  # id of the key that made it; "" where no key is asked for
    sql.Column("created_at", sql.Float, nullable=False),  # seconds since 1970, UTC
    sql.Column("body", sql.LargeBinary, nullable=False),  # the brief as JSON, byte for byte as it was answered
    sql.Index("briefs_by_age", "created_at"),
)


class Store:
    """Briefs by id and owner. Made by `open_store`; one serves many requests at once.

    A brief older than the retention is never given, whether or not it has been purged yet.
    """

    def __init__(self, engine: AsyncEngine, *, retention_days: int, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._retention_days = retention_days
        self._now = now
        self._purged_at = float("-inf")

    async def keep(self, brief_id: str, body: bytes, *, owner: str) -> None:
        """Remember a brief. Raises StoreUnavailable."""
        async with _translated(), self._engine.begin() as connection:
            values = {"id": brief_id, "owner": owner, "created_at": self._now(), "body": body}
            await connection.execute(sql.insert(_BRIEFS).values(values))
        if self._now() - self._purged_at >= _PURGE_EVERY_SECONDS:
            await self.purge()

    async def read(self, brief_id: str, *, owner: str) -> bytes | None:
        """The brief's bytes; None where there is none of that id for this owner. Raises StoreUnavailable."""
        async with _translated(), self._engine.connect() as connection:
            found = await connection.scalar(sql.select(_BRIEFS.c.body).where(*self._mine(brief_id, owner)))
        return bytes(found) if found is not None else None

    async def forget(self, brief_id: str, *, owner: str) -> bool:
        """Delete a brief; whether there was one. Raises StoreUnavailable."""
        async with _translated(), self._engine.begin() as connection:
            gone = await connection.execute(sql.delete(_BRIEFS).where(*self._mine(brief_id, owner)))
        return gone.rowcount > 0

    async def purge(self) -> int:
        """Delete what is older than the retention; how many briefs that were. Raises StoreUnavailable."""
        self._purged_at = self._now()
        if not self._retention_days:
            return 0
        async with _translated(), self._engine.begin() as connection:
            gone = await connection.execute(sql.delete(_BRIEFS).where(_BRIEFS.c.created_at <= self._oldest()))
        return gone.rowcount

    async def check(self) -> None:
        """Take and give back the right to write. Raises StoreUnavailable where that cannot be had."""
        async with _translated(), self._engine.connect() as connection:
            await connection.execute(sql.delete(_BRIEFS).where(sql.false()))
            await connection.rollback()

    def _mine(self, brief_id: str, owner: str) -> tuple[sql.ColumnElement[bool], ...]:
        return _BRIEFS.c.id == brief_id, _BRIEFS.c.owner == owner, _BRIEFS.c.created_at > self._oldest()

    def _oldest(self) -> float:
        return self._now() - self._retention_days * _SECONDS_A_DAY if self._retention_days else float("-inf")


@asynccontextmanager
async def open_store(settings: Settings, *, now: Callable[[], float] = time.time) -> AsyncIterator[Store]:
    """Open the database, making its folder, file and tables where they are missing; several workers may do so at once.

    Raises:
        ConfigurationError: The URL names another database, or the file can be neither made nor written.
    """
    path = _path(settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _unusable(path, error.strerror or "it cannot be made") from error
    engine = create_async_engine(sql.URL.create("sqlite+aiosqlite", database=str(path)), connect_args={"timeout": 10})
    sql.event.listen(engine.sync_engine, "connect", _set_up_connection)
    try:
        store = Store(engine, retention_days=settings.retention_days, now=now)
        try:
            await _make_tables(engine)
            await store.check()
            await store.purge()
        except (SQLAlchemyError, StoreUnavailable) as error:
            raise _unusable(path, _first_line(error)) from error
        yield store
    finally:
        await engine.dispose()


def _path(settings: Settings) -> Path:
    """Where the database file stands."""
    if settings.database_url is None:
        return settings.data_dir / "precis.sqlite3"
    try:
        url = sql.make_url(settings.database_url)
    except ArgumentError as error:
        raise ConfigurationError("PRECIS_DATABASE_URL is no database URL; sqlite:///path/to/file is offered") from error
    if url.drivername not in {"sqlite", "sqlite+aiosqlite"} or url.database in {None, "", ":memory:"}:
        raise ConfigurationError(
            f"PRECIS_DATABASE_URL names {url.drivername!r}: only a SQLite file is offered, as sqlite:///path/to/file"
        )
    return Path(str(url.database))


async def _make_tables(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await _write_ahead(connection)
    async with engine.begin() as connection:
        # MetaData.create_all looks first and makes then: two workers that start together would both make the table.
        for table in _TABLES.sorted_tables:
            await connection.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                await connection.execute(CreateIndex(index, if_not_exists=True))


async def _write_ahead(connection: AsyncConnection, *, tries: int = 50) -> None:
    """Let readers go on while somebody writes; the file remembers it.

    SQLite does not wait for its busy timeout when two workers switch a new file at the same moment.
    """
    for left in reversed(range(tries)):
        try:
            await connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except SQLAlchemyError as error:
            if not left or "locked" not in _first_line(error):
                raise
            await asyncio.sleep(0.05)
        else:
            return


def _set_up_connection(connection: Any, _record: object) -> None:
    # In WAL mode NORMAL cannot corrupt the file; a power cut may lose the last brief, not an older one.
    connection.execute("PRAGMA synchronous=NORMAL").close()


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreUnavailable(f"the database did not answer: {_first_line(error)}") from error


def _first_line(error: BaseException) -> str:
    """The driver's own words; SQLAlchemy's message would repeat the statement and its values."""
    cause = getattr(error, "orig", None) or error
    return str(cause).partition("\n")[0]


def _unusable(path: Path, reason: str) -> ConfigurationError:
    return ConfigurationError(
        f"the database {str(path)!r} cannot be used ({reason}); point PRECIS_DATA_DIR at a folder that can be written"
    )
