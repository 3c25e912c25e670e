"""How sure a mean is, whether two runs differ, and what is left of that when many metrics are asked at once.

Two methods, each the best by measured error of those tried (`benchmarks/gate.py` prints the table): a studentised
bootstrap for the mean of scores, which are bounded and skewed, and Student's t for paired differences, which are mostly
zero with a few jumps to both sides. Nothing here depends on anything but its arguments: the resamples are seeded.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from math import atan, cos, fsum, inf, pi, sin, sqrt
from operator import itemgetter

LEVEL = 0.95  # of every interval that names none
RESAMPLES = 1_000  # of up to 50 cases, half as many of more; twice as many hold the mean no more often
_SEED = 20_260_101
_MANY = 200
# How many standard errors a resample may stray. Where nearly every case has the same score, a resample can have no
# spread at all and stray infinitely far; at 4 the interval of 39 hits in 41 is as long as the exact binomial one.
_FURTHEST = 4.0


@dataclass(frozen=True, slots=True)
class Interval:
    """From where to where a mean may truly be, both ends included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the cases of one run are above the same cases of another, on average."""

    mean: float  # above 0: the first is higher
    interval: Interval | None  # None with fewer than two cases
    cases: int
    p_lower: float  # how likely so low a mean would be if there were no difference, 0..1
    p_higher: float  # the same for so high a one

    @property
    def p(self) -> float:
        """How likely a difference this large, in either direction, would be if there were none."""
        return min(1.0, 2 * min(self.p_lower, self.p_higher))


def mean(values: Sequence[float]) -> float:
    """The mean of at least one value, the same in every order."""
    return fsum(values) / len(values)


def interval_of_mean(
    values: Sequence[float], *, level: float = LEVEL, lowest: float = -inf, highest: float = inf
) -> Interval | None:
    """Where the mean of such cases lies, by the studentised bootstrap.

    Args:
        values: One value a case. Repeats of a case are averaged before: they share its article and are no new evidence.
        level: How often such an interval is to hold the true mean, 0..1.
        lowest: Bound below which no value can lie.
        highest: Bound above which none can.

    Returns:
        The interval, or None for fewer than two values. Of equal values it is the value itself.
        Above 200 values it is Student's, which by then is the same and needs no resamples.
    Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, section 12.5; on why it is second-order right
    for skewed scores, where percentiles are not: Hall 1988, doi:10.1214/aos/1176350933.
    """
    count = len(values)
    if count < 2:
        return None
    centre = mean(values)
    error = _standard_error(values)
    if error == 0:
        return Interval(centre, centre)
    if count > _MANY:
        reach = student_quantile((1 + level) / 2, count - 1) * error
        return Interval(max(centre - reach, lowest), min(centre + reach, highest))
    # Of values round their mean, a resample's spread is its mean square less its squared mean, without cancellation.
    apart = [value - centre for value in values]
    squares = [value * value for value in apart]
    strays = sorted(_stray(sum(pick(apart)), sum(pick(squares)), count) for pick in _resamples(count))
    tail = (1 - level) / 2
    low = centre - _quantile(strays, 1 - tail) * error
    high = centre - _quantile(strays, tail) * error
    return Interval(max(low, lowest), min(high, highest))


def difference(first: Sequence[float], second: Sequence[float], *, level: float = LEVEL) -> Difference:
    """How two runs of the same cases differ, case by case: Student's paired t.

    Args:
        first: One value a case.
        second: The values to compare with, of the same cases in the same order.
        level: How often the interval is to hold the true difference, 0..1.

    Where all cases differ by exactly the same amount there is no noise to measure, and any difference is certain.
    Source: Student 1908; Dietterich 1998, doi:10.1162/089976698300017197, on pairing by case.
    """
    gains = [one - other for one, other in zip(first, second, strict=True)]
    count = len(gains)
    centre = mean(gains) if gains else 0.0
    if count < 2:
        return Difference(centre, None, count, 1.0, 1.0)
    error = _standard_error(gains)
    if error == 0:
        return Difference(centre, Interval(centre, centre), count, float(centre >= 0), float(centre <= 0))
    above = student_tail(centre / error, count - 1)
    reach = student_quantile((1 + level) / 2, count - 1) * error
    return Difference(centre, Interval(centre - reach, centre + reach), count, 1 - above, above)


def is_not_worse(found: Difference, margin: float) -> bool:
    """Whether a drop of `margin` or more can be ruled out: the interval lies above it.

    Source: non-inferiority by confidence interval, ICH E9 (1998), section 3.3.2.
    """
    return found.interval is not None and found.interval.low > -margin


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Each p-value, raised for how many were asked at once: none of them below 0.05 by chance in 19 of 20 families.

    Source: Holm 1979, A simple sequentially rejective multiple test procedure, Scand. J. Statist. 6, 65-70.
    """
    adjusted: dict[str, float] = {}
    floor = 0.0
    for place, (name, p) in enumerate(sorted(p_values.items(), key=lambda item: (item[1], item[0]))):
        floor = max(floor, min(1.0, p * (len(p_values) - place)))
        adjusted[name] = floor
    return {name: adjusted[name] for name in p_values}


