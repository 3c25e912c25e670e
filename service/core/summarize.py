"""The pipeline, as one stream of steps: an article and an engine in, a brief out."""

import asyncio
import secrets
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime

from service.core import longform
from service.core.article import Article
from service.core.assembly import Account, assemble, final_ids
from service.core.brief import Brief, EngineRecord, Windows
from service.core.drafting import Drafting, what_happened
from service.core.engine import Engine, Notice, Ranker, Request, Tally, Window
from service.core.errors import EngineError, EngineUnavailable, NotAnArticle
from service.core.grounding import read
from service.core.language import is_english
from service.core.ledger import Ledger
from service.core.steps import Done, Merged, PutAside, Segmented, Step
from service.core.tying import Tying

PARALLEL_WINDOWS = 8
# A window that does not fit is halved, its halves too, as long as a half would still be worth a call of its own.
_HALVINGS = 3
_REPEATS = 2  # of a draft that broke off after its first items, when no other engine can take over any more
_LONG_CHARACTERS = 20_000
_SHORTEST_HALVED = 2_500  # characters


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is: a value, so that a test decides."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic


async def summarize(
    article: Article,
    engine: Engine,
    request: Request | None = None,
    *,
    brief_id: str | None = None,
    keep_text: bool = False,
    parallel: int = PARALLEL_WINDOWS,
    clock: Clock | None = None,
) -> AsyncGenerator[Step, None]:
    """Brief an article, step by step; the last step is `Done`.

    Args:
        article: The segmented article.
        engine: Who writes the draft.
        request: What the caller asked for beyond the article.
        brief_id: Id of the brief; 128 random bits when None.
        keep_text: Whether the brief carries the article's text, as when it was extracted for the caller.
        parallel: How many windows of a long article are drafted at once.
        clock: The time, for tests.

    Raises:
        NotAnArticle: The article has no sentence.
        EngineError: The engine failed before anything was verified.
        DeadlineExceeded: Time ran out before anything was verified.
    """
    request = request or Request()
    clock = clock or Clock()
    started = clock.monotonic()
    if not article.sentences:
        raise NotAnArticle("the text has no sentence to brief; send the article's text")
    ledger = Ledger(EngineRecord(name=engine.name, model=None, fallback_from=None, prompts=()))
    if request.deadline_seconds is not None:
        ledger.deadline = asyncio.get_running_loop().time() + request.deadline_seconds
    ledger.reading = _reading(article, engine)
    windows = longform.split(article, engine.window_characters)
    ledger.expected = len(windows)
    yield Segmented(article, len(windows))
    if not is_english(article.language):
        yield ledger.noted(_language_notice(article.language))

    results: list[list[Drafting]] = [[] for _ in windows]
    drafts = [_window(window, engine, request, ledger, result) for window, result in zip(windows, results, strict=True)]
    async with aclosing(_side_by_side(drafts, parallel)) as steps:
        async for step in steps:
            yield step
    if len(windows) > 1:
        async for step in _second_chances(windows, results, engine, request, ledger):
            yield step

    parts = [part for result in results for part in result]
    failed = sum(any(part.error for part in result) for result in results)
    _raise_if_nothing(parts, ledger.tally)
    set_aside = tuple(outcome for part in parts for outcome in part.set_aside)
    for part in parts:
        if part.error is not None:  # the others have been told of when their window was done
            for outcome in part.set_aside:
                yield PutAside(outcome)
    merged = longform.merge([part.verified for part in parts])
    if len(windows) > 1 and isinstance(engine, Ranker):
        tying = Tying(merged, article, engine, request, ledger)
        async for step in tying.steps():
            yield step
        merged = tying.merged
    yield Merged(final_ids(merged))
    account = Account(
        engine=ledger.answering,
        tally=ledger.tally,
        windows=Windows(total=len(windows), failed=failed),
        notices=tuple(ledger.notices),
        items=sum(part.items for part in parts),
        passed=sum(part.passed for part in parts),
        repaired=sum(part.repaired for part in parts),
        created_at=clock.now(),
        seconds=clock.monotonic() - started,
    )
    brief_id = brief_id or secrets.token_hex(16)
    yield Done(assemble(article, merged, set_aside, account, request, brief_id=brief_id, keep_text=keep_text))


async def finish(steps: AsyncIterator[Step], watch: Iterable[Callable[[Step], None]] = ()) -> Brief:
    """Read the steps to their end and return the brief; each of `watch` is shown every step."""
    brief: Brief | None = None
    watchers = tuple(watch)
    async for step in steps:
        for show in watchers:
            show(step)
        if isinstance(step, Done):
            brief = step.brief
    if brief is None:
        raise RuntimeError("the pipeline ended without a brief")
    return brief


