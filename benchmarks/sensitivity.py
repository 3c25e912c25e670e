"""What known damage to a perfect brief does to every metric, over the whole suite.

    python -m benchmarks.sensitivity [--seeds 3] [FOLDER]

Each gold case is taken as a brief, damaged in one way, and scored against itself. The table has the mean change of each
metric; nothing where it is 0.
"""

import argparse
import random
from pathlib import Path
from statistics import fmean

from evals.cases import GOLD, Case, read_suite
from evals.ideal import outcome_of
from evals.metrics import METRICS, score
from evals.outcomes import Outcome
from evals.perturbations import PERTURBATIONS
from evals.scores import Scored

WIDTH = 9


def scored(case: Case, outcome: Outcome) -> dict[str, float]:
    scores = score(case, outcome).scores
    return {
        name: one.value
        for name, one in scores.items()
        if isinstance(one, Scored) and METRICS[name].subject != "running"
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=GOLD)
    arguments.add_argument("--seeds", type=int, default=3)
    given = arguments.parse_args()
    cases = read_suite(given.folder)
    perfect = {case.slug: outcome_of(case) for case in cases}
    before = {case.slug: scored(case, perfect[case.slug]) for case in cases}
    changes: dict[tuple[str, str], list[float]] = {}
    for damage, change in PERTURBATIONS.items():
        for case in cases:
            outcome = perfect[case.slug]
            for seed in range(given.seeds):
                brief = change(case, outcome.brief, random.Random(f"{case.slug} {seed}"))
                after = scored(case, outcome.model_copy(update={"brief": brief}))
                for name in before[case.slug].keys() & after.keys():
                    changes.setdefault((damage, name), []).append(after[name] - before[case.slug][name])
    print(f"{len(cases)} cases, {given.seeds} seeds")
    for number, damage in enumerate(PERTURBATIONS, start=1):
        print(f"  {number}  {damage}")
    heads = "".join(f"{number:>{WIDTH}}" for number in range(1, len(PERTURBATIONS) + 1))
    print(f"{'':24}{'gold':>7}{heads}")
    for name, metric in METRICS.items():
        values = [found[name] for found in before.values() if name in found]
        if metric.subject == "running" or not values:
            continue
        cells = ""
        for damage in PERTURBATIONS:
            moved = fmean(changes.get((damage, name), [0.0]))
            cells += f"{moved:>+{WIDTH}.3f}" if abs(moved) >= 0.0005 else " " * WIDTH
        print(f"{name:24}{fmean(values):7.3f}{cells}".rstrip())


if __name__ == "__main__":
    main()
