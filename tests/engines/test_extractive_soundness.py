"""What every printed question is, whatever pattern made it: whole, one clause, about somebody named."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engines.extractive.asking.soundness import is_sound
from service.engines.extractive.sentences import verbs
from tests.engines.extractive_words import asked


@pytest.mark.parametrize(
    "question",
    [
        "What caused the landslip and urged walkers to stay away?",
        "Did the lifts pass the inspection and that the ropes were new?",
        "Will the council repaint the of the benches all?",
        "Will a panel will be set up in Orsk?",
        "Did the ferry leave the harbour and was it full?",
        "Will ministers do so?",
        "What to do with the wreck?",
        "Will the team appeal and to ask for a hearing?",
        "Did the club pay the agent and owing the firm money?",
        "Has that been paid by the club?",
        "Will Orbit drop the the claim?",
        "Was the bridge the for the trams?",
        "What will Orbit do with the?",
        "Will Orbit Orbit sell sell the mill?",
        "Did the owner sell it?",
        "How will happen?",
        "Will “the mill close?",
        "Why?",
        "Will the delay the need for advice?",
    ],
)
def test_what_is_no_whole_question_is_not_printed(question: str) -> None:
    assert not is_sound(question)


@pytest.mark.parametrize(
    "question",
    [
        "What caused the landslip?",
        "Was the driver arrested and charged with theft?",
        "Has the bank been sued and fined over the leak?",
        "Will the roads closed and flooded by the storm reopen?",
        "Did Orbit know the bridge was unsafe?",
        "Will the mill reopen the gate?",
        "Did the pilot say that the engine had failed?",
        "Will the ban apply to cars and vans that were sold before May?",
        "Is the cost $4 million, as Orbit says, or $6 million, as the union says?",
        "Where will the treasury's 95 million come from?",
        "Who will run the mill?",
        "Will Orbit stop paying staff and hiring the guards?",
        "Has Orbit had talks with the council?",
        "Will the government contest the will in court?",
        "Will the council mend broken pipes and damaged roads?",
    ],
)
def test_a_whole_question_is_printed(question: str) -> None:
    assert is_sound(question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Ada Weir said it was too early to say what had caused the landslip and urged walkers to stay away.",
            "What caused the landslip?",
        ),
        (
            "Lena Orr said that the lifts had passed the test and that the ropes were new. The union disputes that.",
            "Did the lifts pass the test?",
        ),
        (
            "The firm has sold about 12,000 of the heaters. The regulator has asked Kelvia to replace them all.",
            "Will Kelvia replace all the heaters?",
        ),
        (
            "Eight people died and dozens were missing after the ferry sank.",
            "Will the dozens of missing people be found?",
        ),
        ("Ada Weir denied owing rent.", "Did Ada Weir owe rent?"),
    ],
)
def test_a_question_ends_where_its_clause_does(text: str, question: str) -> None:
    assert asked(text) == [question]


_WORDS = st.lists(
    st.sampled_from(
        (
            "the|of|all|a|and|that|was|were|will|would|has|said|urged|denied|asked|to|whether|what caused|who|not say|"
            "has not said|Orbit|the council|Ada Weir|ministers|do so|them all|it|they|about 740 of the lamps|sell|paid|"
            "paying|the mill|the fire|disputes that|is unclear|,|.|?|“|”|missing|dozens were|accused|of having|closed"
        ).split("|")
    ),
    min_size=1,
    max_size=40,
).map(" ".join)


@settings(max_examples=200)
@given(_WORDS | st.text(max_size=150))
def test_no_text_has_a_question_that_goes_on_as_another_sentence(text: str) -> None:
    if not text.strip():
        return

    for question in asked(text):
        assert not re.search(r"\b(?:and|or|but) (?:that|was|were|will|would|has|said|urged)\b", question)
        assert not re.search(r"\b(?:the|a) (?:the|a|of|and|was|were|will be|has)\b", question)
        assert not re.search(r"\bdo so\b|\b(?:it|they|them)\b", question)
        assert question.endswith("?")


@given(st.from_regex(r"[a-z]{2,9}(?:ed|ing)", fullmatch=True))
def test_a_plain_form_told_as_past_again_is_the_form_it_was_made_of(form: str) -> None:
    plain = verbs.plain(form)

    if plain is not None and len(form) > 5 and not plain.endswith("ead"):  # "misled" is made otherwise
        made = {plain + "ed", plain + "ing", plain[:-1] + "ed", plain[:-1] + "ing", plain[:-1] + "ied"}
        made |= {plain + plain[-1] + ending for ending in ("ed", "ing")} | {plain + "d", plain[:-2] + "ying"}
        assert form in made
