"""How far a metric can be trusted: what a report prints beside those that rest on likeness of words."""

from evals.metrics.metric import Metric
from evals.people import COVERAGE, MATCHING, SUPPORT, Agreement

_OF_METRIC = {"key_fact_coverage": COVERAGE, "support": SUPPORT, "unsupported_rate": SUPPORT}
# Their metrics count lines of the brief that were matched with lines of gold.
_OF_SUBJECT = {"facts": MATCHING, "positions": MATCHING, "questions": MATCHING, "must_not": MATCHING}


def agreement(metric: Metric) -> Agreement | None:
    """How often people agree with what the metric rests on; None where it only counts."""
    return _OF_METRIC.get(metric.name) or _OF_SUBJECT.get(metric.subject)
