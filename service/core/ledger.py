"""What the windows of one brief share: who answers, what is spent and may still be, what a reader should know."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from service.core.brief import EngineRecord
from service.core.engine import Notice, Request, Spent, Tally, less
from service.core.steps import Warned


@dataclass(eq=False, slots=True)
class Allowance:
    """What one call of the engine may still take."""

    request: Request  # what the engine is asked: its budgets are what is left
    used: int = 0  # calls
    tokens: int = 0
    cost_usd: float = 0.0  # of the calls whose cost is known

    def spend(self, spent: Spent) -> None:
        """Count a call."""
        self.used += spent.calls
        self.tokens += spent.input_tokens + spent.output_tokens
        self.cost_usd += spent.cost_usd or 0.0

    @property
    def calls_left(self) -> int:
        """Calls that are set apart for it and not made yet."""
        return max((self.request.max_calls or 0) - self.used, 0)


@dataclass
class Ledger:
    """What all windows of one brief share: who answers, what was spent, what a reader should know."""

    answering: EngineRecord
    deadline: float | None = None  # in the running loop's time
    reading: asyncio.Task[None] | None = None  # of a long article, for its checks
    tally: Tally = field(default_factory=Tally)
    notices: list[Notice] = field(default_factory=list)
    windows: int = 0
    expected: int = 1  # windows the article has; halves come on top
    _open: list[Allowance] = field(default_factory=list)
    _closed: asyncio.Event = field(default_factory=asyncio.Event)  # another for each allowance that ends
    _dearest: Allowance | None = None  # of those that ended, in tokens and in dollars
    _wrote_last: EngineRecord | None = None
    _has_unknown_cost: bool = False

    def noted(self, notice: Notice) -> Warned:
        """Keep a notice for the brief's warnings."""
        self.notices.append(notice)
        return Warned(notice)

    def wrote(self, engine: EngineRecord) -> None:
        """Note whose items these are. Where windows were drafted by several, the brief names the one that stood in."""
        if engine is self._wrote_last:
            return
        is_first, self._wrote_last = self._wrote_last is None, engine
        if is_first:
            self.answering = engine
            return
        known = self.answering
        prompts = tuple(dict.fromkeys((*known.prompts, *engine.prompts)))
        stands_in = known if known.fallback_from else engine
        self.answering = stands_in.model_copy(update={"prompts": prompts})

    def spend(self, spent: Spent) -> None:
        """Count a call."""
        self.tally = self.tally.plus(spent)

    def is_cost_unknown(self, spent: Spent) -> bool:
        """Whether this is the first call that cost an unknown sum."""
        is_first = spent.cost_usd is None and not self._has_unknown_cost
        self._has_unknown_cost = self._has_unknown_cost or is_first
        return is_first

    async def turn(self, request: Request) -> None:
        """Wait until the budgets have room for one more draft beside those under way.

        What a draft costs is known when the first is done. So under a budget the first is made alone, and then as many
        side by side as what is left allows: together they may overdraw it as one alone may, by the cost of the last.
        """
        while self._open and not self._has_room(request):
            await self._closed.wait()

    def _has_room(self, request: Request) -> bool:
        limits = request.max_tokens, request.max_cost_usd
        if limits == (None, None):
            return True
        if self._dearest is None:
            return False
        spent = self.tally.input_tokens + self.tally.output_tokens, self.tally.known_cost_usd
        each = self._dearest.tokens, self._dearest.cost_usd
        return all(
            limit is None or so_far + len(self._open) * one < limit
            for limit, so_far, one in zip(limits, spent, each, strict=True)
        )

    @contextmanager
    def allowing(self, request: Request, *, is_repair: bool) -> Iterator[Allowance]:
        """What one call of the engine may take of what is left for the brief.

        Calls are shared out: a window never takes what the others need for a draft, and a repair waits behind the
        drafts. Tokens and dollars are what is left at this moment; `turn` keeps what runs side by side to them.
        """
        left = less(request, self.tally)
        if self.deadline is not None:
            left_seconds = self.deadline - asyncio.get_running_loop().time()
            left = replace(left, deadline_seconds=max(left_seconds, 0.0))
        allowance = Allowance(replace(left, max_calls=self._calls(request, is_repair=is_repair)))
        self._open.append(allowance)
        try:
            yield allowance
        finally:
            self._open.remove(allowance)
            self._note(allowance)

    def _note(self, ended: Allowance) -> None:
        known = self._dearest or ended
        tokens, cost_usd = max(known.tokens, ended.tokens), max(known.cost_usd, ended.cost_usd)
        self._dearest = Allowance(ended.request, tokens=tokens, cost_usd=cost_usd)
        self._closed.set()
        self._closed = asyncio.Event()

    def _calls(self, request: Request, *, is_repair: bool) -> int | None:
        if request.max_calls is None:
            return None
        waiting = max(self.expected - self.windows, 0)
        left = request.max_calls - self.tally.calls - sum(allowance.calls_left for allowance in self._open)
        if is_repair:
            return max(left - waiting, 0)
        return min(max(left, 0), max(left // (waiting + 1), 1))
