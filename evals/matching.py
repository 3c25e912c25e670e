"""Which predicted line is which gold line."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.assignment import assign
from evals.coverage import coverage

THRESHOLD = 0.5  # agreement from which two lines count as the same


@dataclass(frozen=True, slots=True)
class Line:
    """A statement and what it rests on."""

    statement: str
    evidence: tuple[str, ...] = ()  # texts of the sentences it cites
    sentences: tuple[int, ...] = ()  # their numbers in the article, where known


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicted line and the gold line it is, by their places in the two lists."""

    predicted: int
    gold: int
    agreement: float  # 0..1


def agreement(predicted: Line, gold: Line) -> float:
    """How far two lines say the same: 0.0 to 1.0, the same in both directions."""
    forth = coverage(gold.statement, predicted.statement)
    back = coverage(predicted.statement, gold.statement)
    return (forth + back) / 2


def match(predicted: Sequence[Line], gold: Sequence[Line], *, threshold: float = THRESHOLD) -> tuple[Pair, ...]:
    """The one-to-one matching of two lists with the highest sum of agreement, no pair below `threshold`."""
    worth = [[agreement(one, other) for other in gold] for one in predicted]
    worth = [[value if value >= threshold else 0.0 for value in row] for row in worth]
    return tuple(Pair(row, column, worth[row][column]) for row, column in assign(worth))
