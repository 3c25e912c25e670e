"""Slack's signed requests, and a receiver on this machine in place of hooks.slack.com."""

import asyncio
import hashlib
import hmac
import json
import logging
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest
from pydantic import SecretStr

from service.core.errors import EngineUnavailable
from service.surfaces.slack import plain
from tests.fakes import ScriptedEngine
from tests.sites import HERE, Site, answer, open_site
from tests.surfaces.conftest import Serving

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TEXT = (
    "The port of Larsund closed on Monday. Talks resume on Friday, said the union that leads the walkout at the cranes."
)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as site:
        site.answers["/hook"] = answer(b"ok", media_type="text/plain")
        yield site


@pytest.fixture
async def slack(serving: Serving, engine: ScriptedEngine, site: Site) -> AsyncIterator[httpx2.AsyncClient]:
    async with serving(engine, **settings(site)) as caller:
        yield caller


def settings(site: Site) -> dict[str, Any]:
    return {
        "slack_signing_secret": SecretStr(SECRET),
        "slack_response_prefix": site.link("/hook"),
        "link_networks": (HERE,),
    }


def command(site: Site, text: str, **others: str) -> bytes:
    fields = {"command": "/precis", "text": text, "team_id": "T1", "user_id": "U1", "response_url": site.link("/hook")}
    return urlencode({**fields, **others}).encode()


def signed(body: bytes, *, at: float | None = None, secret: str = SECRET) -> Mapping[str, str]:
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": f"v0={digest}",
    }


async def ask(slack: httpx2.AsyncClient, body: bytes, **how: Any) -> httpx2.Response:
    return await slack.post("/slack/commands", content=body, headers=signed(body, **how))


async def received(site: Site) -> dict[str, Any]:
    async with asyncio.timeout(10):
        message: dict[str, Any] = json.loads(await site.bodies.get())
    return message


async def test_a_command_is_answered_at_once_and_then_with_the_brief(slack: httpx2.AsyncClient, site: Site) -> None:
    at_once = await ask(slack, command(site, TEXT))
    message = await received(site)

    assert at_once.status_code == 200
    assert "The brief follows" in at_once.text
    assert message["response_type"] == "ephemeral"
    assert message["text"]
    assert "The port of Larsund closed on Monday." in json.dumps(message["blocks"])


@pytest.mark.parametrize(
    "message",
    [
        {"text": TEXT},
        {"text": "", "attachments": [{"text": TEXT, "from_url": "https://example.org/"}]},
        {"text": "See this", "attachments": [{"fallback": "x"}, {"text": TEXT}]},
    ],
    ids=["written", "forwarded", "beside a word"],
)
async def test_a_shortcut_on_a_message_is_acknowledged_empty_and_then_answered(
    slack: httpx2.AsyncClient, site: Site, message: dict[str, Any]
) -> None:
    payload = {
        "type": "message_action",
        "callback_id": "brief",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "channel": {"id": "C1"},
        "message": {"type": "message", **message},
        "response_url": site.link("/hook"),
    }

    at_once = await ask(slack, urlencode({"payload": json.dumps(payload)}).encode())
    sent = await received(site)

    assert (at_once.status_code, at_once.text) == (200, "")
    assert "The port of Larsund closed on Monday." in json.dumps(sent["blocks"])


@pytest.mark.parametrize("payload", ["{nope", "7"])
async def test_a_shortcut_that_cannot_be_read_is_refused(slack: httpx2.AsyncClient, payload: str) -> None:
    refused = await ask(slack, urlencode({"payload": payload}).encode())

    assert refused.status_code == 400


async def test_a_link_in_a_command_is_followed(slack: httpx2.AsyncClient, site: Site) -> None:
    site.answers["/port"] = answer(TEXT.encode(), media_type="text/plain")

    await ask(slack, command(site, f"please: <{site.link('/port')}|the story>"))

    assert "The port of Larsund closed on Monday." in json.dumps((await received(site))["blocks"])


async def test_a_command_without_an_article_is_answered_with_help(
    slack: httpx2.AsyncClient, site: Site, engine: ScriptedEngine
) -> None:
    answered = await ask(slack, command(site, "help"))

    assert "Paste an article" in answered.text
    assert engine.drafted == []


