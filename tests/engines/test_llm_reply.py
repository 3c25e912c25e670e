"""Reading replies that are not quite what was asked for."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.draft import Item, items
from service.engines.llm import reply as replies
from tests.engines.llm_words import KEYS, REPLY

SECTIONS = frozenset(REPLY)
TEXT = json.dumps(REPLY, ensure_ascii=False)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"\n\n {TEXT} \n",
        f"```json\n{TEXT}\n```",
        f"```\n{json.dumps(REPLY, indent=4)}\n```",
        f"Here you go: {TEXT} Anything else?",
        f'<think>A brief like {{"key_facts": []}} perhaps</think>{TEXT}',
        f'First I saw {{"key_facts": ["from the article"]}}, so:\n{TEXT}',
        json.dumps({"brief": REPLY}),
        json.dumps({"result": {"brief": REPLY}}),
        f"\ufeff{TEXT}",
        TEXT.replace("crane fell and", "crane fell\nand"),
    ],
)
def test_a_reply_is_found_whatever_stands_around_it(text: str) -> None:
    reading = replies.read(text, SECTIONS)

    assert reading is not None
    assert reading.is_whole
    assert [item.key for item in items(reading.sections)] == KEYS


@pytest.mark.parametrize(
    "text", ["", "I cannot do that.", "[1, 2, 3]", "{}", '{"answer": 42}', "null", '{"a":' * 5000, "{" * 9000]
)
def test_a_text_without_a_brief_in_it_is_none(text: str) -> None:
    assert replies.read(text, SECTIONS) is None


@given(st.integers(min_value=1, max_value=len(TEXT) - 1))
def test_of_a_reply_that_was_cut_off_anywhere_only_complete_items_are_kept(length: int) -> None:
    whole = list(items(REPLY))

    reading = replies.read(TEXT[:length], SECTIONS)

    kept = list(items(reading.sections)) if reading else []
    assert reading is None or not reading.is_whole
    assert all(isinstance(item, Item) for item in kept)
    assert kept == [item for item in whole if item in kept]


def test_of_a_reply_that_was_cut_off_late_nearly_everything_is_kept() -> None:
    reading = replies.read(TEXT[: TEXT.index("When does the port")], SECTIONS)

    assert reading is not None
    assert [item.key for item in items(reading.sections)] == KEYS[:-1]


def test_an_item_that_was_cut_off_after_a_closed_list_is_not_complete() -> None:
    text = '{"key_facts":[{"sentences":[1],"status":"done","statement":"A"},{"sentences":[2],"status":"done"'

    reading = replies.read(text, SECTIONS)

    assert reading is not None
    assert reading.sections == {"key_facts": [{"sentences": [1], "status": "done", "statement": "A"}]}


@given(st.text(max_size=200))
def test_reading_never_fails(text: str) -> None:
    replies.read(text, SECTIONS)


def test_a_grammar_that_got_stuck_in_white_space_is_recognised() -> None:
    assert replies.is_runaway('{"key_facts": [' + "\n" * 300)
    assert not replies.is_runaway('{"key_facts": [\n\n')
