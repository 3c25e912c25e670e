import asyncio

import pytest

from service.cache.flight import Flight, Tell
from service.core.engine import Notice
from service.core.errors import EngineUnavailable
from service.core.steps import Step, Warned

FIRST, SECOND = Warned(Notice("first")), Warned(Notice("second"))


class Work:
    """Tells one step, then another when it is let go on; knows whether it was stopped."""

    def __init__(self, error: Exception | None = None) -> None:
        self.go_on = asyncio.Event()
        self.error = error
        self.was_stopped = False

    async def __call__(self, tell: Tell) -> str:
        try:
            tell(FIRST)
            await self.go_on.wait()
            tell(SECOND)
            if self.error is not None:
                raise self.error
        except asyncio.CancelledError:
            self.was_stopped = True
            raise
        return "done"


async def all_of(flight: Flight[str]) -> list[Step]:
    return [step async for step in flight.steps()]


async def test_whoever_joins_late_is_told_the_steps_from_the_first() -> None:
    work = Work()
    flight = Flight(work)
    flight.join()
    early = flight.steps()
    assert await anext(early) == FIRST
    late = flight.steps()
    assert await anext(late) == FIRST

    work.go_on.set()

    assert [step async for step in early] == [step async for step in late] == [SECOND]
    assert await all_of(flight) == [FIRST, SECOND]
    assert await flight.result() == "done"


async def test_it_goes_on_while_anybody_waits_whoever_began_it() -> None:
    work = Work()
    flight = Flight(work)
    flight.join()
    flight.join()

    await flight.leave()
    work.go_on.set()

    assert await flight.result() == "done"


async def test_the_last_one_to_leave_stops_it() -> None:
    work = Work()
    flight = Flight(work)
    for _ in range(3):
        flight.join()
    await anext(flight.steps())

    stopped = []
    for _ in range(3):
        await flight.leave()
        stopped.append(work.was_stopped)

    assert stopped == [False, False, True]
    assert flight.is_over


async def test_a_waiter_that_is_cancelled_does_not_cancel_the_work() -> None:
    work = Work()
    flight = Flight(work)
    flight.join()
    flight.join()
    impatient = asyncio.create_task(flight.result())
    await anext(flight.steps())

    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    work.go_on.set()

    assert await flight.result() == "done"


async def test_everybody_is_told_the_steps_and_then_the_error() -> None:
    work = Work(EngineUnavailable("m", "is down"))
    flight = Flight(work)
    flight.join()
    work.go_on.set()

    assert await all_of(flight) == [FIRST, SECOND]
    for _ in range(2):
        with pytest.raises(EngineUnavailable):
            await flight.result()


async def test_an_error_nobody_waits_for_is_not_left_unread(recwarn: pytest.WarningsRecorder) -> None:
    work = Work(EngineUnavailable("m", "is down"))
    flight = Flight(work)
    flight.join()
    work.go_on.set()
    await all_of(flight)

    await flight.leave()
    del flight
    await asyncio.sleep(0)

    assert not recwarn.list
