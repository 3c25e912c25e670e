"""Every person, place and organisation of a statement is in the cited sentences, in these or in other words."""

import re
from collections.abc import Iterator

from service.core import names, quotations
from service.core.claim import WHOLE_ARTICLE, Claim, Finding, fails, flags
from service.core.draft import DraftParty
from service.core.names.antecedents import is_quoted, reached
from service.core.names.roles import TITLES

ENGLISH_ONLY = True

# Capitalised, but no person, place or organisation: a writer may add them without adding a claim.
_QUALITIES = frozenset(
    "western eastern northern southern west east north south internet web covid tv ok ceo cfo mp ambassador".split()
)
_BODY = re.compile(
    r"\b(?:they|them|their|it|its|the\s+(?:company|firm|group|bank|union|council|party|agency|ministry|authority|"
    r"operator|maker|manufacturer|carmaker|chipmaker|retailer|carrier|airline|club|team|side|charity|university|hospital|"
    r"school|start-?up|business|owner))\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|hers|you|your|the\s+(?:man|woman|minister|president|premier|chancellor|leader|manager|coach|"
    r"judge|lawyer|player|actor|author|defendant|suspect|victim|mayor))\b",
    re.IGNORECASE,
)
_PARTY_ITSELF = frozenset("he she it they his her its their".split())
_BEFORE = 4  # sentences before a cited one in which "him" or "the company" may have its name
_LEAD = 3  # sentences in which an article says whom it is about: what "the company" means far below
_IDENTIFYING = 6  # words between a name and the state it is identified by: "Ireland's defense minister, Simon Harris"


def check(claim: Claim) -> Iterator[Finding]:
    """Fails on a name the evidence lacks, flags one that stands for another there (Kremlin, Russia).

    Who holds a position is the `party` check's business: the party's own names need only be in the article. The
    same goes for a party's role and for whom it represents.
    """
    index = names.index(claim.article)
    if isinstance(claim.item.content, DraftParty):
        scope, place = index.whole, "article"
        texts = [
            text for text in (claim.item.content.name, claim.item.content.role, claim.item.content.represents) if text
        ]
    else:
        whole = claim.section in WHOLE_ARTICLE
        scope = index.whole if whole else index.within(claim.spans(claim.look_back))
        place = "article" if whole else "cited sentences"
        texts = [claim.statement]
    told: set[str] = set()
    for text in texts:
        for mention in _claimed(text, index):
            match = scope.find(mention.keys, mention.text)
            if match.verdict == "same" or mention.text in told or _is_settled(claim, mention, text, scope):
                continue
            told.add(mention.text)
            if match.verdict == "absent" and _may_be_meant(claim, mention, index):
                yield flags(f'"{mention.text}" is not in the {place}, only words that may stand for it')
            else:
                yield _finding(match, mention, place)


def _claimed(text: str, index: names.Index) -> Iterator[names.Mention]:
    """The names a text claims; those inside quotation marks are the `quotation` check's."""
    quoted = quotations.marked(text)
    for mention in names.names_in(text, index):
        if all(key in TITLES or key in _QUALITIES for key in mention.keys):
            continue
        if not any(stretch.start <= mention.start < stretch.end for stretch in quoted):
            yield mention


def _is_settled(claim: Claim, mention: names.Mention, text: str, scope: names.Scope) -> bool:
    """Whether a name that is not in the evidence is nevertheless the article's."""
    index = scope.index
    return (
        _is_partys_own(claim, mention, index) or _is_meant(claim, mention, index) or _identifies(mention, text, scope)
    )


def _is_partys_own(claim: Claim, mention: names.Mention, index: names.Index) -> bool:
    party = claim.party
    if party is None or isinstance(claim.item.content, DraftParty):
        return False
    own = " ; ".join(filter(None, (party.name, party.role, party.represents, claim.reported_by)))
    return (
        names.index_of(own).whole.find(mention.keys, mention.text).verdict == "same"
        and index.whole.find(mention.keys, mention.text).verdict == "same"
    )


def _is_meant(claim: Claim, mention: names.Mention, index: names.Index) -> bool:
    """Whether a pronoun of the evidence can stand for the name: "She" for von der Leyen, two sentences on."""
    if mention.keys[-1] not in index.people:
        return False
    return reached(
        claim.article,
        claim.cited,
        lambda scope: scope.find(mention.keys, mention.text).verdict == "same",
        "person",
    )


def _may_be_meant(claim: Claim, mention: names.Mention, index: names.Index) -> bool:
    """Whether the evidence has "him", "the company" or the like, and the name stands shortly before."""
    if names.is_known(mention.keys) or claim.section in WHOLE_ARTICLE or isinstance(claim.item.content, DraftParty):
        return False
    is_person = mention.keys[-1] in index.people
    before = {number for cited in claim.cited for number in range(max(1, cited - _BEFORE), cited)}
    lead = set() if is_person else set(range(1, min(_LEAD, claim.cited[0]) + 1))
    if index.within(claim.spans(before | lead)).find(mention.keys, mention.text).verdict != "same":
        return False
    stand_ins = (_PERSON,) if is_person else (_PERSON, _BODY)
    return any(
        _is_somebody_else(claim, match)
        for start, end in claim.spans(claim.cited)
        for pattern in stand_ins
        for match in pattern.finditer(claim.article.text, start, end)
    )


def _is_somebody_else(claim: Claim, match: re.Match[str]) -> bool:
    """Whether a stand-in can mean another than the party: its "she" outside quotation marks is the party itself."""
    if claim.section != "positions" or match.group().lower() not in _PARTY_ITSELF:
        return True
    return is_quoted(claim.article, match.start())


def _identifies(mention: names.Mention, text: str, scope: names.Scope) -> bool:
    """Whether a state only says who somebody of the evidence is, as it does elsewhere in the article.

    "Irish defense minister Simon Harris" may stand for "Harris", since the article calls him Ireland's minister.
    """
    index = scope.index
    tokens = names.index_of(text).tokens[mention.first : mention.last + _IDENTIFYING]
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


def _finding(match: names.Match, mention: names.Mention, place: str) -> Finding:
    named = f'name{"s" if place == "article" else ""} "{match.instead}"'
    if match.verdict == "related":
        return flags(f'"{match.missing}" is not in the {place}{f", which {named}" if match.instead else ""}')
    if match.verdict == "extended":
        return flags(f'"{mention.text}": the article says only "{match.instead}"')
    if match.instead and match.instead != match.missing:
        return fails(f'"{match.missing}" is not in the {place}, which {named}')
    return fails(f'"{match.missing}" is not in the {place}')
