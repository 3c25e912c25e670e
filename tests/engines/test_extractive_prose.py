"""Shortening, statuses and questions: what is safe to do with a sentence."""

import pytest

from service.engines.extractive.facts.status import status_of
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.shortening import shorter
from service.engines.extractive.sentences.splitting import parts
from tests.engines.extractive_words import asked


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "The council voted to close the pool in May, including the sauna that was built in 2004.",
            "The council voted to close the pool in May.",
        ),
        (
            "The mayor, who lost the vote on Monday, said on Friday that the pool in the park would be closed.",
            "The mayor said on Friday that the pool in the park would be closed.",
        ),
        (
            "The council closed the old pool in the park, leaving the town without one.",
            "The council closed the old pool in the park.",
        ),
    ],
)
def test_what_commas_set_off_may_go(text: str, short: str) -> None:
    assert next(iter(shorter(text, 8))) == short


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the pool was “cold, dirty, including the showers” and would be closed before the summer.",
        "The council will not close the pool in the park before May, considering how cold it was.",
        "The pool cost £1,200,300 to build and 4,500 people came to see it open in 1998.",
        "The plant will use a process, which at a pilot site in Reno, Nev., has been tested for many years.",
        "The party, whose leader, Ana Duarte, is a vet, took 11 of the 57 seats in the chamber.",
        "The council (which met on Monday, including the mayor) closed the pool in the park for good.",
    ],
)
def test_quotations_numbers_brackets_and_conditions_are_never_cut(text: str) -> None:
    assert list(shorter(text, 5)) == []


def test_what_lies_between_the_news_and_its_source_may_go() -> None:
    text = (
        "A ship ran aground off the port of Mtwara, blocking the channel and 11 other ships, the port authority said."
    )

    assert next(iter(shorter(text, 14))) == "A ship ran aground off the port of Mtwara, the port authority said."


def test_a_sentence_with_two_events_is_told_as_two() -> None:
    text = "Ministers met in Lima to discuss the war, a day after a missile killed 23 people in the port."

    assert parts(text) == (
        "Ministers met in Lima to discuss the war.",
        "A missile killed 23 people in the port.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Rovers went out of the cup on Saturday, after a 3-1 defeat by Caldwell.",
        "The council closed the pool in the park, after a petition signed by 400 residents.",
        "The two states agreed to a truce in Nairobi, after three weeks of fire that killed 212 people.",
        "The council closed the pool in the park, after it found cracks in the roof.",
    ],
)
def test_what_follows_after_is_left_where_it_is_no_whole_claim(text: str) -> None:
    assert parts(text) == (text,)


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("LISBORN, Sept 3 (Wire) - Ferry crews will walk out.", "Ferry crews will walk out."),
        ("But the mayor stayed.", "The mayor stayed."),
        ("NATO ministers met.", "NATO ministers met."),
        ("Meanwhile, iPhone sales fell.", "iPhone sales fell."),
    ],
)
def test_datelines_and_connecting_words_go(text: str, opened: str) -> None:
    assert prose.opened(text) == opened


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("The port closed on Monday.", "done"),
        ("The council approved a plan that will cost $3 million.", "done"),
        ("The court is scheduled to rule in May.", "scheduled"),
        ("The queen begins a tour of the islands on Friday.", "scheduled"),
        ("Rovers will play Caldwell on 14 March.", "scheduled"),
        ("Ministers were expected to discuss the plan.", "expected"),
        ("The strike will halt 60 ferries.", "expected"),
        ("Prices could rise.", "expected"),
        ("The company allegedly paid bribes.", "alleged"),
        ("Firefighters are still searching the ruins.", "ongoing"),
        ("The number of the dead is disputed.", "disputed"),
        ("Troops withdrew from the disputed border on Monday.", "done"),
        ("The fund raised $3 million on May 6.", "done"),
    ],
)
def test_the_status_follows_tense_and_modals(statement: str, status: str) -> None:
    assert status_of(statement) == status


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("It was unclear whether the strike would be extended.", "Will the strike be extended?"),
        ("It is not known who ordered the raid on the port.", "Who ordered the raid on the port?"),
        ("It remains unclear when the bridge will reopen to lorries.", "When will the bridge reopen to lorries?"),
        ("Mr. Wren has not said whether he would go to court.", "Will Mr. Wren go to court?"),
        ("The owners would not say whether a ransom had been paid.", "Was a ransom paid?"),
        ("Construction is expected to begin in May.", "Will construction begin in May?"),
        ("Whether the mayor will resign is not known.", "Will the mayor resign?"),
        ("Whether other insects share the skill is not known.", "Do other insects share the skill?"),
        (
            "It is unclear whether Orbit's owner, the Dutch group Velora, is willing to pay.",
            "Is Orbit's owner willing to pay?",
        ),
        ("It was not clear what had caused the engine to fail.", "What caused the engine to fail?"),
        ("Freedonia has not said whether it will leave the town.", "Will Freedonia leave the town?"),
        ("The ministry has not said whether the crew may leave.", "May the crew leave?"),
        ("The council refused to say who had complained.", "Who has complained?"),
        ("Orbit Holdings said the road was expected to reopen by noon.", "Will the road reopen by noon?"),
        (
            "Independent verification of the drone maker's deliveries was not possible.",
            "Can the drone maker's deliveries be confirmed?",
        ),
        (
            "The ship's owner, Athens-based Orbit Marine, declined to comment on the closure.",
            "What does Orbit Marine say about the closure?",
        ),
        ("The council has yet to say how many jobs will go.", "How many jobs will go?"),
        (
            "The council has yet to publish the report on the fire.",
            "When will the council publish the report on the fire?",
        ),
        ("Shareholders are expected to vote on the sale in May.", "How will shareholders vote on the sale in May?"),
        ("The court is set to rule on the merger in June.", "How will the court rule on the merger in June?"),
        ("Orbit Holdings declined to comment on the claims.", "What does Orbit Holdings say about the claims?"),
        ("The mayor denied that the council had lost the report.", "Did the council lose the report?"),
        ("The board is considering the sale of two ships.", "Will the board go ahead with the sale of two ships?"),
    ],
)
def test_what_the_article_leaves_open_is_asked(text: str, question: str) -> None:
    assert asked(text) == [question]


@pytest.mark.parametrize(
    "text",
    [
        "It is not clear whether it can withstand them.",
        "Ana Duarte said his group was considering the sale.",
        "It would not say how much of its supply was sold.",
        "Orbit Holdings declined to comment on that.",
        "He is expected to run for office.",
        "“It is unclear whether the strike would be extended,” said Ana Duarte.",
        "The port closed on Monday because of the storm.",
        "The council has yet to publish the report on the fire. On Friday the council published the report on the fire.",
    ],
)
def test_what_cannot_be_asked_safely_is_not_asked(text: str) -> None:
    assert asked(text) == []


def test_who_is_talked_about_and_never_heard_is_asked_about() -> None:
    text = (
        "The attack on the port came from Freedonia, Ana Duarte said. Freedonia has closed its embassy. "
        "Ships from France were hit too. France and Spain called home their envoys. Warships of France are near."
    )

    assert "What does France say about the attack?" in asked(text)


def test_the_same_question_is_asked_once() -> None:
    text = "It was unclear whether the strike would be extended. Whether the strike will be extended is not known."

    assert asked(text) == ["Will the strike be extended?"]
