"""What is remembered, in SQLite or PostgreSQL: briefs, which question each answers, who is making one just now.

Every SQL statement of the service stands here. They run in threads: one hop for a transaction costs a third of what an
asynchronous driver does, which hops for every statement.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable

from service.core.errors import ConfigurationError, StoreUnavailable
from service.settings import Settings

Result = TypeVar("Result")

_SECONDS_A_DAY = 86_400
_PURGE_EVERY_SECONDS = 3_600
_CONNECTIONS = 8  # to PostgreSQL, and as many threads
_MAKING_TABLES = 7_309_433_621  # any number, the same in every process: who holds it makes the tables
_TABLES = sql.MetaData()
_BRIEFS = sql.Table(
    "briefs",
    _TABLES,
    sql.Column("id", sql.String(32), primary_key=True),
    sql.Column("owner", sql.String(64), nullable=False),  # id of the key that made it; "" where no key is asked for
    sql.Column("created_at", sql.Double, nullable=False),  # seconds since 1970, UTC
    sql.Column("body", sql.LargeBinary, nullable=False),  # the brief as JSON, byte for byte as it was answered
    sql.Index("briefs_by_age", "created_at"),
)
_REPLIES = sql.Table(
    "replies",
    _TABLES,
    sql.Column("question", sql.String(64), primary_key=True),  # hash of all that decides what a brief says
    sql.Column("brief_id", sql.String(32), nullable=False),
    sql.Index("replies_by_brief", "brief_id"),
)
_LEASES = sql.Table(
    "leases",
    _TABLES,
    sql.Column("question", sql.String(64), primary_key=True),
    sql.Column("holder", sql.String(32), nullable=False),
    sql.Column("until", sql.Double, nullable=False),  # by the clock of the database where it has one
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A brief as it was kept."""

    brief_id: str
    body: bytes
    created_at: float  # seconds since 1970, UTC


@dataclass(frozen=True, slots=True)
class Claim:
    """What came of claiming a question: its brief, or the right to make it, or neither while somebody else does."""

    stored: Stored | None = None
    is_won: bool = False


