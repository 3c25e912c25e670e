import random
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.statistics import (
    Interval,
    difference,
    holm,
    interval_of_mean,
    is_not_worse,
    student_quantile,
    student_tail,
)

scores = st.lists(st.floats(0, 1, allow_nan=False), min_size=2, max_size=30)


def test_the_interval_of_a_mean_is_the_same_every_time() -> None:
    values = [0.2, 0.9, 0.4, 1.0, 0.7]

    assert interval_of_mean(values, lowest=0, highest=1) == interval_of_mean(list(values), lowest=0, highest=1)


@given(scores)
def test_an_interval_holds_the_mean_and_stays_within_the_range(values: list[float]) -> None:
    found = interval_of_mean(values, lowest=0, highest=1)

    assert found is not None
    middle = sum(values) / len(values)
    assert 0 <= found.low <= middle + 1e-12
    assert middle - 1e-12 <= found.high <= 1


def test_one_case_has_no_interval_and_equal_cases_have_an_empty_one() -> None:
    assert interval_of_mean([0.4]) is None
    assert interval_of_mean([0.5] * 41) == Interval(0.5, 0.5)


def test_about_nineteen_of_twenty_intervals_of_skewed_scores_hold_the_true_mean() -> None:
    chance = random.Random(4)  # noqa: S311 - a simulation
    truth = 5 / 6
    held = 0
    for _ in range(200):
        found = interval_of_mean([chance.betavariate(5, 1) for _ in range(41)], lowest=0, highest=1)
        held += found is not None and found.low <= truth <= found.high

    assert 0.92 <= held / 200 <= 0.975


def test_the_interval_of_nearly_perfect_scores_reaches_as_far_down_as_the_exact_one() -> None:
    found = interval_of_mean([1.0] * 39 + [0.0] * 2, lowest=0, highest=1)

    # Clopper and Pearson's for 39 of 41 is 0.835 to 0.994.
    assert found is not None
    assert found.low == pytest.approx(0.835, abs=0.025)
    assert found.high == pytest.approx(0.994, abs=0.01)


def test_many_cases_have_the_interval_of_student() -> None:
    values = [place % 10 / 10 for place in range(400)]

    found = interval_of_mean(values)

    # The mean is .45, the standard error sqrt(.0825 * 400 / 399 / 400) = .01438, and t at 399 is 1.966.
    assert found is not None
    assert found.low == pytest.approx(0.45 - 1.966 * 0.01438, abs=1e-4)
    assert found.high == pytest.approx(0.45 + 1.966 * 0.01438, abs=1e-4)


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(1, 12.7062), (2, 4.3027), (3, 3.1824), (10, 2.2281), (40, 2.0211), (41, 2.0195)],
)
def test_students_t_is_that_of_the_tables(freedom: int, quantile: float) -> None:
    assert student_quantile(0.975, freedom) == pytest.approx(quantile, abs=1e-4)
    assert student_tail(quantile, freedom) == pytest.approx(0.025, abs=1e-5)
    assert student_tail(-quantile, freedom) == pytest.approx(0.975, abs=1e-5)


def test_a_difference_is_that_of_the_same_cases() -> None:
    # given the sleep data of Student 1908: the same ten patients under two drugs
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

    found = difference(first, second)

    # then t is -4.0621 with 9 degrees of freedom, p = 0.002833, as every textbook has it
    assert found.mean == pytest.approx(-1.58)
    assert found.p == pytest.approx(0.002833, abs=1e-6)
    assert found.p_lower == pytest.approx(0.002833 / 2, abs=1e-6)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((-2.4599, -0.7001), abs=1e-4)


def test_no_difference_at_all_is_never_a_drop() -> None:
    found = difference([0.5, 0.25, 1.0], [0.5, 0.25, 1.0])

    assert (found.mean, found.p_lower, found.p_higher, found.p) == (0, 1, 1, 1)


def test_the_same_drop_in_every_case_is_certain() -> None:
    found = difference([0.5, 0.25, 0.75], [0.6, 0.35, 0.85])

    assert found.p_lower == 0
    assert found.p_higher == 1


def test_of_one_case_nothing_can_be_told() -> None:
    found = difference([0.1], [0.9])

    assert found.interval is None
    assert found.p == 1


@given(scores, st.data())
def test_a_difference_turned_round_is_the_same_difference(first: list[float], data: st.DataObject) -> None:
    second = data.draw(st.lists(st.floats(0, 1), min_size=len(first), max_size=len(first)))

    forth, back = difference(first, second), difference(second, first)

    assert forth.mean == -back.mean
    assert forth.p_lower == pytest.approx(back.p_higher)
    assert isfinite(forth.p)
    assert 0 <= forth.p <= 1


def test_a_drop_can_be_ruled_out_only_with_enough_cases() -> None:
    noise = [0.04, -0.04] * 20

    assert is_not_worse(difference(noise, [0.0] * 40), 0.025)
    assert not is_not_worse(difference(noise[:4], [0.0] * 4), 0.025)
    assert not is_not_worse(difference([0.5], [0.5]), 0.025)


def test_holm_raises_each_p_value_for_those_still_asked() -> None:
    # given the example of Holm's paper: alpha .05 and three hypotheses
    found = holm({"a": 0.01, "b": 0.04, "c": 0.03})

    assert found == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0, 1), min_size=1, max_size=8))
def test_holm_never_lowers_a_p_value_and_keeps_their_order(chances: dict[str, float]) -> None:
    found = holm(chances)

    assert list(found) == list(chances)
    assert all(chances[name] <= found[name] <= 1 for name in chances)
    by_chance = sorted(chances, key=lambda name: chances[name])
    assert [found[name] for name in by_chance] == sorted(found.values())
