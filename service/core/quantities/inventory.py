"""The quantities of a text, indexed: what could be meant by a number is found without walking past every other."""

import bisect
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from service.core.quantities import units
from service.core.quantities.quantity import Kind, Quantity

# Far beyond what a text says in earnest; they bound the work on one made to be slow.
_MOST_ALIKE = 48
_MOST_NEAR = 24


class Atom(NamedTuple):
    """One value of a quantity: a range has two. `place` counts from the start of the text."""

    value: Fraction
    bare: Fraction
    owner: Quantity
    place: int = 0


def atoms(quantity: Quantity, *, parts: bool = True) -> Iterator[Atom]:
    """The values of a quantity, signs left off; with `parts` also the numbers that stand inside it."""
    for value, bare in zip(quantity.values, quantity.numerals, strict=True):
        yield Atom(_unsigned(value), _unsigned(bare), quantity, quantity.start)
    if not parts:
        return
    if quantity.kind == "ratio":
        # "Two in 10 villages" may be two of them: each number stands there in its own right.
        for value in (quantity.numerals[0], quantity.numerals[0] / quantity.values[0]):
            yield Atom(value, value, quantity, quantity.start)
    if quantity.is_spaced:
        # "250 300" may be two numbers.
        for piece in quantity.text.split(" "):
            if piece.isdecimal():
                yield Atom(Fraction(piece), Fraction(piece), quantity, quantity.start)
    if quantity.when is not None:
        # The 12 of "12 March" and the 5 of "5 p.m.", for "12-13 March" and "on the 12th".
        for part in (quantity.when.day, quantity.when.year, quantity.when.hour):
            if part is not None:
                yield Atom(Fraction(part), Fraction(part), quantity, quantity.start)


def _unsigned(value: Fraction) -> Fraction:
    return value if value.numerator >= 0 else -value


class Inventory:
    """Every quantity of one text.

    Attributes:
        quantities: In order.
    """

    def __init__(self, quantities: Sequence[Quantity]) -> None:
        self.quantities = tuple(quantities)
        self._by_key: dict[tuple[str, object], list[Atom]] = {}
        self._groups: dict[tuple[str | None, str | None, Kind], _Group] = {}
        self._rivals: dict[tuple[str | None, str | None, Kind], dict[tuple[Fraction, ...], Quantity]] = {}
        self._ranges = {frozenset(quantity.values) for quantity in self.quantities if len(quantity.values) == 2}
        seen: set[tuple[object, ...]] = set()
        for quantity in self.quantities:
            rivals = self._rivals.setdefault((quantity.noun, quantity.unit, quantity.kind), {})
            if len(rivals) < _MOST_ALIKE:
                rivals.setdefault(quantity.values, quantity)
            for atom in atoms(quantity):
                if (told := _told_apart(atom)) not in seen:
                    seen.add(told)
                    self._add(atom)
        for group in self._groups.values():
            group.sort()

    def _add(self, atom: Atom) -> None:
        owner = atom.owner
        for key in {*_keys(atom), ("noun", (owner.noun, _plain(atom.value)))}:
            alike = self._by_key.setdefault(key, [])
            if len(alike) < _MOST_ALIKE:
                alike.append(atom)
        if owner.values and owner.kind != "vague":
            for noun in {None, owner.noun}:
                self._groups.setdefault((noun, owner.unit, owner.kind), _Group()).add(atom)

    def alike(self, claimed: Atom) -> list[Atom]:
        """Whatever has the value, or one that may be the same otherwise said; in the order of the text."""
        by_noun = "noun", (claimed.owner.noun, _plain(claimed.value))
        keys = {*_keys(claimed), by_noun, *_counterparts(claimed)}
        found = {id(atom): atom for key in keys for atom in self._by_key.get(key, ())}
        return sorted(found.values(), key=lambda atom: atom.place)

    def near(self, claimed: Atom) -> list[Atom]:
        """What may be rounded to the value: from half of it to twice it, nearest first, in units that may be it."""
        said = claimed.owner
        found: list[Atom] = []
        for (noun, unit, kind), group in self._groups.items():
            if noun is not None:
                continue
            value = claimed.value
            if kind == "percent" and said.kind in {"fraction", "ratio"}:
                value *= 100
            elif said.kind == "percent" and kind in {"fraction", "ratio"}:
                value /= 100
            elif not units.is_same(said.unit, unit):
                continue
            found.extend(group.near(value))
        return sorted(found, key=lambda atom: atom.place)

    def nearest(self, said: Quantity, value: Fraction) -> Quantity | None:
        """The quantity that a wrong one most likely stands for: of the same thing, and next in size."""
        named = said.noun is not None and any(noun == said.noun for noun, _, _ in self._groups)
        best: tuple[tuple[bool, bool, Fraction, int], Quantity] | None = None
        for (noun, unit, kind), group in self._groups.items():
            if noun != (said.noun if named else None):
                continue
            for atom in group.near(value, most=1, factor=0):
                likeness = (not units.is_same(said.unit, unit), said.kind != kind, abs(atom.value - value), atom.place)
                if best is None or likeness < best[0]:
                    best = likeness, atom.owner
        if best is None or not (units.is_same(said.unit, best[1].unit) or said.kind == best[1].kind):
            return None
        return best[1] if (best[1].kind == "ordinal") == (said.kind == "ordinal") else None

    def rival(self, said: Quantity) -> Quantity | None:
        """Another number of the same thing: the 23 people beside whom "five people" is suspect."""
        if said.noun is None:
            return None
        for values, there in self._rivals.get((said.noun, said.unit, said.kind), {}).items():
            if not set(values) & set(said.values):
                return there
        return None

    def vague(self, unit: str | None) -> tuple[list[Quantity], list[Atom]]:
        """The vague numbers ("dozens"), and every count or sum in a unit."""
        loose = [there for (_, _, kind), found in self._rivals.items() if kind == "vague" for there in found.values()]
        kinds: tuple[Kind, ...] = ("count", "money")
        exact = [group for kind in kinds if (group := self._groups.get((None, unit, kind))) is not None]
        return loose[:_MOST_ALIKE], [atom for group in exact for atom in group.atoms]

    def has_range(self, values: Sequence[Fraction]) -> bool:
        """Whether one range or score has both values."""
        return frozenset(values) in self._ranges or len(set(values)) == 1


