"""Every person, place and organisation of a statement is in the cited sentences, in these or in other words."""

import itertools
from collections.abc import Iterable, Iterator, Set

from service.core import names
from service.core.claim import WHOLE_ARTICLE, Claim, Finding, fails, flags
from service.core.draft import DraftParty
from service.core.names import countries
from service.core.names.roles import ABBREVIATIONS, CURRENCY_CODES, ORGANISATION_HEADS, TITLES
from service.core.passage import Wording
from service.core.standins import is_meant, is_the_subject, may_be_meant

ENGLISH_ONLY = True

# Capitalised, but no person, place or organisation: a writer may add them without adding a claim.
_QUALITIES = frozenset(
    "western eastern northern southern west east north south internet web covid tv ok ceo cfo mp ambassador".split()
)
_CURRENCIES = frozenset(
    names.fold(word)
    for word in (
        "dollar dollars peso pound pounds yen euro krone kroner krona kronor crown crowns franc rupee rand real yuan "
        "ruble rouble lira won zloty forint shekel dirham rial riyal dinar baht ringgit rupiah dong shilling naira"
    ).split()
)
_FOLLOWERS = frozenset(names.fold(word) for word in "member candidate lawmaker politician player official".split())
_LONGEST_ACRONYM = 5  # letters
_IDENTIFYING = 6  # words between a name and the state it is identified by: "Ireland's defense minister, Simon Harris"


def check(claim: Claim) -> Iterator[Finding]:
    """Fails on a name the evidence lacks, flags one that stands for another there (Kremlin, Russia).

    Who holds a position is the `party` check's business: the party's own names need only be in the article. The
    same goes for a party's role and for whom it represents.
    """
    if isinstance(claim.item.content, DraftParty):
        index = names.index(claim.article)
        scope, place = index.whole, "article"
        party = claim.item.content
        told_in = [Wording(text) for text in (party.name, party.role, party.represents) if text]
        claimed = [(wording, wording.names_about(index)) for wording in told_in]
    elif claim.repeated is not None:
        return
    else:
        scope, place = claim.named.scope, "article" if claim.is_of_whole else "cited sentences"
        claimed = [(claim.said, claim.names_said)]
    told: set[str] = set()
    for wording, mentions in claimed:
        # As it stands in the evidence, as most names do, a name is in it whatever else it may be.
        for mention in _unquoted(wording, [mention for mention in mentions if not scope.has(mention.keys)]):
            for piece in _pieces(mention, wording, scope):
                finding = _judged(claim, piece, wording, scope, place)
                if finding is not None and piece.text not in told:
                    told.add(piece.text)
                    yield finding


def _judged(claim: Claim, mention: names.Mention, wording: Wording, scope: names.Scope, place: str) -> Finding | None:
    match = scope.find(mention.keys, mention.text)
    if match.verdict == "same" or _is_settled(claim, mention, wording, scope):
        return None
    if _is_abbreviation(mention, CURRENCY_CODES):
        return None  # `unit` compares currencies
    if len(mention.keys) == 1 and mention.keys[0] in ORGANISATION_HEADS:
        return flags(f'"{mention.text}" is not in the {place}')  # "the Act", "the Games": which one is for a reader
    if _is_abbreviation(mention, ABBREVIATIONS) or _is_added_acronym(mention, scope):
        return flags(f'"{mention.text}" is not in the {place}')
    if match.verdict == "absent":
        if may_be_meant(claim, mention, scope.index):
            if is_the_subject(claim, mention):
                return None
            return flags(f'"{mention.text}" is not in the {place}, only words that may stand for it')
        if _only_adds_a_kind(mention, scope) or _only_says_where(mention, wording, scope):
            return flags(f'"{mention.text}" is not in the {place} in full')
        if _only_says_whose(mention, wording, scope) or _is_unrivalled(claim, mention, scope):
            return flags(f'"{mention.text}" is not in the {place}, only elsewhere in the article')
    return _finding(match, mention, place)


def _unquoted(wording: Wording, mentions: Iterable[names.Mention]) -> Iterator[names.Mention]:
    """The names a text claims; those inside quotation marks are the `quotation` check's."""
    for mention in mentions:
        if all(key in TITLES or key in _QUALITIES for key in mention.keys):
            continue
        if not any(stretch.start <= mention.start < stretch.end for stretch in wording.quoted):
            yield mention


