"""The scores a run is compared with, case by case: a file that is committed, and changed only on purpose."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.cases import Case
from evals.metrics.metric import Metric
from evals.summary import Summary
from service.core.errors import ConfigurationError

BASELINE = Path(__file__).parent / "baseline.json"
SECOND = "replay/second"  # the arm of what a second annotator wrote: `precis eval --replay evals/recordings/second`
_DECIMALS = 4  # finer than any tolerance, coarser than what machines disagree on
_DIGITS = 16  # of a checksum


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BaselineCase(_Frozen):
    """What an arm scored on a case."""

    text: str = Field(description="SHA-256 of the article's text, its first digits.")
    gold: str = Field(description="SHA-256 of the gold file, its first digits.")
    scores: dict[str, float] = Field(description="By metric, the mean over repeats; an error as the worst value.")


class Baseline(_Frozen):
    """What every known arm scored on every case."""

    suite: str = Field(default="", description="Checksum of the suite it was last written for.")
    arms: dict[str, dict[str, BaselineCase]] = Field(default={}, description="By arm, by case.")


def read_baseline(path: Path) -> Baseline:
    """The scores in a baseline file; an empty baseline where there is no such file yet.

    Raises:
        ConfigurationError: There is one and it cannot be read.
    """
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Baseline()
    except OSError as error:
        raise ConfigurationError(f"the baseline {path} cannot be read: {error}") from error
    except ValidationError as error:
        found = error.errors()[0]
        place = ".".join(map(str, found["loc"]))
        raise ConfigurationError(f"the baseline {path} does not fit, at {place!r}: {found['msg']}") from error


def baseline_of(
    summaries: Sequence[Summary], cases: Sequence[Case], metrics: Sequence[Metric], *, before: Baseline | None = None
) -> Baseline:
    """This run as the baseline of the next: every metric that may decide.

    Args:
        summaries: Every metric of every arm of the run.
        cases: The suite.
        metrics: What the summaries' metrics are.
        before: The baseline so far. Arms that were not run keep their scores, of the cases that still exist.
    """
    known = {case.slug: case for case in cases}
    deciding = {metric.name for metric in metrics if metric.decides}
    scores: dict[str, dict[str, dict[str, float]]] = {}
    for summary in summaries:
        for result in summary.results:
            entry = scores.setdefault(summary.arm, {}).setdefault(result.case, {})
            if summary.metric in deciding and result.value is not None:
                entry[summary.metric] = rounded(result.value)
    arms = {
        arm: {slug: entry for slug, entry in kept.items() if slug in known}
        for arm, kept in (before.arms if before else {}).items()
        if arm not in scores
    }
    for arm, by_case in scores.items():
        arms[arm] = {
            slug: BaselineCase(text=text_mark(known[slug]), gold=gold_mark(known[slug]), scores=entry)
            for slug, entry in by_case.items()
            if slug in known
        }
    return Baseline(suite=suite_checksum(cases), arms=arms)


def ceilings(baseline: Baseline, cases: Sequence[Case]) -> dict[str, float]:
    """What a second annotator's briefs score, as far as the baseline has that: what to expect of a perfect engine.

    Two people who read one article write two briefs. Of each metric that may decide this is the mean over the cases of
    a run whose text and gold are still those that were scored; a metric that under half of the cases have is left out.
    """
    known = {case.slug: case for case in cases}
    found: dict[str, list[float]] = {}
    for slug, entry in baseline.arms.get(SECOND, {}).items():
        case = known.get(slug)
        if case is not None and (entry.text, entry.gold) == (text_mark(case), gold_mark(case)):
            for metric, value in entry.scores.items():
                found.setdefault(metric, []).append(value)
    return {
        metric: sum(values) / len(values) for metric, values in sorted(found.items()) if 2 * len(values) >= len(cases)
    }


def write_baseline(baseline: Baseline) -> str:
    """A baseline as a file's text: by arm, case and metric in the alphabet's order, one case a line.

    So a review of the file shows which cases moved, and the same scores are the same bytes.
    """
    lines = ["{", f'  "suite": {json.dumps(baseline.suite)},', '  "arms": {']
    for place, (arm, cases) in enumerate(sorted(baseline.arms.items()), start=1):
        lines.append(f"    {json.dumps(arm, ensure_ascii=False)}: {{")
        rows = [
            f"      {json.dumps(slug)}: {json.dumps(cases[slug].model_dump(), sort_keys=True)}"
            for slug in sorted(cases)
        ]
        lines += [f"{row}," for row in rows[:-1]] + rows[-1:]
        lines.append("    }," if place < len(baseline.arms) else "    }")
    return "\n".join([*lines, "  }", "}", ""])


def rounded(value: float) -> float:
    """A score as a baseline keeps it."""
    return round(value, _DECIMALS)


def text_mark(case: Case) -> str:
    """What tells one text of a case from another."""
    return case.text_sha256[:_DIGITS]


def gold_mark(case: Case) -> str:
    """What tells one state of a gold file from another."""
    return case.checksum[:_DIGITS]


def suite_checksum(cases: Iterable[Case]) -> str:
    """SHA-256 over the names and checksums of all gold files, its first digits."""
    lines = sorted(f"{case.slug} {case.checksum}\n" for case in cases)
    return sha256("".join(lines).encode()).hexdigest()[:_DIGITS]
