"""Words that may stand for a name of the article: "him", "the company", and whom they can mean."""

import re
from collections import Counter

from service.core import names
from service.core.article import Article, per_article
from service.core.claim import WHOLE_ARTICLE, Claim
from service.core.draft import DraftParty
from service.core.names.antecedents import is_quoted, reached

_COMPANY = (
    r"the\s+(?:company|firm|group|bank|operator|maker|manufacturer|carmaker|chipmaker|retailer|carrier|airline|club)"
)
_THE_COMPANY = re.compile(rf"\b{_COMPANY}\b", re.IGNORECASE)
_BODY = re.compile(
    rf"\b(?:they|them|their|it|its|{_COMPANY}|the\s+(?:union|council|party|agency|ministry|authority|team|side|charity|"
    r"university|hospital|school|start-?up|business|owner|court|board|institute|commission|committee|association|"
    r"lake|river|volcano|mountain|island|city|town|village|country|state|province|region|port|airport|bridge|museum|"
    r"church|ship|vessel|plane|storm|hurricane|tournament|league|competition|law|bill|treaty|visitors|hosts|home\s+side|"
    r"federation|society|foundation|fund|department|regulator|lender|insurer|producer|developer|supplier))\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|hers|you|your|the\s+(?:man|woman|minister|president|premier|chancellor|leader|manager|coach|"
    r"judge|lawyer|player|actor|author|defendant|suspect|victim|mayor|senator|governor|chairman|chairwoman|chief|"
    r"striker|captain|goalkeeper|defender|midfielder|forward|teenager|veteran|professor|scientist|economist|doctor|"
    r"officer|councillor|lawmaker|engineer|architect|singer|writer|composer|director|founder|owner|candidate|driver|"
    r"rider|widow|\w+-year-old)|the\s(?-i:[A-Z])\w+(?:ian|an|ard|ese)(?=\s(?-i:[a-z])))\b",
    re.IGNORECASE,
)
_PARTY_ITSELF = frozenset("he she it they his her its their".split())
_BEFORE = 4  # sentences before a cited one in which "him" or "the company" may have its name
_LEAD = 3  # sentences in which an article says whom it is about: what "the company" means far below


def is_meant(claim: Claim, mention: names.Mention, index: names.Index) -> bool:
    """Whether a pronoun of the evidence can stand for the name: "She" for von der Leyen, two sentences on."""
    if mention.keys[-1] not in index.people:
        return False
    return reached(
        claim.article,
        claim.cited,
        lambda scope: scope.find(mention.keys, mention.text).verdict == "same",
        "person",
    )


def may_be_meant(claim: Claim, mention: names.Mention, index: names.Index) -> bool:
    """Whether the evidence has "him", "the company" or the like, and the name stands shortly before."""
    if names.is_known(mention.keys) or claim.section in WHOLE_ARTICLE or isinstance(claim.item.content, DraftParty):
        return False
    if not claim.cited:
        return False
    is_person = mention.keys[-1] in index.people and bool(index.full_names(mention.keys[-1]))
    before = {number for cited in claim.cited for number in range(max(1, cited - _BEFORE), cited)}
    lead = set() if is_person else set(range(1, min(_LEAD, claim.cited[0]) + 1))
    lead |= set(range(1, claim.cited[0])) if is_person and mention.keys[-1] in _protagonist(claim.article) else set()
    near = index.within(claim.spans(before | lead)).find(mention.keys, mention.text).verdict == "same"
    if not near and not is_the_subject(claim, mention):
        return False
    stand_ins = (_PERSON,) if is_person else (_PERSON, _BODY)
    return any(
        _is_somebody_else(claim, match)
        for start, end in claim.proof.spans
        for pattern in stand_ins
        for match in pattern.finditer(claim.article.text, start, end)
    )


def is_the_subject(claim: Claim, mention: names.Mention) -> bool:
    """Whether "the company" in the evidence can only be whom the article is about: it names no other as often."""
    if mention.keys[0] not in _subject(claim.article):
        return False
    return any(_THE_COMPANY.search(claim.article.text, start, end) is not None for start, end in claim.proof.spans)


@per_article
def _subject(article: Article) -> frozenset[str]:
    """The first words of the organisation an article names far more often than any other, or none."""
    index = names.index(article)
    counts = Counter(
        mention.keys[0]
        for mention in index.mentions
        if not names.is_known(mention.keys[:1])
        and not (mention.keys[-1] in index.people and index.full_names(mention.keys[-1]))
    )
    return _foremost(counts)


@per_article
def _protagonist(article: Article) -> frozenset[str]:
    """The surname of the person an article names far more often than any other: "she" of an obituary; or none."""
    index = names.index(article)
    counts = Counter(mention.keys[-1] for mention in index.mentions if mention.keys[-1] in index.people)
    return _foremost(counts)


def _foremost(counts: Counter[str]) -> frozenset[str]:
    most = counts.most_common(2)
    if not most or (len(most) == 2 and most[1][1] * 2 > most[0][1]):
        return frozenset()
    return frozenset({most[0][0]})


def _is_somebody_else(claim: Claim, match: re.Match[str]) -> bool:
    """Whether a stand-in can mean another than the party: its "she" outside quotation marks is the party itself."""
    if claim.section != "positions" or match.group().lower() not in _PARTY_ITSELF:
        return True
    return is_quoted(claim.article, match.start())
