"""Read every quantity of a text: numerals with their currency, unit, hedge and noun; ranges; dates."""

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from service.core import dates
from service.core.quantities import numerals, units
from service.core.quantities.abroad import read_abroad
from service.core.quantities.designation import LABELS, LABELS_CAPITALISED, is_name, past
from service.core.quantities.hedges import hedge_of
from service.core.quantities.numeral import Numeral, exact
from service.core.quantities.numerals import is_and_part
from service.core.quantities.quantity import Kind, Quantity
from service.core.quantities.ranges import join
from service.core.quantities.tokens import Tokens, is_digits, tokenize
from service.core.quantities.words import AFTER_ARTICLES, CARDINALS, CHARACTERS, FUNCTION_WORDS, STARTERS
from service.core.words import per_word

_BETWEEN_NUMBER_AND_UNIT = frozenset(
    "more additional extra further full straight consecutive whole other long short".split()
)


MOST_READ = 20_000


def read(text: str, language: str | None = "en") -> tuple[Quantity, ...]:
    """Every quantity of a text, in order, none overlapping. Never raises.

    Args:
        text: Any text.
        language: ISO 639-1. Outside English only digits are read, with per cent and currency signs.

    Numbers after the first 20,000 are left unread (300,000 characters of news have 5,000): a text of digits alone
    would take many times as long as any other of its length.
    """
    if language not in {"en", None}:
        return tuple(itertools.islice(read_abroad(text, language), MOST_READ))
    has_digit, words = _COUNTS.search(text) is not None, _WORD.findall(text.lower())
    # Most sentences say neither when nor how many, and need not be looked through.
    mentions = dates.find(text) if has_digit or not dates.TELLING_WORDS.isdisjoint(words) else ()
    found = [_of_date(mention) for mention in mentions]
    if has_digit or not _TELLING.isdisjoint(words):
        taken = [(mention.start, mention.end) for mention in mentions]
        found.extend(itertools.islice(_read_numerals(tokenize(text), taken), MOST_READ))
        found.sort(key=lambda quantity: quantity.start)
    return join(text, found) if len(found) > 1 else tuple(found)


_WORD = re.compile(r"[^\W\d_]+")
_COUNTS = re.compile(f"[\\d{''.join(CHARACTERS)}]")
# Any word that a number in words has.
_TELLING = (STARTERS - {"a", "an"}) | AFTER_ARTICLES | frozenset(units.SAME_AS)


def _of_date(mention: dates.Mention) -> Quantity:
    when = mention.when
    if when == dates.When(year=when.year):
        value = Fraction(when.year or 0)
        return Quantity(mention.start, mention.end, mention.text, "year", (value,), numerals=(value,), when=None)
    clock_only = when.hour is not None and when.day is None and when.weekday is None and when.period is None
    return Quantity(mention.start, mention.end, mention.text, "time" if clock_only else "date", (), when=when)


# English ---------------------------------------------------------------------------------------------------------


