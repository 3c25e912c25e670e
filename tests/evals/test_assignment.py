"""The best one-to-one assignment of two lists."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.assignment import assign

# Sixteenths, so that sums are exact and ties are common.
_WORTH = st.integers(-4, 16).map(lambda sixteenths: sixteenths / 16)


def _tables() -> st.SearchStrategy[list[list[float]]]:
    sizes = st.tuples(st.integers(0, 5), st.integers(0, 5))
    return sizes.flatmap(
        lambda size: st.lists(st.lists(_WORTH, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
    )


def _best_by_trying_all(worth: list[list[float]]) -> float:
    rows, columns = len(worth), len(worth[0]) if worth else 0
    choices = itertools.product([None, *range(columns)], repeat=rows)
    sums = (
        sum(worth[row][column] for row, column in enumerate(choice) if column is not None)
        for choice in choices
        if len({column for column in choice if column is not None}) == sum(column is not None for column in choice)
    )
    return max(sums, default=0.0)


@given(_tables())
def test_no_assignment_is_worth_more(worth: list[list[float]]) -> None:
    pairs = assign(worth)

    assert sum(worth[row][column] for row, column in pairs) == _best_by_trying_all(worth)


@given(_tables())
def test_a_row_and_a_column_are_in_one_pair_at_most_and_no_pair_is_worthless(worth: list[list[float]]) -> None:
    pairs = assign(worth)

    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(worth[row][column] > 0 for row, column in pairs)
    assert list(pairs) == sorted(pairs)


def test_two_good_pairs_are_taken_before_the_best_one() -> None:
    # Greedy matching would take 0.9 and leave the rest with nothing.
    assert assign([[0.9, 0.8], [0.8, 0.0]]) == ((0, 1), (1, 0))


@pytest.mark.parametrize("empty", [[], [[]], [[], []]])
def test_nothing_is_assigned_where_there_is_nothing(empty: list[list[float]]) -> None:
    assert assign(empty) == ()


def test_what_differs_in_the_last_digit_alone_is_equally_good() -> None:
    a_little_more = 0.1 + 0.2

    assert a_little_more > 0.3
    assert assign([[0.3], [a_little_more]]) == assign([[a_little_more], [0.3]]) == assign([[0.3], [0.3]])
