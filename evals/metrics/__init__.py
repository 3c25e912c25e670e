"""Every metric, and the scores of an outcome."""

# The order of the imports is the order of the reports.
# isort: off
import evals.metrics.facts
import evals.metrics.parties
import evals.metrics.positions
import evals.metrics.quotations
import evals.metrics.questions
import evals.metrics.must_not
import evals.metrics.grounding
import evals.metrics.citations
import evals.metrics.running  # noqa: F401 - each of them registers its metrics

# isort: on
from evals.cases import Case
from evals.comparison import Comparison, compare
from evals.metrics.metric import METRICS, Metric
from evals.metrics.rejections import known_rejection_rate
from evals.outcomes import Outcome
from evals.scores import CaseScores, Score

__all__ = ["METRICS", "Metric", "known_rejection_rate", "score", "score_comparison"]


def score(case: Case, outcome: Outcome) -> CaseScores:
    """Every metric of an outcome. Calls nothing and reads nothing: the same for the same arguments.

    Raises:
        ValueError: The outcome is of another case, or of another text of this case.
    """
    if outcome.brief is not None:
        return score_comparison(compare(case, outcome))
    failure = outcome.error
    if failure is None:
        raise ValueError(f"{case.slug}: the outcome has neither a brief nor an error")
    return _scores(outcome, {name: metric.of_error(outcome, failure) for name, metric in METRICS.items()})


def score_comparison(comparison: Comparison) -> CaseScores:
    """Every metric of a comparison that is at hand already, as where its matches are drawn."""
    return _scores(comparison.outcome, {name: metric.measure(comparison) for name, metric in METRICS.items()})


def _scores(outcome: Outcome, scores: dict[str, Score]) -> CaseScores:
    return CaseScores(outcome.case, outcome.arm, outcome.repeat, scores)
