"""A first look at two statements, far cheaper than comparing them: which pairs are worth a comparison at all."""

import functools
import re
from collections.abc import Sequence

from evals.matching import Line
from service.core.words import content_stems

_FIRST = 2  # candidates kept for each line of either list
_LEAST = 0.15  # score of a candidate: two lines of one article share that much by accident
_KEPT = 8_192  # statements remembered
_SAME_PLACE = 0.3  # on top, where both rest on the same sentence
_RUN = re.compile(r"[^\W_]+")


def likely(predicted: Sequence[Line], gold: Sequence[Line]) -> frozenset[tuple[int, int]]:
    """The pairs (index, index) that share most, a few for each line of either list: no other can be one's match.

    Lists of a dozen lines give some 60 pairs of 144.
    """
    scores = [[_shared(one, other) for other in gold] for one in predicted]
    pairs = {
        (row, column)
        for row, values in enumerate(scores)
        for column in sorted(range(len(gold)), key=lambda place: -values[place])[:_FIRST]
        if values[column] >= _LEAST
    }
    pairs |= {
        (row, column)
        for column in range(len(gold))
        for row in sorted(range(len(predicted)), key=lambda place: -scores[place][column])[:_FIRST]
        if scores[row][column] >= _LEAST
    }
    return frozenset(pairs)


def overlap(one: str, other: str) -> float:
    """Share of the shorter statement's content words, by stem, that the other has: 0.0 to 1.0."""
    ours, theirs = _stems(one), _stems(other)
    shorter = min(len(ours), len(theirs))
    return len(ours & theirs) / shorter if shorter else 0.0


def _shared(one: Line, other: Line) -> float:
    same_place = not set(one.sentences).isdisjoint(other.sentences)
    return overlap(one.statement, other.statement) + _SAME_PLACE * same_place


@functools.lru_cache(maxsize=_KEPT)
def _stems(statement: str) -> frozenset[str]:
    stems = content_stems(statement) | {run for run in _RUN.findall(statement) if run.isdigit()}
    if len(stems) > 2 or statement.isascii():
        return stems
    # A script without spaces: neighbouring letters stand for words.
    return frozenset(run[at : at + 2] for run in _RUN.findall(statement) for at in range(len(run) - 1)) | stems
