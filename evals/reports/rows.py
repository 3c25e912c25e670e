"""Gold beside predicted: what a person reads to see why a case scored as it did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from evals.cases import Weight
from evals.comparison import Comparison
from evals.sides import Entry, Side, View

Section = Literal["facts", "positions", "parties", "questions"]
State = Literal["matched", "wrong party", "missing", "held", "extra"]
SECTIONS: tuple[Section, ...] = ("facts", "positions", "parties", "questions")


@dataclass(frozen=True, slots=True)
class Half:
    """A line of one side."""

    id: str
    text: str
    sentences: tuple[int, ...]  # what it rests on
    about: str = ""  # whose view it is, on what, with which words; who a party is
    weight: Weight = "must"  # of a gold line


@dataclass(frozen=True, slots=True)
class Row:
    """A gold line, a predicted one, or both where they are the same."""

    section: Section
    state: State  # held: no pair, but the other side says it elsewhere
    gold: Half | None
    predicted: Half | None
    agreement: float | None = None  # 0..1, of a pair
    note: str = ""


class _Pair(Protocol):
    @property
    def predicted(self) -> int: ...
    @property
    def gold(self) -> int: ...
    @property
    def agreement(self) -> float: ...


def rows(comparison: Comparison) -> tuple[Row, ...]:
    """Every line of both sides, once: gold in its order with what matches it, then what has no match."""
    return tuple(row for section in SECTIONS for row in _section(comparison, section))


def halves(side: Side, section: Section) -> tuple[Half, ...]:
    """The lines of one side in a section, in their order."""
    if section == "facts":
        return tuple(_entry(entry) for entry in side.facts)
    if section == "questions":
        return tuple(_entry(entry) for entry in side.questions)
    if section == "positions":
        return tuple(_view(view, side) for view in side.views)
    return tuple(
        Half(party.id, party.name, party.sentences, party.role or party.kind, weight)
        for party, weight in zip(side.parties, side.party_weights, strict=True)
    )


def _section(comparison: Comparison, section: Section) -> Iterator[Row]:
    gold, ours = halves(comparison.gold, section), halves(comparison.predicted, section)
    pairs = _pairs(comparison, section)
    by_gold = {pair.gold: pair for pair in pairs}
    joined = {pair.gold: pair.predicted for pair in _joined(comparison, section)}
    wrong = {pair.predicted for pair in comparison.views if not pair.is_right_party} if section == "positions" else ()
    for index, half in enumerate(gold):
        pair = by_gold.get(index)
        if pair is None and index in joined:
            yield Row(section, "held", half, None, note=f"{ours[joined[index]].id} says it, too")
        elif pair is None:
            yield Row(section, "missing", half, None)
        else:
            state: State = "wrong party" if pair.predicted in wrong else "matched"
            yield Row(section, state, half, ours[pair.predicted], pair.agreement)
    matched = {pair.predicted for pair in pairs}
    for index, half in enumerate(ours):
        if index not in matched:
            yield _unmatched(comparison, section, half)


def _unmatched(comparison: Comparison, section: Section, half: Half) -> Row:
    if section in {"facts", "positions"}:
        holder = comparison.held.get(half.id)
        if holder is not None:
            return Row(section, "held", None, half, note=f"gold says it in {holder}")
        first = comparison.repeated.get(half.id)
        if first is not None:
            return Row(section, "extra", None, half, note=f"repeats {first}")
    return Row(section, "extra", None, half)


def _pairs(comparison: Comparison, section: Section) -> Sequence[_Pair]:
    if section == "facts":
        return comparison.facts
    if section == "positions":
        return comparison.views
    return comparison.parties if section == "parties" else comparison.questions


def _joined(comparison: Comparison, section: Section) -> Sequence[_Pair]:
    """Gold lines without a pair that a line of another pair says."""
    if section == "facts":
        return comparison.joined_facts
    return comparison.joined_views if section == "positions" else ()


def _entry(entry: Entry) -> Half:
    return Half(entry.id, entry.line.statement, entry.line.sentences, weight=entry.weight)


def _view(view: View, side: Side) -> Half:
    parts = [side.parties[view.party].name]
    if view.reported_by:
        parts.append(f"as told by {view.reported_by}")
    if view.topic:
        parts.append(f"{view.stance or 'no stance'} on {view.topic}")
    if view.quotes:
        parts.append("quoted")
    return Half(view.id, view.line.statement, view.line.sentences, ", ".join(parts), view.weight)
