"""What a caller's own key promises: the same answer again, never another's, and never the work twice at once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr

from service.access import new_key
from service.core.engine import Request, Said, Window
from service.core.errors import EngineUnavailable
from service.settings import Settings
from service.store import Answer, open_store
from tests.fakes import ScriptedEngine, echoes
from tests.surfaces.conftest import Serving

TEXT = "The port of Larsund closed on Monday. Nobody said why."
OTHER = "The harbour of Larsund opened on Friday. Nobody said why."
KEYED = {"idempotency-key": "order-1", "cache-control": "no-store"}  # so that nothing but the key can answer again


class Gated(ScriptedEngine):
    """An engine that waits to be let go on."""

    def __init__(self) -> None:
        super().__init__(says=echoes)
        self.began, self.go_on = asyncio.Event(), asyncio.Event()

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        self.began.set()
        await self.go_on.wait()
        async for said in super().draft(window, request):
            yield said


@pytest.mark.parametrize("accept", ["application/json", "text/markdown"])
async def test_what_was_answered_under_a_key_is_answered_again(
    caller: httpx2.AsyncClient, engine: ScriptedEngine, accept: str
) -> None:
    headers = {**KEYED, "accept": accept}

    first = await caller.post("/v1/briefs", json={"text": TEXT, "title": "Port"}, headers=headers)
    again = await caller.post(
        "/v1/briefs", json={"title": "Port", "text": TEXT}, headers={**headers, "idempotency-key": '"order-1"'}
    )

    assert len(engine.drafted) == 1
    assert (first.status_code, "idempotency-replayed" in first.headers) == (200, False)
    assert (again.status_code, again.headers["idempotency-replayed"]) == (200, "true")
    assert again.content == first.content
    for name in ("content-type", "content-location"):
        assert again.headers[name] == first.headers[name]


async def test_of_a_stream_the_brief_is_given_again(caller: httpx2.AsyncClient, engine: ScriptedEngine) -> None:
    headers = {**KEYED, "accept": "text/event-stream"}

    first = await caller.post("/v1/briefs", json={"text": TEXT}, headers=headers)
    again = await caller.post("/v1/briefs", json={"text": TEXT}, headers=headers)

    assert len(engine.drafted) == 1
    assert again.headers["idempotency-replayed"] == "true"
    assert again.headers["content-type"] == first.headers["content-type"]
    assert again.content.startswith(b"event: brief\n")
    assert first.content.endswith(again.content)


@pytest.mark.parametrize("change", [{"text": OTHER}, {"title": "Port"}, {"limits": {"max_facts": 1}}])
async def test_under_one_key_nothing_else_may_be_asked(
    caller: httpx2.AsyncClient, engine: ScriptedEngine, change: dict[str, object]
) -> None:
    await caller.post("/v1/briefs", json={"text": TEXT}, headers=KEYED)

    other = await caller.post("/v1/briefs", json={"text": TEXT, **change}, headers=KEYED)

    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key-reused")
    assert len(engine.drafted) == 1


async def test_while_a_key_is_being_answered_others_are_told_to_come_back(serving: Serving) -> None:
    engine = Gated()
    async with serving(engine) as caller:
        first = asyncio.create_task(caller.post("/v1/briefs", json={"text": TEXT}, headers=KEYED))
        await engine.began.wait()
        same = await caller.post("/v1/briefs", json={"text": TEXT}, headers=KEYED)
        other = await caller.post("/v1/briefs", json={"text": OTHER}, headers=KEYED)
        engine.go_on.set()
        await first
        again = await caller.post("/v1/briefs", json={"text": TEXT}, headers=KEYED)

    assert (same.status_code, same.json()["type"]) == (409, "/problems/idempotency-key-in-use")
    assert int(same.headers["retry-after"]) > 0
    assert other.status_code == 422
    assert again.headers["idempotency-replayed"] == "true"
    assert len(engine.drafted) == 1


async def test_two_servers_with_one_database_answer_under_a_key_once(serving: Serving) -> None:
    one, two = Gated(), ScriptedEngine(says=echoes)
    async with serving(one) as here, serving(two) as there:
        first = asyncio.create_task(here.post("/v1/briefs", json={"text": TEXT}, headers=KEYED))
        await one.began.wait()
        meanwhile = await there.post("/v1/briefs", json={"text": TEXT}, headers=KEYED)
        one.go_on.set()
        made = await first
        again = await there.post("/v1/briefs", json={"text": TEXT}, headers=KEYED)

    assert meanwhile.status_code == 409
    assert (again.content, again.headers["idempotency-replayed"]) == (made.content, "true")
    assert two.drafted == []


async def test_a_key_counts_for_the_caller_who_brought_it(serving: Serving, engine: ScriptedEngine) -> None:
    (mine, my_entry), (yours, your_entry) = new_key("mine"), new_key("yours")
    async with serving(engine, api_keys=(SecretStr(my_entry), SecretStr(your_entry))) as caller:
        answers = [
            await caller.post("/v1/briefs", json={"text": text}, headers={**KEYED, "authorization": f"Bearer {key}"})
            for key, text in ((mine, TEXT), (yours, OTHER))
        ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(engine.drafted) == 2


@pytest.mark.parametrize(
    "keys",
    [("",), ("two words",), ('"open',), ('""',), ("caf\u00e9",), ("k" * 256,), ('"' + "k" * 256 + '"',), ("a", "b")],
    ids=["empty", "spaces", "open", "nothing quoted", "not ASCII", "long", "long and quoted", "two"],
)
async def test_what_is_no_key_is_refused(
    caller: httpx2.AsyncClient, engine: ScriptedEngine, keys: tuple[str, ...]
) -> None:
    headers = [(b"idempotency-key", key.encode()) for key in keys]

    answer = await caller.post("/v1/briefs", json={"text": TEXT}, headers=headers)

    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["detail"]
    assert engine.drafted == []


async def test_the_longest_key_is_taken(caller: httpx2.AsyncClient) -> None:
    for key in ("k" * 255, '"' + "k" * 255 + '"'):
        answer = await caller.post("/v1/briefs", json={"text": TEXT}, headers={"idempotency-key": key})

        assert answer.status_code == 200
    assert answer.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize(
    "wrong", [{"text": "..."}, {"text": TEXT, "engine": "none"}, {"text": TEXT, "limits": {"deadline_seconds": 9e9}}]
)
async def test_a_request_that_was_turned_down_may_be_mended_under_its_key(
    caller: httpx2.AsyncClient, wrong: dict[str, object]
) -> None:
    refused = await caller.post("/v1/briefs", json=wrong, headers=KEYED)

    mended = await caller.post("/v1/briefs", json={"text": TEXT}, headers=KEYED)

    assert refused.status_code == 422
    assert mended.status_code == 200
    assert "idempotency-replayed" not in mended.headers


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
async def test_after_an_error_of_the_engine_the_key_is_free(serving: Serving, accept: str) -> None:
    engine = ScriptedEngine(says=echoes)
    headers = {**KEYED, "accept": accept}
    async with serving(ScriptedEngine(says=[EngineUnavailable("scripted", "it is down")])) as caller:
        failed = await caller.post("/v1/briefs", json={"text": TEXT}, headers=headers)
    async with serving(engine) as caller:
        again = await caller.post("/v1/briefs", json={"text": TEXT}, headers=headers)

    assert failed.status_code == 503 or b"event: error\n" in failed.content  # which of them, the first event decides
    assert again.status_code == 200
    assert "idempotency-replayed" not in again.headers
    assert len(engine.drafted) == 1


async def test_a_brief_that_was_deleted_is_not_given_again_under_its_key(
    caller: httpx2.AsyncClient, engine: ScriptedEngine
) -> None:
    first = await caller.post("/v1/briefs", json={"text": TEXT}, headers=KEYED)
    await caller.delete(first.headers["content-location"])

    again = await caller.post("/v1/briefs", json={"text": TEXT}, headers=KEYED)

    assert "idempotency-replayed" not in again.headers
    assert len(engine.drafted) == 2


async def test_a_key_is_free_again_once_its_lease_or_its_answer_has_ended(tmp_path: Path) -> None:
    clock = [1_000.0]
    async with open_store(Settings(data_dir=tmp_path), now=lambda: clock[0]) as store:
        dead = await store.reserve("key", "asked", "one", lease_seconds=15)
        clock[0] += 14
        early = await store.reserve("key", "asked", "two", lease_seconds=15)
        clock[0] += 2
        late = await store.reserve("key", "asked", "two", lease_seconds=15)
        await store.settle(
            "key", "one", Answer("1", "text/plain", b"one"), keep_seconds=60
        )  # it was not dead after all
        held = await store.reserve("key", "asked", "three", lease_seconds=15)
        await store.settle("key", "two", Answer("2", "text/plain", b"two"), keep_seconds=60)
        await store.surrender("key", "two")
        clock[0] += 59
        kept = await store.reserve("key", "asked", "three", lease_seconds=15)
        clock[0] += 2
        gone = await store.reserve("key", "something else", "three", lease_seconds=15)

    assert [dead.is_won, early.is_won, late.is_won, held.is_won, kept.is_won, gone.is_won] == [
        *(True, False, True, False, False, True)
    ]
    assert held.answer is None
    assert kept.answer == Answer("2", "text/plain", b"two")
