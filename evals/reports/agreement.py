"""How far a metric can be trusted: what the report prints beside those that rest on matching words."""

from evals.metrics.metric import Metric

_BY_SUBJECT = frozenset({"facts", "positions", "questions"})


def agreement(metric: Metric) -> str | None:
    """How often what the metric rests on agrees with people; None where it rests on no judgement of likeness."""
    if metric.subject not in _BY_SUBJECT:
        return None
    return None