def student_tail(t: float, freedom: int) -> float:
    """How likely Student's t with so many degrees of freedom, at least 1, is above `t`.

    Source: Abramowitz and Stegun 1964, 26.7.3 and 26.7.4, the finite series for whole degrees of freedom.
    """
    angle = atan(t / sqrt(freedom))
    square = cos(angle) ** 2
    term = 1.0 if freedom % 2 == 0 else cos(angle)
    total = term if freedom > 1 else 0.0
    for step in range(2 + freedom % 2, freedom - 1, 2):
        term *= square * (step - 1) / step
        total += term
    inside = sin(angle) * total if freedom % 2 == 0 else 2 / pi * (angle + sin(angle) * total)
    return max(0.0, (1 - inside) / 2)


@lru_cache(maxsize=1024)
def student_quantile(probability: float, freedom: int) -> float:
    """Where Student's t with so many degrees of freedom is below with this probability, 0.5 to below 1."""
    return _inverse(lambda t: 1 - student_tail(t, freedom), probability)


def _inverse(rising: Callable[[float], float], goal: float) -> float:
    """Where a function that rises from 0 on reaches a goal."""
    low, high = 0.0, 1.0
    while rising(high) < goal:
        low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < goal else (low, middle)
    return high


def _standard_error(values: Sequence[float]) -> float:
    centre, count = mean(values), len(values)
    variance = fsum((value - centre) ** 2 for value in values) / (count - 1)
    # What rounding alone leaves of equal values, such as 41 times 0.1, is no spread.
    return sqrt(variance / count) if variance > 1e-24 else 0.0


def _stray(total: float, squares: float, count: int) -> float:
    """How many of its own standard errors the mean of a resample lies from the mean of all."""
    centre = total / count
    variance = (squares / count - centre * centre) * count / (count - 1)
    if variance <= 1e-24:
        return _FURTHEST if centre > 0 else -_FURTHEST
    return max(-_FURTHEST, min(_FURTHEST, centre / sqrt(variance / count)))


def _quantile(ordered: Sequence[float], probability: float) -> float:
    return ordered[min(len(ordered) - 1, int(probability * len(ordered)))]


@lru_cache(maxsize=16)
def _resamples(count: int) -> tuple[Callable[[Sequence[float]], tuple[float, ...]], ...]:
    """The draws with replacement, each a function that picks; every metric with as many cases shares them."""
    chance = random.Random(_SEED)  # noqa: S311 - resampling, not a secret
    draws = (chance.choices(range(count), k=count) for _ in range(RESAMPLES if count <= 50 else RESAMPLES // 2))
    return tuple(starmap(itemgetter, draws))
