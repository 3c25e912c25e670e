"""The second pass over a run: score what is there, hold it against the gates. Calls nothing, and may be done again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.baseline import BASELINE, SECOND, ceilings, read_baseline, suite_checksum
from evals.cases import GOLD, Case
from evals.compare import Contrast, changed_texts, compare_summaries
from evals.comparison import compare
from evals.gates import GATES, read_gates
from evals.metrics import METRICS, Metric, score, score_comparison
from evals.outcomes import Outcome
from evals.reports.report import Report
from evals.runs import ArmRecord, RunError, RunRecord, key_of
from evals.summary import Summary, summarize_scores
from evals.verdict import verdict


@dataclass(frozen=True, slots=True)
class Rules:
    """What a run is held against."""

    suite: Path  # folder of the gold cases
    gates: Path  # the TOML file
    baseline: Path  # the scores of before; it need not exist


def rules(suite: Path | None = None, gates: Path | None = None, baseline: Path | None = None) -> Rules:
    """The rules, as far as they are named. A suite of one's own has its gates and its baseline beside its cases.

    Without gates of its own it has those of precis; the baseline of precis is of the suite of precis only.
    """
    folder = suite or GOLD
    home = GATES.parent if folder == GOLD else folder
    own = home / GATES.name
    return Rules(folder, gates or (own if own.exists() else GATES), baseline or home / BASELINE.name)


def check(held_against: Rules) -> None:
    """Read the gates and the baseline, so that what is wrong with them is found before anything is paid for.

    Raises:
        ConfigurationError: One of them cannot be read.
    """
    read_gates(held_against.gates, tuple(METRICS.values()))
    read_baseline(held_against.baseline)


def judge(
    name: str, record: RunRecord, outcomes: Sequence[Outcome], suite: Sequence[Case], held_against: Rules
) -> Report:
    """Score a run and hold it against gates.

    Args:
        name: What people call the run.
        record: What was run.
        outcomes: What came of it. Where some are missing, there is nothing to rule on.
        suite: The gold cases as they are now; those that were not run are left out.
        held_against: Gates and baseline.

    Raises:
        RunError: A case is not in the suite any more, or has another text than the one that was run.
        ConfigurationError: The gates or the baseline cannot be read.
    """
    metrics = tuple(METRICS.values())
    known = {case.slug: case for case in suite}
    lost = [slug for slug in record.suite if slug not in known]
    if lost:
        raise RunError(f"not in this suite: {', '.join(lost)}; name the suite it was run on with --suite")
    cases = tuple(known[slug] for slug in record.suite)
    changed = sorted({one.case for one in outcomes if one.text_sha256 != known[one.case].text_sha256})
    if changed:
        raise RunError(f"the text has changed since it was run: {', '.join(changed)}; run again")
    compared = {key_of(one): compare(known[one.case], one) for one in outcomes if one.brief is not None}
    scores = [
        score_comparison(compared[key_of(one)]) if one.brief is not None else score(known[one.case], one)
        for one in outcomes
    ]
    summaries = summarize_scores(scores, metrics)
    gates, baseline = read_gates(held_against.gates, metrics), read_baseline(held_against.baseline)
    ruled = verdict(summaries, cases, metrics, gates, baseline)
    for note in _why_not(record, outcomes):
        ruled = replace(ruled, state="could not run", notes=(note, *ruled.notes))
    return Report(
        name=name,
        facts=facts(record, cases),
        cases=cases,
        outcomes=tuple(outcomes),
        comparisons=tuple(compared.values()),
        metrics=metrics,
        scores=tuple(scores),
        summaries=summaries,
        verdict=ruled,
        contrasts=_arm_by_arm(summaries, metrics),
        # Beside itself a second annotator's score tells nothing.
        ceilings={} if {one.arm for one in outcomes} == {SECOND} else ceilings(baseline, cases),
    )


def facts(record: RunRecord, cases: Sequence[Case]) -> tuple[tuple[str, str], ...]:
    """What was run, for the head of a report."""
    repeats = f", {record.repeats} times each" if record.repeats > 1 else ""
    return (
        *((arm.name, _about(arm)) for arm in record.arms),
        ("suite", f"{len(cases)} cases, checksum {suite_checksum(cases)}{repeats}"),
        ("precis", f"{record.versions.get('precis', '?')} on Python {record.versions.get('python', '?')}"),
    )


def _why_not(record: RunRecord, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Why a run has no verdict, whatever its gates say of the rest."""
    missing = record.planned - len(outcomes)
    if missing:
        yield f"{missing} of {record.planned} outcomes are missing: the run was not finished"
    for arm in record.arms:
        mine = [one for one in outcomes if one.arm == arm.name]
        if mine and all(one.error is not None for one in mine):
            first = mine[0].error
            yield f"{arm.name} gave no brief at all; the first error: {first.kind}: {first.message}" if first else ""


def against(first: Report, second: Report) -> Report:
    """The second run, compared with the first: arms of one name, or the only ones there are.

    Raises:
        RunError: They have no arm in common, and more than one.
    """
    shared = [arm for arm in first.arms if arm in second.arms]
    pairs = [(arm, arm) for arm in shared]
    if not pairs and len(first.arms) == len(second.arms) == 1:
        pairs = [(first.arms[0], second.arms[0])]
    if not pairs:
        raise RunError(
            f"nothing to compare: {first.name} has {', '.join(first.arms) or 'no arm'}, "
            f"{second.name} has {', '.join(second.arms) or 'no arm'}"
        )
    texts = changed_texts(first.outcomes, second.outcomes)
    found = tuple(
        compare_summaries(
            _of_arm(first, one),
            _of_arm(second, other),
            second.metrics,
            names=(f"{one} in {first.name}", f"{other} in {second.name}"),
            passed_over=texts,
        )
        for one, other in pairs
    )
    return replace(second, contrasts=found)


def is_worse(contrast: Contrast, metrics: Sequence[Metric]) -> bool:
    """Whether a metric that may decide got worse, by more than chance explains."""
    deciding = {metric.name for metric in metrics if metric.decides}
    return any(change.answer == "worse" and change.metric in deciding for change in contrast.changes)


def _arm_by_arm(summaries: Sequence[Summary], metrics: Sequence[Metric]) -> tuple[Contrast, ...]:
    """Every arm of a run, compared with its first."""
    arms = tuple(dict.fromkeys(summary.arm for summary in summaries))
    first = [summary for summary in summaries if summary.arm == arms[0]] if arms else []
    return tuple(
        compare_summaries(
            first, [summary for summary in summaries if summary.arm == other], metrics, names=(arms[0], other)
        )
        for other in arms[1:]
    )


def _of_arm(report: Report, arm: str) -> list[Summary]:
    return [summary for summary in report.summaries if summary.arm == arm]


def _about(arm: ArmRecord) -> str:
    parts = [f"engine {arm.engine}"]
    if arm.model:
        parts.append(f"model {arm.model}")
    parts += [f"prompt {prompt.name}/v{prompt.version} {prompt.checksum}" for prompt in arm.prompts]
    if arm.recordings:
        parts.append(f"replies recorded in {arm.recordings}" + (", stale ones too" if arm.is_stale_taken else ""))
    return ", ".join(parts)
