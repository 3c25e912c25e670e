"""Citations: whether the sentences a line cites are those it rests on."""

from collections.abc import Iterator

from evals import coverage
from evals.comparison import Comparison
from evals.matching import Line
from evals.metrics.metric import metric
from evals.scores import Score, Scored, Unscorable


@metric("Citation precision", needs=("citations",))
def citation_precision(comparison: Comparison) -> Score:
    """How many of the sentences that matched lines cite are evidence, on average over these lines.

    Range: 0 to 1; unscorable where no line of the brief is in gold.
    Formula: mean over matched lines of |cited ∩ gold evidence| / |cited|. A sentence outside the gold evidence that
    alone covers the gold statement as well as that evidence does is evidence too: an article may say a thing twice.
    Source: citation precision of ALCE (Gao et al. 2023, arXiv:2305.14627), with an annotator's evidence in place of its
    entailment model.
    """
    values = []
    misses = []
    for name, said, gold in _matched(comparison):
        stray = [
            number
            for number, text in zip(said.sentences, said.evidence, strict=True)
            if number not in gold.sentences and not _is_as_good((text,), gold)
        ]
        values.append(1 - len(stray) / len(said.sentences) if said.sentences else 0.0)
        if stray:
            misses.append(f"{name} cites {_names(stray)}, which does not bear it out")
    return _mean(values, misses)


@metric("Citation recall", needs=("citations",))
def citation_recall(comparison: Comparison) -> Score:
    """How much of the gold evidence matched lines cite, on average over these lines.

    Range: 0 to 1; unscorable where no line of the brief is in gold.
    Formula: mean over matched lines of |cited ∩ gold evidence| / |gold evidence|, or 1 where the cited sentences
    together cover the gold statement as well as the gold evidence does.
    Source: citation recall of ALCE (Gao et al. 2023, arXiv:2305.14627): a statement is borne out by what it cites.
    """
    values = []
    misses = []
    for name, said, gold in _matched(comparison):
        missing = [number for number in gold.sentences if number not in said.sentences]
        if missing and _is_as_good(said.evidence, gold):
            missing = []
        values.append(1 - len(missing) / max(len(gold.sentences), 1))
        if missing:
            misses.append(f"{name} does not cite {_names(missing)}")
    return _mean(values, misses)


def _matched(comparison: Comparison) -> Iterator[tuple[str, Line, Line]]:
    """(id, predicted line, gold line) of every line that was matched."""
    ours, gold = comparison.predicted, comparison.gold
    for pair in comparison.facts:
        yield ours.facts[pair.predicted].id, ours.facts[pair.predicted].line, gold.facts[pair.gold].line
    for view in comparison.views:
        yield ours.views[view.predicted].id, ours.views[view.predicted].line, gold.views[view.gold].line
    for pair in comparison.questions:
        yield ours.questions[pair.predicted].id, ours.questions[pair.predicted].line, gold.questions[pair.gold].line


def _is_as_good(cited: tuple[str, ...], gold: Line) -> bool:
    """Whether these sentences say the gold statement as fully as its own evidence does."""
    if not cited:
        return False
    said, own = coverage.read_lines(cited), coverage.read_lines(gold.evidence)
    share, least = said.shares(gold.statement), own.shares(gold.statement)
    if share < coverage.THRESHOLD or (share < least and not own.denies(gold.statement)):
        return False
    return not said.denies(gold.statement)


def _mean(values: list[float], misses: list[str]) -> Score:
    if not values:
        return Unscorable("no line of the brief is in gold")
    return Scored(sum(values) / len(values), tuple(misses))


def _names(numbers: list[int]) -> str:
    return ", ".join(f"s{number}" for number in numbers)
