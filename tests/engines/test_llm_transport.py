"""Faults of the provider: what is tried again, how long that takes, and what it is called in the end."""

import asyncio
import email.utils
import time
from collections.abc import Callable

import pytest

from service.core.draft import Item
from service.core.engine import Request
from service.core.errors import EngineError, EngineRejected, EngineUnavailable
from service.engines.llm.engine import LlmEngine
from service.settings import Settings
from tests.engines.conftest import MakeEngine
from tests.engines.llm_words import REPLY, WHOLE, hear, only, tally
from tests.scripted_server import (
    DRIP,
    HANG,
    RESET,
    Answer,
    Call,
    ScriptedServer,
    completion,
    quota_used_up,
    rate_limited,
    running,
    status,
)


@pytest.mark.parametrize("answer", [status(408), status(409), status(429), status(500), status(503), RESET])
async def test_what_may_pass_is_tried_again(
    scripted_server: ScriptedServer, make_engine: MakeEngine, waits: list[float], answer: Answer
) -> None:
    scripted_server.plays(answer, answer, completion(REPLY))

    said, error = await hear(make_engine().draft(WHOLE, Request()))

    assert error is None
    assert only(Item, said)
    assert len(scripted_server.calls) == 3
    assert len(waits) == 2
    assert tally(said).calls == 3


@pytest.mark.parametrize(
    "answer",
    [
        status(400, message="messages: too many images", param="messages"),
        status(401, error_code="invalid_api_key"),
        status(402),
        status(403),
        status(404, error_code="model_not_found"),
        status(422),
        quota_used_up(),
        status(429, error_code="billing_hard_limit_reached"),
        status(
            429, message="Request too large for small: limit 1000, requested 9000", error_code="rate_limit_exceeded"
        ),
        status(400, message="maximum context length is 8192 tokens", error_code="context_length_exceeded"),
    ],
)
async def test_what_cannot_pass_is_final_after_one_call(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: Answer
) -> None:
    scripted_server.always(answer)

    said, error = await hear(make_engine().draft(WHOLE, Request()))

    assert isinstance(error, EngineRejected)
    assert error.engine == "small"
    assert len(scripted_server.calls) == 1
    assert tally(said).calls == 1


