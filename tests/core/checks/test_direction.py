import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.checks.direction import check
from service.core.claim import fails
from tests.claims import article, fact, question


def severities(statement: str, evidence: str) -> list[str]:
    about = article(evidence)
    return [finding.severity for finding in check(fact(about, statement, *range(1, len(about.sentences) + 1)))]


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Rovers beat Harbour 3-1.", "Harbour beat Rovers 3-1 on Saturday."),
        ("Berg succeeded Lund in May.", "Lund, who succeeded Berg in May, cut costs."),
        ("Ada Berg took over from Ola Lund.", "Ola Lund took over from Ada Berg."),
        ("Norda was bought by Kestrel.", "Norda bought Kestrel for $3 million."),
        ("Norda bought Kestrel.", "Norda was bought by Kestrel."),
        ("Berg accused Lund of lying.", "Mr. Lund accused Ms. Berg of lying."),
    ],
)
def test_two_names_on_the_other_sides_of_a_verb_fail(statement: str, evidence: str) -> None:
    assert severities(statement, evidence) == ["fails"]


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Harbour beat Rovers.", "Harbour beat Rovers 3-1 on Saturday."),
        ("Rovers were beaten by Harbour.", "Harbour beat Rovers 3-1 on Saturday."),
        ("Norda bought Kestrel.", "Kestrel was bought by Norda."),
        ("Berg met Lund.", "Lund met Berg."),
        ("Lund lost to Berg.", "Berg beat Lund; Lund had lost to Berg before."),
        ("Berg accused Lund of lying.", "Lund accused Berg of lying, and Berg accused Lund of theft."),
        ("Norda opened in Oslo on Friday.", "On Friday Norda opened in Oslo."),
        ("“We lost,” Berg told Lund.", "Lund was told by Berg: “We lost.”"),
    ],
)
def test_the_same_roles_in_other_words_pass(statement: str, evidence: str) -> None:
    assert severities(statement, evidence) == []


def test_the_reason_names_both() -> None:
    about = article("Harbour beat Rovers.")

    assert list(check(fact(about, "Rovers beat Harbour.", 1))) == [
        fails("the statement has “Rovers” before “beat” and “Harbour” behind it, the article the other way round")
    ]


def test_a_question_says_nothing_of_who_did_what() -> None:
    assert list(check(question(article("Harbour beat Rovers."), "Will Rovers beat Harbour?", 1))) == []


@given(
    st.lists(
        st.sampled_from("Berg Lund Norda beat was by who , . the accused took over from not".split()),
        min_size=1,
        max_size=14,
    ).map(" ".join)
)
def test_no_sentence_exchanges_its_own_roles(sentence: str) -> None:
    about = article(sentence)

    if len(about.sentences) == 1:
        assert severities(sentence, sentence) == []


@given(st.text(max_size=80), st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())))
def test_no_text_is_too_odd(text: str, statement: str) -> None:
    severities(statement, text)


def test_what_lies_in_the_east_is_not_told_to_lie_in_the_west() -> None:
    about = article("Traders on the eastern shore say takings have fallen.")

    assert [one.severity for one in check(fact(about, "Takings fell on the western shore.", 1))] == ["fails"]
    assert list(check(fact(about, "Takings fell on the eastern shore.", 1))) == []
    assert list(check(fact(about, "Takings fell in the western suburbs.", 1))) == []
