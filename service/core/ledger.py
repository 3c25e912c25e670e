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

    @contextmanager
    def allowing(self, request: Request, *, is_repair: bool) -> Iterator[Allowance]:
        """What one call of the engine may take of what is left for the brief.

        Calls are shared out: a window never takes what the others need for a draft, and a repair waits behind the
        drafts. Tokens and dollars are what is left at this moment; what runs at the same time may overdraw them.
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

    def _calls(self, request: Request, *, is_repair: bool) -> int | None:
        if request.max_calls is None:
            return None
        waiting = max(self.expected - self.windows, 0)
        left = request.max_calls - self.tally.calls - sum(allowance.calls_left for allowance in self._open)
        if is_repair:
            return max(left - waiting, 0)
        return min(max(left, 0), max(left // (waiting + 1), 1))
