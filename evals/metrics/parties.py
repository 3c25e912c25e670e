"""Parties: who is in the story."""

from evals.comparison import Comparison
from evals.metrics import rates
from evals.metrics.metric import metric
from evals.scores import Score


@metric("Party precision", needs=("parties",))
def party_precision(comparison: Comparison) -> Score:
    """Share of the brief's parties that are gold parties, by name, alias or office.

    Range: 0 to 1.
    Formula: matched / predicted, one to one.
    """
    right = {pair.predicted for pair in comparison.parties}
    parties = comparison.predicted.parties
    misses = [f"not in gold: {party.id}: {party.name}" for index, party in enumerate(parties) if index not in right]
    return rates.precision(len(right), len(parties), len(comparison.gold.parties), misses, what="party")


@metric("Party recall, weighted", needs=("parties",))
def party_recall(comparison: Comparison) -> Score:
    """Share of the gold parties that the brief has; a nice one counts a third of a must.

    Range: 0 to 1.
    Formula: Σ weight of matched gold parties / Σ weight.
    """
    gold, weights = comparison.gold.parties, comparison.gold.party_weights
    found = {pair.gold for pair in comparison.parties}
    misses = [
        f"missing ({weights[index]}): {party.id}: {party.name}"
        for index, party in enumerate(gold)
        if index not in found
    ]
    return rates.weighted_recall((weights[index] for index in found), weights, misses, what="party")


@metric("Party F1", needs=("parties",))
def party_f1(comparison: Comparison) -> Score:
    """The harmonic mean of party precision and weighted recall.

    Range: 0 to 1.
    Formula: 2PR / (P + R).
    """
    return rates.f1(party_precision(comparison), party_recall(comparison))
