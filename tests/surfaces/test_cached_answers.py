"""What the same question costs when it is asked again, by many, or by somebody else."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping

import httpx2
import pytest
from pydantic import SecretStr

from service.access import new_key
from service.core.engine import Request, Said, Spent, Window
from service.core.errors import EngineUnavailable
from tests.fakes import ScriptedEngine, draft, echoes, fact
from tests.surfaces.conftest import Serving
from tests.surfaces.test_event_stream import STREAM, events_of

TEXT = "The port of Larsund closed on Monday. Nobody said why."


class Gated(ScriptedEngine):
    """An engine that says half of its draft, and the rest when it is let go on."""

    def __init__(self) -> None:
        super().__init__(says=echoes)
        self.began, self.go_on = asyncio.Event(), asyncio.Event()

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        async for said in super().draft(window, request):
            yield said
            self.began.set()
        await self.go_on.wait()


async def test_the_same_question_is_answered_again_with_the_same_bytes_marked_as_cached(
    caller: httpx2.AsyncClient, engine: ScriptedEngine
) -> None:
    first = await caller.post("/v1/briefs", json={"text": TEXT, "title": "Port"})
    # The same question in other words: the first is read in full, the second is known by its bytes.
    others = [
        await caller.post("/v1/briefs", content=json.dumps({"title": " Port ", "text": TEXT}).encode(), headers=JSON)
        for _ in range(2)
    ]
    raw = await caller.post("/v1/briefs?title=Port", content=TEXT.encode(), headers={"content-type": "text/plain"})
    streamed = events_of(
        (await caller.post("/v1/briefs", json={"text": TEXT, "title": "Port"}, headers=STREAM)).content
    )

    assert len(engine.drafted) == 1
    assert first.json()["cached"] is False
    expected = first.content.replace(b'"cached":false', b'"cached":true', 1)
    for answer in (*others, raw):
        assert answer.content == expected
        assert answer.headers["content-location"] == first.headers["content-location"]
        assert answer.headers["content-type"] == "application/json"
    assert [(event.name, event.raw) for event in streamed] == [("brief", expected)]
    assert (await caller.get(first.headers["content-location"])).content == first.content


JSON = {"content-type": "application/json"}


async def settled() -> None:
    """Let every request that needs no other thread get as far as it can."""
    for _ in range(100):
        await asyncio.sleep(0)


async def test_hundreds_who_ask_the_same_at_once_are_answered_by_one_draft(serving: Serving) -> None:
    engine = Gated()
    async with serving(engine) as caller:
        first = asyncio.create_task(caller.post("/v1/briefs", json={"text": TEXT}))
        await engine.began.wait()
        others = [asyncio.create_task(caller.post("/v1/briefs", json={"text": TEXT})) for _ in range(254)]
        watching = asyncio.create_task(caller.post("/v1/briefs", json={"text": TEXT}, headers=STREAM))
        await settled()
        engine.go_on.set()
        answers = await asyncio.gather(first, *others)
        told = events_of((await watching).content)

    assert len(engine.drafted) == 1
    assert sorted(answer.json()["cached"] for answer in answers) == [False] + [True] * 254
    assert len({answer.json()["id"] for answer in answers}) == 1
    # Whoever joins late is told the steps from the first.
    assert [event.name for event in told] == ["segmented", "answered", "item", "item", "item", "merged", "brief"]
    assert told[-1].raw == next(answer.content for answer in answers if answer.json()["cached"])


@pytest.mark.parametrize(
    ("cache_control", "drafts"), [("no-cache", 2), ("max-age=0", 2), ("No-Store", 2), ("max-age=60", 1), ("", 1)]
)
async def test_a_caller_may_ask_for_a_brief_made_now(
    caller: httpx2.AsyncClient, engine: ScriptedEngine, cache_control: str, drafts: int
) -> None:
    await caller.post("/v1/briefs", json={"text": TEXT})

    answer = await caller.post("/v1/briefs", json={"text": TEXT}, headers={"cache-control": cache_control})

    assert len(engine.drafted) == drafts
    assert answer.json()["cached"] is (drafts == 1)


async def test_what_must_not_be_kept_is_not_given_again(caller: httpx2.AsyncClient, engine: ScriptedEngine) -> None:
    for _ in range(2):
        await caller.post("/v1/briefs", json={"text": TEXT}, headers={"cache-control": "no-store"})
    await caller.post("/v1/briefs", json={"text": TEXT})

    assert len(engine.drafted) == 3


@pytest.mark.parametrize(
    "changes", [{"text": TEXT + " "}, {"title": "Port"}, {"language": "de"}, {"limits": {"max_facts": 1}}]
)
async def test_another_question_is_another_draft(
    caller: httpx2.AsyncClient, engine: ScriptedEngine, changes: Mapping[str, object]
) -> None:
    await caller.post("/v1/briefs", json={"text": TEXT})

    await caller.post("/v1/briefs", json={"text": TEXT, **changes})

    assert len(engine.drafted) == 2


async def test_a_key_is_not_answered_with_what_another_paid_for(serving: Serving, engine: ScriptedEngine) -> None:
    (mine, my_entry), (theirs, their_entry) = new_key("me"), new_key("them")
    async with serving(engine, api_keys=(SecretStr(my_entry), SecretStr(their_entry))) as caller:
        answers = [
            await caller.post("/v1/briefs", json={"text": TEXT}, headers={"authorization": f"Bearer {key}"})
            for key in (mine, theirs, mine)
        ]
        nobody = await caller.post("/v1/briefs", json={"text": TEXT})

    assert [answer.json()["cached"] for answer in answers] == [False, False, True]
    assert len({answer.json()["id"] for answer in answers}) == 2
    assert nobody.status_code == 401


async def test_a_deleted_brief_is_not_given_again(caller: httpx2.AsyncClient, engine: ScriptedEngine) -> None:
    first = await caller.post("/v1/briefs", json={"text": TEXT})
    await caller.delete(first.headers["content-location"])

    again = await caller.post("/v1/briefs", json={"text": TEXT})

    assert again.json()["cached"] is False
    assert again.json()["id"] != first.json()["id"]


async def test_a_partial_brief_and_an_error_are_not_given_again(serving: Serving) -> None:
    replies: list[Said | Exception] = [*draft(facts=[fact("The port of Larsund closed on Monday.", 1)]), Spent()]
    engine = ScriptedEngine(says=[*replies, EngineUnavailable("m", "is down")])
    async with serving(engine) as caller:
        partial = [(await caller.post("/v1/briefs", json={"text": TEXT})).json() for _ in range(2)]
        engine.says = [EngineUnavailable("m", "is down")]
        failed = [(await caller.post("/v1/briefs", json={"text": TEXT})).status_code for _ in range(2)]
        engine.says = replies
        whole = (await caller.post("/v1/briefs", json={"text": TEXT})).json()

    assert [(brief["status"], brief["cached"]) for brief in partial] == [("partial", False)] * 2
    assert failed == [503, 503]
    assert (whole["status"], whole["cached"]) == ("complete", False)


async def test_one_who_hangs_up_does_not_stop_what_others_wait_for(serving: Serving) -> None:
    engine = Gated()
    async with serving(engine) as caller:
        first, second = (asyncio.create_task(caller.post("/v1/briefs", json={"text": TEXT})) for _ in range(2))
        await engine.began.wait()
        await settled()

        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        engine.go_on.set()

        assert (await second).status_code == 200
    assert (len(engine.drafted), engine.stopped_early) == (1, 0)


async def test_more_than_may_wait_is_told_at_once_to_come_back_while_what_costs_nothing_goes_on(
    serving: Serving,
) -> None:
    engine = Gated()
    async with serving(engine, max_in_flight=1, max_queued=1) as caller:
        engine.go_on.set()
        known = await caller.post("/v1/briefs", json={"text": TEXT})
        engine.go_on.clear()
        engine.began.clear()
        first = asyncio.create_task(caller.post("/v1/briefs", json={"text": "One. " + TEXT}))
        await engine.began.wait()
        two = {
            asyncio.create_task(caller.post("/v1/briefs", json={"text": "Two. " + TEXT})),
            asyncio.create_task(caller.post("/v1/briefs", json={"text": "Three. " + TEXT}, headers=STREAM)),
        }
        (turned_away,), (waiting,) = await asyncio.wait(two, return_when=asyncio.FIRST_COMPLETED)
        refused = turned_away.result()
        cached = await caller.post("/v1/briefs", json={"text": TEXT})
        health = await caller.get("/healthz")
        ready = await caller.get("/readyz")
        engine.go_on.set()
        answers = await asyncio.gather(first, waiting)

    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/overloaded")
    assert int(refused.headers["retry-after"]) >= 1
    assert (known.status_code, cached.json()["cached"]) == (200, True)
    assert (health.status_code, ready.status_code) == (200, 200)
    assert [answer.status_code for answer in answers] == [200, 200]
