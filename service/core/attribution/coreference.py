"""Whom a noun phrase means that names nobody: "the minister", "the company", "the strategists"."""

import re

from service.core.attribution import places
from service.core.attribution.entities import Cast, Entity
from service.core.attribution.epithets import TRAIT, by_office, by_trait, is_of_a_place, is_trait
from service.core.attribution.people import is_group, is_organisation, is_role
from service.core.attribution.phrases import Phrase
from service.core.attribution.tokens import DETERMINERS

_GENERIC_BODIES = frozenset(
    "company firm group agency body club charity chain bank airline carmaker retailer manufacturer union regulator "
    "watchdog developer operator organisation organization supplier provider publisher business lender insurer "
    "broadcaster council court ministry department commission university school hospital authority committee board "
    "association party service newspaper startup network shipyard brewery paper trust society builder maker "
    "administration campaign bureau fund coalition institute center centre foundation academy alliance league "
    "federation caucus".split()
)
# "The council" must be a council: other bodies are called by any of the generic words.
_SPECIFIC = frozenset(
    "council court ministry commission university school hospital committee party administration campaign bureau fund "
    "coalition institute center centre foundation academy alliance league federation caucus".split()
)
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
_FIRMS = frozenset(
    "inc corp ltd plc llc ag asa gmbh co motors airlines airways holdings industries steel foods pharma "
    "pharmaceuticals chemicals electronics semiconductors technologies logistics shipping petroleum mining breweries "
    "hotels stores robotics aerospace cement plastics textiles nitrogen".split()
)
_OF_FIRMS = frozenset(
    "company firm business chain airline carmaker retailer manufacturer startup maker operator supplier lender insurer "
    "builder developer".split()
)
# What is called so is no firm: "the company" is another.
_NO_FIRMS = frozenset(
    "union charity council regulator watchdog campaign party agency coalition court ministry department "
    "committee commission".split()
)
_PUBLIC = frozenset(
    "agency office bureau council court university college school hospital committee commission union party board "
    "authority administration department ministry regulator watchdog charity service".split()
)
# What unions call themselves, and football clubs.
_UNIONS = frozenset("association federation guild brotherhood union".split())
_CLUBS = frozenset("town rovers athletic wanderers united albion hotspur rangers fc afc".split())
_OF_CLUBS = frozenset("club side team company group".split())
_COUNTED = frozenset("two three four five six several".split())
_OF_MEDIA = frozenset("network newspaper broadcaster agency paper publisher magazine service".split())
_BASED = re.compile(r"-(?:based|headquartered)$")
# What bodies of many names are: "the regulator" is a Financial Conduct Authority.
_LOOSE = frozenset(
    "agency charity regulator watchdog operator supplier provider publisher developer lender "
    "insurer retailer manufacturer maker builder".split()
)


def coreferent(cast: Cast, phrase: Phrase) -> int | None:
    """The nearest party named before that a definite noun phrase can mean, as its index; None where there is none."""
    definite = phrase.words[0].lower in {"the", "its", "their"}
    if not definite and not phrase.words[0].is_name:
        return None
    if phrase.end != phrase.last and not is_of_a_place(phrase):
        return None
    if definite and is_trait(phrase) and (trait := by_trait(cast, phrase)) is not None:
        return trait
    if (called := _called_so(cast, phrase)) is not None:
        return called
    before = phrase.line.tokens[phrase.first].start
    if definite and any(_BASED.search(token.lower) for token in phrase.words) and not is_role(phrase.head):
        firm = cast.nearest(before, lambda entity: entity.is_named and entity.kind == "organisation")
        return firm if firm is not None else cast.nearest(before, _may_be_a_firm)
    if phrase.head == "person":
        return cast.nearest(before, lambda entity: entity.noun == "person")
    if is_group(phrase.head) and not is_role(phrase.head):
        wanted = set(_wanted(phrase, names=True))
        return cast.nearest(before, lambda entity: _is_group_of(entity, phrase.head, wanted)) if definite else None
    found = _fitting(cast, phrase, before, definite=definite)
    if definite and is_role(phrase.head) and (several := _one_of_several(cast, phrase, before)) is not None:
        last = cast.entities[found].last_before(before) if found is not None else None
        if last is None or last < (cast.entities[several].last_before(before) or 0):
            return several
    if found is not None or is_role(phrase.head):
        return found
    if definite and (office := by_office(cast, phrase)) is not None:
        return office
    return _only_one(cast, phrase.head) if len(_wanted(phrase, names=True)) == 1 else None


