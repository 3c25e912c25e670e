"""Which model is asked, and what the engine learns about it."""

import asyncio
from contextlib import aclosing

import pytest

from service.core.draft import Item
from service.core.engine import Answering, Request
from service.core.errors import ConfigurationError, EngineRejected, EngineUnavailable, UnsupportedOption
from service.settings import DEFAULT_MODEL, Settings
from tests.engines.conftest import MakeEngine
from tests.engines.llm_words import REPLY, WHOLE, hear, only
from tests.scripted_server import (
    Answer,
    Call,
    ScriptedServer,
    completion,
    page,
    parameter_not_supported,
    response_format_not_supported,
    running,
    status,
)


async def test_with_a_base_url_and_no_model_the_only_one_of_the_server_is_asked(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(completion(REPLY))
    engine = make_engine(model=None)

    for _ in range(2):
        said, _ = await hear(engine.draft(WHOLE, Request()))
        assert only(Answering, said)[0].engine.model == "scripted-model"

    assert [call.body["model"] for call in scripted_server.calls] == ["scripted-model"] * 2
    assert scripted_server.model_listings == 1


@pytest.mark.parametrize(("answer", "heard"), [(None, "scripted-model"), (status(503), "failing")])
async def test_a_hundred_who_wait_for_the_name_of_the_model_ask_for_it_once(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: Answer | None, heard: str
) -> None:
    scripted_server.models_answer = answer
    engine = make_engine(model=None, max_tries=1)

    names = await asyncio.gather(*(engine.model_for(Request()) for _ in range(100)), return_exceptions=True)

    assert all(heard in str(name) for name in names)
    assert scripted_server.model_listings == 1


async def test_whoever_stops_waiting_for_the_name_of_the_model_does_not_take_it_from_the_others(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    engine = make_engine(model=None)
    first, second = (asyncio.create_task(engine.model_for(Request())) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()

    assert await second == "scripted-model"
    assert first.cancelled() or first.done()


async def test_of_several_models_none_is_guessed(make_engine: MakeEngine) -> None:
    with running(models=("large", "small")) as server:
        engine = make_engine(model=None, openai_base_url=server.base_url)

        with pytest.raises(ConfigurationError, match="large, small"):
            await engine.open()


@pytest.mark.parametrize("answer", [page(), Answer(body=b"{}"), Answer(body=b"[1]"), Answer(body=b"{not json")])
async def test_an_address_that_lists_no_models_is_a_mistake_in_the_settings(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: Answer
) -> None:
    scripted_server.models_answer = answer

    with pytest.raises(ConfigurationError, match="OPENAI_BASE_URL"):
        await make_engine(model=None).open()


async def test_a_server_that_is_down_at_start_is_unavailable(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.models_answer = status(503)

    with pytest.raises(EngineUnavailable):
        await make_engine(model=None).open()


async def test_opening_an_engine_whose_model_is_set_asks_nothing(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    await make_engine().open()

    assert scripted_server.model_listings == 0


async def test_a_request_may_name_the_model_a_fallback_or_an_allowed_one(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(completion(REPLY))
    engine = make_engine(fallbacks=("spare", "extractive"), allowed_models=("large",))

    for name in ("small", "spare", "large"):
        _, error = await hear(engine.draft(WHOLE, Request(model=name)))
        assert error is None

    assert [call.body["model"] for call in scripted_server.calls] == ["small", "spare", "large"]


@pytest.mark.parametrize("name", ["gpt-expensive", "extractive", ""])
async def test_a_request_for_any_other_model_is_turned_down_before_a_call(
    scripted_server: ScriptedServer, make_engine: MakeEngine, name: str
) -> None:
    engine = make_engine(fallbacks=("spare", "extractive"))

    _, error = await hear(engine.draft(WHOLE, Request(model=name)))

    assert isinstance(error, UnsupportedOption)
    assert error.field == "model"
    assert scripted_server.calls == []


async def test_on_openai_the_documented_default_is_asked(make_engine: MakeEngine) -> None:
    engine = make_engine(model=None, openai_base_url=None)

    async with aclosing(engine.draft(WHOLE, Request())) as stream:
        first = await anext(stream)

    assert isinstance(first, Answering)
    assert first.engine.model == DEFAULT_MODEL
    assert DEFAULT_MODEL in (Settings.model_fields["model"].description or "")


async def test_the_response_format_steps_down_to_what_the_server_takes_and_that_is_remembered(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    def script(call: Call) -> Answer:
        return response_format_not_supported() if "response_format" in call.body else completion(REPLY)

    scripted_server.answers(script)
    engine = make_engine()

    for _ in range(2):
        said, error = await hear(engine.draft(WHOLE, Request()))
        assert error is None
        assert only(Item, said)

    formats = [call.body.get("response_format", {}).get("type") for call in scripted_server.calls]
    assert formats == ["json_schema", "json_object", None, None]
    assert '"key_facts"' in scripted_server.calls[2].system  # without a schema, the words carry it


async def test_what_is_learnt_of_one_model_is_not_held_against_another(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(response_format_not_supported(), completion(REPLY), completion(REPLY))
    engine = make_engine(fallbacks=("spare",))

    await hear(engine.draft(WHOLE, Request()))
    await hear(engine.draft(WHOLE, Request(model="spare")))

    formats = [(call.body["model"], call.body["response_format"]["type"]) for call in scripted_server.calls]
    assert formats == [("small", "json_schema"), ("small", "json_object"), ("spare", "json_schema")]


async def test_a_response_mode_that_is_set_is_not_changed(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(response_format_not_supported())

    _, error = await hear(make_engine(response_mode="json_schema").draft(WHOLE, Request()))

    assert isinstance(error, EngineRejected)
    assert len(scripted_server.calls) == 1


async def test_a_server_that_knows_no_format_at_all_is_given_up(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(response_format_not_supported())

    _, error = await hear(make_engine().draft(WHOLE, Request()))

    assert isinstance(error, EngineRejected)
    assert len(scripted_server.calls) == 3


async def test_the_name_of_the_output_cap_is_swapped_once_and_remembered(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    def script(call: Call) -> Answer:
        if "max_tokens" in call.body:
            return parameter_not_supported("max_tokens", "max_completion_tokens")
        return completion(REPLY)

    scripted_server.answers(script)
    engine = make_engine()

    for _ in range(2):
        _, error = await hear(engine.draft(WHOLE, Request()))
        assert error is None

    sent = [sorted(name for name in call.body if name.startswith("max")) for call in scripted_server.calls]
    assert sent == [["max_tokens"], ["max_completion_tokens"], ["max_completion_tokens"]]


async def test_a_server_that_takes_neither_name_is_not_asked_for_ever(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.answers(
        lambda call: parameter_not_supported(next(name for name in call.body if name.startswith("max")), "the other")
    )

    _, error = await hear(make_engine().draft(WHOLE, Request()))

    assert isinstance(error, EngineRejected)
    assert len(scripted_server.calls) == 2


async def test_a_cap_that_is_too_large_is_not_a_cap_with_the_wrong_name(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(status(400, message="max_tokens is too large: 9000", param="max_tokens"))

    _, error = await hear(make_engine().draft(WHOLE, Request()))

    assert isinstance(error, EngineRejected)
    assert len(scripted_server.calls) == 1


async def test_a_grammar_stuck_in_white_space_is_left_for_a_looser_format(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    stuck = completion('{"headline": {"statement": "A", "sentences": [1]}, ' + " \n" * 400, finish_reason="length")
    scripted_server.plays(stuck, completion(REPLY))

    said, error = await hear(make_engine().draft(WHOLE, Request()))

    assert error is None
    assert len(only(Item, said)) > 1
    assert ["response_format" in call.body for call in scripted_server.calls] == [True, False]  # plain JSON has one too


async def test_what_is_set_is_sent_and_the_cap_is_never_above_the_setting(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(completion(REPLY))

    await hear(make_engine(temperature=0.2, reasoning_effort="low", max_output_tokens=300).draft(WHOLE, Request()))

    (call,) = scripted_server.calls
    assert (call.body["temperature"], call.body["reasoning_effort"], call.body["max_tokens"]) == (0.2, "low", 300)


@pytest.mark.parametrize(
    ("base_url", "cap"),
    [
        ("https://api.openai.com/v1", "max_completion_tokens"),
        ("https://desk.openai.azure.com/openai/v1/", "max_completion_tokens"),
        ("https://desk.services.ai.azure.com/openai/v1/", "max_completion_tokens"),
        ("http://localhost:11434/v1", "max_tokens"),
        ("https://api.openai.com.example.org/v1", "max_tokens"),
    ],
)
def test_the_cap_has_the_name_the_provider_gives_it(base_url: str, cap: str) -> None:
    from service.engines.llm.modes import first_habits

    assert first_habits(base_url, "auto").cap == cap