async def _window(
    window: Window,
    engine: Engine,
    request: Request,
    ledger: Ledger,
    result: list[Drafting],
    *,
    halvings: int = 0,
    repeats: int = _REPEATS,
) -> AsyncGenerator[Step, None]:
    """Draft a window into `result`.

    One whose draft does not fit into a reply is drafted again as two halves, one whose draft broke off is drafted anew.
    """
    part = Drafting(window, engine, request, ledger)
    async for step in part.draft():
        yield step
    if part.broke_off and repeats:
        again: list[Drafting] = []
        # A reply that came to its end is paid for in full, so that it is asked for once more at most.
        left = repeats - 1 if isinstance(part.broke_off, EngineUnavailable) else 0
        async for step in _window(window, engine, request, ledger, again, halvings=halvings, repeats=left):
            yield step
        if any(other.verified for other in again):
            result.extend(again)
            return
    if part.is_truncated and halvings < _HALVINGS and _length(window) >= _SHORTEST_HALVED:
        halves: list[Drafting] = []
        for half in longform.halve(window):
            async for step in _window(half, engine, request, ledger, halves, halvings=halvings + 1):
                yield step
        if not any(half.error for half in halves):
            result.extend(halves)
            return
    async for step in part.repair():
        yield step
    for step in _told_at_the_end(part, ledger):
        yield step
    result.append(part)


def _told_at_the_end(part: Drafting, ledger: Ledger) -> Iterator[Step]:
    """What is missing of a window, and what stays out of it."""
    if part.is_truncated:
        sentences = f"sentences {part.window.first} to {part.window.last}"
        yield ledger.noted(Notice(f"the draft of {sentences} did not fit into a reply and is cut short", partial=True))
    if part.broke_off:
        notice = f"the draft is not complete: {what_happened(part.broke_off)}"
        yield ledger.noted(Notice(notice, partial=True))
    if part.error is None:
        for outcome in part.set_aside:
            yield PutAside(outcome)


def _reading(article: Article, engine: Engine) -> asyncio.Task[None] | None:
    """Read a long article for the checks while its draft is being written; None where that is not worth a thread.

    On this event loop it would hold up everybody else. An engine that takes articles of any length reads them itself.
    """
    if len(article.text) <= _LONG_CHARACTERS or engine.window_characters is None:
        return None
    return asyncio.create_task(asyncio.to_thread(read, article))


def _length(window: Window) -> int:
    """Length of a window's own text, in code points."""
    sentences = window.article.sentences
    return sentences[window.last - 1].end - sentences[window.first - 1].start


async def _second_chances(
    windows: Sequence[Window],
    results: Sequence[list[Drafting]],
    engine: Engine,
    request: Request,
    ledger: Ledger,
) -> AsyncIterator[Step]:
    """Try a failed window of a long article once more, alone, if any other gave something."""
    if not any(part.verified for result in results for part in result):
        return
    for window, result in zip(windows, results, strict=True):
        if any(isinstance(part.error, EngineError) for part in result):
            again: list[Drafting] = []
            async for step in _window(window, engine, request, ledger, again):
                yield step
            result[:] = again
        for part in result:
            if part.error is not None:
                sentences = f"sentences {part.window.first} to {part.window.last}"
                yield ledger.noted(Notice(f"{sentences} are missing: {what_happened(part.error)}", partial=True))


def _raise_if_nothing(parts: Sequence[Drafting], spent: Tally) -> None:
    """If nothing was verified anywhere, the first error is the answer, and tells what it cost."""
    if any(part.verified for part in parts):
        return
    for part in parts:
        if part.error is not None:
            part.error.spent = spent if spent.calls else None
            raise part.error


async def _side_by_side(streams: Sequence[AsyncGenerator[Step, None]], parallel: int) -> AsyncGenerator[Step, None]:
    """The steps of several streams as they come, at most `parallel` of them running; all are stopped at the end."""
    ended = object()
    queue: asyncio.Queue[object] = asyncio.Queue()
    gate = asyncio.Semaphore(parallel)

    async def pump(stream: AsyncGenerator[Step, None]) -> None:
        try:
            async with gate, aclosing(stream):
                async for step in stream:
                    queue.put_nowait(step)
        except Exception as error:
            queue.put_nowait(error)
        finally:
            queue.put_nowait(ended)

    tasks = [asyncio.create_task(pump(stream)) for stream in streams]
    try:
        running = len(tasks)
        while running:
            heard = await queue.get()
            if heard is ended:
                running -= 1
            elif isinstance(heard, Exception):
                raise heard
            else:
                yield heard  # type: ignore[misc]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _language_notice(language: str | None) -> Notice:
    return Notice(
        f"the article seems to be in {language!r}, not English: only citations, quotations, digits and literal party "
        "names were checked"
    )
