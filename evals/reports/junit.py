"""A report as JUnit XML, as CI servers read it: red exactly where the verdict is.

One suite holds the gates, a test each. Each arm has a suite with a test for every article and deciding metric. Such a
test fails where the gate on its metric fails and the article lost points; what else cost points stands in its output.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evals.metrics.metric import Metric
from evals.notation import figure
from evals.reports.report import Report
from evals.summary import CaseResult
from evals.verdict import FailingCase, Ruling, Verdict

# What XML 1.0 cannot hold, not even as a reference.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """A report as JUnit XML, in the dialect that Jenkins, GitLab and GitHub's test reporters share.

    Source: the schema of the Ant task, https://github.com/windyroad/JUnit-Schema, and what pytest writes.
    """
    root = Element("testsuites", name=_fit(f"precis eval {report.name}"))
    if report.verdict is not None:
        _gates(root, report.verdict)
    for arm in report.arms:
        _articles(root, report, arm)
    suites = list(root)
    for total in ("tests", "failures", "errors", "skipped"):
        root.set(total, str(sum(int(suite.get(total, "0")) for suite in suites)))
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _gates(root: Element, verdict: Verdict) -> None:
    suite = SubElement(root, "testsuite", name="gates")
    for ruling in verdict.rulings:
        test = _test(suite, f"gates.{ruling.arm}", _name(ruling))
        if ruling.state == "regression":
            _trouble(test, "failure", ruling.because, [_line(case) for case in ruling.cases])
        elif ruling.state == "could not run":
            _trouble(test, "error", ruling.because, [_line(case) for case in ruling.cases])
        else:
            SubElement(test, "system-out").text = _fit(ruling.because)
    _count(suite)


def _articles(root: Element, report: Report, arm: str) -> None:
    suite = SubElement(root, "testsuite", name=_fit(arm))
    rulings = [ruling for ruling in report.verdict.failing if ruling.arm == arm] if report.verdict else []
    fallen = {(case.case, ruling.metric): case for ruling in rulings for case in ruling.cases}
    deciding = [metric for metric in report.metrics if metric.decides]
    for case in sorted({case for of, case in report.results if of == arm}):
        for metric in deciding:
            result = report.results[arm, case][metric.name]
            test = _test(suite, f"{arm}.{case}", metric.title)
            _result(test, result, metric, fallen.get((case, metric.name)), may_fail=(case, None) not in fallen)
    _count(suite)


def _result(test: Element, result: CaseResult, metric: Metric, fallen: FailingCase | None, *, may_fail: bool) -> None:
    score = figure(result.value, metric)
    if result.errors and not may_fail:
        _trouble(test, "error", result.reason, [])
    elif fallen is not None:
        before = "" if fallen.before is None else f", {figure(fallen.before, metric)} in the baseline"
        _trouble(test, "failure", f"{score}{before}", result.misses)
    elif result.value is None or result.state == "error":
        SubElement(test, "skipped", message=_fit(result.reason))
    else:
        SubElement(test, "system-out").text = _fit("\n".join([score, *result.misses]))


def _test(suite: Element, classname: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=_fit(classname), name=_fit(name))


def _trouble(test: Element, kind: str, why: str, lines: Iterable[str]) -> None:
    found = list(lines)
    # Most readers show the message alone, so what is missing stands in it; the text holds all of it.
    message = "; ".join([why, *found[:5], *([f"and {len(found) - 5} more"] if len(found) > 5 else [])])
    trouble = SubElement(test, kind, message=_fit(message), type=kind)
    trouble.text = _fit("\n".join([why, *found]))


def _count(suite: Element) -> None:
    suite.set("tests", str(len(suite)))
    for kind, total in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        suite.set(total, str(len(suite.findall(f"testcase/{kind}"))))


def _name(ruling: Ruling) -> str:
    return f"{ruling.metric}: {ruling.rule}" if ruling.metric else ruling.rule


def _line(case: FailingCase) -> str:
    value = figure(case.value)
    before = "" if case.before is None else f" (was {figure(case.before)})"
    return f"{case.case}: {case.error}" if case.error else f"{case.case}: {value}{before}"


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
