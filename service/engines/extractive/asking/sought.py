"""Who is still to be found: those who are missing from a post, from the police, from a search."""

import re
from collections.abc import Iterator

from service.core.attribution.people import is_role
from service.engines.extractive.asking.asked import Asked, Place, cited, lowered, subject_of, with_the_counted

_NO_SUCCESSOR = re.compile(
    r"\b(?:(?:did not|has not|have not|had not) (?:yet )?nam(?:e|ed) (?:an? |his |her |any )?(?:successor|replacement)|"
    r"(?:has|have) yet to (?:name|appoint|choose|pick|find) (?:an? |his |her |any )?(?:new )?(?:successor|replacement)|"
    r"(?:[Nn]o|successor|replacement) (?:successor|replacement|has (?:not )?yet)? ?(?:has been|was|is|to be|been) "
    r"(?:yet )?(?:named|chosen|appointed)|"
    r"until (?:an? )?(?:[a-z]+ )?(?:successor|replacement) is (?:found|named|chosen|appointed)|[Aa] (?:successor|"
    r"replacement) (?:has yet to|is yet to|will) be (?:named|chosen|appointed))\b"
)
_LEFT = re.compile(
    r"\b(?P<who>(?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+|[A-Z][\w’'-]+)(?:, [^;:”]{2,80}?,)? (?:has |had |is |was |will "
    r"|have )?"
    r"(?:resign(?:ed|s|ing)?|quit|stepp(?:ed|ing) down|step down|steps down|dismissed|fired|sacked|removed|died|"
    r"retir(?:ed|es|ing|e)|leav(?:es|ing)|leave)\b"
)


# "A replacement for council member Ana Duarte": her post, where it is told, goes without saying.
_OF_WHOM = re.compile(
    r" (?:for|to) (?:the |its |outgoing |[a-z]+ ){0,4}(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2})"
    r"(?=[.,;]| (?:who|as|at|in|on)\b|$)"
)
_DISMISSED = re.compile(
    r"\b(?:fired|dismissed|sacked|ousted|removed) (?:its |the |his |her |their "
    r")?[^;:”]{0,60}?(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+)"
)


def successors(place: Place) -> Iterator[Asked]:
    """Who will succeed somebody who goes."""
    found = _NO_SUCCESSOR.search(place.text)
    if found is None:
        return
    of = _OF_WHOM.match(place.text[found.end() :])
    if of:
        yield Asked(f"Who will succeed {of.group('who')}?", "unanswered", (place.number,), "successor")
        return
    for number in [place.number, *range(place.number - 1, 0, -1)]:
        told = place.article.quote(number)
        for found in (*_LEFT.finditer(told), *_DISMISSED.finditer(told)):
            party = next(
                (
                    party
                    for party in place.reading.parties
                    if party.kind == "person" and found.group("who").endswith((party.name, *party.aliases))
                ),
                None,
            )
            name = party.name if party is not None else found.group("who")
            if (party is None and " " not in name) or (party is not None and not party.is_named):
                continue
            yield Asked(f"Who will succeed {name}?", "unanswered", cited(place, (number,)), "successor")
            return


_TO_NAME = re.compile(
    r"\b(?:will|is to|are to|plans? to|is expected to|are expected to|hopes? to|must) (?:name|appoint|choose|elect|"
    r"pick|select) (?:an?|its|their|the) (?P<role>(?:new|next|interim|permanent|acting) "
    r"(?:[a-z]+ )?(?P<head>[a-z]+))\b"
)


def appointments(place: Place) -> Iterator[Asked]:
    """Who will be the new head whom a board is to name."""
    found = _TO_NAME.search(place.text)
    if found and is_role(found.group("head")):
        yield Asked(f"Who will be the {found.group('role')}?", "pending", (place.number,), "successor")


_SOUGHT = re.compile(
    r"^(?P<who>(?:[Pp]olice|[Oo]fficers|[Dd]etectives|[Ii]nvestigators|[Rr]escuers|[Ss]earch teams|[Tt]he police|"
    r"[Tt]he coastguard|[Rr]escue crews)) (?:in [A-Z]\w+ )?"
    r"(?:are|were|is|was) (?:still |now |also )?(?:looking|searching|hunting) for (?P<whom>[^,;:”.]+)"
)
_NOT_FOUND = re.compile(
    r"^(?P<who>(?:The|Its|Their|His|Her|[A-Z])[^,;:”]{2,50}?) (?:has|have) (?:still )?(?:not|yet to)(?: yet)? "
    r"be(?:en)? (?:found|traced|located|recovered)\b"
)
_HAVE_NOT_FOUND = re.compile(
    r"^(?:The )?(?:[Pp]olice|[Ii]nvestigators|[Dd]etectives|[Oo]fficers|[Rr]escuers|[Dd]ivers|[Ss]earchers) (?:have|"
    r"had) (?:still )?not (?:yet )?(?:found|recovered|located|traced) "
    r"(?P<what>the [a-z]+(?: [a-z]+)?)(?=[.,;]| (?:in|on|at|that|which|or|and|but)\b|$)"
)
_AT_LARGE = re.compile(
    r"^(?P<who>[^,;:”]{3,60}?) (?:is|are|was|were|remains?|remained) (?:still )?(?:at large|on the run|in hiding)\b"
)


def sought(place: Place) -> Iterator[Asked]:
    """Whether those will be found who are looked for."""
    found = _SOUGHT.match(place.text)
    if found and not re.match(
        r"(?:clues|evidence|witnesses|him|her|them|it|anyone|more|answers)\b", found.group("whom")
    ):
        whom = re.split(r" (?:in connection|after|since|and|by|using|in the area) ?", found.group("whom"))[0]
        whom = with_the_counted(whom.strip())
        yield Asked(
            f"Will {lowered(place.article, found.group('who'))} find {whom}?", "pending", (place.number,), "sought"
        )
    lost = _NOT_FOUND.match(place.text)
    if lost and (subject := subject_of(place, lost.group("who"))):
        yield Asked(f"Will {subject[0]} be found?", "pending", subject[1], "sought")
    unfound = _HAVE_NOT_FOUND.match(place.text)
    if unfound:
        yield Asked(f"Will {unfound.group('what')} be found?", "unanswered", (place.number,), "sought")
    large = _AT_LARGE.match(place.text)
    if large and (subject := subject_of(place, large.group("who"))):
        are = "are" if re.search(r" (?:are|were|remain)\b", large.group()) else "is"
        yield Asked(f"Where {are} {subject[0]}?", "unanswered", subject[1], "sought")
