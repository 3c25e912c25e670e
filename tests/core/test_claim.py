"""A statement that is its sentence word for word is judged as one that is read apart from it, only sooner."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.core import checks, quantities
from service.core.article import Article, segment
from service.core.claim import Claim
from service.core.draft import DraftFact, DraftParty, DraftPosition, Item
from tests.core.test_grounding import WORDS

NUMBERS = (
    "more than 23 people 23 people. over 5 percent half of 12 3-2 1990s 3.5m $5 million under £4 a year first third "
    "dozens of 40 miners no fewer than 7 will may allegedly temporarily planned to expected to believe Friday at 9 a.m. "
    "eastern western port beat Norda Oslo beat Bergen fell rose not up to Mr. Smith, of Kenya The Bank of 2024 today <3"
).split(" ")
TEXTS = st.lists(
    st.tuples(st.sampled_from([*WORDS, *NUMBERS]), st.sampled_from([" ", " ", " ", " ", "\n", ". ", ".\n"])),
    min_size=1,
    max_size=40,
).map(lambda parts: "".join(word + gap for word, gap in parts))
MOREAU = DraftParty(name="Anna Moreau", kind="person", role=None, represents=None, sentences=(1,), positions=())


class ReadApart(Claim):
    """The same claim, whose statement is taken for words of its own."""

    @property
    def repeated(self) -> None:
        """No sentence."""


def told(article: Article, number: int, beside: list[int], status: str) -> tuple[Item, Item]:
    """A sentence as a fact and as a position."""
    cited = (number, *(other for other in beside if article.has(other)))
    statement = article.quote(number)
    fact = DraftFact.model_validate({"statement": statement, "status": status, "sentences": cited})
    held = {"statement": statement, "topic": None, "stance": None, "quote": None, "reported_by": None}
    position = DraftPosition.model_validate({**held, "sentences": cited})
    return Item("f1", "key_facts", fact), Item("p1.1", "positions", position, MOREAU)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    TEXTS,
    st.lists(st.integers(1, 6), max_size=2),
    st.sampled_from(["done", "ongoing", "scheduled", "expected", "alleged"]),
    st.sampled_from(["en", "de", None]),
)
def test_a_sentence_repeated_is_judged_as_it_is_when_read_anew(
    text: str, beside: list[int], status: str, language: str | None
) -> None:
    article = segment(text, language=language)

    for sentence in article.sentences[:4]:
        for item in told(article, sentence.number, beside, status):
            assert Claim(item, article).repeated is not None
            for check in checks.CHECKS:
                sooner, apart = check.run(Claim(item, article)), check.run(ReadApart(item, article))
                assert list(sooner) == list(apart), check.id


def test_a_bound_is_still_compared_where_the_sentence_before_has_the_plain_number() -> None:
    article = segment("The mine held 23 people. It held more than 23 people.", language="en")
    item, _ = told(article, 2, [1], "done")

    findings = [finding.detail for check in checks.CHECKS for finding in check.run(Claim(item, article))]

    assert findings == ['"over 23" stands as "23" in the cited sentences']


@pytest.mark.parametrize(
    "text", ["over 23", "More than 23", "at 23 <4", "_under_ 23", "5over 23", "no fewer than 7", "topped 40"]
)
def test_every_bound_that_is_read_is_expected(text: str) -> None:
    assert any(one.hedge in {"over", "under"} for one in quantities.read(text)) <= quantities.may_bound(text)


@given(TEXTS)
def test_no_bound_is_read_in_a_text_that_has_no_word_for_one(text: str) -> None:
    bounds = {one.hedge for one in quantities.read(text)} & {"over", "under"}

    assert quantities.may_bound(text) or not bounds
