"""How often the gate is right: planted drops it catches, unchanged runs it fails, and intervals that hold the mean.

    python -m benchmarks.gate [--runs 2000] [--seed 1]

Each run has a baseline and a second pass over the same cases, and goes through the verdict that decides in CI, with its
rounding, errors, tolerance and Holm's method over all gated metrics. The planted drop is in one of these.
"""

import argparse
import random
import statistics
from collections.abc import Callable, Sequence
from math import sqrt

from evals.baseline import Baseline, BaselineCase, gold_mark, rounded, text_mark
from evals.cases import Case, CaseFile
from evals.gates import Gates, Minimum, NoRegression
from evals.metrics.metric import METRICS, Metric
from evals.scores import Errored, Score, Scored, Unscorable
from evals.statistics import interval_of_mean, student_quantile
from evals.summary import CaseResult, Summary
from evals.verdict import verdict
from service.core.article import segment

CASES = 41
DROP = 0.05
SD = 0.08
ARM = "arm"
Draw = Callable[[random.Random], float]  # the difference of one case: mean 0, standard deviation SD


def normal(chance: random.Random) -> float:
    return chance.gauss(0, SD)


def mostly_zero(chance: random.Random) -> float:
    """Three cases in ten move: what a change of prompt does to a mostly settled suite."""
    return chance.gauss(0, SD / sqrt(0.3)) if chance.random() < 0.3 else 0.0


def tenths(chance: random.Random) -> float:
    """One fact of ten more or less: nothing in between."""
    return chance.choice((-0.1, -0.1, -0.1, 0.0, 0.0, 0.0, 0.0, 0.1, 0.1, 0.1)) * SD / sqrt(0.006)


def many_small_rises(chance: random.Random) -> float:
    return SD - chance.expovariate(1 / SD)


def few_large_rises(chance: random.Random) -> float:
    return chance.expovariate(1 / SD) - SD


SHAPES: dict[str, Draw] = {
    "normal": normal,
    "three cases in ten move": mostly_zero,
    "tenths": tenths,
    "few large falls": many_small_rises,
    "few large rises": few_large_rises,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=2000, help="simulated runs a row")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"Gate: {CASES} cases, standard deviation of the difference {SD}, {options.runs} runs a row\n")
    print(f"{'difference of a case':26} {'gated':>5}  {'false alarms':>12}  {'5 points caught':>15}")
    for metrics in (4, 1):
        for shape in SHAPES:
            report(shape, metrics, SD, options.runs, options.seed)
    report("normal", 4, 0.06, options.runs, options.seed, note=", sd .06")
    report("normal", 4, 0.04, options.runs, options.seed, note=", sd .04")
    report("normal", 4, SD, options.runs, options.seed, note=", some cases missing", troubles=True)
    report("normal", 4, SD, options.runs, options.seed, note=", in every metric", dropped=4)
    report("normal", 4, 0.0, options.runs, options.seed, note=", sd 0")
    coverage(options.runs, options.seed)


def report(
    shape: str,
    metrics: int,
    sd: float,
    runs: int,
    seed: int,
    *,
    note: str = "",
    dropped: int = 1,
    troubles: bool = False,
) -> None:
    chance = random.Random(f"{seed} {shape} {metrics} {sd} {note}")
    trial = Trial(chance, SHAPES[shape], metrics, sd, troubles)
    alarms = sum(trial.is_alarm(0) for _ in range(runs)) / runs
    caught = sum(trial.is_alarm(dropped) for _ in range(runs)) / runs
    print(f"{shape + note:26} {metrics:>5}  {alarms:>12.1%}  {caught:>15.1%}")


class Trial:
    """One kind of suite, run again and again."""

    def __init__(self, chance: random.Random, draw: Draw, metrics: int, sd: float, troubles: bool) -> None:
        self._chance = chance
        self._draw = lambda: draw(chance) * sd / SD
        self._troubles = troubles
        example = next(metric for metric in METRICS.values() if metric.decides and metric.higher_is_better)
        self._metrics = tuple(_named(example, f"metric_{number}") for number in range(metrics))
        self._cases = tuple(_case(f"c{number:02}") for number in range(CASES))
        names = tuple(metric.name for metric in self._metrics)
        self._gates = Gates(no_regression=NoRegression(metrics=names), minimum=Minimum(cases=20), errors=CASES)

    def is_alarm(self, dropped: int) -> bool:
        """Whether a run fails in which so many metrics dropped."""
        before: dict[str, dict[str, float]] = {case.slug: {} for case in self._cases}
        after: dict[str, dict[str, Score]] = {case.slug: {} for case in self._cases}
        for number, metric in enumerate(self._metrics):
            for case in self._cases:
                # Far enough from 0 and 1 that cutting off there does not plant a change of its own.
                old = self._chance.uniform(0.4, 0.6)
                new = old + self._draw() - DROP * (number < dropped)
                before[case.slug][metric.name] = rounded(old)
                after[case.slug][metric.name] = Scored(new)
        if self._troubles:
            self._plant_troubles(before, after)
        entries = {
            case.slug: BaselineCase(text=text_mark(case), gold=gold_mark(case), scores=before[case.slug])
            for case in self._cases
        }
        summaries = [_summary(metric.name, after) for metric in self._metrics]
        found = verdict(summaries, self._cases, self._metrics, self._gates, Baseline(arms={ARM: entries}))
        return found.state == "regression"

    def _plant_troubles(self, before: dict[str, dict[str, float]], after: dict[str, dict[str, Score]]) -> None:
        """A case that fails in both runs, three a metric does not apply to, and two that the baseline lacks."""
        slugs = list(before)
        after[slugs[0]] = {metric.name: Errored("down") for metric in self._metrics}
        before[slugs[0]] = {metric.name: 0.0 for metric in self._metrics}
        for slug in slugs[1:4]:
            name = self._metrics[-1].name
            after[slug][name] = Unscorable("does not apply")
            del before[slug][name]
        for slug in slugs[4:6]:
            before[slug] = {}