def _pieces(mention: names.Mention, wording: Wording, scope: names.Scope) -> tuple[names.Mention, ...]:
    """A name as it stands, or, where it is not in the evidence as one, the names it may be made of.

    "Mexican GDP" is a state and an abbreviation, "Kowal of Lodestar" somebody and somewhere, and the first word of a
    statement may be any word: "Split Ninth Circuit".
    """
    if len(mention.keys) == 1 or scope.find(mention.keys, mention.text).verdict == "same":
        return (mention,)
    tokens = wording.tokens[mention.first : mention.last]
    opening = int(mention.first == 0 and len(tokens) > 2 and _is_plain_opening(mention, scope))
    cuts = {opening, len(tokens)}
    if opening == 0 and names.is_known(mention.keys[:1]) and not names.is_known(mention.keys):
        cuts.add(1)  # "US Senator Marcus Lee"
    for at, token in enumerate(tokens):
        if token.written.isupper() and token.key in ABBREVIATIONS | CURRENCY_CODES:
            cuts |= {at, at + 1}
        if token.written == "of" and 0 < at < len(tokens) - 1 and not _is_of_a_body(mention, at, scope):
            cuts |= {at, at + 1}
    return tuple(
        mention._replace(
            start=tokens[first].start,
            end=tokens[last - 1].end,
            text=wording.text[tokens[first].start : tokens[last - 1].end],
            keys=mention.keys[first:last],
            first=mention.first + first,
        )
        for first, last in itertools.pairwise(sorted(cuts))
        if mention.keys[first:last] != ("of",)
    )


def _is_of_a_body(mention: names.Mention, at: int, scope: names.Scope) -> bool:
    """Whether "of" belongs to a name, as in "Bank of England", for all the article shows."""
    return (
        mention.keys[at - 1] in ORGANISATION_HEADS
        or mention.keys[at - 1] in TITLES
        or scope.index.whole.has(mention.keys)
        or not scope.index.whole.has(mention.keys[:at])
    )


def _is_plain_opening(mention: names.Mention, scope: names.Scope) -> bool:
    """Whether a statement's first word only has its capital from standing first: nobody's first name, no state."""
    first, rest = mention.keys[0], mention.keys[1:]
    return (
        not names.is_known((first,))
        and first not in scope.index.capitals.inside
        and rest[-1] not in scope.index.people
        and scope.find(rest, " ".join(rest)).verdict == "same"
    )


def _is_abbreviation(mention: names.Mention, known: Set[str]) -> bool:
    return mention.text.isupper() and mention.keys[0] in known and len(mention.keys) == 1


def _is_added_acronym(mention: names.Mention, scope: names.Scope) -> bool:
    """Whether capital letters come from general knowledge and stand in no other organisation's place."""
    return (
        len(mention.keys) == 1
        and 2 <= len(mention.keys[0]) <= _LONGEST_ACRONYM
        and mention.text.replace(".", "").isupper()
        and not names.is_known(mention.keys)
        and not scope.index.whole.has(mention.keys)
        and all(
            other.keys[-1] in scope.index.people or names.is_known(other.keys) or other.keys in countries.seats()
            for other in scope.mentions
        )
    )


def _is_settled(claim: Claim, mention: names.Mention, wording: Wording, scope: names.Scope) -> bool:
    """Whether a name that is not in the evidence is nevertheless the article's."""
    index = scope.index
    return (
        _is_partys_own(claim, mention, index)
        or is_meant(claim, mention, index)
        or _identifies(mention, wording, scope)
        or _is_of_a_currency(mention, wording, scope)
    )


def _is_partys_own(claim: Claim, mention: names.Mention, index: names.Index) -> bool:
    party = claim.party
    if party is None or isinstance(claim.item.content, DraftParty):
        return False
    own = " ; ".join(filter(None, (party.name, party.role, party.represents, claim.reported_by)))
    return (
        index.whole.find(mention.keys, mention.text).verdict == "same"
        and names.index_of(own).whole.find(mention.keys, mention.text).verdict == "same"
    )


def _identifies(mention: names.Mention, wording: Wording, scope: names.Scope) -> bool:
    """Whether a state only says who somebody of the evidence is, as it does elsewhere in the article.

    "Irish defense minister Simon Harris" may stand for "Harris", since the article calls him Ireland's minister.
    """
    index = scope.index
    tokens = wording.tokens[mention.first : mention.last + _IDENTIFYING]
    person = next((token.key for token in tokens if token.key in index.people), None)
    if person is None or not scope.has_word(person):
        return False
    if person in mention.keys and scope.find(names.without_world(mention.keys), mention.text).verdict != "same":
        return False
    for place in index.places[person]:
        near = index.tokens[max(0, place - _IDENTIFYING) : place + _IDENTIFYING + 1]
        if index.within([(near[0].start, near[-1].end)]).find(mention.keys, mention.text).verdict == "same":
            return True
    return False


