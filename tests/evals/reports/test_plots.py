import math
from dataclasses import replace

import pytest

from evals.metrics.metric import METRICS
from evals.reports import Report
from evals.reports.plots import cell, percent, scatter, tone
from evals.scores import Score, Unscorable
from evals.summary import summarize_scores
from tests.evals.scoring import a_metric, scored

QUALITY = a_metric("quality")
COST = a_metric("cost", title="Cost", unit="USD", highest=math.inf, higher_is_better=False)


def a_run(costs: dict[str, Score | float]) -> Report:
    """An arm for each cost; their qualities are 0.5 and 0.7 in two cases."""
    scores = [
        scored(case, {"quality": value, "cost": cost}, arm=arm)
        for arm, cost in costs.items()
        for case, value in (("harbour", 0.5), ("court", 0.7))
    ]
    metrics = (QUALITY, COST)
    return Report("run", (), (), (), (), metrics, tuple(scores), summarize_scores(scores, metrics))


def test_dearer_stands_further_right_and_better_higher() -> None:
    found = scatter(a_run({"cheap": 0.002, "dear": 0.008}), QUALITY, COST)

    assert found is not None
    assert found.title == "Quality against cost"
    cheap, dear = found.dots
    assert (cheap.label, dear.label) == ("cheap", "dear")
    assert cheap.x < dear.x < 100
    assert cheap.y == dear.y == pytest.approx(4 + 0.4 * 92)
    assert cheap.high is not None
    assert cheap.low is not None
    assert cheap.high < cheap.y < cheap.low
    assert [tick.label for tick in found.xs] == ["$0.0000", "$0.0020", "$0.0040", "$0.0060", "$0.0080"]


def test_an_arm_without_a_price_is_named_and_not_drawn() -> None:
    found = scatter(a_run({"a": 0.1, "b": 0.2, "c": Unscorable("no price")}), QUALITY, COST)

    assert found is not None
    assert [dot.label for dot in found.dots] == ["a", "b"]
    assert found.note == "Not known of c."


def test_one_arm_is_no_plot() -> None:
    assert scatter(a_run({"a": 0.1}), QUALITY, COST) is None
    assert scatter(a_run({"a": 0.1, "b": Unscorable("no price")}), QUALITY, COST) is None


def test_arms_that_all_cost_nothing_stand_on_the_left() -> None:
    found = scatter(a_run({"a": 0.0, "b": 0.0}), QUALITY, COST)

    assert found is not None
    assert {dot.x for dot in found.dots} == {4.0}


def test_a_price_has_words_and_no_place_on_a_line_from_nought_to_one() -> None:
    run = a_run({"a": 0.1})

    assert cell(run.table["a", "quality"], QUALITY).at == 60.0
    price = cell(run.table["a", "cost"], COST)
    assert (price.mean, price.n, price.at) == ("$0.1000", "n 2", None)


def test_shades_go_from_worst_to_best_whichever_way_a_metric_counts() -> None:
    rate = a_metric("rate", higher_is_better=False)

    assert [tone(QUALITY, value) for value in (0.0, 0.55, 1.0)] == ["h0", "h5", "h9"]
    assert [tone(rate, value) for value in (0.0, 1.0)] == ["h9", "h0"]
    assert percent(0.12345) == 12.35


def test_a_report_of_other_metrics_is_a_page_too(report: Report) -> None:
    from evals import reports

    few = tuple(METRICS[name] for name in ("seconds", "key_fact_f1"))
    summaries = tuple(one for one in report.summaries if one.metric in {"seconds", "key_fact_f1"})

    assert reports.as_html(replace(report, metrics=few, summaries=summaries, verdict=None, contrasts=()))
