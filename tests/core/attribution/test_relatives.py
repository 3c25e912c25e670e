"""Whose verb stands after a relative clause: its head's, never that of whoever the clause ends with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core import attribution
from service.core.article import segment
from service.core.attribution import Reading


def read(text: str) -> Reading:
    return attribution.read(segment(text, language="en"))


def told(text: str) -> list[tuple[str | None, str | None]]:
    """Each verb of a text with the name of whose it is."""
    reading = read(text)
    return [
        (reading.parties[each.party].name if each.party is not None else None, each.verb)
        for each in reading.attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The landlord of a flat whose boiler poisoned two tenants admitted neglect but denied fraud.",
            [("landlord of a flat", "admitted"), ("landlord of a flat", "denied")],
        ),
        ("The company that flooded dozens of farmers refused to pay.", [("company", "refused")]),
        ("A lender whose staff misled at least 90 customers admitted the error.", [("lender", "admitted")]),
        ("The firm which sacked 800 sailors said it had no choice.", [("firm", "said")]),
        ("The hospital where doctors ignored parents said it had changed.", [("hospital", "said")]),
        ("The group that represents pilots said pay was low.", [("group", "said")]),
        ("Police who arrested Danton said he had a knife.", [("police", "said")]),
        ("Ministers who saw the report said it was late.", [("ministers", "saw"), ("ministers", "said")]),
        ("Three men accused of robbing a bank denied it.", [("three men accused of robbing a bank", "denied")]),
        ("Mayor Ann Pell, accused of lying to voters, denied it.", [("Ann Pell", "denied")]),
        ("The firm, accused of fraud by regulators, said it would appeal.", [("firm", "said")]),
        ("A man arrested after six women complained denied assault.", [("man", "denied")]),
        (
            "The mother of a girl killed by a driver who fled said no.",
            [("mother of a girl killed by a driver", "said")],
        ),
        ("The doctors the hospital sacked said they were right.", [("doctors", "said")]),
        ("Voters who backed the mayor and who lost homes said no.", [("voters", "backed"), ("voters", "said")]),
        ("The driver who hit him denied speeding.", [("driver", "denied")]),
        ("Residents whose homes flooded blamed the council.", [("residents", "blamed")]),
    ],
)
def test_a_verb_after_a_relative_clause_is_its_heads(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that the ministry denied it.", [("minister", "said"), ("ministry", "denied")]),
        ("The woman who police say lied to voters denied it.", [("woman", "denied")]),
        ("A man whose lawyer said the case was weak left town.", [("lawyer", "said")]),
        ("Hale told the court that injured men denied it.", [("Hale", "told"), ("men", "denied")]),
        ("Ribas, whose lawyer, Ana Duarte, said the case was weak, smiled.", [("Ana Duarte", "said")]),
        ("Ana Duarte, whose husband, Rafael, died in May, said no.", [("Ana Duarte", "said")]),
        ("The firm, whose shares fell 8%, said no.", [("firm", "said")]),
        ("A miner whose retired father said no is angry.", [("father", "said")]),
    ],
)
def test_a_verb_inside_a_clause_is_its_own_subjects(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_what_a_relative_clause_tells_ends_before_the_main_verb() -> None:
    text = "The nurse who accused the head of bullying several pupils has withdrawn the claim."

    [accused] = read(text).attributions

    assert [text[start:end] for start, end in accused.content] == ["the head of bullying several pupils"]


_VICTIMS = st.sampled_from(
    ["six children", "hundreds of villagers", "at least 40 patients", "two officers", "tourists"]
)
_HARMS = st.sampled_from(["injured", "poisoned", "misled", "hurt", "stole from", "had bitten", "robbed"])
_HEADS = st.sampled_from(
    ["The company that {}", "A trader who {}", "A bank whose staff {}", "The owner of a dog that {}", "A firm which {}"]
)
_VERBS = st.sampled_from(["admitted guilt", "denied fraud", "refused to pay", "said it was sorry", "apologised"])


@given(_HEADS, _HARMS, _VICTIMS, _VERBS)
def test_nobody_confesses_to_what_was_done_to_them(head: str, harm: str, victims: str, confession: str) -> None:
    reading = read(f"{head.format(f'{harm} {victims}')} {confession}.")

    speakers = {reading.parties[each.party].name for each in reading.attributions if each.party is not None}

    assert speakers
    assert not any(victims.rsplit(maxsplit=1)[-1] in name for name in speakers)


def test_what_a_relative_clause_lists_is_said_by_nobody() -> None:
    reading = read("The council approved an arms sale to Lund that will include missiles and related equipment.")

    assert reading.attributions == ()


def test_who_a_thing_carries_does_not_do_what_it_does() -> None:
    assert told("A bus carrying at least 30 pupils refused to stop at the lights.") in ([], [(None, "refused")])