def _is_of_a_currency(mention: names.Mention, wording: Wording, scope: names.Scope) -> bool:
    """Whether a state only says whose money it is, where the evidence leaves it out: "the U.S. dollar"."""
    following = wording.tokens[mention.last : mention.last + 1]
    if not following or following[0].key not in _CURRENCIES or not names.is_known(mention.keys):
        return False
    # A bare "dollar" is the American one, or that of a country the article is about.
    named = scope.index.whole.find(mention.keys, mention.text).verdict == "same"
    if not named and not (following[0].key == "dollar" and names.same(mention.text, "United States")):
        return False
    tokens = scope.index.tokens
    return any(
        place == 0 or not tokens[place - 1].capital or not tokens[place].glued
        for place in scope.places(following[0].key)
    )


def _only_says_whose(mention: names.Mention, wording: Wording, scope: names.Scope) -> bool:
    """Whether a name of the article only qualifies the word behind it: "Kenya's government", "two Green leaders".

    A state must be the only one in question; a party or a club must be named beside somebody of the evidence.
    """
    index = scope.index
    following = wording.tokens[mention.last : mention.last + 1]
    if not following or not (following[0].glued or wording.tokens[mention.last - 1].possessive):
        return False
    stands = index.whole.find(mention.keys, mention.text).verdict in {"same", "related"}
    if names.is_known(mention.keys):
        return not scope.names_a_state() and (stands or not index.whole.names_a_state())
    if not stands:
        return False
    return following[0].lower and following[0].key in TITLES | _FOLLOWERS and _stands_by_somebody_of(mention, scope)


def _only_adds_a_kind(mention: names.Mention, scope: names.Scope) -> bool:
    """Whether a name of the evidence only gets a word for what it is: "Heathrow Airport", "the Labour Party".

    Or it is all made of words the evidence has in lower case: "the Fire Service" of "fire crews".
    """
    *rest, head = mention.keys
    if not rest or head not in ORGANISATION_HEADS | _WATERS:
        return False
    if any(one.keys == tuple(rest) for one in scope.mentions) and rest[-1] not in scope.index.people:
        return not names.is_known(tuple(rest))
    lower = {token.key for first, last in scope.ranges for token in scope.index.tokens[first:last] if token.lower}
    return set(rest) <= lower - TITLES - _QUALITIES


_WATERS = frozenset({"ocean", "sea", "channel", "canal"})


def _only_says_where(mention: names.Mention, wording: Wording, scope: names.Scope) -> bool:
    """Whether a state only tells where a place of the evidence lies, and nothing else is said: "Barcelona, Spain"."""
    if not names.is_known(mention.keys) or scope.names_a_state() or not mention.first:
        return False
    before = wording.tokens[mention.first - 1]
    return (
        wording.text[before.end : mention.start] == ", "
        and before.capital
        and before.key not in scope.index.people
        and scope.has_word(before.key)
        and scope.index.whole.find(mention.keys, mention.text).verdict in {"same", "absent"}
    )


def _is_unrivalled(claim: Claim, mention: names.Mention, scope: names.Scope) -> bool:
    """Whether a place or a body of the article may be understood: the evidence names no other that the statement lacks.

    A person is never left to be understood without a pronoun: see `may_be_meant`.
    """
    index = scope.index
    if claim.section in WHOLE_ARTICLE or isinstance(claim.item.content, DraftParty) or mention.keys[-1] in index.people:
        return False
    if names.is_known(mention.keys) or index.whole.find(mention.keys, mention.text).verdict != "same":
        return False
    said = claim.said.index.whole
    return all(
        other.keys[-1] in index.people or said.find(other.keys, other.text).verdict == "same"
        for other in claim.proof.scope.mentions
    )


def _stands_by_somebody_of(mention: names.Mention, scope: names.Scope) -> bool:
    index = scope.index
    people = {person.keys[-1] for person in scope.mentions if person.keys[-1] in index.people}
    return any(
        token.key in people
        for place in index.places.get(mention.keys[0], ())
        for token in index.tokens[max(0, place - _IDENTIFYING) : place + _IDENTIFYING + 1]
    )


def _finding(match: names.Match, mention: names.Mention, place: str) -> Finding:
    named = f'name{"s" if place == "article" else ""} "{match.instead}"'
    if match.verdict == "related":
        return flags(f'"{match.missing}" is not in the {place}{f", which {named}" if match.instead else ""}')
    if match.verdict == "extended":
        return flags(f'"{mention.text}": the article says only "{match.instead}"')
    if match.instead and match.instead != match.missing:
        return fails(f'"{match.missing}" is not in the {place}, which {named}')
    return fails(f'"{match.missing}" is not in the {place}')
