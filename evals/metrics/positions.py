"""Positions: the right view, and the right view in the right mouth."""

from evals.comparison import Comparison
from evals.metrics import rates
from evals.metrics.metric import metric
from evals.scores import Score, Scored, Unscorable
from evals.sides import View


@metric("View recall, weighted", needs=("positions",))
def view_recall(comparison: Comparison) -> Score:
    """Share of the gold positions whose view the brief has, whoever it says holds it.

    Range: 0 to 1.
    Formula: Σ weight of gold positions matched by what they say and rest on, or said by a position of the same party
    that is matched with another (`evals.joined`) / Σ weight.
    """
    gold = comparison.gold.views
    found = {pair.gold for pair in comparison.views} | {pair.gold for pair in comparison.joined_views}
    return rates.weighted_recall(
        (gold[index].weight for index in found),
        (view.weight for view in gold),
        (_missing(comparison, view) for index, view in enumerate(gold) if index not in found),
        what="position",
    )


@metric("Position precision", needs=("positions",))
def position_precision(comparison: Comparison) -> Score:
    """Share of the brief's positions that are a gold view of the very party that holds it.

    Range: 0 to 1.
    Formula: (matched with the right party + held by another gold position of that party) / predicted.
    """
    right = {pair.predicted for pair in comparison.views if pair.is_right_party}
    wrong_mouth = {pair.predicted: pair.gold for pair in comparison.views if not pair.is_right_party}
    misses = []
    for index, view in enumerate(comparison.predicted.views):
        if index in right:
            continue
        holder = comparison.predicted.parties[view.party].name
        if comparison.held.get(view.id) is not None:
            right.add(index)
        elif index in wrong_mouth:
            gold = comparison.gold.views[wrong_mouth[index]]
            owner = comparison.gold.parties[gold.party].name
            misses.append(f"in the wrong mouth: {view.id} gives {holder} what {owner} holds: {view.line.statement}")
        else:
            misses.append(f"not in gold: {view.id}: {holder}: {view.line.statement}")
    count = len(comparison.predicted.views)
    return rates.precision(len(right), count, len(comparison.gold.views), misses, what="position")


@metric("Position recall, weighted", needs=("positions",))
def position_recall(comparison: Comparison) -> Score:
    """Share of the gold positions that the brief gives to the party that holds them.

    Range: 0 to 1.
    Formula: Σ weight of gold positions matched with the right party, or said by a position of that party that is
    matched with another (`evals.joined`) / Σ weight.
    """
    gold = comparison.gold.views
    found = {pair.gold for pair in comparison.views if pair.is_right_party}
    found |= {pair.gold for pair in comparison.joined_views}
    return rates.weighted_recall(
        (gold[index].weight for index in found),
        (view.weight for view in gold),
        (_missing(comparison, view) for index, view in enumerate(gold) if index not in found),
        what="position",
    )


@metric("Position F1", decides=True, needs=("positions",))
def position_f1(comparison: Comparison) -> Score:
    """The harmonic mean of position precision and weighted recall: right view and right party.

    Range: 0 to 1.
    Formula: 2PR / (P + R).
    """
    return rates.f1(position_precision(comparison), position_recall(comparison))


@metric("Stance accuracy", needs=("positions", "stances"))
def stance_accuracy(comparison: Comparison) -> Score:
    """Share of the matched positions with a gold stance that the brief gives the same stance.

    Range: 0 to 1; unscorable where no matched position has a gold stance.
    Formula: same stance / matched with the right party and a gold stance. A stance the brief leaves out is wrong.
    """
    misses = []
    judged = 0
    for pair in comparison.views:
        said, gold = comparison.predicted.views[pair.predicted], comparison.gold.views[pair.gold]
        if gold.stance is None or not pair.is_right_party:
            continue
        judged += 1
        if said.stance != gold.stance:
            misses.append(f"{said.id} is {said.stance or 'without a stance'}, gold {gold.id} {gold.stance}")
    if not judged:
        return Unscorable("no position that was found has a stance in gold")
    return Scored(1 - len(misses) / judged, tuple(misses))


def _missing(comparison: Comparison, view: View) -> str:
    owner = comparison.gold.parties[view.party].name
    for pair in comparison.views:
        if comparison.gold.views[pair.gold] is view:
            said = comparison.predicted.views[pair.predicted]
            holder = comparison.predicted.parties[said.party].name
            return f"in the wrong mouth ({view.weight}): {view.id} is {owner}'s, {said.id} gives it to {holder}"
    return f"missing ({view.weight}): {view.id}: {owner}: {view.line.statement}"
