"""Pass, regression, or could not run: one answer for a run, and the ruling of each gate it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from evals.baseline import Baseline, BaselineCase, gold_mark, rounded, text_mark
from evals.cases import Case
from evals.gates import Gates
from evals.metrics.metric import Metric
from evals.notation import chance, change, count, figure, span, span_of_change
from evals.statistics import Difference, Interval, difference, holm, is_not_worse
from evals.summary import CaseResult, Summary, gain, raw_change

State = Literal["pass", "regression", "could not run"]
Rule = Literal["no regression", "floor", "ceiling", "at most", "errors"]
_GRAVEST_FIRST: tuple[State, ...] = ("regression", "could not run", "pass")
_ROUNDING = 1e-9  # so that a drop of just the tolerance counts as one


@dataclass(frozen=True, slots=True)
class FailingCase:
    """A case that makes a gate fail."""

    case: str
    value: float | None
    before: float | None  # in the baseline; None where the gate does not compare
    misses: tuple[str, ...]  # what cost points, as the metric says it
    error: str = ""  # how it failed, where it did


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one gate says of one arm."""

    arm: str
    rule: Rule
    metric: str | None  # None for the gate on errors
    state: State
    because: str  # a sentence with its figures
    interval: Interval | None = None  # of the mean, or of the difference from the baseline
    cases: tuple[FailingCase, ...] = ()  # those it failed on, the worst first


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer, and what it rests on."""

    state: State
    rulings: tuple[Ruling, ...]
    notes: tuple[str, ...] = ()  # what was not compared, and why: new cases, changed texts, metrics without a value

    @property
    def exit_code(self) -> int:
        """0 pass, 1 regression, 2 could not run."""
        return {"pass": 0, "regression": 1, "could not run": 2}[self.state]

    @property
    def failing(self) -> tuple[Ruling, ...]:
        """The gates that keep it from passing, regressions first."""
        return tuple(ruling for state in _GRAVEST_FIRST[:-1] for ruling in self.rulings if ruling.state == state)


@dataclass(frozen=True, slots=True)
class _Trial:
    """All that a ruling is made from."""

    table: Mapping[tuple[str, str], Summary]  # by arm and metric
    metrics: Mapping[str, Metric]
    cases: Mapping[str, Case]
    gates: Gates
    baseline: Baseline

    def comparable(self, arm: str) -> dict[str, BaselineCase]:
        """What the baseline has of cases whose text and gold are still the same."""
        return {
            slug: entry
            for slug, entry in self.baseline.arms.get(arm, {}).items()
            if (case := self.cases.get(slug)) and (entry.text, entry.gold) == (text_mark(case), gold_mark(case))
        }


@dataclass(frozen=True, slots=True)
class _Paired:
    """A metric of an arm beside the same cases of the baseline."""

    summary: Summary
    metric: Metric
    before: Mapping[str, float]  # by case
    found: Difference  # above 0: better


def verdict(
    summaries: Sequence[Summary],
    cases: Sequence[Case],
    metrics: Sequence[Metric],
    gates: Gates,
    baseline: Baseline,
) -> Verdict:
    """Hold a run against its gates.

    A metric has regressed when its mean over the cases fell by the tolerance or more *and* by more than noise explains:
    Student's paired t, one-sided, by Holm's method over every metric and arm compared. The first keeps a difference
    nobody would act on from failing a build, the second keeps out chance. `benchmarks/gate.py` tells what both come to.

    Args:
        summaries: Every metric of every arm. What no gate names is passed over.
        cases: What was to be run.
        metrics: What the summaries' metrics are.
        gates: As `read_gates` gives them: on metrics that exist.
        baseline: The scores of before. An arm it does not know cannot be judged against it.

    Returns:
        A regression if a gate found one; else could not run if a gate lacks the evidence to rule; else a pass.
    """
    trial = _Trial(
        table={(summary.arm, summary.metric): summary for summary in summaries},
        metrics={metric.name: metric for metric in metrics},
        cases={case.slug: case for case in cases},
        gates=gates,
        baseline=baseline,
    )
    arms = tuple(dict.fromkeys(summary.arm for summary in summaries))
    rulings = [ruling for arm in arms for ruling in _limits(trial, arm)]
    rulings += _no_regression(trial, arms)
    notes = tuple(note for arm in arms for note in _notes(trial, arm))
    if not rulings:
        return Verdict("could not run", (), ("no arm was run",))
    found = {ruling.state for ruling in rulings}
    return Verdict(next(state for state in _GRAVEST_FIRST if state in found), tuple(rulings), notes)


def _limits(trial: _Trial, arm: str) -> Iterator[Ruling]:
    """The gates that need no baseline."""
    yield _errors(trial, arm)
    limits = trial.gates.of_arm(arm)
    for name, floor in limits.floors.items():
        yield _floor(trial.table[arm, name], trial.metrics[name], floor, trial.gates)
    for name, most in limits.at_most.items():
        yield _at_most(trial.table[arm, name], most, trial.gates)


def _errors(trial: _Trial, arm: str) -> Ruling:
    results = [result for (of, _), summary in trial.table.items() if of == arm for result in summary.results]
    failed = {result.case: result.reason for result in results if result.errors}
    ran = {result.case for result in results}
    missing = len(trial.cases.keys() - ran)
    because = f"{count(len(failed), 'case')} of {len(ran):,} ended in an error; {trial.gates.errors:,} may"
    if missing:
        return Ruling(arm, "errors", None, "could not run", f"{because}; {count(missing, 'case')} not run at all")
    if len(failed) <= trial.gates.errors:
        return Ruling(arm, "errors", None, "pass", because)
    worst = tuple(FailingCase(case, None, None, (), failed[case]) for case in sorted(failed))
    # With many cases failed there was no run to judge: a key is missing, or a server is down.
    minimum = trial.gates.minimum
    is_judged = len(ran) - len(failed) >= max(minimum.cases, minimum.share * len(ran))
    return Ruling(arm, "errors", None, "regression" if is_judged else "could not run", because, cases=worst)


def _floor(summary: Summary, metric: Metric, floor: float, gates: Gates) -> Ruling:
    """A floor of what is to be high, a ceiling of what is to be low: the interval's worse end has to keep to it."""
    rule: Rule = "floor" if metric.higher_is_better else "ceiling"
    lacking = _lacking(summary, gates)
    if lacking or summary.interval is None:
        return Ruling(summary.arm, rule, metric.name, "could not run", lacking)
    end = summary.interval.low if metric.higher_is_better else summary.interval.high
    because = (
        f"mean {figure(summary.mean, metric)}, interval {span(summary.interval, metric)} on "
        f"{count(summary.counted, 'case')}; its worse end must be "
        f"{'at least' if metric.higher_is_better else 'at most'} {figure(floor, metric)}"
    )
    if gain(metric, end, floor) >= -_ROUNDING:
        return Ruling(summary.arm, rule, metric.name, "pass", because, summary.interval)
    below = [(gain(metric, value, floor), result) for result, value in summary.values if gain(metric, value, floor) < 0]
    below.sort(key=lambda pair: (pair[0], pair[1].case))
    shown = tuple(_failing(result, None) for _, result in below)
    return Ruling(summary.arm, rule, metric.name, "regression", because, summary.interval, shown)


