"""Open questions: what the article leaves open."""

from evals.comparison import Comparison
from evals.metrics import rates
from evals.metrics.metric import metric
from evals.scores import Score


@metric("Open-question precision", needs=("open_questions",))
def question_precision(comparison: Comparison) -> Score:
    """Share of the brief's open questions that are gold ones.

    Range: 0 to 1; 1 where neither has any, 0 where only one of the two has.
    Formula: matched / predicted, one to one.
    """
    right = {pair.predicted for pair in comparison.questions}
    asked = comparison.predicted.questions
    misses = [f"not in gold: {one.id}: {one.line.statement}" for index, one in enumerate(asked) if index not in right]
    return rates.precision(len(right), len(asked), len(comparison.gold.questions), misses, what="open question")


@metric("Open-question recall, weighted", needs=("open_questions",))
def question_recall(comparison: Comparison) -> Score:
    """Share of the gold questions that the brief asks; a nice one counts a third of a must.

    Range: 0 to 1.
    Formula: Σ weight of matched gold questions / Σ weight.
    """
    gold = comparison.gold.questions
    found = {pair.gold for pair in comparison.questions}
    misses = [
        f"missing ({one.weight}): {one.id}: {one.line.statement}"
        for index, one in enumerate(gold)
        if index not in found
    ]
    return rates.weighted_recall(
        (gold[index].weight for index in found), (one.weight for one in gold), misses, what="open question"
    )


@metric("Open-question F1", needs=("open_questions",))
def question_f1(comparison: Comparison) -> Score:
    """The harmonic mean of open-question precision and weighted recall.

    Range: 0 to 1.
    Formula: 2PR / (P + R).
    """
    return rates.f1(question_precision(comparison), question_recall(comparison))
