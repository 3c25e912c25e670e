"""The prompts: read, filled, guarded."""

import hashlib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import prompting
from service.engines.llm.wire import DraftReply, MendedReply, TiedReply, strict_schema

TASKS = {"brief": DraftReply, "repair": MendedReply, "merge": TiedReply}
WORDS = "# system\n\nBe exact.\n\n# user\n\nTitle: {{title}}\nText: {{text}}\nAlways here.\n"


def test_every_version_of_a_prompt_still_has_the_words_and_the_schema_it_was_released_with() -> None:
    actual = {}
    for task, reply in TASKS.items():
        for version in prompting.versions(task):
            prompt = prompting.load(task, version)
            actual[f"{task}/v{version}"] = prompt.checksum
        # An older version was released with the schema of its day, which is no longer there to compare.
        actual[f"{task}/v{version} schema"] = prompting.schema_checksum(strict_schema(reply.shape))

    lines = (resources.files("prompts") / "CHECKSUMS").read_text().splitlines()
    released = {name: checksum for checksum, name in (line.split("  ", 1) for line in lines if line)}

    expected = {name: released.get(name) for name in actual}
    assert actual == expected, "released words and schemas never change; write a new version, and add its two lines"


def test_a_checksum_is_that_of_the_file_so_that_sha256sum_agrees() -> None:
    file = (resources.files("prompts") / "brief" / "v1.md").read_bytes()

    assert prompting.load("brief", 1).checksum == hashlib.sha256(file).hexdigest()


def test_the_record_of_a_prompt_changes_with_its_words_and_with_its_schema() -> None:
    prompt = prompting.parse("brief", 1, WORDS)
    reworded = prompting.parse("brief", 1, WORDS.replace("exact", "brief"))

    records = {
        prompt.record({"type": "object"}).checksum,
        prompt.record({"type": "array"}).checksum,
        reworded.record({"type": "object"}).checksum,
    }

    assert len(records) == 3
    assert all(len(checksum) == 16 for checksum in records)


def test_a_line_whose_slots_are_all_empty_is_left_out() -> None:
    prompt = prompting.parse("brief", 1, WORDS)

    assert prompt.fill(title="", text="It rained.") == "Text: It rained.\nAlways here."


@given(title=st.text(), text=st.text(min_size=1))
def test_what_is_put_into_a_slot_arrives_unchanged_and_is_not_read_for_slots(title: str, text: str) -> None:
    prompt = prompting.parse("brief", 1, WORDS)

    filled = prompt.fill(title=title + "{{text}}", text=text)

    assert filled == f"Title: {title}{{{{text}}}}\nText: {text}\nAlways here."


@pytest.mark.parametrize("values", [{"title": "a"}, {"title": "a", "text": "b", "size": "c"}])
def test_a_missing_or_unknown_slot_is_an_error(values: dict[str, str]) -> None:
    prompt = prompting.parse("brief", 1, WORDS)

    with pytest.raises(ValueError, match=r"text|size"):
        prompt.fill(**values)


def test_a_prompt_that_is_not_there_is_an_error_that_says_which_are() -> None:
    with pytest.raises(LookupError, match=r"\[1\]"):
        prompting.load("brief", 999)


@pytest.mark.parametrize("words", ["# user\nhello", "# system\nhello", "# system\n{{title}}\n# user\nhello"])
def test_a_file_without_its_two_parts_or_with_slots_in_the_system_part_is_an_error(words: str) -> None:
    with pytest.raises(ValueError, match="system"):
        prompting.parse("brief", 1, words)


def test_the_newest_version_is_the_default() -> None:
    for task in TASKS:
        assert prompting.load(task).version == prompting.versions(task)[-1]
