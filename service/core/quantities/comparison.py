"""What a text says against a quantity somebody claims it says: the same, rounded, another unit, another number."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from service.core.quantities import units
from service.core.quantities.inventory import Atom, Inventory, atoms
from service.core.quantities.quantity import Quantity

Relation = Literal["same", "doubtful", "rounded", "unit", "scale", "other"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a claimed quantity stands to a text.

    Attributes:
        relation: same: the text has it. doubtful: it has the number, and whether it means the same cannot be told.
            rounded: it has a number that this one, marked as inexact, truly rounds. unit, scale: it has the numeral
            with another unit, or with another "million". other: it has no such number.
        nearest: The quantity of the text it was compared with, or None.
        value: The value of the claimed quantity all this is about.
    """

    relation: Relation
    nearest: Quantity | None = None
    value: Fraction | None = None


def compare(said: Quantity, known: Inventory) -> Comparison:
    """The worst that is true of any value of `said`, each put beside its best counterpart in `known`.

    Args:
        said: A quantity with values; dates are compared in `service.core.dates`.
        known: Every quantity of the text that must have it.
    """
    if said.kind == "vague":
        return _compare_vague(said, known)
    found = [_compare(claimed, known) for claimed in atoms(said, parts=False)]
    if all(comparison.relation == "same" for comparison in found) and _is_mixed(said, found, known):
        # Halves of two ranges may be put together ("from 10 to 40"), those of two scores make a third.
        scores = {said.kind, *(one.nearest.kind for one in found if one.nearest is not None)} == {"score"}
        return Comparison("other" if scores else "doubtful", found[0].nearest, said.values[0])
    return max(found, key=lambda comparison: _SEVERITY.index(comparison.relation), default=Comparison("same"))


def _is_mixed(said: Quantity, found: Sequence[Comparison], known: Inventory) -> bool:
    """Whether it is half of one range and half of another: "$6.1-7.1 billion" of "$6.1-6.4 billion" and "$6.8-7.1"."""
    halves = all(one.nearest is not None and len(one.nearest.values) == 2 for one in found)
    return len(said.values) == 2 and halves and not known.has_range(said.values)


_SEVERITY: tuple[Relation, ...] = ("same", "rounded", "doubtful", "unit", "scale", "other")


def _compare(claimed: Atom, known: Inventory) -> Comparison:
    said = claimed.owner
    best: Comparison | None = None
    for look in (known.alike, known.near):
        for atom in look(claimed):
            relation = _relate(claimed, atom)
            if relation == "same" and atom.owner.noun == said.noun:
                return Comparison("same", atom.owner, claimed.value)
            if relation != "other" and (best is None or _SEVERITY.index(relation) < _SEVERITY.index(best.relation)):
                best = Comparison(relation, atom.owner, claimed.value)
        if best is not None and best.relation == "same":
            return best
    return best or Comparison("other", known.nearest(said, claimed.value), claimed.value)


def _relate(claimed: Atom, known: Atom) -> Relation:
    said, there = claimed.owner, known.owner
    unsure = said.is_unsure or there.is_unsure
    if not there.values:
        # The 12 of "12 March" proves "the 12th" and "12-13 March", not "12 people".
        dated = said.unit is None and (said.noun is None or said.kind in {"ordinal", "year"})
        return "same" if dated and claimed.value == known.value else "other"
    share = _share_of_percent(claimed, known)
    if share is not None:
        return share
    if claimed.value == known.value:
        relation = _relate_units(said, there)
        if relation == "same":
            return _relate_bases(said, there)
        return "doubtful" if unsure and relation == "unit" and _may_be_alike(said, there) else relation
    if claimed.bare == known.bare and claimed.bare:
        if unsure:
            return "doubtful"
        if units.is_same(said.unit, there.unit) and not {said.kind, there.kind} & _UNSCALED:
            return "scale"
    converted = _converted(claimed, known)
    if converted is not None:
        return converted
    if _may_be_a_third(claimed, known):
        return "doubtful"
    if units.is_same(said.unit, there.unit) and _comparable(said, there):
        return _rounded(claimed, known)
    return "other"