async def test_a_server_that_says_do_not_retry_is_obeyed(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(status(503, headers={"x-should-retry": "false"}))

    _, error = await hear(make_engine().draft(WHOLE, Request()))

    assert isinstance(error, EngineUnavailable)
    assert len(scripted_server.calls) == 1


@pytest.mark.parametrize(
    ("headers", "least"),
    [
        (lambda: {"Retry-After": "7"}, 7.0),
        (lambda: {"retry-after-ms": "7500"}, 7.5),
        (lambda: {"Retry-After": email.utils.formatdate(time.time() + 60, usegmt=True)}, 50.0),
    ],
)
async def test_a_rate_limit_is_waited_out_for_as_long_as_the_server_asks(
    scripted_server: ScriptedServer,
    make_engine: MakeEngine,
    waits: list[float],
    headers: Callable[[], dict[str, str]],
    least: float,
) -> None:
    scripted_server.plays(status(429, headers=headers()), completion(REPLY))

    said, error = await hear(make_engine().draft(WHOLE, Request()))

    assert error is None
    assert only(Item, said)
    (waited,) = waits
    assert least <= waited <= least + 20


async def test_a_wait_that_is_longer_than_the_time_left_is_not_waited_but_told(
    scripted_server: ScriptedServer, make_engine: MakeEngine, waits: list[float]
) -> None:
    scripted_server.always(rate_limited("30"))

    _, error = await hear(make_engine().draft(WHOLE, Request(deadline_seconds=10)))

    assert isinstance(error, EngineUnavailable)
    assert error.retry_after_seconds == 30
    assert len(scripted_server.calls) == 1
    assert waits == []


async def test_a_call_is_given_up_early_enough_to_tell_what_it_cost(
    scripted_server: ScriptedServer, make_engine: MakeEngine, waits: list[float]
) -> None:
    scripted_server.always(rate_limited("99.5"))

    said, error = await hear(make_engine().draft(WHOLE, Request(deadline_seconds=100)))

    assert isinstance(error, EngineUnavailable)
    assert waits == []
    assert tally(said).calls == 1


@pytest.mark.parametrize("header", ["soon", "nan", "-5", "Mon, 99 Foo 2020"])
async def test_a_retry_after_that_makes_no_sense_is_ignored(
    scripted_server: ScriptedServer, make_engine: MakeEngine, waits: list[float], header: str
) -> None:
    scripted_server.plays(rate_limited(header), completion(REPLY))

    _, error = await hear(make_engine().draft(WHOLE, Request()))

    assert error is None
    assert 0 <= waits[0] <= 20


@pytest.mark.parametrize("answer", [status(503), RESET, rate_limited()])
async def test_a_server_that_stays_down_is_given_up_after_a_fixed_number_of_tries(
    scripted_server: ScriptedServer, make_engine: MakeEngine, waits: list[float], answer: Answer
) -> None:
    scripted_server.always(answer)

    said, error = await hear(make_engine().draft(WHOLE, Request()))

    assert isinstance(error, EngineUnavailable)
    assert error.__cause__ is not None
    assert len(scripted_server.calls) == 5
    assert len(waits) == 4
    assert tally(said).calls == 5


async def test_a_server_that_is_not_there_is_unavailable(make_engine: MakeEngine) -> None:
    with running() as gone:
        address = gone.base_url

    said, error = await hear(make_engine(openai_base_url=address).draft(WHOLE, Request()))

    assert isinstance(error, EngineUnavailable)
    assert tally(said).calls == 5


@pytest.mark.parametrize("answer", [HANG, DRIP])
async def test_a_call_that_takes_too_long_is_tried_once_more_and_no_more(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: Answer
) -> None:
    scripted_server.always(answer)

    said, error = await hear(make_engine(request_timeout_seconds=0.2).draft(WHOLE, Request()))

    assert isinstance(error, EngineUnavailable)
    assert len(scripted_server.calls) == 2
    assert tally(said).calls == 2


async def test_the_deadline_of_a_request_ends_a_call_under_way(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(HANG)

    started = time.monotonic()
    _, error = await hear(make_engine().draft(WHOLE, Request(deadline_seconds=0.3)))

    assert isinstance(error, EngineUnavailable)
    assert time.monotonic() - started < 5
    assert len(scripted_server.calls) == 1


async def test_a_brief_that_nobody_waits_for_any_more_stops_at_once(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    arrived = asyncio.Event()
    loop = asyncio.get_running_loop()

    def script(_: Call) -> Answer:
        loop.call_soon_threadsafe(arrived.set)
        return HANG

    scripted_server.answers(script)
    task = asyncio.create_task(hear(make_engine().draft(WHOLE, Request())))
    await arrived.wait()

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(scripted_server.calls) == 1


async def test_the_clock_decides_when_the_time_is_up(scripted_server: ScriptedServer) -> None:
    now = [0.0]

    async def sleep(seconds: float) -> None:
        now[0] += seconds

    scripted_server.always(rate_limited("40"))
    settings = Settings(openai_base_url=scripted_server.base_url, model="small", deadline_seconds=100)
    engine = LlmEngine(settings, sleep=sleep, clock=lambda: now[0])

    _, error = await hear(engine.draft(WHOLE, Request()))
    await engine.aclose()

    assert isinstance(error, EngineUnavailable)
    assert len(scripted_server.calls) == 3  # at 0, 40 and 80 seconds
    assert now[0] < 100


@pytest.mark.parametrize(
    "answer",
    [
        status(400, message="sk-secret Aldmere"),
        status(401, message="sk-secret Aldmere"),
        status(500, message="sk-secret Aldmere"),
    ],
)
async def test_an_error_repeats_nothing_the_provider_says(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: Answer
) -> None:
    scripted_server.always(answer)

    _, error = await hear(make_engine().draft(WHOLE, Request()))

    assert isinstance(error, EngineError)
    assert "sk-secret" not in str(error)
    assert "Aldmere" not in str(error)


async def test_no_more_connections_are_open_than_are_set(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(HANG)
    engine = make_engine(upstream_connections=2)

    patience = (1.5, 1.5, 0.4, 0.4, 0.4)  # the first two hold the connections until the others are gone
    await asyncio.gather(*(hear(engine.draft(WHOLE, Request(deadline_seconds=seconds))) for seconds in patience))

    assert len(scripted_server.calls) == 2


async def test_a_connection_is_used_again(scripted_server: ScriptedServer, make_engine: MakeEngine) -> None:
    scripted_server.always(completion(REPLY))
    engine = make_engine()

    for _ in range(5):
        await hear(engine.draft(WHOLE, Request()))

    assert scripted_server.connections == 1
