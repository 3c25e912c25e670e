"""Statements that must not be made: which line of a brief makes one."""

import difflib
import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from evals import amounts, glance, naming
from evals.alignment import are_at_odds
from evals.cases import MustNot
from evals.matching import THRESHOLD, Line, overlaps
from evals.sides import Entry, Side, View
from service.core import words

_ORDER = 0.25  # weight of the order of words, which alone tells "Norway sued Chile" from "Chile sued Norway"
_DENIED = 0.2  # taken off where one of two statements denies and the other does not
_DENIAL = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_GLANCED = 0.3  # overlap of words below which a line is not worth comparing
_RIVALS = 3  # gold lines a line is compared with, those that share most words
_CLEARLY = 0.02  # closer than this to the nearest gold line is not closer


def sprung(
    traps: Sequence[MustNot],
    predicted: Side,
    gold: Side,
    *,
    owners: Mapping[int, int],
    attributed: Collection[str],
    language: str | None,
) -> tuple[Entry | View | None, ...]:
    """For each must-not statement the line of a brief that makes it, or None.

    That line agrees with the statement, more than with any gold line, and has the statement's numbers and none that
    neither the statement nor gold has. Where the statement has a party, only that party's positions and the facts can
    make it, and no other party's positions are what they may mean instead.

    Args:
        traps: The statements.
        predicted: The brief's lines.
        gold: The case's lines.
        owners: Index of a predicted party to that of the gold party it is.
        attributed: Ids of positions that the right party holds in gold: who tells what somebody said does not say it.
        language: ISO 639-1 of the article.
    """
    said = [
        entry
        for entry in predicted.statements
        if any(glance.overlap(entry.line.statement, trap.statement) >= _GLANCED for trap in traps)
    ]
    if not said:
        return tuple(None for _ in traps)
    values = overlaps([Line(one.line.statement) for one in said], [Line(trap.statement) for trap in traps])
    return tuple(
        next(
            (
                entry
                for entry, row in zip(said, values, strict=True)
                if row[column] >= THRESHOLD
                and (trap.party is not None or entry.id not in attributed)
                and _can_make(entry, trap, predicted, gold, owners)
                and _makes(entry, trap, predicted, gold, language)
            ),
            None,
        )
        for column, trap in enumerate(traps)
    )


def _can_make(entry: Entry | View, trap: MustNot, predicted: Side, gold: Side, owners: Mapping[int, int]) -> bool:
    """Whether a line stands where a must-not statement would: in the mouth it names, if it names one."""
    if trap.party is None or not isinstance(entry, View):
        return True
    owner = owners.get(entry.party)
    holder = predicted.parties[entry.party] if owner is None else gold.parties[owner]
    return naming.is_called(trap.party, holder)


def _makes(entry: Entry | View, trap: MustNot, predicted: Side, gold: Side, language: str | None) -> bool:
    """Whether a line that agrees with a must-not statement makes it."""
    said = entry.line.statement
    if amounts.stray(trap.statement, (said,), language=language) is not None:
        return False
    known = (trap.statement, *(other.line.statement for other in gold.statements))
    if amounts.stray(said, known, language=language) is not None:
        return False  # it is wrong in another way
    rivals = sorted(_rivals(trap, entry, predicted, gold), key=lambda true: -glance.overlap(said, true))
    nearest = max((_closeness(said, true) for true in rivals[:_RIVALS]), default=0.0)
    if _closeness(said, trap.statement) <= nearest + _CLEARLY:
        return False
    return not are_at_odds(Line(said), Line(trap.statement), language)


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


def _closeness(one: str, other: str) -> float:
    """How far two statements say the same in the same order, with no regard to what would contradict."""
    denied = bool(_DENIAL.search(one)) != bool(_DENIAL.search(other))
    return glance.likeness(one, other) + _ORDER * _order(one, other) - _DENIED * denied


@functools.lru_cache(maxsize=4_096)
def _order(one: str, other: str) -> float:
    """How far two statements have the same words in the same order: 0.0 to 1.0."""
    first, second = (tuple(words.stem(word) for word in words.words(text)) for text in (one, other))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()
