"""Numerals: digits and number words, with their exact values and how they are written."""

from fractions import Fraction

from text_to_num import text2num

from service.core.quantities import units
from service.core.quantities.numeral import Numeral, exact, scaled
from service.core.quantities.tokens import Tokens
from service.core.quantities.words import (
    BASE,
    CARDINALS,
    CHARACTERS,
    DECADES,
    DIGIT_WORDS,
    FUNCTION_WORDS,
    MULTIPLIERS,
    ORDINALS,
    PART_NAMES,
    PARTS,
    TEENS,
    TENS,
    VAGUE,
)

_LONGEST_RUN = 24
_MOST_DECIMALS = 6
_ONE_OF_THEM = frozenset("first last next past".split())  # "the first hundred days" are a hundred
_WHOSE = frozenset({"his", "her", "their", "its", "my", "your", "our"})


def parse(tokens: Tokens, index: int) -> Numeral | None:
    """The numeral that begins at a token, as long as it goes; None where none does."""
    if tokens.is_number(index):
        return _digits(tokens, index)
    low = tokens.lows[index]
    if low in CHARACTERS:
        value = Fraction(*CHARACTERS[low])
        return scaled(tokens, Numeral(index, index + 1, value, value, "fraction"))
    if low in {"a", "an", "half", "quarter", "several", "few"}:
        return _after_article(tokens, index)
    if low in VAGUE:
        return _vague(tokens, index)
    if low == "nil":
        return Numeral(index, index + 1, Fraction(0), Fraction(0), "words")
    if low in DECADES and {tokens.lows[index - 1], tokens.lows[index - 2]} & _WHOSE:  # "in his forties"
        return Numeral(index, index + 1, Fraction(DECADES[low]), Fraction(DECADES[low]), "decade")
    if low in DECADES and tokens.lows[index - 1] in {"the", "mid", "early", "late", "-"}:
        value = Fraction(1900 + DECADES[low])
        return Numeral(index, index + 1, value, value, "decade")
    if low in ORDINALS:
        return Numeral(index, index + 1, Fraction(ORDINALS[low]), Fraction(ORDINALS[low]), "ordinal")
    if low in BASE or (low in {"million", "billion"} and tokens.words[index + 1] == "-"):
        return _words(tokens, index)
    if low in {"hundred", "thousand"} and tokens.lows[index - 1] in _ONE_OF_THEM and tokens.follows(index):
        return _words(tokens, index)
    return None


def _digits(tokens: Tokens, index: int) -> Numeral | None:
    value = exact(tokens.words[index])
    if value is None:
        return None
    following, low = tokens.words[index + 1], tokens.lows[index + 1]
    if tokens.is_number(index + 1) and tokens.words[index + 2] == "/" and tokens.follows(index + 1):
        part = _digits(tokens, index + 1)  # "3 1/2"
        if part is not None and part.form == "fraction" and value.denominator == 1:
            return scaled(tokens, Numeral(index, part.last, value + part.value, value + part.value, "digits"))
    if tokens.touches(index + 1) and tokens.is_word(index + 1):
        if low in {"st", "nd", "rd", "th"}:
            return Numeral(index, index + 2, value, value, "ordinal")
        if low == "s" and following == "s" and value.denominator == 1 and value % 10 == 0:
            return _decade(tokens, index, value)
    numeral = Numeral(index, index + 1, value, value, "digits")
    if following in CHARACTERS and tokens.follows(index + 1):
        value += Fraction(*CHARACTERS[following])
        numeral = Numeral(index, index + 2, value, value, "digits")
    elif following == "/" and tokens.touches(index + 1) and tokens.is_number(index + 2) and tokens.touches(index + 2):
        below = exact(tokens.words[index + 2])
        if below is None or below <= value or below not in {2, 3, 4, 5, 8, 10}:
            return None  # "24/7", "9/11"
        return Numeral(index, index + 3, value / below, value / below, "fraction")
    return scaled(tokens, _and_a_half(tokens, numeral))


