"""Which predicted line is which gold line."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import coverage, matching
from evals.matching import THRESHOLD, Line, Pair
from tests.evals.paraphrases import SETS

STATEMENTS = (
    "The port of Aldmere closed on Monday.",
    "The attack killed 32 people.",
    "Kaja Kallas criticised Marco Rubio over the plan.",
    "Net debt stood at $825 million at the end of June.",
    "Penmoor stay 17th, three points above the relegation zone.",
    "The court did not decide whether fees must be paid back.",
)


def lines(*statements: str) -> tuple[Line, ...]:
    return tuple(Line(statement) for statement in statements)


@given(st.text(max_size=120), st.text(max_size=120), st.lists(st.integers(1, 9), max_size=3))
def test_agreement_is_from_none_to_all_for_every_text(one: str, other: str, sentences: list[int]) -> None:
    value = matching.agreement(Line(one, (other,), tuple(sentences)), Line(other, (one,), (1, 2)))

    assert 0.0 <= value <= 1.0


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_line_agrees_with_itself_altogether_whatever_it_cites(statement: str) -> None:
    assert matching.agreement(Line(statement), Line(statement)) == 1.0
    assert matching.agreement(Line(statement, ("x",), (1,)), Line(statement, ("y",), (2,))) == 1.0


@given(st.permutations(STATEMENTS))
def test_every_line_finds_itself_in_whatever_order(order: Sequence[str]) -> None:
    pairs = matching.match(lines(*order), lines(*STATEMENTS))

    assert pairs == tuple(Pair(place, STATEMENTS.index(one), 1.0) for place, one in enumerate(order))


def test_no_two_lines_are_matched_with_one() -> None:
    twice = lines(STATEMENTS[0], STATEMENTS[0])

    assert len(matching.match(twice, lines(STATEMENTS[0]))) == 1
    assert len(matching.match(lines(STATEMENTS[0]), twice)) == 1


def test_nothing_matches_nothing() -> None:
    assert matching.match((), lines(*STATEMENTS)) == ()
    assert matching.match(lines(*STATEMENTS), ()) == ()


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("The attack killed 23 people.", "The attack killed 32 people."),
        ("It paid $825 billion for the bank.", "It paid $825 million for the bank."),
        ("Turnout fell by 6 percentage points.", "Turnout fell by 6 percent."),
        ("Talks resume on Thursday.", "Talks resume on Friday."),
        ("The strike began in March 2021.", "The strike began in March 2019."),
        ("Brackwell won 3-1 at Penmoor.", "Brackwell won 3-2 at Penmoor."),
    ],
)
def test_one_number_changed_makes_it_another_fact(said: str, gold: str) -> None:
    (value,) = matching.agreements(lines(said), lines(gold))[0]

    assert value < THRESHOLD
    assert matching.contradicts(Line(said), Line(gold)) is not None


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("The port did not close on Monday.", "The port closed on Monday."),
        ("Profit fell in May.", "Profit rose in May."),
        ("Ukraine attacked Russia.", "Russia attacked Ukraine."),
        ("Marco Rubio criticised Kaja Kallas over the plan.", "Kaja Kallas criticised Marco Rubio over the plan."),
        ("Kallas met Lavrov in Geneva.", "Kallas met Rubio in Geneva."),
        ("The court upheld the law.", "The court struck down the law."),
    ],
)
def test_the_opposite_another_name_and_exchanged_parties_make_it_another_fact(said: str, gold: str) -> None:
    assert matching.agreement(Line(said), Line(gold)) < THRESHOLD


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("Kallas criticised Rubio over the plan.", "Kaja Kallas criticised Marco Rubio over the plan."),
        ("The EU banned the imports.", "The European Union banned the imports."),
        ("Bob Ray was sued by Ann Lee.", "Ann Lee sued Bob Ray."),
        ("Thirty-two people were killed in the attack.", "The attack killed 32 people."),
        ("The company denied the report.", "BlueStrait denied the report."),
    ],
)
def test_the_same_fact_in_other_words_matches(said: str, gold: str) -> None:
    assert matching.contradicts(Line(said), Line(gold)) is None
    assert matching.agreement(Line(said), Line(gold)) >= THRESHOLD


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("Castiel has no trial of the lower dose planned.", "Castiel is not planning a trial of the lower dose."),
        ("The rebuilding cost £23.4 million, not £17 million.", "It cost £23.4 million; £17 million had been planned."),
        ("It was the largest swap since the war began.", "No swap has been larger since the war began."),
        ("No dead fish entered the food chain.", "The dead fish were burned, and none entered the food chain."),
        ("The bill won 12 votes, short of the 15 needed.", "The bill won 12 votes, and 15 were needed."),
        ("They were paid for giving up later claims.", "They were paid to make no later claim."),
        ("He was aged thirty-eight when he died.", "He had made one feature film when he died."),
        ("The checks take twelve hours instead of eight.", "The checks took eight hours and now take twelve."),
        ("The court wasted no time calling the mayor.", "The court called the mayor."),
        ("The data officer was told, and no data left the firm.", "The firm told its data officer."),
        ("An earlier version wrongly gave the price.", "The price in an earlier version was corrected."),
        ("A dose of 12.5 milligrams was tried.", "A dose lower than 25 milligrams was tried."),
    ],
)
def test_two_true_statements_that_deny_something_do_not_contradict_each_other(said: str, gold: str) -> None:
    assert matching.contradicts(Line(said), Line(gold)) is None
    assert matching.contradicts(Line(gold), Line(said)) is None


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("The minister did not resign and was not fined.", "The minister resigned but was not fined."),
        ("No data was lost.", "The data was lost."),
        ("A dose of 2 milligrams was tried.", "A dose lower than 25 milligrams was tried."),
        ("The largest swap was cancelled.", "The largest swap was not cancelled."),
    ],
)
def test_a_denial_that_the_other_does_not_share_contradicts_it(said: str, gold: str) -> None:
    assert matching.contradicts(Line(said), Line(gold)) is not None


def test_a_number_that_the_evidence_has_is_a_detail_more() -> None:
    evidence = ("The bank raised its rate by 0.5 points to 4.5 percent, after 0.75 points in May.",)
    gold = Line("The bank raised its rate by 0.5 points.", evidence, (3,))
    more = Line("The bank raised its rate, after 0.75 points in May.", evidence, (3,))

    assert matching.contradicts(more, gold) is None
    assert matching.contradicts(Line(more.statement), Line(gold.statement)) is not None


def test_resting_on_the_same_sentences_makes_two_lines_likelier_the_same() -> None:
    gold = Line("The union demands curbs on twelve-hour shifts.", sentences=(7,))
    said = "The ASU wants limits on 12-hour shifts."

    same = matching.agreement(Line(said, sentences=(7,)), gold)

    assert matching.agreement(Line(said, sentences=(20,)), gold) == matching.agreement(Line(said), gold) < same


def test_sharing_a_sentence_and_a_subject_does_not_make_two_facts_one() -> None:
    gold = Line("Osei headed the equaliser in minute 82.", sentences=(4,))
    other = Line("Osei replaced Ryan Dole at the interval.", sentences=(4,))

    assert matching.agreement(other, gold) < THRESHOLD / 2


def test_a_line_that_says_next_to_nothing_is_not_the_long_fact_it_stands_in() -> None:
    gold = Line("The court ruled that the fees of $75 an hour which the police charge for footage are a tax.")

    assert matching.agreement(Line("The court ruled."), gold) < THRESHOLD


@pytest.mark.parametrize("name", SETS)
def test_facts_told_by_two_hands_are_matched_as_a_reader_would(name: str) -> None:
    gold, told = SETS[name]
    known = coverage.background(line.statement for line in gold)

    pairs = matching.match([line for _, line in told], gold, background=known)

    wrong = [pair for pair in pairs if told[pair.predicted][0] != pair.gold]
    assert wrong == []
    assert len(pairs) >= sum(place is not None for place, _ in told) - 2
