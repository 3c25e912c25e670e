"""A first look at two statements, far cheaper than comparing them: which are worth a comparison at all."""

import functools
import re

from service.core.words import content_stems

_KEPT = 8_192  # statements remembered
_RUN = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")


def overlap(one: str, other: str) -> float:
    """Share of the shorter statement's content words, by stem, that the other has: 0.0 to 1.0."""
    ours, theirs = _stems(one), _stems(other)
    shorter = min(len(ours), len(theirs))
    return len(ours & theirs) / shorter if shorter else 0.0


def likeness(one: str, other: str) -> float:
    """Share of both statements' content words, by stem, that they have in common: 0.0 to 1.0, Dice's coefficient."""
    ours, theirs = _stems(one), _stems(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


@functools.lru_cache(maxsize=_KEPT)
def _stems(statement: str) -> frozenset[str]:
    stems = content_stems(statement)
    if not statement.isascii() or _DIGIT.search(statement) is not None:
        stems |= {run for run in _RUN.findall(statement) if run.isdigit()}
    if len(stems) > 2 or statement.isascii():
        return stems
    # A script without spaces: neighbouring letters stand for words.
    return frozenset(run[at : at + 2] for run in _RUN.findall(statement) for at in range(len(run) - 1)) | stems
