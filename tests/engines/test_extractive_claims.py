"""A sentence as claims, each shortened and with its status; and which make facts and the headline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.draft import DraftFact, DraftHeadline, Item
from service.core.words import words
from service.engines.extractive.facts.status import status_of
from service.engines.extractive.facts.worth import worth
from service.engines.extractive.sentences.shortening import shorter
from service.engines.extractive.sentences.splitting import has_verb, parts
from tests.engines.extractive_words import draft_of


def facts_of(text: str, *, title: str | None = None) -> list[DraftFact]:
    return list(draft_of(text, title=title).key_facts)


def headline_of(text: str, *, title: str | None = None) -> DraftHeadline:
    return draft_of(text, title=title).headline


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "At least nine people died and 12 were missing after a barge carrying gravel sank off Orsk, the coastguard said.",
            (
                "At least nine people died and 12 were missing, the coastguard said.",
                "A barge carrying gravel sank off Orsk, the coastguard said.",
            ),
        ),
        (
            "Sales of lamps rose 14% to $341 million, while sales of lenses fell 3%.",
            ("Sales of lamps rose 14% to $341 million.", "Sales of lenses fell 3%."),
        ),
        (
            "Orbit has sued the supplier, and a court in Lima will hear the case on March 2.",
            ("Orbit has sued the supplier.", "A court in Lima will hear the case on March 2."),
        ),
        (
            "The ministry had asked for 23 ships; the council left out all five of the navy.",
            ("The ministry had asked for 23 ships.", "The council left out all five of the navy."),
        ),
        (
            "The Liberals walked out on Monday, hours after ministers dropped a tax on boats, leaving Orsk without a budget.",
            ("The Liberals walked out on Monday.", "Ministers dropped a tax on boats."),
        ),
    ],
)
def test_a_sentence_that_makes_two_claims_is_told_as_two(text: str, claims: tuple[str, ...]) -> None:
    assert parts(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "Ana Duarte has been banned for two years, and will lose the only medal she has won.",
        "The mayor said that the bridge was closed and the road was open.",
        "Crews will stop work on Friday after talks over night shifts broke down.",
        "The council bought a mill, a barn and the house was thrown in.",
        "If the vote fails, and the mayor has said it will, the plan is dead.",
        "The port was shut, and it will stay so until Monday at least.",
        "The mayor (who lost the vote; the count was close) has left the town hall.",
        "Police found “a man was dead, and a woman was hurt” on the note.",
        "The council has halted its plan after more than 6,200 people signed a petition against it.",
    ],
)
def test_a_sentence_whose_halves_cannot_stand_alone_stays_whole(text: str) -> None:
    assert parts(text) == (text,)


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from("the port was closed , and ; after a ship sank “ ” ( ) . he".split())).map(" ".join)
)
def test_claims_have_no_word_the_sentence_lacks(text: str) -> None:
    told = {word.lower() for claim in parts(text) for word in words(claim)}

    assert told <= {word.lower() for word in words(text)}


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        (
            "The union, the second-largest of the five, offered a compromise on pay.",
            8,
            "The union offered a compromise on pay.",
        ),
        (
            "A judge ordered Orbit to recall 18,315 vans, a step the company had refused for years.",
            10,
            "A judge ordered Orbit to recall 18,315 vans.",
        ),
        (
            "In Japan, sales fell 5% to ¥8.9 billion as hospitals put off orders.",
            10,
            "In Japan, sales fell 5% to ¥8.9 billion.",
        ),
        (
            "Built on chips of its own, Halo sees a dark object at up to 420 meters.",
            12,
            "Halo sees a dark object at up to 420 meters.",
        ),
        (
            "The quay was closed for a week after the storm, the port authority said in a statement on Friday.",
            14,
            "The quay was closed for a week after the storm, the port authority said.",
        ),
    ],
)
def test_what_only_explains_may_go(text: str, most: int, short: str) -> None:
    assert next(iter(shorter(text, most))) == short


@pytest.mark.parametrize(
    "text",
    [
        "In Lima, the capital, was seen the first case of the disease in a decade.",
        "The minister visited the mill, the barn and the old house on the hill.",
        "The drug works as well as the older one does, and costs far less to make.",
    ],
)
def test_what_the_sentence_needs_is_kept(text: str) -> None:
    assert list(shorter(text, 5)) == []


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("Crews will stop work from 6 a.m. on Friday, their union said on Tuesday.", "scheduled"),
        ("About 11,000 people travel on a normal Friday in November.", "ongoing"),
        ("The committee is to decide on the plan on 16 March.", "scheduled"),
        ("A state court hears the case on March 2.", "scheduled"),
        ("The president begins Friday a tour of the islands.", "scheduled"),
        ("He visits Friday prayers every week.", "ongoing"),
        ("Both sides have 21 days in which to appeal.", "scheduled"),
        ("If the committee refuses, the owner may appeal.", "expected"),
        ("The ranches would have been exempt from the cap.", "done"),
        ("The server could not deliver messages for three hours.", "done"),
        ("The levy was to have raised 640 million crowns.", "expected"),
        ("The four parties hold 84 of the 169 seats.", "ongoing"),
        ("The site has lain empty since a boatyard shut.", "done"),
        ("The makers, who were not there, have stopped selling it.", "done"),
        ("The shop took two models off its shelves on Monday.", "done"),
        ("The agency said the road was expected to reopen by noon.", "expected"),
        ("Orbit claims to have sold 400 lamps.", "alleged"),
        ("The Orsk-based maker of lamps now expects revenue of $3 million.", "expected"),
        ("The board is considering an offer of $4 million.", "ongoing"),
        ("The job cuts will save 95 million crowns a year from 2027, Orbit said.", "expected"),
        ("Passengers face long delays next week after crews voted to strike.", "scheduled"),
        ("The striker is said to be planning a second wedding.", "alleged"),
        ("Bacteria may be dissolving the concrete of the quay.", "alleged"),
        ("Rescuers were searching for 12 people.", "ongoing"),
        ("The mandate expires in January.", "scheduled"),
        ("The regatta has been cancelled.", "done"),
        ("The collection planned for Dec. 26 has been moved to Dec. 28.", "scheduled"),
        ("Contracts signed before March may be completed.", "expected"),
        ("If the party fails, the mandate goes to the Conservatives.", "expected"),
        ("A public inquiry is likely.", "expected"),
        ("Hip operations have been moved to a private clinic.", "done"),
        ("The half includes six cadets who were freed in March.", "ongoing"),
        ("Eleven people are still missing, down from 26 on Friday.", "ongoing"),
        ("Doctors are investigating an outbreak, but the mayor gave another account on Wednesday.", "ongoing"),
        ("Orbit, which makes lamps, now expects profit to grow 3%, against an earlier forecast of 8%.", "expected"),
        ("The ministry should publish a plan to end it by June 2027.", "expected"),
        ("The bridge, which carries 24,000 cars a day, will close on Sunday.", "scheduled"),
        ("Orbit claims a range of 400 meters.", "alleged"),
        ("A judge threw out the magazine's claim she had lied.", "done"),
        ("The council holds 2,300 prisoners by Orsk's own count.", "disputed"),
        ("A row over plans to build 186 homes ended in a vote on Monday.", "done"),
    ],
)
def test_the_first_finite_verb_tells_where_an_event_stands(statement: str, status: str) -> None:
    assert status_of(statement) == status


def test_what_tells_most_is_worth_most() -> None:
    news = worth("The council closed three pools on Monday.", place=0, share=0.0, reported=False)
    later = worth("The council closed three pools on Monday.", place=8, share=0.8, reported=False)
    said = worth("The council closed three pools on Monday.", place=8, share=0.8, reported=True)
    vague = worth("That may perhaps be a pity.", place=8, share=0.8, reported=False)

    assert news > later > said > vague


@pytest.mark.parametrize("text", ["The port closed.", "Orbit carries messages to the wards.", "Prices may rise."])
def test_a_sentence_with_a_verb_has_one(text: str) -> None:
    assert has_verb(text)


def test_a_line_without_a_verb_has_none() -> None:
    assert not has_verb("A café, a chandlery or the best view in town.")


def test_whoever_carries_out_a_plan_need_not_be_named_as_its_source() -> None:
    facts = facts_of(
        "Ferry crews will stop work from 6 a.m. on Friday after talks broke down, their union said on Tuesday. "
        "The line carries 11,000 people a day between Orsk and the islands."
    )

    assert (facts[0].statement, facts[0].status) == (
        "Ferry crews will stop work from 6 a.m. on Friday after talks broke down.",
        "scheduled",
    )


def test_a_claim_keeps_the_source_of_its_sentence() -> None:
    facts = facts_of(
        "ORSK - At least nine people died and 12 were missing after a barge sank off Orsk, the coastguard said, "
        "revising an earlier toll of 14. The barge was licensed for three people and carried gravel to Lima."
    )

    assert all("the coastguard said" in fact.statement for fact in facts if fact.sentences == (1,))


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "ORSK (Wire) - The Greens left the talks in Orsk on Wednesday night, the party said. Ten people waited outside.",
            "The Greens left the talks in Orsk.",
        ),
        (
            "Three hundred and nine men were exchanged at a bridge on Saturday in the largest swap since war broke out.",
            "Three hundred and nine men were exchanged at a bridge in the largest swap since war broke out.",
        ),
        (
            "Ferry crews will stop work on Friday. The line carries 11,000 people a day between Orsk and the islands.",
            "Ferry crews will stop work on Friday.",
        ),
        (
            "An outbreak of fever has put 31 people and nine nurses in hospital in Orsk, but the mayor gave another account.",
            "An outbreak of fever has put 31 people and nine nurses in hospital in Orsk.",
        ),
        (
            "Doctors in the north of Orsk are investigating an outbreak of river fever that has hurt 31 men in the month of May.",
            "Doctors in the north of Orsk are investigating an outbreak of river fever.",
        ),
    ],
)
def test_the_headline_is_the_news_without_what_a_headline_leaves_out(text: str, headline: str) -> None:
    assert headline_of(text).statement == headline


def test_a_headline_is_cut_only_where_a_sentence_is_left() -> None:
    text = "In this trial, 642 adults aged 55 to 84 at 31 rural practices were given six weekly telephone sessions each in May."

    assert "were given" in headline_of(text).statement


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "An injection cut migraine days by half in a trial of 1,180 adults whose pain had resisted other drugs for years.",
            "An injection cut migraine days by half.",
        ),
        (
            "A governor vetoed the water bill on Monday night, she said, with the pen she had used to sign another in May.",
            "A governor vetoed the water bill.",
        ),
    ],
)
def test_a_headline_keeps_its_verb_and_its_night(text: str, headline: str) -> None:
    assert headline_of(text).statement == headline


def test_a_title_is_the_headline_where_the_first_sentences_bear_it_out() -> None:
    text = "Three pools in Orsk will close in May. The council voted for it by nine to two on Monday."

    assert headline_of(text, title="Three pools to close in Orsk").statement == "Three pools to close in Orsk."
    assert headline_of(text, title="Seven pools to close in Lima").statement != "Seven pools to close in Lima."
    assert headline_of(text, title="Pools will close. Why in May?").statement != "Pools will close. Why in May?."


@pytest.mark.parametrize(
    "text",
    [
        "The port closed on Monday after a storm. A ship sank. The mayor of Orsk asked for help on Tuesday.",
        "The port of Orsk closed. Two ships ran aground on Monday. Nine people were hurt in the storm.",
    ],
)
def test_no_fact_repeats_the_headline_word_for_word(text: str) -> None:
    assert headline_of(text).statement not in {fact.statement for fact in facts_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "¹ Based on tests by the company in August.",
        "You can see the harbour from two windows of the new hall.",
        "The rest, 43 in all, came by bus on Monday.",
        "Founded in 2017, it employs 340 people in Orsk.",
        "All of it is at the port in Orsk since Monday.",
    ],
)
def test_what_says_nothing_by_itself_is_no_fact(text: str) -> None:
    facts = facts_of(f"Orbit opened a plant in Orsk on Monday. Nine ships came to the port. {text}")

    assert {fact.sentences for fact in facts} <= {(1,), (2,)}


def test_the_item_type_of_a_fact_is_what_the_pipeline_reads() -> None:
    [first, *_] = facts_of("The port of Orsk closed on Monday after a storm.")

    assert Item("f1", "key_facts", first).statement == first.statement


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("3.1 million messages arrived late.", "3.1 million messages arrived late."),
        ("The two-acre site has stood empty since May.", "The two-acre site has stood empty since May."),
        (
            "Four results of the season are struck out, including her bronze medal from the games.",
            "Four results of the season are struck out.",
        ),
    ],
)
def test_what_can_be_told_alone_is_told(text: str, fact: str) -> None:
    facts = facts_of(f"Ana Duarte said it was late on Monday. Nine ships came to the port in May. {text}")

    assert fact in {each.statement for each in facts}
