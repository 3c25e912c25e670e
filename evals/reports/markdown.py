"""A report as Markdown: for the summary of a CI step, or a comment on a pull request.

What an article, a model or a server said is escaped: it can be read, but never becomes a link, a mention or HTML.
"""

from collections.abc import Iterable, Iterator, Sequence

from evals.compare import Change, Contrast
from evals.metrics.metric import Metric
from evals.notation import NOTHING, chance, change, count, figure, span, span_of_change
from evals.reports.agreement import agreement
from evals.reports.compared import in_a_word
from evals.reports.report import Report
from evals.summary import Summary, raw_change
from evals.verdict import FailingCase, Ruling, State
from service.render.document import escape

# GitHub takes 1 MiB a step, and drops a longer summary whole: https://docs.github.com/en/actions/reference/workflows-
# and-actions/workflow-commands#step-isolation-and-limits
_MOST_BYTES = 1_000_000
# Of the scores; a column that would be empty is left out.
_COLUMNS = (
    *("metric", "mean", "95% interval", "n", "not applicable", "errors", "spread"),
    *("agrees with people", "a second annotator"),
)
_SHOWN = 5  # worst cases of a gate, largest moves of a metric
_SIGNS: dict[State, str] = {"pass": "✅", "regression": "❌", "could not run": "⚠️"}
_ANSWERS = {"better": "▲ better", "worse": "▼ worse", "the same": "= the same", "cannot tell": "cannot tell"}


def markdown(report: Report) -> str:
    """A report in GitHub's Markdown, below a million bytes: cases that do not fit are counted instead of shown."""
    blocks = [*_head(report), *_gates(report), *_scores(report)]
    for contrast in report.contrasts:
        blocks += _contrast(contrast, report)
    text = "\n\n".join(block for block in blocks if block)
    room = _MOST_BYTES - len(text.encode()) - 200
    details, left_out = [], 0
    for block in _cases(report):
        room -= len(block.encode()) + 2
        if room > 0:
            details.append(block)
        else:
            left_out += 1
    if left_out:
        details.append(f"{count(left_out, 'case')} more in the other reports.")
    return "\n\n".join([text, *(["### Cases", *details] if details else [])]) + "\n"


def _head(report: Report) -> Iterator[str]:
    if report.verdict is None:
        yield f"## precis eval: {escape(report.name)}"
        yield "\n".join(escape(in_a_word(contrast, report)) + "  " for contrast in report.contrasts)
    else:
        yield f"## {_SIGNS[report.verdict.state]} precis eval: {report.verdict.state}"
        yield f"Run {escape(report.name)}"
    yield "\n".join(f"- **{escape(label)}**: {escape(value)}" for label, value in report.facts)
    if report.verdict and report.verdict.notes:
        yield "\n".join(f"> {escape(note)}  " for note in report.verdict.notes)


def _gates(report: Report) -> Iterator[str]:
    if report.verdict is None:
        return
    yield "### Gates"
    rows = [
        (_SIGNS[ruling.state], escape(ruling.arm), _gate(ruling, report), escape(ruling.because))
        for ruling in report.verdict.rulings
    ]
    yield _table(("", "arm", "gate", "because"), rows)
    for ruling in report.verdict.failing:
        if ruling.cases:
            metric = report.by_name.get(ruling.metric or "")
            lines = [_failing(case, metric) for case in ruling.cases[:_SHOWN]]
            shown = min(_SHOWN, len(ruling.cases))
            yield f"**{_gate(ruling, report)}, {escape(ruling.arm)}: the worst {shown} of {len(ruling.cases)}**"
            yield "\n".join(lines)


def _failing(case: FailingCase, metric: Metric | None) -> str:
    value = "" if case.value is None else f" {figure(case.value, metric)}"
    before = "" if case.before is None else f" (was {figure(case.before, metric)})"
    lines = [f"- **{escape(case.case)}**{value}{before}{': ' + escape(case.error) if case.error else ''}"]
    lines += [f"  - {escape(miss)}" for miss in case.misses[:_SHOWN]]
    if len(case.misses) > _SHOWN:
        lines.append(f"  - and {len(case.misses) - _SHOWN} more")
    return "\n".join(lines)


