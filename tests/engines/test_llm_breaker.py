"""Leaving a failing model alone."""

import asyncio

import pytest

from service.core.engine import Request
from service.core.errors import EngineUnavailable
from service.engines.llm.breaker import Breaker, Open
from service.engines.llm.engine import LlmEngine
from service.settings import Settings
from tests.engines.conftest import MakeEngine
from tests.engines.llm_words import REPLY, WHOLE, hear
from tests.scripted_server import HANG, Call, ScriptedServer, completion, rate_limited, status, streamed


class Fault(Exception):
    """The model failed."""


class Harmless(Exception):
    """The model answered, if with an error."""


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def call(breaker: Breaker, error: BaseException | None = None) -> None:
    try:
        with breaker.guarding(lambda raised: isinstance(raised, Fault)):
            if error is not None:
                raise error
    except (Fault, Harmless, asyncio.CancelledError):
        pass


def opened() -> tuple[Breaker, Clock]:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(20):
        call(breaker, Fault())
    return breaker, clock


def test_it_opens_when_sixty_percent_of_at_least_twenty_calls_failed() -> None:
    breaker = Breaker(Clock())
    for number in range(19):
        call(breaker, Fault() if number >= 8 else None)

    call(breaker, Fault())

    with pytest.raises(Open) as left_alone:
        call(breaker)
    assert left_alone.value.seconds == 30


@pytest.mark.parametrize("failed", [0, 6, 10])
def test_it_stays_closed_below_that(failed: int) -> None:
    breaker = Breaker(Clock())
    for number in range(200):
        call(breaker, Fault() if 7 * number % 20 < failed else None)

    call(breaker)


def test_few_calls_never_open_it_even_if_all_fail() -> None:
    breaker = Breaker(Clock())
    for _ in range(19):
        call(breaker, Fault())

    call(breaker)


def test_failures_older_than_thirty_seconds_do_not_count() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(100):
        call(breaker, Fault())
        clock.now += 2  # fifteen in any thirty seconds

    call(breaker)


def test_errors_that_say_nothing_against_the_model_do_not_open_it() -> None:
    breaker = Breaker(Clock())
    for _ in range(100):
        call(breaker, Harmless())
        call(breaker, asyncio.CancelledError())

    call(breaker)


def test_after_thirty_seconds_one_call_tries_and_closes_it() -> None:
    breaker, clock = opened()
    clock.now += 29.9
    with pytest.raises(Open):
        call(breaker)
    clock.now += 0.1

    with breaker.guarding(lambda _: True), pytest.raises(Open):
        call(breaker)  # while the trial runs

    call(breaker)
    call(breaker)


def test_a_trial_that_fails_opens_it_again() -> None:
    breaker, clock = opened()
    clock.now += 30

    call(breaker, Fault())

    with pytest.raises(Open) as left_alone:
        call(breaker)
    assert left_alone.value.seconds == 30


def test_a_trial_that_somebody_stops_leaves_room_for_the_next() -> None:
    breaker, clock = opened()
    clock.now += 30

    call(breaker, asyncio.CancelledError())

    call(breaker)


def test_calls_begun_before_it_opened_do_not_close_it() -> None:
    clock = Clock()
    breaker = Breaker(clock)

    with breaker.guarding(lambda _: True):
        for _ in range(20):
            call(breaker, Fault())

    with pytest.raises(Open):
        call(breaker)


async def test_a_model_that_keeps_failing_is_not_asked_for_a_while_and_says_when_again(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.answers(lambda call: status(503) if call.body["model"] == "small" else completion(REPLY))
    engine = make_engine(max_tries=10, fallbacks=("spare",))
    for _ in range(2):
        await hear(engine.draft(WHOLE, Request()))
    assert len(scripted_server.calls) == 20

    said, error = await hear(engine.draft(WHOLE, Request()))
    _, of_the_spare = await hear(engine.draft(WHOLE, Request(model="spare")))

    assert isinstance(error, EngineUnavailable)
    assert 29 < (error.retry_after_seconds or 0) <= 30
    assert len(said) == 1  # who answers; no call was made
    assert [call.body["model"] for call in scripted_server.calls[20:]] == ["spare"]
    assert of_the_spare is None


async def test_it_closes_again_when_the_model_is_back(scripted_server: ScriptedServer) -> None:
    now = [0.0]

    async def sleep(_: float) -> None:
        pass

    scripted_server.always(status(500))
    settings = Settings(openai_base_url=scripted_server.base_url, model="small", max_tries=10)
    engine = LlmEngine(settings, sleep=sleep, clock=lambda: now[0])
    for _ in range(3):
        await hear(engine.draft(WHOLE, Request()))
    scripted_server.always(completion(REPLY))
    _, still_open = await hear(engine.draft(WHOLE, Request()))
    now[0] += 30

    _, closed = await hear(engine.draft(WHOLE, Request()))
    await engine.aclose()

    assert isinstance(still_open, EngineUnavailable)
    assert closed is None


@pytest.mark.parametrize("answer", [rate_limited(), status(400), status(401)])
async def test_rate_limits_and_rejections_do_not_open_it(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: object
) -> None:
    scripted_server.always(answer)  # type: ignore[arg-type]
    engine = make_engine(max_tries=10)
    for _ in range(20):
        await hear(engine.draft(WHOLE, Request()))
    scripted_server.always(completion(REPLY))

    _, error = await hear(engine.draft(WHOLE, Request()))

    assert error is None


async def test_callers_in_a_hurry_do_not_open_it(scripted_server: ScriptedServer, make_engine: MakeEngine) -> None:
    scripted_server.answers(lambda call: HANG if "fr" in call.user[-300:].split() else completion(REPLY))
    engine = make_engine()
    hurried = Request(language="fr", deadline_seconds=0.05)
    await asyncio.gather(*(hear(engine.draft(WHOLE, hurried)) for _ in range(30)))

    _, error = await hear(engine.draft(WHOLE, Request()))

    assert error is None


async def test_streams_that_break_open_it_too(scripted_server: ScriptedServer, make_engine: MakeEngine) -> None:
    fact = '{"key_facts": [{"statement": "A", "status": "done", "sentences": [1]}, '

    def script(_: Call) -> object:
        return streamed(fact, fault="reset")

    scripted_server.answers(script)  # type: ignore[arg-type]
    engine = make_engine()
    for _ in range(60):
        await hear(engine.draft(WHOLE, Request(stream=True)))

    assert len(scripted_server.calls) < 60
