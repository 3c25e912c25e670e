import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.checks.hedge import check
from service.core.claim import Finding, flags
from service.core.draft import Status
from tests.claims import article, fact, headline, party, position


def found(statement: str, evidence: str, status: Status = "done") -> list[Finding]:
    about = article(evidence)
    return list(check(fact(about, statement, *range(1, len(about.sentences) + 1), status=status)))


def details(statement: str, evidence: str, status: Status = "done") -> list[str]:
    return [finding.detail for finding in found(statement, evidence, status)]


@pytest.mark.parametrize(
    ("statement", "evidence", "stands"),
    [
        ("Two envoys met the president.", "Two envoys were set to meet the president.", "to meet"),
        ("Ministers discussed troops.", "Ministers were expected to discuss troops.", "to discuss"),
        ("The minutes were published in May.", "The minutes of May will be published.", "will be published"),
        ("The council has approved the charge.", "If the council approves the charge, it starts in May.", "approves"),
        ("Berg has asked the court to rehear the case.", "Berg would ask the court to rehear it.", "would ask"),
        ("The firm raised prices in May.", "The firm said it would raise prices in May.", "would raise"),
    ],
)
def test_what_is_still_to_come_told_as_done_fails(statement: str, evidence: str, stands: str) -> None:
    (finding,) = found(statement, evidence)

    assert finding.severity == "fails"
    assert finding.detail.endswith(f"where the article says “{stands}”")


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Two envoys met the president.", "Two envoys, due to meet the president, met him on Friday."),
        ("Harbour beat Rovers.", "Harbour came from behind to beat Rovers."),
        ("The firm managed the repair.", "The firm managed to repair the dam."),
        ("The firm repaired the dam.", "The firm managed to repair the dam."),
        ("The union decided on a strike.", "The union decided that it would strike."),
        (
            "Refunds for those who already paid are open.",
            "It is open whether people who have already paid get refunds.",
        ),
        ("The firm said it would raise prices.", "The firm will raise prices, it said."),
        ("The court did not rule on costs.", "The court will rule on costs in May."),
    ],
)
def test_what_happened_may_be_told_as_done(statement: str, evidence: str) -> None:
    assert "fails" not in [finding.severity for finding in found(statement, evidence)]


def test_what_happened_told_as_planned_is_flagged() -> None:
    assert found("The envoys will meet the president.", "The envoys met the president.", "scheduled") == [
        flags("the statement says “will meet” where the article says “met”")
    ]


@pytest.mark.parametrize(
    ("statement", "evidence", "hedge"),
    [
        (
            "Ministers deployed troops.",
            "Ministers were expected to discuss deploying troops.",
            "were expected to discuss",
        ),
        ("The fire started in the cellar.", "The fire may have started in the cellar.", "may have started"),
        ("The bank raises rates.", "The bank plans to raise rates.", "plans to raise"),
        ("Income will be $3 million.", "Income could be as low as $3 million.", "as low as 3"),
        ("The bridge cost $3 million.", "The bridge cost roughly $3 million.", "roughly 3"),
        ("The plant is closed.", "The plant is almost closed.", "almost closed"),
        ("The country is in recession.", "Some economists believe a recession is under way.", "believe"),
    ],
)
def test_a_hedge_of_the_source_lost_in_the_statement_is_flagged(statement: str, evidence: str, hedge: str) -> None:
    assert found(statement, evidence) == [flags(f"the article says “{hedge}”, the statement does not")]


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


@pytest.mark.parametrize(
    "statement",
    ["The council has halted its plan to close four libraries.", "The council dropped the plan to close libraries."],
)
def test_what_is_done_with_a_plan_may_be_done(statement: str) -> None:
    assert details(statement, "The council has halted its plan to close four libraries.", "done") == []


def test_hearsay_told_as_fact_is_flagged() -> None:
    assert details("The thief fled north.", "The thief fled north, according to police.") == [
        "the article says “according to”, the statement does not"
    ]


def test_a_headline_is_held_to_the_same_rule_and_a_position_is_somebodys_words_already() -> None:
    about = article("Two envoys were set to meet the president.")
    envoys = party("envoys", 1, kind="group")

    assert len(list(check(headline(about, "Two envoys meet the president.", 1)))) == 1
    assert list(check(position(about, envoys, "They meet the president.", 1))) == []
    assert [finding.severity for finding in check(position(about, envoys, "The envoys met the president.", 1))] == [
        "fails"
    ]


@given(st.text(max_size=80), st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())))
def test_no_text_is_too_odd(text: str, statement: str) -> None:
    details(statement, text)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        (
            "The messages expired in the queue.",
            "The messages were set to expire after an hour and did so in our queue.",
        ),
        ("Vukovic promised an amendment.", "Tiemann would not promise an amendment. Vukovic did."),
        ("The film vanished in 1931.", "The film is supposed to have vanished in 1931."),
    ],
)
def test_what_came_about_after_all_is_done(statement: str, evidence: str) -> None:
    assert not any(finding.severity == "fails" for finding in found(statement, evidence))


def test_what_another_did_is_not_done() -> None:
    (finding,) = found("Tiemann promised an amendment.", "Tiemann would not promise an amendment. Vukovic did.")

    assert finding.severity == "fails"


def test_what_may_be_is_not_told_as_what_will_be() -> None:
    (finding,) = found("The state will go to the Supreme Court.", "The state may go to the Supreme Court.")

    assert finding.severity == "fails"
    assert finding.detail == "the statement says “will go” where the article says “may go”"


def test_a_limit_of_another_number_is_no_limit() -> None:
    assert found("He spoke of two sites.", "He spoke of two sites for nearly two hours.") == []


def test_a_limit_that_the_statement_has_too_is_not_missed() -> None:
    shut = article("The council temporarily closed the bridge.")

    assert list(check(fact(shut, "The council temporarily closed the bridge.", 1))) == []
    assert [finding.severity for finding in check(fact(shut, "The council closed the bridge.", 1))] == ["flags"]