@pytest.mark.parametrize("how", [{"secret": "another"}, {"at": 1_600_000_000}, {"at": 4_000_000_000}])
async def test_a_request_that_slack_did_not_sign_now_is_refused_and_not_logged(
    slack: httpx2.AsyncClient, site: Site, engine: ScriptedEngine, caplog: pytest.LogCaptureFixture, how: dict[str, Any]
) -> None:
    with caplog.at_level(logging.DEBUG):
        refused = await ask(slack, command(site, TEXT), **how)

    assert refused.status_code == 401
    assert "Larsund" not in caplog.text
    assert engine.drafted == []


async def test_a_request_with_garbage_for_a_signature_is_refused(slack: httpx2.AsyncClient, site: Site) -> None:
    body = command(site, TEXT)
    good = signed(body)
    for spoiled in (
        {"x-slack-request-timestamp": "soon"},
        {"x-slack-signature": ""},
        {"x-slack-request-timestamp": "9" * 400},
    ):
        refused = await slack.post("/slack/commands", content=body, headers={**good, **spoiled})
        assert refused.status_code == 401
    assert (await slack.post("/slack/commands", content=body)).status_code == 401


async def test_a_request_that_was_overheard_is_taken_once(slack: httpx2.AsyncClient, site: Site) -> None:
    body = command(site, TEXT)
    headers = signed(body)

    first = await slack.post("/slack/commands", content=body, headers=headers)
    again = await slack.post("/slack/commands", content=body, headers=headers)

    assert (first.status_code, again.status_code) == (200, 401)
    await received(site)
    assert site.bodies.empty()


async def test_a_brief_is_sent_nowhere_but_to_slack(
    slack: httpx2.AsyncClient, site: Site, engine: ScriptedEngine
) -> None:
    await ask(slack, command(site, TEXT, response_url=site.link("/elsewhere")))

    assert engine.drafted == []


@pytest.mark.parametrize(
    "refusal",
    [answer(b'{"ok": false, "error": "msg_blocks_too_long"}'), answer(b"invalid_blocks", status="400 Bad Request")],
    ids=["200", "400"],
)
async def test_a_brief_that_slack_finds_too_long_is_sent_again_shorter(
    slack: httpx2.AsyncClient, site: Site, refusal: bytes
) -> None:
    async def refuse_once(writer: asyncio.StreamWriter) -> None:
        site.answers["/hook"] = answer(b"ok", media_type="text/plain")
        writer.write(refusal)
        await writer.drain()

    site.answers["/hook"] = refuse_once
    text = " ".join(
        f"The crane operators of harbour {number} left their cabins at noon on Monday." for number in range(99)
    )

    await ask(slack, command(site, text))
    refused, sent = await received(site), await received(site)

    def length(message: dict[str, Any]) -> int:
        return sum(len(block["text"]["text"]) for block in message["blocks"] if "text" in block)

    assert length(sent) < 11_000 < length(refused)
    assert sent["text"] == refused["text"]
    assert "The message is full" in json.dumps(sent["blocks"])


async def test_what_goes_wrong_is_told_where_the_brief_would_have_come(serving: Serving, site: Site) -> None:
    def is_down(*_: object) -> Any:
        raise EngineUnavailable("model-1", "connection refused at 10.0.0.7")

    async with serving(ScriptedEngine(says=is_down), **settings(site)) as slack:
        await ask(slack, command(site, TEXT))
        message = await received(site)

    assert message["text"] == "The engine is out of reach. Try again in 10 seconds."
    assert "10.0.0.7" not in message["text"]


async def test_whoever_waits_while_the_server_stops_is_told_so(serving: Serving, site: Site) -> None:
    async with serving(ScriptedEngine(hangs=True), grace_seconds=0, **settings(site)) as slack:
        await ask(slack, command(site, TEXT))
    message = await received(site)

    assert message["text"] == "The server is not ready. Try again in 10 seconds."


async def test_without_its_secret_there_is_nothing(caller: httpx2.AsyncClient, site: Site) -> None:
    assert (await ask(caller, command(site, TEXT))).status_code == 404


@pytest.mark.parametrize(
    ("message", "typed"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("see <https://news.example/a?b=1&amp;c=2|the story>", "see https://news.example/a?b=1&c=2"),
        ("<@U123|ana> wrote <!here> in <#C1|news>", "ana wrote  in news"),
    ],
)
def test_a_message_is_read_as_it_was_typed(message: str, typed: str) -> None:
    assert plain(message) == typed


async def test_slacks_look_at_the_certificate_is_answered_and_does_nothing(
    slack: httpx2.AsyncClient, site: Site, engine: ScriptedEngine
) -> None:
    answered = await slack.post("/slack/commands", content=command(site, TEXT, ssl_check="1"))

    assert answered.status_code == 200
    assert engine.drafted == []
