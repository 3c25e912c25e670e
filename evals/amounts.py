"""Numbers that one statement has and another does not: what word overlap hardly notices, and readers never forgive."""

import functools
import re
from collections.abc import Iterable

from evals import keys
from service.core import quantities
from service.core.language import is_english
from service.core.quantities import Inventory, Quantity

_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_RUN = re.compile(r"\w+")
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million "
    "millions billion billions trillion trillions dozen dozens half".split()
)
_KEPT = 4_096  # texts remembered: the same sentences are asked again and again
_WRONG = frozenset({"other", "scale"})


@functools.lru_cache(maxsize=_KEPT)
def figures(text: str) -> frozenset[str]:
    """The numerals of a text as written, and its number words: a quick look, before anything is understood."""
    words = _NUMBER_WORDS.intersection(_RUN.findall(text.lower()))
    return words.union([found.replace(",", "") for found in _DIGITS.findall(text)])


def stray(statement: str, texts: Iterable[str], *, language: str | None) -> str | None:
    """The first number of a statement that stands in none of these texts, in digits, in words or rounded; or None."""
    said = figures(statement)
    if not said:
        return None
    known = tuple(texts)
    written = frozenset().union(*map(figures, known))
    if said <= written:
        return None
    there = Inventory([found for text in known for found in _read(text, language)])
    for mine in _read(statement, language):
        is_absent = (
            quantities.compare(mine, there).relation in _WRONG if mine.values else not figures(mine.text) <= written
        )
        if is_absent:
            return mine.text
    return None


def changed(statement: str, other: str, *, language: str | None) -> str | None:
    """A number of one statement in whose place the other has another: "50 people" for "23 people"; or None."""
    if figures(statement) == figures(other):
        return None
    one, two = _read(statement, language), _read(other, language)
    missing = [said for said in two if _is_missing(said, one)]
    for said in one:
        if _is_missing(said, two) and any(_are_of_one_thing(said, gone) for gone in missing):
            return said.text
    return None


def _read(text: str, language: str | None) -> tuple[Quantity, ...]:
    return keys.quantities_of(text) if is_english(language) else _read_abroad(text, language)


@functools.lru_cache(maxsize=_KEPT)
def _read_abroad(text: str, language: str | None) -> tuple[Quantity, ...]:
    return quantities.read(text, language)


def _is_missing(said: Quantity, there: tuple[Quantity, ...]) -> bool:
    return bool(said.values) and quantities.compare(said, Inventory(there)).relation in _WRONG


def _are_of_one_thing(said: Quantity, gone: Quantity) -> bool:
    return (said.kind, said.unit, said.noun) == (gone.kind, gone.unit, gone.noun)