class Store:
    """Briefs by id and owner, and by the question they answer. Made by `open_store`; serves many requests at once.

    A brief older than the retention is never given, whether or not it has been purged yet.
    """

    def __init__(self, engine: sql.Engine, *, retention_days: int, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._retention_days = retention_days
        self._now = now
        self._purged_at = float("-inf")
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._insert: Callable[..., Any] = sqlite.insert if self._is_sqlite else postgresql.insert
        # SQLite has one writer at a time: a queue of our own is quicker than its waiting for a lock.
        self._writers = ThreadPoolExecutor(1 if self._is_sqlite else _CONNECTIONS, "store")
        self._readers = ThreadPoolExecutor(2, "store-read") if self._is_sqlite else self._writers

    async def keep(self, brief_id: str, body: bytes, *, owner: str, question: str | None = None) -> None:
        """Remember a brief.

        Args:
            brief_id: Its id.
            body: The brief as JSON.
            owner: Who may read it.
            question: What it answers, where it may be given again; the lease of whoever made it ends.

        Raises:
            StoreUnavailable: It could not be written.
        """
        await self._in(self._writers, partial(self._keep, brief_id, body, owner, question))
        if self._now() - self._purged_at >= _PURGE_EVERY_SECONDS:
            await self.purge()

    async def read(self, brief_id: str, *, owner: str) -> bytes | None:
        """The brief's bytes; None where there is none of that id for this owner. Raises StoreUnavailable."""

        def find(connection: sql.Connection) -> bytes | None:
            found = connection.scalar(sql.select(_BRIEFS.c.body).where(*self._mine(brief_id, owner)))
            return bytes(found) if found is not None else None

        return await self._in(self._readers, find)

    async def forget(self, brief_id: str, *, owner: str) -> bool:
        """Delete a brief, and what it answered; whether there was one. Raises StoreUnavailable."""

        def delete(connection: sql.Connection) -> bool:
            gone = connection.execute(sql.delete(_BRIEFS).where(*self._mine(brief_id, owner))).rowcount > 0
            if gone:
                connection.execute(sql.delete(_REPLIES).where(_REPLIES.c.brief_id == brief_id))
            return gone

        return await self._in(self._writers, delete)

    async def claim(self, question: str, holder: str, *, ttl_seconds: float, lease_seconds: float) -> Claim:
        """Find the brief that answers a question, or else take the right to make it.

        Args:
            question: Hash of all that decides what the brief says, its owner included.
            holder: Who asks for the right.
            ttl_seconds: How old the brief may be.
            lease_seconds: When the right ends unless it is renewed: its holder may have died.

        Raises:
            StoreUnavailable: The database did not answer.
        """
        found = await self._in(self._readers, lambda connection: self._answer(connection, question, ttl_seconds))
        if found is not None:
            return Claim(found)

        def take(connection: sql.Connection) -> Claim:
            values = {"question": question, "holder": holder, "until": self._clock() + lease_seconds}
            lease = self._insert(_LEASES).values(values)
            lease = lease.on_conflict_do_update(
                index_elements=["question"],
                set_={"holder": lease.excluded.holder, "until": lease.excluded.until},
                where=_LEASES.c.until < self._clock(),
            )
            if connection.execute(lease.returning(_LEASES.c.holder)).first() is None:
                return Claim()
            # Whoever held it may have finished between the two statements.
            finished = self._answer(connection, question, ttl_seconds)
            if finished is not None:
                connection.execute(sql.delete(_LEASES).where(_LEASES.c.question == question))
            return Claim(finished, is_won=finished is None)

        return await self._in(self._writers, take)

    async def renew(self, question: str, holder: str, *, lease_seconds: float) -> None:
        """Hold a right for longer. Raises StoreUnavailable."""
        until = self._clock() + lease_seconds
        renewed = sql.update(_LEASES).where(*self._held(question, holder)).values(until=until)
        await self._in(self._writers, lambda connection: connection.execute(renewed))

    async def release(self, question: str, holder: str) -> None:
        """Give a right back without a brief. Raises StoreUnavailable."""
        released = sql.delete(_LEASES).where(*self._held(question, holder))
        await self._in(self._writers, lambda connection: connection.execute(released))

    async def purge(self) -> int:
        """Delete what is older than the retention; how many briefs that were. Raises StoreUnavailable."""
        self._purged_at = self._now()

        def delete(connection: sql.Connection) -> int:
            connection.execute(sql.delete(_LEASES).where(_LEASES.c.until < self._clock()))
            if not self._retention_days:
                return 0
            gone = connection.execute(sql.delete(_BRIEFS).where(_BRIEFS.c.created_at <= self._oldest())).rowcount
            if gone:
                kept = sql.select(_BRIEFS.c.id).where(_BRIEFS.c.id == _REPLIES.c.brief_id)
                connection.execute(sql.delete(_REPLIES).where(~kept.exists()))
            return gone

        return await self._in(self._writers, delete)

    async def check(self) -> None:
        """Take and give back the right to write. Raises StoreUnavailable where that cannot be had."""

        def try_out(connection: sql.Connection) -> None:
            for table in _TABLES.sorted_tables:
                connection.execute(sql.delete(table).where(sql.false()))

        await self._in(self._writers, try_out)

    def close(self) -> None:
        """Let what is being written be written, and close the connections. Blocks."""
        self._writers.shutdown()
        self._readers.shutdown()
        self._engine.dispose()

    async def _in(self, threads: ThreadPoolExecutor, work: Callable[[sql.Connection], Result]) -> Result:
        """Do something in one transaction."""

        def transact() -> Result:
            try:
                with self._engine.begin() as connection:
                    return work(connection)
            except (SQLAlchemyError, sqlite3.Error) as error:
                raise StoreUnavailable(f"the database did not answer: {_first_line(error)}") from error

        return await asyncio.get_running_loop().run_in_executor(threads, transact)

    def _keep(self, brief_id: str, body: bytes, owner: str, question: str | None, connection: sql.Connection) -> None:
        values = {"id": brief_id, "owner": owner, "created_at": self._now(), "body": body}
        connection.execute(sql.insert(_BRIEFS).values(values))
        if question is not None:
            reply = self._insert(_REPLIES).values(question=question, brief_id=brief_id)
            newer = {"brief_id": reply.excluded.brief_id}
            connection.execute(reply.on_conflict_do_update(index_elements=["question"], set_=newer))
            connection.execute(sql.delete(_LEASES).where(_LEASES.c.question == question))

    def _answer(self, connection: sql.Connection, question: str, ttl_seconds: float) -> Stored | None:
        oldest = max(self._oldest(), self._now() - ttl_seconds)
        found = connection.execute(
            sql.select(_BRIEFS.c.id, _BRIEFS.c.body, _BRIEFS.c.created_at)
            .join(_REPLIES, _REPLIES.c.brief_id == _BRIEFS.c.id)
            .where(_REPLIES.c.question == question, _BRIEFS.c.created_at > oldest)
        ).first()
        return Stored(found.id, bytes(found.body), found.created_at) if found else None

    def _mine(self, brief_id: str, owner: str) -> tuple[sql.ColumnElement[bool], ...]:
        return _BRIEFS.c.id == brief_id, _BRIEFS.c.owner == owner, _BRIEFS.c.created_at > self._oldest()

    def _held(self, question: str, holder: str) -> tuple[sql.ColumnElement[bool], ...]:
        return _LEASES.c.question == question, _LEASES.c.holder == holder

    def _clock(self) -> sql.ColumnElement[Any]:
        """What time it is for everybody who shares the database: their own clocks may differ."""
        if self._is_sqlite:
            return sql.literal(self._now(), sql.Double)
        return sql.cast(sql.func.date_part("epoch", sql.func.clock_timestamp()), sql.Double)

    def _oldest(self) -> float:
        return self._now() - self._retention_days * _SECONDS_A_DAY if self._retention_days else float("-inf")


@asynccontextmanager
async def open_store(settings: Settings, *, now: Callable[[], float] = time.time) -> AsyncIterator[Store]:
    """Open the database, making its folder, file and tables where they are missing; several workers may do so at once.

    Raises:
        ConfigurationError: The URL names a database that is not offered, or it can be neither made nor written.
    """
    url = _url(settings)
    store = Store(_connected(url), retention_days=settings.retention_days, now=now)
    try:
        try:
            await asyncio.to_thread(_make_tables, store._engine)  # noqa: SLF001 - the store's own maker
            await store.check()
            await store.purge()
        except (SQLAlchemyError, StoreUnavailable) as error:
            raise _unusable(url, _first_line(error)) from error
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
        engine = sql.create_engine(url, connect_args={"timeout": 10})
        sql.event.listen(engine, "connect", _set_up_connection)
        return engine
    try:
        return sql.create_engine(
            url, pool_size=_CONNECTIONS, max_overflow=0, pool_pre_ping=True, connect_args={"connect_timeout": 10}
        )
    except (ImportError, NoSuchModuleError) as error:
        raise ConfigurationError("PostgreSQL needs its driver: pip install 'precis[postgres]'") from error


def _make_tables(engine: sql.Engine) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            _write_ahead(connection)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # two that make the same table at once would both fail
            connection.execute(sql.select(sql.func.pg_advisory_xact_lock(_MAKING_TABLES)))
        # MetaData.create_all looks first and makes then: two workers that start together would both make the table.
        for table in _TABLES.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))


def _write_ahead(connection: sql.Connection, *, tries: int = 50) -> None:
    """Let readers go on while somebody writes; the file remembers it.

    SQLite does not wait for its busy timeout when two workers switch a new file at the same moment.
    """
    for left in reversed(range(tries)):
        try:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except SQLAlchemyError as error:
            if not left or "locked" not in _first_line(error):
                raise
            time.sleep(0.05)
        else:
            return


def _set_up_connection(connection: Any, _record: object) -> None:
    # In WAL mode NORMAL cannot corrupt the file; a power cut may lose the last brief, not an older one.
    connection.execute("PRAGMA synchronous=NORMAL").close()


def _first_line(error: BaseException) -> str:
    """The driver's own words; SQLAlchemy's message would repeat the statement and its values."""
    cause = getattr(error, "orig", None) or error
    return str(cause).partition("\n")[0]


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
