"""One number as it is written: its value, the scale words after it, the digits it is made of."""

import functools
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from service.core.quantities import units
from service.core.quantities.tokens import Tokens

Form = Literal["digits", "words", "ordinal", "fraction", "vague", "decade"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number over tokens first to last, exclusive.

    Attributes:
        value: Exact, "million" included.
        bare: The number before the last scale word.
        form: How it is written.
        is_scaled: Whether a scale word is part of it.
        is_unsure: "50m": meters or million.
    """

    first: int
    last: int
    value: Fraction
    bare: Fraction
    form: Form
    is_scaled: bool = False
    is_unsure: bool = False


_EXACT_DIGITS = re.compile(r"\d{1,3}(?:[,'’\u00a0\u202f\u2009 ]\d{3})+(?:\.\d+)?|\d*\.\d+|\d+")
_MOST_DIGITS = 40  # more is an identifier, and int() refuses thousands of them


@functools.lru_cache(maxsize=4096)
def exact(digits: str) -> Fraction | None:
    """The value of English digits: "1,200.5" is 1200.5; None for "1.2.3" or "10,15"."""
    if len(digits) > _MOST_DIGITS or not _EXACT_DIGITS.fullmatch(digits):
        return None
    return Fraction("0" + "".join(mark for mark in digits if mark == "." or mark.isdecimal()))


def scaled(tokens: Tokens, numeral: Numeral) -> Numeral:
    """With the scale words that follow: "825 million", "825m", "2.5-million", "two dozen"."""
    place = tokens.past_hyphen(numeral.last)
    low, word = tokens.lows[place], tokens.words[place]
    if not tokens.follows(place):
        return numeral
    scale = units.SCALES.get(low)
    if scale is None and numeral.form == "digits" and low in units.SCALE_LETTERS and len(word) == 1:
        money = numeral.first > 0 and (
            tokens.words[numeral.first - 1] in units.SIGNS or tokens.words[numeral.first - 1] in units.PREFIXES
        )
        attached = tokens.touches(numeral.last) and place == numeral.last
        if money or (attached and (low != "m" or word == "M")):
            scale = units.SCALE_LETTERS[low]
        elif attached and low == "m" and _counts_people(tokens, place + 1):
            return Numeral(
                numeral.first, place + 1, numeral.value * 10**6, numeral.bare, numeral.form, True, is_unsure=True
            )
    if scale is None or (low == "hundred" and numeral.form == "fraction"):
        return numeral
    value = numeral.value * scale
    last = place + 1
    # "825 thousand million" and "two hundred thousand": one more scale word.
    again = units.SCALES.get(tokens.lows[last])
    if again is not None and tokens.follows(last) and low in {"hundred", "thousand", "dozen", "lakh"}:
        value *= again
        last += 1
    return Numeral(numeral.first, last, value, numeral.bare, numeral.form, is_scaled=True)


def _counts_people(tokens: Tokens, index: int) -> bool:
    """Whether "50m" before this token is fifty million: a thing counted follows, not a direction."""
    return tokens.is_word(index) and tokens.lows[index] not in {
        "from", "away", "high", "long", "deep", "wide", "tall", "above", "below", "off", "of", "to", "behind", "and",
        "or", "in", "at", "apart", "hurdles", "freestyle", "race", "sprint", "final", "butterfly", "radius", "north",
        "south", "east", "west", "across", "down", "up", "underground", "thick", "exclusion", "rise", "drop", "dash",
        "tower", "telescope", "fence", "wall", "sea", "wave", "waves", "pool", "title", "world", "relay", "record",
    }  # fmt: skip