def _at_most(summary: Summary, most: int, gates: Gates) -> Ruling:
    lacking = _lacking(summary, gates)
    if lacking:
        return Ruling(summary.arm, "at most", summary.metric, "could not run", lacking)
    found = sum(len(result.misses) for result in summary.results)
    because = f"{found:,} found in {count(summary.counted, 'case')}; {most:,} may be"
    if found <= most:
        return Ruling(summary.arm, "at most", summary.metric, "pass", because)
    worst = sorted(summary.results, key=lambda result: (-len(result.misses), result.case))
    shown = tuple(_failing(result, None) for result in worst if result.misses)
    return Ruling(summary.arm, "at most", summary.metric, "regression", because, cases=shown)


def _no_regression(trial: _Trial, arms: Sequence[str]) -> list[Ruling]:
    """The gates against the baseline: one family, so that more of them raise no more false alarms."""
    family: dict[str, _Paired] = {}
    rulings: dict[str, Ruling] = {}
    for arm in arms:
        for name in trial.gates.no_regression.metrics:
            paired = _pair(trial, trial.table[arm, name])
            lacking = _lacking(trial.table[arm, name], trial.gates) or _unpaired(trial, arm, paired)
            rulings[f"{arm}\n{name}"] = Ruling(arm, "no regression", name, "could not run", lacking)
            if not lacking:
                family[f"{arm}\n{name}"] = paired
    chances = holm({key: paired.found.p_lower for key, paired in family.items()})
    return list(
        (rulings | {key: _change(paired, chances[key], trial.gates) for key, paired in family.items()}).values()
    )


