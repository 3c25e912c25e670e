"""Whom an epithet means: "the Italian", "the real estate mogul", "the Ohio Republican", "the former secretary"."""

import re

from service.core.attribution import places
from service.core.attribution.entities import Cast, Entity, gender_of
from service.core.attribution.people import is_role
from service.core.attribution.phrases import Phrase
from service.core.attribution.reading import Gender
from service.core.attribution.seats import DEMONYMS

# "The father-of-three", "the 51-year-old": the person the story is about, by a trait.
TRAIT = re.compile(r"-of-[a-z]+$|-year-old$")
_LONG = 4  # words that are too many for a person's name
_FEWEST_WORDS = 2  # "the Italian"
_SIDE_OF = {"conservative": "republican", "liberal": "democrat", "progressive": "democrat"}
# A member of one of them, and what a paper calls somebody to vary his name.
_SIDES = frozenset("democrat republican conservative liberal independent socialist libertarian tory".split())
_EPITHETS = frozenset(
    "lawmaker native mogul tycoon billionaire millionaire businessman businesswoman developer frontrunner front-runner "
    "nominee candidate hopeful contender star veteran columnist author journalist actor actress singer striker "
    "midfielder defender goalkeeper boxer champion".split()
)
# Offices that a place before them tells of somebody who was named without them: "the Indiana governor".
_SEATS = frozenset("governor senator congressman congresswoman representative mayor".split())
# These too, of him who just spoke: "the former labor secretary".
_OFFICES = _SEATS | frozenset("lawmaker legislator secretary speaker nominee candidate politician".split())
# Of these, the ones that nobody is called by who was not named before.
_ALONE = frozenset("senator congressman congresswoman nominee candidate lawmaker legislator".split())
# Held once: what somebody is called by who was named without it.
_ONCE = frozenset({"president", "lady"})
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)$")
# Before any trade, of somebody who was named: "the retired general".
_KNOWN_FOR = frozenset(
    "former retired longtime veteran one-time outgoing freshman two-term first-term three-term".split()
)
_FORMER = frozenset("former ex then one-time".split())
_NEAR = 4  # sentences an epithet reaches back
_FARTHEST = 12  # with those that only go on with a quotation


def is_trait(phrase: Phrase) -> bool:
    """Whether a noun phrase says of somebody known what he is besides: "the Italian", "the New York Democrat"."""
    head = phrase.words[-1]
    if phrase.words[0].lower != "the" or len(phrase.words) < _FEWEST_WORDS:
        return False
    if head.lower in _SIDES or (head.lower in _EPITHETS and len(phrase.words) > _FEWEST_WORDS):
        return True
    if head.lower in DEMONYMS:
        return True
    nationality = head.is_name and places.is_adjective(head.text) and not head.lower.endswith("s")
    return len(phrase.words) == _FEWEST_WORDS and (nationality or TRAIT.search(head.lower) is not None)


def by_trait(cast: Cast, phrase: Phrase) -> int | None:
    """Whom "the Italian" or "the Ohio Republican" means: the nearest of that place and side, else who just spoke."""
    gender = gender_of({phrase.head.split("-", maxsplit=1)[0]})
    words = {token.lower for token in phrase.words[1:] if token.is_name or token.lower in _SIDES} - DEMONYMS
    wanted = {_SIDE_OF.get(word, word) for word in words}
    before = phrase.line.tokens[phrase.first].start
    known = cast.nearest(before, lambda entity: wanted <= entity.offices) if wanted else None
    if known is not None and _is_person(cast.entities[known], gender):
        return known
    return _just_spoke(cast, phrase, gender)


def by_office(cast: Cast, phrase: Phrase) -> int | None:
    """Whom an office means that nobody of the article was given: who just spoke, unless he holds another."""
    modified = sum(token.lower != "the" for token in phrase.words) > 1 or phrase.end > phrase.last
    once = any(token.lower in _FORMER or _NUMBERED.match(token.lower) for token in phrase.words)
    known = is_role(phrase.head) and any(token.lower in _KNOWN_FOR for token in phrase.words)
    if known or (phrase.head in _OFFICES and (modified or phrase.head in _ALONE)) or (phrase.head in _ONCE and once):
        return _just_spoke(cast, phrase, gender_of({phrase.head}))
    return None


def by_description(cast: Cast, phrase: Phrase) -> int | None:
    """Whom a noun that is no office means where it tells a trait: "the retired dinner lady", who just spoke."""
    words = {token.lower for token in phrase.words}
    gender = gender_of(words)
    if phrase.words[0].lower != "the" or phrase.end != phrase.last or not (gender or words & _KNOWN_FOR):
        return None
    return _just_spoke(cast, phrase, gender)


def is_of_a_place(phrase: Phrase) -> bool:
    """Whether what completes a noun only says where its bearer is from: "the senator from Ohio"."""
    inside = phrase.line.tokens[phrase.last + 2 : phrase.end + 1]
    return phrase.line.lower(phrase.last + 1) == "from" and bool(inside) and all(token.is_name for token in inside)


def _just_spoke(cast: Cast, phrase: Phrase, gender: Gender | None) -> int | None:
    """The person the sentences before are about: who speaks there, else the only one named, else the first."""
    number = phrase.line.sentence.number
    left = _NEAR  # sentences that name or quote anybody
    for back in range(number - 1, max(0, number - _FARTHEST - 1), -1):
        if not left:
            break
        left -= back in cast.spoken or back in cast.by_line
        near = _about(cast, back, gender)
        if near is not None:
            entity = cast.entities[near]
            return near if _is_person(entity, gender) and _may_be_called(entity, phrase) else None
    return None


def _about(cast: Cast, number: int, gender: Gender | None) -> int | None:
    """Whom a sentence is about, if that is one person."""
    speakers = [at for at in dict.fromkeys(cast.spoken.get(number, ())) if _is_person(cast.entities[at], gender)]
    if speakers:
        return speakers[-1]
    here = sorted(cast.by_line.get(number, ()))
    named = {at for _, at in here if _is_person(cast.entities[at], gender)}
    sure = [at for at in named if cast.entities[at].kind == "person" or cast.entities[at].evidence > 0]
    if len(sure) == 1:
        return sure[0]
    opens = bool(here) and here[0][0] < len(cast.entities[here[0][1]].words) + 1
    return here[0][1] if opens else None  # "Pau Ribas met Ana Duarte. … the Vermont senator said"


def _may_be_called(entity: Entity, phrase: Phrase) -> bool:
    """Whether somebody may be called by an office, as far as the article tells what he is."""
    if phrase.head in _SEATS and entity.offices & _SEATS and phrase.head not in entity.offices:
        return any(token.lower in _FORMER for token in phrase.words)
    elected = bool(entity.offices & (_OFFICES | _EPITHETS | _SIDES))
    return phrase.head not in _ALONE or not entity.role or elected


def _is_person(entity: Entity, gender: Gender | None) -> bool:
    if not entity.is_named or entity.kind not in {"person", "other"}:
        return False
    known = entity.kind == "person" or entity.evidence > 0 or entity.speaks or 1 < len(entity.words) < _LONG
    return known and (gender is None or entity.gender in {None, gender})
