"""Positions side by side: the same view in the right mouth, and the same view in another."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evals import glance, naming
from evals.alignment import are_at_odds, likenesses, settle
from evals.coverage import Background
from evals.matching import Line
from evals.sides import Side, Span, View

_SURE = 0.7  # agreement of two views of one party from which nothing else need be looked at
_SAME_QUOTE = 0.95  # agreement of two views that quote the same words
_QUOTED = 0.5  # of the shorter quotation's characters from which two are one
_FIRST = 2  # of the views in another mouth that are compared with one
_GLANCED = 0.3  # overlap of words below which a view is not worth comparing
_SAME_MOUTH = 0.2  # on top of a pair's worth where the party is right too: many hold the same view

IsRight = Callable[[int, int], bool]  # whether a predicted party is a gold one, by their indexes


@dataclass(frozen=True, slots=True)
class ViewPair:
    """A predicted position and the gold position that is the same view, whoever holds it."""

    predicted: int
    gold: int
    agreement: float
    is_right_party: bool


@dataclass(frozen=True, slots=True)
class QuotePair:
    """A predicted position and the gold position whose quotation it has; indexes count in `Side.views`."""

    predicted: int
    gold: int
    agreement: float  # share of the gold quotation's characters
    is_right_party: bool


def align_views(
    predicted: Side,
    gold: Side,
    lines: Sequence[Line],
    background: Background,
    is_right: IsRight,
    *,
    language: str | None,
) -> tuple[ViewPair, ...]:
    """The one-to-one matching of the positions of a brief with those of gold, whoever holds them.

    The same view in another mouth is known by what is left of it without the names of the parties.

    Args:
        predicted: The brief's half.
        gold: The case's half.
        lines: The brief's positions as they are compared, its parties under the names gold has for them.
        background: Which words tell the gold lines apart.
        is_right: Whether a predicted party is a gold one.
        language: ISO 639-1 of the article.
    """
    theirs = [view.line for view in gold.views]
    right = [[is_right(one.party, other.party) for other in gold.views] for one in predicted.views]
    values = likenesses(lines, theirs, background)
    everybody = (*predicted.parties, *gold.parties)
    nameless: dict[tuple[int, int], tuple[Line, Line]] = {}
    for row, column in _in_another_mouth(predicted, gold, values, right):
        one = _without_holder(predicted.views[row], predicted, everybody)
        other = _without_holder(gold.views[column], gold, everybody)
        nameless[row, column] = one, other
        ((value,),) = likenesses([one], [other], background)
        values[row][column] = max(values[row][column], value)
    quoted = {
        (row, column)
        for row, said in enumerate(predicted.views)
        for column, held in enumerate(gold.views)
        if said.quotes and held.quotes and _overlap(said.quotes, held.quotes) >= _QUOTED
    }
    for row, column in quoted:
        values[row][column] = _SAME_QUOTE
    worth = [
        [value and value + _SAME_MOUTH * is_own for value, is_own in zip(*rows, strict=True)]
        for rows in zip(values, right, strict=True)
    ]

    def objects(row: int, column: int) -> bool:
        one, other = nameless.get((row, column), (lines[row], theirs[column]))
        return (row, column) not in quoted and are_at_odds(one, other, language)

    return tuple(
        ViewPair(row, column, values[row][column], right[row][column]) for row, column in settle(values, worth, objects)
    )


def align_quotes(predicted: Side, gold: Side, is_right: IsRight) -> tuple[QuotePair, ...]:
    """Each gold quotation with the position that has most of it, the right party's if that has half."""
    found: list[QuotePair] = []
    for column, held in enumerate(gold.views):
        candidates = [
            QuotePair(row, column, share, is_right(said.party, held.party))
            for row, said in enumerate(predicted.views)
            if held.quotes and (share := _covered(held.quotes, said.quotes)) >= _QUOTED
        ]
        if candidates:
            found.append(max(candidates, key=lambda pair: (pair.is_right_party, pair.agreement, -pair.predicted)))
    return tuple(found)


def _in_another_mouth(
    predicted: Side, gold: Side, values: Sequence[Sequence[float]], right: Sequence[Sequence[bool]]
) -> Iterator[tuple[int, int]]:
    """Pairs of views of two parties that share words, where neither view is surely its own party's.

    Of each predicted view those that share most.
    """

    def is_settled(pairs: Iterable[tuple[float, bool]]) -> bool:
        return any(value >= _SURE and is_own for value, is_own in pairs)

    open_columns = [
        column
        for column in range(len(gold.views))
        if not is_settled((values[row][column], right[row][column]) for row in range(len(values)))
    ]
    for row, said in enumerate(predicted.views):
        if is_settled(zip(values[row], right[row], strict=True)):
            continue
        shares = {
            column: glance.overlap(said.line.statement, gold.views[column].line.statement)
            for column in open_columns
            if not right[row][column]
        }
        best = sorted(shares, key=lambda column: -shares[column])[:_FIRST]
        yield from ((row, column) for column in best if shares[column] >= _GLANCED)


def _without_holder(view: View, side: Side, everybody: Iterable[naming.Named]) -> Line:
    holder = side.parties[view.party]
    return replace(view.line, statement=naming.without_holder(view.line.statement, holder, everybody))


def _covered(quotation: Sequence[Span], by: Sequence[Span]) -> float:
    """Share of a quotation's characters that stand in others."""
    shared = sum(max(0, min(end, last) - max(start, first)) for start, end in quotation for first, last in by)
    return shared / max(sum(end - start for start, end in quotation), 1)


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Share of the shorter quotation's characters that stand in the longer."""
    return max(_covered(one, other), _covered(other, one))
