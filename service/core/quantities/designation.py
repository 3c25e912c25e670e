"""Numbers that are part of a name or stand for a pronoun, and so are no quantity: F-16, COVID-19, Group of Seven."""

from service.core.quantities import units
from service.core.quantities.hedges import HEDGES
from service.core.quantities.numeral import Numeral
from service.core.quantities.tokens import Tokens
from service.core.quantities.words import BASE, FUNCTION_WORDS

_BRANDS = frozenset("boeing airbus windows apollo formula euro covid chanel android iphone route highway".split())
LABELS = frozenset(
    "article section chapter phase resolution amendment category tier clause paragraph protocol annex minute".split()
)
LABELS_CAPITALISED = frozenset(
    "page version gate flight channel type stage title bill proposition "
    "day week round level line room unit reactor part group rule area zone page".split()
)
_ONE_BEFORE = frozenset(
    "no any every some each the this that which another last next new big good only number not day phase these".split()
)
_ONE_AFTER = FUNCTION_WORDS | frozenset(
    "another day point side hand thing way off sided sidedly time such must should shall never always ever".split()
)
_ZERO_NAMES = frozenset("ground patient net absolute sub".split())


def is_name(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number is part of a name: F-16, G7, COVID-19, Boeing 737, Group of Seven, No. 10, "no one"."""
    first, before = numeral.first, tokens.words[numeral.first - 1] if numeral.first else ""
    low = before.lower()
    if numeral.form == "ordinal":
        return _is_plain_second(tokens, numeral)
    if tokens.is_number(first):
        return _is_designation(tokens, numeral, before, low)
    if tokens.lows[first] == "one" and numeral.last == first + 1:
        return _is_pronoun(tokens, numeral, low)
    if tokens.lows[first] == "zero":
        return low in _ZERO_NAMES or tokens.lows[numeral.last] in {"tolerance", "hour", "sum"}
    word, following = tokens.words[first], tokens.words[numeral.last]
    if not word[0].isupper() or word.isupper() or tokens.opens_sentence(first):
        return False
    if low == "of" and first > 1 and tokens.words[first - 2][:1].isupper():
        return True
    return low in {"big", "gang"} or (
        following[:1].isupper() and tokens.follows(numeral.last) and not before[:1].isupper()
    )


def _is_plain_second(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "A second" of time, "first lady", "third party", "at first", "second-hand": no place in an order."""
    low, following = tokens.lows[numeral.first], tokens.lows[tokens.past_hyphen(numeral.last)]
    before = tokens.lows[numeral.first - 1] if numeral.first else ""
    if low == "second" and (before in {"per", "every", "split"} or tokens.is_number(numeral.first - 1)):
        return True
    if low == "second" and before == "a":
        return not tokens.is_word(numeral.last) or following in {"later", "ago", "before", "after", "or", "and"}
    return (low, following) in {
        ("first", "lady"), ("first", "minister"), ("first", "aid"), ("first", "hand"), ("second", "hand"),
        ("third", "party"), ("third", "parties"), ("first", "responders"), ("first", "class"), ("second", "thoughts"),
    } or (low == "first" and before == "at")  # fmt: skip


def _is_pronoun(tokens: Tokens, numeral: Numeral, before: str) -> bool:
    if before in {"to", "-", "–"} and any(_is_small(tokens, numeral.first - back) for back in (2, 3)):
        return False  # "four to one", "by four votes to one"
    if before in _ONE_BEFORE:
        return True
    place = tokens.past_hyphen(numeral.last)
    following = tokens.lows[place]
    if place > numeral.last:
        return following in {"on", "sided", "off", "offs", "time", "way", "to"}
    return not tokens.is_word(place) or following in _ONE_AFTER or not tokens.follows(place)


def _is_small(tokens: Tokens, index: int) -> bool:
    return index >= 0 and (tokens.is_number(index) or tokens.lows[index] in BASE)


def _is_designation(tokens: Tokens, numeral: Numeral, before: str, low: str) -> bool:
    first = numeral.first
    attached = _is_part_of_word(tokens, numeral, before, low) if tokens.touches(first) else None
    if attached is not None:
        return attached
    if tokens.touches(numeral.last) and tokens.is_word(numeral.last):
        return not _is_suffix(tokens, numeral.last)
    if low == "no" or (before == "." and first > 1 and tokens.words[first - 2] in {"No", "Nos", "no", "nos"}):
        return True
    if not before[:1].isupper() or not before.isalpha() or not tokens.follows(first) or tokens.touches(first):
        return False
    if low in _BRANDS:
        return True
    plain = (
        not numeral.is_scaled and tokens.words[first].isdecimal() and low not in FUNCTION_WORDS and low not in HEDGES
    )
    if not plain or tokens.opens_sentence(first - 1) or low in LABELS | LABELS_CAPITALISED:
        return False
    if before in units.PREFIXES:
        return False
    following = tokens.lows[numeral.last]
    counts = tokens.is_word(numeral.last) and (following not in FUNCTION_WORDS or following in units.WORDS)
    return not (counts or following in {"%", "-", "–"})


def _is_part_of_word(tokens: Tokens, numeral: Numeral, before: str, low: str) -> bool | None:
    """Whether digits right after something belong to it; None where that does not decide it."""
    first = numeral.first
    if before in {"#", "/", "_", "@"}:
        return True
    if before == "R" and numeral.is_scaled:
        return False  # rand
    if before.isalpha() and before not in units.PREFIXES and low not in units.DOLLARS:
        return True
    if before == "-" and tokens.touches(first - 1) and tokens.is_word(first - 2):
        return not tokens.words[first - 2].islower() and tokens.lows[first - 2] not in {"over", "under"}
    return True if before == "." and tokens.lows[first - 2 : first - 1] in (["no"], ["nos"]) else None


def _is_suffix(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    return (
        word.lower() in units.WORDS
        or word in units.SUFFIXES
        or word.lower() in {"m", "pc", "x"}
        or word.lower() in units.SCALES
    )


def past(tokens: Tokens, index: int) -> int:
    """The token after a designation: "737-800" and "H1N1" are passed over whole."""
    index += 1
    while (
        index < tokens.size
        and tokens.touches(index)
        and (tokens.is_number(index) or tokens.is_word(index) or tokens.words[index] in {"-", "/"})
    ):
        index += 1
    return index
