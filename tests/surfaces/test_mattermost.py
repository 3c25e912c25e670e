import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from service.core.errors import ConfigurationError
from tests.fakes import ScriptedEngine
from tests.sites import Site, answer, open_site
from tests.surfaces.conftest import Serving

TOKEN = "xr3j5x3p4pfk7kk6ck7b4e6ghh"
TEXT = (
    "The port of Larsund closed on Monday. Talks resume on Friday, said the union that leads the walkout at the cranes."
)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as site:
        site.answers["/hooks/commands/1"] = answer(b"ok", media_type="text/plain")
        yield site


@pytest.fixture
async def mattermost(serving: Serving, engine: ScriptedEngine, site: Site) -> AsyncIterator[httpx2.AsyncClient]:
    async with serving(engine, mattermost_token=SecretStr(TOKEN), mattermost_url=site.link("")) as caller:
        yield caller


def command(site: Site, text: str, **others: str) -> dict[str, str]:
    fields = {"command": "/precis", "text": text, "token": TOKEN, "team_id": "t1"}
    return {**fields, "response_url": site.link("/hooks/commands/1"), **others}


async def test_a_command_is_answered_at_once_and_then_with_the_brief(
    mattermost: httpx2.AsyncClient, site: Site
) -> None:
    at_once = await mattermost.post("/mattermost/commands", data=command(site, TEXT))
    async with asyncio.timeout(10):
        message: dict[str, Any] = json.loads(await site.bodies.get())

    assert at_once.json()["response_type"] == message["response_type"] == "ephemeral"
    assert "The brief follows" in at_once.json()["text"]
    assert message["text"].startswith("# ")
    assert "- [s1] The port of Larsund closed on Monday." in message["text"]


async def test_a_command_with_another_token_is_refused(
    mattermost: httpx2.AsyncClient, site: Site, engine: ScriptedEngine
) -> None:
    for token in ("", "wrong", "é"):
        refused = await mattermost.post("/mattermost/commands", data=command(site, TEXT, token=token))
        assert refused.status_code == 401
    assert engine.drafted == []


async def test_a_brief_is_sent_nowhere_but_to_mattermost(
    mattermost: httpx2.AsyncClient, site: Site, engine: ScriptedEngine
) -> None:
    await mattermost.post(
        "/mattermost/commands", data=command(site, TEXT, response_url=site.link("") + ".evil.example/")
    )

    assert engine.drafted == []


async def test_a_token_without_the_servers_address_is_a_mistake_said_at_start(
    serving: Serving, engine: ScriptedEngine
) -> None:
    with pytest.raises(ConfigurationError, match="PRECIS_MATTERMOST_URL"):
        async with serving(engine, mattermost_token=SecretStr(TOKEN)):
            pass
