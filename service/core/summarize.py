"""The pipeline, as one stream of steps: an article and an engine in, a brief out.

JSON answers, the command line and everything else that shows or counts the work read the same steps.
"""

import asyncio
import secrets
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from service.core.article import Article
from service.core.assembly import Account, assemble
from service.core.brief import Brief, EngineRecord
from service.core.checks import is_english
from service.core.draft import DraftParty, Item, Malformed
from service.core.engine import Answering, Engine, Failure, Notice, Request, Said, Spent, Tally, Window
from service.core.errors import DeadlineExceeded, EngineError, EngineGaveNoBrief, NotAnArticle
from service.core.grounding import Outcome, ground


@dataclass(frozen=True, slots=True)
class Segmented:
    """The article has its sentences."""

    article: Article


@dataclass(frozen=True, slots=True)
class Answered:
    """An engine has begun to answer; a later one replaces an earlier."""

    engine: EngineRecord


@dataclass(frozen=True, slots=True)
class Grounded:
    """An item passed its checks, as first written."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Failed:
    """An item failed a check and will be sent to repair."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Repaired:
    """An item passed after one repair."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PutAside:
    """An item stays out of the brief, for the outcome's reasons."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a reader of the brief should know."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class Done:
    """The brief. The last step."""

    brief: Brief


