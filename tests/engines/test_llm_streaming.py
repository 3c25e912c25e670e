"""Drafts that come item by item through a real HTTP server."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from service.core.draft import Item
from service.core.engine import Answering, Request, Said, Spent, Truncated
from service.core.errors import EngineGaveNoBrief, EngineRefused, EngineUnavailable
from tests.engines.conftest import MakeEngine
from tests.engines.llm_words import KEYS, REPLY, WHOLE, hear, only, tally
from tests.scripted_server import (
    HANG,
    RESET,
    Answer,
    Call,
    ScriptedServer,
    completion,
    event,
    page,
    status,
    streamed,
)

STREAM = Request(stream=True)
TEXT = json.dumps(REPLY, ensure_ascii=False)
AFTER_TWO_FACTS = TEXT.index('"topics"')


async def first_keys(stream: AsyncIterator[Said], most: int) -> list[str]:
    found: list[str] = []
    while len(found) < most:
        said = await anext(stream)
        if isinstance(said, Item):
            found.append(said.key)
    return found


def keys(said: list[Said]) -> list[str]:
    return [item.key for item in only(Item, said)]


async def test_a_streamed_draft_has_the_same_items_as_one_that_comes_at_once(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(completion(REPLY), streamed(REPLY, sent=900, cached=300, written=700))
    engine = make_engine()
    at_once, _ = await hear(engine.draft(WHOLE, Request()))

    said, error = await hear(engine.draft(WHOLE, STREAM))

    assert error is None
    assert isinstance(said[0], Answering)
    assert only(Item, said) == only(Item, at_once)
    assert (tally(said).calls, tally(said).input_tokens) == (1, 900)
    assert (tally(said).cached_tokens, tally(said).output_tokens) == (300, 700)
    assert scripted_server.calls[1].body["stream"] is True
    assert scripted_server.calls[1].body["stream_options"] == {"include_usage": True}


async def test_items_arrive_while_the_model_still_writes(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(streamed(TEXT[:AFTER_TWO_FACTS], fault="hang"))
    stream = make_engine().draft(WHOLE, STREAM)

    heard = await first_keys(stream, 3)

    assert heard == ["h", "f1", "f2"]
    assert not scripted_server.was_left.is_set()
    await stream.aclose()


async def test_a_listener_who_leaves_ends_the_upstream_call(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(streamed(TEXT[:AFTER_TWO_FACTS], fault="hang"))
    stream = make_engine().draft(WHOLE, STREAM)
    assert await first_keys(stream, 1) == ["h"]

    await stream.aclose()

    assert await asyncio.to_thread(scripted_server.was_left.wait, 5)


@pytest.mark.parametrize("answer", [streamed(TEXT[:AFTER_TWO_FACTS], fault="hang"), streamed("", fault="hang")])
async def test_a_cancelled_draft_ends_the_upstream_call(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: Answer
) -> None:
    arrived = asyncio.Event()
    loop = asyncio.get_running_loop()

    def script(_: Call) -> Answer:
        loop.call_soon_threadsafe(loop.call_later, 0.05, arrived.set)
        return answer

    scripted_server.answers(script)
    task = asyncio.create_task(hear(make_engine().draft(WHOLE, STREAM)))
    await arrived.wait()

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(scripted_server.was_left.wait, 5)


@pytest.mark.parametrize(
    "answer",
    [
        streamed(TEXT[:AFTER_TWO_FACTS], fault="reset"),
        streamed(TEXT[:AFTER_TWO_FACTS], finish_reason=None),
        Answer(
            content_type="text/event-stream",
            pieces=(
                *streamed(TEXT[:AFTER_TWO_FACTS], finish_reason=None).pieces,
                b'data: {"error": {"message": "Aldmere", "code": 500}}\n\n',
            ),
        ),
        Answer(
            content_type="text/event-stream",
            pieces=(*streamed(TEXT[:AFTER_TWO_FACTS], finish_reason=None).pieces, b"data: {oops\n\n"),
        ),
    ],
    ids=["reset", "ends early", "error event", "no JSON"],
)
async def test_of_a_stream_that_breaks_what_came_stands_and_the_break_is_told(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: Answer
) -> None:
    scripted_server.always(answer)

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert keys(said) == ["h", "f1", "f2"]
    assert isinstance(error, EngineUnavailable)
    assert "Aldmere" not in str(error)
    assert len(scripted_server.calls) == tally(said).calls == 1


@pytest.mark.parametrize(
    "answer",
    [
        streamed('{"headline": {', fault="reset"),
        streamed("", finish_reason=None),
        streamed("", finish_reason="stop"),
        status(503),
        RESET,
        completion(""),
    ],
    ids=["reset", "ends early", "empty", "503", "no answer", "empty at once"],
)
async def test_a_stream_that_breaks_before_its_first_item_is_tried_again(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: Answer
) -> None:
    scripted_server.plays(answer, streamed(REPLY))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert error is None
    assert keys(said) == KEYS
    assert len(scripted_server.calls) == tally(said).calls == 2


@pytest.mark.parametrize("answer", [HANG, streamed('{"headline"', fault="hang")])
async def test_a_stream_that_never_begins_is_tried_once_more_and_no_more(
    scripted_server: ScriptedServer, make_engine: MakeEngine, answer: Answer
) -> None:
    scripted_server.always(answer)

    said, error = await hear(make_engine(request_timeout_seconds=0.2).draft(WHOLE, STREAM))

    assert isinstance(error, EngineUnavailable)
    assert len(scripted_server.calls) == tally(said).calls == 2


async def test_a_stream_that_stops_in_the_middle_is_given_up_in_time(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(streamed(TEXT[:AFTER_TWO_FACTS], fault="hang"))

    said, error = await hear(make_engine(request_timeout_seconds=0.3).draft(WHOLE, STREAM))

    assert keys(said) == ["h", "f1", "f2"]
    assert isinstance(error, EngineUnavailable)
    assert len(scripted_server.calls) == tally(said).calls == 1
    assert await asyncio.to_thread(scripted_server.was_left.wait, 5)


async def test_a_streamed_reply_that_ends_in_the_middle_for_no_reason_is_no_success(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(streamed(TEXT[:AFTER_TWO_FACTS], finish_reason="stop"))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert keys(said) == ["h", "f1", "f2"]
    assert isinstance(error, EngineGaveNoBrief)
    assert not only(Truncated, said)


async def test_a_streamed_reply_that_ran_out_of_room_is_truncated(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(streamed(TEXT[:AFTER_TWO_FACTS], finish_reason="length"))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert error is None
    assert keys(said) == ["h", "f1", "f2"]
    assert len(only(Truncated, said)) == 1
    assert tally(said).output_tokens == 700


async def test_a_streamed_reply_whose_room_went_into_reasoning_says_what_to_raise(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(streamed("", finish_reason="length"))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert isinstance(error, EngineGaveNoBrief)
    assert "PRECIS_MAX_OUTPUT_TOKENS" in str(error)
    assert only(Truncated, said)


@pytest.mark.parametrize("text", ["", TEXT[:AFTER_TWO_FACTS]])
@pytest.mark.parametrize(("reason", "words"), [("stop", "I cannot"), ("content_filter", None)])
async def test_a_refusal_or_a_content_filter_ends_a_stream_whatever_came_before(
    scripted_server: ScriptedServer, make_engine: MakeEngine, text: str, reason: str, words: str | None
) -> None:
    scripted_server.always(streamed(text, finish_reason=reason, refusal=words))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert isinstance(error, EngineRefused)
    assert len(scripted_server.calls) == tally(said).calls == 1
    assert tally(said).input_tokens == 900


async def test_a_content_filter_told_as_an_event_is_a_refusal(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    filtered = b'data: {"error": {"message": "filtered", "code": "content_filter"}}\n\n'
    scripted_server.always(Answer(content_type="text/event-stream", pieces=(event(choices=[]), filtered)))

    _, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert isinstance(error, EngineRefused)
    assert len(scripted_server.calls) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"Here is the brief:\n\n```json\n{json.dumps(REPLY, indent=2)}\n```\n\nLet me know!",
        f"Sure!\n{TEXT}",
        json.dumps({"brief": REPLY}),
        f"<think>Hm, {{}}?</think>{TEXT}",
    ],
    ids=["fenced", "chatty", "wrapped", "thinking"],
)
async def test_a_streamed_reply_with_something_around_it_costs_no_second_call(
    scripted_server: ScriptedServer, make_engine: MakeEngine, text: str
) -> None:
    scripted_server.plays(streamed(text))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert error is None
    assert keys(said) == KEYS
    assert only(Truncated, said) == []
    assert len(scripted_server.calls) == 1


async def test_a_streamed_reply_that_cannot_be_read_is_asked_for_once_more(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(streamed("The port closed."), completion(REPLY))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert error is None
    assert keys(said) == KEYS
    assert [message["role"] for message in scripted_server.calls[1].body["messages"]][-2:] == ["assistant", "user"]
    assert tally(said).calls == 2


async def test_a_streamed_reply_that_can_never_be_read_costs_two_calls(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(streamed('{"answer": 42}'), completion('{"answer": 42}'))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert isinstance(error, EngineGaveNoBrief)
    assert tally(said).calls == 2


async def test_a_grammar_stuck_in_white_space_before_an_item_is_cut_and_asked_again_without_it(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(streamed('{"headline": ' + " \n" * 300, fault="hang"), streamed(REPLY), streamed(REPLY))
    engine = make_engine()

    said, error = await hear(engine.draft(WHOLE, STREAM))
    await hear(engine.draft(WHOLE, STREAM))

    assert error is None
    assert keys(said) == KEYS
    assert await asyncio.to_thread(scripted_server.was_left.wait, 5)
    assert ["response_format" in call.body for call in scripted_server.calls] == [True, False, False]


async def test_a_grammar_stuck_in_white_space_after_items_is_cut_and_what_came_stands(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(streamed(TEXT[:AFTER_TWO_FACTS] + " \n" * 300, fault="hang"))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert error is None
    assert keys(said) == ["h", "f1", "f2"]
    assert len(only(Truncated, said)) == 1


@pytest.mark.parametrize("param", ["stream_options", "stream", "stream_options.include_usage"])
async def test_a_server_that_does_not_take_a_part_of_streaming_is_asked_without_it_from_then_on(
    scripted_server: ScriptedServer, make_engine: MakeEngine, param: str
) -> None:
    name = param.partition(".")[0]

    def script(call: Call) -> Answer:
        if name in call.body:
            return status(400, message=f"Unsupported parameter: {param}", param=param)
        return streamed(REPLY) if "stream" in call.body else completion(REPLY)

    scripted_server.answers(script)
    engine = make_engine()

    for _ in range(2):
        said, error = await hear(engine.draft(WHOLE, STREAM))
        assert error is None
        assert keys(said) == KEYS

    assert len(scripted_server.calls) <= 4
    assert name not in scripted_server.calls[-1].body


async def test_a_server_that_answers_all_at_once_is_understood(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(completion(REPLY))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert error is None
    assert keys(said) == KEYS
    assert len(scripted_server.calls) == 1
    assert tally(said).input_tokens == 900


async def test_more_items_than_were_asked_for_are_left_out_of_a_stream(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(streamed(REPLY))

    said, _ = await hear(make_engine().draft(WHOLE, Request(stream=True, max_facts=1, max_questions=0)))

    assert keys(said) == ["h", "f1", "t1", "p1", "p1.1"]


async def test_what_failed_before_a_stream_is_counted_before_its_first_item(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(status(503), streamed(REPLY))

    said, _ = await hear(make_engine().draft(WHOLE, STREAM))

    assert isinstance(said[1], Spent)
    assert tally(said).calls == 2


@pytest.mark.parametrize("content_type", ["text/event-stream; charset=utf-8", "text/plain", "application/octet-stream"])
async def test_events_are_read_whatever_the_server_calls_them(
    scripted_server: ScriptedServer, make_engine: MakeEngine, content_type: str
) -> None:
    scripted_server.plays(replace(streamed(REPLY), content_type=content_type))

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert error is None
    assert keys(said) == KEYS


async def test_a_page_in_place_of_a_stream_is_asked_for_once_more(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(page())

    said, error = await hear(make_engine().draft(WHOLE, STREAM))

    assert isinstance(error, EngineGaveNoBrief)
    assert len(scripted_server.calls) == tally(said).calls == 2
