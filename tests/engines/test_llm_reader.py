"""Reading a draft while it is being written."""

import itertools
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.draft import Item, Malformed, items
from service.engines.llm.question import capped
from service.engines.llm.reader import DraftReader
from tests.engines.llm_words import KEYS, REPLY

Line = Item | Malformed
TEXT = json.dumps(REPLY, ensure_ascii=False)


def read(*pieces: str, most: dict[str, int] | None = None) -> tuple[list[Line], DraftReader]:
    reader = DraftReader(most or {})
    lines = [line for piece in pieces for line in reader.feed(piece)]
    return lines + reader.finish(), reader


def cut(text: str, places: list[int]) -> list[str]:
    bounds = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(bounds)]


# Replies as models write them, good entries and bad ones: strings with every bracket, quote and backslash in them.
words = st.text(st.sampled_from(['"', "\\", "{", "}", "[", "]", ",", ":", "é", "😀", "\n", "a", " "]), max_size=8)
sentences = st.lists(st.integers(1, 9), max_size=2)
junk = st.one_of(st.none(), st.booleans(), st.integers(), words, st.lists(words, max_size=2), st.just({}))
facts = st.one_of(junk, st.fixed_dictionaries({"statement": words, "status": st.just("done"), "sentences": sentences}))
questions = st.one_of(
    junk, st.fixed_dictionaries({"question": words, "reason": st.just("pending"), "sentences": sentences})
)
positions = st.one_of(
    junk,
    st.fixed_dictionaries(
        {
            "statement": words,
            "topic": st.sampled_from([None, 1, 2, 9]),
            "stance": st.sampled_from([None, "opposes"]),
            "quote": st.one_of(st.none(), words),
            "reported_by": st.none(),
            "sentences": sentences,
        }
    ),
)
parties = st.one_of(
    junk,
    st.fixed_dictionaries(
        {
            "name": words,
            "kind": st.just("person"),
            "role": st.none(),
            "represents": st.one_of(st.none(), words),
            "sentences": sentences,
            "positions": st.one_of(junk, st.lists(positions, max_size=3)),
        },
        optional={"mood": junk},
    ).flatmap(lambda party: st.permutations(list(party.items())).map(dict)),
)
replies = st.fixed_dictionaries(
    {},
    optional={
        "headline": st.one_of(junk, st.fixed_dictionaries({"statement": words, "sentences": sentences})),
        "key_facts": st.one_of(junk, st.lists(facts, max_size=4)),
        "topics": st.one_of(junk, st.lists(st.one_of(words, junk), max_size=3)),
        "parties": st.one_of(junk, st.lists(parties, max_size=3)),
        "open_questions": st.one_of(junk, st.lists(questions, max_size=3)),
    },
)


@given(replies, st.lists(st.integers(0, 5_000), max_size=12), st.sampled_from([None, 2]))
def test_a_reply_in_pieces_has_the_items_of_the_whole_reply(
    reply: dict[str, Any], places: list[int], indent: int | None
) -> None:
    most = {"key_facts": 3, "open_questions": 2}
    reply = {name: reply.get(name, []) for name in REPLY}  # in the order of the schema, as strict mode has it

    lines, reader = read(*cut(json.dumps(reply, ensure_ascii=False, indent=indent), places), most=most)

    assert reader.is_whole
    assert lines == list(items(capped(reply, most)))


@given(replies.flatmap(lambda reply: st.permutations(list(reply.items())).map(dict)), st.integers(1, 40))
def test_lists_in_another_order_give_the_same_items(reply: dict[str, Any], size: int) -> None:
    text = json.dumps(reply)

    lines, _ = read(*(text[place : place + size] for place in range(0, len(text), size)))

    assert {line.key: line for line in lines} == {line.key: line for line in items(reply)}


@pytest.mark.parametrize("size", [1, 2, 7, 50, 10_000])
def test_items_come_as_soon_as_their_last_character_is_there(size: int) -> None:
    reader = DraftReader({})
    came: dict[str, int] = {}

    for end in range(size, len(TEXT) + size, size):
        for line in reader.feed(TEXT[end - size : end]):
            came[line.key] = end

    assert list(came) == KEYS
    assert came["h"] < TEXT.index("key_facts") + size
    assert came["f1"] < TEXT.index("The port closed on Monday") + size
    assert came["p1"] < TEXT.index("nobody returns") + size  # before its positions
    assert came["p1.1"] < TEXT.index("open_questions") + size


@pytest.mark.parametrize(
    "before",
    ["", "\n\n", "\ufeff", "```json\n", "Here is the brief:\n\n```json\n", '<think>{"key_facts": [1]}</think>\n'],
)
def test_what_stands_before_the_reply_does_not_hold_it_up(before: str) -> None:
    lines, reader = read(*(before + TEXT + "\n```\nDone."))

    assert reader.is_whole
    assert [line.key for line in lines] == KEYS


@pytest.mark.parametrize(
    "text", ["I cannot do that.", f"Like {{this}}: {TEXT}", json.dumps({"brief": REPLY}), '{"answer": 42}', "[1]", ""]
)
def test_what_may_be_no_reply_is_left_for_the_end(text: str) -> None:
    lines, reader = read(*text)

    assert lines == []
    assert not reader.has_said


@given(st.integers(1, len(TEXT) - 1))
def test_of_a_reply_that_breaks_off_only_complete_items_are_read(length: int) -> None:
    lines, reader = read(*TEXT[:length])

    assert not reader.is_whole
    assert lines == list(items(REPLY))[: len(lines)]


@given(st.text(alphabet='{}[]",:\\ ab1', max_size=60))
def test_reading_never_fails(text: str) -> None:
    read(*text)


def test_a_broken_reply_is_read_up_to_where_it_breaks() -> None:
    lines, reader = read('{"key_facts": [', json.dumps(REPLY["key_facts"][0]), ", {oops}, 3]}")

    assert [line.key for line in lines] == ["f1"]
    assert reader.is_broken


def test_white_space_at_the_end_is_counted_over_pieces() -> None:
    reader = DraftReader({})
    for piece in ('{"key_facts": [', " \n" * 50, "\n" * 20):
        reader.feed(piece)

    assert reader.blank == 120
    reader.feed("]")
    assert reader.blank == 0


def test_reading_takes_time_that_grows_with_the_text_and_not_with_its_square() -> None:
    def seconds(facts: int) -> float:
        text = json.dumps({"key_facts": [REPLY["key_facts"][0]] * facts})
        best = 9.0
        for _ in range(3):
            started = time.process_time()
            read(*(text[place : place + 4] for place in range(0, len(text), 4)))
            best = min(best, time.process_time() - started)
        return best

    assert seconds(1_600) < 12 * seconds(200)  # eight times the text; its square would be 64
