"""What it takes to score outcomes: every metric of briefs of the gold cases, beside reading the cases themselves.

    python -m benchmarks.scoring [FOLDER]

A hundred outcomes at most, no two alike: what the built-in engine makes of each case, what was recorded of a model (of
the cases of precis), and gold itself as a brief. Prints CPU milliseconds each: cold, as in a run where each article is
met for the first time, and warm, as where several arms brief the same articles. As in the command, nobody looks for
garbage meanwhile. The ratio to the time the built-in engine takes to brief the same articles, run alternately in this
process, is what compares across machines.
"""

import argparse
import asyncio
import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from evals import ideal
from evals.arms import Arm, open_arm
from evals.cases import GOLD, Case, read_suite
from evals.metrics import score
from evals.outcomes import Outcome
from service.core.article import segment
from service.core.summarize import finish, summarize
from service.core.words import per_word
from service.settings import Settings

RECORDINGS = GOLD.parent / "recordings"
MOST = 100  # outcomes
KNOWN = type(getattr(per_word(str), "__self__"))  # noqa: B009 - what is known of words is looked up without a function
ROUNDS = 3


def forget() -> None:
    """Empty every cache of the project, as in a new process."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("evals", "service")):
            for value in list(vars(module).values()):
                owner = getattr(value, "__self__", None)
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()
                elif isinstance(owner, KNOWN):
                    owner.clear()


async def briefed(arm: Arm, cases: Sequence[Case]) -> list[Outcome]:
    """What an arm makes of each case."""
    made: list[Outcome] = []
    async with open_arm(arm, Settings(), slugs={case.text_sha256: case.slug for case in cases}) as opened:
        for case in cases:
            article = segment(case.text, title=case.gold.title, published_at=case.gold.published_at)
            if opened.tape is not None:
                opened.tape.begin(article, 1)
            brief = await finish(summarize(article, opened.engine))
            made.append(Outcome(case=case.slug, text_sha256=case.text_sha256, arm=opened.name, brief=brief))
    return made


def timed(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=GOLD)
    folder = arguments.parse_args().folder
    cases = read_suite(folder)
    replies = sorted(RECORDINGS.iterdir()) if folder == GOLD else []
    outcomes = asyncio.run(briefed(Arm("extractive"), cases))
    for one in replies:
        outcomes += asyncio.run(briefed(Arm("replay", recordings=one, is_stale_taken=True), cases))
    outcomes = [*outcomes, *map(ideal.outcome_of, cases)][:MOST]

    spent: dict[str, list[float]] = {"read": [], "brief": [], "score, cold": [], "score, warm": []}
    gc.collect()
    gc.disable()
    for _ in range(ROUNDS):
        forget()
        spent["brief"].append(timed(lambda: asyncio.run(briefed(Arm("extractive"), cases))))
        forget()
        spent["read"].append(timed(lambda: read_suite(folder)))
        known = {case.slug: case for case in read_suite(folder)}

        def score_all(known=known) -> None:
            for outcome in outcomes:
                score(known[outcome.case], outcome)

        forget()
        spent["score, cold"].append(timed(score_all))
        spent["score, warm"].append(timed(score_all))
        gc.collect()
    each = {
        name: median(seconds) / (len(outcomes) if "score" in name else len(cases)) for name, seconds in spent.items()
    }
    print(f"{len(outcomes)} outcomes of {len(cases)} cases, CPU milliseconds each, median of {ROUNDS}")
    for name, seconds in each.items():
        print(f"{name:12} {seconds * 1000:7.1f}   {seconds / each['brief']:5.2f} of briefing it")


if __name__ == "__main__":
    main()
