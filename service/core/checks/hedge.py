"""What the source hedges, plans or merely reports is not told as done."""

import re
from collections.abc import Iterator

from service.core import clauses
from service.core.claim import Claim, Finding, flags
from service.core.clauses import Word
from service.core.draft import DraftFact, DraftHeadline

ENGLISH_ONLY = True

_PLANNED = (
    r"(?:is|are|was|were|be|been)\s+(?:also\s+|still\s+|now\s+)?(?:set|scheduled|due|expected|slated|planned|likely|unlikely|poised|"
    r"supposed|said|believed|thought|reported)\s+to|plans?\s+to|planned\s+to|planning\s+to|(?:is|are|was|were)\s+planning|"
    r"intends?\s+to|aims?\s+to|hopes?\s+to|(?:is|are|was|were)\s+considering|considers|proposed\s+to|proposes\s+to|"
    r"seeks?\s+to|wants?\s+to|threatens?\s+to|threatened\s+to|offered\s+to"
)
# Of these, the ones that set something for later, which no status of "done" fits.
_SCHEDULED = re.compile(
    r"(?:\w+\s+)(?:also\s+|still\s+|now\s+)?(?:set|scheduled|due|expected|slated|planned|poised|supposed)\s+to|plan\w*\s+to",
    re.IGNORECASE,
)
_MODAL = r"may|might|could|allegedly|reportedly|possibly|perhaps|probably|apparently|seems?\s+to|appears?\s+to"
_HEDGE = re.compile(rf"\b(?P<cue>{_PLANNED}|{_MODAL})\b", re.IGNORECASE)
# Any of these in a statement keeps some doubt or some distance; which one is the writer's business.
_KEPT = re.compile(
    r"\b(?:may|might|could|would|will|should|must|can|to|if|whether|alleged\w*|report\w*|possib\w+|perhaps|probab\w+|"
    r"apparent\w*|likely|unlikely|expect\w*|plan\w*|schedul\w+|set|due|slated|poised|propos\w+|consider\w*|intend\w*|"
    r"aim\w*|hop(?:e|es|ed|ing)|seek\w*|want\w*|threat\w*|offer\w*|accord\w*|say|says|said|claim\w*|suspect\w*|believ\w+|"
    r"seem\w*|appear\w*|unconfirmed|unclear|potential\w*|upcoming|next|future|ahead|weigh\w*|eye|eyes|mull\w*|"
    r"suggest\w*|warn\w*|estimat\w+|think\w*|thought|option|proposal|forecast\w*|predict\w*)\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:according\s+to|reportedly|allegedly|alleged|unconfirmed|unverified|purported(?:ly)?)\b", re.IGNORECASE
)
_ATTRIBUTED = re.compile(
    r"\b(?:accord\w*|say|says|said|saying|tell|tells|told|claim\w*|alleg\w+|report\w*|suspect\w*|accus\w+|unconfirmed|"
    r"unverified|purport\w*|stat(?:es|ed)|announc\w+|find\w*|found|show\w*|put|puts|estimat\w+|cit(?:es|ed|ing))\b",
    re.IGNORECASE,
)
_MASK = "hedgedpredicate"  # one content word in place of a hedge, so that what follows it can be told
_REACH = 5  # words after a hedge among which its verb is looked for
_SETTLED = frozenset({"done", "ongoing"})


def check(claim: Claim) -> Iterator[Finding]:
    """Flags a plan told as done and a report told as fact; positions are somebody's words already."""
    content = claim.item.content
    if not isinstance(content, DraftFact | DraftHeadline):
        return
    status = content.status if isinstance(content, DraftFact) else "done"
    yield from _told_as_done(claim, status)
    hearsay = _HEARSAY.search(claim.evidence)
    if hearsay and status in _SETTLED and not _ATTRIBUTED.search(claim.statement) and _everywhere(claim):
        yield flags(f"the article says “{hearsay.group()}”, the statement does not")


def _told_as_done(claim: Claim, status: str) -> Iterator[Finding]:
    if status not in _SETTLED:
        return  # the status keeps the doubt
    told = {word.stem: word for word in clauses.read(claim.statement).words if not word.nominal}
    plainly = _unhedged(claim.evidence)
    for hedge in _HEDGE.finditer(claim.evidence):
        if not any(word.stem in told and word.stem not in plainly for word in _predicates(claim.evidence, hedge.end())):
            continue
        words = " ".join(claim.evidence[hedge.start() :].split()[: len(hedge.group().split()) + 1]).rstrip(".,;:")
        if not _KEPT.search(claim.statement):
            yield flags(f"the article says “{words}”, the statement does not")
            return
        if isinstance(claim.item.content, DraftFact) and status == "done" and _is_planned(hedge.group()):
            yield flags(f"its status is done, but the article says “{words}”")
            return


def _is_planned(cue: str) -> bool:
    return _SCHEDULED.fullmatch(cue) is not None


def _predicates(text: str, end: int) -> tuple[Word, ...]:
    """The first content word after a hedge, and what it is about doing: "expected to discuss deploying"."""
    following = clauses.read(" ".join(text[end : end + 120].split()[:_REACH])).words
    return tuple(word for place, word in enumerate(following[:2]) if place == 0 or word.written.endswith("ing"))


def _unhedged(text: str) -> frozenset[str]:
    """Stems that stand somewhere in the evidence without a hedge before them."""
    plain: set[str] = set()
    hedged = 0
    for word in clauses.read(_HEDGE.sub(_MASK, text)).words:
        if word.written == _MASK:
            hedged = 2
            continue
        if not (hedged == 2 or (hedged == 1 and word.written.endswith("ing"))):
            plain.add(word.stem)
        hedged = max(0, hedged - 1)
    return frozenset(plain)


def _everywhere(claim: Claim) -> bool:
    """Whether every cited sentence is hearsay: a second, plain one may prove the statement by itself."""
    return all(_HEARSAY.search(claim.article.quote(number)) for number in claim.cited)
