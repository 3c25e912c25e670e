"""The Model Context Protocol, spoken by the official client in both of its eras."""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Literal

import httpx2
import jsonschema
import mcp_types as types
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from pydantic import SecretStr

from service.access import new_key
from service.core.brief import Brief
from service.settings import Settings
from tests.fakes import ScriptedEngine, echoes
from tests.listening import listening
from tests.shell import environment
from tests.surfaces.conftest import Serving

TEXT = "The port of Larsund closed on Monday. Talks resume on Friday, the union said."
Era = Literal["legacy", "auto"]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    settings = Settings(engine="extractive", data_dir=tmp_path_factory.mktemp("data"))
    with listening(settings, ScriptedEngine(says=echoes)) as port:
        yield port


@pytest.fixture(params=["legacy", "auto"])
async def client(request: pytest.FixtureRequest, port: int) -> AsyncIterator[Client]:
    async with Client(f"http://127.0.0.1:{port}/mcp", mode=request.param) as client:
        yield client


def text_of(result: types.CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, types.TextContent)
    return content.text


async def test_a_brief_is_made_and_progress_is_told(client: Client, request: pytest.FixtureRequest) -> None:
    text = f"{TEXT} It is a {request.node.callspec.id} union."  # another text for each era: none was briefed before
    told: list[tuple[float, str | None]] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        told.append((progress, message))

    result = await client.call_tool("make_brief", {"text": text}, progress_callback=hear)

    assert not result.is_error
    brief = Brief.model_validate_json(json.dumps(result.structured_content))
    assert brief.key_facts
    for fact in brief.key_facts:
        for evidence in fact.evidence:
            assert text[evidence.start : evidence.end] == evidence.text
    assert "The port of Larsund closed on Monday." in text_of(result)
    numbers = [done for done, _ in told]
    assert numbers == sorted(set(numbers))
    assert any(message and "Verified" in message for _, message in told)


async def test_what_a_tool_gives_fits_the_schema_it_promises(client: Client) -> None:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    claim = {"kind": "fact", "statement": "The port of Larsund closed on Monday.", "sentences": [1]}

    made = await client.call_tool("make_brief", {"text": TEXT})
    verified = await client.call_tool("verify_brief", {"text": TEXT, "claims": [claim]})
    again = await client.call_tool("verify_brief", {"text": TEXT, "brief": made.structured_content})

    assert set(tools) == {"make_brief", "verify_brief"}
    for name, result in (("make_brief", made), ("verify_brief", verified), ("verify_brief", again)):
        schema = tools[name].output_schema
        assert schema is not None
        assert result.structured_content is not None
        jsonschema.validate(result.structured_content, schema)
        assert result is made or result.structured_content["passed"]


async def test_a_claim_that_fails_is_told_with_its_reason(client: Client) -> None:
    claim = {"kind": "fact", "statement": "The port of Larsund closed on Tuesday.", "sentences": [1]}

    result = await client.call_tool("verify_brief", {"text": TEXT, "claims": [claim]})

    assert not result.is_error
    assert "0 of 1 passed" in text_of(result)
    assert "c1 failed: number" in text_of(result)


SECRET = "canary-7731"


@pytest.mark.parametrize(
    ("tool", "arguments", "problem"),
    [
        ("make_brief", {}, "give either text or url"),
        ("make_brief", {"text": TEXT, "url": "https://example.org/"}, "give either text or url"),
        ("make_brief", {"text": ""}, "text: "),
        ("make_brief", {"text": 7}, "text: "),
        ("make_brief", {"txt": SECRET}, "known are: text, url, title"),
        ("make_brief", {"text": TEXT, "published_at": SECRET}, "published_at: "),
        ("make_brief", {"text": "1234"}, "no sentence"),
        ("make_brief", {"url": f"http://169.254.169.254/{SECRET}"}, "public internet"),
        ("make_brief", {"url": f"ftp://{SECRET}"}, "it looks like https://example.org/article"),
        ("verify_brief", {"text": TEXT}, "give either claims or brief"),
        ("verify_brief", {"text": TEXT, "claims": []}, "claims: "),
        ("verify_brief", {"text": TEXT, "claims": [{"kind": SECRET}]}, "claims.0"),
    ],
)
async def test_bad_arguments_are_answered_in_words_that_a_model_can_act_on(
    client: Client, tool: str, arguments: dict[str, Any], problem: str
) -> None:
    result = await client.call_tool(tool, arguments)

    assert result.is_error
    assert problem in text_of(result)
    assert SECRET not in text_of(result)
    assert "pydantic" not in text_of(result)


