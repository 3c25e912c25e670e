"""How well a score agrees with labels: the usual measures, and the logistic fit, in plain Python."""

import bisect
import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_BINS = (
    400  # classes of scores the bootstrap counts in; the AUC it gives differs from the exact one in the fourth place
)
_RESAMPLES = 1_000


def auc(labels: Sequence[int], scores: Sequence[float]) -> float:
    """The chance that a positive has a higher score than a negative; a tie counts half (Mann and Whitney 1947)."""
    positives, negatives = _counts(labels, scores, sorted(set(scores)))
    return _auc(positives, negatives)


def auc_interval(labels: Sequence[int], scores: Sequence[float], groups: Sequence[str]) -> tuple[float, float]:
    """The 95% interval of the AUC when whole groups (articles) are drawn again."""
    ranked = sorted(scores)
    edges = sorted({ranked[(len(ranked) - 1) * step // _BINS] for step in range(_BINS + 1)})
    rows: dict[str, list[int]] = defaultdict(list)
    for row, group in enumerate(groups):
        rows[group].append(row)
    counts = [_counts([labels[row] for row in own], [scores[row] for row in own], edges) for own in rows.values()]
    chance = random.Random(0)
    found = []
    for _ in range(_RESAMPLES):
        drawn = chance.choices(counts, k=len(counts))
        positives = [sum(column) for column in zip(*(one for one, _ in drawn), strict=True)]
        negatives = [sum(column) for column in zip(*(other for _, other in drawn), strict=True)]
        if any(positives) and any(negatives):
            found.append(_auc(positives, negatives))
    found.sort()
    return found[round(0.025 * (len(found) - 1))], found[round(0.975 * (len(found) - 1))]


def _counts(labels: Sequence[int], scores: Sequence[float], edges: Sequence[float]) -> tuple[list[int], list[int]]:
    positives, negatives = [0] * len(edges), [0] * len(edges)
    for label, score in zip(labels, scores, strict=True):
        (positives if label else negatives)[max(bisect.bisect_right(edges, score) - 1, 0)] += 1
    return positives, negatives


def _auc(positives: Sequence[int], negatives: Sequence[int]) -> float:
    below = won = 0.0
    for ours, theirs in zip(positives, negatives, strict=True):
        won += ours * (below + theirs / 2)
        below += theirs
    return won / max(sum(positives) * below, 1)


def balanced_accuracy(labels: Sequence[int], scores: Sequence[float], threshold: float) -> float:
    """The mean of the share of positives at or above a threshold and of negatives below it."""
    above = [score >= threshold for score in scores]
    right = sum(one for one, label in zip(above, labels, strict=True) if label)
    wrong = sum(one for one, label in zip(above, labels, strict=True) if not label)
    positives = sum(labels)
    return (right / max(positives, 1) + 1 - wrong / max(len(labels) - positives, 1)) / 2


def best_threshold(labels: Sequence[int], scores: Sequence[float]) -> float:
    """The threshold of the highest balanced accuracy on these very labels: flattering, for comparison only."""
    positives = sum(labels)
    negatives = len(labels) - positives
    gain = best = 0.0
    threshold = math.inf
    rows = sorted(zip(scores, labels, strict=True), reverse=True)
    for place, (score, label) in enumerate(rows):
        gain += 1 / max(positives, 1) if label else -1 / max(negatives, 1)
        is_last_of_score = place + 1 == len(rows) or rows[place + 1][0] != score
        if is_last_of_score and gain > best:
            best, threshold = gain, score
    return threshold


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's correlation; nan where one of them never changes."""
    count = len(one)
    mine, theirs = sum(one) / count, sum(other) / count
    products = sum((a - mine) * (b - theirs) for a, b in zip(one, other, strict=True))
    squares = sum((a - mine) ** 2 for a in one) * sum((b - theirs) ** 2 for b in other)
    return products / math.sqrt(squares) if squares else math.nan


def kendall(one: Sequence[float], other: Sequence[float]) -> float:
    """Kendall's tau-b; nan where one of them never changes."""
    agree = mine = theirs = 0
    for place, (a, b) in enumerate(zip(one, other, strict=True)):
        for c, d in zip(one[:place], other[:place], strict=True):
            agree += _sign(a - c) * _sign(b - d)
            mine += a != c
            theirs += b != d
    return agree / math.sqrt(mine * theirs) if mine and theirs else math.nan


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: the log-odds are `intercept` and the weighted values."""

    intercept: float
    weights: tuple[float, ...]

    def logit(self, values: Sequence[float]) -> float:
        """The log-odds of one row."""
        return self.intercept + sum(weight * value for weight, value in zip(self.weights, values, strict=True))

    def __call__(self, values: Sequence[float]) -> float:
        """The probability of one row."""
        return logistic(self.logit(values))


def logistic(z: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-z))


def fit(rows: Sequence[Sequence[float]], labels: Sequence[int], *, ridge: float = 1e-3) -> Logistic:
    """The logistic model of the highest likelihood, by Newton's method.

    Args:
        rows: Values, one row a case.
        labels: 0 or 1.
        ridge: Penalty on the squared weights, the intercept left out; so small that it only keeps the solution finite.
    """
    # Equal rows are counted once: scores made of few words repeat themselves.
    counted: dict[tuple[float, ...], list[int]] = defaultdict(lambda: [0, 0])
    for row, label in zip(rows, labels, strict=True):
        counted[(1.0, *row)][label] += 1
    size = len(rows[0]) + 1
    found = [0.0] * size
    for _ in range(30):
        gradient = [-ridge * value * (place > 0) for place, value in enumerate(found)]
        hessian = [[ridge * (place == other and place > 0) for other in range(size)] for place in range(size)]
        for values, (negatives, positives) in counted.items():
            chance = logistic(sum(weight * value for weight, value in zip(found, values, strict=True)))
            count = negatives + positives
            for place, value in enumerate(values):
                gradient[place] += (positives - count * chance) * value
                spread = count * chance * (1 - chance) * value
                for other in range(place + 1):
                    hessian[place][other] += spread * values[other]
        for place in range(size):
            for other in range(place):
                hessian[other][place] = hessian[place][other]
        step = _solve(hessian, gradient)
        found = [value + change for value, change in zip(found, step, strict=True)]
        if max(map(abs, step)) < 1e-8:
            break
    return Logistic(found[0], tuple(found[1:]))


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a few linear equations, by Gauss's elimination with the largest pivot."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place in range(len(rows)):
        pivot = max(range(place, len(rows)), key=lambda row: abs(rows[row][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for row in range(len(rows)):
            if row != place:
                factor = rows[row][place] / rows[place][place]
                rows[row] = [value - factor * other for value, other in zip(rows[row], rows[place], strict=True)]
    return [rows[place][-1] / rows[place][place] for place in range(len(rows))]


def folds(groups: Sequence[str], count: int = 10) -> list[tuple[list[int], list[int]]]:
    """(rows to fit on, rows to score) for each of so many folds; no group (article) is in both."""
    place: Mapping[str, int] = {group: at % count for at, group in enumerate(sorted(set(groups)))}
    return [
        (
            [row for row, group in enumerate(groups) if place[group] != fold],
            [row for row, group in enumerate(groups) if place[group] == fold],
        )
        for fold in range(count)
    ]
