"""Grounding stands whatever the article and whatever the draft: it never raises, and it ends promptly."""

import gc
import random
import weakref
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.core import checks, names
from service.core.article import Article, segment
from service.core.claim import Claim
from service.core.draft import DraftParty, Item, items
from service.core.grounding import Outcome, forget, ground
from service.core.plain import plain
from tests.fakes import draft, fact, party, position

WORDS = (
    "the council of Oslo did not approve $825 million 4–1 Ms. Anna Moreau said “we may not” on Friday, 3 May 2024. She "
    'told Reuters that Norda\'s shares fell 3.2% to 1,000 crowns; "no" he replied. The E.U. and Russia will meet at 9:15 '
    "a.m. if they can't agree — twenty-three people were hurt (about half) … NATO GDP ‘never’ rose from 2 to 3 percent "
    "was denied by Dr. Lee? Yes! A U.S. envoy, who lost, ruled out nothing. None of the ½ survived 5th 27 °C €2bn"
).split(" ")
MOREAU = {"key_facts": [fact("Anna Moreau said the port of Oslo would close.", 1)]}
FOREIGN = (
    "Der Minister sagte: „Wir werden nicht zahlen.“ Anna Weber kritisierte 3,5 Millionen Euro. "
    "Le ministre a dit « jamais » à Paris. Президент России заявил: «Нет». 東京で首相は「反対だ」と述べた。人口は三百万人。 "
    "قال الوزير إن الاتفاق لم يوقع. प्रधानमंत्री ने कहा कि नहीं। ประชุมเมื่อวันศุกร์ El presidente dijo: ¿Por qué no?"
).split(" ")
SEPARATORS = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", "\t", "\u2028", " - ", ", "])

phrases = st.lists(
    st.tuples(st.one_of(st.sampled_from(WORDS), st.sampled_from(FOREIGN), st.text(max_size=5)), SEPARATORS), max_size=30
).map(lambda parts: "".join(word + gap for word, gap in parts))
texts = st.one_of(phrases, st.text(max_size=120))
numbers = st.lists(st.integers(-2, 12), max_size=4)


@st.composite
def drafts(draw: st.DrawFn, text: str) -> dict[str, Any]:
    """A draft whose lines are pieces of the article, of other texts, or both."""

    def piece() -> str:
        if draw(st.booleans()):
            first = draw(st.integers(0, len(text)))
            return text[first : first + draw(st.integers(0, 60))] or "x"
        return draw(texts) or "x"

    return {
        "headline": {"statement": piece(), "sentences": draw(numbers)},
        "key_facts": [
            {
                "statement": piece() + piece(),
                "status": draw(st.sampled_from(["done", "ongoing", "scheduled", "expected", "alleged", "disputed"])),
                "sentences": draw(numbers),
            }
        ],
        "topics": [piece()],
        "parties": [
            {
                "name": piece(),
                "kind": draw(st.sampled_from(["person", "government", "organisation", "group", "other"])),
                "role": draw(st.none() | st.just(piece())),
                "represents": draw(st.none() | st.just(piece())),
                "sentences": draw(numbers),
                "positions": [
                    {
                        "statement": piece(),
                        "topic": draw(st.none() | st.integers(0, 3)),
                        "stance": draw(st.sampled_from(["supports", "opposes", None])),
                        "quote": draw(st.none() | st.just(piece())),
                        "reported_by": draw(st.none() | st.just(piece())),
                        "sentences": draw(numbers),
                    }
                ],
            }
        ],
        "open_questions": [{"question": piece() + "?", "reason": "pending", "sentences": draw(numbers)}],
    }


def grounded(draft: dict[str, Any], article: Article) -> list[Outcome]:
    return [ground(item, article) for item in items(draft)]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data(), texts, st.sampled_from([None, "en", "de", "ja"]), st.none() | st.dates(date(1990, 1, 1)))
def test_no_draft_about_any_article_makes_grounding_raise(
    data: st.DataObject, text: str, language: str | None, published: date | None
) -> None:
    article = segment(text, language=language, published_at=published)

    for outcome in grounded(data.draw(drafts(text)), article):
        assert outcome.is_grounded == (not outcome.reasons)
        assert all(article.text[quote.start : quote.end] == quote.text for quote in outcome.quotes)
        assert all(article.quote(evidence.sentence) == evidence.text for evidence in outcome.evidence)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data(), texts, st.sampled_from([None, "en", "de"]))
def test_no_outcome_rests_on_what_else_was_checked_before(data: st.DataObject, text: str, language: str | None) -> None:
    lines = [line for _ in range(2) for line in items(data.draw(drafts(text)))]
    parties = tuple(line.content for line in lines if isinstance(line, Item) and isinstance(line.content, DraftParty))
    asked = data.draw(st.permutations([(line, siblings) for line in lines for siblings in ((), parties)]))
    shared = segment(text, language=language)

    for line, siblings in asked:
        alone = ground(line, segment(text, language=language), siblings=siblings)
        assert ground(line, shared, siblings=siblings) == alone


