"""Numbers said without a number ("both", "twice", "a missile", a list of three names) or reckoned from others."""

import bisect
import itertools
import re
from collections.abc import Sequence

from service.core.quantities import units
from service.core.quantities.quantity import Quantity

_CUES = {
    0: re.compile(r"\b(?:no|none|nobody|nothing|without|not|never|nil|goalless|scoreless)\b", re.IGNORECASE),
    2: re.compile(
        r"\b(?:both|pair|couple|twins?|twice|doubl\w+|two\w*|duo|brace|either|neither|two-\w+|bilateral|second)\b",
        re.IGNORECASE,
    ),
    3: re.compile(r"\b(?:trio|hat[-\s]?trick|tripl\w+|thrice|threefold|trilateral|third)\b", re.IGNORECASE),
    4: re.compile(r"\b(?:quartet|quadrupl\w+|fourfold|fourth)\b", re.IGNORECASE),
    5: re.compile(r"\b(?:quintet|fivefold)\b", re.IGNORECASE),
    20: re.compile(r"\ba score of\b", re.IGNORECASE),
    100: re.compile(r"\b(?:all|every|entire\w*|whole|complet\w+|full\w*)\b", re.IGNORECASE),
}
# "Doubled" is 100 percent more.
_GROWTH = {
    100: re.compile(r"\b(?:doubl\w+|twofold)\b", re.IGNORECASE),
    200: re.compile(r"\b(?:tripl\w+|threefold)\b", re.IGNORECASE),
}
_HALF = re.compile(r"\b(?:half|halv\w+)\b", re.IGNORECASE)
# "A year" is one year and twelve months.
_PERIODS = {
    "decade": {(10, "year")},
    "century": {(100, "year")},
    "year": {(1, "year"), (12, "month"), (365, "day"), (52, "week")},
    "month": {(1, "month"), (30, "day"), (4, "week")},
    "week": {(1, "week"), (7, "day")},
    "fortnight": {(2, "week"), (14, "day")},
    "day": {(1, "day"), (24, "hour")},
    "hour": {(1, "hour"), (60, "minute")},
    "minute": {(1, "minute"), (60, "second")},
}
_PERIOD = r"\b(?:an?|per|each|every|the|last|past|next|this|one|single)\s(?:(?:full|whole|past|last|next|coming)\s)?"
_SINGLE = r"\b(?:an?|another|single|sole|lone|the|its|his|her|their|each|every|one|only)\s(?:[\w’'-]+\s){0,3}"


def stands_in_other_words(said: Quantity, scope: str) -> bool:
    """Whether the evidence says it without a number: "both", "twice", "a missile"."""
    if said.kind == "score" and set(said.values) == {0}:
        return _CUES[0].search(scope) is not None
    if len(said.values) != 1:
        return False
    value = said.values[0]
    if said.kind == "percent" and value in _GROWTH and _GROWTH[int(value)].search(scope) is not None:
        return True
    if said.unit is not None and said.kind == "measure":
        return any(
            re.search(rf"{_PERIOD}{period}\b", scope, re.IGNORECASE) is not None
            for period in _PERIODS
            if value.denominator == 1 and (int(value), said.unit) in _PERIODS[period]
        )
    if value == 1 and said.noun and said.kind == "count":
        return re.search(f"{_SINGLE}{re.escape(said.noun.rstrip('s'))}", scope, re.IGNORECASE) is not None
    if value.denominator == 2 and value.numerator == 1:
        return _HALF.search(scope) is not None
    if value == 100 and said.kind != "percent":
        return False
    cue = _CUES.get(int(value)) if value.denominator == 1 and said.kind in {"count", "percent"} else None
    return cue is not None and cue.search(scope) is not None


_NAME = r"(?:\d[\d.,]*\d|[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})"
_NAMES = re.compile(rf"(?:{_NAME},\s(?:in\s)?){{0,11}}{_NAME},?\s(?:and|or|&)\s(?:the\s|in\s)?{_NAME}")


_AGED = re.compile(r"(?<=[^\W\d_]),\s(?:aged\s)?\d{1,2}(?=,|\sand\s|\sor\s)")  # "Lee, 34, and Shah, 29," lists two


def counts_names(said: Quantity, scope: str) -> bool:
    """Whether a list of names in the evidence has as many members: "Britain, France and Greece" are three."""
    if said.kind != "count" or len(said.values) != 1 or not 2 <= said.values[0] <= 12:
        return False
    return any(
        len(re.split(r",\s(?:and|or|&)\s|,\s|\s(?:and|or|&)\s", names.group())) == said.values[0]
        for names in _NAMES.finditer(_AGED.sub("", scope))
    )


