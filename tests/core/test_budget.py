"""What one brief may spend."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

import pytest

from service.core.article import segment
from service.core.brief import Brief, EngineRecord
from service.core.engine import (
    Answering,
    Failure,
    Request,
    Said,
    Spent,
    Tally,
    Window,
    less,
    spent_budget,
)
from service.core.errors import BudgetSpent, EngineUnavailable
from service.core.summarize import finish, summarize
from service.fallback import Choice, Fallback
from tests.fakes import ScriptedEngine, draft, echoes, fact

ARTICLE = segment("The port closed on Monday. Talks resume on Friday.")
LONG = segment("\n\n".join(f"Port number {number} closed on Monday. Talks resume on Friday." for number in range(40)))
WRONG = draft(facts=[fact("The port closed on Sunday.", 1), fact("Talks resume on Friday.", 2)])


@dataclass
class Spender:
    """An engine that keeps to its budgets: each draft takes `tries` calls, each repair one."""

    tries: int = 1
    each: Spent = field(default=Spent(input_tokens=800, output_tokens=200, cost_usd=0.01))
    says: Sequence[Said] | None = None
    name: str = "spender"
    window_characters: int | None = None
    calls: int = 0
    pause: bool = False

    async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
        yield Answering(EngineRecord(name=self.name, model="m", fallback_from=None, prompts=()))
        async for spent in self._spend(self.tries, request):
            yield spent
        for said in echoes(window) if self.says is None else self.says:
            yield said

    async def repair(self, window: Window, failures: Sequence[Failure], request: Request) -> AsyncIterator[Said]:
        async for spent in self._spend(1, request):
            yield spent

    async def _spend(self, calls: int, request: Request) -> AsyncIterator[Said]:
        tally = Tally()
        for _ in range(calls):
            budget = spent_budget(less(request, tally))
            if budget is not None:
                raise BudgetSpent(self.name, budget)
            self.calls += 1
            if self.pause:
                await asyncio.sleep(0)
            tally = tally.plus(self.each)
            yield self.each

    async def aclose(self) -> None:
        pass


async def brief_of(engine: Spender, request: Request, *, long: bool = False) -> Brief:
    return await finish(summarize(LONG if long else ARTICLE, engine, request))


async def test_without_a_budget_nothing_is_held_back() -> None:
    engine = Spender(says=WRONG)

    brief = await brief_of(engine, Request())

    assert brief.status == "complete"
    assert brief.usage.calls == 2


@pytest.mark.parametrize(
    ("request_", "name"),
    [(Request(max_calls=1), "calls"), (Request(max_tokens=1_000), "tokens"), (Request(max_cost_usd=0.01), "dollars")],
)
async def test_when_a_budget_is_spent_what_is_verified_is_given_and_the_brief_says_which(
    request_: Request, name: str
) -> None:
    engine = Spender(says=WRONG)

    brief = await brief_of(engine, request_)

    assert engine.calls == brief.usage.calls == 1
    assert brief.status == "partial"
    assert [line.statement for line in brief.key_facts] == ["Talks resume on Friday."]
    assert any(f"may spend in {name} is spent" in warning for warning in brief.warnings)


async def test_a_budget_that_allows_no_draft_at_all_is_the_error() -> None:
    with pytest.raises(BudgetSpent) as spent:
        await brief_of(Spender(tries=3), Request(max_calls=2))

    assert spent.value.budget == "calls"


@pytest.mark.parametrize("pause", [False, True])
@pytest.mark.parametrize("tries", [1, 2])
@pytest.mark.parametrize("max_calls", [1, 3, 5, 7])
async def test_the_windows_of_a_long_article_never_make_more_calls_than_allowed(
    max_calls: int, tries: int, pause: bool
) -> None:
    engine = Spender(window_characters=300, tries=tries, pause=pause)

    try:
        brief = await brief_of(engine, Request(max_calls=max_calls), long=True)
    except BudgetSpent:
        assert tries == 2
    else:
        assert brief.status == "partial"
        assert any("is spent" in warning for warning in brief.warnings)
        assert brief.windows.failed > 0
    assert engine.calls <= max_calls


@pytest.mark.parametrize("drafts", [1, 2, 5, 7])
@pytest.mark.parametrize("budget", ["tokens", "dollars"])
async def test_the_windows_of_a_long_article_go_over_a_budget_by_no_more_than_the_last_of_them(
    budget: str, drafts: int
) -> None:
    engine = Spender(window_characters=300, pause=True)
    allowed = (
        Request(max_tokens=1_000 * drafts - 500) if budget == "tokens" else Request(max_cost_usd=0.01 * drafts - 0.005)
    )

    brief = await brief_of(engine, allowed, long=True)

    assert brief.windows.total > 7
    assert engine.calls == brief.usage.calls == drafts
    assert brief.status == "partial"
    assert any(f"may spend in {budget} is spent" in warning for warning in brief.warnings)


async def test_under_a_budget_the_first_draft_is_made_alone_and_then_as_many_at_once_as_it_allows() -> None:
    at_once: list[int] = []

    class Counting(Spender):
        running = 0

        async def draft(self, window: Window, request: Request) -> AsyncIterator[Said]:
            self.running += 1
            at_once.append(self.running)
            try:
                async for said in super().draft(window, request):
                    yield said
            finally:
                self.running -= 1

    await brief_of(Counting(window_characters=300, pause=True), Request(max_tokens=100_000), long=True)
    generous, at_once = at_once, []
    await brief_of(Counting(window_characters=300, pause=True), Request(max_tokens=3_000), long=True)

    assert (generous[0], max(generous)) == (1, 7)  # all the others
    assert max(at_once) == 2


async def test_a_budget_in_dollars_for_a_model_without_a_price_still_drafts_side_by_side() -> None:
    engine = Spender(window_characters=300, pause=True, each=Spent(input_tokens=800, cost_usd=None))

    brief = await brief_of(engine, Request(max_cost_usd=0.01), long=True)

    assert brief.status == "complete"


async def test_the_first_windows_of_a_long_article_are_drafted_first() -> None:
    brief = await brief_of(Spender(window_characters=300), Request(max_calls=3), long=True)

    numbers = [evidence.sentence for line in brief.key_facts for evidence in line.evidence]
    assert min(numbers) == 1
    assert max(numbers) < len(LONG.sentences) / 2


async def test_a_repair_does_not_take_the_call_that_another_window_needs() -> None:
    engine = Spender(window_characters=1_300, says=draft(facts=[fact("A crane fell on 99 ships.", 1)]))
    windows = await brief_of(Spender(window_characters=1_300), Request(), long=True)
    total = windows.windows.total

    brief = await brief_of(engine, Request(max_calls=total), long=True)

    assert engine.calls == total
    assert brief.windows.failed == 0


async def test_calls_of_unknown_cost_are_told_where_there_is_a_budget_in_dollars() -> None:
    brief = await brief_of(Spender(each=Spent(cost_usd=None)), Request(max_cost_usd=1.0))

    assert brief.status == "complete"
    assert any("whose cost is known" in warning for warning in brief.warnings)


async def test_the_next_engine_has_only_what_the_one_before_left() -> None:
    down: list[Said | Exception] = [Spent(), Spent(), EngineUnavailable("first", "down")]
    second = Spender(tries=2)
    engine = Fallback([Choice(ScriptedEngine(says=down)), Choice(second)])

    with pytest.raises(BudgetSpent):
        await finish(summarize(ARTICLE, engine, Request(max_calls=3)))

    assert second.calls == 1


async def test_an_engine_that_costs_nothing_takes_over_when_the_budget_is_spent() -> None:
    free = ScriptedEngine(says=draft(facts=[fact("Talks resume on Friday.", 2)]), name="free")
    engine = Fallback([Choice(Spender(tries=3)), Choice(free)])

    brief = await finish(summarize(ARTICLE, engine, Request(max_calls=2)))

    assert brief.engine.name == "free"
    assert brief.usage.calls == 2
    assert any("is spent" in warning for warning in brief.warnings)
