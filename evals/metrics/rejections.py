"""How often the project's own checks reject what is true: a metric of the checks, over a whole suite."""

from collections.abc import Iterable
from dataclasses import dataclass

from evals.cases import Case


@dataclass(frozen=True, slots=True)
class RejectionRate:
    """True items that the checks set aside."""

    value: float  # 0 to 1
    rejected: int
    items: int
    misses: tuple[str, ...]  # "copenhagen: f3: number"


def known_rejection_rate(cases: Iterable[Case]) -> RejectionRate:
    """Share of the gold items of a suite that one of the checks rejects.

    Range: 0 to 1; 0 for an empty suite.
    Formula: items under `known_rejections` / all items. The lists are what the checks do: the linter refuses a case
    whose list leaves one out, or has one that no longer happens.
    """
    items = 0
    rejected: set[tuple[str, str]] = set()
    misses: list[str] = []
    for case in cases:
        items += len(case.sentences) + len(case.gold.topics)
        for known in case.gold.known_rejections:
            rejected.add((case.slug, known.item))
            misses.append(f"{case.slug}: {known.item}: {known.check}")
    return RejectionRate(len(rejected) / items if items else 0.0, len(rejected), items, tuple(misses))