def _may_be_a_firm(entity: Entity) -> bool:
    """Whether a name that speaks is nobody's that is known to be a person."""
    return (
        entity.is_named and entity.kind == "other" and entity.evidence <= 0 and entity.gender is None and entity.speaks
    )


def _one_of_several(cast: Cast, phrase: Phrase, before: int) -> int | None:
    """The two ministers of whom "the minister" is one."""
    plural = {phrase.head + "s", phrase.head.removesuffix("man") + "men"}
    return cast.nearest(
        before,
        lambda entity: not entity.is_named and entity.noun in plural and entity.speaks and entity.words[0] in _COUNTED,
    )


def _fitting(cast: Cast, phrase: Phrase, before: int, *, definite: bool) -> int | None:
    """The nearest party that is what a noun phrase says."""
    wanted, plain = _wanted(phrase, names=True), _wanted(phrase, names=False)
    # "The agency" is a Coastal Safety Agency rather than an association named since.
    found = cast.nearest(
        before,
        lambda entity: (
            (phrase.head in entity.nouns or phrase.head == entity.words[-1]) and _fits(entity, phrase, wanted)
        ),
    )
    if found is None or (definite and not cast.entities[found].is_named):
        # "The judge" is the Judge Oyelaran named since "a judge found".
        found = cast.nearest(before, lambda entity: _fits(entity, phrase, wanted))
    if found is None and definite and is_role(phrase.head):
        found = by_office(cast, phrase)
    if found is None and definite and plain and plain != wanted:  # "the Vermont senator", "the Swedish company"
        found = cast.nearest(before, lambda entity: entity.is_named and _fits(entity, phrase, plain))
    return found


def _wanted(phrase: Phrase, *, names: bool) -> set[str]:
    """The words of a noun phrase that tell whom it means, with or without its names; no ages."""
    inside = phrase.line.tokens[phrase.last + 2 : phrase.end + 1] if names else ()
    return {
        token.lower
        for token in (*phrase.words, *inside)
        if token.lower not in DETERMINERS and not TRAIT.search(token.lower) and (names or not token.is_name)
    }


def _called_so(cast: Cast, phrase: Phrase) -> int | None:
    """The body a name before a noun names: "the Save Quarry Field group"."""
    names = tuple(token.lower for token in phrase.words if token.is_name and not token.possessive)
    index = cast.by_words.get(names) if phrase.head in _CALLED_BY_NAME and not phrase.is_named else None
    known = index is not None and cast.entities[index].kind != "person" and not places.country_of(" ".join(names))
    return index if known else None


def _is_group_of(entity: Entity, head: str, wanted: set[str]) -> bool:
    """Whether "the strategists" can mean a group brought in as "two Republican strategists"."""
    return not entity.is_named and entity.plural and head in entity.words and wanted <= set(entity.words)


def is_generic_body(word: str) -> bool:
    """Whether "the …" with this noun may mean any body of the kind named before."""
    return word in _GENERIC_BODIES


def _fits(entity: Entity, phrase: Phrase, wanted: set[str]) -> bool:
    if is_role(phrase.head):
        if not entity.is_named:
            return phrase.head in {entity.noun, entity.words[-1]} and wanted <= set(entity.words)
        role = entity.offices | set((entity.role or "").lower().replace("’s", "").replace("'s", "").split())
        return entity.kind == "person" and phrase.head in role and wanted <= role | set(entity.words)
    if not entity.is_named and entity.noun == phrase.head:
        return not entity.plural and wanted <= set(entity.words)  # "the campaign" after "the Lott campaign"
    if entity.kind not in {"organisation", "government"} or not entity.is_named:
        return False
    return phrase.head in _GENERIC_BODIES and len(wanted) == 1 and _is_called(entity, phrase)


def _is_called(entity: Entity, phrase: Phrase) -> bool:
    """Whether "the union" or "the company" may be a named body, by what it is and how its name ends."""
    if set(entity.words) & _MEDIA and phrase.head not in _OF_MEDIA:
        return False  # "the group" is not who reports on it
    if phrase.head in entity.nouns or (phrase.head == "union" and entity.words[-1] in _UNIONS):
        return True
    if entity.words[-1] in _CLUBS and phrase.head not in _OF_CLUBS:
        return False  # "the union" is no Ashdell Town
    if phrase.head in (_OF_FIRMS if entity.words[-1] in _PUBLIC else _PUBLIC if entity.words[-1] in _FIRMS else ()):
        return False  # "the agency" is no Meridew Coach Corp.
    if phrase.head in _OF_FIRMS and entity.nouns & _NO_FIRMS and not entity.nouns & _OF_FIRMS:
        return False  # "the company" is not what the article calls a union
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
