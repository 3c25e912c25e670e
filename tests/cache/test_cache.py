"""The cache above a real store; two caches above one file stand for two processes."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cache import Cache, Freshness, Made, Tell
from service.cache.cache import again
from service.core.brief import Brief
from service.core.engine import Notice
from service.core.errors import DeadlineExceeded, EngineUnavailable
from service.core.steps import Step, Warned
from service.settings import Settings
from service.store import Store, open_store
from tests.briefs import port_brief

QUESTION = "q" * 64
STEP = Warned(Notice("a step"))


class Work:
    """Makes a brief, once let go on, and stores it as the service does."""

    def __init__(self, store: Store, *, is_lasting: bool = True, error: Exception | None = None) -> None:
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.times = 0
        self.stopped = 0
        self.began = asyncio.Event()
        self._store, self._is_lasting, self._error = store, is_lasting, error

    async def __call__(self, tell: Tell) -> Made:
        self.times += 1
        brief_id = f"{self.times:032x}"
        tell(STEP)
        self.began.set()
        try:
            await self.go_on.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        if self._error:
            raise self._error
        body = json.dumps({"id": brief_id, "cached": False}, separators=(",", ":")).encode()
        await self._store.keep(brief_id, body, owner="", question=QUESTION if self._is_lasting else None)
        return Made(brief_id, body, is_lasting=self._is_lasting)


class Clock:
    def __init__(self) -> None:
        self.time = 1_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def stores(tmp_path: Path, clock: Clock) -> AsyncIterator[tuple[Store, Store]]:
    settings = Settings(engine="extractive", data_dir=tmp_path)
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(open_store(settings, now=clock))
        yield one, await stack.enter_async_context(open_store(settings, now=clock))


def above(store: Store, clock: Clock, ttl_seconds: float = 100.0) -> Cache:
    return Cache(store, ttl_seconds=ttl_seconds, memory_bytes=1_000_000, now=clock)


async def asking(
    cache: Cache, work: Work, *, freshness: Freshness = Freshness.ANY, seconds: float = 30.0
) -> tuple[list[Step], Made]:
    async with cache.making(QUESTION, work, freshness=freshness, seconds=seconds) as making:
        return [step async for step in making.steps()], await making.result()


def is_cached(made: Made) -> bool:
    cached: bool = json.loads(made.body)["cached"]
    return cached


async def test_a_question_asked_twice_is_answered_once(stores: tuple[Store, Store], clock: Clock) -> None:
    cache, work = above(stores[0], clock), Work(stores[0])

    first_steps, first = await asking(cache, work)
    second_steps, second = await asking(cache, work)

    assert work.times == 1
    assert (first_steps, second_steps) == ([STEP], [])
    assert (is_cached(first), is_cached(second)) == (False, True)
    assert second.body == first.body.replace(b"false", b"true")
    assert cache.recall(QUESTION) == second


async def test_hundreds_at_once_are_answered_by_one(stores: tuple[Store, Store], clock: Clock) -> None:
    cache, work = above(stores[0], clock), Work(stores[0])

    answers = await asyncio.gather(*(asking(cache, work) for _ in range(256)))

    assert work.times == 1
    assert sum(not is_cached(made) for _, made in answers) == 1
    assert all(steps == [STEP] for steps, _ in answers)
    assert len({made.brief_id for _, made in answers}) == 1


async def test_another_process_finds_what_this_one_made(stores: tuple[Store, Store], clock: Clock) -> None:
    work = Work(stores[0])
    _, made = await asking(above(stores[0], clock), work)

    steps, found = await asking(above(stores[1], clock), work)

    assert work.times == 1
    assert (steps, found.brief_id, is_cached(found)) == ([], made.brief_id, True)


async def test_processes_that_are_asked_at_once_make_one_brief(stores: tuple[Store, Store], clock: Clock) -> None:
    caches = [above(store, clock) for store in stores]
    work = Work(stores[0])
    work.go_on.clear()
    asked = [asyncio.create_task(asking(cache, work)) for cache in caches for _ in range(40)]
    await work.began.wait()

    work.go_on.set()
    answers = await asyncio.gather(*asked)

    assert work.times == 1
    assert sum(not is_cached(made) for _, made in answers) == 1


async def test_a_process_takes_over_when_the_other_failed(stores: tuple[Store, Store], clock: Clock) -> None:
    failing, working = Work(stores[0], error=EngineUnavailable("m", "is down")), Work(stores[1])
    failing.go_on.clear()
    first = asyncio.create_task(asking(above(stores[0], clock), failing))
    await failing.began.wait()
    second = asyncio.create_task(asking(above(stores[1], clock), working))

    failing.go_on.set()

    with pytest.raises(EngineUnavailable):
        await first
    assert not is_cached((await second)[1])
    assert (failing.times, working.times) == (1, 1)


async def test_a_process_takes_over_from_one_that_died_when_its_lease_ends(
    stores: tuple[Store, Store], clock: Clock
) -> None:
    await stores[0].claim(QUESTION, "dead", ttl_seconds=100, lease_seconds=15)
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        clock.time += 5
        await asyncio.sleep(0)

    cache = Cache(stores[1], ttl_seconds=100, memory_bytes=1_000, now=clock, sleep=sleep)
    _, made = await asking(cache, Work(stores[1]))

    assert not is_cached(made)
    assert waited[:3] == [0.02, 0.04, 0.08]
    assert clock.time > 1_000_015


async def test_another_process_is_not_waited_for_past_the_deadline(stores: tuple[Store, Store], clock: Clock) -> None:
    await stores[0].claim(QUESTION, "somebody", ttl_seconds=100, lease_seconds=1e9)

    with pytest.raises(DeadlineExceeded):
        await asking(above(stores[1], clock), Work(stores[1]), seconds=0.05)


async def test_an_answer_is_given_again_only_for_so_long(stores: tuple[Store, Store], clock: Clock) -> None:
    cache, work = above(stores[0], clock, ttl_seconds=100), Work(stores[0])
    await asking(cache, work)

    clock.time += 99
    assert is_cached((await asking(cache, work))[1])
    clock.time += 2
    assert cache.recall(QUESTION) is None
    assert not is_cached((await asking(cache, work))[1])

    assert work.times == 2
    assert is_cached((await asking(above(stores[1], clock), work))[1])


async def test_without_a_time_to_live_only_what_is_in_flight_is_shared(
    stores: tuple[Store, Store], clock: Clock
) -> None:
    cache, work = above(stores[0], clock, ttl_seconds=0), Work(stores[0])

    await asyncio.gather(*(asking(cache, work) for _ in range(10)))
    await asking(cache, work)

    assert work.times == 2
    assert cache.recall(QUESTION) is None


async def test_a_caller_may_ask_for_a_new_answer_which_replaces_the_old(
    stores: tuple[Store, Store], clock: Clock
) -> None:
    cache, work = above(stores[0], clock), Work(stores[0])
    await asking(cache, work)

    _, new = await asking(cache, work, freshness=Freshness.NEW)

    assert not is_cached(new)
    assert (await asking(cache, work))[1].brief_id == new.brief_id
    assert (await asking(above(stores[1], clock), work))[1].brief_id == new.brief_id
    assert work.times == 2


async def test_an_answer_for_one_caller_alone_is_not_shared(stores: tuple[Store, Store], clock: Clock) -> None:
    cache, work = above(stores[0], clock), Work(stores[0], is_lasting=False)

    answers = await asyncio.gather(*(asking(cache, work, freshness=Freshness.OWN) for _ in range(3)))
    await asking(cache, work)

    assert work.times == 4
    assert not any(is_cached(made) for _, made in answers)


@pytest.mark.parametrize("error", [None, EngineUnavailable("m", "is down")])
async def test_what_is_not_lasting_is_shared_in_flight_and_then_made_anew(
    stores: tuple[Store, Store], clock: Clock, error: Exception | None
) -> None:
    cache, work = above(stores[0], clock), Work(stores[0], is_lasting=False, error=error)

    answers = await asyncio.gather(*(asking(cache, work) for _ in range(5)), return_exceptions=True)
    again_asked = await asyncio.gather(asking(cache, work), return_exceptions=True)

    assert work.times == 2
    assert all(isinstance(answer, EngineUnavailable) == (error is not None) for answer in (*answers, *again_asked))


async def test_the_work_stops_when_the_last_one_leaves_and_the_next_one_need_not_wait(
    stores: tuple[Store, Store], clock: Clock
) -> None:
    cache, work = above(stores[0], clock), Work(stores[0])
    work.go_on.clear()
    asked = [asyncio.create_task(asking(cache, work)) for _ in range(3)]
    await work.began.wait()

    asked[0].cancel()
    asked[1].cancel()
    await asyncio.gather(*asked[:2], return_exceptions=True)
    assert work.stopped == 0
    asked[2].cancel()
    await asyncio.gather(asked[2], return_exceptions=True)

    assert work.stopped == 1
    work.go_on.set()
    assert not is_cached((await asking(above(stores[1], clock), work))[1])  # the lease was given back


async def test_a_deleted_brief_is_no_answer_any_more(stores: tuple[Store, Store], clock: Clock) -> None:
    cache, other, work = above(stores[0], clock), above(stores[1], clock), Work(stores[0])
    _, made = await asking(cache, work)
    await asking(other, work)

    await stores[0].forget(made.brief_id, owner="")
    cache.forget(made.brief_id)

    assert cache.recall(QUESTION) is None
    assert not is_cached((await asking(cache, work))[1])
    clock.time += 6  # what another process deleted is given for some seconds yet
    assert (await asking(other, work))[1].brief_id != made.brief_id


async def test_another_wording_leads_to_the_same_answer(stores: tuple[Store, Store], clock: Clock) -> None:
    cache, work = above(stores[0], clock), Work(stores[0])
    cache.rephrase(QUESTION, "in other words")
    assert cache.recall("in other words") is None

    _, made = await asking(cache, work)

    found = cache.recall("in other words")
    assert found is not None
    assert found.brief_id == made.brief_id


async def test_a_lost_database_does_not_keep_a_brief_from_being_made(
    stores: tuple[Store, Store], clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    with closing(sqlite3.connect(tmp_path / "precis.sqlite3")) as breaker:
        breaker.execute("DROP TABLE leases")

    _, made = await asking(above(stores[0], clock), Work(stores[0], is_lasting=False))

    assert not is_cached(made)


@given(st.text())
def test_marking_a_brief_as_given_again_changes_that_alone(words: str) -> None:
    hostile = f'"cached":false {words} "cached":false'
    brief = port_brief().model_copy(update={"warnings": (hostile,), "topics": (hostile,)})

    marked = Brief.model_validate_json(again(brief.model_dump_json().encode()))

    assert marked == brief.model_copy(update={"cached": True})
