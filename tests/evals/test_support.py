"""How far a text bears a statement out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.support import THRESHOLD, support

ARTICLE = """\
Ferry strike enters second week

HALIFAX — Some 640 deckhands, cooks and engineers at BlueStrait Ferries walked picket lines for an eighth day Monday. \
The company has offered raises of 9 per cent over three years and a signing bonus of $1,500. The union wants 14 per \
cent over the same period, as well as limits on 12-hour shifts. A federal mediator, Jean-Luc Perreault, declined to \
say who was right. The strike has stopped four of five routes. Lobster exporters are trucking their catch through \
Maine, adding 11 hours to the trip.
"""
SENTENCES = (
    "The company has offered raises of 9 per cent over three years and a signing bonus of $1,500.",
    "The strike has stopped four of five routes.",
    "A federal mediator, Jean-Luc Perreault, declined to say who was right.",
)


@given(st.text(max_size=150), st.lists(st.text(max_size=150), max_size=2), st.text(max_size=400))
def test_support_is_from_none_to_all_for_every_text(statement: str, evidence: list[str], article: str) -> None:
    assert 0.0 <= support(statement, evidence, article) <= 1.0


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_the_article_says_word_for_word_is_supported_altogether(sentence: str) -> None:
    assert support(sentence, (), ARTICLE) == pytest.approx(1.0)
    assert support(sentence, (sentence,), ARTICLE) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "statement",
    [
        "The union demands 14 percent over three years and curbs on 12-hour shifts.",
        "Four of the five ferry routes are halted by the strike.",
        "Roughly 640 BlueStrait employees walked picket lines for an eighth day.",
    ],
)
def test_what_the_article_says_in_other_words_is_supported_less_but_supported(statement: str) -> None:
    assert THRESHOLD <= support(statement, (), ARTICLE) < 1.0


@pytest.mark.parametrize(
    "statement",
    [
        "The transport minister resigned on Sunday evening after a dispute over 412 unpaid invoices.",
        "A warehouse beside the railway station burned down overnight.",
        "Norvik cut its outlook as cocoa costs squeezed margins.",
    ],
)
def test_what_the_article_does_not_say_is_not_supported(statement: str) -> None:
    assert support(statement, (), ARTICLE) < THRESHOLD


def test_halves_of_two_sentences_are_supported_less_than_either() -> None:
    joined = "The strike has stopped a signing bonus of $1,500."

    assert support(joined, (), ARTICLE) < support(SENTENCES[1], (), ARTICLE) - 0.15


@pytest.mark.parametrize(
    ("true", "wrong"),
    [
        (SENTENCES[1], "The strike has stopped three of five routes."),
        (SENTENCES[1], "The strike has not stopped four of five routes."),
        (SENTENCES[2], "A federal mediator, Colleen MacIsaac, declined to say who was right."),
        (SENTENCES[0], "The company has offered raises of 19 per cent over three years and a signing bonus of $1,500."),
    ],
)
def test_one_wrong_detail_takes_a_part_of_the_support(true: str, wrong: str) -> None:
    assert support(wrong, (), ARTICLE) < support(true, (), ARTICLE) - 0.15


def test_a_sentence_that_says_something_else_does_not_bear_a_statement_out() -> None:
    assert support(SENTENCES[0], (SENTENCES[2],), ARTICLE) < THRESHOLD < support(SENTENCES[0], (SENTENCES[0],), ARTICLE)


def test_a_word_that_only_the_rest_of_the_article_has_counts_half() -> None:
    statement = "Four of five routes of BlueStrait have stopped."

    with_article = support(statement, (SENTENCES[1],), ARTICLE)

    assert support(statement, (SENTENCES[1],), SENTENCES[1]) < with_article < support(statement, (), ARTICLE)


def test_a_text_cut_into_tokens_without_capitals_supports_the_same() -> None:
    tokens = "the strike has stopped four of five routes . lobster exporters ' catch goes through maine ."

    assert support(SENTENCES[1], (), tokens) == pytest.approx(1.0)
