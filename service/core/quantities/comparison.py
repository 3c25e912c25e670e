"""What a text says against a quantity somebody claims it says: the same, rounded, another unit, another number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from service.core.quantities import units
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


@dataclass(frozen=True, slots=True)
class _Atom:
    """One value of a quantity: a range has two."""

    value: Fraction
    bare: Fraction
    owner: Quantity


def compare(said: Quantity, known: Sequence[Quantity]) -> Comparison:
    """The worst that is true of any value of `said`, each put beside its best counterpart in `known`.

    Args:
        said: A quantity with values; dates are compared in `service.core.dates`.
        known: Every quantity of the text that must have it.
    """
    atoms = [atom for quantity in known for atom in _atoms(quantity)]
    if said.kind == "vague":
        return _compare_vague(said, atoms)
    found = [_compare(claimed, atoms) for claimed in _atoms(said, parts=False)]
    if all(comparison.relation == "same" for comparison in found) and _is_mixed(said, found, known):
        return Comparison("doubtful", found[0].nearest, said.values[0])
    return max(found, key=lambda comparison: _SEVERITY.index(comparison.relation), default=Comparison("same"))


def _is_mixed(said: Quantity, found: Sequence[Comparison], known: Sequence[Quantity]) -> bool:
    """Whether it is half of one range and half of another: "$6.1-7.1 billion" of "$6.1-6.4 billion" and "$6.8-7.1"."""
    halves = all(one.nearest is not None and len(one.nearest.values) == 2 for one in found)
    whole = any(set(said.values) <= set(quantity.values) for quantity in known)
    return len(said.values) == 2 and halves and not whole


_SEVERITY: tuple[Relation, ...] = ("same", "rounded", "doubtful", "unit", "scale", "other")


def _atoms(quantity: Quantity, *, parts: bool = True) -> Iterator[_Atom]:
    for value, bare in zip(quantity.values, quantity.numerals, strict=True):
        yield _Atom(abs(value), abs(bare), quantity)
    if parts and quantity.kind == "ratio":
        # "Two in 10 villages" may be two of them: each number stands there in its own right.
        for value in (quantity.numerals[0], quantity.numerals[0] / quantity.values[0]):
            yield _Atom(value, value, quantity)
    if parts and quantity.when is not None:
        # The 12 of "12 March" and the 5 of "5 p.m.", for "12-13 March" and "on the 12th".
        for part in (quantity.when.day, quantity.when.year, quantity.when.hour):
            if part is not None:
                yield _Atom(Fraction(part), Fraction(part), quantity)


def _compare(claimed: _Atom, known: list[_Atom]) -> Comparison:
    said = claimed.owner
    best: Comparison | None = None
    for atom in known:
        relation = _relate(claimed, atom)
        if relation == "same" and atom.owner.noun == said.noun:
            return Comparison("same", atom.owner, claimed.value)
        if relation != "other" and (best is None or _SEVERITY.index(relation) < _SEVERITY.index(best.relation)):
            best = Comparison(relation, atom.owner, claimed.value)
    if best is not None:
        return best
    return Comparison("other", _nearest(said, claimed.value, known), claimed.value)


def _relate(claimed: _Atom, known: _Atom) -> Relation:
    said, there = claimed.owner, known.owner
    unsure = said.is_unsure or there.is_unsure
    if not there.values:
        # The 12 of "12 March" proves "the 12th" and "12-13 March", not "12 people".
        dated = said.unit is None and (said.noun is None or said.kind in {"ordinal", "year"})
        return "same" if dated and claimed.value == known.value else "other"
    if _is_share_of_percent(claimed, known):
        return "same"
    if claimed.value == known.value:
        relation = _relate_units(said, there)
        return "doubtful" if unsure and relation == "unit" else relation
    if claimed.bare == known.bare and claimed.bare:
        if unsure:
            return "doubtful"
        if units.is_same(said.unit, there.unit) and not {said.kind, there.kind} & _UNSCALED:
            return "scale"
    if _is_converted(claimed, known) or _may_be_a_third(claimed, known):
        return "doubtful"
    if units.is_same(said.unit, there.unit) and _comparable(said, there):
        return _rounded(claimed, known)
    return "other"


_UNSCALED = {"year", "ordinal", "ratio", "fraction", "label", "date", "time"}


def _is_converted(claimed: _Atom, known: _Atom) -> bool:
    """Whether both are one amount in two units of one system: "24 hours" and "1 day", "90 days" and "three months"."""
    dimension, factor = units.EXACT.get(claimed.owner.unit or "", (None, 0))
    same, other = units.EXACT.get(known.owner.unit or "", (None, 0))
    one, two = claimed.value * factor, known.value * other
    if {dimension, same} == {"time", "calendar"}:
        seconds, months = (one, two) if dimension == "time" else (two, one)
        days = seconds / 86_400
        return days in {months * 30, months * Fraction(365, 12), months * Fraction(364, 12)}
    return dimension is not None and dimension == same and one == two


def _may_be_a_third(claimed: _Atom, known: _Atom) -> bool:
    """Whether one says "one-third" and the other "a third", which may be a part or a place in an order."""
    for part, place in ((claimed, known), (known, claimed)):
        if part.owner.kind == "fraction" and place.owner.kind == "ordinal":
            return part.value.numerator == 1 and place.value == part.value.denominator
    return False


def _comparable(said: Quantity, there: Quantity) -> bool:
    ordered = {"ordinal", "label", "year", "decade", "score", "date", "time"}
    return said.kind not in ordered and there.kind not in ordered


def _is_share_of_percent(claimed: _Atom, known: _Atom) -> bool:
    """As in "Half" is 50 percent."""
    for share, percent in ((claimed, known), (known, claimed)):
        if share.owner.kind in {"fraction", "ratio"} and percent.owner.kind == "percent":
            return share.value * 100 == percent.value
    return False


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
    if {said.kind, there.kind} == {"fraction", "count"} or (counted and there.kind == "year"):
        return "doubtful"
    return "same"


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") or noun in {"people", "men", "women", "children", "troops", "police", "staff"}


# Rounding --------------------------------------------------------------------------------------------------------


def _rounded(claimed: _Atom, known: _Atom) -> Relation:
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


# What the text has instead ---------------------------------------------------------------------------------------


def _nearest(said: Quantity, value: Fraction, known: list[_Atom]) -> Quantity | None:
    """The quantity of the text that this one most likely stands for: of the same thing, and next in size."""
    candidates = [atom for atom in known if atom.owner.values and atom.owner.kind != "vague"]

    def likeness(atom: _Atom) -> tuple[bool, bool, bool, Fraction]:
        there = atom.owner
        return (
            not (said.noun is not None and said.noun == there.noun),
            not units.is_same(said.unit, there.unit),
            said.kind != there.kind,
            abs(atom.value - value),
        )

    best = min(candidates, key=likeness, default=None)
    if best is None or not (units.is_same(said.unit, best.owner.unit) or said.kind == best.owner.kind):
        return None
    return best.owner if (best.owner.kind == "ordinal") == (said.kind == "ordinal") else None


def _compare_vague(said: Quantity, known: list[_Atom]) -> Comparison:
    """As in "Dozens" is true of 36 and of "dozens", and not of "hundreds"."""
    least = said.values[0]
    others = [atom.owner for atom in known if atom.owner.kind == "vague"]
    if any(other.values == said.values for other in others):
        return Comparison("same", None, least)
    for atom in known:
        if atom.owner.unit == said.unit and least <= atom.value < least * 100 and atom.owner.kind in {"count", "money"}:
            return Comparison("same" if atom.value >= 2 * least else "doubtful", atom.owner, least)
    if others:
        return Comparison("other", others[0], least)
    return Comparison("doubtful", None, least)