def goes_without_its_scale(said: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether the evidence has the amount without the unit and scale of the one before it: "from £17m to 23.4"."""
    if len(said.values) != 1 or said.kind != "money" or not said.numerals[0]:
        return False
    scale = said.values[0] / said.numerals[0]
    bare = [one for one in known if one.unit is None and one.noun is None and one.values == said.numerals]
    return any(
        before.kind == "money"
        and units.is_same(before.unit, said.unit)
        and len(before.values) == 1
        and before.values[0] == before.numerals[0] * scale
        and before.start < one.start
        for one in bare
        for before in known
    )


_APART = re.compile(r"\b(?:out\sof|in)\b")
_COUNTED = frozenset({"count", "measure"})


def stands_apart(said: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether both numbers of a share are in the evidence, each for itself: "four out of five" of "five …, four"."""
    if said.kind != "ratio" or len(said.values) != 1 or len(said.numerals) != 1:
        return False
    part, whole = said.numerals[0], said.numerals[0] / said.values[0] if said.values[0] else 0
    if part == whole or _APART.search(said.text) is None:
        return False
    counted = {value for there in known if there.kind in _COUNTED for value in there.values}
    return {part, whole} <= counted


_OF = re.compile(r"[^.;!?\n]{0,30}\b(?:of|out\sof)\b[^.;!?\n]{0,30}")
_HALF_OF = re.compile(r"\b(?:half|quarter|third|fifth|tenth)\b[^.;!?\n]{0,20}$", re.IGNORECASE)
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


def is_a_share(said: Quantity, known: Sequence[Quantity], scope: str) -> bool:
    """Whether a part and a whole of the evidence make the share, or leave the rest: "nine of the ten" are 90%."""
    if len(said.values) != 1 or said.kind not in {"percent", "ratio", "fraction", "count"}:
        return False
    value = said.values[0] / 100 if said.kind == "percent" else said.values[0]
    counts = [there for there in known if there.kind == "count" and len(there.values) == 1][:_MOST_SUMMED]
    for one, two in itertools.pairwise(counts):
        less, more = sorted((one.values[0], two.values[0]))
        if less < more and _OF.fullmatch(scope, one.end, two.start):
            shares = {more - less} if said.kind == "count" else {less / more, 1 - less / more}
            if value in shares:
                return True
    if said.kind != "count":
        return False
    for there in counts:
        part = _HALF_OF.search(scope, max(0, there.start - 32), there.start)
        if (
            part is not None
            and value * _FRACTIONS[re.split(r"\W", part.group().lower(), maxsplit=1)[0]] == there.values[0]
        ):
            return True
    return False


_SUM_JOINT = re.compile(r"(?:\s[\w’'-]+){0,6},?\s(?:and|plus|as\swell\sas|along\swith)\s(?:\w+ly\s|another\s)?")
_ONE_MORE = re.compile(r"(?:\s[\w’'-]+){0,6}?,?\s(?:and|plus|as\swell\sas|along\swith)\san?\s[a-z]")
_ONE_BEFORE = re.compile(r"\ban?\s(?:[\w’'-]+\s){1,4}?(?:and|plus|as\swell\sas|along\swith)\s$", re.IGNORECASE)
_TWO_ONES = re.compile(r"\ban?\s(?:[\w’'-]+\s){1,4}?(?:and|plus|as\swell\sas|along\swith)\san?\s[a-z]", re.IGNORECASE)
_MOST_SUMMED = 200  # counts of the evidence that are put together


def adds_up(said: Quantity, known: Sequence[Quantity], scope: str) -> bool:
    """Whether counts that the evidence joins by "and" make the number: "a man and two women" are three."""
    if said.kind != "count" or len(said.values) != 1 or said.unit is not None:
        return False
    value = said.values[0]
    counts = [there for there in known if there.kind == "count" and len(there.values) == 1 and there.unit is None]
    for there, following in itertools.zip_longest(counts[:_MOST_SUMMED], counts[1 : _MOST_SUMMED + 1]):
        total = there.values[0]
        if following is not None and _SUM_JOINT.fullmatch(scope, there.end, following.start):
            if total + following.values[0] == value:
                return True
        elif value == total + 1 and (
            _ONE_MORE.match(scope, there.end) or _ONE_BEFORE.search(scope, max(0, there.start - 60), there.start)
        ):
            return True
    return value == 2 and _TWO_ONES.search(scope) is not None


# No percent: what falls from 12% to 9% falls three points.
_RECKONED = frozenset({"count", "money", "measure", "percentage_points"})
_DIFFERENCE = re.compile(
    r"\b(?:by|margin\sof|majority\sof|lead\sof|gap\sof|difference\sof|increase\sof|rise\sof|drop\sof|fall\sof|"
    r"decline\sof|gain\sof|loss\sof|cut\sof|reduction\sof|fell|rose|dropped|gained|lost|climbed|grew|shrank)"
    r"(?:\s(?:an?|just|only|about|some|nearly|almost|roughly|a\smere|another))?\s$",
    re.IGNORECASE,
)


def is_difference(said: Quantity, statement: str, known: Sequence[Quantity]) -> bool:
    """Whether a statement tells by how much two numbers of the evidence differ: "by 291 to 277, a margin of 14"."""
    if not 1 <= len(said.values) <= 2 or said.kind not in _RECKONED:
        return False
    if _DIFFERENCE.search(statement, max(0, said.start - 40), said.start) is None:
        return False
    points = said.kind == "percentage_points" or "point" in said.text or said.noun in {"point", "points"}
    values = sorted(
        {
            value
            for there in known
            if there.kind in ({"percent"} if points else {said.kind, "score"})
            and (points or units.is_same(said.unit, there.unit))
            for value in there.values
        }
    )[:_MOST_SUMMED]
    if len(said.values) == 2 and not (" to " in said.text and said.values[1] in values):
        return False  # "by £500 to £3,000" tells the difference and where it led
    for value in values:
        other = value + said.values[0]
        place = bisect.bisect_left(values, other)
        if place < len(values) and values[place] == other:
            return True
    return False
