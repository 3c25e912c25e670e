"""What every report is written from: a run that is finished, scored and judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from evals.cases import Case
from evals.compare import Contrast
from evals.comparison import Comparison
from evals.metrics.metric import Metric
from evals.metrics.rejections import known_rejection_rate
from evals.notation import figure
from evals.outcomes import Outcome
from evals.scores import CaseScores
from evals.summary import CaseResult, Summary
from evals.verdict import Verdict


@dataclass(frozen=True)
class Report:
    """All of a run. Two of the same contents are written as the same bytes: nothing here says when."""

    name: str  # of the run, as people call it
    facts: tuple[tuple[str, str], ...]  # what was run, as label and value: engine, prompt checksum, version
    cases: tuple[Case, ...]
    outcomes: tuple[Outcome, ...]
    comparisons: tuple[Comparison, ...]  # of every outcome that has a brief
    metrics: tuple[Metric, ...]  # in the order of the reports
    scores: tuple[CaseScores, ...]
    summaries: tuple[Summary, ...]
    verdict: Verdict | None = None  # None where nothing was to decide
    contrasts: tuple[Contrast, ...] = ()  # between arms, or with another run
    ceilings: Mapping[str, float] = field(default_factory=dict)  # by metric, what a second annotator's briefs score

    @cached_property
    def arms(self) -> tuple[str, ...]:
        """The arms, in the order of the run."""
        return tuple(dict.fromkeys(summary.arm for summary in self.summaries))

    @cached_property
    def by_name(self) -> Mapping[str, Metric]:
        """The metrics by name."""
        return {metric.name: metric for metric in self.metrics}

    @cached_property
    def table(self) -> Mapping[tuple[str, str], Summary]:
        """The summaries by arm and metric."""
        return {(summary.arm, summary.metric): summary for summary in self.summaries}

    @cached_property
    def results(self) -> Mapping[tuple[str, str], Mapping[str, CaseResult]]:
        """By arm and case, what each metric says."""
        found: dict[tuple[str, str], dict[str, CaseResult]] = {}
        for summary in self.summaries:
            for result in summary.results:
                found.setdefault((summary.arm, result.case), {})[summary.metric] = result
        return found

    @cached_property
    def rejected(self) -> str:
        """How many true items of the suite the project's own checks set aside, in a sentence; empty without a suite."""
        found = known_rejection_rate(self.cases)
        if not found.items:
            return ""
        return (
            f"the checks set aside {found.rejected:,} of {found.items:,} true items of these cases ({found.value:.1%})"
        )

    def ceiling(self, metric: Metric) -> str:
        """What a second annotator's briefs score in a metric; empty where nobody knows."""
        value = self.ceilings.get(metric.name)
        return "" if value is None else figure(value, metric)

    def compared_with_gold(self, arm: str, case: str) -> Comparison | None:
        """The first brief an arm made of a case, beside its gold; None where every repeat failed."""
        return self._comparisons.get((arm, case))

    @cached_property
    def _comparisons(self) -> Mapping[tuple[str, str], Comparison]:
        found: dict[tuple[str, str], Comparison] = {}
        for one in self.comparisons:
            found.setdefault((one.outcome.arm, one.outcome.case), one)
        return found
