"""What the article leaves open, asked in its own words: only patterns that can be turned without guessing."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from service.core import quotations
from service.core.article import Article
from service.core.attribution import Reading
from service.core.engine import Window
from service.core.words import content_stems, per_word
from service.engines.extractive.asking import (
    accounts,
    approvals,
    awaited,
    comments,
    deadlines,
    disputes,
    figures,
    intended,
    openings,
    outcomes,
    outright,
    sought,
    unsaid,
    untold,
)
from service.engines.extractive.asking.asked import Asked, Place
from service.engines.extractive.asking.dropped import is_dropped
from service.engines.extractive.asking.silence import silent
from service.engines.extractive.asking.soundness import is_sound
from service.engines.extractive.sentences import prose

_MOST_KEPT = 20  # of which a brief shows the first that pass the checks
_MOST = {"expected": 2, "scheduled": 1, "silent": 2, "called": 1, "declined": 2}  # of one sort
_WEAK = frozenset({"silent", "expected", "scheduled", "called", "feared", "declined"})
_ENOUGH = 3  # questions from which no weak one is added
_SAME = 0.6

_Pattern = Callable[[Place], Iterator[Asked]]
# Each with letters of which a sentence must have some for the pattern to find anything: most sentences have none, and
# looking for letters is a hundred times as quick as looking for patterns.
_PATTERNS: tuple[tuple[_Pattern, tuple[str, ...]], ...] = (
    (unsaid.unknown, ("wh", "Wh", "how", "How", " if ", "If ")),
    (unsaid.unproven, ("n’t", "n't", "not", "Nor", "nor", "far from", "report", "claim", "llegation", "uggestion")),
    (unsaid.elliptic, ("whether", " if ")),
    (unsaid.unanswered, ("whether", " if ")),
    (unsaid.unsaid, ("when", "where", "how", "why")),
    (unsaid.evaded, ("sked", "ressed")),
    (unsaid.admitted, ("”””",)),
    (
        openings.decisions,
        tuple(
            (
                "vote decid rule ruling consider debat weigh discuss choos meet decision verdict judgm "
                "report result finding sentenced"
            ).split()
        ),
    ),
    (openings.awaited_decisions, ("decision", "vote", "ruling", "verdict")),
    (untold.causes, ("cause",)),
    (openings.inquiries, ("nquiry", "nvestigation", "review", "probe", "nquest", "audit")),
    (awaited.investigations, ("examin", "investigat", "review", "looking", "audit", "probing")),
    (openings.requests, ("ask", "petition", "urged")),
    (openings.undecided, ("appeal",)),
    (deadlines.unsettled, (" on a",)),
    (approvals.undecided_votes, ("undecided",)),
    (disputes.disputed, ("dispute", "reject", "contest", "question", "den")),
    (
        figures.figures,
        tuple("0123456789") + tuple("two three four five six seven eight nine ten eleven twelve teen ty ".split()),
    ),
    (accounts.accounts, ("”””", "caused", "started", "sparked", "triggered", "set off", "here ")),
    (disputes.accused, ("accus", "suspect")),
    (disputes.denied, ("den", "reject", "dismiss")),
    (deadlines.deadlines, ("until", "days", "weeks", "months")),
    (openings.missing, ("missing", "unaccounted")),
    (sought.sought, ("for ", "found", "traced", "located", "not ", "recovered", "large", " run", "hiding")),
    (deadlines.undated, ("date", "schedul")),
    (deadlines.unplanned, ("No ",)),
    (deadlines.yet_to, (" to ", "not ")),
    (
        approvals.approvals,
        tuple(
            (
                "approv consent agree sign vote ratif back clear pass goes heads moves returns going accept "
                "pay lift win secure receive get obtain support consider before put "
                "need requir lack licen permi clearance await"
            ).split()
        ),
    ),
    (approvals.applications, ("appl", "seek", "sought")),
    (awaited.results, ("esult", "indings", "utcome", "tests", "samples", " not be ")),
    (
        awaited.trials,
        (
            "charged",
            "guilty",
            "trial",
            "onvicted",
            "nquest",
            "nquiry",
            "ury",
            "urors",
            "case",
            "hearing",
            "inquest",
            "inquiry",
        ),
    ),
    (awaited.sentences, ("entenc",)),
    (approvals.uncertain, ("certain", "assured", "guaranteed", "doubt", "elusive", "balance")),
    (approvals.further, (" if ", "unless")),
    (sought.successors, ("successor", "replacement")),
    (sought.appointments, ("name", "appoint", "choose", "elect", "pick", "select")),
    (awaited.hearings, (" hear", " consider", "reserved", "would", "will")),
    (awaited.talks, ("alks", "egotiations", "iscussions")),
    (
        untold.untold,
        (
            "reason",
            "explanation",
            "date",
            "time",
            "estimate",
            "details",
            "figure",
            "breakdown",
            "responsibility",
            "named",
            "identi",
            "name",
        ),
    ),
    (untold.withheld, ("not", "never", "yet to", "un")),
    (untold.unpublished, ("not ", "yet to", "never")),
    (untold.undisclosed, ("undisclosed",)),
    (untold.unexplained, ("explain", "mystery", "baffled", "puzzled")),
    (untold.crimes, ("motive", "arrest", "charged", "detained")),
    (untold.reasons, ("why", "how")),
    (openings.conditions, ("provided", "condition", "as long", "only if", "assuming")),
    (comments.declined, ("comment", "declin", "refus", "respon", "repl", "return", "answer", "reached", "available")),
    (comments.unverified, ("verif", "confirm")),
    (intended.considered, ("consider", "weigh", "mull", "explor", "rul", "exclud")),
    (
        intended.intended,
        tuple(
            (
                "advice consider weigh threat plan prepar vow seek pledg promis hope aim intend would will may calls "
                "pressure demands"
            ).split()
        ),
    ),
    (intended.expected, (" to ",)),
    (intended.called_for, (" for ",)),
    (intended.feared, ("fear", "worr", "concern", "warn")),
    (intended.recommended, (" that ",)),
    (intended.urged, ("urg", "called on", "calls on", "calling on", "asked", "pressed")),
    (intended.resignations, ("resignation",)),
    (outcomes.contests, ("A ", "An ", "The ")),
    (
        outcomes.proposals,
        (" bill", " motion", " amendment", " resolution", " plan", " proposal", " scheme", " project"),
    ),
    (outcomes.ballots, ("ballot",)),
    (outcomes.futures, ("future",)),
    (outcomes.searches, ("seeking", "looking for", "searching for", "in search of")),
    (outcomes.agreements, ("apart", "deadlocked", "divided", "odds", "agreement", "must", " to ", " on the ")),
    (outcomes.casualties, ("no ",)),
    (
        disputes.contradicted,
        ("not", "n’t", "n't", " to have ", "untrue", "false", "wrong", "correct", "inaccurate", "nonsense", " lie"),
    ),
    (outright.outright, ("?",)),
    (openings.confidence, ("confidence",)),
    (disputes.corrected, ("rather than", "not ", "instead of")),
)


def questions(article: Article, reading: Reading, window: Window) -> list[Asked]:
    """Open questions, those that matter most to the story first; fewer rather than weak ones."""
    numbers = range(window.first, window.last + 1)
    places = [_place(article, reading, number) for number in numbers if len(article.quote(number)) <= prose.LONGEST]
    found = [asked for place in places for asked in _asked_at(place)]
    found.extend(silent(article, reading, window))
    if any(asked.sort == "trial" for asked in found) and awaited.is_judged(article.text):
        found = [asked for asked in found if asked.sort != "trial"]
    if any(asked.sort == "trial" and asked.question.endswith("be convicted?") for asked in found):
        found = [asked for asked in found if asked.question != "How will the trial end?"]
    stems = [content_stems(article.quote(number)) for number in range(1, len(article.sentences) + 1)]
    names = frozenset[str]().union(*(content_stems(party.name) for party in reading.parties if party.is_named))
    weights = _weights(stems, window)
    kept: list[Asked] = []
    for asked in sorted(found, key=lambda asked: -_worth(asked, weights)):
        if _is_good(asked, article, stems) and not _is_known(asked, kept, names) and not _is_one_too_many(asked, kept):
            kept.append(asked)
            if len(kept) == _MOST_KEPT:
                break
    return kept


_PHRASES = tuple((some, at) for at, (_, letters) in enumerate(_PATTERNS) for some in letters if " " in some)


@per_word
def _opened_by(word: str) -> frozenset[int]:
    """The places in `_PATTERNS` of those that a word has letters for."""
    return frozenset(at for at, (_, letters) in enumerate(_PATTERNS) if any(some in word for some in letters))


def _asked_at(place: Place) -> Iterator[Asked]:
    # What is quoted is blanked out by as many marks: most are left out, or they made a word too long to be remembered.
    text = place.text.replace("”" * 30, "”””")
    opened = {at for some, at in _PHRASES if some in text}.union(*map(_opened_by, text.split()))
    for at in sorted(opened):
        yield from _PATTERNS[at][0](place)


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
    "accused": 0.6,
    "outright": 0.55,
    "proposed": 0.45,
    "feared": 0.5,
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
_OFTEN = 6  # sentences from which a word is as much what the news is about as any
_ABOUT = 0.5  # what a question is worth that is all about what the news is about, beside one that is not


def _weights(stems: Sequence[frozenset[str]], window: Window) -> Counter[str]:
    """How often each stem stands in the window, twice as much where the lead has it."""
    counts: Counter[str] = Counter()
    for number in range(window.first, window.last + 1):
        counts.update(stems[number - 1])
        if number < window.first + _LEAD:
            counts.update(stems[number - 1])
    return counts


def _worth(asked: Asked, weights: Counter[str]) -> float:
    stems = content_stems(asked.question)
    about = sum(min(weights[stem], _OFTEN) for stem in stems) / (_OFTEN * max(1, len(stems)))
    return _SORTS[asked.sort] + _ABOUT * about


def _is_good(asked: Asked, article: Article, stems: Sequence[frozenset[str]]) -> bool:
    if not is_sound(asked.question):
        return False
    if asked.sort in _NEVER_ANSWERED:
        return True
    if is_dropped(asked, article):
        return False
    return not _is_answered(asked, article, stems)


_LEFT_OPEN = re.compile(
    r"\b(?:not|if|whether|would|will|unless|may|could|might|can|consider\w*|plans?|expected|unclear|unknown)\b|n[’']t\b"
)
# What others say about it later in the text is no answer to these.
_NEVER_ANSWERED = frozenset("silent declined denied unverified inquiry cause disputed deadline figures".split())


def _is_answered(asked: Asked, article: Article, stems: Sequence[frozenset[str]]) -> bool:
    """Whether a later sentence tells nearly all of it as done."""
    wanted = content_stems(asked.question)
    last = max(asked.sentences)
    if not wanted or asked.question.startswith(("Who is", "Who are")):
        return False
    return any(
        len(wanted & told) >= 0.8 * len(wanted) and not _LEFT_OPEN.search(article.quote(number))
        for number, told in enumerate(stems[last:], start=last + 1)
    )


def _is_known(asked: Asked, kept: list[Asked], names: frozenset[str]) -> bool:
    """Whether a question that is kept asks the same; that both are about one party makes them no more alike."""
    stems = _without(content_stems(_plainly(asked.question)), names)
    for other in kept:
        theirs = _without(content_stems(_plainly(other.question)), names)
        if stems and theirs and len(stems & theirs) > _SAME * min(len(stems), len(theirs)):
            return asked.sort != "silent" or other.sort != "silent"
    return False


_OTHER_WORDS = {"blast": "explosion", "blaze": "fire", "collision": "crash"}
_OTHER_WORD = re.compile(rf"\b(?:{'|'.join(_OTHER_WORDS)})\b")


def _plainly(question: str) -> str:
    """A question with one word for what news has two for."""
    return _OTHER_WORD.sub(lambda found: _OTHER_WORDS[found.group()], question)


def _without(stems: frozenset[str], names: frozenset[str]) -> frozenset[str]:
    return stems - names or stems


def _is_one_too_many(asked: Asked, kept: list[Asked]) -> bool:
    if asked.sort in _WEAK and len(kept) >= _ENOUGH:
        return True
    most = _MOST.get(asked.sort)
    return most is not None and sum(other.sort == asked.sort for other in kept) >= most