def _scores(report: Report) -> Iterator[str]:
    yield "### Scores"
    for arm in report.arms:
        if len(report.arms) > 1:
            yield f"#### {escape(arm)}"
        rows = [_row(report.table[arm, metric.name], metric, report) for metric in report.metrics]
        told = [place for place in range(len(_COLUMNS)) if any(row[place] for row in rows)]
        yield _table([_COLUMNS[place] for place in told], ([row[place] for place in told] for row in rows))
    if report.rejected:
        yield f"{report.rejected[0].upper()}{report.rejected[1:]}."


def _row(summary: Summary, metric: Metric, report: Report) -> tuple[str, ...]:
    name = f"**{escape(metric.title)}**" if metric.decides else escape(metric.title)
    better = "" if metric.higher_is_better else " ↓"
    return (
        name + better,
        figure(summary.mean, metric),
        span(summary.interval, metric),
        f"{summary.counted:,}",
        f"{summary.unscorable:,}" if summary.unscorable else "",
        f"{summary.errors:,}" if summary.errors else "",
        "" if summary.spread is None else figure(summary.spread, metric),
        _trust(metric),
        report.ceiling(metric),
    )


def _trust(metric: Metric) -> str:
    found = agreement(metric)
    return str(found).removeprefix("agrees with people: ") if found else ""


def _contrast(contrast: Contrast, report: Report) -> Iterator[str]:
    yield f"### {escape(contrast.second)} against {escape(contrast.first)}"
    if contrast.passed_over:
        yield f"Not compared, another text: {escape(', '.join(contrast.passed_over))}"
    yield _table(
        ("metric", "answer", "change", "95% interval", "adjusted p", "n"),
        (_change(one, report.by_name[one.metric]) for one in contrast.changes),
    )
    for one in contrast.changes:
        if one.moves and report.by_name[one.metric].decides:
            lines = [line for move in one.moves[:_SHOWN] for line in _move(move.case, one, report)]
            yield _details(f"{report.by_name[one.metric].title}: what moved most", lines)


def _move(case: str, one: Change, report: Report) -> Iterator[str]:
    metric = report.by_name[one.metric]
    move = next(move for move in one.moves if move.case == case)
    yield f"- **{escape(case)}** {figure(move.before, metric)} → {figure(move.after, metric)}"
    yield from (f"  - new: {escape(miss)}" for miss in move.broken[:_SHOWN])
    yield from (f"  - gone: {escape(miss)}" for miss in move.mended[:_SHOWN])


def _change(one: Change, metric: Metric) -> tuple[str, ...]:
    if one.found is None:
        return (escape(metric.title), _ANSWERS[one.answer], NOTHING, NOTHING, NOTHING, "0")
    raw, interval = raw_change(metric, one.found)
    return (
        escape(metric.title),
        _ANSWERS[one.answer],
        change(raw, metric),
        span_of_change(interval, metric),
        chance(one.p),
        f"{one.found.cases:,}",
    )


def _cases(report: Report) -> Iterator[str]:
    """A folded block for each case that lost points in a deciding metric, the one that lost most first."""
    deciding = [metric for metric in report.metrics if metric.decides]
    for arm in report.arms:
        cases = [case for of, case in report.results if of == arm]
        for case in sorted(cases, key=lambda case: (_mean(report, arm, case, deciding), case)):
            results = report.results[arm, case]
            lines = [
                f"- {escape(metric.title)}: {escape(text)}"
                for metric in deciding
                for text in (
                    *results[metric.name].misses,
                    *([results[metric.name].reason] if results[metric.name].errors else []),
                )
            ]
            if lines:
                scores = ", ".join(
                    f"{metric.title} {figure(results[metric.name].value, metric)}" for metric in deciding
                )
                yield _details(f"{case} · {arm} · {scores}", lines)


def _mean(report: Report, arm: str, case: str, metrics: Sequence[Metric]) -> float:
    values = [
        value if metric.higher_is_better else 1 - value
        for metric in metrics
        if (value := report.results[arm, case][metric.name].value) is not None
    ]
    return sum(values) / len(values) if values else 0.0


def _gate(ruling: Ruling, report: Report) -> str:
    title = report.by_name[ruling.metric].title if ruling.metric else ""
    return f"{escape(title)}: {ruling.rule}" if title else ruling.rule


def _details(summary: str, lines: Sequence[str]) -> str:
    body = "\n".join(lines)
    return f"<details><summary>{_html(summary)}</summary>\n\n{body}\n\n</details>"


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
