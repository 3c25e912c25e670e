import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.checks.hedge import check
from service.core.draft import Status
from tests.claims import article, fact, headline, party, position


def details(statement: str, evidence: str, status: Status = "done") -> list[str]:
    about = article(evidence)
    found = list(check(fact(about, statement, *range(1, len(about.sentences) + 1), status=status)))
    assert all(finding.severity == "flags" for finding in found)
    return [finding.detail for finding in found]


@pytest.mark.parametrize(
    ("statement", "evidence", "hedge"),
    [
        ("Two envoys met the president.", "Two envoys were set to meet the president.", "were set to meet"),
        ("Ministers discussed troops.", "Ministers were expected to discuss troops.", "were expected to discuss"),
        (
            "Ministers deployed troops.",
            "Ministers were expected to discuss deploying troops.",
            "were expected to discuss",
        ),
        ("The fire started in the cellar.", "The fire may have started in the cellar.", "may have"),
        ("The bank raises rates.", "The bank plans to raise rates.", "plans to raise"),
    ],
)
def test_a_hedge_of_the_source_lost_in_the_statement_is_flagged(statement: str, evidence: str, hedge: str) -> None:
    assert details(statement, evidence) == [f"the article says “{hedge}”, the statement does not"]


@pytest.mark.parametrize(
    ("statement", "evidence", "status"),
    [
        ("Two envoys are due to meet the president.", "Two envoys were set to meet the president.", "scheduled"),
        ("Ministers were to discuss troops.", "Ministers were expected to discuss troops.", "expected"),
        ("The fire possibly started in the cellar.", "The fire may have started in the cellar.", "alleged"),
        ("The envoys met.", "The envoys were set to meet. The envoys met on Friday.", "done"),
        ("The council approved the sale.", "The council approved the sale, which may help.", "done"),
        ("The thief fled, police said.", "The thief fled, according to police.", "done"),
        ("The thief fled.", "The thief allegedly fled.", "alleged"),
    ],
)
def test_a_statement_that_keeps_the_doubt_or_has_none_to_keep_passes(
    statement: str, evidence: str, status: Status
) -> None:
    assert details(statement, evidence, status) == []


def test_a_plan_with_the_status_of_a_deed_is_flagged() -> None:
    assert details("Two envoys were to meet the president.", "Two envoys were set to meet the president.") == [
        "its status is done, but the article says “were set to meet”"
    ]


def test_hearsay_told_as_fact_is_flagged() -> None:
    assert details("The thief fled north.", "The thief fled north, according to police.") == [
        "the article says “according to”, the statement does not"
    ]


def test_a_headline_is_held_to_the_same_rule_and_a_position_is_somebodys_words_already() -> None:
    about = article("Two envoys were set to meet the president.")

    assert len(list(check(headline(about, "Two envoys meet the president.", 1)))) == 1
    assert list(check(position(about, party("envoys", 1, kind="group"), "They meet the president.", 1))) == []


@given(st.text(max_size=80), st.text(min_size=1, max_size=60).filter(str.strip))
def test_no_text_is_too_odd(text: str, statement: str) -> None:
    details(statement, text)
