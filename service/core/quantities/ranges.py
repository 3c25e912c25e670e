"""Quantities that share a unit: "10-15", "between 10 and 15", "5 or 6 kilometers"."""

import re
from dataclasses import replace
from fractions import Fraction

from service.core.dates import When
from service.core.quantities import units
from service.core.quantities.quantity import Kind, Quantity

_SCORE_CUES = frozenset(
    "won win wins beat beats beating lost lose loses losing lead leads led drew draw defeat defeated victory loss "
    "score voted vote votes ruled ruling decision tie tied trailed thrashed ahead".split()
)
# Ranges ----------------------------------------------------------------------------------------------------------

_DASH = re.compile(r"\s?[-–—‑]\s?")
_TO = re.compile(r"\s(?:to)\s|-to-")
_AND = re.compile(r"\s(?:and)\s")
_LAST = re.compile(r",?\s(?:and|or|to|from)\s")
_COMMA = re.compile(r",\s")


def join(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Join "10-15", "between 10 and 15", "10 to 15"; give "5 or 6 kilometers" its unit on both sides."""
    joined: list[Quantity] = []
    in_list = False
    # From the end, since "1, 2 and 3 percent" names the unit last.
    for quantity in reversed(found):
        following = joined[-1] if joined else None
        if following is None:
            joined.append(quantity)
            continue
        if _opens_hours(text, quantity, following):
            joined.append(_hour(quantity))
            continue
        pair = _joined(text, quantity, following)
        if pair is not None:
            joined[-1] = pair
            continue
        in_list = bool(
            _LAST.fullmatch(text, quantity.end, following.start)
            or (in_list and _COMMA.fullmatch(text, quantity.end, following.start))
        )
        joined.append(_elliptical(quantity, following) if in_list and quantity.kind != "year" else quantity)
    return tuple(reversed(joined))


def _opens_hours(text: str, low: Quantity, high: Quantity) -> bool:
    """Whether it is the 7 of "from 7 to 9 p.m." or "7-9 p.m."."""
    plain = low.kind == "count" and low.unit is None and low.noun is None and low.hedge is None
    if high.when is None or high.when.hour is None or not high.text[0].isdigit() or not plain:
        return False
    between = text[low.end : high.start]
    if len(between) > 5 or low.values[0].denominator != 1 or not 1 <= low.values[0] <= 12:
        return False
    spoken = between == " and " and text[max(0, low.start - 8) : low.start].lower() == "between "
    return spoken or bool(_DASH.fullmatch(between) or _TO.fullmatch(between))


def _hour(quantity: Quantity) -> Quantity:
    when = When(hour=int(quantity.values[0]), minute=0, twelve_hour=True)
    return replace(quantity, kind="time", values=(), numerals=(), when=when)


def _joined(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    if len(low.values) != 1 or len(high.values) != 1 or high.start - low.end > 5:
        return None
    if low.kind in {"ordinal", "vague", "decade", "label", "ratio"} or high.kind in {
        "ordinal",
        "vague",
        "label",
        "ratio",
    }:
        return None
    if _has_its_own_sign(low, high):
        return None
    dash = _DASH.fullmatch(text, low.end, high.start)
    spoken = None if dash else _TO.fullmatch(text, low.end, high.start)
    if not dash and not spoken and text[low.end : high.start] != " and ":
        return None
    before = text[max(0, low.start - 40) : low.start].lower().rstrip()
    if before.endswith(("between", "between about", "between roughly")):
        spoken = spoken or _AND.fullmatch(text, low.end, high.start)
    if not dash and not spoken:
        return None
    if low.kind == "year" and dash and high.kind == "count" and low.values[0] % 100 < high.values[0] < 100:
        value = low.values[0] // 100 * 100 + high.values[0]
        high = replace(high, kind="year", values=(Fraction(value),), numerals=(Fraction(value),))
    high = _with_currency(low, high)
    ascending = low.values[0] < high.values[0] or low.numerals[0] < high.numerals[0]
    if low.unit and not units.is_same(low.unit, high.unit):
        return None  # "rose 3.1% to 14.6 billion"
    if not ascending or _is_score(low, high, before, is_dash=dash is not None):
        plain = low.kind == high.kind == "count" and low.unit is None and high.unit is None
        told = dash is not None and text[low.end : high.start] in "-–"
        told = told or (spoken is not None and low.values[0] >= high.values[0] and not before.endswith("from"))
        return _pair(text, low, high, "score") if plain and told and low.noun is None else None
    return _pair(text, _elliptical(low, high, is_sure=dash is not None), high, None)


def _is_score(low: Quantity, high: Quantity, before: str, *, is_dash: bool) -> bool:
    if not is_dash or low.kind != "count" or high.kind != "count" or high.noun is not None:
        return False
    words = re.findall(r"[a-z]+", before)[-4:]
    return any(word in _SCORE_CUES for word in words)


def _elliptical(low: Quantity, high: Quantity, *, is_sure: bool = False) -> Quantity:
    """What "10" means in "10-15 million euros"; unsure where "10" might be all there is."""
    if _has_its_own_sign(low, high):
        return low
    if low.unit is not None and (low.unit != high.unit or low.kind != "money"):
        return low
    if low.noun is not None or low.kind not in {"count", "money", "year"} or len(low.values) != 1:
        return low
    if len(high.values) != 1 or high.kind in {"ordinal", "vague", "label", "decade", "ratio", "score"}:
        return low
    if high.unit is None and high.numerals[0] == high.values[0]:
        return replace(low, noun=high.noun) if high.kind == low.kind == "count" else low
    if low.kind == "year" and high.kind not in {"year", "count"}:
        low = replace(low, kind="count")
    scale = high.values[0] / high.numerals[0] if high.numerals[0] else Fraction(1)
    unscaled = low.numerals[0] == low.values[0]
    if unscaled and low.numerals[0] < high.numerals[0]:
        low = replace(low, values=(low.values[0] * scale,), is_unsure=low.is_unsure or (scale != 1 and not is_sure))
    if low.unit is None and high.unit is not None:
        low = replace(low, unit=high.unit, kind=high.kind)
    return low


def _has_its_own_sign(low: Quantity, high: Quantity) -> bool:
    """Whether the currency sign stands too late for both: "fell by 5 to $3 million"."""
    return low.unit is None and high.kind == "money" and not high.text[0].isalnum()


def _with_currency(low: Quantity, high: Quantity) -> Quantity:
    """As in "$10-15 million": the sign stands once."""
    if high.unit is None and low.kind == "money":
        return replace(high, unit=low.unit, kind="money")
    return high


def _pair(text: str, low: Quantity, high: Quantity, kind: Kind | None) -> Quantity:
    return replace(
        high,
        start=low.start,
        text=text[low.start : high.end],
        kind=kind or high.kind,
        values=low.values + high.values,
        numerals=low.numerals + high.numerals,
        hedge=low.hedge,
        is_unsure=low.is_unsure or high.is_unsure,
        is_negative=low.is_negative or high.is_negative,
    )
