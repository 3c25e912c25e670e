"""The Engine protocol: whoever writes the draft. What an engine says arrives as one stream of plain values."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar, runtime_checkable

from service.core.article import Article
from service.core.brief import EngineRecord
from service.core.claim import Reason
from service.core.draft import Item, Malformed


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that failed its checks, and why: what a repair is asked to mend."""

    item: Item | Malformed
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The sentences an engine drafts from; numbers are the article's own, whatever the window."""

    article: Article
    first: int  # number of its first sentence
    last: int  # number of its last sentence, inclusive
    lead_in: int = 0  # sentences before `first` shown for context, never cited


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller asked for, beyond the article."""

    language: str | None = None  # ISO 639-1 of the brief; None: the article's own
    model: str | None = None  # None: the engine's own choice
    max_facts: int | None = None  # may only lower the engine's own caps
    max_questions: int | None = None
    deadline_seconds: float | None = None  # what is left for this brief
    patience_seconds: float | None = None  # after it, without an item, somebody else is to be asked; None: no limit
    stream: bool = False  # each item as soon as it is complete, where the engine can; dearer in CPU
    max_calls: int | None = None  # upstream calls, tokens and dollars that may still be spent; None: no limit
    max_tokens: int | None = None  # sent and written ones together
    max_cost_usd: float | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """Who is about to answer; a later one replaces an earlier, as when a fallback takes over."""

    engine: EngineRecord


@dataclass(frozen=True, slots=True)
class Spent:
    """What one upstream call cost, whether it helped or not."""

    calls: int = 1
    repairs: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None  # None: the price is not known


def less(request: Request, spent: "Tally") -> Request:
    """The request with what may still be spent after this; never below zero."""
    return replace(
        request,
        max_calls=_left(request.max_calls, spent.calls),
        max_tokens=_left(request.max_tokens, spent.input_tokens + spent.output_tokens),
        max_cost_usd=_left(request.max_cost_usd, spent.known_cost_usd),
    )


def spent_budget(request: Request) -> str | None:
    """Which budget of a request leaves room for no further call, in words; None where there is room."""
    budgets = (("calls", request.max_calls), ("tokens", request.max_tokens), ("dollars", request.max_cost_usd))
    return next((name for name, left in budgets if left is not None and left <= 0), None)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of the brief should know; ends up in its warnings."""

    text: str
    partial: bool = False  # whether something is missing because of it
    passing: bool = False  # whether the brief is whole, and yet another try might make a better one


@dataclass(frozen=True, slots=True)
class Truncated:
    """The reply ran out of room: what came stands, but there would have been more. A shorter window may fit."""


@dataclass(frozen=True, slots=True)
class Line:
    """A verified item of a long article, as it is shown to whoever is asked what belongs together."""

    id: str  # "f1" for a fact, "p1" for a party, "q1" for a question
    text: str


@dataclass(frozen=True, slots=True)
class Ties:
    """What was said of lines, in their ids alone. Nobody has looked at it yet."""

    same: tuple[tuple[str, ...], ...]  # groups that say the same
    order: tuple[str, ...]  # the facts that matter most


Said = Item | Malformed | Answering | Spent | Notice | Truncated | Ties


class Engine(Protocol):
    """Writes drafts. Holds no state of a brief, so that one engine serves many at once."""

    @property
    def name(self) -> str:
        """The engine's name, as in settings and in `Brief.engine`."""
        ...

    @property
    def window_characters(self) -> int | None:
        """The longest text it drafts from at once, in code points; None for any length."""
        ...

    def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        """Draft a window: `Answering` first, items as they are complete, `Spent` for every upstream call.

        An engine keeps to the budgets of the request: it makes no call for which they leave no room.

        Raises:
            BudgetSpent: A further call is needed, and a budget leaves no room for it.
            EngineError: Nothing more will come; what came before stands.
        """
        ...

    def repair(self, window: Window, failures: Sequence[Failure], request: Request) -> AsyncIterator[Said]:
        """Mend the items that failed, each under its own key; one that cannot be mended is left out."""
        ...

    async def aclose(self) -> None:
        """Let go of whatever is held open."""
        ...


@runtime_checkable
class Ranker(Protocol):
    """An engine that can be asked how the parts of a long article belong together."""

    def tie(self, article: Article, lines: Sequence[Line], request: Request) -> AsyncIterator[Said]:
        """Say which lines say the same and which matter most: `Ties`, or nothing where this is left to the rules.

        Raises as `Engine.draft` does.
        """
        ...


@dataclass(frozen=True, slots=True)
class Tally:
    """What has been spent so far: a sum of `Spent`. The cost is known only while every part of it is."""

    calls: int = 0
    repairs: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = field(default=0.0)
    known_cost_usd: float = 0.0  # of the calls whose cost is known

    def plus(self, spent: Spent) -> "Tally":
        """This tally with one more call."""
        known = self.cost_usd is not None and spent.cost_usd is not None
        return Tally(
            calls=self.calls + spent.calls,
            repairs=self.repairs + spent.repairs,
            input_tokens=self.input_tokens + spent.input_tokens,
            cached_tokens=self.cached_tokens + spent.cached_tokens,
            output_tokens=self.output_tokens + spent.output_tokens,
            cost_usd=(self.cost_usd or 0.0) + (spent.cost_usd or 0.0) if known else None,
            known_cost_usd=self.known_cost_usd + (spent.cost_usd or 0.0),
        )


Number = TypeVar("Number", int, float)


def _left(limit: Number | None, spent: Number) -> Number | None:
    return None if limit is None else max(limit - spent, type(limit)(0))
