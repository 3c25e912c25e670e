"""What nobody has said, named or explained, asked in full; and what is asked of nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.extractive_words import asked


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "The museum has yet to name a replacement for head curator Ada Weir, who leaves in June.",
            "Who will succeed Ada Weir?",
        ),
        ("The board has yet to appoint a successor to Lena Orr.", "Who will succeed Lena Orr?"),
        (
            "The group has not said when the smelter, which employs 300 people, will reopen.",
            "When will the smelter reopen?",
        ),
        (
            "Kelvia could bid again for the pier when the lease ends. Lena Orr refused to say whether it would.",
            "Will Kelvia bid again for the pier when the lease ends?",
        ),
        (
            "The council may move the market to the quay. It has not said if it will.",
            "Will the council move the market to the quay?",
        ),
        (
            "Whether the coating lasts beyond one winter, and whether it harms fish, remains unknown.",
            "Does the coating last beyond one winter?",
        ),
        ("The eels left the lake in May and nobody knows why.", "Why did the eels leave the lake in May?"),
        (
            "Catches of the crab have fallen by a third since 2019, but scientists do not know why.",
            "Why have catches of the crab fallen by a third since 2019?",
        ),
        (
            "No decision was taken on the harbour lights because two members were away.",
            "What will be decided on the harbour lights?",
        ),
        ("Kelvia has not decided whether to sell the yard, close it or lease it.", "Will Kelvia sell the yard?"),
        ("The two sides have yet to agree on a date for the talks.", "When will the talks take place?"),
        ("Kelvia declined to say how many workers would lose their jobs.", "How many workers will lose their jobs?"),
        ("Whether the tower can be saved, engineers cannot yet say.", "Can the tower be saved?"),
        (
            "The prince has been urged to return the jewels and to apologise. He has not said whether he will.",
            "Will the prince return the jewels?",
        ),
        (
            "The cause of the blaze, which destroyed 12 homes and a mill, is under investigation.",
            "What caused the blaze?",
        ),
        ("The owners are deciding what to do with the wreck.", "What will the owners do with the wreck?"),
        ("The number of those killed is not known.", "How many people were killed?"),
        ("Residents want to know why the siren did not sound.", "Why did the siren not sound?"),
        ("Critics question whether the plan will work and say it costs too much.", "Will the plan work?"),
        (
            "The team intends to appeal against the ban and to ask for a hearing.",
            "Will the team appeal against the ban and ask for a hearing?",
        ),
        (
            "Kelvia Rovers could bid again when the window reopens in May. Lena Orr refused to say whether they would.",
            "Will Kelvia Rovers bid again when the window reopens in May?",
        ),
        ("The court delayed its ruling on the ban until May.", "How will the court rule on the ban?"),
        (
            "The cabinet will make a final decision on the closure of the baths in May.",
            "What will the cabinet decide on the closure of the baths?",
        ),
        ("Milo Brandt pleaded not guilty to fraud. The trial continues.", "Will Milo Brandt be convicted?"),
    ],
)
def test_what_is_left_unsaid_is_asked_in_full(text: str, question: str) -> None:
    assert asked(text)[0] == question


def test_the_cause_of_one_event_is_asked_once() -> None:
    text = "The cause of the explosion is not known. The cause of the blast is under investigation, the mayor said."

    assert len(asked(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The sisters could leave the farm. Ada Weir would not say whether he would.",
        "The mill was sold. Ada Weir would not say whether it would.",
    ],
)
def test_what_was_not_spoken_of_before_is_not_asked(text: str) -> None:
    assert not [question for question in asked(text) if question.startswith("Will")]


@pytest.mark.parametrize(
    "later",
    [
        "On Monday it cancelled the order.",
        "The order was scrapped in June.",
        "The airline has since dropped its plan.",
        "The airline pulled out of the order.",
    ],
)
def test_nobody_asks_whether_will_be_done_what_was_called_off(later: str) -> None:
    assert asked(f"The airline plans to order 12 jets from Orbit. {later}") == []


@pytest.mark.parametrize(
    "later",
    [
        "It has not cancelled the order.",
        "It might have dropped the plan.",
        "It cancelled the Orsk flights.",
        "The airline dropped the price.",
    ],
)
def test_what_was_not_called_off_is_still_asked(later: str) -> None:
    assert "Will the airline order 12 jets from Orbit?" in asked(
        f"The airline plans to order 12 jets from Orbit. {later}"
    )


@given(st.sampled_from(("it", "he", "she", "they")), st.text(alphabet='abc ,.”"', max_size=40))
def test_no_pronoun_is_left_in_what_somebody_would_not_say(pronoun: str, between: str) -> None:
    text = f"Kelvia could sell {between}the pier. Lena Orr would not say whether {pronoun} would."

    assert not any(f" {pronoun} " in f" {question.rstrip('?')} " for question in asked(text))


def _told_of(*deeds: str) -> list[str]:
    """What is asked of an article about the closure of a port that tells these things of somebody, and quotes others."""
    return [
        question
        for question in asked(" ".join([*deeds, "The closure cost 300 jobs.", "“It is grim,” said Lena Orr."]))
        if question.startswith("What do")
    ]


@pytest.mark.parametrize(
    "deeds",
    [
        (
            "Kelvia Holdings sold the port in May.",
            "Kelvia Holdings has 300 ships.",
            "Kelvia Holdings is based in Orsk.",
        ),
        ("Kelvia Holdings is based in Orsk.", "The union accused Kelvia Holdings of haste.", "Kelvia Holdings is old."),
        ("Kelvia Holdings is old.", "Kelvia Holdings’s plans for the port failed.", "Kelvia Holdings has 300 ships."),
    ],
)
def test_whoever_acts_or_is_accused_and_is_not_heard_is_asked(deeds: tuple[str, ...]) -> None:
    assert _told_of(*deeds) == ["What does Kelvia Holdings say about the closure?"]


def test_somebody_alive_who_acts_and_is_not_heard_is_asked() -> None:
    deeds = ("Mayor Milo Brandt sued the town.", "Mr Brandt, 80, lives in Orsk.", "Mr Brandt is tall.")

    assert _told_of(*deeds) == ["What does Milo Brandt say about the closure?"]


@pytest.mark.parametrize(
    "deeds",
    [
        ("The drug QX-7 was stored at the port.", "Nurses gave QX-7 to 40 people.", "QX-7 cuts fever by half."),
        ("Kelvia Holdings is old.", "Kelvia Holdings has 300 ships.", "Kelvia Holdings is based in Orsk."),
        ("The late Mayor Milo Brandt sued the town.", "Mr Brandt lived in Orsk.", "Mr Brandt was tall."),
        ("Mayor Milo Brandt (1862-1918) sued the town.", "Mr Brandt lived in Orsk.", "Mr Brandt was tall."),
        ("Mayor Milo Brandt sued the town.", "Mr Brandt, who died in May, lived in Orsk.", "Mr Brandt was tall."),
        ("Mayor Milo Brandt is a painter.", "Mr Brandt, 80, lives in Orsk.", "Mr Brandt is tall."),
    ],
)
def test_no_product_no_dead_and_nobody_who_only_stands_by_is_asked(deeds: tuple[str, ...]) -> None:
    assert _told_of(*deeds) == []
