"""A brief as Slack's blocks: whatever an article holds, the message is one that Slack takes."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from service import render
from service.render.blocks import LONGEST_HEADER, LONGEST_SECTION, MOST_BLOCKS
from tests.briefs import everything_said, hostile_brief, port_brief

TEXTS = st.builds(lambda text, times: text * times, st.text("<>&a;b*_` \n“é😀|@!#", max_size=40), st.integers(1, 150))


def texts(blocks: list[dict[str, Any]]) -> list[str]:
    return [part["text"] for block in blocks for part in ([block["text"]] if "text" in block else block["elements"])]


def test_a_brief_shows_everything_it_says() -> None:
    shown = "\n".join(texts(render.blocks(port_brief())))

    for said in everything_said(port_brief()):
        assert render.escaped_for_slack(said) in shown


@given(text=TEXTS, copies=st.integers(1, 60))
def test_every_message_is_within_slacks_limits(text: str, copies: int) -> None:
    hostile = hostile_brief(text)
    brief = hostile.model_copy(update={"key_facts": hostile.key_facts * copies, "parties": hostile.parties * copies})

    blocks = render.blocks(brief)

    assert 0 < len(blocks) <= MOST_BLOCKS
    for block in blocks:
        if block["type"] == "header":
            assert len(block["text"]["text"]) <= LONGEST_HEADER
        elif block["type"] == "section":
            assert 0 < len(block["text"]["text"]) <= LONGEST_SECTION
            assert block["text"]["verbatim"] is True
    json.dumps(blocks)


@given(text=TEXTS)
def test_nothing_in_an_article_becomes_a_link_a_mention_or_a_broken_entity(text: str) -> None:
    for shown in texts(render.blocks(hostile_brief(text))[1:]):
        assert "<" not in shown
        assert "&" not in shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
