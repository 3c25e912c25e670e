"""A report on a terminal: scores, gates, and what was missed in the worst cases of a gate that fails."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from evals.compare import Contrast, Move
from evals.comparison import Comparison
from evals.metrics.metric import Metric
from evals.notation import chance, change, count, figure, span, span_of_change
from evals.people import Agreement
from evals.reports.agreement import agreement
from evals.reports.compared import in_a_word
from evals.reports.report import Report
from evals.reports.rows import SECTIONS, Row, Section, rows
from evals.summary import raw_change
from evals.verdict import FailingCase, Ruling, State
from service.render.words import one_line

_STYLES: dict[State, str] = {"pass": "bold green", "regression": "bold red", "could not run": "bold yellow"}
_SIGNS: dict[State, str] = {"pass": "✓", "regression": "✗", "could not run": "!"}
_ANSWERS = {"better": "green", "worse": "red", "the same": "dim", "cannot tell": "dim"}
_QUIET = "dim"
_WORST = 5  # cases of a gate that fails
_LINES = 6  # of a case
_SECTION_OF: dict[str, Section] = {name: name for name in SECTIONS} | {"quotations": "positions"}


def screen(report: Report) -> RenderableType:
    """A report to print with rich, readable from 60 columns up. No markup or control character in it has any effect."""
    return Group(*_parts(report))


def _parts(report: Report) -> Iterator[RenderableType]:
    for arm in report.arms:
        yield _heading(arm)
        yield _scores(report, arm)
    for sign, found in _trust(report).items():
        yield _signed(Text(sign, style=_QUIET), _plain(f"{found}; measured on {found.what}", _QUIET))
    ceilings = [f"{metric.title} {report.ceiling(metric)}" for metric in report.metrics if report.ceiling(metric)]
    if ceilings:
        yield _signed(Text("△", style=_QUIET), _plain(f"a second annotator: {', '.join(ceilings)}", _QUIET))
    if report.rejected:
        yield _signed(Text("▽", style=_QUIET), _plain(report.rejected, _QUIET))
    for contrast in report.contrasts:
        yield _heading(f"{contrast.second} against {contrast.first}")
        yield from _contrast(contrast, report)
    if report.verdict is None:
        yield from (_told(contrast, report) for contrast in report.contrasts)
    else:
        yield _heading("Gates")
        for ruling in report.verdict.rulings:
            yield _ruling(ruling, report)
        for ruling in report.verdict.failing:
            if ruling.cases:
                yield _headed(ruling, report)
            for case in ruling.cases[:_WORST]:
                yield from _case(case, ruling, report)
        for note in report.verdict.notes:
            yield _signed(Text("!", style="yellow"), _plain(note, "yellow"))
        yield Text(f"\n{_SIGNS[report.verdict.state]} {report.verdict.state}", style=_STYLES[report.verdict.state])


def _told(contrast: Contrast, report: Report) -> RenderableType:
    """The last line of a comparison: what became of the metrics that may decide, and so of the exit code."""
    answers = {one.answer for one in contrast.changes if report.by_name[one.metric].decides}
    sign, style = ("✗", "bold red") if "worse" in answers else ("✓", "bold green")
    return Padding(Text(f"{sign} {one_line(in_a_word(contrast, report))}", style=style), (1, 0, 0, 0))


def _trust(report: Report) -> dict[str, Agreement]:
    """The agreements with people that the metrics rest on, each with a sign for its metrics."""
    found = dict.fromkeys(one for metric in report.metrics if (one := agreement(metric)))
    return dict(zip("*†‡§", found, strict=False))


def _scores(report: Report, arm: str) -> Table:
    table = _table("metric", "mean", "95% interval", "n", "not scored")
    subject, trust = None, _trust(report)
    for metric in report.metrics:
        summary = report.table[arm, metric.name]
        if subject not in (None, metric.subject):
            table.add_section()
        subject = metric.subject
        left = [f"{summary.unscorable:,} n/a"] if summary.unscorable else []
        left += [count(summary.errors, "error")] if summary.errors else []
        name = Text(one_line(metric.title), style="bold" if metric.decides else "")
        name.append("" if metric.higher_is_better else " ↓", style=_QUIET)
        name.append("".join(f" {sign}" for sign, found in trust.items() if found == agreement(metric)), style=_QUIET)
        mean = figure(summary.mean, metric)
        if summary.spread is not None:
            mean += f" ±{figure(summary.spread, metric)}"
        table.add_row(
            name,
            mean,
            Text(span(summary.interval, metric), style=_QUIET),
            f"{summary.counted:,}",
            Text(", ".join(left), style="red" if summary.errors else _QUIET),
        )
    return table


def _contrast(contrast: Contrast, report: Report) -> Iterator[RenderableType]:
    """What differs between two arms, then the cases that moved most in a metric of which that can be told."""
    if contrast.passed_over:
        words = f"not compared, another text: {', '.join(contrast.passed_over)}"
        yield _signed(Text("!", style="yellow"), _plain(words, "yellow"))
    table = _table("metric", "answer", "change", "95% interval", "p", "n")
    for one in contrast.changes:
        metric = report.by_name[one.metric]
        if one.found is not None and one.answer != "the same":
            raw, interval = raw_change(metric, one.found)
            table.add_row(
                Text(one_line(metric.title), style="bold" if metric.decides else ""),
                Text(one.answer, style=_ANSWERS[one.answer]),
                change(raw, metric),
                Text(span_of_change(interval, metric), style=_QUIET),
                chance(one.p),
                f"{one.found.cases:,}",
            )
    same = sum(one.answer == "the same" for one in contrast.changes)
    yield table if table.row_count else Text("  no score differs", style=_QUIET)
    if same and table.row_count:
        yield Text(f"  {count(same, 'metric')} the same", style=_QUIET)
    for one in contrast.changes:
        metric = report.by_name[one.metric]
        if metric.decides and one.answer in {"better", "worse"}:
            yield _plain(f"\n  {metric.title}: {one.answer}, most of all in", "bold")
            for move in one.moves[:_WORST]:
                yield from _move(move, metric)


def _move(move: Move, metric: Metric) -> Iterator[RenderableType]:
    head = Text(f"    {one_line(move.case)}", style="bold")
    head.append(f"  {figure(move.before, metric)} → {figure(move.after, metric)}")
    yield head
    for sign, style, lines in (("− new:", "red", move.broken), ("+ gone:", "green", move.mended)):
        for line in lines[:_LINES]:
            yield _indented(_plain(f"{sign} {line}", style))


def _ruling(ruling: Ruling, report: Report) -> RenderableType:
    line = Text(_gate(ruling, report), style="bold")
    line.append("  ")
    line.append(one_line(ruling.because), style=_QUIET if ruling.state == "pass" else "not bold")
    return _signed(Text(_SIGNS[ruling.state], style=_STYLES[ruling.state]), line)


def _headed(ruling: Ruling, report: Report) -> Text:
    line = Text(f"\n  {_gate(ruling, report)}", style="bold red")
    line.append(f": the worst {min(_WORST, len(ruling.cases))} of {count(len(ruling.cases), 'case')}", style=_QUIET)
    return line


def _gate(ruling: Ruling, report: Report) -> str:
    title = f"{report.by_name[ruling.metric].title}: {ruling.rule}" if ruling.metric else ruling.rule
    return one_line(f"{title} · {ruling.arm}" if len(report.arms) > 1 else title)


def _case(case: FailingCase, ruling: Ruling, report: Report) -> Iterator[RenderableType]:
    """A case of a failing gate: its score, then gold beside predicted, as far as one has no match in the other."""
    metric = report.by_name.get(ruling.metric or "")
    head = Text(f"\n    {one_line(case.case)}", style="bold")
    if case.value is not None:
        head.append(f"  {figure(case.value, metric)}")
    if case.before is not None:
        head.append(f", was {figure(case.before, metric)}", style=_QUIET)
    yield head
    if case.error:
        yield _indented(_plain(case.error, "red"))
        return
    unmatched = _unmatched(report.compared_with_gold(ruling.arm, case.case), metric)
    if unmatched is None:
        for miss in case.misses[:_LINES]:
            yield _indented(_plain(miss))
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_row(Text("gold, not in the brief", style=_QUIET), Text("brief, not in gold", style=_QUIET))
    gold, ours = unmatched
    for place in range(min(_LINES, max(len(gold), len(ours)))):
        table.add_row(_half(gold, place), _half(ours, place))
    yield _indented(table)
    hidden = max(len(gold), len(ours)) - _LINES
    if hidden > 0:
        yield _indented(Text(f"and {hidden} more", style=_QUIET))


def _unmatched(comparison: Comparison | None, metric: Metric | None) -> tuple[list[str], list[str]] | None:
    section = _SECTION_OF.get(metric.subject) if metric else None
    if comparison is None or section is None:
        return None
    found = [row for row in rows(comparison) if row.section == section]
    return [_words(row) for row in found if _is_lost(row)], [_words(row) for row in found if _is_extra(row)]


def _is_lost(row: Row) -> bool:
    return row.state in {"missing", "wrong party"}


def _is_extra(row: Row) -> bool:
    return row.state == "extra"


def _words(row: Row) -> str:
    half = row.gold or row.predicted
    if half is None:
        return ""
    text = f"{half.id} {half.text}"
    if row.state == "wrong party" and row.predicted is not None:
        return f"{text} ({half.about}; the brief says {row.predicted.about})"
    return f"{text} ({row.note})" if row.note else text


def _half(lines: list[str], place: int) -> Text:
    return _plain(lines[place]) if place < len(lines) else Text("")


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style=_QUIET)
    for place, column in enumerate(columns):
        table.add_column(column, overflow="fold", justify="left" if place == 0 or column == "not scored" else "right")
    return table


def _signed(sign: Text, line: Text) -> RenderableType:
    """A line behind a sign, wrapped under itself."""
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column(overflow="fold", ratio=1)
    row.add_row(sign, line)
    return Padding(row, (0, 0, 0, 2))


def _heading(title: str) -> RenderableType:
    return Padding(Text(one_line(title).upper(), style="bold cyan"), (1, 0, 0, 0))


def _indented(what: RenderableType) -> RenderableType:
    return Padding(what, (0, 0, 0, 6))


def _plain(text: str, style: str = "") -> Text:
    return Text(one_line(text), style=style)
