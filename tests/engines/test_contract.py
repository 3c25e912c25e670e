"""What every engine keeps to, the real ones and the fake alike."""

import asyncio
import json
from pathlib import Path

import pytest

from service import engines
from service.core.article import segment
from service.core.draft import Item
from service.core.engine import Answering, Engine, Request, Window
from service.settings import Settings
from tests.engines.conftest import MakeEngine
from tests.engines.llm_words import ARTICLE, REPLY, WHOLE, failure, hear, only
from tests.fakes import ScriptedEngine, echoes
from tests.scripted_server import Answer, Call, ScriptedServer, completion

NO_REPAIR: dict[str, list[object]] = {
    "headline": [],
    "key_facts": [],
    "parties": [],
    "positions": [],
    "open_questions": [],
}


@pytest.fixture(params=[*engines.names(), "scripted"])
def engine(
    request: pytest.FixtureRequest, scripted_server: ScriptedServer, make_engine: MakeEngine, tmp_path: Path
) -> Engine:
    def script(call: Call) -> Answer:
        return completion(NO_REPAIR if "Lines to mend" in call.user else REPLY)

    scripted_server.answers(script)
    match request.param:
        case "llm":
            return make_engine()
        case "scripted":
            return ScriptedEngine(says=echoes)
        case "replay":
            (tmp_path / "port.txt").write_text(ARTICLE.text, encoding="utf-8")
            (tmp_path / "port.json").write_text(json.dumps(REPLY), encoding="utf-8")
            return engines.build("replay", Settings(recordings=tmp_path))
        case name:
            return engines.build(name, Settings())


async def test_it_has_the_name_it_is_chosen_by(engine: Engine) -> None:
    said, _ = await hear(engine.draft(WHOLE, Request()))

    assert isinstance(said[0], Answering)
    assert said[0].engine.name == engine.name
    assert engine.name in {*engines.names(), "scripted"}


async def test_it_drafts_items_under_keys_of_their_own_that_cite_sentences_of_the_article(engine: Engine) -> None:
    said, error = await hear(engine.draft(WHOLE, Request()))

    drafted = only(Item, said)
    assert error is None
    assert drafted
    assert len({item.key for item in drafted}) == len(drafted)
    for item in drafted:
        assert all(ARTICLE.has(number) for number in item.sentences)
        assert item.section == "topics" or item.sentences


async def test_a_brief_is_the_same_alone_and_among_others(engine: Engine) -> None:
    other = segment("It rained in Aldmere on Sunday. The mayor, Tam Ode, said the dam would hold.")
    alone = await hear(engine.draft(WHOLE, Request()))

    together = await asyncio.gather(
        *(hear(engine.draft(window, Request())) for window in (WHOLE, Window(other, 1, 2), WHOLE))
    )

    assert only(Item, together[0][0]) == only(Item, together[2][0]) == only(Item, alone[0])


async def test_a_repair_gives_back_only_what_it_was_asked_to_mend(engine: Engine) -> None:
    said, _ = await hear(engine.draft(WHOLE, Request()))
    failed = only(Item, said)[0]

    mended, error = await hear(engine.repair(WHOLE, [failure(failed)], Request()))

    assert error is None
    assert {item.key for item in only(Item, mended)} <= {failed.key}


async def test_it_may_be_closed_twice(engine: Engine) -> None:
    await engine.aclose()
    await engine.aclose()
