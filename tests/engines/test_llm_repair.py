"""Mending items that failed, in one call."""

from typing import Any

from service.core.draft import DraftPosition, Item, Malformed, items
from service.core.engine import Answering, Request
from service.core.errors import EngineUnavailable
from tests.engines.conftest import MakeEngine
from tests.engines.llm_words import REPLY, WHOLE, failure, hear, only, tally
from tests.scripted_server import ScriptedServer, completion, status

ITEMS = {item.key: item for item in items(REPLY)}
NOTHING: dict[str, list[Any]] = {
    "headline": [],
    "key_facts": [],
    "parties": [],
    "positions": [],
    "open_questions": [],
}


async def test_mended_items_come_back_under_their_own_keys(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    fact = {"statement": "A crane fell and killed 2 dockers.", "status": "done", "sentences": ["[1]"]}
    party = {"name": "Ines Pak", "kind": "person", "role": None, "represents": None, "sentences": [2]}
    scripted_server.plays(
        completion(NOTHING | {"key_facts": [{"key": "f1", "item": fact}], "parties": [{"key": "p1", "item": party}]})
    )

    said, error = await hear(
        make_engine().repair(WHOLE, [failure(ITEMS[key]) for key in ("f1", "p1", "q1")], Request())
    )

    assert error is None
    mended = {item.key: item for item in only(Item, said)}
    assert set(mended) == {"f1", "p1"}  # q1 was left out by the model
    assert mended["f1"].statement == "A crane fell and killed 2 dockers."
    assert mended["f1"].sentences == (1,)
    assert mended["p1"].section == "parties"
    assert (tally(said).calls, tally(said).repairs) == (1, 1)
    (answering,) = only(Answering, said)
    assert [prompt.name for prompt in answering.engine.prompts] == ["brief", "repair"]


async def test_a_position_keeps_its_party_and_its_topic_whatever_the_model_says(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    position = {**REPLY["parties"][0]["positions"][0], "topic": 7, "statement": "Ines Pak wants the cranes checked."}
    scripted_server.plays(completion(NOTHING | {"positions": [{"key": "p1.1", "item": position}]}))

    said, _ = await hear(make_engine().repair(WHOLE, [failure(ITEMS["p1.1"])], Request()))

    (mended,) = only(Item, said)
    assert isinstance(mended.content, DraftPosition)
    assert mended.statement == "Ines Pak wants the cranes checked."
    assert (mended.topic, mended.content.topic, mended.content.stance) == ("reopening the port", 1, "conditional")
    assert mended.party == ITEMS["p1.1"].party


async def test_a_position_without_a_topic_gets_no_stance(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    position = {**REPLY["parties"][0]["positions"][0], "topic": None, "stance": None}
    untied = {**REPLY, "parties": [{**REPLY["parties"][0], "positions": [position]}]}
    (failed,) = [item for item in items(untied) if item.section == "positions"]
    scripted_server.plays(
        completion(NOTHING | {"positions": [{"key": "p1.1", "item": {**position, "topic": 1, "stance": "opposes"}}]})
    )

    said, _ = await hear(make_engine().repair(WHOLE, [failure(failed)], Request()))

    (mended,) = only(Item, said)
    assert isinstance(mended.content, DraftPosition)
    assert (mended.topic, mended.content.topic, mended.content.stance) == (None, None, None)


async def test_a_position_that_could_not_be_read_gets_its_party_and_topic_when_it_is_mended(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    party = REPLY["parties"][0]
    broken = {**REPLY, "parties": [{**party, "positions": [{"statement": ""}]}]}
    (malformed,) = [item for item in items(broken) if isinstance(item, Malformed)]
    scripted_server.plays(completion(NOTHING | {"positions": [{"key": "p1.1", "item": party["positions"][0]}]}))

    said, _ = await hear(make_engine().repair(WHOLE, [failure(malformed)], Request()))

    (mended,) = only(Item, said)
    assert mended.party is not None
    assert (mended.key, mended.party.name, mended.topic) == ("p1.1", "Ines Pak", "reopening the port")


async def test_what_was_not_asked_for_and_what_comes_twice_is_left_out(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    fact = REPLY["key_facts"][1]
    other = {**fact, "statement": "Something else."}
    scripted_server.plays(
        completion(
            NOTHING
            | {
                "key_facts": [
                    {"key": "f2", "item": fact},
                    {"key": "f2", "item": other},
                    {"key": "f9", "item": other},
                    "f2",
                ]
            }
        )
    )

    said, _ = await hear(make_engine().repair(WHOLE, [failure(ITEMS["f2"])], Request()))

    assert [item.statement for item in only(Item, said)] == ["The port closed on Monday."]


async def test_a_mended_item_that_still_does_not_fit_is_malformed_under_its_key(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(completion(NOTHING | {"key_facts": [{"key": "f1", "item": {"statement": "It fell."}}]}))

    said, error = await hear(make_engine().repair(WHOLE, [failure(ITEMS["f1"])], Request()))

    assert error is None
    assert [item.key for item in only(Malformed, said)] == ["f1"]


async def test_nothing_is_asked_where_only_topics_failed(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    said, error = await hear(make_engine().repair(WHOLE, [failure(ITEMS["t1"])], Request()))

    assert (said, error) == ([], None)
    assert scripted_server.calls == []


async def test_only_the_failed_lines_are_sent_with_the_article(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(completion(NOTHING))

    await hear(make_engine().repair(WHOLE, [failure(ITEMS["f1"], detail="“2” is in no cited sentence")], Request()))

    (call,) = scripted_server.calls
    assert "“2” is in no cited sentence" in call.user
    assert "A crane fell and killed 2 workers." in call.user
    assert "The port closed on Monday." not in call.user  # another fact, in its own words
    schema = call.body["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert set(schema["schema"]["properties"]) == set(NOTHING)


async def test_a_repair_that_fails_says_what_it_spent_before_it_raises(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.always(status(503))

    said, error = await hear(make_engine(max_tries=2).repair(WHOLE, [failure(ITEMS["f1"])], Request()))

    assert isinstance(error, EngineUnavailable)
    assert (tally(said).calls, tally(said).repairs) == (2, 2)
