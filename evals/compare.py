"""Two runs of the same cases: better, worse, or cannot tell, metric by metric, and the cases that moved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from evals.metrics.metric import Metric
from evals.outcomes import Outcome
from evals.statistics import LEVEL, Difference, difference, holm, mean
from evals.summary import CaseResult, Summary, gain

Answer = Literal["better", "worse", "the same", "cannot tell"]
_SAME = 1e-12  # what rounding alone makes of equal scores


@dataclass(frozen=True, slots=True)
class Move:
    """A case whose score is another in the second run."""

    case: str
    before: float
    after: float
    gain: float  # above 0: better, whichever way the metric counts
    mended: tuple[str, ...]  # misses of the first run only
    broken: tuple[str, ...]  # misses of the second run only


@dataclass(frozen=True, slots=True)
class Change:
    """One metric in two runs."""

    metric: str
    answer: Answer
    before: float | None  # mean over the cases compared; None where there are none
    after: float | None
    found: Difference | None  # of the gains: above 0 is better
    p: float | None  # two-sided, by Holm's method over the metrics of its kind
    moves: tuple[Move, ...]  # the largest first
    unpaired: tuple[str, ...]  # cases only one of the runs has a value for


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two arms, or one arm in two runs."""

    first: str  # what the reports call it
    second: str
    arm: str  # the second's, as its run names it
    changes: tuple[Change, ...]
    passed_over: tuple[str, ...] = ()  # cases whose text is not the same in both


def compare_summaries(
    first: Sequence[Summary],
    second: Sequence[Summary],
    metrics: Sequence[Metric],
    *,
    names: tuple[str, str],
    passed_over: Collection[str] = (),
) -> Contrast:
    """Compare the second of two arms with the first, case by case.

    Args:
        first: The summaries of one arm.
        second: Those of another, or of the same in another run.
        metrics: What to compare, in the order of the reports.
        names: What to call the two.
        passed_over: Cases to leave out, as `changed_texts` finds them.

    Metrics that may decide and metrics that only inform are two families: each is corrected for its own number, so
    that a column more of token counts takes no certainty from the scores.
    """
    before = {summary.metric: summary for summary in first}
    after = {summary.metric: summary for summary in second}
    changes = [
        _change(before[metric.name], after[metric.name], metric, passed_over)
        for metric in metrics
        if metric.name in before and metric.name in after
    ]
    decides = {metric.name: metric.decides for metric in metrics}
    chances: dict[str, float] = {}
    for kind in (True, False):
        family = [change for change in changes if decides[change.metric] == kind]
        chances |= holm({change.metric: change.found.p for change in family if change.found and change.found.interval})
    return Contrast(
        *names,
        second[0].arm if second else "",
        tuple(_judged(change, chances.get(change.metric)) for change in changes),
        tuple(sorted(passed_over)),
    )


def changed_texts(first: Sequence[Outcome], second: Sequence[Outcome]) -> tuple[str, ...]:
    """Cases that both runs have and whose article is not the same: they cannot be compared."""
    before = {outcome.case: outcome.text_sha256 for outcome in first}
    after = {outcome.case: outcome.text_sha256 for outcome in second}
    return tuple(sorted(case for case in before.keys() & after.keys() if before[case] != after[case]))


def _change(first: Summary, second: Summary, metric: Metric, passed_over: Collection[str]) -> Change:
    """What moved, before any answer is given."""
    before = {result.case: (result, value) for result, value in first.values if result.case not in passed_over}
    after = {result.case: (result, value) for result, value in second.values if result.case not in passed_over}
    shared = sorted(before.keys() & after.keys())
    gains = [gain(metric, after[case][1], before[case][1]) for case in shared]
    moves = [_move(before[case], after[case], one) for case, one in zip(shared, gains, strict=True) if abs(one) > _SAME]
    return Change(
        metric=metric.name,
        answer="cannot tell" if moves or not shared else "the same",
        before=mean([before[case][1] for case in shared]) if shared else None,
        after=mean([after[case][1] for case in shared]) if shared else None,
        found=difference(gains, [0.0] * len(gains)) if shared else None,
        p=None,
        moves=tuple(sorted(moves, key=lambda move: (-abs(move.gain), move.case))),
        unpaired=tuple(sorted(before.keys() ^ after.keys())),
    )


def _judged(change: Change, p: float | None) -> Change:
    """The change with its p-value, and the answer that allows."""
    if change.answer == "the same" or change.found is None or p is None or p > 1 - LEVEL:
        return replace(change, p=p)
    return replace(change, p=p, answer="better" if change.found.mean > 0 else "worse")


def _move(before: tuple[CaseResult, float], after: tuple[CaseResult, float], gained: float) -> Move:
    old, new = _misses(before[0]), _misses(after[0])
    return Move(
        before[0].case,
        before[1],
        after[1],
        gained,
        mended=tuple(miss for miss in old if miss not in new),
        broken=tuple(miss for miss in new if miss not in old),
    )


def _misses(result: CaseResult) -> tuple[str, ...]:
    return (*result.misses, f"failed: {result.reason}") if result.errors else result.misses
