"""A report as CSV, one value a line: what pandas and spreadsheets read without a word of explanation."""

import csv
import io

from evals.reports.report import Report
from evals.scores import Errored, Score, Scored

_COLUMNS = ("arm", "case", "repeat", "metric", "state", "value", "misses")


def sheet(report: Report) -> str:
    """A report as CSV with a head line: arm, case, repeat, metric, state, value, number of misses.

    The value of a repeat that failed is the metric's worst, as in the means; of what does not apply there is none.
    """
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_COLUMNS)
    order = {arm: place for place, arm in enumerate(report.arms)}
    for one in sorted(report.scores, key=lambda scores: (order[scores.arm], scores.case, scores.repeat)):
        for metric in report.metrics:
            score = one.scores.get(metric.name)
            if score is not None:
                state, value, misses = _cells(score, metric.worst)
                lines.writerow((one.arm, one.case, one.repeat, metric.name, state, value, misses))
    return text.getvalue()


def _cells(score: Score, worst: float | None) -> tuple[str, str, int]:
    if isinstance(score, Scored):
        return "scored", _number(score.value), len(score.misses)
    if isinstance(score, Errored):
        return "error", "" if worst is None else _number(worst), 0
    return "unscorable", "", 0


def _number(value: float) -> str:
    return f"{value + 0.0:.6f}".rstrip("0").rstrip(".")
