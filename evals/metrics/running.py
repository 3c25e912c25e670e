"""What a brief took: time, calls, tokens, money."""

import math

from evals.comparison import Comparison
from evals.metrics.metric import metric
from evals.scores import Score, Scored, Unscorable


@metric("Latency", higher_is_better=False, highest=math.inf, unit="s")
def seconds(comparison: Comparison) -> Score:
    """Wall time from the article to the brief, in seconds.

    Range: 0 and more; unscorable where nobody measured it.
    """
    taken = comparison.outcome.seconds or comparison.brief.timing.seconds
    return Scored(taken) if taken else Unscorable("the time it took is not known")


@metric("Calls", higher_is_better=False, highest=math.inf, unit="calls", needs=("calls",))
def calls(comparison: Comparison) -> Score:
    """Upstream calls, failed ones and repairs included.

    Range: 0 and more.
    """
    return Scored(float(comparison.brief.usage.calls))


@metric("Tokens in", higher_is_better=False, highest=math.inf, unit="tokens", needs=("tokens",))
def input_tokens(comparison: Comparison) -> Score:
    """Tokens sent, over all calls, as the provider counts them.

    Range: 0 and more.
    """
    return Scored(float(comparison.brief.usage.input_tokens))


@metric("Tokens out", higher_is_better=False, highest=math.inf, unit="tokens", needs=("tokens",))
def output_tokens(comparison: Comparison) -> Score:
    """Tokens written, over all calls, reasoning included.

    Range: 0 and more.
    """
    return Scored(float(comparison.brief.usage.output_tokens))


@metric("Cost", higher_is_better=False, highest=math.inf, unit="USD")
def cost_usd(comparison: Comparison) -> Score:
    """What the calls cost, in US dollars.

    Range: 0 and more; unscorable where the price of the model is not known.
    """
    cost = comparison.brief.usage.cost_usd
    return Scored(cost) if cost is not None else Unscorable("the price of the model is not known")
