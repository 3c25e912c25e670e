"""What a metric says of an outcome: a number, that there is nothing to say, or that the run failed here."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scored:
    """A number, and what a person should look at to understand it."""

    value: float  # in the metric's own range, 0 to 1 unless it says otherwise
    misses: tuple[str, ...] = ()  # what cost points, as sentences: "missing: The port closed on Monday."


@dataclass(frozen=True, slots=True)
class Unscorable:
    """The metric does not apply to this case, and leaves its mean: no gold party, no known price."""

    reason: str


@dataclass(frozen=True, slots=True)
class Errored:
    """There is no brief. It counts as the metric's worst value and never vanishes from a mean."""

    reason: str


Score = Scored | Unscorable | Errored


@dataclass(frozen=True, slots=True)
class CaseScores:
    """Every metric of one outcome."""

    case: str
    arm: str
    repeat: int
    scores: Mapping[str, Score]  # by the metric's name, in the order of the reports