async def test_the_prompt_and_the_schema_of_a_brief_can_be_read(client: Client) -> None:
    (prompt,) = (await client.list_prompts()).prompts
    (resource,) = (await client.list_resources()).resources

    got = await client.get_prompt(prompt.name, {"article": TEXT})
    read = await client.read_resource(str(resource.uri))

    (message,) = got.messages
    assert isinstance(message.content, types.TextContent)
    assert message.content.text.endswith(TEXT)
    (content,) = read.contents
    assert isinstance(content, types.TextResourceContents)
    assert json.loads(content.text)["title"] == "Brief"


async def test_the_tools_take_little_of_every_chats_context(client: Client) -> None:
    sizes = {tool.name: len(json.dumps(tool.input_schema)) for tool in (await client.list_tools()).tools}

    assert all(size < 4_000 for size in sizes.values()), sizes


@pytest.mark.parametrize("era", ["legacy", "auto"])
async def test_a_model_is_asked_for_a_stream_where_somebody_hears_of_it(era: Era, tmp_path: Path) -> None:
    engine = ScriptedEngine(says=echoes)

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        pass

    with listening(Settings(engine="extractive", data_dir=tmp_path), engine) as port:
        async with Client(f"http://127.0.0.1:{port}/mcp", mode=era) as client:
            await client.call_tool("make_brief", {"text": TEXT}, progress_callback=hear)
            await client.call_tool("make_brief", {"text": f"{TEXT} It is small."})

    assert [request.stream for _, request in engine.drafted] == [True, False]


async def test_the_tools_say_what_they_reach(client: Client) -> None:
    hints = {tool.name: tool.annotations for tool in (await client.list_tools()).tools}

    assert all(hint and hint.read_only_hint and hint.idempotent_hint for hint in hints.values())
    assert {name: hint.open_world_hint for name, hint in hints.items() if hint} == {
        "make_brief": True,
        "verify_brief": False,
    }


async def test_whoever_has_no_key_is_told_so_before_the_protocol_begins(
    serving: Serving, engine: ScriptedEngine
) -> None:
    key, entry = new_key("chat")

    async with serving(engine, api_keys=(SecretStr(entry),)) as caller:
        without = await caller.post("/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "ping"})

    assert without.status_code == 401
    assert without.headers["www-authenticate"].startswith("Bearer")
    assert key not in without.text


async def test_a_brief_belongs_to_the_key_that_asked_for_it(tmp_path: Path) -> None:
    (mine, my_entry), (theirs, their_entry) = new_key("me"), new_key("them")
    settings = Settings(engine="extractive", data_dir=tmp_path, api_keys=(SecretStr(my_entry), SecretStr(their_entry)))

    with listening(settings, ScriptedEngine(says=echoes)) as port:
        base = f"http://127.0.0.1:{port}"
        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {mine}"}) as me,
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {theirs}"}) as them,
            Client(streamable_http_client(f"{base}/mcp", http_client=me)) as client,
        ):
            made = await client.call_tool("make_brief", {"text": TEXT})
            assert made.structured_content is not None
            place = f"{base}/v1/briefs/{made.structured_content['id']}"
            found, hidden = await me.get(place), await them.get(place)

    assert (found.status_code, hidden.status_code) == (200, 404)


@pytest.mark.parametrize(
    ("headers", "status"), [({"Host": "evil.example"}, 421), ({"Origin": "https://evil.example"}, 403)]
)
async def test_another_name_of_this_machine_and_another_site_are_turned_away(
    caller: httpx2.AsyncClient, headers: dict[str, str], status: int
) -> None:
    answer = await caller.post("/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "ping"}, headers=headers)

    assert answer.status_code == status


async def test_other_paths_and_methods_keep_their_problems(caller: httpx2.AsyncClient) -> None:
    missing, wrong = await caller.get("/mcpx"), await caller.get("/v1/verify")

    assert (missing.status_code, wrong.status_code) == (404, 405)
    assert missing.headers["content-type"] == wrong.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
async def test_a_client_that_wants_to_listen_only_is_told_that_nothing_will_come(
    caller: httpx2.AsyncClient, path: str
) -> None:
    answer = await caller.get(path, headers={"Accept": "text/event-stream"})

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


async def test_an_address_with_a_slash_at_its_end_is_the_same(port: int) -> None:
    async with Client(f"http://127.0.0.1:{port}/mcp/") as client:
        assert (await client.list_tools()).tools


async def test_an_app_can_be_started_again(serving: Serving, engine: ScriptedEngine) -> None:
    for _ in range(2):
        async with serving(engine) as caller:
            assert (await caller.get("/healthz")).status_code == 200


@pytest.mark.parametrize("era", ["legacy", "auto"])
async def test_over_stdio_the_built_in_engine_answers_without_any_setting(era: Era, tmp_path: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "service.cli", "mcp"], env=environment({}), cwd=str(tmp_path)
    )

    async with Client(command, mode=era) as client:
        result = await client.call_tool("make_brief", {"text": TEXT})

    assert not result.is_error
    assert result.structured_content is not None
    assert result.structured_content["engine"]["name"] == "extractive"
