import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.checks.negation import check
from tests.claims import article, fact, question


def verdicts(statement: str, evidence: str) -> list[str]:
    about = article(evidence)
    return [finding.severity for finding in check(fact(about, statement, *range(1, len(about.sentences) + 1)))]


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Trump was happy about the news.", "Trump “was not happy about this news.”"),
        ("The council approved the plan.", "The council did not approve the plan."),
        ("The council approved the plan.", "The council didn’t approve the plan on Monday."),
        ("The council did not approve the plan.", "The council approved the plan on Monday."),
        ("The blast caused injuries.", "The blast broke windows but caused no injuries."),
        ("The blast injured three people.", "The blast caused no injuries."),
        ("The minister resigned.", "The minister refused to resign."),
        ("The bank raised rates.", "The bank never raised rates."),
        ("The company pays dividends.", "The company no longer pays dividends."),
        ("The team trained on grass.", "The team failed to train on grass."),
        ("The council rejected the plan.", "The council approved the plan."),
        ("Solheim confirmed that Norda was in talks.", "She denied that Norda was in talks."),
        ("Lowe admitted a charge of fraud.", "Lowe denied a further charge of fraud."),
        ("Sales rose 3% in March.", "Sales fell 3% in March."),
        ("Both sides are ready to talk.", "Perhaps both sides are not ready to talk, he said."),
    ],
)
def test_a_statement_that_says_the_opposite_fails(statement: str, evidence: str) -> None:
    assert verdicts(statement, evidence) == ["fails"]


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Trump was not happy.", "Trump “was not happy about this news.”"),
        ("Trump was unhappy.", "Trump “was not happy about this news.”"),
        ("No one was injured.", "The blast caused no injuries."),
        ("The blast injured nobody.", "The blast caused no injuries."),
        ("Injuries were avoided.", "The blast caused no injuries."),
        ("The council did not accept the plan.", "The council rejected the plan."),
        ("The council rejected the plan.", "The council did not accept the plan."),
        ("Europe should use its power.", "“That is one power we are not using enough,” she said."),
        ("He is not only happy but proud.", "He is happy and proud."),
        ("He was displeased rather than surprised.", "He was not happy, but he was also not surprised."),
        ("The plan was approved, not the budget.", "The plan was approved."),
        ("Ukraine is not yet a member.", "Ukraine hopes to become a member."),
        ("The firm will not sell the unit.", "The firm plans to keep the unit rather than sell it."),
        ("Sales fell, then rose.", "Sales rose after they fell."),
        ("The attack was criticised.", "Officials did not attack the plan."),
        ("The union wants the plan approved.", "The council did not approve the plan."),
        ("Russia denies attacking the port.", "Russia denied attacking the port."),
        ("The United States approved the sale.", "The United States approved the unusual sale."),
        ("Rates are unchanged.", "The bank did not change rates."),
    ],
)
def test_a_statement_that_agrees_in_other_words_passes(statement: str, evidence: str) -> None:
    assert verdicts(statement, evidence) == []


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Harbour beat Rovers and won the cup.", "Harbour lost to Rovers."),
        ("Most members of the party support the bill.", "The bill is opposed by most members."),
    ],
)
def test_a_doubtful_opposite_is_flagged(statement: str, evidence: str) -> None:
    assert verdicts(statement, evidence) == ["flags"]


def test_the_reason_shows_both_sides() -> None:
    about = article("Trump “was not happy about this news.”")

    (finding,) = check(fact(about, "Trump was happy.", 1))

    assert finding.detail == "the statement says “happy” where the article says “not happy”"


def test_a_question_says_nothing_to_contradict() -> None:
    about = article("The council did not approve the plan.")

    assert list(check(question(about, "Has the council approved the plan?", 1))) == []


WORDS = st.lists(
    st.sampled_from("the plan was not never no approved rejected rose fell , . but if denied to without ready".split()),
    min_size=1,
    max_size=14,
).map(" ".join)


@given(WORDS)
def test_no_sentence_contradicts_itself(sentence: str) -> None:
    about = article(sentence)

    if len(about.sentences) == 1:
        assert "fails" not in verdicts(sentence, sentence)


@given(st.text(max_size=80), st.text(min_size=1, max_size=60).filter(str.strip))
def test_no_text_is_too_odd(text: str, statement: str) -> None:
    verdicts(statement, text)