def _pair(trial: _Trial, summary: Summary) -> _Paired:
    metric, comparable = trial.metrics[summary.metric], trial.comparable(summary.arm)
    before = {
        result.case: entry.scores[metric.name]
        for result, _ in summary.values
        if (entry := comparable.get(result.case)) and metric.name in entry.scores
    }
    # Rounded as the baseline is, so that equal scores differ by nothing at all.
    gains = [gain(metric, rounded(value), before[one.case]) for one, value in summary.values if one.case in before]
    return _Paired(summary, metric, before, difference(gains, [0.0] * len(gains)))


def _change(paired: _Paired, p: float, gates: Gates) -> Ruling:
    summary, metric, found, rule = paired.summary, paired.metric, paired.found, gates.no_regression
    is_large = found.mean < 0 and found.mean <= _ROUNDING - rule.tolerance
    is_real = p <= rule.level
    raw, interval = raw_change(metric, found)
    if found.interval == Interval(0, 0):
        because = f"no score differs from the baseline, on {count(found.cases, 'case')}"
        return Ruling(summary.arm, "no regression", metric.name, "pass", because, interval)
    because = (
        f"{change(raw, metric)} against the baseline on {count(found.cases, 'case')}, interval "
        f"{span_of_change(interval, metric)}, adjusted p {chance(p)}"
    )
    if is_large and is_real:
        fallen = [
            (gain(metric, value, paired.before[result.case]), result)
            for result, value in summary.values
            if result.case in paired.before and gain(metric, rounded(value), paired.before[result.case]) < 0
        ]
        fallen.sort(key=lambda pair: (pair[0], pair[1].case))
        shown = tuple(_failing(result, paired.before[result.case]) for _, result in fallen)
        return Ruling(summary.arm, "no regression", metric.name, "regression", because, interval, shown)
    if is_large:
        because += "; cannot be told from chance"
    elif is_real:
        because += f"; within the tolerance of {figure(rule.tolerance, metric)}"
    elif not is_not_worse(found, rule.tolerance):
        because += f"; a drop of {figure(rule.tolerance, metric)} cannot be ruled out"
    return Ruling(summary.arm, "no regression", metric.name, "pass", because, interval)


def _lacking(summary: Summary, gates: Gates) -> str:
    """Why a metric of an arm cannot be judged, or nothing."""
    applies = len(summary.results) - summary.unscorable
    needed = ceil(max(gates.minimum.cases, gates.minimum.share * applies))
    if summary.scored >= needed:
        return ""
    parts = [f"scored on {count(summary.scored, 'case')}, at least {needed:,} are needed"]
    if summary.unscorable:
        parts.append(f"it does not apply to {summary.unscorable:,}")
    if applies > summary.scored:
        parts.append(f"{applies - summary.scored:,} failed")
    return "; ".join(parts)


def _unpaired(trial: _Trial, arm: str, paired: _Paired) -> str:
    """Why a metric of an arm cannot be compared with the baseline, or nothing."""
    then = "--update-baseline makes this run the one to compare with"
    if arm not in trial.baseline.arms:
        return f"the baseline does not know {arm!r}; {then}"
    needed = trial.gates.minimum.cases
    if len(paired.before) >= needed:
        return ""
    return (
        f"{count(len(paired.before), 'case')} of {paired.summary.counted:,} can be compared with the baseline, "
        f"at least {needed:,} are needed; {then}"
    )


def _notes(trial: _Trial, arm: str) -> Iterator[str]:
    """What is not compared with the baseline although a reader might think it is."""
    names = trial.gates.no_regression.metrics
    entries = trial.baseline.arms.get(arm)
    if entries is None or not names:
        return
    ran = {result.case for name in names for result in trial.table[arm, name].results}
    comparable = trial.comparable(arm)
    changed = {slug for slug in entries.keys() & trial.cases.keys() if slug not in comparable}
    rewritten = {slug for slug in changed if entries[slug].text != text_mark(trial.cases[slug])}
    named = {
        "not in the baseline": ran - entries.keys(),
        "with another text than in the baseline": rewritten,
        "with other gold than in the baseline": changed - rewritten,
        "in the baseline and not run": entries.keys() - ran,
    }
    for what, slugs in named.items():
        if slugs:
            yield f"{arm}: {count(len(slugs), 'case')} {what}, not compared: {', '.join(sorted(slugs))}"
    for name in names:
        gone = [
            result.case
            for result in trial.table[arm, name].results
            if result.value is None and result.case in comparable and name in comparable[result.case].scores
        ]
        if gone:
            yield f"{arm}: {name} had a value in the baseline and has none now in {', '.join(gone)}"


def _failing(result: CaseResult, before: float | None) -> FailingCase:
    return FailingCase(result.case, result.value, before, result.misses, result.reason if result.errors else "")
