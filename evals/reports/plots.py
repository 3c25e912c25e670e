"""Where the marks of a plot stand, in percent of its width and height: a page only has to draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from evals.metrics.metric import Metric
from evals.notation import count, figure, span
from evals.reports.report import Report
from evals.statistics import Interval
from evals.summary import Summary

_EDGE = 4.0  # percent kept free round a scatter plot


@dataclass(frozen=True, slots=True)
class Cell:
    """One arm's mean of a metric."""

    mean: str
    span: str
    n: str
    at: float | None = None  # percent; None where there is no mean, or no range to draw it in
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid."""

    at: float  # percent
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """An arm in a scatter plot."""

    arm: int  # its place among the arms
    label: str
    x: float  # percent from the left
    y: float  # percent from the top
    low: float | None  # percent from the top: the lower end of the interval
    high: float | None


@dataclass(frozen=True, slots=True)
class Scatter:
    """Quality against what it takes."""

    title: str
    axis: str
    spoken: str  # the same in words
    xs: tuple[Tick, ...]
    ys: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    note: str  # which arms are not in it


def cell(summary: Summary, metric: Metric) -> Cell:
    """A mean, in words and on a line from the metric's lowest to its highest value."""
    left = [f"n {summary.counted:,}"]
    left += [f"{summary.unscorable:,} not applicable"] if summary.unscorable else []
    left += [count(summary.errors, "error")] if summary.errors else []
    left += [f"±{figure(summary.spread, metric)} between repeats"] if summary.spread is not None else []
    words = (figure(summary.mean, metric), span(summary.interval, metric), " · ".join(left))
    if summary.mean is None or not is_share(metric):
        return Cell(*words)
    low, high = (summary.interval.low, summary.interval.high) if summary.interval else (None, None)
    return Cell(*words, percent(summary.mean), _or_none(low), _or_none(high))


def is_share(metric: Metric) -> bool:
    """Whether a metric goes from 0 to 1, so that all of them can be drawn on one scale."""
    return (metric.lowest, metric.highest) == (0.0, 1.0)


def scatter(report: Report, quality: Metric, price: Metric) -> Scatter | None:
    """A metric against what it takes, an arm a dot; None where fewer than two arms have both."""
    found: list[tuple[int, Summary, float]] = []
    missing = []
    for place, arm in enumerate(report.arms):
        good, paid = report.table[arm, quality.name], report.table[arm, price.name]
        if good.mean is None or paid.mean is None:
            missing.append(arm)
        else:
            found.append((place, good, paid.mean))
    if len(found) < 2:
        return None
    ticks = _ticks(max(paid for _, _, paid in found))
    widest = ticks[-1] or 1.0
    points = [value / 5 for value in range(6)]
    dots = tuple(
        Dot(place, report.arms[place], _inset(paid / widest), *_height(good.mean or 0.0, good.interval))
        for place, good, paid in found
    )
    spoken = "; ".join(
        f"{report.arms[place]}: {quality.title} {figure(good.mean, quality)} at {figure(paid, price)}"
        for place, good, paid in found
    )
    return Scatter(
        title=f"{quality.title} against {price.title.lower()}",
        axis=f"{price.title.lower()} of a brief, mean",
        spoken=spoken,
        xs=tuple(Tick(_inset(tick / widest), figure(tick, price)) for tick in ticks),
        ys=tuple(Tick(_height(point, None)[0], f"{point:.1f}") for point in points),
        dots=dots,
        note=f"Not known of {', '.join(missing)}." if missing else "",
    )


def tone(metric: Metric, value: float) -> str:
    """How good a share is, as one of ten shades: h0 (the worst) to h9 (the best)."""
    good = value if metric.higher_is_better else 1 - value
    return f"h{min(9, max(0, int(good * 10)))}"


def percent(share: float) -> float:
    """A share as percent, as short as a page needs it."""
    return round(100 * share, 2) + 0.0


def _or_none(share: float | None) -> float | None:
    return None if share is None else percent(share)


def _inset(share: float) -> float:
    return percent((_EDGE + share * (100 - 2 * _EDGE)) / 100)


def _height(value: float, interval: Interval | None) -> tuple[float, float | None, float | None]:
    if interval is None:
        return _inset(1 - value), None, None
    return _inset(1 - value), _inset(1 - interval.low), _inset(1 - interval.high)


def _ticks(highest: float) -> Sequence[float]:
    """Round numbers from 0 to just beyond a value, four to six of them."""
    if highest <= 0:
        return (0.0,)
    power = 10.0 ** floor(log10(highest))
    step = next(size * power for size in (0.2, 0.5, 1.0, 2.0) if highest <= 5 * size * power)
    steps = int(highest / step - 1e-9) + 1
    return [round(place * step, 10) for place in range(steps + 1)]