_UNSCALED = {"year", "ordinal", "ratio", "fraction", "label", "date", "time"}


def _converted(claimed: Atom, known: Atom) -> Relation | None:
    """One amount in two units of one system: "24 hours" is a day, "90 days" may be three months."""
    dimension, factor = units.EXACT.get(claimed.owner.unit or "", (None, 0))
    same, other = units.EXACT.get(known.owner.unit or "", (None, 0))
    one, two = claimed.value * factor, known.value * other
    if {dimension, same} == {"time", "calendar"}:
        seconds, months = (one, two) if dimension == "time" else (two, one)
        return "doubtful" if any(seconds == months * length * 86_400 for length in units.MONTH_LENGTHS) else None
    if dimension is None or dimension != same or one != two:
        return None
    # A rhythm ("12 monthly instalments") and an age are no length of time.
    return "same" if claimed.owner.kind == known.owner.kind else "doubtful"


def _may_be_a_third(claimed: Atom, known: Atom) -> bool:
    """Whether one says "one-third" and the other "a third", which may be a part or a place in an order."""
    for part, place in ((claimed, known), (known, claimed)):
        if part.owner.kind == "fraction" and place.owner.kind == "ordinal":
            return part.value.numerator == 1 and place.value == part.value.denominator
    return False


def _comparable(said: Quantity, there: Quantity) -> bool:
    ordered = {"ordinal", "label", "year", "decade", "score", "date", "time"}
    return said.kind not in ordered and there.kind not in ordered


def _share_of_percent(claimed: Atom, known: Atom) -> Relation | None:
    """As in "Half" is 50 percent; a third is 33 percent nearly enough, and about a third is 31."""
    kinds = claimed.owner.kind, known.owner.kind
    if "percent" not in kinds or not set(kinds) & {"fraction", "ratio"}:
        return None
    share, percent = (known, claimed) if kinds[0] == "percent" else (claimed, known)
    value, exact = share.value * 100, percent.value
    if value == exact:
        return "same"
    # Printed to so many places, rounded or cut off.
    place = min(_last_place(exact), Fraction(1))
    if exact and (abs(value - exact) * 2 <= place or exact <= value < exact + place) and value.denominator > 1:
        return "doubtful"
    return _hedged_share(share.owner, value, exact) if share is claimed else None


def _hedged_share(said: Quantity, value: Fraction, exact: Fraction) -> Relation | None:
    near = abs(value - exact) <= exact / 12
    true = {
        "about": near,
        "nearly": near and exact < value,
        "over": value < exact <= value * Fraction(3, 2),
        "at least": value < exact <= value * Fraction(3, 2),
        "under": value * Fraction(2, 3) <= exact < value,
        "at most": value * Fraction(2, 3) <= exact < value,
    }
    return "rounded" if said.hedge is not None and true[said.hedge] else None


def _may_be_alike(said: Quantity, there: Quantity) -> bool:
    """Whether two units may be one after all: a "pound" is money or mass, and never a kilogram."""
    return not any(
        one.unit == "pound" and other.unit in units.EXACT and other.unit not in units.MONEY
        for one, other in ((said, there), (there, said))
    )


def _relate_bases(said: Quantity, there: Quantity) -> Relation:
    """How two equal amounts stand to each other by what they are "per", and by their sign."""
    if said.per is not None and there.per is not None and not units.is_same(said.per, there.per):
        return "unit"
    # "Five degrees below" is said in many ways, and "a change of -0.2%" is "fell 0.2%".
    return "doubtful" if said.unit in units.SIGNED and said.is_negative != there.is_negative else "same"


