"""Ask every arm about every case, several at once, and write each outcome down as it comes. Nothing is scored here."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from evals.arms import OpenArm
from evals.cases import Case
from evals.outcomes import Failure, Outcome
from evals.runs import Run
from service.core.article import segment
from service.core.assembly import set_aside_of, usage_of
from service.core.brief import SetAside
from service.core.engine import Request
from service.core.errors import PrecisError
from service.core.steps import Failed, Step
from service.core.summarize import finish, summarize
from service.settings import Settings

_log = logging.getLogger(__name__)
_LONGEST_MESSAGE = 500  # characters of an error nobody foresaw


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come."""

    done: int
    planned: int
    errors: int
    cost_usd: float  # of what has a known price
    has_unknown_cost: bool  # whether there is more, of a call without a known price or that was lost
    last: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How asking ended."""

    progress: Progress
    stopped: str | None = None  # why it stopped before everything was asked, in words


Tell = Callable[[Progress], None]


async def ask(
    run: Run,
    arms: Sequence[OpenArm],
    cases: Sequence[Case],
    *,
    request: Request | None = None,
    concurrency: int = 1,
    budget_usd: float | None = None,
    tell: Tell = lambda _: None,
) -> Ended:
    """Do what is missing of a run.

    Args:
        run: Where the outcomes go.
        arms: Whom to ask: all that are missing something.
        cases: About what.
        request: What each brief may take; see `limits`.
        concurrency: Briefs in the making at once.
        budget_usd: When to stop asking, in US dollars of the whole run. What is under way is finished, so that as many
            briefs as are asked for at once may go beyond it.
        tell: Told after every outcome.

    Raises:
        RunError: An outcome cannot be written down.
    """
    budget = _Budget(run, budget_usd)
    tell(_progress(run))
    by_arm = {arm.name: arm for arm in arms}
    by_case = {case.slug: case for case in cases}
    waiting = iter(run.missing)

    async def work() -> None:
        for key in waiting:
            if budget.is_spent:
                return
            case, arm, repeat = key
            outcome = await brief_case(by_case[case], by_arm[arm], repeat=repeat, request=request)
            run.keep(outcome)
            tell(_progress(run, outcome))

    workers = [asyncio.create_task(work()) for _ in range(min(concurrency, len(run.missing)))]
    try:
        await asyncio.gather(*workers)
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    run.finish()
    return Ended(_progress(run), str(budget) if budget.is_spent and run.missing else None)


async def brief_case(case: Case, arm: OpenArm, *, repeat: int = 1, request: Request | None = None) -> Outcome:
    """One outcome: the article through the real pipeline, never from a cache, and into nobody's database.

    The article is segmented anew: what is remembered of an article would make the second arm faster than the first.
    """
    failed_first: list[SetAside] = []

    def watch(step: Step) -> None:
        if isinstance(step, Failed):
            failed_first.append(set_aside_of(step.outcome))

    started = time.perf_counter()
    brief, failure = None, None
    try:
        gold = case.gold
        article = segment(gold.text, title=gold.title, published_at=gold.published_at)
        if arm.tape is not None:
            arm.tape.begin(article, repeat)
        async with aclosing(summarize(article, arm.engine, request)) as steps:
            brief = await finish(steps, [watch])
    except PrecisError as error:
        usage = usage_of(error.spent) if error.spent is not None else None
        failure = Failure(kind=type(error).__name__, message=str(error), usage=usage)
    except Exception as error:
        # A fault of ours, or of an engine somebody wrote. One case must not take the others with it.
        _log.debug("%s failed", case.slug, exc_info=True)
        failure = Failure(kind=type(error).__name__, message=f"{error}"[:_LONGEST_MESSAGE])
    return Outcome(
        case=case.slug,
        text_sha256=case.text_sha256,
        arm=arm.name,
        repeat=repeat,
        brief=brief,
        error=failure,
        failed_first=tuple(failed_first) if brief is not None else (),
        seconds=time.perf_counter() - started,
    )


def limits(settings: Settings) -> Request:
    """What one brief may take: what a server with these settings would let it take."""
    return Request(
        deadline_seconds=settings.deadline_seconds,
        max_calls=settings.max_calls_per_brief,
        max_tokens=settings.max_tokens_per_brief,
        max_cost_usd=settings.budget_usd,
    )


@dataclass(frozen=True, slots=True)
class _Budget:
    """What a run may cost, earlier sittings included."""

    run: Run
    most_usd: float | None

    @property
    def is_spent(self) -> bool:
        return self.most_usd is not None and self.run.cost_usd >= self.most_usd

    def __str__(self) -> str:
        return f"the budget of ${self.most_usd:g} is spent (${self.run.cost_usd:.4f})"


def _progress(run: Run, last: Outcome | None = None) -> Progress:
    return Progress(run.done, run.record.planned, run.errors, run.cost_usd, run.has_unknown_cost, last)
