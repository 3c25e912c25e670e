"""What a call costs."""

import pytest

from service.core.engine import Request
from service.engines.llm.completion import Usage
from service.engines.llm.prices import PRICES, cost_usd, price_of
from service.settings import DEFAULT_MODEL, Settings, TokenPrice
from tests.engines.conftest import MakeEngine
from tests.engines.llm_words import REPLY, WHOLE, hear, tally
from tests.scripted_server import ScriptedServer, completion, status


def test_cached_and_stored_tokens_cost_their_own_rate() -> None:
    cost = cost_usd(PRICES[DEFAULT_MODEL], Usage(sent=250_000, cached=100_000, stored=50_000, written=10_000))

    assert cost == pytest.approx(0.10 * 0.1 + 0.1 * 0.01 + 0.05 * 0.125 + 0.01 * 0.5)


def test_a_long_request_costs_more_for_all_of_it() -> None:
    cost = cost_usd(PRICES[DEFAULT_MODEL], Usage(sent=300_000, cached=100_000, stored=0, written=10_000))

    assert cost == pytest.approx(2 * (0.2 * 0.10 + 0.1 * 0.01) + 1.5 * 0.01 * 0.5)


def test_the_default_model_has_a_price() -> None:
    assert price_of(DEFAULT_MODEL, {}, is_openai=True) is not None


def test_a_dated_snapshot_has_the_price_of_its_model() -> None:
    assert price_of(f"{DEFAULT_MODEL}-2026-09-22", {}, is_openai=True) == PRICES[DEFAULT_MODEL]
    assert price_of(f"{DEFAULT_MODEL}-fast", {}, is_openai=True) is None


def test_the_price_of_an_unknown_model_and_of_another_server_is_unknown() -> None:
    assert price_of("somebody-elses", {}, is_openai=True) is None
    assert price_of(DEFAULT_MODEL, {}, is_openai=False) is None


def test_a_price_that_is_set_stands_before_the_built_in_one() -> None:
    own = {DEFAULT_MODEL: TokenPrice(input=3, output=4)}

    price = price_of(DEFAULT_MODEL, own, is_openai=True)

    assert price is not None
    assert (price.sent, price.cached, price.stored, price.written) == (3, 3, 3, 4)


def test_prices_are_set_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECIS_PRICES", '{"a": {"input": 0.1, "cached": 0, "output": 0.5}}')

    assert Settings().prices == {"a": TokenPrice(input=0.1, cached=0, output=0.5)}


async def test_the_cost_of_a_draft_is_that_of_all_its_calls(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(
        status(503),
        completion("no JSON", sent=1_000, cached=500, written=100),
        completion(REPLY, sent=2_000, cached=1_000, written=200),
    )
    engine = make_engine(prices={"small": {"input": 1, "cached": 0.1, "output": 10}})

    said, _ = await hear(engine.draft(WHOLE, Request()))

    assert tally(said).cost_usd == pytest.approx((1_500 * 1 + 1_500 * 0.1 + 300 * 10) / 1e6)


async def test_the_cost_is_unknown_where_the_server_tells_no_usage(
    scripted_server: ScriptedServer, make_engine: MakeEngine
) -> None:
    scripted_server.plays(completion(REPLY, usage=False))

    said, _ = await hear(make_engine(prices={"small": {"input": 1, "output": 10}}).draft(WHOLE, Request()))

    assert tally(said).cost_usd is None
