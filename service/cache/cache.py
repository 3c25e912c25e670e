"""Answers by question: from memory, from the store, from whoever is making one, or made now."""

import asyncio
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Protocol

from service.cache.flight import Flight, Tell
from service.cache.memory import Kept, Memory
from service.core.errors import DeadlineExceeded, StoreUnavailable
from service.core.steps import Step
from service.store import Store, Stored

_log = logging.getLogger(__name__)
# What another process deleted may be given from memory for this long.
_TRUST_SECONDS = 5.0
# A process that dies in the making holds up the others for this long.
_LEASE_SECONDS = 15.0
_FIRST_POLL_SECONDS, _LONGEST_POLL_SECONDS = 0.02, 0.25
_MOST_REPHRASED = 10_000
_NEW, _AGAIN = b'"cached":false', b'"cached":true'


class Freshness(Enum):
    """What a caller says of answers that were made earlier (`Cache-Control` of the request)."""

    ANY = "any"
    NEW = "no-cache"  # made now, or just being made
    OWN = "no-store"  # made for this caller alone, and not to be given again


@dataclass(frozen=True, slots=True)
class Made:
    """A finished brief."""

    brief_id: str
    body: bytes  # as JSON, byte for byte as it is answered
    is_lasting: bool = False  # whether the same question may be answered with it again


class Making(Protocol):
    """An answer, finished or in the making."""

    def steps(self) -> AsyncGenerator[Step, None]:
        """How it was made, where that can be told: nothing where it was made earlier."""
        ...

    async def result(self) -> Made:
        """The brief. Raises what kept it from being made."""
        ...


Work = Callable[[Tell], Coroutine[Any, Any, Made]]


