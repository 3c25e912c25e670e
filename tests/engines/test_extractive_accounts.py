"""Two accounts of one event that cannot both be true, asked as which of them is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.extractive_words import asked


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Kelvia Holdings said the fire was caused by a faulty heater. The fire service said it was caused by arson.",
            "Was the fire caused by a faulty heater, as Kelvia Holdings says, or by arson, as the fire service says?",
        ),
        (
            "The mayor said a burst main had caused the flood. Residents said the flood was caused by the new dam.",
            "Was the flood caused by a burst main, as the mayor says, or by the new dam, as residents say?",
        ),
        (
            (
                "Kelvia Holdings said the fire was caused by a faulty heater. Ada Weir, the fire chief, said the fire was not "
                "caused by the heater."
            ),
            "Was the fire caused by a faulty heater?",
        ),
        (
            (
                "Kelvia said in a statement that a lightning strike had ignited a tank. Ada Weir, a welder, said an alarm had "
                'been ringing. "There wasn\'t any lightning," she said.'
            ),
            "Was there any lightning?",
        ),
        ("The governor said the dam was safe. Engineers said that was not true.", "Was the dam safe?"),
        ("The minister said the army had not fired. The rebels said that was a lie.", "Did the army fire?"),
        (
            "The nurse denied giving the child the wrong drug and said she had followed the rules.",
            "Did the nurse give the child the wrong drug?",
        ),
        ("The club denied paying the agent and owing his firm money.", "Did the club pay the agent?"),
        (
            "Kelvia said the barge was in the waters of Orsk. Orsk's navy denied that.",
            "Was the barge in the waters of Orsk?",
        ),
        (
            (
                "Town officials insist that Kelvia never met the deadline and tried to change the terms. Kelvia's director, "
                "Milo Brandt, disputes that version."
            ),
            "Did Kelvia meet the deadline?",
        ),
    ],
)
def test_of_two_accounts_it_is_asked_which_is_right(text: str, question: str) -> None:
    assert asked(text) == [question]


@pytest.mark.parametrize(
    "text",
    [
        # One party that says both, and two that agree.
        "Kelvia Holdings said the fire was caused by a heater. Kelvia Holdings said the fire was caused by a cable.",
        "The mayor said the fire was caused by arson. The governor said it was started by an arsonist.",
        # Two events, and an "it" that may be another.
        "The mayor said the fire was caused by arson. The governor said the flood was caused by rain.",
        "The mayor said the fire was caused by arson. Power failed in Orsk. The governor said it was caused by rain.",
        # Nobody spoke of it before, or nobody said that it was.
        'The mayor said a tank had burst. "There wasn\'t any lightning," Ada Weir said.',
        'The mayor said no lightning had been seen. "There wasn\'t any lightning," Ada Weir said.',
        # A clause of its own is denied, not the sentence before; and who rejects an offer disputes no words.
        "Kelvia said the barge was full. Milo Brandt denied that the engine was old.",
        "Ada Weir said the offer was generous but rejected it.",
    ],
)
def test_what_can_both_be_true_is_no_dispute(text: str) -> None:
    assert not [question for question in asked(text) if " or by " in question or question.startswith("Was the barge")]
    assert not [question for question in asked(text) if "lightning" in question or "generous" in question]


_CAUSES = st.sampled_from(
    ("arson", "a faulty heater", "rain", "the new dam", "it", "a cable and a lamp", "“arson”", "")
)
_WHO = st.sampled_from(("The mayor", "Kelvia Holdings", "Residents", "Ada Weir", "He", "Nobody"))


@given(_WHO, _CAUSES, _WHO, _CAUSES, st.sampled_from(("the fire", "it", "the flood", "a fire")))
def test_no_party_is_set_against_itself_and_no_cause_against_itself(
    first: str, cause: str, second: str, other: str, event: str
) -> None:
    text = f"{first} said the fire was caused by {cause}. {second} said {event} was caused by {other}."

    for question in asked(text):
        if ", or by " in question:
            assert first != second
            assert cause != other
            assert "flood" not in question
            assert " it" not in question
