import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.scores import Errored, Score, Scored, Unscorable
from evals.statistics import Difference, Interval
from evals.summary import raw_change, summarize_scores
from tests.evals.scoring import FAILED, a_metric, scored, summaries_of


def test_a_mean_carries_how_many_cases_are_in_it() -> None:
    (found,) = summaries_of({"recall": [1.0, 0.5, Unscorable("no gold party")]}, [a_metric()])

    assert found.mean == 0.75
    assert (found.counted, found.scored, found.unscorable, found.errors) == (2, 2, 1, 0)
    assert found.results[2].reason == "no gold party"


def test_a_case_that_failed_counts_as_the_worst_value() -> None:
    recall, rate = a_metric("recall"), a_metric("violations", higher_is_better=False)

    found = summaries_of({"recall": [1.0, FAILED], "violations": [0.0, FAILED]}, [recall, rate])

    assert [summary.mean for summary in found] == [0.5, 0.5]
    assert [summary.errors for summary in found] == [1, 1]
    assert [summary.scored for summary in found] == [1, 1]
    assert found[0].results[1].reason == FAILED.reason


def test_a_failure_has_no_price_but_is_counted() -> None:
    cost = a_metric("cost_usd", higher_is_better=False, highest=math.inf, unit="USD")

    (found,) = summaries_of({"cost_usd": [0.25, FAILED]}, [cost])

    assert (found.mean, found.counted, found.errors) == (0.25, 1, 1)


def test_repeats_of_a_case_are_one_case() -> None:
    scores = [
        *(scored("harbour", {"recall": value}, repeat=repeat) for repeat, value in enumerate((0.2, 0.4, 0.6), start=1)),
        scored("court", {"recall": 0.8}),
    ]

    (found,) = summarize_scores(scores, [a_metric()])

    assert found.mean == pytest.approx(0.6)  # of 0.8 and the 0.4 the repeats average to
    assert found.counted == 2
    assert found.spread == pytest.approx(0.2)
    assert [result.case for result in found.results] == ["court", "harbour"]


def test_a_repeat_that_failed_pulls_its_case_down() -> None:
    scores = [scored("harbour", {"recall": 1.0}), scored("harbour", {"recall": FAILED}, repeat=2)]

    (found,) = summarize_scores(scores, [a_metric()])

    assert found.results[0].state == "scored"
    assert found.results[0].repeats == (1.0, 0.0)
    assert found.mean == 0.5
    assert found.errors == 1


def test_what_cost_points_in_any_repeat_is_told_once() -> None:
    missing = Scored(0.5, ("missing: The port closed.",))
    scores = [scored("harbour", {"recall": missing}, repeat=repeat) for repeat in (1, 2)]

    (found,) = summarize_scores(scores, [a_metric()])

    assert found.results[0].misses == ("missing: The port closed.",)


def test_with_nothing_to_average_there_is_no_mean() -> None:
    (found,) = summaries_of({"recall": [Unscorable("no gold party")] * 2}, [a_metric()])

    assert (found.mean, found.interval, found.spread) == (None, None, None)


def test_arms_stand_side_by_side_in_the_order_of_the_run() -> None:
    scores = [scored("harbour", {"recall": 0.5}, arm=arm) for arm in ("zeta", "alpha")]

    assert [summary.arm for summary in summarize_scores(scores, [a_metric()])] == ["zeta", "alpha"]


def test_what_is_saved_is_below_nothing_and_no_share_changes_by_more_than_all() -> None:
    gained = Difference(0.9, Interval(0.7, 1.1), 5, 1.0, 0.0)

    assert raw_change(a_metric(), gained) == (0.9, Interval(0.7, 1.0))
    assert raw_change(a_metric(higher_is_better=False), gained) == (-0.9, Interval(-1.0, -0.7))
    assert raw_change(a_metric(higher_is_better=False), Difference(0.9, None, 1, 1.0, 1.0)) == (-0.9, None)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="harbour"):
        summarize_scores([scored("harbour", {"recall": value})], [a_metric()])


def test_the_same_outcome_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two scores for repeat 1"):
        summarize_scores([scored("harbour", {"recall": 0.5})] * 2, [a_metric()])


any_score = st.one_of(
    st.builds(Scored, st.floats(0, 1)),
    st.builds(Unscorable, st.just("does not apply")),
    st.builds(Errored, st.just("it failed")),
)


@given(st.lists(any_score, min_size=1, max_size=12))
def test_every_case_is_accounted_for_and_no_mean_leaves_the_range(column: list[Score]) -> None:
    (found,) = summaries_of({"recall": column}, [a_metric()])

    states = [result.state for result in found.results]
    assert len(states) == len(column)
    assert found.counted == states.count("scored") + states.count("error")
    assert found.unscorable == states.count("unscorable")
    assert found.mean is None or 0 <= found.mean <= 1
    assert (found.mean is None) == (found.counted == 0)
