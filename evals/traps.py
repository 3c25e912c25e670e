"""Statements that must not be made: which line of a brief makes one."""

import difflib
import functools
import re
from collections.abc import Iterator

from evals import amounts, glance, naming
from evals.cases import MustNot
from evals.coverage import coverage
from evals.matching import THRESHOLD, Line, agreement
from evals.sides import Entry, Side, View
from service.core import words

_ORDER = 0.25  # weight of the order of words, which alone tells "Norway sued Chile" from "Chile sued Norway"
_DENIED = 0.2  # taken off where one of two statements denies and the other does not
_DENIAL = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_RIVALS = 3  # gold lines a line is compared with, those that share most words
_GLANCED = 0.3  # overlap of words below which a line is not worth asking
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
        if glance.overlap(said.statement, trap.statement) < _GLANCED or agreement(said, line) < THRESHOLD:
            continue
        if _differs(said.statement, trap.statement, language):
            continue
        rivals = sorted(_rivals(trap, entry, predicted, gold), key=lambda true: -glance.overlap(said.statement, true))
        nearest = max((_closeness(said.statement, true) for true in rivals[:_RIVALS]), default=0.0)
        if _closeness(said.statement, trap.statement) > nearest + _CLEARLY:
            return entry
    return None


def _candidates(trap: MustNot, predicted: Side) -> Iterator[Entry | View]:
    for entry in predicted.statements:
        holder = predicted.parties[entry.party] if isinstance(entry, View) else None
        if trap.party is None or holder is None or naming.is_called(trap.party, holder):
            yield entry


def _rivals(trap: MustNot, entry: Entry | View, predicted: Side, gold: Side) -> Iterator[str]:
    """The gold statements a line may mean instead; where the party is what is wrong, no other party's positions."""
    for other in gold.statements:
        is_of_parties = trap.party is not None and isinstance(entry, View) and isinstance(other, View)
        if not is_of_parties or _may_be_one(entry, other, predicted, gold):
            yield other.line.statement


def _may_be_one(entry: Entry | View, other: Entry | View, predicted: Side, gold: Side) -> bool:
    if not isinstance(entry, View) or not isinstance(other, View):
        return True
    return naming.likeness(predicted.parties[entry.party], gold.parties[other.party]) > 0


def _differs(said: str, trap: str, language: str | None) -> bool:
    """Whether the numbers of a must-not statement are missing from a line."""
    return amounts.stray(trap, (said,), language=language) is not None


def _closeness(one: str, other: str) -> float:
    """How far two statements say the same in the same order, with no regard to what would contradict."""
    shared = (coverage(one, other) + coverage(other, one)) / 2
    denied = bool(_DENIAL.search(one)) != bool(_DENIAL.search(other))
    return shared + _ORDER * _order(one, other) - _DENIED * denied


@functools.lru_cache(maxsize=4_096)
def _order(one: str, other: str) -> float:
    """How far two statements have the same words in the same order: 0.0 to 1.0."""
    first, second = (tuple(words.stem(word) for word in words.words(text)) for text in (one, other))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()
