"""What the source hedges, plans or merely reports is not told as done."""

import itertools
import re
from collections.abc import Iterator
from typing import Literal

from service.core import clauses, denials, tenses
from service.core.claim import Claim, Finding, fails, flags
from service.core.clauses import Reading, Word
from service.core.draft import DraftFact, DraftHeadline, DraftPosition
from service.core.passage import Wording, per_wording
from service.core.quantities.words import CARDINALS
from service.core.words import FUNCTION_WORDS, content_stems, per_word, stem, words

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
_MODAL = r"(?-i:may)|might|could|allegedly|reportedly|possibly|perhaps|probably|apparently|seems?\s+to|appears?\s+to"
_HEDGE = re.compile(rf"\b(?P<cue>{_PLANNED}|{_MODAL})\b", re.IGNORECASE)
# Any of these in a statement keeps some doubt or some distance; which one is the writer's business.
_KEPT = re.compile(
    r"\b(?:(?-i:may)|might|could|would|will|should|must|can|to|if|whether|alleged\w*|report\w*|possib\w+|perhaps|probab\w+|"
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
# Any of these keeps the doubt of a "may"; a "will" does not.
_DOUBTED = re.compile(
    r"\b(?:(?-i:may)|might|could|whether|unless|alleged\w*|reported\w*|possib\w+|perhaps|probab\w+|"
    r"apparent\w*|likely|unlikely|expect\w*|suspect\w*|believ\w+|seem\w*|appear\w*|unconfirmed|unclear|potential\w*|"
    r"suggest\w*|warn\w*|think\w*|thought|fear\w*|risk\w*|threat\w*|consider\w*|option|proposal|propos\w+|"
    r"claim\w*|doubt\w*|uncertain\w*|chance|capable|able|hope\w*|hint\w*)\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:as\s+(?:low|high|much|many|few|little|early|late|long)\s+as|up\s+to|at\s+(?:least|most)|no\s+(?:more|less|fewer)"
    r"\s+than|allegedly|reportedly|possibly|perhaps|probably|apparently|presumably|seemingly|supposedly|purportedly|"
    r"almost|nearly|partly|partially|mostly|largely|mainly|suspected|alleged|apparent|possible|potential|probable|"
    r"in\s+principle|tentatively|temporarily|provisionally|conditionally|so-called|tentative|preliminary|provisional|"
    r"unconfirmed|(?:about|around|roughly|approximately|estimated|some)(?=\s+[$£€]?\d))(?=\s)",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:as\s+\w+\s+as|up\s+to|at\s+(?:least|most)|no\s+(?:more|less|fewer)\s+than|maximum|minimum|more\s+than|less\s+"
    r"than|fewer\s+than|over|under|almost|nearly|close\s+to|about|around|roughly|some|approximately|part\w*|most\w*|"
    r"large\w*|main\w*|or\s+(?:more|less|fewer|so)|upwards|estimated|tops?|virtually|practically|just|tentative\w*|preliminary|provisional|conditional)\b",
    re.IGNORECASE,
)
# The one word of a cue that few texts have.
_HEDGE_WORD = re.compile(
    r"(?:set|scheduled|due|expected|slated|planned|likely|unlikely|poised|supposed|said|believed|thought|reported|plans?|"
    r"planning|intends?|aims?|hopes?|considering|considers|proposed|proposes|seeks?|wants?|threatens?|threatened|offered|"
    r"(?-i:may)|might|could|allegedly|reportedly|possibly|perhaps|probably|apparently|seems?|appears?)",
    re.IGNORECASE,
)
_LIMIT_WORD = re.compile(
    r"(?:low|high|much|many|few|little|early|late|long|up|least|most|than|allegedly|reportedly|possibly|perhaps|probably|"
    r"apparently|presumably|seemingly|supposedly|purportedly|almost|nearly|partly|partially|mostly|largely|mainly|"
    r"suspected|alleged|apparent|possible|potential|probable|principle|tentatively|temporarily|provisionally|"
    r"conditionally|called|tentative|preliminary|provisional|unconfirmed|about|around|roughly|approximately|estimated|"
    r"some)",
    re.IGNORECASE,
)
_HEARSAY_WORD = re.compile(
    r"(?:according|reportedly|allegedly|alleged|unconfirmed|unverified|purported(?:ly)?)", re.IGNORECASE
)
_BELIEF = re.compile(
    r"\b(?:believe[sd]?|thinks?|thought|suspect(?:s|ed)?|fear(?:s|ed)?|claim(?:s|ed)?|alleg(?:e|es|ed)|speculat\w+|"
    r"suggest(?:s|ed)?|guess(?:es|ed)?|assum(?:e|es|ed)|reckon(?:s|ed)?|accused|seems?|seemed|appears?|appeared|likely|argue[sd]?)\b",
    re.IGNORECASE,
)
_COMPANY = 15  # tokens beside a predicate among which another word must be the same for it to be the same deed
_MASK = "hedgedpredicate"  # one content word in place of a hedge, so that what follows it can be told
_REACH = 5  # words after a hedge among which its verb is looked for
_SETTLED = frozenset({"done", "ongoing"})
_UNSETTLED = frozenset({"scheduled", "expected"})


def check(claim: Claim) -> Iterator[Finding]:
    """Fails on what is still to come told as done; flags a doubt, a limit or a source that the statement drops."""
    content = claim.item.content
    if not isinstance(content, DraftFact | DraftHeadline | DraftPosition):
        return
    status = content.status if isinstance(content, DraftFact) else "done"
    untimely = _untimely(claim, status)
    if untimely is not None:
        yield untimely
        return
    softened = _softened(claim, status)
    if softened is not None:
        yield softened
        return
    if isinstance(content, DraftPosition):
        return  # somebody's words already
    yield from _told_as_done(claim, status)
    hearsay = _hearsay(claim.proof.wording) if status in _SETTLED else None
    if hearsay and "attributes" not in _kinds_in(claim.said) and _everywhere(claim):
        yield flags(f"the article says “{hearsay}”, the statement does not")


# Words that hedge ------------------------------------------------------------------------------------------------
# Most texts have none of them. A word is told once, and only texts that have one are searched for the whole cue.

_Kind = Literal["hedges", "limits", "is hearsay", "keeps", "attributes", "doubts", "believes"]
_WORDS: dict[_Kind, re.Pattern[str]] = {
    "hedges": _HEDGE_WORD,
    "limits": _LIMIT_WORD,
    "is hearsay": _HEARSAY_WORD,
    "keeps": _KEPT,
    "attributes": _ATTRIBUTED,
    "doubts": _DOUBTED,
    "believes": _BELIEF,
}


@per_word
def _kinds(word: str) -> frozenset[_Kind]:
    return frozenset(kind for kind, words in _WORDS.items() if words.fullmatch(word))


@per_wording
def _kinds_in(wording: Wording) -> frozenset[_Kind]:
    return frozenset().union(*map(_kinds, wording.runs))


@per_wording
def _hedges(wording: Wording) -> tuple[re.Match[str], ...]:
    return tuple(_HEDGE.finditer(wording.text)) if "hedges" in _kinds_in(wording) else ()


@per_wording
def _limits(wording: Wording) -> tuple[re.Match[str], ...]:
    return tuple(_LIMIT.finditer(wording.text)) if "limits" in _kinds_in(wording) else ()


@per_wording
def _belief(wording: Wording) -> re.Match[str] | None:
    return _BELIEF.search(wording.text) if "believes" in _kinds_in(wording) else None


@per_wording
def _hearsay(wording: Wording) -> str | None:
    found = _HEARSAY.search(wording.text) if "is hearsay" in _kinds_in(wording) else None
    return found.group() if found is not None else None


@per_wording
def _puts_off(wording: Wording) -> bool:
    return tenses.may_be_to_come(wording.clauses)


# Told as done, or as to come ------------------------------------------------------------------------------------


def _untimely(claim: Claim, status: str) -> Finding | None:
    """What the statement tells as done and the evidence only as to come, or the other way round."""
    if claim.repeats_all or (status not in _UNSETTLED and not _puts_off(claim.proof.wording)):
        return None
    said, stands = claim.said.clauses, claim.proof.wording.clauses
    for word, alike in claim.shared:
        if word.nominal or word.negated:
            continue
        told = tenses.time_of(said, word.at)
        is_past, is_to_come = told == "past", told == "to come" and status in _UNSETTLED
        if not is_past and not is_to_come:
            continue
        there = [other for other in alike if not other.nominal]
        times = {tenses.time_of(stands, other.at) for other in there}
        early = is_past and "to come" in times and "past" not in times and not word.mood
        late = is_to_come and times == {"past"} and word.mood == "will"
        if (early or late) and _share_company(said, word, stands, there):
            detail = _side_by_side(said, word, stands, there[0])
            is_sure = early and times == {"to come"} and status in _SETTLED and not stands.has_short_answer(said)
            return fails(detail) if is_sure else flags(detail)
    return None


def _share_company(said: Reading, word: Word, stands: Reading, there: list[Word]) -> bool:
    """Whether the same predicate has another word in common in both: whose it is, or what it is done to."""
    company = {other.stem for other in _beside(said, word)}
    return any(other.stem in company for place in there for other in _beside(stands, place))


def _beside(reading: Reading, predicate: Word) -> Iterator[Word]:
    return (word for word in reading.near(predicate.at, _COMPANY) if word.at != predicate.at)


def _side_by_side(said: Reading, word: Word, stands: Reading, other: Word) -> str:
    return (
        f"the statement says “{_with_auxiliary(said, word)}” where the article says “{_with_auxiliary(stands, other)}”"
    )


def _with_auxiliary(reading: Reading, word: Word) -> str:
    """A predicate with the verbs before it: "will be published"."""
    first = word.at
    while first > 0 and word.at - first < _REACH and reading.tokens[first - 1] in denials.AUXILIARIES | {"to", "not"}:
        first -= 1
    return " ".join(reading.tokens[first : word.at + 1])


def _softened(claim: Claim, status: str) -> Finding | None:
    """A "may" or an "at most" of the evidence that stood before the same words and is gone from the statement."""
    if status not in _SETTLED | _UNSETTLED:
        return None  # "alleged" and "disputed" keep the doubt
    said, stands = claim.said.clauses, claim.proof.wording.clauses
    for word, there in claim.shared if tenses.may_be_possible(stands) and not claim.repeats_all else ():
        # One that is not possible settles it for all, and nearly none is.
        if any(tenses.time_of(stands, other.at) != "possible" for other in there):
            continue
        if word.nominal or "doubts" in _kinds_in(claim.said):
            continue
        told = tenses.time_of(said, word.at)
        if (
            told == "to come"
            and word.mood == "will"
            and status in _SETTLED | _UNSETTLED
            and _share_company(said, word, stands, there)
        ):
            return fails(_side_by_side(said, word, stands, there[0]))
        if told in {"past", "to come"}:
            return flags(f"the article says “{_with_auxiliary(stands, there[0])}”, the statement does not")
    return _approximated(claim) or _believed(claim)


def _believed(claim: Claim) -> Finding | None:
    """Somebody's belief told as a fact: all the statement shares with the one sentence stands behind "believe"."""
    if claim.section == "positions" or len(claim.cited) > 1:
        return None
    belief = _belief(claim.proof.wording)
    if belief is None or not _kinds_in(claim.said).isdisjoint({"doubts", "attributes"}):
        return None
    said = claim.said.stems
    before, behind = content_stems(claim.proof.text[: belief.start()]), content_stems(claim.proof.text[belief.end() :])
    if said & behind and not said & before:
        return flags(f"the article says “{belief.group()}”, the statement does not")
    return None


def _approximated(claim: Claim) -> Finding | None:
    """A limit or a doubt right before a number or a word that the statement has without it."""
    limits = _limits(claim.proof.wording)
    if not limits or _LIMITED.search(claim.statement) or "doubts" in _kinds_in(claim.said):
        return None
    said = {stem(word) for word in words(claim.statement)}
    for limit in limits:
        following = list(itertools.islice(words(claim.proof.text[limit.end() : limit.end() + 60]), 2))
        if not following or following[0] in FUNCTION_WORDS or _is_of_another(following, said):
            continue
        if stem(following[0]) in said and limit.group().lower() not in claim.statement.lower():
            return flags(f"the article says “{limit.group()} {following[0]}”, the statement does not")
    return None


def _is_of_another(following: list[str], said: set[str]) -> bool:
    """Whether a limited number is of a thing the statement does not speak of: "nearly two hours", "two sites"."""
    number = following[0].isdigit() or following[0].lower() in CARDINALS
    return number and len(following) > 1 and stem(following[1]) not in said


def _told_as_done(claim: Claim, status: str) -> Iterator[Finding]:
    if status not in _SETTLED:
        return  # the status keeps the doubt
    proof = claim.proof.wording
    hedges = _hedges(proof)
    if not hedges:
        return
    told = {word.stem for word in claim.said.clauses.words if not word.nominal}
    for hedge in hedges:
        if not any(
            word.stem in told and word.stem not in _unhedged(proof) for word in _predicates(proof.text, hedge.end())
        ):
            continue
        words = " ".join(proof.text[hedge.start() :].split()[: len(hedge.group().split()) + 1]).rstrip(".,;:")
        if "keeps" not in _kinds_in(claim.said):
            yield flags(f"the article says “{words}”, the statement does not")
            return
        is_planned = _is_planned(hedge.group()) and not _A_PLAN.search(proof.text, 0, hedge.start())
        if isinstance(claim.item.content, DraftFact) and status == "done" and is_planned:
            yield flags(f"its status is done, but the article says “{words}”")
            return


# "Halted its plan to close": what is told is of the plan, and may well be done.
_A_PLAN = re.compile(r"\b(?:its|the|an?|his|her|their|this|that|those|any|no|\w+[’']s)\s\Z", re.IGNORECASE)


def _is_planned(cue: str) -> bool:
    return _SCHEDULED.fullmatch(cue) is not None


def _predicates(text: str, end: int) -> tuple[Word, ...]:
    """The first content word after a hedge, and what it is about doing: "expected to discuss deploying"."""
    following = clauses.read(" ".join(text[end : end + 120].split()[:_REACH])).words
    return tuple(word for place, word in enumerate(following[:2]) if place == 0 or word.written.endswith("ing"))


@per_wording
def _unhedged(wording: Wording) -> frozenset[str]:
    """Stems that stand somewhere in a text without a hedge before them."""
    plain: set[str] = set()
    hedged = 0
    for word in clauses.read(_HEDGE.sub(_MASK, wording.text)).words:
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
