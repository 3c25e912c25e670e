"""Numbers said without a number: "both", "twice", "a missile", a list of three names."""

import re

from service.core.quantities.quantity import Quantity

_CUES = {
    0: re.compile(r"\b(?:no|none|nobody|nothing|without|not|never|nil)\b", re.IGNORECASE),
    2: re.compile(
        r"\b(?:both|pair|couple|twins?|twice|doubl\w+|two\w*|duo|either|neither|two-\w+|bilateral|second)\b",
        re.IGNORECASE,
    ),
    3: re.compile(r"\b(?:trio|tripl\w+|thrice|threefold|trilateral|third)\b", re.IGNORECASE),
    4: re.compile(r"\b(?:quartet|quadrupl\w+|fourfold|fourth)\b", re.IGNORECASE),
    5: re.compile(r"\b(?:quintet|fivefold)\b", re.IGNORECASE),
    100: re.compile(r"\b(?:all|every|entire\w*|whole|complet\w+|full\w*)\b", re.IGNORECASE),
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
    if len(said.values) != 1:
        return False
    value = said.values[0]
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


_NAME = r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}"
_NAMES = re.compile(rf"(?:{_NAME},\s){{0,11}}{_NAME},?\s(?:and|or|&)\s(?:the\s)?{_NAME}")


def counts_names(said: Quantity, scope: str) -> bool:
    """Whether a list of names in the evidence has as many members: "Britain, France and Greece" are three."""
    if said.kind != "count" or len(said.values) != 1 or not 2 <= said.values[0] <= 12:
        return False
    return any(
        len(re.split(r",\s(?:and|or|&)\s|,\s|\s(?:and|or|&)\s", names.group())) == said.values[0]
        for names in _NAMES.finditer(scope)
    )
