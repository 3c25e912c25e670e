"""A true brief passes the checks, and the same brief with an error planted in it does not."""

import time
from typing import Any

import pytest

from service.core.article import segment
from service.core.draft import DraftParty, Item, items
from service.core.grounding import Outcome, ground
from tests.true_brief import ARTICLE, DRAFT

ITEMS = {item.key: item for item in items(DRAFT) if isinstance(item, Item)}
PARTIES = tuple(item.content for item in ITEMS.values() if isinstance(item.content, DraftParty))


def grounded(item: Item) -> Outcome:
    return ground(item, ARTICLE, siblings=PARTIES)


def with_(key: str, *, party: str | None = None, **changed: Any) -> Item:
    """An item of the true brief with something else in it."""
    item = ITEMS[key]
    assert not isinstance(item.content, str)
    owner = next((other for other in PARTIES if other.name == party), item.party)
    return Item(key, item.section, item.content.model_copy(update=changed), owner, item.topic)


def test_the_brief_is_long_enough_to_mean_something() -> None:
    assert len(ITEMS) >= 30


@pytest.mark.parametrize("key", sorted(ITEMS))
def test_a_true_item_passes_every_check(key: str) -> None:
    assert grounded(ITEMS[key]).reasons == ()


def test_true_items_are_rarely_flagged() -> None:
    flagged = [key for key, item in ITEMS.items() if grounded(item).flags]

    assert len(flagged) <= 2


PLANTED = {
    "a wrong first name": (
        with_("f8", statement="Karolina Leavitt said Ukraine has attacked Russia’s oil industry."),
        "name",
    ),
    "a wrong person": (with_("f9", statement="Kallas starts a tour of EU countries bordering Russia."), "name"),
    "a wrong place": (
        with_("f9", statement="Ursula von der Leyen starts her tour in Estonia.", sentences=(24,)),
        "name",
    ),
    "a wrong country": (with_("f4", statement="Germany approved an $825 million sale of arms to Ukraine."), "name"),
    "a wrong organisation": (with_("f6", statement="NATO scheduled an emergency meeting on Friday."), "name"),
    "two people in one": (with_("p2.1", statement="Leavitt criticized Vladimir Zelenskyy."), "name"),
    "a colleague's role": (with_("p5", represents="Iceland"), "name"),
    "a view of somebody else": (
        with_("p5.1", party="Kaja Kallas", statement="Kallas says more must be done."),
        "party",
    ),
    "a view of her after his": (with_("p4.2", party="Simon Harris", statement="Harris wants Europe to act."), "party"),
    "a party named elsewhere": (with_("p4", sentences=(21,)), "party"),
    "an altered quotation": (with_("p1.1", quote="the only thing that works is diplomacy"), "quotation"),
    "a quotation without its not": (with_("p3.1", quote="was happy about this news"), "quotation"),
    "a quotation made up": (with_("p4.1", statement="Sakaliene calls hope for peace “dangerous”."), "quotation"),
    "a quotation from elsewhere": (with_("p1.1", quote="all Putin is doing is stalling"), "quotation"),
    "a negation dropped": (with_("p3.1", statement="Trump was happy about the news.", quote=None), "negation"),
    "a negation added": (with_("f3", statement="The European Union did not summon the Russian envoy."), "negation"),
    "injuries where there are none": (
        with_("f2", statement="Two missiles hit near the EU mission and injured people."),
        "negation",
    ),
    "the opposite verb": (with_("f4", statement="The United States rejected an arms sale to Ukraine."), "negation"),
    "evidence of another fact": (with_("f5", sentences=(10,)), "support"),
    "evidence that does not exist": (with_("f5", sentences=(99,)), "sentences"),
}


@pytest.mark.parametrize("error", PLANTED)
def test_a_planted_error_is_set_aside_by_its_check(error: str) -> None:
    item, check = PLANTED[error]

    assert check in {reason.check for reason in grounded(item).reasons}


def test_a_plan_told_as_done_is_set_aside() -> None:
    told = with_("f7", statement="Two senior Ukrainian envoys met the Trump administration.", status="done")

    assert "hedge" in {reason.check for reason in grounded(told).reasons}


def test_a_statement_moved_to_other_evidence_is_mostly_set_aside() -> None:
    facts = [item for key, item in ITEMS.items() if item.section in {"key_facts", "positions"}]
    moved = [
        with_(item.key, sentences=(number,))
        for item in facts
        for number in range(1, len(ARTICLE.sentences) + 1)
        if all(abs(number - cited) > 1 for cited in item.sentences)
    ]

    caught = sum(not grounded(item).is_grounded for item in moved)

    assert caught >= 0.85 * len(moved)


def test_every_sentence_proves_itself() -> None:
    for sentence in ARTICLE.sentences:
        itself = with_("f1", statement=ARTICLE.quote(sentence.number), sentences=(sentence.number,), status="expected")
        assert grounded(itself).reasons == ()


def test_checking_a_long_article_takes_time_in_proportion() -> None:
    text = "\n\n".join(ARTICLE.text for _ in range(40))
    long = segment(text)

    begun = time.perf_counter()
    for item in ITEMS.values():
        ground(item, long, siblings=PARTIES)
    seconds = time.perf_counter() - begun

    assert seconds < 20  # a quadratic rule would take minutes
