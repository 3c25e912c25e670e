"""A metric: a pure function of a comparison, and what a report has to know about it."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from evals.comparison import Comparison
from evals.outcomes import Failure, Lack, Outcome
from evals.scores import Errored, Score, Scored, Unscorable

Measure = Callable[[Comparison], Score]


@dataclass(frozen=True, slots=True)
class Metric:
    """One column of a report."""

    name: str  # in files and gates: the function's name
    title: str  # for people
    subject: str  # the file it stands in: facts, parties, ...
    unit: str  # "" for a share; else "s", "tokens", "calls", "USD"
    lowest: float
    highest: float  # infinite where there is no worst value
    higher_is_better: bool
    decides: bool  # whether a gate may rest on it; else it informs
    about: str  # the docstring
    measure: Measure

    @property
    def best(self) -> float:
        """The value of a perfect brief."""
        return self.highest if self.higher_is_better else self.lowest

    @property
    def worst(self) -> float | None:
        """What an outcome without a brief counts as; None where the range has no end there."""
        value = self.lowest if self.higher_is_better else self.highest
        return value if math.isfinite(value) else None

    def of_error(self, outcome: Outcome, failure: Failure) -> Score:
        """The score of an outcome that has no brief: what it took is known all the same, if somebody counted."""
        if self.worst is not None:
            return Errored(f"{failure.kind}: {failure.message}")
        usage = failure.usage
        spent: dict[str, float | None] = {"seconds": outcome.seconds or None}
        if usage is not None:
            spent |= {"calls": usage.calls, "cost_usd": usage.cost_usd}
            spent |= {"input_tokens": usage.input_tokens, "output_tokens": usage.output_tokens}
        value = spent.get(self.name)
        return Unscorable("the run failed, and what it took is not known") if value is None else Scored(float(value))


LACKING: dict[Lack, str] = {
    "key_facts": "it has no key facts",
    "parties": "it has no parties",
    "positions": "it has no positions",
    "stances": "it gives no stances",
    "quotes": "it gives no quotations",
    "open_questions": "it has no open questions",
    "citations": "it cites nothing",
    "schema": "it does not say what was malformed",
    "calls": "it does not say how many calls were made",
    "tokens": "it does not say how many tokens were used",
}
METRICS: dict[str, Metric] = {}  # by name, in the order of the reports


def metric(
    title: str,
    *,
    decides: bool = False,
    higher_is_better: bool = True,
    highest: float = 1.0,
    unit: str = "",
    needs: tuple[Lack, ...] = (),
) -> Callable[[Measure], Measure]:
    """Register a metric under its function's name. Its docstring says range, formula and source.

    Args:
        title: Its name for people.
        decides: Whether a gate may rest on it: deterministic, offline, and about the brief's quality.
        higher_is_better: False for a rate of mistakes, or a price.
        highest: The end of its range, which begins at 0.
        unit: Of its values, where they are no shares.
        needs: What an output made elsewhere must have for it.
    """

    def register(measure: Measure) -> Measure:
        name = measure.__name__
        if name in METRICS:
            raise ValueError(f"there are two metrics of the name {name!r}")
        METRICS[name] = Metric(
            name=name,
            title=title,
            subject=measure.__module__.rpartition(".")[2],
            unit=unit,
            lowest=0.0,
            highest=highest,
            higher_is_better=higher_is_better,
            decides=decides,
            about=measure.__doc__ or "",
            measure=_unless_lacking(measure, needs),
        )
        return measure

    return register


def _unless_lacking(formula: Measure, needs: tuple[Lack, ...]) -> Measure:
    def measure(comparison: Comparison) -> Score:
        lacking = next((need for need in needs if need in comparison.outcome.lacks), None)
        return formula(comparison) if lacking is None else Unscorable(f"made elsewhere, and {LACKING[lacking]}")

    return measure
