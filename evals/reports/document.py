"""A report as JSON: every mean, interval, count and case, for programs."""

import json

from pydantic import JsonValue

from evals.baseline import suite_checksum
from evals.compare import Change, Contrast, Move
from evals.metrics.metric import Metric
from evals.metrics.rejections import known_rejection_rate
from evals.reports.agreement import agreement
from evals.reports.report import Report
from evals.statistics import Interval
from evals.summary import CaseResult, Summary
from evals.verdict import FailingCase, Verdict

FORMAT = "precis eval report 1"
_DECIMALS = 6


def document(report: Report) -> str:
    """A report as JSON with sorted keys; numbers are rounded to six places."""
    content: dict[str, JsonValue] = {
        "format": FORMAT,
        "name": report.name,
        "facts": [list(fact) for fact in report.facts],
        "suite": {"checksum": suite_checksum(report.cases), "cases": [case.slug for case in report.cases]},
        "verdict": _verdict(report.verdict) if report.verdict else None,
        "metrics": {
            metric.name: {
                "title": metric.title,
                "unit": metric.unit,
                "higher_is_better": metric.higher_is_better,
                "decides": metric.decides,
                "agreement": _agreement(metric),
                "second_annotator": _number(report.ceilings.get(metric.name)),
            }
            for metric in report.metrics
        },
        "known_rejection_rate": _number(known_rejection_rate(report.cases).value),
        "arms": {
            arm: {metric.name: _summary(report.table[arm, metric.name]) for metric in report.metrics}
            for arm in report.arms
        },
        "contrasts": [_contrast(contrast) for contrast in report.contrasts],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _agreement(metric: Metric) -> JsonValue:
    found = agreement(metric)
    if found is None:
        return None
    return {"auc": found.auc, "balanced_accuracy": found.balanced_accuracy, "human": found.human, "what": found.what}


def _verdict(verdict: Verdict) -> JsonValue:
    return {
        "state": verdict.state,
        "exit_code": verdict.exit_code,
        "notes": list(verdict.notes),
        "gates": [
            {
                "arm": ruling.arm,
                "rule": ruling.rule,
                "metric": ruling.metric,
                "state": ruling.state,
                "because": ruling.because,
                "interval": _interval(ruling.interval),
                "cases": [_failing(case) for case in ruling.cases],
            }
            for ruling in verdict.rulings
        ],
    }


def _summary(summary: Summary) -> JsonValue:
    return {
        "mean": _number(summary.mean),
        "interval": _interval(summary.interval),
        "spread": _number(summary.spread),
        "counted": summary.counted,
        "scored": summary.scored,
        "unscorable": summary.unscorable,
        "errors": summary.errors,
        "cases": {result.case: _result(result) for result in summary.results},
    }


def _result(result: CaseResult) -> JsonValue:
    found: dict[str, JsonValue] = {"state": result.state, "value": _number(result.value)}
    if len(result.repeats) > 1:
        found["repeats"] = [_number(value) for value in result.repeats]
    if result.errors:
        found["errors"] = result.errors
    if result.misses:
        found["misses"] = list(result.misses)
    if result.reason:
        found["reason"] = result.reason
    return found


def _contrast(contrast: Contrast) -> JsonValue:
    return {
        "first": contrast.first,
        "second": contrast.second,
        "passed_over": list(contrast.passed_over),
        "metrics": {change.metric: _change(change) for change in contrast.changes},
    }


def _change(change: Change) -> JsonValue:
    return {
        "answer": change.answer,
        "before": _number(change.before),
        "after": _number(change.after),
        "gain": _number(change.found.mean) if change.found else None,
        "interval": _interval(change.found.interval) if change.found else None,
        "cases": change.found.cases if change.found else 0,
        "p": _number(change.p),
        "moves": [_move(move) for move in change.moves],
        "unpaired": list(change.unpaired),
    }


def _failing(case: FailingCase) -> JsonValue:
    return {
        "case": case.case,
        "value": _number(case.value),
        "before": _number(case.before),
        "misses": list(case.misses),
        "error": case.error or None,
    }


def _move(move: Move) -> JsonValue:
    return {
        "case": move.case,
        "before": _number(move.before),
        "after": _number(move.after),
        "gain": _number(move.gain),
        "mended": list(move.mended),
        "broken": list(move.broken),
    }


def _interval(interval: Interval | None) -> JsonValue:
    return [_number(interval.low), _number(interval.high)] if interval else None


def _number(value: float | None) -> float | None:
    # Adding 0 makes the zero of "-0.0" that of everybody else.
    return None if value is None else round(value, _DECIMALS) + 0.0
