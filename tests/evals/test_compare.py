from collections.abc import Sequence

import pytest

from evals.compare import Contrast, changed_texts, compare_summaries
from evals.outcomes import Failure, Outcome
from evals.scores import Score, Scored, Unscorable
from tests.evals.scoring import FAILED, a_metric, summaries_of

RECALL = a_metric("recall")
VIOLATIONS = a_metric("violations", higher_is_better=False)


def contrast(before: Sequence[Score | float], after: Sequence[Score | float], *, name: str = "recall") -> Contrast:
    metric = RECALL if name == "recall" else VIOLATIONS
    return compare_summaries(
        summaries_of({name: before}, [metric]), summaries_of({name: after}, [metric]), [metric], names=("old", "new")
    )


def test_a_steady_gain_is_better_and_a_steady_loss_worse() -> None:
    low, high = [0.4, 0.5, 0.6, 0.5], [0.6, 0.71, 0.79, 0.7]

    (up,), (down,) = contrast(low, high).changes, contrast(high, low).changes

    assert (up.answer, down.answer) == ("better", "worse")
    assert (up.before, up.after) == pytest.approx((0.5, 0.7))
    assert up.found is not None
    assert up.found.mean == pytest.approx(0.2)


def test_fewer_mistakes_are_better() -> None:
    (change,) = contrast([0.4, 0.5, 0.6, 0.5], [0.1, 0.2, 0.31, 0.2], name="violations").changes

    assert change.answer == "better"


def test_what_may_be_chance_cannot_be_told() -> None:
    (change,) = contrast([0.5, 0.5, 0.5, 0.5], [0.7, 0.4, 0.6, 0.5]).changes

    assert change.answer == "cannot tell"


def test_equal_scores_are_the_same() -> None:
    (change,) = contrast([0.5, 0.6], [0.5, 0.6]).changes

    assert (change.answer, change.moves) == ("the same", ())


def test_one_case_proves_nothing() -> None:
    (change,) = contrast([0.1], [0.9]).changes

    assert change.answer == "cannot tell"
    assert change.p is None


def test_the_largest_moves_come_first_with_what_was_broken_and_mended() -> None:
    before: list[Score | float] = [Scored(0.5, ("missing: the fine",)), 0.5, Scored(0.8, ("missing: the date",))]
    after: list[Score | float] = [Scored(0.6, ("missing: the date",)), 0.5, FAILED]

    (change,) = contrast(before, after).changes

    assert [(move.case, move.gain) for move in change.moves] == [("c02", -0.8), ("c00", pytest.approx(0.1))]
    assert change.moves[0].broken == (f"failed: {FAILED.reason}",)
    assert change.moves[1].mended == ("missing: the fine",)
    assert change.moves[1].broken == ("missing: the date",)


def test_cases_only_one_run_has_a_value_for_are_named() -> None:
    before: list[Score | float] = [0.5, 0.5, Unscorable("no party")]
    after: list[Score | float] = [0.5, Unscorable("no party"), 0.7]

    (change,) = contrast(before, after).changes

    assert change.unpaired == ("c01", "c02")
    assert change.found is not None
    assert change.found.cases == 1


def test_a_case_of_another_text_is_passed_over() -> None:
    def outcome(case: str, sha: str) -> Outcome:
        return Outcome(case=case, text_sha256=sha, arm="engine", error=Failure(kind="EngineRefused", message="no"))

    first = [outcome("a", "1"), outcome("b", "1"), outcome("only here", "1")]

    assert changed_texts(first, [outcome("a", "1"), outcome("b", "2")]) == ("b",)


def test_informing_columns_take_no_certainty_from_deciding_ones() -> None:
    metrics = [RECALL, *(a_metric(f"tokens_{number}", decides=False) for number in range(10))]
    before: dict[str, Sequence[float]] = {metric.name: [0.5, 0.5, 0.5, 0.5, 0.5] for metric in metrics}
    after = before | {"recall": [0.6, 0.7, 0.65, 0.75, 0.7]}

    found = compare_summaries(
        summaries_of(before, metrics), summaries_of(after, metrics), metrics, names=("old", "new")
    )

    alone = compare_summaries(
        summaries_of(before, metrics[:1]), summaries_of(after, metrics[:1]), metrics[:1], names=("old", "new")
    )
    assert found.changes[0].p == alone.changes[0].p
    assert found.changes[0].answer == "better"
