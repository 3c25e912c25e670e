"""Words that say a number is not exact: "about", "more than", "or so"."""

import re

from service.core.quantities.quantity import Hedge
from service.core.quantities.tokens import Tokens

HEDGES: dict[str, Hedge] = {
    "about": "about", "around": "about", "roughly": "about", "approximately": "about", "some": "about",
    "circa": "about", "estimated": "about", "approx": "about", "~": "about", "≈": "about", "than": "over",
    "nearly": "nearly", "almost": "nearly", "to": "nearly", "over": "over", "above": "over", "exceeding": "over",
    ">": "over", "topped": "over", "exceeded": "over", "surpassed": "over", "under": "under", "below": "under",
    "<": "under", "least": "at least", "most": "at most", "minimum": "at least", "maximum": "at most",
    "as": "at least",
}  # fmt: skip
_BOUNDS = frozenset(word for word, hedge in HEDGES.items() if hedge in {"over", "under"})
_WORD_OR_SIGN = re.compile(r"[^\W\d_]+|[<>]")
# The word before decides what "than", "to", "as" and "least" say; None where they say nothing.
_PAIRS: dict[str, dict[str, Hedge]] = {
    "than": {"more": "over", "greater": "over", "higher": "over", "less": "under", "fewer": "under", "lower": "under"},
    "to": {"close": "nearly", "up": "at most"},
    "least": {"at": "at least"},
    "most": {"at": "at most"},
    "as": {"many": "at most", "much": "at most"},
}


def may_bound(text: str) -> bool:
    """Whether a text has any of the words that put a bound to a number: "more than", "under"."""
    return not _BOUNDS.isdisjoint(map(str.lower, _WORD_OR_SIGN.findall(text)))


def hedge_of(tokens: Tokens, first: int, last: int) -> tuple[Hedge | None, int]:
    """The hedge before or after, and the first token after it."""
    if tokens.words[last] == "+" and tokens.touches(last):
        return "at least", last + 1
    after = tokens.past_hyphen(last)
    if after > last and tokens.lows[after] in {"plus", "odd"}:
        return ("at least" if tokens.lows[after] == "plus" else "about"), after + 1
    if tokens.lows[last] == "or" and tokens.lows[last + 1] in {"so", "more", "fewer", "less"}:
        said: Hedge = {"so": "about", "more": "at least"}.get(tokens.lows[last + 1], "at most")  # type: ignore[assignment]
        return said, last
    if first == 0:
        return None, last
    word = tokens.lows[first - 1]
    if word == "the":
        return None, last  # "the dispute over the $8.2 million", "less than the 150 it is licensed for" bound nothing
    if word in {"a", "an"} and first > 1:
        first, word = first - 1, tokens.lows[first - 2]
    if word in _PAIRS:
        before = tokens.lows[first - 2] if first > 1 else ""
        hedge = _PAIRS[word].get(before)
        if word == "than" and hedge and first > 2 and tokens.lows[first - 3] in {"no", "not"}:
            hedge = "at most" if hedge == "over" else "at least"
        return hedge, last
    return HEDGES.get(word), last
