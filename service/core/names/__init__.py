"""Names: people, places and organisations, and the same name in other words.

`read` finds the names of a text, `same` compares two, `index` prepares an article so that `found` looks up many.
"""

import functools
import re

from service.core.names import countries
from service.core.names.index import Index, Match, Scope, index, index_of, names_among, names_in
from service.core.names.mentions import Mention, read
from service.core.names.parts import without_world
from service.core.names.roles import TITLES
from service.core.names.tokens import fold, tokens_of

__all__ = [
    "Index",
    "Match",
    "Mention",
    "Scope",
    "fold",
    "found",
    "index",
    "index_of",
    "is_known",
    "keys_of",
    "names_among",
    "names_in",
    "read",
    "same",
    "without_world",
]


# The same few names of an article are compared for every item of its brief.
@functools.lru_cache(maxsize=1_024)
def keys_of(name: str) -> tuple[str, ...]:
    """A name's words, folded, without an article before them."""
    keys = tuple(token.key for token in tokens_of(name))
    return keys[1:] if len(keys) > 1 and keys[0] in {"the", "a", "an"} else keys


def is_known(keys: tuple[str, ...]) -> bool:
    """Whether these folded words name a state or a great organisation, or its people."""
    return keys in countries.known()


def found(name: str, scope: str | Scope) -> Match:
    """Whether a name stands in a text, or in a stretch of an indexed article, in these or in other words."""
    here = index_of(scope).whole if isinstance(scope, str) else scope
    keys = keys_of(name)
    return here.find(keys, name) if keys else Match("absent", name)


def same(one: str, other: str) -> bool:
    """Whether two names can be the same: "Kaja Kallas" and "Kallas", "Russian" and "Russia", "EU" and its words.

    A surname matches a full name; two different first names never match, nor does a seat of power its state.
    """
    return _may_be_same(keys_of(one), keys_of(other)) and _same(one, other)


def _may_be_same(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two words begin alike, as they do in all forms of a name but a state's: Dutch, Netherlands."""
    if not {key[:1] for key in first}.isdisjoint([key[:1] for key in second]):
        return True
    world = countries.longest_known().keys()
    return not (world.isdisjoint(first) or world.isdisjoint(second))


@functools.lru_cache(maxsize=1_024)
def _same(one: str, other: str) -> bool:
    first, second = keys_of(one), keys_of(other)
    if first == second or fold("".join(first)) == fold("".join(second)):
        return True
    if _is_owned_by(one, second) or _is_owned_by(other, first):
        return False
    if _are_other_offices(first, second) or _are_other_offices(second, first):
        return False
    return found(one, other).verdict in {"same", "extended"} or found(other, one).verdict in {"same", "extended"}


_OWNED = re.compile(r"(?:[’']s|s[’'])\s+(?P<owned>[^’']*)$")


def _is_owned_by(name: str, keys: tuple[str, ...]) -> bool:
    """Whether a name is for somebody's relation and the other is not: "Raeburn's neighbour" and "Raeburn"."""
    found = _OWNED.search(name)
    if found is None or found["owned"] != found["owned"].lower():
        return False  # "St Oswin's Hospice"
    return set(keys_of(found["owned"])).isdisjoint(keys)


def _are_other_offices(keys: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether a name is an office only ("spokesman for the mayor") and the other is not of that office."""
    offices = {key for key in keys if key not in _LINKS}
    return offices <= TITLES and not offices <= set(others)


_LINKS = frozenset("the a an of for to at in and".split())
