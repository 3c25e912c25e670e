"""A line of a brief that says two of gold's gets credit for both; a paragraph gets it for one."""

import pytest

from evals.coverage import THRESHOLD, background
from evals.joined import MOST_MORE, joined
from evals.matching import Line

CAPSIZED = Line("A ferry capsized off Serayu on Sunday.", sentences=(1,))
DEAD = Line("At least 31 people died.", sentences=(1,))
MISSING = Line("Twelve people are missing.", sentences=(1,))
LICENCE = Line("The licence of the ferry covered 150 passengers.", sentences=(4,))
GOLD = (CAPSIZED, DEAD, MISSING, LICENCE)
BOTH = "At least 31 people died and 12 people are missing after a ferry capsized off Serayu on Sunday."
WORDS = background(line.statement for line in GOLD)


def found(said: str, *, sentences: tuple[int, ...] = (1,)) -> list[int]:
    pairs = joined([Line(said, sentences=sentences)], GOLD, [(0, 0)], WORDS, language="en")
    return [pair.gold for pair in pairs]


def test_a_line_that_says_three_gold_lines_is_credited_with_the_two_it_is_not_matched_with() -> None:
    pairs = joined([Line(BOTH, sentences=(1,))], GOLD, [(0, 0)], WORDS, language="en")

    assert [(pair.predicted, pair.gold) for pair in pairs] == [(0, 1), (0, 2)]
    assert all(pair.agreement >= THRESHOLD for pair in pairs)


@pytest.mark.parametrize(
    "said",
    [
        "A ferry capsized off Serayu on Sunday.",
        "At least 13 people died after a ferry capsized off Serayu on Sunday.",
        "Nobody died after a ferry capsized off Serayu on Sunday.",
    ],
)
def test_a_line_is_not_credited_with_what_it_leaves_out_or_contradicts(said: str) -> None:
    assert 1 not in found(said)


def test_a_line_that_rests_on_another_sentence_says_something_else() -> None:
    assert found(BOTH, sentences=(7,)) == []


def test_a_paragraph_gets_no_second_credit() -> None:
    padding = " ".join(f"word{number}" for number in range(40))

    assert found(f"{BOTH} {padding}") == []


def test_no_line_has_more_than_two_gold_lines_beside_its_own() -> None:
    gold = tuple(Line(f"Team {name} won.", sentences=(1,)) for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elm"))
    everything = Line("Team Alder won, team Birch won, team Cedar won, team Dogwood won, team Elm won.", sentences=(1,))

    pairs = joined([everything], gold, [(0, 0)], background(line.statement for line in gold), language="en")

    assert len(pairs) == MOST_MORE


def test_what_may_not_be_one_and_what_is_matched_already_is_left_alone() -> None:
    lines = [Line(BOTH, sentences=(1,)), Line(DEAD.statement, sentences=(1,))]

    only_missing = joined(lines[:1], GOLD, [(0, 0)], WORDS, language="en", may=lambda _row, column: column == 2)

    assert [pair.gold for pair in only_missing] == [2]
    assert [pair.gold for pair in joined(lines, GOLD, [(0, 0), (1, 1)], WORDS, language="en")] == [2]


def test_a_line_that_is_matched_with_nothing_is_credited_with_nothing() -> None:
    assert joined([Line(BOTH, sentences=(1,))], GOLD, [], WORDS, language="en") == ()