def _decade(tokens: Tokens, index: int, value: Fraction) -> Numeral | None:
    if value < 100 and tokens.words[index - 1] in {"’", "'", "‘"}:
        value += 1900
    return Numeral(index, index + 2, value, value, "decade") if value < 2200 else None


def _words(tokens: Tokens, index: int, opening: str | None = None) -> Numeral | None:
    """A run of number words; `opening` stands for an article: "a hundred" is "one hundred"."""
    run = [opening] if opening else [tokens.lows[index]]
    end = index + 1
    ends = [end]
    if opening:
        run.append(tokens.lows[end])
        end += 1
        ends = [end - 1, end]
    while len(run) < _LONGEST_RUN:
        nxt = tokens.past_hyphen(end)
        if tokens.lows[nxt] == "and" and run[-1] in MULTIPLIERS and tokens.follows(nxt):
            run.append("and")
            ends.append(end)
            nxt += 1
        if tokens.lows[nxt] not in CARDINALS or not tokens.follows(nxt) or not _goes_on(run[-1], tokens.lows[nxt]):
            break
        run.append(tokens.lows[nxt])
        end = nxt + 1
        ends.append(end)
    while run and (run[-1] == "and" or _value(run) is None):
        run.pop()
        ends.pop()
    if not run:
        return None
    value = _value(run)
    assert value is not None  # noqa: S101 - the loop above ended on a run that has one
    numeral = _numeral_of_run(index, ends[-1], run, value)
    year = _year_in_words(tokens, numeral)
    if year is not None:
        return year
    ordinal = _ordinal_end(tokens, numeral, run)
    if ordinal is not None:
        return ordinal
    return scaled(tokens, _with_decimals(tokens, _and_a_half(tokens, _part(tokens, numeral))))


def _with_decimals(tokens: Tokens, numeral: Numeral) -> Numeral:
    """As in "Four point two million", "twenty-three point four"; "at one point two men came" has none."""
    if numeral.form != "words" or numeral.is_scaled or tokens.lows[numeral.last] != "point":
        return numeral
    if numeral.first and tokens.lows[numeral.first - 1] == "at":
        return numeral
    digits, place = "", numeral.last + 1
    while tokens.lows[place] in DIGIT_WORDS and tokens.follows(place) and len(digits) < _MOST_DECIMALS:
        digits += str(DIGIT_WORDS.index(tokens.lows[place]))
        place += 1
    if not digits:
        return numeral
    value = numeral.value + Fraction(int(digits), 10 ** len(digits))
    return Numeral(numeral.first, place, value, value, "words")


def _goes_on(word: str, following: str) -> bool:
    """Whether a number word can follow another in one number: "twenty three", not "three twenty"."""
    if following in MULTIPLIERS or word in MULTIPLIERS or word == "and":
        return True
    return word in TENS and following in DIGIT_WORDS[1:]


def _value(run: list[str]) -> int | None:
    if run[0] in MULTIPLIERS:  # "million-dollar"
        return units.SCALES[run[0]] if len(run) == 1 else None
    try:
        return int(text2num(" ".join(run), "en"))
    except ValueError:
        return None


def _numeral_of_run(first: int, last: int, run: list[str], value: int) -> Numeral:
    scale = units.SCALES.get(run[-1], 1) if run[-1] in {"thousand", "million", "billion"} else 1
    return Numeral(first, last, Fraction(value), Fraction(value, scale), "words", is_scaled=scale > 1)


