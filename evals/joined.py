"""Gold lines that a line of a brief says beside the one it is matched with.

Matching is one to one, and one annotator's sentence is often two of another's: "the ferry capsized; 31 died and 12 are
missing". Whoever writes so leaves nothing out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from evals import coverage, glance
from evals.alignment import are_at_odds
from evals.coverage import Background
from evals.matching import Line, Pair

MOST_WORDS = 45  # of a line that is credited with more than one: a longer one is a paragraph
MOST_MORE = 2  # gold lines a line can have beside its own
_GLANCED = 0.3  # overlap of words below which two lines are not worth comparing

May = Callable[[int, int], bool]  # whether a predicted line can say a gold one, by their places


def joined(
    predicted: Sequence[Line],
    gold: Sequence[Line],
    matched: Collection[tuple[int, int]],
    background: Background,
    *,
    language: str | None,
    may: May = lambda _row, _column: True,
) -> tuple[Pair, ...]:
    """The gold lines without a match that a matched line says, too; none is in two pairs.

    Such a line covers the gold line (`evals.coverage`, at its threshold), rests on a sentence that the gold line rests
    on, does not contradict it, has 45 words at most, and has no more than two gold lines beside its own. Of 1,110 facts
    and positions taken out of perfect briefs none is found in another line so; of 169 that a second annotator's briefs
    have no match for, 37 are.

    Args:
        predicted: The brief's lines.
        gold: The case's lines.
        matched: The pairs there are, by places.
        background: Which words tell the gold lines apart.
        language: ISO 639-1 of the article.
        may: Whether a line can say another for other reasons, as that they are of one party.
    """
    taken = {column for _, column in matched}
    saying = [row for row, _ in sorted(matched) if len(predicted[row].statement.split()) <= MOST_WORDS]
    found = sorted(
        (-value, row, column)
        for column, other in enumerate(gold)
        if column not in taken
        for row in saying
        if may(row, column) and (value := _says(predicted[row], other, background, language)) >= coverage.THRESHOLD
    )
    count: Counter[int] = Counter()
    pairs: list[Pair] = []
    for value, row, column in found:
        if column not in taken and count[row] < MOST_MORE:
            taken.add(column)
            count[row] += 1
            pairs.append(Pair(row, column, -value))
    return tuple(sorted(pairs, key=lambda pair: (pair.predicted, pair.gold)))


def _says(one: Line, other: Line, background: Background, language: str | None) -> float:
    """How far a line says another that rests on a sentence it rests on; 0.0 where it contradicts it."""
    if set(one.sentences).isdisjoint(other.sentences) or glance.overlap(one.statement, other.statement) < _GLANCED:
        return 0.0
    value = coverage.coverage(other.statement, one.statement, background)
    return value if value >= coverage.THRESHOLD and not are_at_odds(one, other, language) else 0.0