def _relate_units(said: Quantity, there: Quantity) -> Relation:
    """How two quantities of one value stand to each other."""
    labels = said.kind == "label", there.kind == "label"
    if all(labels):
        return "same" if said.unit == there.unit else "other"
    if any(labels):
        # "Phase two" is "the second phase".
        label, other = (said, there) if labels[0] else (there, said)
        return "same" if other.kind == "ordinal" and other.noun == label.unit else "doubtful"
    if units.is_same(said.unit, there.unit):
        return _relate_kinds(said, there)
    if units.is_alike(said.unit, there.unit):
        return "doubtful"
    if said.unit is None:
        # "825 million" for "$825 million" leaves out; "50 soldiers" for "50 meters" says something else.
        counted = said.noun is not None and said.noun != there.noun and _is_plural(said.noun)
        if counted and there.kind == "percent":
            return "unit"
        return "doubtful" if counted and there.kind in {"measure", "age", "money"} else "same"
    if there.unit is None:
        # "Smith, 23, said" is 23 years; "23 people" is not 23 kilometers.
        if there.noun is None or there.kind in {"date", "time", "score", "decade"}:
            return "same"
        return "unit" if _is_plural(there.noun) and there.noun not in units.WORDS else "doubtful"
    return "unit"


def _relate_kinds(said: Quantity, there: Quantity) -> Relation:
    if (said.kind == "ordinal") != (there.kind == "ordinal"):
        # "A third term" for "three terms" is close and not the same.
        return "doubtful"
    counted = said.kind == "count" and said.noun is not None and _is_plural(said.noun)
    if {said.kind, there.kind} == {"fraction", "count"}:
        return "doubtful"
    if counted and there.kind == "year":  # "its 2023 works" are those of the year
        return "same" if said.text == there.text else "doubtful"
    return "same"


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") or noun in {"people", "men", "women", "children", "troops", "police", "staff"}


# Rounding --------------------------------------------------------------------------------------------------------


def _rounded(claimed: Atom, known: Atom) -> Relation:
    said, value, exact = claimed.owner, claimed.value, known.value
    if not value or not exact:
        return "other"
    if said.hedge is not None and _figures(value) > _figures(exact):
        return "other"  # nobody rounds to more figures
    if said.hedge in {"over", "at least"}:
        return "rounded" if value < exact <= value * Fraction(3, 2) else "other"
    if said.hedge in {"under", "at most"}:
        return "rounded" if value * Fraction(2, 3) <= exact < value else "other"
    near = abs(value - exact) <= exact / 50 or _rounds_to(exact, value)
    if said.hedge == "nearly":
        return "rounded" if near and exact < value else "other"
    if said.hedge == "about":
        return "rounded" if near else "other"
    # Not marked: only digits nobody would print in full are dropped in silence.
    fine = _figures(exact) > _figures(value) >= 2 and (value != claimed.bare or exact.denominator > 1)
    return "rounded" if fine and _rounds_to(exact, value) and abs(value - exact) <= exact / 100 else "other"


def _rounds_to(exact: Fraction, value: Fraction) -> bool:
    """Whether `exact` to as many figures as `value` has is `value`."""
    unit = _last_place(value)
    return unit <= exact and abs(exact - value) * 2 <= unit


def _last_place(value: Fraction) -> Fraction:
    """The place of the last figure that is not 0: 100 for 800, 1/10 for 2.5."""
    unit = Fraction(1)
    for _ in range(12):
        if (value / unit).denominator == 1:
            break
        unit /= 10
    for _ in range(24):
        if (value / (unit * 10)).denominator != 1:
            break
        unit *= 10
    return unit


def _figures(value: Fraction) -> int:
    """Significant figures."""
    return len(str(int(value / _last_place(value))))


# Vague numbers ---------------------------------------------------------------------------------------------------


def _compare_vague(said: Quantity, known: Inventory) -> Comparison:
    """As in "Dozens" is true of 36 and of "dozens", and not of "hundreds"."""
    least = said.values[0]
    others, exact = known.vague(said.unit)
    if any(other.values == said.values for other in others):
        return Comparison("same", None, least)
    within = [atom for atom in exact if least <= atom.value < least * 100]
    if within:
        plain = next((atom for atom in within if atom.value >= 2 * least), None)
        return Comparison("same" if plain else "doubtful", (plain or within[0]).owner, least)
    if others:
        return Comparison("other", others[0], least)
    return Comparison("doubtful", None, least)
