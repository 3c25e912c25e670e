"""An Engine made of engines: the next one drafts when the one before is down or gives nothing."""

import asyncio
import logging
import weakref
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from service.core.article import Article
from service.core.draft import Item, Malformed
from service.core.engine import (
    Answering,
    Engine,
    Failure,
    Line,
    Notice,
    Ranker,
    Request,
    Said,
    Spent,
    Tally,
    Truncated,
    Window,
    less,
)
from service.core.errors import BudgetSpent, EngineError, EngineGaveNoBrief, EngineUnavailable

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine, and which of its models is asked."""

    engine: Engine
    model: str | None = None  # None: whichever the request names, or else the engine's own choice

    def asked(self, request: Request) -> Request:
        """The request as this choice is asked it."""
        return replace(request, model=self.model) if self.model else request


@runtime_checkable
class AsksAModel(Protocol):
    """An engine that can say which model will answer."""

    async def model_for(self, request: Request) -> str | None:
        """The model a request is answered with, or None. Raises UnsupportedOption, ConfigurationError, EngineError."""
        ...


_Sentences = tuple[int, int]  # numbers of a window's first and last


# An engine whose draft of a window broke off so often leaves the next one to the others.
_MOST_BREAKS = 2


@dataclass(frozen=True, slots=True)
class _Drafted:
    """Who drafted a window last, who had failed before, and whose drafts of it broke off."""

    by: Choice
    failed: tuple[EngineError, ...]
    broken: tuple[tuple[int, EngineError], ...] = ()  # by place among the choices

    @property
    def given_up(self) -> Mapping[int, EngineError]:
        """Whose turn is not to come again, and why."""
        breaks = Counter(place for place, _ in self.broken)
        return {place: error for place, error in self.broken if breaks[place] >= _MOST_BREAKS}


class Fallback:
    """Several engines as one, tried in order.

    An engine is replaced when it raises EngineUnavailable, EngineGaveNoBrief or BudgetSpent, or ends without a word,
    before its first item: from then on its items stand in the brief, and a second draft would say everything twice.
    Whoever asks for the same window again, since its draft broke off, gets it from the same engine once, and then
    from the next. What a failed engine spent is passed on, so that the brief's account covers all attempts, and the
    next one has only what is left. While others wait, an engine that gives nothing has only its share of the time.
    """

    def __init__(self, choices: Sequence[Choice]) -> None:
        if not choices:
            raise ValueError("a fallback needs at least one engine")
        self._choices = tuple(choices)
        # Who drafted the window of which sentences, so that the same engine repairs; kept while the article lives.
        self._drafted: weakref.WeakKeyDictionary[Article, dict[_Sentences, _Drafted]] = weakref.WeakKeyDictionary()

    @property
    def name(self) -> str:
        """The name of the first engine: what stands in settings."""
        return self._choices[0].engine.name

    @property
    def window_characters(self) -> int | None:
        """The shortest of what its engines take, so that any of them can take over."""
        return min((most for choice in self._choices if (most := choice.engine.window_characters)), default=None)

    async def model_for(self, request: Request) -> str | None:
        """The model its first engine would answer with, or None where that asks none. Raises as that engine does."""
        first = self._choices[0]
        return await first.engine.model_for(first.asked(request)) if isinstance(first.engine, AsksAModel) else None

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        """Draft with the first engine that gives an item.

        Raises:
            EngineError: The last engine's own error.
        """
        before = self._drafts_of(window)
        given_up = before.given_up if before else {}
        places = [place for place in range(len(self._choices)) if place not in given_up] or [len(self._choices) - 1]
        failed = [error for place, error in given_up.items() if place not in places]
        broken = before.broken if before else ()
        left = _Left(request)
        for waiting, place in zip(reversed(range(len(places))), places, strict=True):
            choice, has_no_item = self._choices[place], True
            try:
                async with _said(choice, window, left.for_one(waiting)) as stream:
                    async for said in stream:
                        left.hear(said)
                        if has_no_item and isinstance(said, Item | Malformed):
                            has_no_item = False
                            self._remember(window, _Drafted(choice, tuple(failed), broken))
                        yield _marked(said, failed)
            except (EngineUnavailable, EngineGaveNoBrief, BudgetSpent) as error:
                if not has_no_item:
                    self._remember(window, _Drafted(choice, tuple(failed), (*broken, (place, error))))
                    if waiting and isinstance(error, EngineGaveNoBrief):
                        raise _worth_another(error) from error
                    raise
                if not waiting:
                    raise
                failed.append(error)
                _log.warning("%s; the next engine is asked", error)
                yield Notice(f"{error.engine} {error.what}: the next engine was asked instead")
            else:
                return

    async def repair(self, window: Window, failures: Sequence[Failure], request: Request) -> AsyncIterator[Said]:
        """Have the engine that drafted mend its own items. Raises EngineError as that engine does."""
        drafted = self._drafts_of(window) or _Drafted(self._choices[0], ())
        async for said in drafted.by.engine.repair(window, failures, drafted.by.asked(request)):
            yield _marked(said, drafted.failed)

    async def tie(self, article: Article, lines: Sequence[Line], request: Request) -> AsyncIterator[Said]:
        """Have the first engine say what belongs together; where it cannot, the rules do."""
        first = self._choices[0]
        if isinstance(first.engine, Ranker):
            async for said in first.engine.tie(article, lines, first.asked(request)):
                yield said

    def _drafts_of(self, window: Window) -> _Drafted | None:
        return self._drafted.get(window.article, {}).get((window.first, window.last))

    def _remember(self, window: Window, drafted: _Drafted) -> None:
        self._drafted.setdefault(window.article, {})[window.first, window.last] = drafted

    async def aclose(self) -> None:
        """Nothing is held open here: whoever made the engines closes them."""


def _worth_another(error: EngineGaveNoBrief) -> EngineUnavailable:
    """A break as it is told while another engine could draft the window: it is not the last word."""
    lost = EngineUnavailable(error.engine, "its draft broke off")
    lost.what = error.what
    return lost


class _Left:
    """What is left of a request's time and budgets, from the moment this is made."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._spent = Tally()
        self._clock = asyncio.get_running_loop().time
        self._end = None if request.deadline_seconds is None else self._clock() + request.deadline_seconds

    def hear(self, said: Said) -> None:
        """Count what an engine spent."""
        if isinstance(said, Spent):
            self._spent = self._spent.plus(said)

    def for_one(self, waiting: int) -> Request:
        """The request for one engine, `waiting` others after it: if it hangs, each of them has as long as it had."""
        request = less(self._request, self._spent)
        if self._end is None:
            return request
        left = max(0.0, self._end - self._clock())
        return replace(request, deadline_seconds=left, patience_seconds=left / (waiting + 1) if waiting else None)


@asynccontextmanager
async def _said(choice: Choice, window: Window, request: Request) -> AsyncIterator[AsyncIterator[Said]]:
    """What a choice says; an engine that ends without an item has given no brief. Stopped when nobody listens."""
    stream = aiter(choice.engine.draft(window, choice.asked(request)))

    async def heard() -> AsyncGenerator[Said, None]:
        silent = True
        async for said in stream:
            silent = silent and not isinstance(said, Item | Malformed | Truncated)
            yield said
        if silent:
            raise EngineGaveNoBrief(choice.model or choice.engine.name, "the answer held no item of a brief")

    words = heard()
    try:
        yield words
    finally:
        await words.aclose()
        if isinstance(stream, AsyncGenerator):
            await stream.aclose()


def _marked(said: Said, failed: Sequence[EngineError]) -> Said:
    """The engine record, naming whoever was replaced."""
    if not failed or not isinstance(said, Answering):
        return said
    names = ", ".join(dict.fromkeys(error.engine for error in failed))
    return Answering(said.engine.model_copy(update={"fallback_from": names}))