class Cache:
    """Answers, and what is in the making. Use one for each event loop."""

    def __init__(
        self,
        store: Store,
        *,
        ttl_seconds: float,
        memory_bytes: int,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Open a cache above a store.

        Args:
            store: Where answers outlive the process, and where processes see what others are making.
            ttl_seconds: How old an answer may be; 0: none is given again.
            memory_bytes: How much of them is held in memory.
            now: The time, in seconds since 1970.
            sleep: How to wait for another process.
        """
        self._store = store
        self._ttl_seconds = ttl_seconds
        self._memory = Memory(memory_bytes)
        self._now = now
        self._sleep = sleep
        self._flights: dict[str, Flight[Made]] = {}
        self._rephrased: OrderedDict[str, str] = OrderedDict()

    def recall(self, question: str) -> Made | None:
        """An answer that is at hand, by its question or by another way to put it."""
        if not self._ttl_seconds:
            return None
        kept = self._memory.get(self._rephrased.get(question, question), self._now())
        return Made(kept.brief_id, kept.body, is_lasting=True) if kept else None

    def is_awaited(self, question: str) -> bool:
        """Whether the answer is in the making; a question may be put in another way here too."""
        flight = self._flights.get(self._rephrased.get(question, question))
        return flight is not None and not flight.is_over

    def rephrase(self, question: str, other: str) -> None:
        """Remember another way to put a question: one that is known without reading a whole request."""
        self._rephrased[other] = question
        if len(self._rephrased) > _MOST_REPHRASED:
            self._rephrased.popitem(last=False)

    def forget(self, brief_id: str) -> None:
        """Drop a brief that was deleted from the store."""
        self._memory.forget(brief_id)

    @asynccontextmanager
    async def making(
        self, question: str, work: Work, *, freshness: Freshness = Freshness.ANY, seconds: float
    ) -> AsyncIterator[Making]:
        """Answer a question; at the end of the block the caller waits no longer.

        Args:
            question: Hash of all that decides what the brief says.
            work: Makes the brief and stores it under the question if it is lasting.
            freshness: Which answers will do.
            seconds: How long another process is waited for.

        Whoever begins the work gets its brief as it is, everybody else the same marked as cached.
        """
        at_hand = self.recall(question) if freshness is Freshness.ANY else None
        if at_hand is not None:
            yield _Finished(at_hand)
            return
        if freshness is Freshness.OWN:
            flight, is_first = Flight(work), True
        else:
            known = self._flights.get(question)
            is_first = known is None or known.is_over
            if known is None or known.is_over:
                known = Flight(lambda tell: self._answered(question, work, tell, freshness, seconds))
                self._flights[question] = known
            flight = known
        flight.join()
        try:
            yield flight if is_first else _Shared(flight)
        finally:
            await flight.leave()
            if flight.is_over and self._flights.get(question) is flight:
                del self._flights[question]

    async def _answered(self, question: str, work: Work, tell: Tell, freshness: Freshness, seconds: float) -> Made:
        if not self._ttl_seconds or freshness is not Freshness.ANY:
            made = await work(tell)
        else:
            holder = secrets.token_hex(16)
            stored = await self._claimed(question, holder, seconds)
            if stored is not None:
                made = Made(stored.brief_id, again(stored.body), is_lasting=True)
                self._remember(question, made, stored.created_at)
                return made
            made = await self._held(question, holder, work(tell))
        if made.is_lasting and self._ttl_seconds:
            self._remember(question, replace(made, body=again(made.body)), self._now())
        return made

    async def _claimed(self, question: str, holder: str, seconds: float) -> Stored | None:
        """The stored answer, or None once this process may make one. Waits while another does."""
        wait = _FIRST_POLL_SECONDS
        try:
            async with asyncio.timeout(seconds):
                while True:
                    claim = await self._store.claim(
                        question, holder, ttl_seconds=self._ttl_seconds, lease_seconds=_LEASE_SECONDS
                    )
                    if claim.stored is not None or claim.is_won:
                        return claim.stored
                    await self._sleep(wait)
                    wait = min(wait * 2, _LONGEST_POLL_SECONDS)
        except StoreUnavailable as error:
            _log.warning("an answer is made without looking for an earlier one: %s", error)
            return None
        except TimeoutError as error:
            raise DeadlineExceeded(seconds) from error

    async def _held(self, question: str, holder: str, work: Coroutine[Any, Any, Made]) -> Made:
        """Do the work while the lease is renewed; it ends with the work, however that ends."""
        renewing = asyncio.create_task(self._renew(question, holder))
        try:
            made = await work
        except asyncio.CancelledError:
            # Others must not wait for a lease that nobody uses, though nobody waits here either.
            await asyncio.shield(asyncio.create_task(self._release(question, holder)))
            raise
        except BaseException:
            await self._release(question, holder)
            raise
        finally:
            renewing.cancel()
        if not made.is_lasting:  # else storing it has ended the lease already
            await self._release(question, holder)
        return made

    async def _renew(self, question: str, holder: str) -> None:
        while True:
            await self._sleep(_LEASE_SECONDS / 3)
            try:
                await self._store.renew(question, holder, lease_seconds=_LEASE_SECONDS)
            except StoreUnavailable as error:
                _log.warning("a lease could not be renewed: %s", error)

    async def _release(self, question: str, holder: str) -> None:
        try:
            await self._store.release(question, holder)
        except StoreUnavailable as error:
            _log.warning("a lease could not be released and ends by itself: %s", error)

    def _remember(self, question: str, made: Made, created_at: float) -> None:
        kept = Kept(
            made.brief_id,
            made.body,
            stale_at=created_at + self._ttl_seconds,
            doubted_at=self._now() + _TRUST_SECONDS,
        )
        self._memory.put(question, kept)


def again(body: bytes) -> bytes:
    """A brief as it is given again: the same bytes but for `cached`, which stands before any word of the article."""
    return body.replace(_NEW, _AGAIN, 1)


@dataclass(frozen=True, slots=True)
class _Finished:
    """An answer that was made earlier."""

    made: Made

    async def steps(self) -> AsyncGenerator[Step, None]:
        """Nothing: nobody remembers how it was made."""
        nothing: tuple[Step, ...] = ()
        for step in nothing:
            yield step

    async def result(self) -> Made:
        return self.made


@dataclass(frozen=True, slots=True)
class _Shared:
    """A flight somebody else began."""

    flight: Flight[Made]

    def steps(self) -> AsyncGenerator[Step, None]:
        return self.flight.steps()

    async def result(self) -> Made:
        made = await self.flight.result()
        return replace(made, body=again(made.body))
