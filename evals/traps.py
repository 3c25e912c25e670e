"""Statements that must not be made: which line of a brief makes one."""

import difflib
import functools
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from evals import amounts, contradiction, glance, naming, reservations, wording
from evals.alignment import are_at_odds
from evals.cases import MustNot
from evals.keys import keys_of
from evals.matching import THRESHOLD, Line, overlaps
from evals.sides import Entry, Side, View
from service.core import words
from service.core.language import is_english

_ORDER = 0.25  # weight of the order of words, which alone tells "Norway sued Chile" from "Chile sued Norway"
_DENIED = 0.2  # taken off where one of two statements denies and the other does not
_DENIAL = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_GLANCED = 0.3  # overlap of words below which a line is not worth comparing
_RIVALS = 3  # gold lines a line is compared with, those that share most words
_NEAR = 0.3  # closeness from which a gold line is what is true instead
_SEVERAL = 3  # words that only the true statement has, of which a line that has most
_MOST = 0.5  # means that one, if it has no more of the words that only the must-not statement has
_SLIGHT = 0.15  # by this much more of the former tells nothing
_KEPT = 4_096  # must-not statements remembered
_PRONOUN = re.compile(r"\b(?:he|she|they|it|i|we)\b", re.IGNORECASE)
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
    neither the statement nor gold has. It differs from what is true in what the statement differs in, and takes nothing
    of it back. Where the statement has a party, only that party's positions and the facts can make it, and no other
    party's positions are what they may mean instead.

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
    if said == trap.statement:
        return True
    if said.rstrip("”\"' ").endswith("?"):
        return False  # who asks claims nothing
    if amounts.stray(trap.statement, (said,), language=language) is not None:
        return False
    known = (trap.statement, *(other.line.statement for other in gold.statements))
    if amounts.stray(said, known, language=language) is not None:
        return False  # it is wrong in another way
    if is_english(language) and reservations.taken_back(said, trap.statement) is not None:
        return False
    rivals = sorted(_rivals(trap, entry, predicted, gold), key=lambda true: -glance.overlap(said, true))
    if _closeness(said, trap.statement) <= max(_heights(said, rivals[:_RIVALS]), default=0.0) + _CLEARLY:
        return False
    truth = _truth(trap.statement, tuple(other.line.statement for other in gold.statements))
    if truth is not None and not _differs_alike(said, trap.statement, truth):
        return False
    if is_english(language) and not (_names_the_same(entry, trap) and _says_most(said, trap.statement)):
        return False
    if trap.party is None and truth is not None and _only_told(said, trap.statement, truth):
        return False
    return not are_at_odds(Line(said), Line(trap.statement), language)


def _only_told(said: str, trap: str, truth: str) -> bool:
    """Whether a line and gold tell that somebody says what a must-not statement says itself."""
    return reservations.is_reported(said) and reservations.is_reported(truth) and not reservations.is_reported(trap)


def _heights(said: str, rivals: Sequence[str]) -> Iterator[float]:
    """How close a line is to each of these true statements, and to two of them in one."""
    yield from (_closeness(said, true) for true in rivals)
    yield from (_closeness(said, f"{one} {other}") for one, other in itertools.permutations(rivals, 2))


@functools.lru_cache(maxsize=_KEPT)
def _truth(trap: str, gold: tuple[str, ...]) -> str | None:
    """What is true instead: the gold statement nearest to a must-not statement, None where none is near."""
    # However alike the order of their words, others are not near.
    likely = [true for true in gold if glance.likeness(trap, true) + _ORDER >= _NEAR]
    value, nearest = max(((_closeness(trap, true), true) for true in likely), default=(0.0, None))
    return nearest if value >= _NEAR else None


def _differs_alike(said: str, trap: str, truth: str) -> bool:
    """Whether a line differs from what is true in what the must-not statement differs in.

    "Sales of sensors rose" differs from "sales of sensors fell" in a word, which "sales of sensors were stable" lacks.
    """
    line, false, true = wording.read(said), wording.read(trap), wording.read(truth)
    wrong = [key for key in false.keys if not true.like(key)]
    right = [key for key in true.keys if not false.like(key)]
    if _corrects(said, trap, truth):
        return False
    has_wrong = sum(max(line.like(key).values(), default=0.0) for key in wrong) / len(wrong) if wrong else 1.0
    has_right = sum(max(line.like(key).values(), default=0.0) for key in right) / len(right) if right else 0.0
    if has_wrong == 0.0 and not any(key[0] == "#" for key in false.keys):
        return False
    if len(right) >= _SEVERAL and has_right >= _MOST:
        return has_wrong > has_right
    return has_right <= has_wrong + _SLIGHT


def _corrects(said: str, trap: str, truth: str) -> bool:
    """Whether a line has, beside the number of a must-not statement, the true one of the same thing."""
    line = contradiction.statement(said)
    false, true = contradiction.statement(trap), contradiction.statement(truth)
    return any(
        contradiction.stands_in(number, line)
        and not contradiction.stands_in(number, false)
        and any(contradiction.are_of_one_thing(number, other) for other in false.quantities)
        for number in true.quantities
    )


def _names_the_same(entry: Entry | View, trap: MustNot) -> bool:
    """Whether a line speaks of whom a must-not statement does: by name, by a pronoun, or as the view of its party."""
    said = contradiction.statement(entry.line.statement)
    named = [mention.text for mention in contradiction.statement(trap.statement).names]
    # A lone word at the beginning of a sentence may be no name, unless it is known to be one.
    named += [trap.party] if trap.party is not None and _share_a_word(trap.party, trap.statement) else []
    if all(_share_a_word(name, entry.line.statement) or contradiction.has_name(name, (said,)) for name in named):
        return True
    is_left_to_party = isinstance(entry, View) and reservations.is_reported(trap.statement)
    return is_left_to_party or (isinstance(entry, View) and _PRONOUN.search(said.text) is not None)


def _says_most(said: str, trap: str) -> bool:
    """Whether a line has half of the words of a must-not statement, or their like."""
    line, false = wording.read(said), wording.read(trap)
    found = sum(max(line.like(key).values(), default=0.0) for key in false.keys)
    return found >= _MOST * len(false.keys)


def _share_a_word(name: str, text: str) -> bool:
    return not keys_of(name).isdisjoint(keys_of(text))


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