def _summary(metric: str, after: dict[str, dict[str, Score]]) -> Summary:
    """As `summarize_scores` makes it, without the interval of the mean: no gate here rests on it, and it takes long."""
    results = tuple(_result(slug, row[metric]) for slug, row in after.items())
    return Summary(ARM, metric, None, None, results, None)


def _result(slug: str, score: Score) -> CaseResult:
    match score:
        case Scored(value):
            return CaseResult(slug, "scored", value, (value,))
        case Errored(reason):
            return CaseResult(slug, "error", 0.0, (0.0,), errors=1, reason=reason)
        case Unscorable(reason):
            return CaseResult(slug, "unscorable", None, reason=reason)


def coverage(runs: int, seed: int) -> None:
    """How often a 95% interval of the mean of 41 scores holds the true mean, by method."""
    print(
        f"\nIntervals of a mean of {CASES} scores: how many hold the true mean (95% is right), and how long they are\n"
    )
    print(f"{'scores':28} {'studentised':>16} {'percentile':>16} {'Student':>16}")
    kinds: dict[str, tuple[Draw, float]] = {
        "normal": (lambda chance: chance.gauss(0.5, 0.15), 0.5),
        "near the top, skewed": (lambda chance: chance.betavariate(5, 1), 5 / 6),
        "at both ends": (lambda chance: chance.betavariate(0.5, 0.5), 0.5),
        "of five facts": (lambda chance: sum(chance.random() < 0.7 for _ in range(5)) / 5, 0.7),
        "all or nothing, 90%": (lambda chance: float(chance.random() < 0.9), 0.9),
        "differences, three in ten": (mostly_zero, 0.0),
        "differences, few large falls": (many_small_rises, 0.0),
    }
    for name, (draw, truth) in kinds.items():
        chance = random.Random(f"{seed} {name}")
        held, length = [0, 0, 0], [0.0, 0.0, 0.0]
        for _ in range(runs // 2):
            values = [draw(chance) for _ in range(CASES)]
            for method, (low, high) in enumerate((_studentised(values), _percentile(values), _student(values))):
                held[method] += low - 1e-9 <= truth <= high + 1e-9
                length[method] += high - low
        cells = (f"{one / (runs // 2):.1%} ({far / (runs // 2):.3f})" for one, far in zip(held, length, strict=True))
        print(f"{name:28} {' '.join(f'{cell:>16}' for cell in cells)}")


def _studentised(values: Sequence[float]) -> tuple[float, float]:
    found = interval_of_mean(values)
    return (found.low, found.high) if found else (0.0, 0.0)


_chance = random.Random(0)
_DRAWS = [_chance.choices(range(CASES), k=CASES) for _ in range(1000)]


def _percentile(values: Sequence[float]) -> tuple[float, float]:
    means = sorted(sum(values[place] for place in draw) / CASES for draw in _DRAWS)
    return means[25], means[974]


def _student(values: Sequence[float]) -> tuple[float, float]:
    middle = statistics.fmean(values)
    reach = student_quantile(0.975, CASES - 1) * statistics.stdev(values) / sqrt(CASES)
    return middle - reach, middle + reach


def _named(metric: Metric, name: str) -> Metric:
    return Metric(
        name=name,
        title=name,
        subject=metric.subject,
        unit="",
        lowest=0.0,
        highest=1.0,
        higher_is_better=True,
        decides=True,
        about="",
        measure=metric.measure,
    )


def _case(slug: str) -> Case:
    text = "The port closed on Monday."
    return Case(slug, CaseFile.model_construct(text=text, language="en"), segment(text, language="en"), {}, slug)


if __name__ == "__main__":
    main()
