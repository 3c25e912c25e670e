import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.metric import Metric
from evals.notation import chance, change, count, figure, span, span_of_change
from evals.statistics import Interval
from tests.evals.scoring import a_metric

SHARE = a_metric("recall")
COST = a_metric("cost", unit="USD", highest=math.inf, higher_is_better=False)
SECONDS = a_metric("seconds", unit="s", highest=math.inf, higher_is_better=False)
TOKENS = a_metric("tokens", unit="tokens", highest=math.inf, higher_is_better=False)


@pytest.mark.parametrize(
    ("value", "metric", "text"),
    [
        (0.5, SHARE, "0.500"),
        (-0.0, SHARE, "0.000"),
        (-0.00001, SHARE, "0.000"),
        (0.00311, COST, "$0.0031"),
        (1.236, SECONDS, "1.24 s"),
        (12.34, TOKENS, "12.3 tokens"),
        (1204.4, TOKENS, "1,204 tokens"),
        (None, SHARE, "–"),
    ],
)
def test_a_value_is_written_in_its_unit(value: float | None, metric: Metric, text: str) -> None:
    assert figure(value, metric) == text


def test_a_difference_has_a_sign_and_none_has_both() -> None:
    assert change(0.051, SHARE) == "+0.051"
    assert change(-0.003, COST) == "−$0.0030"
    assert change(-0.00001, SHARE) == "±0.000"


def test_an_interval_has_its_unit_once() -> None:
    assert span(Interval(807, 866.4), TOKENS) == "807 to 866 tokens"
    assert span(Interval(0.4806, 0.5), SHARE) == "0.481 to 0.500"
    assert span_of_change(Interval(-1.5, 0.25), SECONDS) == "−1.50 to +0.25 s"
    assert span(None, SHARE) == "–"


def test_chances_and_counts_read_as_words() -> None:
    assert [chance(p) for p in (0.0004, 0.0312, 1.0, None)] == ["below 0.001", "0.031", "1.000", "–"]
    assert [count(1, "case"), count(1200, "case"), count(2, "query")] == ["1 case", "1,200 cases", "2 queries"]


@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_no_number_is_written_as_minus_nothing(value: float) -> None:
    text = figure(value, SHARE)

    assert not text.startswith("-") or any(digit in text for digit in "123456789")
