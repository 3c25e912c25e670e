"""Whom an article shows to be people, and the full names it gives them."""

from collections import defaultdict
from collections.abc import Sequence

from service.core.names import countries
from service.core.names.mentions import Mention, plain_keys
from service.core.names.parts import Keys, without_world
from service.core.names.roles import CONNECTORS, ORGANISATION_HEADS, PERSON_CUES, TITLES
from service.core.names.tokens import Token

_SPEECH_BEFORE = frozenset({"said", "say", "added", "asked", "argued", "warned", "noted"})  # not "told Reuters"
_PLACES_BEFORE = frozenset({"from", "in", "at", "near"})


def surnames(tokens: Sequence[Token], mentions: Sequence[Mention]) -> frozenset[str]:
    """Surnames of those a text shows to be people: a title, an office or a verb of speech stands by them.

    Args:
        tokens: The words of a text.
        mentions: Its names.
    """
    return frozenset(
        mention.keys[-1]
        for mention in mentions
        if mention.keys[-1] not in ORGANISATION_HEADS
        and mention.keys not in countries.known()
        and mention.keys not in countries.seats()
        and _is_person(mention, tokens)
    )


def full_names(mentions: Sequence[Mention]) -> dict[str, frozenset[Keys]]:
    """Names of two words or more, without titles, by their last word: who bears each surname."""
    names: defaultdict[str, set[Keys]] = defaultdict(set)
    for mention in mentions:
        keys = without_world(plain_keys(mention.keys))
        if len(keys) > 1 and ORGANISATION_HEADS.isdisjoint(keys) and CONNECTORS.isdisjoint(keys):
            names[keys[-1]].add(keys)
    return {last: frozenset(full) for last, full in names.items()}


def _is_person(mention: Mention, tokens: Sequence[Token]) -> bool:
    if (
        len(mention.keys) > 1
        and mention.keys[-1] not in TITLES
        and mention.keys[-2 if len(mention.keys) == 2 else 0] in TITLES
    ):
        return True
    before = tokens[mention.first - 1] if mention.first else None
    after = tokens[mention.last : mention.last + 5]
    if before is not None and before.lower and (before.key in TITLES or before.key in _SPEECH_BEFORE):
        return True
    if before is not None and before.lower and before.glued and before.key in _PLACES_BEFORE:
        return False  # "the senator from Ohio said"
    if after and after[0].lower and after[0].key in PERSON_CUES:
        return True
    is_full = len(without_world(mention.keys)) > 1
    return is_full and any(token.lower and (token.key in TITLES or token.key in PERSON_CUES) for token in after[:4])
