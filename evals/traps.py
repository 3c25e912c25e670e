"""Statements that must not be made: which line of a brief makes one."""

import difflib
import functools
from collections.abc import Iterator

from evals import amounts, naming
from evals.cases import MustNot
from evals.matching import THRESHOLD, Line, agreement
from evals.sides import Entry, Side, View
from service.core import words

_ORDER = 0.25  # weight of the order of words, which alone tells "Norway sued Chile" from "Chile sued Norway"
_CLEARLY = 0.02  # closer than this to the nearest gold line is not closer


def sprung(trap: MustNot, predicted: Side, gold: Side, language: str | None) -> Entry | View | None:
    """The line of a brief that makes a must-not statement, or None.

    It agrees with the statement, more than with any gold line of the same party, and has the statement's numbers.

    Args:
        trap: The statement; with a party, only that party's positions and the facts can make it.
        predicted: The brief's lines.
        gold: The case's lines.
        language: ISO 639-1 of the article.
    """
    line = Line(trap.statement)
    for entry in _candidates(trap, predicted):
        said = Line(entry.line.statement)
        if agreement(said, line) < THRESHOLD or _differs(said.statement, trap.statement, language):
            continue
        nearest = max((_closeness(said, Line(true)) for true in _rivals(entry, predicted, gold)), default=0.0)
        if _closeness(said, line) > nearest + _CLEARLY:
            return entry
    return None


def _candidates(trap: MustNot, predicted: Side) -> Iterator[Entry | View]:
    for entry in predicted.statements:
        holder = predicted.parties[entry.party] if isinstance(entry, View) else None
        if trap.party is None or holder is None or naming.is_called(trap.party, holder):
            yield entry


def _rivals(entry: Entry | View, predicted: Side, gold: Side) -> Iterator[str]:
    """The gold statements a line may mean instead: for a position no other party's."""
    for other in gold.statements:
        if isinstance(entry, View) and isinstance(other, View):
            if naming.likeness(predicted.parties[entry.party], gold.parties[other.party]):
                yield other.line.statement
        else:
            yield other.line.statement


def _differs(said: str, trap: str, language: str | None) -> bool:
    """Whether the numbers of a must-not statement are missing from a line."""
    return amounts.stray(trap, (said,), language=language) is not None


def _closeness(one: Line, other: Line) -> float:
    return agreement(one, other) + _ORDER * _order(one.statement, other.statement)


@functools.lru_cache(maxsize=4_096)
def _order(one: str, other: str) -> float:
    """How far two statements have the same words in the same order: 0.0 to 1.0."""
    first, second = (tuple(words.stem(word) for word in words.words(text)) for text in (one, other))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()
