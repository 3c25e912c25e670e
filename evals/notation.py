"""How numbers are written in every report: always as many places, the same on every machine."""

from evals.metrics.metric import Metric
from evals.statistics import Interval

NOTHING = "–"


def figure(value: float | None, metric: Metric | None = None) -> str:
    """A value of a metric: `0.512`, `1.24 s`, `$0.0031`, `1,204 tokens`; a dash where there is none."""
    if value is None:
        return NOTHING
    unit = metric.unit if metric else ""
    if unit == "USD":
        return f"${_plain(value, 4)}"
    if unit == "s":
        return f"{_plain(value, 2)} s"
    if unit:
        return f"{_plain(value, 1 if abs(value) < 100 else 0)} {unit}"
    return _plain(value, 3)


def change(value: float | None, metric: Metric | None = None) -> str:
    """A difference, with its sign: `+0.051`, `−$0.0030`, `±0.000`."""
    if value is None:
        return NOTHING
    size = figure(abs(value), metric)
    if size == figure(0.0, metric):
        return f"±{size}"
    return f"{'+' if value > 0 else '−'}{size}"


def span(interval: Interval | None, metric: Metric | None = None) -> str:
    """An interval of values: `0.481 to 0.543`, `807 to 866 tokens`; a dash where there is none."""
    if interval is None:
        return NOTHING
    return f"{_bare(figure(interval.low, metric), metric)} to {figure(interval.high, metric)}"


def span_of_change(interval: Interval | None, metric: Metric | None = None) -> str:
    """An interval of differences: `−0.074 to −0.027`."""
    if interval is None:
        return NOTHING
    return f"{_bare(change(interval.low, metric), metric)} to {change(interval.high, metric)}"


def chance(p: float | None) -> str:
    """A p-value: `0.031`, or `below 0.001`."""
    if p is None:
        return NOTHING
    return "below 0.001" if p < 0.001 else f"{p:.3f}"


def count(number: int, noun: str) -> str:
    """`1 case`, `3 cases`, `2 queries`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def _bare(text: str, metric: Metric | None) -> str:
    """A figure without the unit that follows it."""
    return text.removesuffix(f" {metric.unit}") if metric and metric.unit else text


def _plain(value: float, places: int) -> str:
    text = f"{value:,.{places}f}"
    # Rounding leaves "-0.000" of a value just below nothing.
    return text.removeprefix("-") if not text.strip("-0.,") else text
