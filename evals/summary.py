"""What a run says, arm by arm and metric by metric: a mean that carries its n, and every case behind it.

Three rules keep a mean honest. A case counts once, however often it was repeated. A case that failed counts as the
metric's worst value and never vanishes. A metric that does not apply to a case leaves its mean, and says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, isfinite, sqrt
from typing import Literal

from evals.metrics.metric import Metric
from evals.scores import CaseScores, Errored, Score, Scored, Unscorable
from evals.statistics import Difference, Interval, interval_of_mean, mean

State = Literal["scored", "unscorable", "error"]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What one metric says of one case, over its repeats."""

    case: str
    state: State
    value: float | None  # mean over the repeats; None where unscorable, or failed with no worst value to count
    repeats: tuple[float, ...] = ()  # each repeat's value, failed ones as the worst
    errors: int = 0  # repeats that failed
    misses: tuple[str, ...] = ()  # what cost points in any repeat, each once
    reason: str = ""  # why unscorable, or how it failed


@dataclass(frozen=True, slots=True)
class Summary:
    """One metric of one arm."""

    arm: str
    metric: str
    mean: float | None  # over `counted` cases; None where there are none
    interval: Interval | None  # 95%, by case; None below two cases
    results: tuple[CaseResult, ...]  # every case, by name
    spread: float | None  # standard deviation between repeats of a case, pooled; None without repeats

    @property
    def values(self) -> tuple[tuple[CaseResult, float], ...]:
        """The cases in the mean, each with its value."""
        return tuple((result, result.value) for result in self.results if result.value is not None)

    @property
    def counted(self) -> int:
        """How many cases are in the mean."""
        return len(self.values)

    @property
    def scored(self) -> int:
        """Cases of which at least one repeat was scored."""
        return sum(result.state == "scored" for result in self.results)

    @property
    def unscorable(self) -> int:
        """Cases the metric does not apply to."""
        return sum(result.state == "unscorable" for result in self.results)

    @property
    def errors(self) -> int:
        """Cases with a repeat that failed."""
        return sum(result.errors > 0 for result in self.results)


def summarize_scores(scores: Iterable[CaseScores], metrics: Sequence[Metric]) -> tuple[Summary, ...]:
    """Every metric of every arm: arms in the order they first appear, metrics in the order given.

    Raises:
        ValueError: A score is not a finite number, or an outcome was scored twice.
    """
    arms: dict[str, dict[str, dict[int, CaseScores]]] = {}
    for one in scores:
        repeats = arms.setdefault(one.arm, {}).setdefault(one.case, {})
        if one.repeat in repeats:
            raise ValueError(f"case {one.case!r} of arm {one.arm!r} has two scores for repeat {one.repeat}")
        repeats[one.repeat] = one
    return tuple(_summary(arm, cases, metric) for arm, cases in arms.items() for metric in metrics)


def gain(metric: Metric, value: float, other: float) -> float:
    """How much better a value is than another: above 0 is better, whichever way the metric counts."""
    return value - other if metric.higher_is_better else other - value


def raw_change(metric: Metric, found: Difference) -> tuple[float, Interval | None]:
    """A difference of gains in the metric's own direction, no farther than its range: what is saved is below 0."""
    widest = metric.highest - metric.lowest
    sign = 1 if metric.higher_is_better else -1
    if found.interval is None:
        return sign * found.mean, None
    ends = sorted((sign * found.interval.low, sign * found.interval.high))
    return sign * found.mean, Interval(max(-widest, ends[0]), min(widest, ends[1]))


def _summary(arm: str, cases: dict[str, dict[int, CaseScores]], metric: Metric) -> Summary:
    results = tuple(
        _result(case, [cases[case][repeat].scores.get(metric.name) for repeat in sorted(cases[case])], metric)
        for case in sorted(cases)
    )
    values = [result.value for result in results if result.value is not None]
    return Summary(
        arm=arm,
        metric=metric.name,
        mean=mean(values) if values else None,
        interval=interval_of_mean(values, lowest=metric.lowest, highest=metric.highest),
        results=results,
        spread=_spread(results),
    )


def _result(case: str, scores: Sequence[Score | None], metric: Metric) -> CaseResult:
    values: list[float] = []
    misses: dict[str, None] = {}
    errors = [score.reason for score in scores if isinstance(score, Errored)]
    for score in scores:
        if isinstance(score, Scored):
            if not isfinite(score.value):
                raise ValueError(f"{metric.name} of case {case!r} is {score.value}, which is no score")
            values.append(score.value)
            misses.update(dict.fromkeys(score.misses))
        elif isinstance(score, Errored) and metric.worst is not None:
            values.append(metric.worst)
    if len(errors) == len(scores):
        state: State = "error"
    elif any(isinstance(score, Scored) for score in scores):
        state = "scored"
    else:
        state = "unscorable"
    reasons = [score.reason for score in scores if isinstance(score, Unscorable)] or ["the metric was not computed"]
    return CaseResult(
        case=case,
        state=state,
        value=mean(values) if values else None,
        repeats=tuple(values),
        errors=len(errors),
        misses=tuple(misses),
        reason="; ".join(dict.fromkeys(errors)) or ("" if state == "scored" else reasons[0]),
    )


def _spread(results: Iterable[CaseResult]) -> float | None:
    """How far repeats of a case lie apart: the pooled standard deviation, which weighs cases by what they tell."""
    squares, freedom = [], 0
    for result in results:
        if result.value is not None and len(result.repeats) > 1:
            squares += [(value - result.value) ** 2 for value in result.repeats]
            freedom += len(result.repeats) - 1
    return sqrt(fsum(squares) / freedom) if freedom else None
