"""Texts that are laid out otherwise than an article: wrapped, in tokens, with tags, in more than one language."""

import re
import textwrap
from pathlib import Path

import pytest

from service.core.article import segment
from service.core.brief import Brief
from service.core.summarize import finish, summarize
from service.engines.extractive.engine import Extractive
from service.engines.extractive.sentences.printed import printed

SAMPLE = Path(__file__).parent.parent.parent / "examples" / "article.txt"


async def brief_of(text: str) -> Brief:
    return await finish(summarize(segment(text), Extractive()))


def lines_of(brief: Brief) -> list[str]:
    assert brief.headline is not None
    views = [view.statement for party in brief.parties for view in party.positions]
    return [
        brief.headline.statement,
        *(fact.statement for fact in brief.key_facts),
        *views,
        *(question.question for question in brief.open_questions),
    ]


async def test_a_wrapped_text_has_the_brief_of_the_text_itself() -> None:
    text = SAMPLE.read_text("utf-8")
    wrapped = "\n\n".join(textwrap.fill(paragraph, 72, break_on_hyphens=False) for paragraph in text.splitlines())

    brief = await brief_of(wrapped)

    assert lines_of(brief) == lines_of(await brief_of("\n\n".join(text.splitlines())))
    for fact in brief.key_facts:
        for evidence in fact.evidence:
            assert wrapped[evidence.start : evidence.end] == evidence.text


async def test_a_text_in_tokens_is_told_in_print() -> None:
    brief = await brief_of(
        "the city of port alden has spent $ 600,000 on consultants since monday , the mayor 's office said . "
        "`` we wo n't pay , '' said the mayor . the hackers have demanded $ 2.4 million ( in bitcoin ) by friday ."
    )

    told = re.sub("“[^”]*”", "", " ".join(lines_of(brief)))  # what is quoted stands as it was written
    assert "$600,000" in told
    assert "$2.4 million" in told
    assert not any(apart in told for apart in (" ,", " .", "$ ", "( ", " n't", "``"))


@pytest.mark.parametrize(
    ("line", "print_"),
    [
        ("he did n't pay $ 5 , he 's `` sure '' ( of it ) .", "he didn't pay $5, he's “sure” (of it)."),
        ("It rose\n5%.", "It rose 5%."),
        ("The Smiths ' house cost $5.", "The Smiths ' house cost $5."),
        ("A re\xadpair took place.", "A repair took place."),
    ],
)
def test_blanks_that_tokens_and_line_breaks_left_are_closed_up(line: str, print_: str) -> None:
    assert printed(line) == print_


async def test_sentences_in_another_language_are_left_out_and_named() -> None:
    brief = await brief_of(
        "The parliament debated the fisheries deal on Tuesday in Strasbourg. "
        "El acuerdo reduce las cuotas de la flota un 15% a partir de enero. "
        "The vote on the fisheries deal is due on Thursday."
    )

    assert any("left out by the built-in engine: sentence 2" in warning for warning in brief.warnings)
    assert "cuotas" not in " ".join(lines_of(brief))


async def test_a_text_whose_language_cannot_be_told_is_given_as_it_stands_with_a_warning() -> None:
    brief = await brief_of(
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed eiusmod tempor incididunt ut labore."
    )

    assert any("could not be told" in warning for warning in brief.warnings)
    assert brief.parties == ()


async def test_tags_in_a_text_are_warned_of() -> None:
    brief = await brief_of("<p>The council met in Arden on <b>Monday</b> to vote.</p> <p>It shut the old bridge.</p>")

    assert any("send the page as HTML" in warning for warning in brief.warnings)


async def test_a_brief_that_holds_hardly_anything_of_a_long_text_says_so() -> None:
    brief = await brief_of("\n".join(f"I sang to you of night {word}, and you sang to me." for word in "abcdefghijkl"))

    assert any("a model would find more" in warning for warning in brief.warnings)


async def test_a_text_without_a_stop_has_a_brief() -> None:
    brief = await brief_of("the council met on monday and voted to raise the rent and stall holders were furious " * 40)

    assert brief.headline is not None
    assert len(brief.headline.statement.split()) <= 31


async def test_an_english_text_in_another_script_is_not_left_out_whole() -> None:
    brief = await finish(summarize(segment("Городской совет решил закрыть мост.", language="en"), Extractive()))

    assert lines_of(brief)[0] == "Городской совет решил закрыть мост."
