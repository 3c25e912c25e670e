"""What it takes to score outcomes: every metric of each gold case as a brief, beside reading the cases themselves.

    python -m benchmarks.scoring [FOLDER]

Prints CPU milliseconds a case: cold, as in a run where each article is met for the first time, and warm, as where
several arms brief the same articles. The ratio to the time the built-in engine takes to brief the same articles, run
alternately in this process, is what compares across machines.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from evals.cases import GOLD, read_suite
from evals.metrics import score
from evals.outcomes import Outcome
from service.core.article import segment
from service.core.summarize import finish, summarize
from service.engines import build
from service.settings import Settings

ROUNDS = 3


def forget() -> None:
    """Empty every cache of the project, as in a new process."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("evals", "service")):
            for value in list(vars(module).values()):
                owner = getattr(value, "__self__", None)
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()
                elif name == "service.core.words" and isinstance(owner, dict):
                    owner.clear()  # the stems, which are looked up without a function between


def timed(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=GOLD)
    folder = arguments.parse_args().folder
    engine = build("extractive", Settings())
    outcomes: list[Outcome] = []

    async def brief_all() -> None:
        outcomes.clear()
        for case in read_suite(folder):
            article = segment(case.text, title=case.gold.title, published_at=case.gold.published_at)
            brief = await finish(summarize(article, engine))
            outcomes.append(Outcome(case=case.slug, text_sha256=case.text_sha256, arm="extractive", brief=brief))

    spent: dict[str, list[float]] = {"read": [], "brief": [], "score, cold": [], "score, warm": []}
    for _ in range(ROUNDS):
        forget()
        spent["brief"].append(timed(lambda: asyncio.run(brief_all())))
        forget()
        cases = read_suite(folder)
        spent["read"].append(timed(lambda: read_suite(folder)))

        def score_all(cases=cases) -> None:
            for case, outcome in zip(cases, outcomes, strict=True):
                score(case, outcome)

        spent["score, cold"].append(timed(score_all))
        spent["score, warm"].append(timed(score_all))
    count = len(outcomes)
    brief = median(spent["brief"])
    print(f"{count} cases, CPU milliseconds a case, median of {ROUNDS}")
    for name, seconds in spent.items():
        print(f"{name:12} {median(seconds) / count * 1000:7.1f}   {median(seconds) / brief:5.2f} of briefing it")


if __name__ == "__main__":
    main()
