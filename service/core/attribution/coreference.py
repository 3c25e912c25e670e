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
# What may stand behind a name that is all of a body's: "the Save Quarry Field group".
_CALLED_BY_NAME = frozenset(
    "group company firm chain charity union network brand newspaper magazine club startup lobby coalition nonprofit "
    "organisation organization consultancy".split()
)
_MEDIA = frozenset(
    "ap cnn nbc abc cbs msnbc npr bbc pbs afp upi reuters bloomberg politico times post journal news press huffpost "
    "breitbart twitter facebook herald tribune gazette guardian telegraph".split()
)
_FIRMS = frozenset("inc corp ltd plc llc ag asa gmbh co motors airlines holdings industries".split())
_OF_FIRMS = frozenset("company firm business chain airline carmaker retailer manufacturer startup maker".split())
_PUBLIC = frozenset(
    "agency office bureau council court university college school hospital committee commission union party board "
    "authority administration department ministry regulator watchdog charity".split()
)
_OF_MEDIA = frozenset("network newspaper broadcaster agency paper publisher magazine service".split())
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
_SIDE_OF = {"conservative": "republican", "liberal": "democrat", "progressive": "democrat"}
# A member of one of them, and what a paper calls somebody to vary his name.
_SIDES = frozenset("democrat republican conservative liberal independent socialist".split())
_EPITHETS = frozenset(
    "lawmaker native mogul tycoon billionaire millionaire businessman businesswoman developer frontrunner front-runner "
    "nominee candidate hopeful contender star veteran columnist author journalist actor actress singer striker "
    "midfielder defender goalkeeper boxer champion".split()
)
# Offices that a place before them tells of somebody who was named without them: "the Indiana governor".
_SEATS = frozenset("governor senator congressman congresswoman representative mayor".split())
# These too, of him who just spoke: "the former labor secretary".
_OFFICES_BY_PLACE = _SEATS | frozenset("lawmaker legislator secretary speaker nominee candidate politician".split())
# Of these, the ones that nobody is called by who was not named before.
_ALONE = frozenset("senator congressman congresswoman nominee candidate lawmaker legislator".split())
_FARTHEST = 12  # sentences, those apart that only go on with a quotation
_NEAR = 4  # sentences a trait or a nationality reaches back


def coreferent(cast: Cast, phrase: Phrase) -> int | None:
    """The nearest party named before that a definite noun phrase can mean, as its index; None where there is none."""
    definite = phrase.words[0].lower in {"the", "its", "their"}
    if not definite and not phrase.words[0].is_name:
        return None
    if phrase.end != phrase.last and not _is_of_a_place(phrase):
        return None
    before = phrase.line.tokens[phrase.first].start
    if definite and (trait := _by_trait(cast, phrase)) is not None:
        return trait
    words = [token for token in phrase.words if token.lower not in DETERMINERS and not _TRAIT.search(token.lower)]
    wanted, plain = {token.lower for token in words}, {token.lower for token in words if not token.is_name}
    if definite and any(_BASED.search(token.lower) for token in phrase.words) and not is_role(phrase.head):
        return cast.nearest(before, lambda entity: entity.is_named and entity.kind == "organisation")
    if (called := _called_so(cast, phrase)) is not None:
        return called
    if is_group(phrase.head) and not is_role(phrase.head):
        return cast.nearest(before, lambda entity: _is_group_of(entity, phrase.head, wanted)) if definite else None
    found = cast.nearest(before, lambda entity: phrase.head in entity.nouns and _fits(entity, phrase, wanted))
    if found is None:
        found = cast.nearest(before, lambda entity: _fits(entity, phrase, wanted))
    if found is None and definite and plain and plain != wanted:  # "the Vermont senator", "the Swedish company"
        found = cast.nearest(before, lambda entity: entity.is_named and _fits(entity, phrase, plain))
    placed = plain != wanted or phrase.end > phrase.last or phrase.head in _ALONE
    if found is None and definite and phrase.head in _OFFICES_BY_PLACE and placed:
        return _just_spoke(cast, phrase, gender_of({phrase.head}))
    if found is not None or is_role(phrase.head):
        return found
    if len(wanted) == 1 and not is_group(phrase.head):
        return _only_one(cast, phrase.head)
    return None


