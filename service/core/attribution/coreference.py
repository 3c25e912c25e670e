"""Whom a noun phrase means that names nobody: "the minister", "the company", "the Italian", "the father-of-three"."""

import re

from service.core.attribution import places
from service.core.attribution.entities import Cast, Entity, gender_of
from service.core.attribution.people import is_group, is_organisation, is_role
from service.core.attribution.phrases import Phrase
from service.core.attribution.reading import Gender
from service.core.attribution.tokens import DETERMINERS

_GENERIC_BODIES = frozenset(
    "company firm group agency body club charity chain bank airline carmaker retailer manufacturer union regulator "
    "watchdog developer operator organisation organization supplier provider publisher business lender insurer "
    "broadcaster council court ministry department commission university school hospital authority committee board "
    "association party service newspaper startup network shipyard brewery paper trust society builder maker".split()
)
# "The council" must be a council: other bodies are called by any of the generic words.
_SPECIFIC = frozenset("council court ministry commission university school hospital committee party".split())
_ANY_BODY = frozenset("company firm group organisation organization body business".split())
_BASED = re.compile(r"-(?:based|headquartered)$")
# What bodies of many names are: "the regulator" is a Financial Conduct Authority.
_LOOSE = frozenset(
    "agency charity regulator watchdog operator supplier provider publisher developer lender "
    "insurer retailer manufacturer maker builder".split()
)
# "The father-of-three", "the 51-year-old": the person the story is about, by a trait.
_TRAIT = re.compile(r"-of-[a-z]+$|-year-old$")
_LONG = 4  # words that are too many for a person's name
_FEWEST_WORDS = 2  # "the Italian"
# A member of one of them, and what a paper calls somebody to vary his name.
_SIDES = frozenset("democrat republican conservative liberal independent socialist".split())
_EPITHETS = frozenset(
    "lawmaker native mogul tycoon billionaire millionaire businessman businesswoman developer frontrunner front-runner "
    "nominee candidate hopeful contender star veteran columnist author journalist actor actress singer striker "
    "midfielder defender goalkeeper boxer champion".split()
)
# Offices that a place before them tells of somebody who was named without them: "the Indiana governor".
_SEATS = frozenset("governor senator congressman congresswoman representative mayor".split())
_NEAR = 4  # sentences a trait or a nationality reaches back


def coreferent(cast: Cast, phrase: Phrase) -> int | None:
    """The nearest party named before that a definite noun phrase can mean, as its index; None where there is none."""
    definite = phrase.words[0].lower in {"the", "its", "their"}
    if not definite and not phrase.words[0].is_name:
        return None
    if phrase.end != phrase.last:
        return None
    before = phrase.line.tokens[phrase.first].start
    if definite and (trait := _by_trait(cast, phrase)) is not None:
        return trait
    wanted = {token.lower for token in phrase.words if token.lower not in DETERMINERS}
    plain = {token.lower for token in phrase.words if token.lower not in DETERMINERS and not token.is_name}
    if definite and any(_BASED.search(token.lower) for token in phrase.words) and not is_role(phrase.head):
        return cast.nearest(before, lambda entity: entity.is_named and entity.kind == "organisation")
    found = cast.nearest(before, lambda entity: phrase.head in entity.nouns and _fits(entity, phrase, wanted))
    if found is None:
        found = cast.nearest(before, lambda entity: _fits(entity, phrase, wanted))
    if found is None and definite and plain and plain != wanted:  # "the Vermont senator", "the Swedish company"
        found = cast.nearest(before, lambda entity: entity.is_named and _fits(entity, phrase, plain))
    if found is None and definite and phrase.head in _SEATS and plain != wanted:
        return _before(cast, phrase)
    if found is not None or is_role(phrase.head):
        return found
    if len(wanted) == 1 and not is_group(phrase.head):
        return _only_one(cast, phrase.head)
    return None


def _before(cast: Cast, phrase: Phrase) -> int | None:
    """Whom the sentence before begins with, where it is a person: "Pau Ribas said no. … the Vermont senator said"."""
    for number in range(phrase.line.sentence.number - 1, max(0, phrase.line.sentence.number - _NEAR), -1):
        named = sorted(cast.by_line.get(number, ()))
        if named:
            last, index = named[0]
            begins = last < len(cast.entities[index].words) + 1
            return index if begins and _is_person(cast.entities[index], None) else None
    return None


def is_generic_body(word: str) -> bool:
    """Whether "the …" with this noun may mean any body of the kind named before."""
    return word in _GENERIC_BODIES


def _fits(entity: Entity, phrase: Phrase, wanted: set[str]) -> bool:
    if is_role(phrase.head):
        if not entity.is_named:
            return wanted <= set(entity.words)
        role = entity.offices | set((entity.role or "").lower().replace("’s", "").replace("'s", "").split())
        return entity.kind == "person" and phrase.head in role and wanted <= role | set(entity.words)
    if entity.kind not in {"organisation", "government"} or not entity.is_named:
        return False
    if phrase.head not in _GENERIC_BODIES or len(wanted) != 1:
        return False
    if entity.nouns and phrase.head not in {*entity.nouns, *entity.words, *_ANY_BODY}:
        return False  # "the union" is not what the article calls a charity
    if phrase.head in entity.words:
        return True
    if phrase.head not in _ANY_BODY | _LOOSE and any(is_organisation(word) for word in entity.words):
        return False  # "the union" is no Chamber of Commerce
    return entity.kind == "organisation" and phrase.head not in _SPECIFIC


_BODIES = frozenset({"organisation", "government"})


def _only_one(cast: Cast, head: str) -> int | None:
    """The one body of the article whose name ends in the noun."""
    bodies = [index for index in cast.by_word.get(head, ()) if cast.entities[index].kind in _BODIES]
    whole = [index for index in bodies if cast.entities[index].words[-1] == head]
    bodies = whole or bodies
    return bodies[0] if len(bodies) == 1 and is_organisation(head) else None


def _by_trait(cast: Cast, phrase: Phrase) -> int | None:
    """Whom "the Italian" or "the father-of-three" means: the nearest person, where nobody else is as near."""
    head = phrase.words[-1]
    number = phrase.line.sentence.number
    if not is_trait(phrase):
        return None
    gender = gender_of({head.lower.split("-", maxsplit=1)[0]})
    for back in range(1, _NEAR + 1):
        named = {index for _, index in cast.by_line.get(number - back, ())}
        near = [index for index in named if _is_person(cast.entities[index], gender)]
        if near:
            return near[0] if len(near) == 1 else None
    return None


def is_trait(phrase: Phrase) -> bool:
    """Whether a noun phrase says of somebody known what he is besides: "the Italian", "the New York Democrat"."""
    head = phrase.words[-1]
    if phrase.words[0].lower != "the" or len(phrase.words) < _FEWEST_WORDS:
        return False
    if head.lower in _SIDES or (head.lower in _EPITHETS and len(phrase.words) > _FEWEST_WORDS):
        return True
    nationality = head.is_name and places.is_adjective(head.text) and not head.lower.endswith("s")
    return len(phrase.words) == _FEWEST_WORDS and (nationality or _TRAIT.search(head.lower) is not None)


def _is_person(entity: Entity, gender: Gender | None) -> bool:
    if not entity.is_named or entity.kind not in {"person", "other"}:
        return False
    known = entity.kind == "person" or entity.evidence > 0 or entity.speaks or 1 < len(entity.words) < _LONG
    return known and (gender is None or entity.gender in {None, gender})
