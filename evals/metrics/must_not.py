"""Statements a careless model would make: whether the brief makes them."""

from evals.comparison import Comparison
from evals.metrics.metric import metric
from evals.scores import Score, Scored, Unscorable


@metric("Must-not violations", higher_is_better=False, decides=True)
def must_not_violations(comparison: Comparison) -> Score:
    """Share of the case's must-not statements that the brief makes.

    Range: 0 to 1; unscorable where the case has none.
    Formula: must-not statements that a line of the brief agrees with, and more than with any gold line / all of them.
    Their numbers have to stand in that line, and one put in somebody's mouth under that party or in a fact. A line that
    has the true number too, denies it, sets a condition, or tells it of others does not make it.
    """
    traps = comparison.case.gold.must_not
    if not traps:
        return Unscorable("the case has no must-not statement")
    misses = tuple(
        f"{entry.id} says what must not be said: {entry.line.statement} ({trap.why})"
        for trap, entry in zip(traps, comparison.trapped, strict=True)
        if entry is not None
    )
    return Scored(len(misses) / len(traps), misses)
