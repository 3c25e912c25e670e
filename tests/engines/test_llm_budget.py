"""What one question may spend, and how long it may give nothing."""

import time

import pytest

from service.core.draft import Item
from service.core.engine import Request
from service.core.errors import BudgetSpent, EngineUnavailable
from service.core.summarize import finish, summarize
from service.engines.llm.engine import LlmEngine
from service.fallback import Choice, Fallback
from service.settings import Settings
from tests.engines.conftest import MakeEngine
from tests.engines.llm_words import ARTICLE, REPLY, WHOLE, hear, only, tally
from tests.scripted_server import HANG, Answer, Call, ScriptedServer, completion, status, streamed


@pytest.mark.parametrize("stream", [False, True])
async def test_no_further_try_is_made_when_the_calls_are_used_up(
    scripted_server: ScriptedServer, make_engine: MakeEngine, stream: bool
) -> None:
    scripted_server.always(status(503))

    said, error = await hear(make_engine().draft(WHOLE, Request(max_calls=3, stream=stream)))

    assert isinstance(error, BudgetSpent)
    assert error.budget == "calls"
    assert len(scripted_server.calls) == tally(said).calls == 3


@pytest.mark.parametrize(
    ("request_", "budget"),
    [
        (Request(max_tokens=1_000), "tokens"),
        (Request(max_cost_usd=0.001), "dollars"),
        (Request(max_calls=1), "calls"),
    ],
)
async def test_a_reply_that_cannot_be_read_is_not_asked_for_again_beyond_a_budget(
    scripted_server: ScriptedServer, make_engine: MakeEngine, request_: Request, budget: str
) -> None:
    scripted_server.always(completion("no JSON", sent=900, written=100))
    engine = make_engine(prices={"small": {"input": 1, "output": 1}})

    said, error = await hear(engine.draft(WHOLE, request_))

    assert isinstance(error, BudgetSpent)
    assert error.budget == budget
    assert tally(said).calls == 1


@pytest.mark.parametrize("stream", [False, True])
async def test_nothing_is_asked_where_nothing_is_left(
    scripted_server: ScriptedServer, make_engine: MakeEngine, stream: bool
) -> None:
    said, error = await hear(make_engine().draft(WHOLE, Request(max_calls=0, stream=stream)))

    assert isinstance(error, BudgetSpent)
    assert scripted_server.calls == []
    assert tally(said).calls == 0


@pytest.mark.parametrize("stream", [False, True])
async def test_an_engine_that_gives_nothing_is_given_up_when_somebody_else_is_to_be_asked(
    scripted_server: ScriptedServer, make_engine: MakeEngine, stream: bool
) -> None:
    scripted_server.always(HANG)

    started = time.monotonic()
    request = Request(deadline_seconds=60, patience_seconds=0.3, stream=stream)
    _, error = await hear(make_engine().draft(WHOLE, request))

    assert isinstance(error, EngineUnavailable)
    assert time.monotonic() - started < 10
    assert len(scripted_server.calls) == 1


async def test_a_stream_that_has_begun_may_go_on_when_the_patience_is_over(scripted_server: ScriptedServer) -> None:
    now = [0.0]
    scripted_server.plays(streamed(REPLY))
    settings = Settings(openai_base_url=scripted_server.base_url, model="small")
    engine = LlmEngine(settings, clock=lambda: now[0])
    said = []

    async for word in engine.draft(WHOLE, Request(deadline_seconds=60, patience_seconds=2, stream=True)):
        said.append(word)
        now[0] += 5.0 * isinstance(word, Item)
    await engine.aclose()

    assert len(only(Item, said)) == 7


async def test_a_model_that_hangs_leaves_the_next_one_its_time(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    def script(call: Call) -> Answer:
        return HANG if call.body["model"] == "small" else completion(REPLY)

    scripted_server.answers(script)
    engine = make_engine(fallbacks=("spare",))
    fallback = Fallback([Choice(engine), Choice(engine, model="spare")])

    brief = await finish(summarize(ARTICLE, fallback, Request(deadline_seconds=2)))

    assert (brief.engine.model, brief.engine.fallback_from) == ("spare", "small")
    assert brief.usage.calls == 2
