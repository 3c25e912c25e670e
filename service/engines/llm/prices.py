"""What tokens cost, for the models whose price was looked up; the cost of any other is unknown, not nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    sent: float
    cached: float
    stored: float  # sent, and written to the provider's cache
    written: float
    surcharge_above: int  # tokens sent beyond which the provider charges more: the cost is then unknown


# https://developers.openai.com/api/docs/models/gpt-6-luna, November 2026, standard processing.
PRICES = {"gpt-6-luna": Price(sent=0.10, cached=0.01, stored=0.125, written=0.50, surcharge_above=272_000)}


def cost_usd(model: str, *, sent: int, cached: int, stored: int, written: int) -> float | None:
    """The price of one call to OpenAI itself in US dollars, or None where it is not known.

    Args:
        model: The model's name.
        sent: Tokens sent, the cached and the stored ones among them.
        cached: Tokens read from the provider's cache.
        stored: Tokens written to it.
        written: Tokens the model wrote, reasoning included.
    """
    price = PRICES.get(model)
    if price is None or sent > price.surcharge_above:
        return None
    plain = max(sent - cached - stored, 0)
    total = plain * price.sent + cached * price.cached + stored * price.stored + written * price.written
    return total / 1_000_000
