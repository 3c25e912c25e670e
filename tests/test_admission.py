import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.admission import Gate
from service.core.errors import Overloaded


class Visitor:
    """Goes in, stays until it is let go."""

    def __init__(self, gate: Gate, seconds: float = 60.0) -> None:
        self.is_inside = False
        self._may_go = asyncio.Event()
        self._gate, self._seconds = gate, seconds
        self.task = asyncio.create_task(self._visit())

    async def _visit(self) -> None:
        async with self._gate.place(seconds=self._seconds):
            self.is_inside = True
            await self._may_go.wait()
        self.is_inside = False

    async def go(self) -> None:
        self._may_go.set()
        await self.task
        await settled()


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_as_many_as_there_are_places_go_in_and_the_others_wait_their_turn() -> None:
    gate = Gate(places=2, queue=2)
    visitors = [Visitor(gate) for _ in range(4)]
    await settled()
    assert [visitor.is_inside for visitor in visitors] == [True, True, False, False]

    await visitors[1].go()
    assert [visitor.is_inside for visitor in visitors] == [True, False, True, False]
    for visitor in (visitors[0], visitors[2], visitors[3]):
        await visitor.go()

    assert (gate.inside, gate.waiting) == (0, 0)


async def test_one_more_than_may_wait_is_refused_at_once() -> None:
    gate = Gate(places=1, queue=1)
    visitors = [Visitor(gate) for _ in range(2)]
    await settled()

    with pytest.raises(Overloaded) as caught:
        async with gate.place(seconds=60):
            pass

    assert caught.value.retry_after_seconds >= 1
    for visitor in visitors:
        await visitor.go()


async def test_whoever_would_wait_too_long_is_refused_at_once() -> None:
    now = [0.0]
    gate = Gate(places=2, queue=10, clock=lambda: now[0])
    first = Visitor(gate)
    await settled()
    now[0] += 20  # this is how long it takes
    await first.go()
    visitors = [Visitor(gate) for _ in range(2)]
    await settled()

    with pytest.raises(Overloaded) as caught:
        async with gate.place(seconds=29):
            pass
    patient = Visitor(gate, seconds=31)
    await settled()

    assert caught.value.retry_after_seconds == 10  # two places, one of them free every 10 s; then 20 s inside
    assert gate.waiting == 1
    for visitor in (*visitors, patient):
        await visitor.go()


async def test_whoever_waited_too_long_is_refused_and_takes_no_place() -> None:
    gate = Gate(places=1, queue=1)
    first = Visitor(gate)
    await settled()

    with pytest.raises(Overloaded):
        async with gate.place(seconds=0.01):
            pass

    assert gate.waiting == 0
    await first.go()
    assert gate.inside == 0


async def test_whoever_has_no_time_left_when_its_turn_comes_is_refused_and_the_next_one_let_in() -> None:
    now = [0.0]
    gate = Gate(places=1, queue=3, clock=lambda: now[0])
    first = Visitor(gate)
    await settled()
    hasty, patient = Visitor(gate, seconds=50), Visitor(gate, seconds=500)
    await settled()
    now[0] += 30  # so long it takes: the hasty one, with 20 s left, would not end in time

    await first.go()

    assert not hasty.is_inside
    assert isinstance(hasty.task.exception(), Overloaded)
    assert patient.is_inside
    await patient.go()
    assert gate.inside == 0


async def test_a_place_is_not_lost_when_its_turn_comes_to_somebody_who_leaves() -> None:
    gate = Gate(places=1, queue=2)
    first, leaving, last = (Visitor(gate) for _ in range(3))
    await settled()

    first._may_go.set()
    await asyncio.sleep(0)  # the place is handed on, and its new holder has not been told
    leaving.task.cancel()
    await settled()

    assert last.is_inside
    await last.go()
    assert (gate.inside, gate.waiting) == (0, 0)


@given(st.lists(st.tuples(st.sampled_from(["come", "go", "cancel"]), st.integers(0, 30)), max_size=60))
def test_there_are_never_more_inside_than_places_and_no_place_is_lost(changes: list[tuple[str, int]]) -> None:
    async def run() -> None:
        gate = Gate(places=3, queue=4)
        here: list[Visitor] = []
        for change, number in changes:
            if change == "come":
                here.append(Visitor(gate))
            elif here:
                visitor = here.pop(number % len(here))
                if change == "go":
                    visitor._may_go.set()
                else:
                    visitor.task.cancel()
            if number % 2:
                await settled()
                here = [visitor for visitor in here if not visitor.task.done()]
                inside = sum(visitor.is_inside for visitor in here)
                assert gate.inside <= 3
                assert gate.waiting <= 4
                assert gate.waiting == 0 or inside == 3
        for visitor in here:
            visitor.task.cancel()
        await asyncio.gather(*(visitor.task for visitor in here), return_exceptions=True)
        await settled()
        assert (gate.inside, gate.waiting) == (0, 0)

    asyncio.run(run())
