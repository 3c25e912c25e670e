"""How often a provider is asked for one brief, whatever it answers: every call may be paid for."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from service.core.engine import Request
from service.core.errors import PrecisError
from service.core.summarize import finish, summarize
from tests.engines.conftest import MakeEngine
from tests.engines.llm_words import ARTICLE, REPLY
from tests.scripted_server import (
    DRIP,
    HANG,
    Answer,
    Call,
    ScriptedServer,
    completion,
    event,
    fenced,
    no_choices,
    page,
    parameter_not_supported,
    quota_used_up,
    rate_limited,
    refusal,
    response_format_not_supported,
    status,
    streamed,
)

Script = Callable[[Call], Answer]
TEXT = json.dumps(REPLY)
HALF = TEXT[: TEXT.index("reopening the port")]
EMPTY: dict[str, Any] = {"headline": None, "key_facts": [], "topics": [], "parties": [], "open_questions": []}


def replies(content: object, *, finish_reason: str = "stop") -> Script:
    """The same reply, at once or streamed as it is asked for."""

    def script(call: Call) -> Answer:
        make = streamed if call.body.get("stream") else completion
        return make(content, finish_reason=finish_reason)

    return script


def always(answer: Answer, in_a_stream: Answer | None = None) -> Script:
    return lambda call: in_a_stream if in_a_stream and call.body.get("stream") else answer


def until(parameter: str, answer: Answer) -> Script:
    """This answer to every call with a parameter, a brief to the others."""
    return lambda call: answer if parameter in call.body else replies(REPLY)(call)


CASES: dict[str, tuple[Script, int, str]] = {
    # what it answers: the calls, and how it ends
    "a brief": (replies(REPLY), 1, "complete"),
    "in a fence": (always(fenced(REPLY), streamed(f"```json\n{TEXT}\n```")), 1, "complete"),
    "with chatter": (replies(f"Sure! {TEXT} Anything else?"), 1, "complete"),
    "after thoughts": (replies(f"<think>What a port.</think>{TEXT}"), 1, "complete"),
    "in a list": (replies([REPLY]), 1, "complete"),
    "under a key": (replies({"brief": REPLY}), 1, "complete"),
    "an empty brief": (replies(EMPTY), 1, "EngineGaveNoBrief"),
    "another schema": (replies({"summary": "The port."}), 2, "EngineGaveNoBrief"),
    "prose": (replies("The port reopens."), 2, "EngineGaveNoBrief"),
    "no JSON": (replies("{'headline': 1}"), 2, "EngineGaveNoBrief"),
    "brackets without end": (replies("[" * 50_000), 2, "EngineGaveNoBrief"),
    "nothing": (always(completion(None), streamed("")), 2, "EngineGaveNoBrief"),
    "no choices": (
        always(no_choices(), Answer(content_type="text/event-stream", pieces=(event(choices=[]), b"data: [DONE]\n\n"))),
        2,
        "EngineGaveNoBrief",
    ),
    "a page": (always(page()), 2, "EngineGaveNoBrief"),
    "an error with status 200": (always(Answer(body=b'{"error": {"message": "busy"}}')), 2, "EngineGaveNoBrief"),
    "half a brief that is said to be whole": (replies(HALF), 2, "partial"),
    "half a brief for want of room": (replies(HALF, finish_reason="length"), 1, "partial"),
    "white space for want of room": (
        lambda call: replies(
            '{"headline":' + " " * 900 if "response_format" in call.body else REPLY,
            finish_reason="length" if "response_format" in call.body else "stop",
        )(call),
        2,
        "complete",
    ),
    "a refusal": (always(refusal(), streamed("", refusal="I can't.")), 1, "EngineRefused"),
    "a content filter": (replies("", finish_reason="content_filter"), 1, "EngineRefused"),
    "a content filter as an error": (always(status(400, error_code="content_filter")), 1, "EngineRefused"),
    "no quota": (always(quota_used_up()), 1, "EngineRejected"),
    "no money": (always(status(402)), 1, "EngineRejected"),
    "a wrong key": (always(status(401)), 1, "EngineRejected"),
    "a forbidden model": (always(status(403)), 1, "EngineRejected"),
    "no such model": (always(status(404)), 1, "EngineRejected"),
    "elsewhere": (always(status(301, headers={"Location": "/"})), 1, "EngineRejected"),
    "400 about something else": (always(status(400, param="messages")), 1, "EngineRejected"),
    "400 about nothing": (always(status(400, message="no")), 1, "EngineRejected"),
    "too much for its context": (always(status(400, error_code="context_length_exceeded")), 1, "EngineRejected"),
    "422": (always(status(422)), 1, "EngineRejected"),
    "no schema": (
        lambda call: (
            response_format_not_supported()
            if call.body.get("response_format", {}).get("type") == "json_schema"
            else replies(REPLY)(call)
        ),
        2,
        "complete",
    ),
    "no response format": (until("response_format", response_format_not_supported()), 3, "complete"),
    "another name of the cap": (
        until("max_tokens", parameter_not_supported("max_tokens", "max_completion_tokens")),
        2,
        "complete",
    ),
    "come back in an hour": (always(rate_limited("3600")), 1, "EngineUnavailable"),
    "no answer": (always(HANG), 2, "EngineUnavailable"),
    "an answer drop by drop": (always(DRIP), 2, "EngineUnavailable"),
    "down": (always(status(503)), 5, "EngineUnavailable"),
}


@pytest.mark.parametrize("stream", [False, True], ids=["at once", "streamed"])
@pytest.mark.parametrize("name", CASES)
async def test_a_provider_is_asked_this_often(
    scripted_server: ScriptedServer, make_engine: MakeEngine, name: str, stream: bool
) -> None:
    script, calls, ending = CASES[name]
    scripted_server.answers(script)
    engine = make_engine(request_timeout_seconds=0.2 if ending == "EngineUnavailable" else 30)

    try:
        brief = await finish(summarize(ARTICLE, engine, Request(stream=stream, deadline_seconds=60)))
    except PrecisError as error:
        ended, told = type(error).__name__, error.spent
        counted = told.calls if told else 0
    else:
        ended, counted = brief.status, brief.usage.calls

    assert ended == ending
    assert len(scripted_server.calls) == counted == calls