def _called_so(cast: Cast, phrase: Phrase) -> int | None:
    """The body a name before a noun names: "the Save Quarry Field group"."""
    names = tuple(token.lower for token in phrase.words if token.is_name and not token.possessive)
    index = cast.by_words.get(names) if phrase.head in _CALLED_BY_NAME and not phrase.is_named else None
    known = index is not None and cast.entities[index].kind != "person" and not places.country_of(" ".join(names))
    return index if known else None


def _is_group_of(entity: Entity, head: str, wanted: set[str]) -> bool:
    """Whether "the strategists" can mean a group brought in as "two Republican strategists"."""
    return not entity.is_named and entity.plural and head in entity.words and wanted <= set(entity.words)


def _just_spoke(cast: Cast, phrase: Phrase, gender: Gender | None) -> int | None:
    """The person the sentences before are about: who speaks there, else the only one named, else the first."""
    number = phrase.line.sentence.number
    former = any(token.lower in {"former", "ex", "then", "one-time"} for token in phrase.words)
    left = _NEAR  # sentences that name or quote anybody
    for back in range(number - 1, max(0, number - _FARTHEST - 1), -1):
        if not left:
            break
        left -= back in cast.spoken or back in cast.by_line
        speakers = [at for at in dict.fromkeys(cast.spoken.get(back, ())) if _is_person(cast.entities[at], gender)]
        named = {at for _, at in cast.by_line.get(back, ()) if _is_person(cast.entities[at], gender)}
        sure = [at for at in named if cast.entities[at].kind == "person"]
        near = speakers[-1:] or (sure if len(sure) == 1 else list(named) if len(named) == 1 else _opening(cast, back))
        if near:
            seats = cast.entities[near[0]].offices & _SEATS
            elsewhere = bool(seats) and phrase.head in _SEATS and phrase.head not in seats and not former
            elsewhere = elsewhere or (phrase.head in _ALONE and _is_no_politician(cast.entities[near[0]]))
            return None if elsewhere or not _is_person(cast.entities[near[0]], gender) else near[0]
    return None


def _is_no_politician(entity: Entity) -> bool:
    """Whether the article gives somebody an office, but none that he could be elected to."""
    return bool(entity.role) and not entity.offices & (_OFFICES_BY_PLACE | _EPITHETS | _SIDES)


def _opening(cast: Cast, number: int) -> list[int]:
    """Whom a sentence begins with: "Pau Ribas said no. … the Vermont senator said"."""
    first = min(cast.by_line.get(number, ()), default=None)
    return [first[1]] if first is not None and first[0] < len(cast.entities[first[1]].words) + 1 else []


def _is_of_a_place(phrase: Phrase) -> bool:
    """Whether what completes a noun only says where its bearer is from: "the senator from Ohio"."""
    inside = phrase.line.tokens[phrase.last + 2 : phrase.end + 1]
    return phrase.line.lower(phrase.last + 1) == "from" and bool(inside) and all(token.is_name for token in inside)


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
    if set(entity.words) & _MEDIA and phrase.head not in _OF_MEDIA:
        return False  # "the group" is not who reports on it
    if phrase.head in entity.nouns:
        return True
    if phrase.head in (_OF_FIRMS if entity.words[-1] in _PUBLIC else _PUBLIC if entity.words[-1] in _FIRMS else ()):
        return False  # "the agency" is no Meridew Coach Corp.
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
    if not is_trait(phrase):
        return None
    gender = gender_of({head.lower.split("-", maxsplit=1)[0]})
    words = {token.lower for token in phrase.words[1:] if token.is_name or token.lower in _SIDES}
    places_and_sides = {_SIDE_OF.get(word, word) for word in words}
    known = [at for at, entity in enumerate(cast.entities) if places_and_sides and places_and_sides <= entity.offices]
    if len(known) == 1 and _is_person(cast.entities[known[0]], gender):
        return known[0]
    return _just_spoke(cast, phrase, gender)


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