class _Group:
    """Numbers of one unit and kind by size."""

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self._sizes: list[float] = []

    def add(self, atom: Atom) -> None:
        self.atoms.append(atom)

    def sort(self) -> None:
        self.atoms.sort(key=lambda atom: (_size(atom.value), atom.place))
        self._sizes = [_size(atom.value) for atom in self.atoms]

    def near(self, value: Fraction, *, most: int = _MOST_NEAR, factor: int = 2) -> Iterator[Atom]:
        """The numbers next to a value on both sides, none a `factor` away; 0 sets no bound."""
        size = _size(value)
        middle = bisect.bisect_left(self._sizes, size)
        for place in range(max(0, middle - most), min(len(self.atoms), middle + most)):
            if not factor or size / factor <= self._sizes[place] <= size * factor:
                yield self.atoms[place]


def _size(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _told_apart(atom: Atom) -> tuple[object, ...]:
    """What a comparison looks at: of two atoms with the same, the later adds nothing."""
    owner = atom.owner
    rank = len(owner.values), owner.is_unsure, owner.is_negative, owner.per
    return (_plain(atom.value), _plain(atom.bare), owner.kind, owner.unit, owner.noun, rank, owner.when is None)


def _plain(value: Fraction) -> Fraction | int:
    """The same number where it is whole: an int is hashed in a fraction of a Fraction's time, and to the same."""
    return value.numerator if value.denominator == 1 else value


def _keys(atom: Atom) -> Iterator[tuple[str, object]]:
    """What an atom is found under."""
    yield "value", _plain(atom.value)
    yield "bare", _plain(atom.bare)
    dimension, factor = units.EXACT.get(atom.owner.unit or "", (None, 0))
    if dimension is None:
        return
    amount = atom.value * factor
    yield dimension, amount
    if dimension == "time":
        yield "days", amount / 86_400
    if dimension == "calendar":
        for length in units.MONTH_LENGTHS:
            yield "days", amount * length


_OTHERWISE_SAID: frozenset[Kind] = frozenset({"percent", "fraction", "ratio", "ordinal"})


def _counterparts(claimed: Atom) -> Iterator[tuple[str, object]]:
    """What may say the same in another form: 0.5 and 50 percent, one-third and "a third"."""
    if claimed.owner.kind not in _OTHERWISE_SAID:
        return
    yield "value", _plain(claimed.value * 100)
    yield "value", claimed.value / 100
    if claimed.value:
        yield "value", 1 / claimed.value
