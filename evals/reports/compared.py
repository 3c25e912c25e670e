"""Two arms side by side on the page: what changed, how surely, and which cases moved most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.compare import Change, Contrast
from evals.metrics.metric import Metric
from evals.notation import chance, change, figure, span_of_change
from evals.reports.plots import is_share, percent
from evals.reports.report import Report
from evals.reports.viewer import link
from evals.summary import raw_change

_ANSWERS = {"better": "good", "worse": "bad", "the same": "flat", "cannot tell": "flat"}
_MOVES = 5  # cases shown of a metric
_LINES = 6  # of a case


@dataclass(frozen=True, slots=True)
class _Changed:
    title: str
    decides: bool
    answer: str
    tone: str
    change: str
    span: str
    p: str
    n: str
    at: float | None  # percent on a line whose middle is no change
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class _Moved:
    case: str
    link: str
    before: str
    after: str
    lines: tuple[tuple[str, str], ...]  # "lost" or "won", and what


@dataclass(frozen=True, slots=True)
class _Mover:
    title: str
    moves: tuple[_Moved, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A contrast as the page shows it: a row for each metric, and the cases behind those that may decide."""

    title: str
    note: str
    rows: tuple[_Changed, ...]
    movers: tuple[_Mover, ...]


def in_a_word(contrast: Contrast, report: Report) -> str:
    """What became of the metrics that may decide: "B against A: Key-fact F1 worse; Position F1 cannot tell."."""
    answers = [
        f"{report.by_name[one.metric].title} {one.answer}"
        for one in contrast.changes
        if report.by_name[one.metric].decides
    ]
    return f"{contrast.second} against {contrast.first}: {', '.join(answers)}."


def side_by_side(contrast: Contrast, report: Report) -> Compared:
    """A contrast, its gains and losses drawn on one scale."""
    arm = report.arms.index(contrast.arm) if contrast.arm in report.arms else 0
    note = f"Not compared, another text: {', '.join(contrast.passed_over)}" if contrast.passed_over else ""
    movers = tuple(
        _Mover(report.by_name[one.metric].title, tuple(_moves(one, report.by_name[one.metric], arm)))
        for one in contrast.changes
        if one.moves and report.by_name[one.metric].decides
    )
    widest = _widest(contrast, report)
    rows = tuple(_changed(one, report.by_name[one.metric], widest) for one in contrast.changes)
    return Compared(f"{contrast.second} against {contrast.first}", note, rows, movers)


def _changed(one: Change, metric: Metric, widest: float) -> _Changed:
    found = one.found
    raw, interval = raw_change(metric, found) if found is not None else (None, None)
    is_drawn = found is not None and is_share(metric)
    ends = found.interval if found is not None and is_drawn else None
    return _Changed(
        title=metric.title,
        decides=metric.decides,
        answer=one.answer,
        tone=_ANSWERS[one.answer],
        change=change(raw, metric),
        span=span_of_change(interval, metric),
        p=chance(one.p),
        n=f"{found.cases:,}" if found else "0",
        at=_on_line(found.mean, widest) if found and is_drawn else None,
        low=_on_line(ends.low, widest) if ends else None,
        high=_on_line(ends.high, widest) if ends else None,
    )


def _widest(contrast: Contrast, report: Report) -> float:
    """How far the gains and losses of shares reach at most."""
    ends = [
        abs(end)
        for one in contrast.changes
        if one.found is not None and is_share(report.by_name[one.metric])
        for end in (one.found.mean, *((one.found.interval.low, one.found.interval.high) if one.found.interval else ()))
    ]
    return max(ends, default=0.0) or 1.0


def _on_line(gained: float, widest: float) -> float:
    """Where a gain stands on a line whose middle is no change, with room for a mark at its ends."""
    return percent(0.5 + 0.47 * gained / widest)


def _moves(one: Change, metric: Metric, arm: int) -> Iterator[_Moved]:
    for move in one.moves[:_MOVES]:
        lines = [("lost", f"new: {line}") for line in some(move.broken)]
        lines += [("won", f"gone: {line}") for line in some(move.mended)]
        before, after = figure(move.before, metric), figure(move.after, metric)
        yield _Moved(move.case, link(move.case, arm), before, after, tuple(lines))


def some(lines: Sequence[str]) -> tuple[str, ...]:
    """The first of many lines, and how many more there are."""
    shown = tuple(lines[:_LINES])
    return (*shown, f"and {len(lines) - _LINES} more") if len(lines) > _LINES else shown
