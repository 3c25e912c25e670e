"""What an article calls somebody instead of by name: "the company", "the judge", "two of the people", "- OPERATOR"."""

import bisect
from collections.abc import Iterator, Sequence

from service.core import names
from service.core.draft import DraftParty
from service.core.names.roles import OFFICES, SHORT_OFFICES
from service.core.names.tokens import Token
from service.core.words import FUNCTION_WORDS

# Bodies of one sort call each other's names: whatever is an Office may be "the agency".
COMPANIES = frozenset(
    "company firm corporation corp inc ltd plc llc business manufacturer maker carmaker automaker retailer supplier "
    "operator contractor developer insurer airline bank brewer grower".split()
)
_AGENCY = frozenset(
    "agency office department ministry authority bureau service administration directorate institute regulator "
    "watchdog inspectorate".split()
)
_SORTS = (
    COMPANIES,
    _AGENCY,
    frozenset("panel tribunal court inquiry commission committee board jury".split()),
    frozenset("union federation association league confederation guild".split()),
    frozenset("council municipality town city borough".split()),
    frozenset("group charity campaign alliance coalition network foundation trust society collective".split()),
    frozenset("party caucus".split()),
    frozenset("university college school".split()),
    frozenset("team researcher scientist author".split()),
)
_LEGAL_FORMS = frozenset("corp inc ltd plc llc nv bv ag sa gmbh spa oy ab as co holding industry partner".split())
SAME_OFFICE = SHORT_OFFICES | {"justice": "judge", "magistrate": "judge"}
_NO_OFFICE = frozenset(
    "mr mrs ms miss mme dr sir dame lord lady ex late high senior junior acting deputy vice former messrs monsieur "
    "madame herr frau chief prime special under assistant hon".split()
)
_COUNTED = frozenset("one two three four five six seven eight nine ten member strong person".split())
# Before these a description is what is spoken of, not who speaks; "according to the agency", "counsel for the Office".
_OBJECTS = frozenset(
    "in on at with from into about against over under near inside outside between before after than not within across "
    "through around behind beside".split()
)
_MOST_LOOKED_AT = 300  # names before a description; of a long article no reader remembers more
_FARTHEST_THE = 3  # words between "the" and what it is of
_AFTER_PEOPLE = frozenset("familiar with who of close briefed in from at near".split())


def is_described(party: DraftParty, scope: names.Scope, siblings: Sequence[DraftParty]) -> bool:
    """Whether a stretch of an article has a description that can only mean this party.

    Of several parties a description fits it means the one that was named last before it.

    Args:
        party: Whom we look for.
        scope: Where.
        siblings: Every party of the draft: whom else it could mean.
    """
    if _is_source_of_flash(party, scope) or _is_of_unnamed(party, scope):
        return True
    wanted = _nouns(party)
    if not wanted:
        return False
    own = _words(party)
    for place in _described(scope, wanted, own):
        noun = scope.index.tokens[place].key
        rivals = [other for other in siblings if not names.same(other.name, party.name) and noun in _nouns(other)]
        named = _last_named((party, *rivals), place, scope.index)
        is_its_own = noun in own and not any(noun in _words(rival) for rival in rivals)
        if named is party or (named is None and (is_its_own or not rivals)):
            return True
    return False


def _words(party: DraftParty) -> frozenset[str]:
    return frozenset((*names.keys_of(party.name), *names.keys_of(party.role or "")))


def _nouns(party: DraftParty) -> frozenset[str]:
    """What may stand after "the" for a party, folded."""
    words = _words(party)
    if party.kind == "person":
        offices = (words & OFFICES) - _NO_OFFICE
        return frozenset(SAME_OFFICE.get(office, office) for office in offices)
    sorts = [sort for sort in _SORTS if not sort.isdisjoint(words)]
    if not words.isdisjoint(_LEGAL_FORMS) or (not sorts and party.kind == "organisation"):
        sorts.append(COMPANIES)
    return frozenset().union(*sorts)


def _described(scope: names.Scope, wanted: frozenset[str], own: frozenset[str]) -> Iterator[int]:
    """Places of one of these nouns after "the", with nothing beside it that makes it another's."""
    tokens = scope.index.tokens
    for first, last in scope.ranges:
        for place in range(first, last):
            token = tokens[place]
            if token.key not in wanted or not (token.lower or token.key in own) or token.possessive:
                continue
            if _is_definite(tokens, place, own) and not _goes_on(tokens, place, own):
                yield place


def _is_definite(tokens: Sequence[Token], place: int, own: frozenset[str]) -> bool:
    """Whether "the" stands before a noun, and between them only the party's own words: "the three-member panel"."""
    for before in range(place - 1, max(-1, place - 2 - _FARTHEST_THE), -1):
        key = tokens[before].key
        if key == "the":
            return before == 0 or tokens[before - 1].key not in _OBJECTS or not tokens[before].glued
        if key not in own and key not in _COUNTED:
            return False
    return False


def _goes_on(tokens: Sequence[Token], place: int, own: frozenset[str]) -> bool:
    """Whether what follows a noun says it is another's: "the company Hanseol", "the court of appeal"."""
    after = tokens[place + 1 : place + 4]
    if not after or not after[0].glued:
        return False
    if after[0].key in {"of", "for"}:
        return not any(token.key in own for token in after[1:])
    return after[0].capital and not after[0].opens and after[0].key not in own


def _last_named(parties: Sequence[DraftParty], place: int, index: names.Index) -> DraftParty | str | None:
    """Which of these an article named last before a place of it, or another of that sort: "University of Hull"."""
    noun = index.tokens[place].key
    before = bisect.bisect_left(index.firsts, place)
    for mention in reversed(index.mentions[max(0, before - _MOST_LOOKED_AT) : before]):
        for party in parties:
            if names.same(mention.text, party.name):
                return party
        if noun in mention.keys and len(mention.keys) > 1:
            return mention.text
    return None


def _is_source_of_flash(party: DraftParty, scope: names.Scope) -> bool:
    """Whether a line in capitals ends in a dash and the party's role: "NINE WERE ABOARD - OPERATOR"."""
    tokens = scope.index.tokens
    own = _words(party) - FUNCTION_WORDS
    for first, last in scope.ranges:
        line = tokens[first:last]
        if len(line) < 2 or not all(token.written.isupper() or token.written[:1].isdigit() for token in line):
            continue
        tail = len(line) - 1
        while tail > 0 and line[tail].glued and not _is_dashed(scope.index.text, line[tail - 1], line[tail]):
            tail -= 1
        source = [token.key for token in line[tail:]]
        if tail and _is_dashed(scope.index.text, line[tail - 1], line[tail]) and own.issuperset(source):
            return True
    return False


def _is_dashed(text: str, before: Token, after: Token) -> bool:
    between = text[before.end : after.start]
    return between != between.strip() and between.strip() in {"-", "–", "—", "--"}


def _is_of_unnamed(party: DraftParty, scope: names.Scope) -> bool:
    """Whether "two of the people" stands for "people familiar with the matter"."""
    if party.kind == "person" or any(word[:1].isupper() for word in party.name.split()[1:]):
        return False
    keys = names.keys_of(party.name)
    if len(keys) < 2 or keys[1] not in _AFTER_PEOPLE:
        return False
    return scope.has(("of", "the", keys[0])) or scope.has(("the", keys[0], "said"))
