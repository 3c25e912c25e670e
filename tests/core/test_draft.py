import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.draft import Draft, DraftFact, DraftPosition, Item, Malformed, items
from tests.fakes import fact, party, position, question

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=8), children, max_size=3),
    max_leaves=8,
)
SECTIONS = st.sampled_from(["headline", "key_facts", "topics", "parties", "open_questions", "positions", "other"])


def read(**sections: object) -> list[Item | Malformed]:
    return list(items(sections))


@given(st.dictionaries(SECTIONS, JSON | st.lists(JSON, max_size=3), max_size=6))
def test_any_reply_is_read_item_by_item_without_raising(reply: dict[str, object]) -> None:
    keys = [item.key for item in items(reply)]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("written", "meant"),
    [([4], (4,)), (4, (4,)), ("4", (4,)), ("[4]", (4,)), (["4", "[5]"], (4, 5)), ("s4, s5", (4, 5)), ([4.0], (4,))],
)
def test_sentence_numbers_are_read_however_a_model_writes_them(written: object, meant: tuple[int, ...]) -> None:
    (item,) = read(key_facts=[{"statement": "The port closed.", "status": "Done", "sentences": written}])

    assert isinstance(item, Item)
    assert item.sentences == meant
    assert isinstance(item.content, DraftFact)
    assert item.content.status == "done"


def test_one_bad_entry_costs_one_item() -> None:
    good, bad, other = read(key_facts=[fact("A.", 1), {"statement": "B.", "sentences": [2]}, fact("C.", 3)])

    assert isinstance(good, Item)
    assert isinstance(other, Item)
    assert bad == Malformed(
        "f2", "key_facts", json.dumps({"statement": "B.", "sentences": [2]}), "status: Field required"
    )


def test_unknown_keys_are_ignored() -> None:
    (item,) = read(key_facts=[{**fact("A.", 1), "confidence": 0.9}])

    assert isinstance(item, Item)


def test_a_position_knows_its_party_and_its_topic() -> None:
    view = position("Ann Roe opposes the dam.", 2, topic=1, stance="opposes", quote="null")
    _, whose, what = read(topics=["the dam"], parties=[party("Ann Roe", 2, positions=[view])])

    assert isinstance(whose, Item)
    assert isinstance(what, Item)
    assert (what.key, what.topic) == ("p1.1", "the dam")
    assert what.party == whose.content
    assert isinstance(what.content, DraftPosition)
    assert what.content.quote is None


def test_a_topic_that_does_not_exist_is_no_topic() -> None:
    _, what = read(parties=[party("Ann Roe", 2, positions=[position("Ann Roe agrees.", 2, topic=7)])])

    assert isinstance(what, Item)
    assert what.topic is None


def test_a_party_that_cannot_be_read_takes_its_positions_with_it() -> None:
    (item,) = read(parties=[{"positions": [position("She agrees.", 1)]}])

    assert isinstance(item, Malformed)


def test_a_draft_and_its_json_hold_the_same_items() -> None:
    draft = Draft.model_validate(
        {
            "headline": {"statement": "The port closed.", "sentences": [1]},
            "key_facts": [fact("The port closed.", 1)],
            "topics": ["the port"],
            "parties": [party("Ann Roe", 2, positions=[position("Ann Roe agrees.", 2, topic=1)])],
            "open_questions": [question("When will it open?", 1)],
        }
    )

    assert list(items(draft)) == list(items(json.loads(draft.model_dump_json())))


def test_the_schema_suits_strict_mode() -> None:
    schema = Draft.model_json_schema()

    for definition in (schema, *schema["$defs"].values()):
        assert set(definition["required"]) == set(definition["properties"])
        for name, entry in definition["properties"].items():
            assert "default" not in entry
            assert not ("$ref" in entry and len(entry) > 1), f"{name} has words beside its $ref"
            assert "description" in entry or "$ref" in entry
