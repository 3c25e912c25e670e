"""What the runner of the eval suite adds: CPU of a run beside that of the same briefs without one.

    python -m benchmarks.runner [--cases 1000] [--items 3] [--rounds 5]

The engine is instant: it repeats the first sentences of the article as facts. The cases are those of the suite, over
and over. Without the runner the articles are segmented and briefed one after the other, and nothing is written down.
"""

import argparse
import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from evals import runs
from evals.arms import OpenArm
from evals.cases import Case, read_suite
from evals.runner import ask
from evals.runs import ArmRecord
from service.core.article import segment
from service.core.brief import EngineRecord
from service.core.draft import items
from service.core.engine import Answering, Failure, Request, Said, Window
from service.core.summarize import finish, summarize
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Instant:
    """An engine that takes no time."""

    facts: int
    name: str = "instant"
    window_characters: int | None = None

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:  # noqa: ARG002 - as the protocol has it
        """The first sentences, as facts."""
        yield Answering(EngineRecord(name=self.name, model=None, fallback_from=None, prompts=()))
        numbers = range(window.first, min(window.last, window.first + self.facts - 1) + 1)
        facts = [
            {"statement": window.article.quote(number), "status": "done", "sentences": [number]} for number in numbers
        ]
        for item in items({"key_facts": facts}):
            yield item

    async def repair(self, window: Window, failures: Sequence[Failure], request: Request) -> AsyncIterator[Said]:  # noqa: ARG002
        """Nothing can be mended."""
        return
        yield

    async def aclose(self) -> None:
        """Nothing is held open."""


async def with_runner(cases: Sequence[Case], engine: Instant, folder: Path) -> None:
    """A run of its own, every outcome written down."""
    arm = OpenArm(engine.name, engine, ArmRecord(name=engine.name, engine=engine.name))
    with runs.begin(folder, [arm.record], cases, Settings()) as run:
        await ask(run, [arm], cases)


async def without(cases: Sequence[Case], engine: Instant) -> None:
    """The same briefs."""
    for case in cases:
        await finish(summarize(segment(case.gold.text, title=case.gold.title), engine))


def seconds(work: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """CPU and wall time."""

    async def worked() -> None:
        await work()

    wall, cpu = time.perf_counter(), time.process_time()
    asyncio.run(worked())
    return time.process_time() - cpu, time.perf_counter() - wall


def main() -> None:
    """Print the ratio, and what a run of so many cases takes."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cases", type=int, default=1000)
    options.add_argument("--items", type=int, default=3, help="facts of a brief")
    options.add_argument("--rounds", type=int, default=5, help="of a tenth of the cases each, alternately")
    given = options.parse_args()
    engine = Instant(given.items)
    suite = cycle(read_suite())
    cases = [replace(case, slug=f"{case.slug}-{number}") for number, case in enumerate(islice(suite, given.cases))]
    some = cases[: max(1, given.cases // 10)]
    with TemporaryDirectory() as kept:
        seconds(lambda: without(some, engine))  # what is read once only is read
        ratios = []
        for number in range(given.rounds):
            bare, _ = seconds(lambda: without(some, engine))
            whole, _ = seconds(lambda folder=Path(kept) / str(number): with_runner(some, engine, folder))  # type: ignore[misc]
            ratios.append(whole / bare)
        print(f"with the runner, CPU of a brief of {given.items} facts is {median(ratios):.2f} times that without it")
        cpu, wall = seconds(lambda: with_runner(cases, engine, Path(kept) / "all"))
        print(f"{given.cases} cases: {wall:.1f} s, {cpu:.1f} s of CPU, {1000 * cpu / given.cases:.1f} ms each")


if __name__ == "__main__":
    main()
