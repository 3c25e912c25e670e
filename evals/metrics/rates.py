"""Precision, recall and F1 from counts, the same for every subject."""

from collections.abc import Iterable

from evals.cases import Weight
from evals.scores import Score, Scored, Unscorable

WORTH: dict[Weight, float] = {"must": 1.0, "nice": 1 / 3}  # of a gold item in a weighted recall


def precision(right: int, predicted: int, gold: int, misses: Iterable[str], *, what: str) -> Score:
    """Share of what was predicted that is right: 0 where nothing was though there was something to find."""
    if predicted:
        return Scored(right / predicted, tuple(misses))
    if gold:
        return Scored(0.0, (f"the brief has no {what} at all",))
    return Scored(1.0)


def weighted_recall(found: Iterable[Weight], gold: Iterable[Weight], misses: Iterable[str], *, what: str) -> Score:
    """Share of gold that was found, a nice one counting a third of a must; unscorable where there is none."""
    whole = sum(WORTH[weight] for weight in gold)
    if not whole:
        return Unscorable(f"the case has no {what}")
    return Scored(min(sum(WORTH[weight] for weight in found) / whole, 1.0), tuple(misses))


def f1(one: Score, other: Score) -> Score:
    """The harmonic mean of a precision and a recall.

    Where gold has nothing, the recall says nothing and the precision is the answer: 1 for a brief that has nothing
    either, 0 for one that has.
    """
    if not isinstance(one, Scored):
        return one
    if not isinstance(other, Scored):
        return one
    total = one.value + other.value
    return Scored(2 * one.value * other.value / total if total else 0.0, (*other.misses, *one.misses))
