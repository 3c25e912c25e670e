"""The parts of a name: what may be missing from it, and what it is shortened to."""

from typing import Literal, NamedTuple

from service.core.names import countries
from service.core.names.roles import CONNECTORS, KINDS, OFFICES, ORGANISATION_HEADS, PARTICLES, PORTFOLIOS, TITLES
from service.core.names.tokens import fold

_LONGEST_ABBREVIATED = 12  # words: a run of more capitalised words is no name
Keys = tuple[str, ...]
Verdict = Literal["same", "related", "extended", "absent"]


class Part(NamedTuple):
    """A stretch of a name and how it stands in a scope."""

    at: int
    keys: Keys
    verdict: Verdict
    kind: str = "plain"


def without_world(keys: Keys) -> Keys:
    """A name without the states and titles before it: "Ukrainian President Volodymyr Zelenskyy" is the last two."""
    first = 0
    while first < len(keys) - 1 and (keys[first] in TITLES or (keys[first],) in countries.known()):
        first += 1
    return keys[first:]


def initials(keys: Keys) -> set[str]:
    """What a name is abbreviated to: with and without its "of" and "the"."""
    if not 2 <= len(keys) <= _LONGEST_ABBREVIATED:
        return set()
    telling = [key for key in keys if key not in CONNECTORS and key != "and"]
    found = {fold("".join(key[0] for key in telling))} if len(telling) > 1 else set()
    # A name may begin with words its acronym leaves out: the FDA is the "U.S. Food and Drug Administration".
    found |= {fold("".join(key[0] for key in telling[first:])) for first in range(1, len(telling) - 1)}
    found.add(fold("".join(key[0] for key in keys)))
    return {letters for letters in found if len(letters) > 1}


def goes_without(key: str, name: Keys) -> bool:
    """Whether a word of a name may be missing where the rest stands: a title, or what an office is for."""
    if key in PORTFOLIOS:
        return not OFFICES.isdisjoint(name) and ORGANISATION_HEADS.isdisjoint(name)
    return key in OFFICES or key in CONNECTORS or key in PARTICLES or key in KINDS


def is_within(keys: Keys, unit: Keys) -> bool:
    """Whether a name leaves out only middle words of another: "Joe Biden" for "Joe R. Biden"."""
    if len(unit) <= len(keys) or keys[0] not in unit or keys[-1] != unit[-1]:
        return False
    rest = iter(unit)
    return all(key in rest for key in keys)


_FEWEST_CUT = 3  # letters: "Castellan" is no short form of "Castellano"
_SHORTEST_CLIPPING = 3  # letters: "Lib Dem" is cut from "Liberal Democrat", "L D" from anything


def is_clipped(keys: Keys, unit: Keys) -> bool:
    """Whether each word of a name is cut from a name's word: "Lib Dems" from "Liberal Democrat group"."""
    return any(
        all(_is_cut(key, word) for key, word in zip(keys, unit[first : first + len(keys)], strict=True))
        for first in range(len(unit) - len(keys) + 1)
    )


def _is_cut(key: str, word: str) -> bool:
    """Whether a word is the beginning of another, or its consonants: "Dems" of "Democrat", "Utd" of "United"."""
    if key == word:
        return True
    if len(key) < _SHORTEST_CLIPPING or len(word) - len(key) < _FEWEST_CUT:
        return False
    if word.startswith(key) or (len(key) > _SHORTEST_CLIPPING and key[-1] == "s" and word.startswith(key[:-1])):
        return True
    if key[0] != word[0] or key[-1] != word[-1] or not _VOWELS.isdisjoint(key[1:]):
        return False
    rest = iter(word)
    return all(letter in rest for letter in key)


_VOWELS = frozenset("aeiou")


def is_initialled(keys: Keys, unit: Keys) -> bool:
    """Whether a name gives only initials for the first names of another: "J. R. Ewing" for "John Robert Ewing"."""
    if len(keys) < 2 or len(unit) < 2 or keys[-1] != unit[-1]:
        return False
    letters = "".join(keys[:-1])
    if len(letters) >= _LONGEST_INITIALS or any(len(key) > 1 for key in keys[:-1][1:]):
        return False
    return "".join(key[0] for key in unit[:-1]).startswith(letters)


def is_short_for(keys: Keys, unit: Keys) -> bool:
    """Whether one of two names is cut from the other, or written as one word: "JP Morgan" and "JPMorgan Chase"."""
    return (
        is_within(keys, unit)
        or is_clipped(keys, unit)
        or (len(unit) == len(keys) and is_clipped(unit, keys))
        or is_initialled(keys, unit)
        or unit[0] == "".join(keys)
    )


_LONGEST_INITIALS = 4  # letters: "J.R.R." is none so long

_PLACE_ENDINGS = frozenset(("", "a", "e", "o", "y", "s", "ia"))
_DEMONYM_ENDINGS = frozenset(("n", "an", "ian", "ean", "sian", "ese", "i", "ish", "ite", "nian", "ic", "er"))
_PLACE_ROOT = 4  # letters a place and its people must begin with alike
# Of a longer root more may be changed: "Catalonia" and "Catalan", "Lombardy" and "Lombard", "Chechnya" and "Chechen".
_LONG_ROOT = 5
_FAR_PLACE_ENDINGS = frozenset(("onia", "nia", "nya", "y", "dy", "any", "istan", "land"))
_FAR_DEMONYM_ENDINGS = _DEMONYM_ENDINGS | {"", "on", "en"}


def is_demonym(one: str, other: str) -> bool:
    """Whether one word is the adjective of the place the other names, by its form: "Texan" and "Texas"."""
    root = 0
    while root < min(len(one), len(other)) and one[root] == other[root]:
        root += 1
    if root < _PLACE_ROOT:
        return False
    return any(
        (place[root:] in _PLACE_ENDINGS and people[root:] in _DEMONYM_ENDINGS)
        or (root >= _LONG_ROOT and place[root:] in _FAR_PLACE_ENDINGS and people[root:] in _FAR_DEMONYM_ENDINGS)
        for place, people in ((one, other), (other, one))
    )


def pointed_at(parts: list[Part], written: str) -> str:
    """The part of a name to point at: all of it, less the states and titles that are there."""
    words = written.split()
    first = 0
    for part in parts:
        if part.verdict == "absent" or part.kind == "plain":
            break
        first += len(part.keys)
    return " ".join(words[first:]) if first < len(words) else written
