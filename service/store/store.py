"""Briefs, the questions they answer, who is making one just now, and answers under a caller's own key.

SQLite is asked on the event loop itself: a transaction takes a fraction of a millisecond, and a thread that wants the
interpreter back after each of its steps waits 5 ms for it while the loop is busy, which made 75 ms of every transaction
under load. What may take long is kept off the loop: waiting for another process's lock is done asleep, and copying the
log into the file (the one thing that waits for the disk) in a thread. PostgreSQL is asked from threads.
"""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from service.core.errors import StoreUnavailable
from service.store.answers import Answer, Reservation, renewal, reserve, settlement, surrender
from service.store.statements import Statements, database_clock
from service.store.tables import ANSWERS, BRIEFS, LEASES, REPLIES, TABLES

Result = TypeVar("Result")

CONNECTIONS = 8  # to PostgreSQL, and as many threads
LOCK_SECONDS = 10.0
_SECONDS_A_DAY = 86_400
_PURGE_EVERY_SECONDS = 3_600
_WRITES_A_COPY = 500
_FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 0.002, 0.1


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
        self._statements = Statements(engine.dialect.name)
        self._threads = ThreadPoolExecutor(1 if self._is_sqlite else CONNECTIONS, "store")
        self._writes = 0  # since the log was last copied

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
        await self._written(partial(self._keep, brief_id, body, owner, question))
        if self._now() - self._purged_at >= _PURGE_EVERY_SECONDS:
            await self.purge()

    async def read(self, brief_id: str, *, owner: str) -> bytes | None:
        """The brief's bytes; None where there is none of that id for this owner. Raises StoreUnavailable."""

        def find(connection: sql.Connection) -> bytes | None:
            found = connection.scalar(sql.select(BRIEFS.c.body).where(*self._mine(brief_id, owner)))
            return bytes(found) if found is not None else None

        return await self._in(find)

    async def forget(self, brief_id: str, *, owner: str) -> bool:
        """Delete a brief, and what it answered; whether there was one. Raises StoreUnavailable."""

        def delete(connection: sql.Connection) -> bool:
            gone = connection.execute(sql.delete(BRIEFS).where(*self._mine(brief_id, owner))).rowcount > 0
            if gone:
                connection.execute(sql.delete(REPLIES).where(REPLIES.c.brief_id == brief_id))
                connection.execute(sql.delete(ANSWERS).where(ANSWERS.c.brief_id == brief_id))
            return gone

        return await self._written(delete)

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

        def take(connection: sql.Connection) -> Claim:
            found = self._answer(connection, question, ttl_seconds)
            if found is not None:
                return Claim(found)
            asked: dict[str, object] = {"asked": question, "by": holder, "seconds": lease_seconds}
            if self._is_sqlite:
                asked["now"] = self._now()
            if connection.execute(self._statements.lease, asked).first() is None:
                return Claim()
            # Whoever held it may have finished between the first two statements.
            finished = self._answer(connection, question, ttl_seconds)
            if finished is not None:
                connection.execute(self._statements.end_lease, {"asked": question})
            return Claim(finished, is_won=finished is None)

        return await self._written(take)

    async def renew(self, question: str, holder: str, *, lease_seconds: float) -> None:
        """Hold a right for longer. Raises StoreUnavailable."""
        until = self._clock() + lease_seconds
        renewed = sql.update(LEASES).where(*self._held(question, holder)).values(until=until)
        await self._written(lambda connection: connection.execute(renewed))

    async def release(self, question: str, holder: str) -> None:
        """Give a right back without a brief. Raises StoreUnavailable."""
        released = sql.delete(LEASES).where(*self._held(question, holder))
        await self._written(lambda connection: connection.execute(released))

    async def reserve(self, key: str, fingerprint: str, holder: str, *, lease_seconds: float) -> Reservation:
        """Take the right to answer under a key, or find what was answered under it.

        Args:
            key: Hash of the caller, of what is called, and of the key sent with it.
            fingerprint: Hash of what is asked: under one key nothing else may be.
            holder: Who asks for the right.
            lease_seconds: When the right ends unless it is renewed: its holder may have died.

        Raises:
            StoreUnavailable: The database did not answer.
        """

        def take(connection: sql.Connection) -> Reservation:
            return reserve(
                connection,
                self._statements.insert,
                key,
                fingerprint,
                holder,
                now=self._clock(),
                lease_seconds=lease_seconds,
            )

        return await self._written(take)

    async def renew_key(self, key: str, holder: str, *, lease_seconds: float) -> None:
        """Hold a key for longer. Raises StoreUnavailable."""
        renewed = renewal(key, holder, until=self._clock() + lease_seconds)
        await self._written(lambda connection: connection.execute(renewed))

    async def settle(self, key: str, holder: str, answer: Answer, *, keep_seconds: float) -> None:
        """Put the answer under a key; whoever lost the key to another changes nothing. Raises StoreUnavailable."""
        settled = settlement(key, holder, answer, until=self._clock() + keep_seconds)
        await self._written(lambda connection: connection.execute(settled))

    async def surrender(self, key: str, holder: str) -> None:
        """Give a key back without an answer; one that is settled stays so. Raises StoreUnavailable."""
        given_back = surrender(key, holder)
        await self._written(lambda connection: connection.execute(given_back))

    async def purge(self) -> int:
        """Delete what is older than the retention; how many briefs that were. Raises StoreUnavailable."""
        self._purged_at = self._now()

        def delete(connection: sql.Connection) -> int:
            connection.execute(sql.delete(LEASES).where(LEASES.c.until < self._clock()))
            connection.execute(sql.delete(ANSWERS).where(ANSWERS.c.until < self._clock()))
            if not self._retention_days:
                return 0
            gone = connection.execute(sql.delete(BRIEFS).where(BRIEFS.c.created_at <= self._oldest())).rowcount
            if gone:
                kept = sql.select(BRIEFS.c.id).where(BRIEFS.c.id == REPLIES.c.brief_id)
                connection.execute(sql.delete(REPLIES).where(~kept.exists()))
            return gone

        return await self._written(delete)

    async def check(self) -> None:
        """Take and give back the right to write. Raises StoreUnavailable where that cannot be had."""

        def try_out(connection: sql.Connection) -> None:
            for table in TABLES.sorted_tables:
                connection.execute(sql.delete(table).where(sql.false()))

        await self._written(try_out)

    def close(self) -> None:
        """Let what is being done be done, and close the connections. Blocks."""
        self._threads.shutdown()
        self._engine.dispose()

    async def _written(self, work: Callable[[sql.Connection], Result]) -> Result:
        """Do something in one transaction that writes."""
        result = await self._in(work)
        self._writes += 1
        if self._is_sqlite and self._writes >= _WRITES_A_COPY:
            self._writes = 0
            self._threads.submit(self._copy_log)
        return result

    async def _in(self, work: Callable[[sql.Connection], Result]) -> Result:
        """Do something in one transaction; again from its beginning where another process holds the lock."""
        loop = asyncio.get_running_loop()
        if not self._is_sqlite:
            return await loop.run_in_executor(self._threads, self._transact, work)
        until, wait = loop.time() + LOCK_SECONDS, _FIRST_WAIT_SECONDS
        while True:
            try:
                return self._transact(work)
            except StoreUnavailable as error:
                if not _is_locked(error) or loop.time() >= until:
                    raise
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT_SECONDS)

    def _transact(self, work: Callable[[sql.Connection], Result]) -> Result:
        try:
            with self._engine.begin() as connection:
                return work(connection)
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise StoreUnavailable(f"the database did not answer: {first_line(error)}") from error

    def _copy_log(self) -> None:
        with contextlib.suppress(SQLAlchemyError, sqlite3.Error), self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")  # what fails is tried again with the next

    def _keep(self, brief_id: str, body: bytes, owner: str, question: str | None, connection: sql.Connection) -> None:
        values = {"id": brief_id, "owner": owner, "created_at": self._now(), "body": body}
        connection.execute(self._statements.keep, values)
        if question is not None:
            connection.execute(self._statements.reply, {"asked": question, "given": brief_id})
            connection.execute(self._statements.end_lease, {"asked": question})

    def _answer(self, connection: sql.Connection, question: str, ttl_seconds: float) -> Stored | None:
        oldest = max(self._oldest(), self._now() - ttl_seconds)
        found = connection.execute(self._statements.answer, {"asked": question, "oldest": oldest}).first()
        return Stored(found.id, bytes(found.body), found.created_at) if found else None

    def _mine(self, brief_id: str, owner: str) -> tuple[sql.ColumnElement[bool], ...]:
        return BRIEFS.c.id == brief_id, BRIEFS.c.owner == owner, BRIEFS.c.created_at > self._oldest()

    def _held(self, question: str, holder: str) -> tuple[sql.ColumnElement[bool], ...]:
        return LEASES.c.question == question, LEASES.c.holder == holder

    def _clock(self) -> sql.ColumnElement[Any]:
        """What time it is for everybody who shares the database: their own clocks may differ."""
        if self._is_sqlite:
            return sql.literal(self._now(), sql.Double)
        return database_clock()

    def _oldest(self) -> float:
        return self._now() - self._retention_days * _SECONDS_A_DAY if self._retention_days else float("-inf")


def _is_locked(error: StoreUnavailable) -> bool:
    cause = getattr(error.__cause__, "orig", None) or error.__cause__
    # The lower byte says what happened, the others how.
    return isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def first_line(error: BaseException) -> str:
    """The driver's own words; SQLAlchemy's message would repeat the statement and its values."""
    cause = getattr(error, "orig", None) or error
    return str(cause).partition("\n")[0]
