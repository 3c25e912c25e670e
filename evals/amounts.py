"""Numbers that one statement has and another does not: what word overlap hardly notices, and readers never forgive."""

import functools
import re
from collections.abc import Iterable

from service.core import quantities
from service.core.quantities import Inventory, Quantity

_FIGURE = re.compile(
    r"\d+(?:[.,:]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half)\b",
    re.IGNORECASE,
)
_KEPT = 4_096  # texts remembered: the same sentences are asked again and again
_WRONG = frozenset({"other", "scale"})


@functools.lru_cache(maxsize=_KEPT)
def figures(text: str) -> frozenset[str]:
    """The numerals of a text as written, and its number words: a quick look, before anything is understood."""
    return frozenset(found.lower().replace(",", "") for found in _FIGURE.findall(text))


def stray(statement: str, texts: Iterable[str], *, language: str | None) -> str | None:
    """The first number of a statement that stands in none of these texts, in digits, in words or rounded; or None."""
    known = tuple(texts)
    written = frozenset().union(*map(figures, known))
    if figures(statement) <= written:
        return None
    there = Inventory([found for text in known for found in _read(text, language)])
    for said in _read(statement, language):
        is_absent = (
            quantities.compare(said, there).relation in _WRONG if said.values else not figures(said.text) <= written
        )
        if is_absent:
            return said.text
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


@functools.lru_cache(maxsize=_KEPT)
def _read(text: str, language: str | None) -> tuple[Quantity, ...]:
    return quantities.read(text, language)


def _is_missing(said: Quantity, there: tuple[Quantity, ...]) -> bool:
    return bool(said.values) and quantities.compare(said, Inventory(there)).relation in _WRONG


def _are_of_one_thing(said: Quantity, gone: Quantity) -> bool:
    return (said.kind, said.unit, said.noun) == (gone.kind, gone.unit, gone.noun)
