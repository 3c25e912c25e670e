"""What the article leaves open, asked in its own words: only patterns that can be turned without guessing."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from service.core import quotations
from service.core.article import Article
from service.core.attribution import Reading
from service.core.engine import Window
from service.core.words import content_stems
from service.engines.extractive import (
    approvals,
    awaited,
    disputes,
    figures,
    intended,
    openings,
    prose,
    sought,
    unsaid,
    untold,
)
from service.engines.extractive.asked import Asked, Place
from service.engines.extractive.silence import silent

_MOST_WORDS = 25
_MOST = {"expected": 2, "scheduled": 1, "silent": 2, "called": 1, "declined": 2}  # of one sort
_SAME = 0.6

_PATTERNS: tuple[Callable[[Place], Iterator[Asked]], ...] = (
    unsaid.unknown,
    unsaid.unproven,
    unsaid.elliptic,
    unsaid.unsaid,
    unsaid.evaded,
    unsaid.admitted,
    openings.decisions,
    untold.causes,
    openings.inquiries,
    awaited.investigations,
    openings.requests,
    openings.undecided,
    openings.unsettled,
    approvals.undecided_votes,
    disputes.disputed,
    figures.figures,
    disputes.accused,
    disputes.denied,
    openings.deadlines,
    openings.missing,
    sought.sought,
    openings.undated,
    openings.unplanned,
    openings.yet_to,
    approvals.approvals,
    approvals.applications,
    awaited.results,
    awaited.trials,
    awaited.sentences,
    approvals.uncertain,
    approvals.further,
    sought.successors,
    sought.appointments,
    awaited.talks,
    untold.untold,
    untold.withheld,
    untold.undisclosed,
    untold.unexplained,
    untold.crimes,
    untold.reasons,
    openings.conditions,
    unsaid.declined,
    unsaid.unverified,
    intended.considered,
    intended.intended,
    intended.expected,
    intended.called_for,
)


def questions(article: Article, reading: Reading, window: Window) -> list[Asked]:
    """Open questions, those that matter most to the story first; fewer rather than weak ones."""
    numbers = range(window.first, window.last + 1)
    places = [_place(article, reading, number) for number in numbers if len(article.quote(number)) <= prose.LONGEST]
    found = [asked for place in places for pattern in _PATTERNS for asked in pattern(place)]
    found.extend(silent(article, reading, window))
    weights = _weights(article, window)
    kept: list[Asked] = []
    for asked in sorted(found, key=lambda asked: -_worth(asked, weights)):
        if _is_good(asked, article) and not _is_known(asked, kept) and not _is_one_too_many(asked, kept):
            kept.append(asked)
    return kept


def _place(article: Article, reading: Reading, number: int) -> Place:
    text = article.quote(number)
    for quoted in quotations.marked(text):
        text = text[: quoted.start] + "”" * (quoted.end - quoted.start) + text[quoted.end :]
    return Place(article, reading, number, text)


# How surely the words of a pattern leave something open that a reader would ask, before what it is about counts.
_SORTS = {
    "unclear": 1.0,
    "cause": 1.0,
    "disputed": 0.95,
    "figures": 0.9,
    "yet": 0.9,
    "denied": 0.85,
    "decision": 0.85,
    "appeal": 0.8,
    "approval": 0.8,
    "successor": 0.8,
    "untold": 0.8,
    "missing": 0.8,
    "trial": 0.75,
    "request": 0.75,
    "undated": 0.75,
    "inquiry": 0.7,
    "deadline": 0.7,
    "results": 0.7,
    "reason": 0.7,
    "talks": 0.65,
    "considered": 0.65,
    "threatened": 0.65,
    "sought": 0.65,
    "condition": 0.6,
    "unplanned": 0.6,
    "unverified": 0.6,
    "declined": 0.5,
    "called": 0.4,
    "expected": 0.35,
    "silent": 0.3,
    "scheduled": 0.1,
}
_LEAD = 3  # sentences that tell what the news is about
_ABOUT = 0.5  # what a question is worth that is all about what the news is about, beside one that is not


def _weights(article: Article, window: Window) -> Counter[str]:
    """How often each stem stands in the window, twice as much where the lead has it."""
    counts: Counter[str] = Counter()
    for number in range(window.first, window.last + 1):
        for stem in content_stems(article.quote(number)):
            counts[stem] += 2 if number < window.first + _LEAD else 1
    return counts


def _worth(asked: Asked, weights: Counter[str]) -> float:
    stems = content_stems(asked.question)
    most = sorted(weights.values(), reverse=True)[: max(1, len(stems))]
    about = sum(min(weights[stem], most[-1]) for stem in stems) / max(1, most[-1] * len(stems))
    return _SORTS[asked.sort] + _ABOUT * about


# "Its" or "their" before anything it could mean: "Will its owner sell?", but not "Will the group send its head?".
_OWNED = re.compile(
    r"(?:(?:Who|What|When|Where|Why|How|Which|Will|Would|Can|Could|May|Must|Is|Are|Was|Were|Has|Have|Had|Did|Does|Do|"
    r"many|much|of|in|the) ?)+ ?(?:its|their)\b(?! own)",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:he|she|it|they|him|them|this|these|those|herself|himself|themselves|we|us|our|you|your|I|my|me|there by)\b|"
    r"\b(?:the (?:former|latter|rest|others|other\?)|one another|each other)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"^\w+ (?:his|her|its|their)\b", re.IGNORECASE)
_DANGLING = re.compile(
    r"\b(?:a|an|the|of|to|in|on|at|for|by|with|and|or|but|from|as|that|which|who|whether|than|into|over|under|its|"
    r"their|his|her|would|will|not|be|been|being|have|has|is|are)\?$"
)
# "Where will it come from?", "what is it made of?": a preposition may end a question that asks for its noun.
_MAY_DANGLE = re.compile(
    r"^(?:(?:Where|What|Who|Which|How|Whom)\b.* (?:of|to|in|on|at|for|by|with|from|into|over|under)|What .* be)\?$"
)


# Half of a quotation in single marks, or text whose marks stand apart from their words.
_MARK = re.compile(r"[‘`<>@#{}|*_=]|(?:^|\s)['’]|'(?=\s)(?<!s')| [.,;!]")


def _own(question: str) -> str:
    """A question up to the first name or noun that "its" in it could mean, and the word after that."""
    return " ".join(question.split()[:6])


def _is_good(asked: Asked, article: Article) -> bool:
    question = asked.question
    if prose.count(question) > _MOST_WORDS or prose.count(question) < 3 or "”" in question:
        return False
    if (
        re.search(r"\b(?:his|her|such)\b(?! own)", _own(question))
        or _OWNED.match(question)
        or _LOOSE.search(question)
        or _POSSESSIVE.match(question)
        or (_DANGLING.search(question) and not _MAY_DANGLE.match(question))
        or not prose.is_balanced(question)
        or _MARK.search(question)
    ):
        return False
    if asked.sort in {
        "silent",
        "declined",
        "denied",
        "unverified",
        "inquiry",
        "cause",
        "disputed",
        "deadline",
        "figures",
    }:
        return True
    return not _is_answered(asked, article)


def _is_answered(asked: Asked, article: Article) -> bool:
    """Whether a later sentence tells nearly all of it as done."""
    wanted = content_stems(asked.question)
    last = max(asked.sentences)
    if not wanted or asked.question.startswith(("Who is", "Who are")):
        return False
    return any(
        len(wanted & content_stems(article.quote(number))) >= 0.8 * len(wanted)
        for number in range(last + 1, len(article.sentences) + 1)
    )


def _is_known(asked: Asked, kept: list[Asked]) -> bool:
    stems = content_stems(asked.question)
    for other in kept:
        theirs = content_stems(other.question)
        if stems and theirs and len(stems & theirs) > _SAME * min(len(stems), len(theirs)):
            return asked.sort != "silent" or other.sort != "silent"
    return False


def _is_one_too_many(asked: Asked, kept: list[Asked]) -> bool:
    most = _MOST.get(asked.sort)
    return most is not None and sum(other.sort == asked.sort for other in kept) >= most