def _read_numerals(tokens: Tokens, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    index = 0
    place = 0
    candidates = [at for at, begins in enumerate(map(_may_begin, tokens.lows[: tokens.size])) if begins]
    for candidate in candidates:
        if candidate < index:
            continue
        start = tokens.starts[candidate]
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        if place < len(taken) and taken[place][0] <= start:
            continue
        numeral = _ratio(tokens, candidate) or numerals.parse(tokens, candidate)
        if numeral is None or is_name(tokens, numeral):
            index = past(tokens, candidate if numeral is None else numeral.last - 1)
            continue
        # A month's day or a clock time ends what is read before it.
        limit = taken[place][0] if place < len(taken) else len(tokens.text)
        if tokens.ends[numeral.last - 1] > limit:
            continue
        quantity, index = _quantity(tokens, numeral)
        if quantity is not None:
            yield quantity


@per_word
def _may_begin(low: str) -> bool:
    """Whether a number may begin with a token."""
    return low in STARTERS or is_digits(low)


def _ratio(tokens: Tokens, index: int) -> Numeral | None:
    """As in "One in three", "9 out of 10"."""
    if tokens.lows[index + 1] not in {"in", "out"}:
        return None
    first = _small(tokens, index)
    if first is None or not 1 <= first <= 99:
        return None
    if tokens.lows[index + 1] == "in":
        place = index + 2
    elif tokens.lows[index + 1 : index + 3] == ["out", "of"]:
        place = index + 3
    else:
        return None
    second = _small(tokens, place)
    if second is None or second <= first or second > 100 or tokens.lows[place + 1] in units.WORDS:
        return None
    return Numeral(index, place + 1, Fraction(first, second), Fraction(first), "fraction")


def _small(tokens: Tokens, index: int) -> int | None:
    if tokens.is_number(index):
        value = exact(tokens.words[index])
        return int(value) if value is not None and value.denominator == 1 and value <= 100 else None
    numeral = numerals.parse(tokens, index) if tokens.lows[index] in CARDINALS else None
    single = numeral is not None and numeral.last == index + 1 and numeral.form == "words"
    return int(numeral.value) if numeral is not None and single else None


def _quantity(tokens: Tokens, numeral: Numeral) -> tuple[Quantity | None, int]:
    """The quantity round a numeral, and the first token after it."""
    first, last = numeral.first, numeral.last
    currency, first = _currency_before(tokens, first)
    is_negative, first = _minus_before(tokens, first)
    bound, last = hedge_of(tokens, first, last)  # "1,000-plus kilometers"
    unit, kind, last, unsure = (
        _unit_after(tokens, numeral, last) if currency is None else (currency, "money", last, False)
    )
    values, bare = (numeral.value,), (numeral.bare,)
    kind = kind or _kind(tokens, numeral, unit, first)
    if kind == "label":
        unit = tokens.lows[first - 1]
        first -= 1
    if kind == "measure" and (unit in units.EXACT or unit in units.SAME_AS) and is_and_part(tokens, last):
        part = Fraction(1, 2 if tokens.lows[last + 2] == "half" else 4)
        values, bare = (numeral.value + part,), (numeral.bare + part,)
        last += 3
    if unit in units.SAME_AS:
        unit, times = units.SAME_AS[unit]
        values = (values[0] * times,)
    if kind == "ordinal" and tokens.lows[tokens.past_hyphen(last)] == "century":
        unit, last = "century", tokens.past_hyphen(last) + 1
    hedge, last = hedge_of(tokens, first, last)
    hedge = bound or hedge
    per, last = _per(tokens, last)
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return (
        Quantity(
            start,
            end,
            tokens.text[start:end],
            kind,
            values,
            unit,
            numerals=bare,
            hedge=hedge,
            noun=_noun(tokens, last, several=kind != "ordinal" and numeral.value != 1),
            is_unsure=numeral.is_unsure or unsure,
            per=per,
            is_negative=is_negative or tokens.lows[last : last + 2] in (["below", "zero"], ["below", "freezing"]),
            is_spaced=" " in tokens.words[numeral.first],
        ),
        last,
    )


def _minus_before(tokens: Tokens, first: int) -> tuple[bool, int]:
    """Whether "-5", "−5" or "minus five" stands there, and its first token."""
    if first == 0 or not tokens.follows(first):
        return False, first
    if tokens.lows[first - 1] == "minus":
        return True, first - 1
    sign = tokens.words[first - 1] in {"-", "−", "–"} and tokens.touches(first)
    alone = first == 1 or (not tokens.touches(first - 1)) or tokens.words[first - 2] in {"(", "“", '"'}
    return (True, first - 1) if sign and alone else (False, first)


def _per(tokens: Tokens, last: int) -> tuple[str | None, int]:
    """(unit, first token after) of "per euro", "per year"; of "a year" the unit alone, as "a year ago" says another."""
    low = tokens.lows[last]
    if low not in {"per", "a", "an"} or not tokens.follows(last):
        return None, last
    unit = units.WORDS.get(tokens.lows[last + 1])
    if unit is None or (low != "per" and (unit not in units.EXACT or tokens.lows[last + 2] in _NOT_A_RATE)):
        return None, last
    return unit, last + 2 if low == "per" else last


_NOT_A_RATE = frozenset("ago earlier later before after since until and from on in to".split())


def _currency_before(tokens: Tokens, first: int) -> tuple[str | None, int]:
    """(ISO code or None, first token of the amount)."""
    if first == 0 or not (tokens.follows(first)):
        return None, first
    sign = tokens.words[first - 1]
    if sign in units.SIGNS:
        if sign == "$" and first > 1 and tokens.touches(first - 1) and tokens.lows[first - 2] in units.DOLLARS:
            return units.DOLLARS[tokens.lows[first - 2]], first - 2
        return units.SIGNS[sign], first - 1
    if sign == "R" and tokens.touches(first):
        return "ZAR", first - 1
    if sign in units.PREFIXES and not (sign == "US" and not tokens.touches(first)):
        return units.PREFIXES[sign], first - 1
    return None, first


def _unit_after(tokens: Tokens, numeral: Numeral, last: int) -> tuple[str | None, Kind | None, int, bool]:
    """(unit, kind if the unit decides it, first token after, whether it is a guess)."""
    if numeral.form in {"ordinal", "decade"}:
        return None, None, last, False
    attached = tokens.touches(last) and tokens.is_word(last)
    if numeral.form == "digits":
        unit, end = _letter(tokens, numeral, last, attached=attached)
        if unit is not None:
            return unit, _kind_of_unit(unit), end, attached and unit not in units.SIGNED
    if numeral.is_scaled and tokens.lows[last] == "won":
        return "KRW", "money", last + 1, True
    place = tokens.past_hyphen(last)
    if place == last and tokens.lows[place] in _BETWEEN_NUMBER_AND_UNIT:
        place += 1
    if place > last and tokens.lows[place] in units.RHYTHMS:
        return units.RHYTHMS[tokens.lows[place]], "measure", place + 1, False
    if tokens.lows[place : place + 4] == ["u", ".", "s", "."] and tokens.lows[place + 4] in {"dollar", "dollars"}:
        return "USD", "money", place + 5, False
    unit, end = _unit_at(tokens, place, attached=attached, is_scaled=numeral.is_scaled)
    if unit is None:
        return None, None, last, False
    old = tokens.past_hyphen(end)
    if unit in {"year", "month", "week", "day"} and tokens.lows[old] in {"old", "olds"}:
        return unit, "age", old + 1, False
    if unit in {"year", "month"} and tokens.lows[end : end + 2] == ["of", "age"]:
        return unit, "age", end + 2, False
    # "Two crowns" may be won, worn or pulled.
    unsure = unit == "pound" or (unit == "crown" and numeral.value.denominator == 1 and not numeral.is_scaled)
    return unit, _kind_of_unit(unit), end, unsure


def _letter(tokens: Tokens, numeral: Numeral, last: int, *, attached: bool) -> tuple[str | None, int]:
    """Units of one letter or sign, which only digits take: "50 m", "20C", "20°C"."""
    word = tokens.words[last]
    seconds = word == "s" and numeral.value.denominator == 1  # "under-16s" and "737s" are many, "9.58s" is a time
    if attached and word in units.SUFFIXES and not seconds:
        return units.SUFFIXES[word], last + 1
    if word == "m" and not numeral.is_scaled and tokens.follows(last):
        return "meter", last + 1
    if word == "°":
        scale = {"C": "celsius", "F": "fahrenheit"}.get(tokens.words[last + 1])
        return scale or "degree", last + (2 if scale else 1)
    return None, last


def _kind_of_unit(unit: str) -> Kind:
    if unit in units.MONEY:
        return "money"
    if unit in {"percentage point", "basis point"}:
        return "percentage_points"
    return "percent" if unit == "percent" else "measure"


def _unit_at(tokens: Tokens, place: int, *, attached: bool, is_scaled: bool) -> tuple[str | None, int]:
    """The longest unit that begins at a token: "square miles" before "square"."""
    if not tokens.follows(place) or not tokens.words[place]:
        return None, place
    spelled = ""
    best: tuple[str | None, int] = (None, place)
    end = place
    for _ in range(units.LONGEST):
        spelled = f"{spelled} {tokens.lows[end]}" if spelled else tokens.lows[end]
        end += 1
        unit = units.WORDS.get(spelled)
        sure = attached or units.is_symbol(tokens.words[end - 1]) or (is_scaled and units.is_coin(spelled))
        if unit is not None and (sure or not units.is_timid(spelled)):
            best = unit, end
        nxt = tokens.past_hyphen(end)
        if tokens.lows[nxt] == "/" and spelled == "km":
            nxt += 1
        if not tokens.is_word(nxt) or not (tokens.follows(nxt) or tokens.touches(nxt)):
            break
        end = nxt
    return best


def _kind(tokens: Tokens, numeral: Numeral, unit: str | None, first: int) -> Kind:
    if numeral.form in {"ordinal", "decade", "vague"}:
        return "ordinal" if numeral.form == "ordinal" else "decade" if numeral.form == "decade" else "vague"
    if numeral.form == "fraction":
        return "ratio" if numeral.bare != numeral.value and numeral.bare.denominator == 1 else "fraction"
    before = tokens.words[first - 1] if first else ""
    label = before.lower() in LABELS or (before.lower() in LABELS_CAPITALISED and before[:1].isupper())
    whole = numeral.value.denominator == 1 and not numeral.is_scaled and unit is None
    if label and whole and tokens.follows(first) and not (before == "Day" and numeral.value >= 1500):
        return "label"
    year = whole and 1500 <= numeral.value < 2100 and (numeral.form == "words" or tokens.words[first].isdecimal())
    return "year" if year and not _is_counted(tokens, numeral.last) else "count"


def _is_counted(tokens: Tokens, last: int) -> bool:
    """Whether a plural follows, so that "2000" is how many and not when."""
    low = tokens.lows[last]
    plural = tokens.is_word(last) and tokens.words[last].islower() and len(low) > 3 and low not in FUNCTION_WORDS
    return (
        plural
        and tokens.follows(last)
        and (low.endswith("s") or low in {"people", "troops", "men", "women", "children"})
    )


def _noun(tokens: Tokens, last: int, *, several: bool) -> str | None:
    """The first word after a quantity that could be the thing counted."""
    place = tokens.past_hyphen(last)
    if tokens.lows[place] == "of":
        place += 2 if tokens.lows[place + 1] in {"the", "its", "their", "these", "those"} else 1
    low = tokens.lows[place]
    if not tokens.is_word(place) or not tokens.follows(place) or low in FUNCTION_WORDS or len(low) == 1:
        return None
    if low in units.RHYTHMS:
        return low  # "12 monthly instalments" may well be 12 months
    # "23 Ukrainian soldiers", "five foreign ministers": the noun is the plural within three words.
    for ahead in range(place, place + 3 if several else place):
        if not tokens.is_word(ahead) or tokens.lows[ahead] in FUNCTION_WORDS:
            break
        if tokens.lows[ahead].endswith("s") or tokens.lows[ahead] in {"people", "men", "women", "children"}:
            return tokens.lows[ahead]
    return low