Step = Segmented | Answered | Grounded | Failed | Repaired | PutAside | Warned | Done


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
    clock: Clock | None = None,
) -> AsyncGenerator[Step, None]:
    """Brief an article, step by step; the last step is `Done`.

    Args:
        article: The segmented article.
        engine: Who writes the draft.
        request: What the caller asked for beyond the article.
        brief_id: Id of the brief; 128 random bits when None.
        keep_text: Whether the brief carries the article's text, as when it was extracted for the caller.
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
    yield Segmented(article)

    run = _Run(article, engine, request)
    async for step in run.drafted():
        yield step
    async for step in run.repaired():
        yield step
    for outcome in run.set_aside:
        yield PutAside(outcome)

    account = Account(
        engine=run.answering,
        tally=run.tally,
        notices=tuple(run.notices),
        items=run.items,
        passed=run.passed,
        repaired=run.mended,
        created_at=clock.now(),
        seconds=clock.monotonic() - started,
    )
    brief = assemble(
        article,
        run.verified,
        run.set_aside,
        account,
        request,
        brief_id=brief_id or secrets.token_hex(16),
        keep_text=keep_text,
    )
    yield Done(brief)


class _Run:
    """What one brief has gathered so far."""

    def __init__(self, article: Article, engine: Engine, request: Request) -> None:
        self._article = article
        self._engine = engine
        self._request = request
        self._window = Window(article, first=1, last=len(article.sentences))
        seconds = request.deadline_seconds
        self._deadline = None if seconds is None else asyncio.get_running_loop().time() + seconds
        self._grounded: dict[str, Outcome] = {}
        self._failed: dict[str, Outcome] = {}
        self._is_over = False  # the deadline passed or the engine gave up: keep what is there
        self.answering = EngineRecord(name=engine.name, model=None, fallback_from=None, prompts=())
        self.tally = Tally()
        self.notices: list[Notice] = [] if is_english(article.language) else [_language_notice(article.language)]
        self.items = 0
        self.passed = 0
        self.mended = 0

    @property
    def verified(self) -> tuple[Outcome, ...]:
        return tuple(self._grounded.values())

    @property
    def set_aside(self) -> tuple[Outcome, ...]:
        return tuple(self._failed.values())

    async def drafted(self) -> AsyncIterator[Step]:
        """Draft, and ground each item as it comes."""
        for notice in self.notices:
            yield Warned(notice)
        try:
            async for said in self._within_deadline(self._engine.draft(self._window, self._request)):
                step = self._heard(said)
                if step is not None:
                    yield step
        except (EngineError, DeadlineExceeded) as error:
            if not self._grounded:
                raise
            self._is_over = True
            yield self._warned(Notice(f"the draft is not complete: {error}", partial=True))
        if not self.items:
            raise EngineGaveNoBrief(self.answering.model or self._engine.name, "the answer held no item of a brief")

    async def repaired(self) -> AsyncIterator[Step]:
        """Have the failed items mended once, and ground them again."""
        if self._failed and not self._is_over:
            failures = [Failure(outcome.item, outcome.reasons) for outcome in self._failed.values()]
            try:
                async for said in self._within_deadline(self._engine.repair(self._window, failures, self._request)):
                    step = self._mended(said) if isinstance(said, Item | Malformed) else self._heard(said)
                    if step is not None:
                        yield step
            except (EngineError, DeadlineExceeded) as error:
                yield self._warned(Notice(f"failed items could not be repaired: {error}"))
        self._drop_orphans()

    def _heard(self, said: Said) -> Step | None:
        match said:
            case Item() | Malformed():
                return self._grounded_or_failed(said)
            case Answering(engine=engine):
                self.answering = engine
                return Answered(engine)
            case Spent():
                self.tally = self.tally.plus(said)
                return None
            case Notice():
                return self._warned(said)

    def _grounded_or_failed(self, item: Item | Malformed) -> Step:
        self.items += 1
        outcome = ground(item, self._article, siblings=self._siblings())
        if outcome.is_grounded:
            self.passed += 1
            self._grounded[item.key] = outcome
            return Grounded(outcome)
        self._failed[item.key] = outcome
        return Failed(outcome)

    def _mended(self, item: Item | Malformed) -> Step | None:
        before = self._failed.get(item.key)
        if before is None or before.item.section != item.section:
            return None  # a repair may mend what failed, not add to the brief
        if isinstance(item, Item) and item.section == "positions":
            item = replace(item, party=self._party_of(item) or item.party)
        outcome = ground(item, self._article, siblings=self._siblings())
        if not outcome.is_grounded:
            self._failed[item.key] = outcome
            return None
        del self._failed[item.key]
        self._grounded[item.key] = outcome
        self.mended += 1
        if isinstance(item, Item) and isinstance(item.content, DraftParty):
            self._follow_party(item.key, item.content)
        return Repaired(outcome)

    def _follow_party(self, key: str, party: DraftParty) -> None:
        """A party has a new name or role: its positions are checked against it once more."""
        for place in (self._grounded, self._failed):
            for position_key in [known for known in place if known.startswith(f"{key}.")]:
                item = place[position_key].item
                if isinstance(item, Malformed):
                    continue
                outcome = ground(replace(item, party=party), self._article, siblings=self._siblings())
                if place is self._grounded and not outcome.is_grounded:
                    del place[position_key]
                    self.passed -= 1
                    self._failed[position_key] = outcome
                elif place is self._grounded:
                    place[position_key] = outcome

    def _drop_orphans(self) -> None:
        """A position whose party stays out stays out with it."""
        for key in [key for key in self._grounded if "." in key]:
            party_key = key.partition(".")[0]
            if party_key not in self._grounded:
                outcome = self._grounded.pop(key)
                self.passed -= 1
                party = self._failed.get(party_key)
                reasons = party.reasons if party else ()
                self._failed[key] = replace(outcome, reasons=reasons, quotes=())

    def _siblings(self) -> tuple[DraftParty, ...]:
        contents = (
            outcome.item.content
            for outcome in (*self._grounded.values(), *self._failed.values())
            if isinstance(outcome.item, Item)
        )
        return tuple(content for content in contents if isinstance(content, DraftParty))

    def _party_of(self, item: Item) -> DraftParty | None:
        outcome = self._grounded.get(item.key.partition(".")[0])
        if outcome and isinstance(outcome.item, Item) and isinstance(outcome.item.content, DraftParty):
            return outcome.item.content
        return None

    def _warned(self, notice: Notice) -> Warned:
        self.notices.append(notice)
        return Warned(notice)

    async def _within_deadline(self, stream: AsyncIterator[Said]) -> AsyncIterator[Said]:
        """What the engine says, until the deadline. The engine is stopped when nobody listens any more."""
        iterator = aiter(stream)
        try:
            while True:
                try:
                    # The time limit is entered anew for each value: held open over a `yield` it would
                    # cancel whoever reads these steps.
                    async with asyncio.timeout_at(self._deadline):
                        said = await anext(iterator)
                except StopAsyncIteration:
                    return
                except TimeoutError as error:
                    raise DeadlineExceeded(self._request.deadline_seconds or 0.0) from error
                yield said
        finally:
            if isinstance(iterator, AsyncGenerator):
                await iterator.aclose()


def _language_notice(language: str | None) -> Notice:
    return Notice(
        f"the article seems to be in {language!r}, not English: only citations, quotations, digits and literal party "
        "names were checked"
    )


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
