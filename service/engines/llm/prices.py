"""What tokens cost, for the models whose price was looked up; the cost of any other is unknown, not nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.engines.llm.completion import Usage
from service.settings import TokenPrice

# OpenAI: a request that sends more is charged double for what it sends, and half as much again for what it gets.
_LONG_REQUEST_TOKENS = 272_000
_DATE = re.compile(r"-\d{4}-\d\d-\d\d\Z")  # of a snapshot, which costs what its model costs


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    sent: float
    cached: float  # read from the provider's cache
    stored: float  # sent, and written to the provider's cache
    written: float
    has_long_rate: bool = False  # whether a long request costs more


# OpenAI's own, standard processing, as its model pages had them in November 2026; regional processing adds 10%.
# https://developers.openai.com/api/docs/models/gpt-6-luna, …/gpt-6-sol, …/gpt-6.2-sol, …/gpt-5.6-luna
# gpt-6.1-terra, of 26 October 2026, by way of https://docs.litellm.ai/blog/gpt-6-1-terra
PRICES: Mapping[str, Price] = {
    "gpt-6.2-sol": Price(sent=2.00, cached=0.10, stored=2.50, written=10.00, has_long_rate=True),
    "gpt-6.1-terra": Price(sent=1.00, cached=0.05, stored=1.25, written=5.00, has_long_rate=True),
    "gpt-6-sol": Price(sent=2.00, cached=0.20, stored=2.50, written=10.00, has_long_rate=True),
    "gpt-6-luna": Price(sent=0.10, cached=0.01, stored=0.125, written=0.50, has_long_rate=True),
    "gpt-5.6-luna": Price(sent=0.20, cached=0.02, stored=0.25, written=1.20, has_long_rate=True),
}


def price_of(model: str, own: Mapping[str, TokenPrice], *, is_openai: bool) -> Price | None:
    """The price of a model, or None where it is not known.

    Args:
        model: The model's name.
        own: Prices from the settings; they stand before the built-in ones.
        is_openai: Whether OpenAI itself is asked. Another server's model of the same name may cost anything.
    """
    if model in own:
        set_price = own[model]
        return Price(
            sent=set_price.input,
            cached=set_price.input if set_price.cached is None else set_price.cached,
            stored=set_price.input if set_price.stored is None else set_price.stored,
            written=set_price.output,
        )
    return PRICES.get(_DATE.sub("", model)) if is_openai else None


def cost_usd(price: Price, usage: Usage) -> float:
    """The price of one call in US dollars."""
    is_long = price.has_long_rate and usage.sent > _LONG_REQUEST_TOKENS
    plain = max(usage.sent - usage.cached - usage.stored, 0)
    sent = plain * price.sent + usage.cached * price.cached + usage.stored * price.stored
    return (sent * (2.0 if is_long else 1.0) + usage.written * price.written * (1.5 if is_long else 1.0)) / 1_000_000