def _year_in_words(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """As in "Nineteen eighty-four"."""
    if numeral.value not in {17, 18, 19, 20} or numeral.last != numeral.first + 1:
        return None
    place = tokens.past_hyphen(numeral.last)
    if not tokens.follows(place) or tokens.lows[place] not in {*TEENS, *TENS}:
        return None
    rest = [tokens.lows[place]]
    last = place + 1
    unit = tokens.past_hyphen(last)
    if rest[0] in TENS and tokens.lows[unit] in DIGIT_WORDS[1:] and tokens.follows(unit):
        rest.append(tokens.lows[unit])
        last = unit + 1
    value = numeral.value * 100 + (_value(rest) or 0)
    return Numeral(numeral.first, last, value, value, "words")


def _ordinal_end(tokens: Tokens, numeral: Numeral, run: list[str]) -> Numeral | None:
    """As in "Twenty-first": tens that an ordinal ends."""
    place = tokens.past_hyphen(numeral.last)
    low = tokens.lows[place]
    if run[-1] in TENS and place > numeral.last and ORDINALS.get(low, 100) < 10:
        value = numeral.value + ORDINALS[low]
        return Numeral(numeral.first, place + 1, value, value, "ordinal")
    return None


def _part(tokens: Tokens, numeral: Numeral) -> Numeral:
    """As in "Two-thirds", "three quarters"; "two third-placed teams" is not one."""
    place = tokens.past_hyphen(numeral.last)
    low = tokens.lows[place]
    if low not in PART_NAMES or not tokens.follows(place) or numeral.value >= 20:
        return numeral
    if not (low.endswith(("s", "halves")) or place > numeral.last or numeral.value == 1):
        return numeral
    if numeral.value == 1 and place == numeral.last and not _is_share(tokens, place + 1):
        return numeral
    value = numeral.value / PART_NAMES[low]
    return _of_one(tokens, Numeral(numeral.first, place + 1, value, value, "fraction"))


def _and_a_half(tokens: Tokens, numeral: Numeral) -> Numeral:
    """As in "Two and a half", "two-and-a-half", "one and three-quarters"."""
    place = tokens.past_hyphen(numeral.last)
    if numeral.form == "fraction" or tokens.lows[place] != "and" or not tokens.follows(place):
        return numeral
    place = tokens.past_hyphen(place + 1)
    top = {"a": 1, "one": 1, "two": 2, "three": 3}.get(tokens.lows[place])
    if top is None:
        return numeral
    place = tokens.past_hyphen(place + 1)
    below = PART_NAMES.get(tokens.lows[place])
    if below is None or not tokens.follows(place) or (top == 1 and below > 4):
        return numeral
    value = numeral.value + Fraction(top, below)
    return Numeral(numeral.first, place + 1, value, value, numeral.form)


def is_and_part(tokens: Tokens, index: int) -> bool:
    """Whether "and a half" or "and a quarter" stands at a token, of what stands before it."""
    return (
        tokens.lows[index : index + 2] == ["and", "a"]
        and tokens.lows[index + 2] in {"half", "quarter"}
        and tokens.lows[index + 3] not in {"of", "a", "an", "dozen", "million", "billion"}
    )


def _after_article(tokens: Tokens, index: int) -> Numeral | None:
    """As in "A dozen", "a hundred", "half a million", "half", "a quarter", "several hundred"."""
    low = tokens.lows[index]
    nxt = tokens.past_hyphen(index + 1)
    following = tokens.lows[nxt]
    if not tokens.follows(nxt) and low not in {"half", "quarter"}:
        return None
    if low in {"a", "an"}:
        return _after_a(tokens, index, nxt, following)
    if low in {"several", "few"}:
        return _vague(tokens, nxt, first=index) if following in units.SCALES or following in VAGUE else None
    if low == "quarter":
        shared = following == "of" and tokens.lows[nxt + 1] in {"a", "the", "all", "its", "their"}
        shared = shared and tokens.lows[index - 1] not in ORDINALS | {"last": 0, "next": 0, "this": 0}
        value = Fraction(1, 4)
        return Numeral(index, index + 1, value, value, "fraction") if shared and tokens.lows[nxt + 1] != "the" else None
    return _half(tokens, index, nxt, following)


def _after_a(tokens: Tokens, index: int, nxt: int, following: str) -> Numeral | None:
    if following in {"hundred", "thousand", "million", "billion"} and nxt == index + 1:
        return _words(tokens, index, opening="one")
    if following in {"dozen", "trillion", "lakh", "crore"}:
        one = Numeral(index, nxt, Fraction(1), Fraction(1), "words")
        return scaled(tokens, one)
    if following in units.SAME_AS:
        return Numeral(index, nxt, Fraction(1), Fraction(1), "words")
    if is_and_part(tokens, nxt + 1) and units.WORDS.get(following) in units.EXACT:
        return Numeral(index, nxt, Fraction(1), Fraction(1), "words")  # "a year and a half"
    if following in {"few", "couple"}:
        place = nxt + 2 if tokens.lows[nxt + 1] == "of" else nxt + 1
        return _vague(tokens, place, first=index) if tokens.lows[place] in units.SCALES else None
    if following == "half":
        half = _half(tokens, nxt, nxt + 1, tokens.lows[nxt + 1])
        return None if half is None else Numeral(index, half.last, half.value, half.bare, half.form, half.is_scaled)
    if following == "quarter" and tokens.lows[tokens.past_hyphen(nxt + 1)] in {"point", "percentage"}:
        return Numeral(index, nxt + 1, Fraction(1, 4), Fraction(1, 4), "words")
    by = index > 0 and tokens.lows[index - 1] == "by" and tokens.lows[nxt + 1] in FUNCTION_WORDS
    if following in PARTS and (by or _is_share(tokens, nxt + 1)):
        value = Fraction(1, PARTS[following])
        return _of_one(tokens, Numeral(index, nxt + 1, value, value, "fraction"))
    return None


def _of_one(tokens: Tokens, share: Numeral) -> Numeral:
    """As in "A quarter of an hour", "three-quarters of a million": an amount, where a share of a cake is none."""
    last = share.last
    if tokens.lows[last] != "of" or tokens.lows[last + 1] not in {"a", "an"}:
        return share
    whole = tokens.lows[last + 2]
    if whole in units.SCALES:
        return scaled(tokens, Numeral(share.first, last + 2, share.value, share.value, "words"))
    if whole in units.WORDS or whole == "percentage":
        return Numeral(share.first, last + 2, share.value, share.value, "words")
    return share


def _half(tokens: Tokens, index: int, nxt: int, following: str) -> Numeral | None:
    before = tokens.lows[index - 1] if index else ""
    if before == "a" and tokens.lows[index - 2] == "and" and tokens.lows[index - 3] in units.WORDS:
        return None  # "a year and a half" is not half of anything
    is_span = following in {"hour", "day", "year", "century"}  # "the first half year" is six months
    if not is_span and (before in ORDINALS or before in {"other", "latter", "former", "better", "last"}):
        return None
    value = Fraction(1, 2)
    half = Numeral(index, index + 1, value, value, "fraction")
    if following in {"a", "an"} and nxt == index + 1:
        beyond = tokens.lows[nxt + 1]
        if beyond in units.SCALES:
            return scaled(tokens, Numeral(index, nxt + 1, value, value, "words"))
        return Numeral(index, nxt + 1, value, value, "words") if beyond in units.WORDS else half
    if following in units.SCALES:
        return scaled(tokens, half)
    if nxt > index + 1 and following not in units.WORDS:
        return None  # "half-brother"
    return half


def _is_share(tokens: Tokens, index: int) -> bool:
    """Whether what follows "a third" or "a quarter" makes it a part, not a place: "a third of", "a third term"."""
    return not tokens.is_word(index) or tokens.lows[index] in {
        "of", "more", "less", "fewer", "higher", "lower", "smaller", "larger", "bigger", "cheaper", "to", "by", "in",
        "since", "from", "on", "and", "or", "as", "compared", "century", "million", "billion", "were", "are", "said",
    }  # fmt: skip


def _vague(tokens: Tokens, index: int, *, first: int | None = None) -> Numeral:
    """As in "Dozens", "hundreds of thousands", "several hundred"."""
    value = VAGUE.get(tokens.lows[index]) or units.SCALES[tokens.lows[index]]
    last = index + 1
    if tokens.lows[last] == "of" and (tokens.lows[last + 1] in VAGUE):
        value *= VAGUE[tokens.lows[last + 1]]
        last += 2
    elif tokens.lows[last] in units.SCALES:
        value *= units.SCALES[tokens.lows[last]]
        last += 1
    return Numeral(index if first is None else first, last, Fraction(value), Fraction(value), "vague")
