"""Two lists of lines side by side: which line is which, one to one, each pair looked at as closely as it takes."""

from collections.abc import Callable, Sequence

from evals import amounts
from evals.assignment import assign
from evals.coverage import Background
from evals.matching import THRESHOLD, Line, Pair, contradicts, overlaps
from service.core.language import is_english

Table = list[list[float]]
LIKELY = 0.3  # agreement from which two lines that rest on one sentence can be one
# And two questions that do. An article leaves few open, worded by the annotator: of the suite's gold questions no two
# different ones that rest on one sentence agree by more than .07.
LIKELY_ASKED = 0.1

_ASKS = ("?", "？", "؟")

Objection = Callable[[int, int], bool]  # whether a pair (row, column) cannot be, though its words agree


def align(
    predicted: Sequence[Line], gold: Sequence[Line], background: Background, *, language: str | None
) -> tuple[Pair, ...]:
    """The one-to-one matching of two lists with the highest sum of agreement, no pair that contradicts itself."""
    values = likenesses(predicted, gold, background)
    pairs = settle(values, values, lambda row, column: are_at_odds(predicted[row], gold[column], language))
    return tuple(Pair(row, column, values[row][column]) for row, column in pairs)


def likenesses(predicted: Sequence[Line], gold: Sequence[Line], background: Background) -> Table:
    """The agreement of each pair of lines that can be one, row by row; 0.0 for all others.

    Lists are matched one to one, and few lines of an article share a sentence: where two do, less likeness tells.
    """
    if not predicted or not gold:
        return [[0.0] * len(gold) for _ in predicted]
    return [
        [
            value if value >= THRESHOLD or (value >= _likely(one, other) and _share_a_sentence(one, other)) else 0.0
            for value, other in zip(row, gold, strict=True)
        ]
        for row, one in zip(overlaps(predicted, gold, background), predicted, strict=True)
    ]


def are_at_odds(predicted: Line, gold: Line, language: str | None) -> bool:
    """Whether two lines that share words contradict each other; outside English, whether their numbers do."""
    if predicted.statement == gold.statement:
        return False
    if is_english(language):
        return contradicts(predicted, gold) is not None
    known = (gold.statement, *gold.evidence, *predicted.evidence)
    return (
        amounts.stray(predicted.statement, known, language=language) is not None
        or amounts.changed(predicted.statement, gold.statement, language=language) is not None
    )


def settle(values: Table, worth: Sequence[Sequence[float]], objects: Objection) -> tuple[tuple[int, int], ...]:
    """The assignment worth most of which no pair is objected to.

    To look for a contradiction takes a hundred times as long as to see that two lines share words, so only pairs that
    would be made are asked. `values` is 0.0 for what was objected to, afterwards.
    """
    open_worth = [list(row) for row in worth]
    asked: set[tuple[int, int]] = set()
    while True:
        pairs = assign(open_worth)
        refused = [pair for pair in pairs if pair not in asked and objects(*pair)]
        if not refused:
            return pairs
        asked.update(set(pairs) - set(refused))
        for row, column in refused:
            open_worth[row][column] = values[row][column] = 0.0


def _likely(one: Line, other: Line) -> float:
    return LIKELY_ASKED if one.statement.endswith(_ASKS) and other.statement.endswith(_ASKS) else LIKELY


def _share_a_sentence(one: Line, other: Line) -> bool:
    return not set(one.sentences).isdisjoint(other.sentences)
