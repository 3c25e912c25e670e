"""One window of an article: drafted by the engine, grounded item by item, mended once."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import replace

from service.core.article import Article
from service.core.draft import DraftParty, Item, Malformed
from service.core.engine import (
    Answering,
    Engine,
    Failure,
    Notice,
    Request,
    Said,
    Spent,
    Truncated,
    Window,
)
from service.core.errors import DeadlineExceeded, EngineError, EngineGaveNoBrief, EngineRefused, EngineUnavailable
from service.core.grounding import Outcome, ground
from service.core.ledger import Allowance, Ledger
from service.core.steps import Answered, Failed, Grounded, Repaired, Step

# No brief has this many lines; a model that repeats itself would keep the checks busy for minutes.
MOST_ITEMS = 400


class Drafting:
    """What one window has given so far."""

    def __init__(self, window: Window, engine: Engine, request: Request, ledger: Ledger) -> None:
        self.window = window
        self._engine = engine
        self._request = request
        self._ledger = ledger
        ledger.windows += 1
        self._prefix = f"w{ledger.windows}"
        self._answering = ledger.answering
        self._grounded: dict[str, Outcome] = {}
        self._failed: dict[str, Outcome] = {}
        self._waiting: list[Item | Malformed] = []  # positions of a draft that nobody watches item by item
        self._parties: tuple[DraftParty, ...] | None = None  # of the draft, once asked for; None when they have changed
        self._known_parties: dict[str, int] = {}  # how many parties were known when an item was checked
        self._mends: set[str] = set()  # keys of items that passed only after their repair
        self.is_truncated = False  # the engine ran out of room before it was done
        # The engine was lost, or its reply ended in the middle, after something was verified.
        self.broke_off: EngineUnavailable | EngineGaveNoBrief | None = None
        self.error: EngineError | DeadlineExceeded | None = None  # why this window gave nothing

    @property
    def items(self) -> int:
        """How many items the engine wrote."""
        return len(self._grounded) + len(self._failed) + len(self._waiting)

    @property
    def passed(self) -> int:
        """How many passed as first written."""
        return len(self._grounded.keys() - self._mends)

    @property
    def repaired(self) -> int:
        """How many passed after one repair."""
        return len(self._grounded.keys() & self._mends)

    @property
    def verified(self) -> tuple[Outcome, ...]:
        """What may stand in the brief."""
        return tuple(self._grounded.values())

    @property
    def set_aside(self) -> tuple[Outcome, ...]:
        """What may not, and why."""
        return tuple(self._failed.values())

    @property
    def _article(self) -> Article:
        return self.window.article

    async def draft(self) -> AsyncIterator[Step]:
        """Draft, and ground each item as it comes. An error that leaves nothing verified is kept in `error`."""
        try:
            await self._ledger.turn(self._request)
            with self._ledger.allowing(self._request, is_repair=False) as allowance:
                stream = self._engine.draft(self.window, allowance.request)
                async for said in in_time(stream, self._ledger, self._request):
                    step = await self._heard(said, allowance)
                    if step is not None:
                        yield step
                    if self.items >= MOST_ITEMS:
                        break
            if not self.items:
                model = self._answering.model or self._engine.name
                raise EngineGaveNoBrief(model, "the answer held no item of a brief")
        except (EngineError, DeadlineExceeded) as error:
            if self._grounded and isinstance(error, EngineUnavailable | EngineGaveNoBrief):
                self.broke_off = error
            elif self._grounded:
                yield self._ledger.noted(Notice(f"the draft is not complete: {what_happened(error)}", partial=True))
            else:
                self.error = error
        if self.items >= MOST_ITEMS:
            notice = f"the draft went on after {MOST_ITEMS} items; only these were read"
            yield self._ledger.noted(Notice(notice, partial=True))
        async for step in self._settled():
            yield step

    async def repair(self) -> AsyncIterator[Step]:
        """Have the failed items mended once, and ground them again."""
        if self._failed and self.error is None:
            failures = [Failure(outcome.item, outcome.reasons) for outcome in self._failed.values()]
            try:
                with self._ledger.allowing(self._request, is_repair=True) as allowance:
                    stream = self._engine.repair(self.window, failures, allowance.request)
                    async for said in in_time(stream, self._ledger, self._request):
                        if isinstance(said, Item | Malformed):
                            step = await self._mended(said)
                        else:
                            step = await self._heard(said, allowance)
                        if step is not None:
                            yield step
            except (EngineError, DeadlineExceeded) as error:
                text = f"items that failed a check were not repaired: {what_happened(error)}"
                # Whoever declined to mend, or gave nothing, would do so again; else more might be in the brief.
                is_final = isinstance(error, EngineRefused | EngineGaveNoBrief)
                yield self._ledger.noted(Notice(text, partial=not is_final))
        self._drop_orphans()

    async def _heard(self, said: Said, allowance: Allowance) -> Step | None:
        match said:
            case Item() | Malformed():
                self._ledger.wrote(self._answering)
                if said.section == "positions" and not self._request.stream:
                    self._waiting.append(said)
                    return None
                return self._placed(await self._ground(said))
            case Answering(engine=engine):
                self._answering = engine
                if self.items:  # a repair, which is named among the prompts whatever comes of it
                    self._ledger.wrote(engine)
                return Answered(engine)
            case Spent():
                allowance.spend(said)
                self._ledger.spend(said)
                if self._request.max_cost_usd is not None and self._ledger.is_cost_unknown(said):
                    return self._ledger.noted(Notice("the budget in dollars counts only calls whose cost is known"))
            case Truncated():
                self.is_truncated = True
            case Notice():
                return self._ledger.noted(said)
        return None

    async def _ground(self, item: Item | Malformed) -> Outcome:
        siblings = self._siblings()
        self._known_parties[item.key] = len(siblings)
        if self._ledger.reading is not None:
            await asyncio.wait({self._ledger.reading})
            await asyncio.sleep(0)  # other briefs on this event loop have their turn between two items
        outcome = ground(item, self._article, siblings=siblings)
        return replace(outcome, origins=(f"{self._prefix}.{item.key}",))

    def _placed(self, outcome: Outcome) -> Step:
        key = outcome.item.key
        self._grounded.pop(key, None)
        self._failed.pop(key, None)
        (self._grounded if outcome.is_grounded else self._failed)[key] = outcome
        self._parties = None if outcome.item.section == "parties" else self._parties
        return Grounded(outcome) if outcome.is_grounded else Failed(outcome)

    async def _settled(self) -> AsyncIterator[Step]:
        """Positions, with every party of the draft known: who else is there can matter.

        In a stream they were checked when they came; those that came before the last party are checked once more.
        """
        while self._waiting:
            yield self._placed(await self._ground(self._waiting.pop(0)))
        parties = len(self._siblings())
        for outcome in (*self._grounded.values(), *self._failed.values()):
            item = outcome.item
            if item.section == "positions" and self._known_parties[item.key] < parties:
                again = await self._ground(item)
                if again.is_grounded == outcome.is_grounded:
                    (self._grounded if again.is_grounded else self._failed)[item.key] = again
                else:
                    yield self._placed(again)

    async def _mended(self, item: Item | Malformed) -> Step | None:
        before = self._failed.get(item.key)
        if before is None or before.item.section != item.section:
            return None  # a repair may mend what failed, not add to the brief
        if isinstance(item, Item) and item.section == "positions":
            item = replace(item, party=self._party_of(item) or item.party)
        outcome = await self._ground(item)
        self._parties = None if item.section == "parties" else self._parties
        if not outcome.is_grounded:
            self._failed[item.key] = outcome
            return None
        del self._failed[item.key]
        self._grounded[item.key] = outcome
        self._mends.add(item.key)
        if isinstance(item, Item) and isinstance(item.content, DraftParty):
            await self._follow_party(item.key, item.content)
        return Repaired(outcome)

    async def _follow_party(self, key: str, party: DraftParty) -> None:
        """A party has a new name or role: its positions that passed are checked against it once more."""
        for position_key in [known for known in self._grounded if known.startswith(f"{key}.")]:
            item = self._grounded[position_key].item
            if isinstance(item, Item):
                self._placed(await self._ground(replace(item, party=party)))

    def _drop_orphans(self) -> None:
        """A position whose party stays out stays out with it."""
        for key in [key for key in self._grounded if "." in key]:
            party_key = key.partition(".")[0]
            if party_key not in self._grounded:
                outcome = self._grounded.pop(key)
                party = self._failed.get(party_key)
                self._failed[key] = replace(outcome, reasons=party.reasons if party else (), quotes=())

    def _siblings(self) -> tuple[DraftParty, ...]:
        if self._parties is None:
            outcomes = (*self._grounded.values(), *self._failed.values())
            contents = (outcome.item.content for outcome in outcomes if isinstance(outcome.item, Item))
            self._parties = tuple(content for content in contents if isinstance(content, DraftParty))
        return self._parties

    def _party_of(self, item: Item) -> DraftParty | None:
        outcome = self._grounded.get(item.key.partition(".")[0])
        if outcome and isinstance(outcome.item, Item) and isinstance(outcome.item.content, DraftParty):
            return outcome.item.content
        return None


async def in_time(stream: AsyncIterator[Said], ledger: Ledger, request: Request) -> AsyncIterator[Said]:
    """What an engine says, until the deadline. The engine is stopped when nobody listens any more."""
    iterator = aiter(stream)
    try:
        while True:
            try:
                # The time limit is entered anew for each value: held open over a `yield` it would
                # cancel whoever reads these steps.
                async with asyncio.timeout_at(ledger.deadline):
                    said = await anext(iterator)
            except StopAsyncIteration:
                return
            except TimeoutError as error:
                raise DeadlineExceeded(request.deadline_seconds or 0.0) from error
            yield said
    finally:
        if isinstance(iterator, AsyncGenerator):
            await iterator.aclose()


def what_happened(error: EngineError | DeadlineExceeded) -> str:
    """An error in words fit for a reader of the brief; what the provider said is for the log."""
    return f"{error.engine} {error.what}" if isinstance(error, EngineError) else "time ran out"
