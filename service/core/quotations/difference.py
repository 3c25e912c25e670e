"""Where a quotation that is not verbatim differs from the article."""

import bisect
from collections.abc import Sequence
from difflib import SequenceMatcher

from service.core.quotations.tokens import Token, tokens_of

Span = tuple[int, int]

_SHOWN_BEFORE, _SHOWN_AFTER = 4, 2  # words round the difference
_LONGEST_ALIGNED = 400  # words: a longer quotation is compared as far


def differing(quote: str, text: str, near: Span, within: Span) -> tuple[str, str]:
    """The first words in which a quotation differs from a text, with a few on either side: (quoted, the text's).

    Args:
        quote: The words that are not verbatim.
        text: The article's text.
        near: The stretch most like the quotation, as `nearest` finds it.
        within: The stretch that may be shown beyond `near`: what a quotation changes at its ends stands there.
    """
    mine = [token for token in tokens_of(quote) if token.is_word][:_LONGEST_ALIGNED]
    around = [token for token in tokens_of(text[within[0] : within[1]]) if token.is_word]
    starts = [token.start + within[0] for token in around]
    first, last = bisect.bisect_left(starts, near[0]), bisect.bisect_left(starts, near[1])
    theirs = around[first : min(last, first + _LONGEST_ALIGNED)]
    matcher = SequenceMatcher(
        None, [token.folded.casefold() for token in mine], [token.folded.casefold() for token in theirs], autojunk=False
    )
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if not mine or not theirs or not changes:
        return quote, text[near[0] : near[1]]
    _, mine_from, mine_to, from_, to = changes[0]
    if from_ == 0 and to == 0:  # changed at its beginning: what stands there is before the stretch
        from_ -= min(mine_to - mine_from, first)
    elif from_ == to == len(theirs):
        to += min(mine_to - mine_from, len(around) - last)
    return (
        _shown(quote, mine, mine_from, mine_to),
        _shown(text[within[0] : within[1]], around, first + from_, first + to, first - max(0, -from_)),
    )


def _shown(text: str, tokens: Sequence[Token], start: int, end: int, least: int = 0) -> str:
    """The words [start, end) of a text with a few before and after, none before `least`."""
    first, last = max(least, start - _SHOWN_BEFORE), min(len(tokens), end + _SHOWN_AFTER)
    return text[tokens[first].start : tokens[last - 1].end]
