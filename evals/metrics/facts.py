"""Key facts: which of the annotator's the brief has, and which of the brief's the annotator has."""

from evals import coverage
from evals.comparison import Comparison
from evals.metrics import rates
from evals.metrics.metric import metric
from evals.scores import Score


@metric("Key-fact precision", needs=("key_facts",))
def key_fact_precision(comparison: Comparison) -> Score:
    """Share of the brief's key facts that the gold case holds.

    Range: 0 to 1; 0 for a brief without facts.
    Formula: (matched + held) / predicted. Matched: paired with a gold fact, one to one, so that the sum of agreement is
    highest. Held: not paired, but another gold line (a second half of a fact, a position, the headline) says it too: no
    annotator would call that wrong. A fact the brief already has counts as wrong, and so does a true one that is worth
    neither a must nor a nice to the annotator: it is not key.
    Source: precision of extraction under an assignment, as CEAF (Luo 2005) has it for coreference.
    """
    right = {pair.predicted for pair in comparison.facts}
    misses = []
    for index, fact in enumerate(comparison.predicted.facts):
        if index in right:
            continue
        if comparison.held.get(fact.id) is not None:
            right.add(index)
        elif (first := comparison.repeated.get(fact.id)) is not None:
            misses.append(f"said twice: {fact.id} repeats {first}: {fact.line.statement}")
        else:
            misses.append(f"not in gold: {fact.id}: {fact.line.statement}")
    count = len(comparison.predicted.facts)
    return rates.precision(len(right), count, len(comparison.gold.facts), misses, what="key fact")


@metric("Key-fact recall, weighted", needs=("key_facts",))
def key_fact_recall(comparison: Comparison) -> Score:
    """Share of the gold facts that are among the brief's key facts; a nice one counts a third of a must.

    Range: 0 to 1.
    Formula: Σ weight of found gold facts / Σ weight of gold facts; found are those matched as for the precision, and
    those that a matched fact says beside its own (`evals.joined`: two gold facts in one sentence of 45 words at most).
    Source: weighted content units, the Pyramid method (Nenkova and Passonneau 2004), with the weight an annotator's.
    """
    gold = comparison.gold.facts
    found = {pair.gold for pair in (*comparison.facts, *comparison.joined_facts)}
    missing = [fact for index, fact in enumerate(gold) if index not in found]
    missing.sort(key=lambda fact: fact.weight != "must")
    return rates.weighted_recall(
        (gold[index].weight for index in found),
        (fact.weight for fact in gold),
        (f"missing ({fact.weight}): {fact.id}: {fact.line.statement}" for fact in missing),
        what="key fact",
    )


@metric("Key-fact F1", decides=True, needs=("key_facts",))
def key_fact_f1(comparison: Comparison) -> Score:
    """The harmonic mean of key-fact precision and weighted recall.

    Range: 0 to 1.
    Formula: 2PR / (P + R).
    """
    return rates.f1(key_fact_precision(comparison), key_fact_recall(comparison))


@metric("Key-fact coverage, weighted")
def key_fact_coverage(comparison: Comparison) -> Score:
    """Share of the gold facts that the brief says anywhere: in its headline, in facts, in positions, or across several.

    Range: 0 to 1.
    Formula: Σ weight of gold facts that are matched, or whose coverage by all statements together reaches the
    threshold / Σ weight.
    Source: content units present in a summary (Pyramid, Nenkova and Passonneau 2004; LitePyramid, Shapira et al. 2019);
    `evals.coverage` decides instead of a person, and the reports say how often it agrees with people.
    """
    gold = comparison.gold.facts
    matched = {pair.gold for pair in comparison.facts}
    found = [
        fact
        for index, fact in enumerate(gold)
        if index in matched or comparison.said.covers(fact.line.statement, comparison.background) >= coverage.THRESHOLD
    ]
    missing = [fact for fact in gold if fact not in found]
    return rates.weighted_recall(
        (fact.weight for fact in found),
        (fact.weight for fact in gold),
        (f"nowhere said ({fact.weight}): {fact.id}: {fact.line.statement}" for fact in missing),
        what="key fact",
    )