def test_a_line_that_was_checked_is_not_checked_again_under_another_key() -> None:
    article = segment("Anna Moreau, the mayor of Oslo, said on Friday that the port would close. She blamed Norda.")
    (wrong,) = items({"key_facts": [fact("Anna Moreau said the port of Bergen would close.", 1)]})
    assert isinstance(wrong, Item)

    outcome, again = ground(wrong, article), ground(replace(wrong, key="f2"), article)

    assert again.item.key == "f2"
    assert outcome.reasons
    assert again.reasons is outcome.reasons


def test_a_line_that_was_checked_as_the_article_is_read_is_quoted_as_the_article_is_set() -> None:
    article = segment("Anna Moreau, the mayor of Oslo, said “we will[1] not pay” on Friday.", language="en")
    held = position("Moreau will not pay.", 1, quote="we will not pay")
    _, line = draft(parties=[party("Anna Moreau", 1, positions=[held])])
    assert isinstance(line, Item)

    ground(line, plain(article))
    outcome = ground(line, article)

    assert outcome.is_grounded
    assert [quote.text for quote in outcome.quotes] == ["we will[1] not pay"]
    assert [evidence.text for evidence in outcome.evidence] == [article.quote(1)]


LONG = 80_000  # code points on one line: enough to hang what takes the square of it
# The checks that read words; those of numbers and of speakers have a bound and tests of their own.
LINE_CHECKS = [check for check in checks.CHECKS if check.id not in {"number", "unit", "speaker"}]


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        '"a" ',
        "‘a’ “b ",
        "1,",
        "3-",
        "— ",
        "A",
        "Ab Cd ",
        "of the ",
        "may be not ",
        "U.S. ",
        "[a] ",
    ],
)
def test_a_long_line_of_anything_is_checked_promptly(unit: str) -> None:
    text = (unit * (LONG // len(unit)))[:LONG]
    article = segment(text + " Anna Moreau of Oslo said sales did not rise 3%.", language="en")
    last = len(article.sentences)
    statement = (
        "Anna Moreau of the Bank of Oslo said: “Sales rose 4% and will not fall”, and the GDP of Russia met nobody."
    )
    draft: dict[str, Any] = {
        "headline": {"statement": statement, "sentences": [1, last]},
        "key_facts": [{"statement": statement, "status": "done", "sentences": [1, last]}],
        "topics": [statement],
        "parties": [
            {
                "name": "Anna Moreau",
                "kind": "person",
                "role": "banker",
                "represents": "Oslo",
                "sentences": [1, last],
                "positions": [
                    {
                        "statement": statement,
                        "topic": 1,
                        "stance": None,
                        "quote": "sales did … rise",
                        "reported_by": "Reuters",
                        "sentences": [1, last],
                    }
                ],
            }
        ],
        "open_questions": [{"question": statement + "?", "reason": "pending", "sentences": [1]}],
    }

    for item in items(draft):
        assert isinstance(item, Item)
        for check in LINE_CHECKS:
            list(check.run(Claim(item, article)))


@pytest.mark.parametrize("unit", ["Anna Moreau ", "rose and fell ", "not “a” ", "3% of 12 ", "of the Bank "])
def test_a_long_statement_is_checked_promptly(unit: str) -> None:
    shuffled = random.Random(7).sample(WORDS * 3, len(WORDS) * 3)  # noqa: S311 - the order of words, not a secret
    article = segment(" ".join(shuffled), language="en")
    statement = unit * (20_000 // len(unit))
    (fact,) = items({"key_facts": [{"statement": statement, "status": "done", "sentences": [1, 2, 3]}]})
    assert isinstance(fact, Item)

    for check in LINE_CHECKS:
        list(check.run(Claim(fact, article)))


def test_a_line_as_long_as_an_article_is_set_aside_unread() -> None:
    article = segment("word " * 20_000)
    (item,) = draft(facts=[fact("word " * 20_000, 1)])
    assert isinstance(item, Item)

    outcome = ground(item, article)

    assert [reason.check for reason in outcome.reasons] == ["schema"]


def test_an_article_whose_brief_is_done_is_forgotten_with_all_that_was_read_in_it() -> None:
    article = segment("“We will not pay,” said Anna Moreau of Oslo on Friday. She met 23 miners.")
    held = position("Moreau will not pay.", 1, quote="We will not pay")
    lines = draft(facts=[fact("Moreau met 23 miners.", 2)], parties=[party("Anna Moreau", 1, positions=[held])])
    assert all(ground(item, article).is_grounded for item in lines if isinstance(item, Item))
    watched = weakref.ref(article)

    del article
    gc.collect()

    assert watched() is None


def test_an_article_whose_brief_is_done_leaves_nothing_to_the_garbage_collector() -> None:
    article = segment("Anna Moreau, the mayor of Oslo, said on Friday that the port would close. She blamed Norda.")
    ground(next(items(MOREAU)), article)
    left = weakref.ref(article), weakref.ref(names.index(article))
    gc.collect()
    gc.disable()
    try:
        forget(article)
        del article

        assert [reference() for reference in left] == [None, None]
    finally:
        gc.enable()


def test_an_article_that_was_forgotten_is_read_anew() -> None:
    article = segment("Anna Moreau, the mayor of Oslo, said on Friday that the port would close. She blamed Norda.")
    item = next(items(MOREAU))
    before = ground(item, article)

    forget(article)

    assert before.is_grounded
    assert ground(item, article) == before
