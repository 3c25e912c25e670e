"""Briefs as server-sent events, over the app itself; what only a real server shows is in test_over_the_wire.py."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from service.core.brief import Brief, KeyFact, Party, Position
from service.core.draft import Item
from service.core.engine import Notice, Request, Said, Spent, Window
from service.core.errors import EngineRefused, EngineUnavailable, UnsupportedOption
from tests.fakes import ScriptedEngine, draft, echoes, fact, party, position
from tests.surfaces.conftest import Serving

TEXT = (
    "The port of Larsund closed on Monday. “We will stay out until there is an offer,” said Mira Holt, who leads the "
    "union. The port authority said it would not negotiate before Friday."
)
STREAM = {"accept": "text/event-stream"}


@dataclass(frozen=True, slots=True)
class Told:
    name: str
    data: Any
    raw: bytes


def events_of(body: bytes) -> list[Told]:
    """The events, read as the standard says; comments are left out."""
    told = []
    for block in body.decode().split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith(":")]
        fields: Mapping[str, str] = dict(line.split(": ", 1) for line in lines)
        if fields:
            told.append(Told(fields["event"], json.loads(fields["data"]), fields["data"].encode()))
    return told


@pytest.fixture
def engine() -> ScriptedEngine:
    """An engine whose draft has a fact that holds, one that is mended, one that cannot be, and a party with a view."""
    mended = Item("f2", "key_facts", draft_fact("The port authority would not negotiate before Friday.", 3))
    return ScriptedEngine(
        says=[
            *draft(
                facts=[
                    fact("The port of Larsund closed on Monday.", 1),
                    fact("The port authority would not negotiate before 1987.", 3),
                    fact("The port of Larsund closed with 40 ships.", 1),
                ],
                parties=[
                    party(
                        "Mira Holt",
                        2,
                        positions=[
                            position("Mira Holt will stay out.", 2, quote="We will stay out until there is an offer")
                        ],
                    )
                ],
            ),
            Notice("the model was in a hurry"),
            Spent(),
        ],
        mends=[mended],
    )


def draft_fact(statement: str, *sentences: int) -> Any:
    (item,) = (said for said in draft(facts=[fact(statement, *sentences)]) if isinstance(said, Item))
    return item.content


async def test_every_step_is_an_event_in_the_shapes_of_the_brief(caller: httpx2.AsyncClient) -> None:
    answer = await caller.post("/v1/briefs", json={"text": TEXT}, headers=STREAM)

    told = events_of(answer.content)
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["x-accel-buffering"] == "no"
    assert answer.headers["cache-control"] == "no-store"
    assert [event.name for event in told] == [
        *("segmented", "answered", "item", "failed", "failed", "item", "item", "warning", "repaired"),
        *("set_aside", "merged", "brief"),
    ]
    by_name = {event.name: event.data for event in told}
    brief = by_name["brief"]
    assert by_name["segmented"] == {"article": brief["article"], "windows": 1}
    assert by_name["answered"]["name"] == "scripted"
    assert by_name["warning"] == {"text": "the model was in a hurry", "partial": False}
    assert by_name["set_aside"]["id"] == "w1.f3"
    assert by_name["set_aside"]["section"] == "key_facts"
    assert brief["set_aside"] == [{key: value for key, value in by_name["set_aside"].items() if key != "id"}]


async def test_an_item_is_what_the_brief_has_under_the_id_that_merged_names(caller: httpx2.AsyncClient) -> None:
    told = events_of((await caller.post("/v1/briefs", json={"text": TEXT}, headers=STREAM)).content)

    items = {event.data["id"]: event.data for event in told if event.name in {"item", "repaired"}}
    ids = next(event.data["ids"] for event in told if event.name == "merged")
    brief = Brief.model_validate(told[-1].data, strict=False)
    assert ids.keys() == items.keys() == {"w1.f1", "w1.f2", "w1.p1", "w1.p1.1"}
    facts = {line.id: line for line in brief.key_facts}
    for provisional in ("w1.f1", "w1.f2"):
        given = KeyFact.model_validate(items[provisional]["item"])
        assert given.model_copy(update={"id": ids[provisional]}) == facts[ids[provisional]]
    given_party = Party.model_validate(items["w1.p1"]["item"])
    given_view = Position.model_validate(items["w1.p1.1"]["item"])
    (somebody,) = brief.parties
    update = {"id": "p1", "aliases": somebody.aliases, "positions": somebody.positions}
    assert given_party.model_copy(update=update) == somebody
    assert given_view.model_copy(update={"id": "p1.1"}) == somebody.positions[0]


async def test_the_last_event_is_byte_for_byte_the_answer_in_json(caller: httpx2.AsyncClient) -> None:
    told = events_of((await caller.post("/v1/briefs", json={"text": TEXT}, headers=STREAM)).content)

    stored = await caller.get(f"/v1/briefs/{told[-1].data['id']}")

    assert told[-1].name == "brief"
    assert told[-1].raw == stored.content


async def test_only_a_stream_asks_the_engine_to_write_item_by_item(
    caller: httpx2.AsyncClient, engine: ScriptedEngine
) -> None:
    await caller.post("/v1/briefs", json={"text": TEXT}, headers=STREAM)
    await caller.post("/v1/briefs", json={"text": TEXT + " Nobody answered."})

    assert [request.stream for _, request in engine.drafted] == [True, False]


async def test_the_text_of_a_page_comes_with_the_first_event(serving: Serving) -> None:
    page = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    async with serving(ScriptedEngine(says=echoes)) as caller:
        told = events_of((await caller.post("/v1/briefs", json={"html": page}, headers=STREAM)).content)

    assert told[0].data["article"]["text"] == told[-1].data["article"]["text"] == TEXT


@pytest.mark.parametrize(
    "error", [EngineUnavailable("m", "canary"), EngineRefused("m", "canary"), RuntimeError("canary")]
)
async def test_an_error_after_the_stream_began_is_its_last_event(serving: Serving, error: Exception) -> None:
    async with serving(ScriptedEngine(says=[Spent(), error])) as caller:
        as_json = await caller.post("/v1/briefs", json={"text": TEXT}, headers={"x-request-id": "one"})
        answer = await caller.post("/v1/briefs", json={"text": TEXT}, headers={**STREAM, "x-request-id": "one"})

    assert answer.status_code == 200
    told = events_of(answer.content)
    assert [event.name for event in told] == ["segmented", "answered", "error"]
    assert told[-1].raw == as_json.content
    assert "canary" not in answer.text


async def test_an_option_an_engine_turns_down_is_an_ordinary_problem(serving: Serving) -> None:
    class Choosy(ScriptedEngine):
        async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
            if request.model is None:
                raise UnsupportedOption("model", "there is none")
            yield Spent()

    async with serving(Choosy()) as caller:
        answer = await caller.post("/v1/briefs", json={"text": TEXT}, headers=STREAM)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("body", [{"text": " "}, {"text": TEXT, "engine": "psychic"}, {"txt": TEXT}])
async def test_an_error_before_the_stream_began_is_an_ordinary_problem(
    caller: httpx2.AsyncClient, body: Mapping[str, str]
) -> None:
    answer = await caller.post("/v1/briefs", json=body, headers=STREAM)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_stream_is_chosen_by_preference(caller: httpx2.AsyncClient) -> None:
    both = {"accept": "application/json;q=0.5, text/event-stream"}

    answer = await caller.post("/v1/briefs", json={"text": TEXT}, headers=both)

    assert answer.headers["content-type"].startswith("text/event-stream")
