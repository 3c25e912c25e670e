"""What the article leaves open, asked in its own words: only patterns that can be turned without guessing."""

import re
from collections.abc import Callable, Iterator

from service.core import quotations
from service.core.article import Article
from service.core.attribution import Reading
from service.core.engine import Window
from service.core.words import content_stems
from service.engines.extractive import openings, prose, untold
from service.engines.extractive.asked import Asked, Place, inside, lowered, subject_of
from service.engines.extractive.silence import matter_near, silent
from service.engines.extractive.turning import WH, turned

_MOST_WORDS = 25
_MOST_EXPECTED = 2
_MOST_SILENT = 2
_SAME = 0.6


def questions(article: Article, reading: Reading, window: Window) -> list[Asked]:
    """Open questions, the most explicit first; fewer rather than weak ones."""
    numbers = range(window.first, window.last + 1)
    places = [_place(article, reading, number) for number in numbers if len(article.quote(number)) <= prose.LONGEST]
    patterns: tuple[Callable[[Place], Iterator[Asked]], ...] = (
        _unclear,
        _not_said,
        _yet_to,
        untold.unknown,
        openings.decisions,
        untold.causes,
        openings.inquiries,
        openings.requests,
        openings.undecided,
        untold.disputed,
        _denied,
        openings.deadlines,
        openings.missing,
        openings.undated,
        openings.unplanned,
        untold.untold,
        untold.reasons,
        openings.conditions,
        _declined,
        _unverified,
        _considered,
        _expected,
    )
    found = [asked for pattern in patterns for place in places for asked in pattern(place)]
    found.extend(silent(article, reading, window))
    kept: list[Asked] = []
    for asked in found:
        if _is_good(asked, article) and not _is_known(asked, kept) and not _is_one_too_many(asked, kept):
            kept.append(asked)
    return kept


def _place(article: Article, reading: Reading, number: int) -> Place:
    text = article.quote(number)
    for quoted in quotations.marked(text):
        text = text[: quoted.start] + "”" * (quoted.end - quoted.start) + text[quoted.end :]
    return Place(article, reading, number, text)


_UNKNOWN = (
    r"(?:unclear|not (?:yet |immediately |entirely )?clear|not (?:yet )?known|unknown|uncertain|undecided|unresolved|"
    r"hard to say|too early to say|remains to be seen|an open question)"
)
_UNCLEAR = re.compile(rf"\b{_UNKNOWN}(?: yet| still| exactly)? (?P<clause>{WH} [^;:”]+)")
_FRONTED = re.compile(
    rf"^(?P<clause>{WH} [^,;:”]+?) (?:is|was|remains|remained) (?:still |yet )?{_UNKNOWN}", re.IGNORECASE
)
_QUESTIONS = re.compile(
    rf"\b(?:questions?|doubts?|uncertainty) (?:remains?|remained|persists?|lingers?) (?:about|over|"
    rf"as to) (?P<clause>{WH} [^;:”]+)",
    re.IGNORECASE,
)


def _unclear(place: Place) -> Iterator[Asked]:
    """Whether the strike will be extended, from "It was unclear whether the strike would be extended"."""
    for pattern in (_UNCLEAR, _FRONTED, _QUESTIONS):
        found = pattern.search(place.text)
        if found and (question := turned(found.group("clause"))):
            yield Asked(question, "unanswered", (place.number,), "unclear")


_YET = re.compile(
    rf"\b(?:has|have|had) (?:not(?: yet)?|yet to) (?:be )?(?:say|said|decided?|announced?|confirmed?|revealed?|"
    rf"explain(?:ed)?|disclosed?|"
    rf"determined?|made clear) (?P<clause>{WH} [^;:”]+)"
)
_WOULD_NOT_SAY = re.compile(
    r"\b(?:(?:would|did|could) not|(?:refused|declined) to) (?:say|confirm|be drawn on|reveal|disclose|explain) "
    rf"(?P<clause>{WH} [^;:”]+)"
)
_YET_TO_DO = re.compile(r"^(?P<subject>[^,;:”]{3,60}?) (?:has|have) yet to (?P<deed>[a-z]+[^,;:”]*)")


_NOT_SAID = re.compile(
    r"^(?P<subject>[^,;:”]{2,60}?) (?:has|have|had|did|would) not (?:yet )?"
    r"(?:say|said|disclosed?|decided?|made clear|revealed?) "
    r"whether (?:he|she|it|they) (?:would|will) (?P<deed>[a-z]+[^,;:”]*)"
)


_LOOSE_INSIDE = re.compile(r"\bsuch\b")


def _not_said(place: Place) -> Iterator[Asked]:
    found = _NOT_SAID.match(place.text)
    if not found or _LOOSE_INSIDE.search(found.group("deed")):
        return
    subject = subject_of(place, found.group("subject"))
    told = _with_noun(place, _deed(found.group("deed")))
    if subject and told:
        sentences = tuple(sorted({*subject[1], *told[1]}))
        yield Asked(f"Will {subject[0]} {told[0]}?", "unanswered", sentences, "yet")


_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|dozens of|hundreds of|\d+) "
    r"(?P<noun>(?:[a-z-]+ ){0,2}?(?!(?:days|weeks|months|years|hours|minutes|times|people|percent)\b)[a-z]{3,}s)\b"
)


def _with_noun(place: Place, deed: str) -> tuple[str, tuple[int, ...]] | None:
    """(a deed with the noun for "them", the sentence that has it): the only things counted in the sentence before."""
    if not re.search(r"\bthem\b", deed):
        return deed, ()
    if place.number < 2:
        return None
    counted = [each.group("noun") for each in _COUNTED.finditer(place.article.quote(place.number - 1))]
    if len(counted) != 1:
        return None
    return re.sub(r"\bthem\b", f"the {counted[0]}", deed), (place.number - 1,)


def _yet_to(place: Place) -> Iterator[Asked]:
    found = _YET.search(place.text) or _WOULD_NOT_SAY.search(place.text)
    if found:
        if question := turned(found.group("clause")):
            yield Asked(question, "unanswered", (place.number,), "yet")
        return
    doing = _YET_TO_DO.match(place.text)
    if doing and (subject := subject_of(place, doing.group("subject"))):
        deed = _deed(doing.group("deed"))
        yield Asked(f"When will {subject[0]} {deed}?", "pending", subject[1], "yet")


_DECLINED = re.compile(
    r"^(?P<subject>[^;:”]{2,120}?),? (?:has |have )?(?:also )?(?:declined|refused) to "
    r"(?:comment|elaborate|discuss|answer questions|respond|say)(?P<rest>[^;”]*)"
)
_SILENT = re.compile(
    r"^(?P<subject>[^;:”]{2,120}?),? (?:did|does|has|have) not (?:immediately )?"
    r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?|comment(?:ed)?)(?P<rest>[^;”]*)"
)
_UNVERIFIED = re.compile(
    r"^Independent (?:verification|confirmation) of (?P<what>[^,;:”]{3,80}?) (?:was|is) not (?:immediately )?possible"
    r"|^(?P<claim>The (?:figures?|claims?|reports?|numbers?|footage|accounts?)) could not be "
    r"(?:independently |immediately )?(?:verified|confirmed)"
)


def _unverified(place: Place) -> Iterator[Asked]:
    """Whether the figures are right, from "Independent verification of the figures was not possible"."""
    found = _UNVERIFIED.match(place.text)
    if found is None:
        return
    what = found.group("what") or lowered(place.article, found.group("claim"))
    yield Asked(f"Can {what} be confirmed?", "not_reported", (place.number,), "unverified")


_TOPIC = re.compile(r"^ (?:on|about|over|regarding) (?P<topic>[^,;]+)")
_ASKED_ABOUT = re.compile(r"(?:questions?|inquir\w+|enquir\w+) (?:on|about|over|regarding) (?P<topic>[^,;]+)")


def _declined(place: Place) -> Iterator[Asked]:
    found = _DECLINED.match(place.text) or _SILENT.match(place.text)
    if not found:
        return
    rest = found.group("rest").rstrip(" .")
    clause = re.match(rf"^ (?P<clause>{WH} .+)", rest)
    if clause and (question := turned(clause.group("clause"))):
        yield Asked(question, "unanswered", (place.number,), "declined")
        return
    subject = _refuser(place, found.group("subject"))
    if subject is None:
        return
    topic = _TOPIC.match(rest) or _ASKED_ABOUT.search(rest)
    matter = matter_near(place)
    if topic and not re.match(r"(?:th(?:at|is|ese|ose)|it|them|his|her|its|their)\b", topic.group("topic")):
        matter = re.split(r" (?:when|after|before|while|as|because)\b", topic.group("topic"), maxsplit=1)[0].strip()
    if matter:
        yield Asked(f"What does {subject[0]} say about {matter}?", "not_reported", subject[1], "declined")


def _refuser(place: Place, words: str) -> tuple[str, tuple[int, ...]] | None:
    """Who would not say: by name where an explanation between commas gives it."""
    start = place.article.sentences[place.number - 1].start
    for party in place.reading.parties:
        if party.is_named and any(
            start < at < start + len(words) and place.text[at - start - 2 : at - start] in {", ", "d "}
            for at, _ in party.mentions
        ) and ", " in words and party.kind in {"person", "organisation"}:  # fmt: skip
            return inside(place.article, party), (place.number,)
    piece = re.split(r", (?:and|but) |; ", words)[-1]
    piece = piece if piece[:1].isupper() or piece.startswith("the ") else words
    return subject_of(place, piece.split(", ", maxsplit=1)[0])


_CONSIDERING = re.compile(
    r"(?:^|\b(?:said|that|says) )(?P<subject>(?:the |The |[A-Z])[^,;:”]{2,50}?) (?:is|are|was|"
    r"were) considering (?P<what>[^,;:”]+)"
)


def _considered(place: Place) -> Iterator[Asked]:
    found = _CONSIDERING.search(place.text)
    if found and (subject := subject_of(place, found.group("subject"))):
        yield Asked(
            f"Will {subject[0]} go ahead with {found.group('what').strip(' .')}?", "pending", subject[1], "considered"
        )


_DENIED = re.compile(r"\b(?:denied|denies) that (?P<clause>[^,;:”]+)")


def _denied(place: Place) -> Iterator[Asked]:
    found = _DENIED.search(place.text)
    if found and (question := turned("whether " + found.group("clause"), keep_tense=True)):
        yield Asked(question, "disputed", (place.number,), "denied")


_EXPECTED = re.compile(
    r"^(?P<subject>[^,;:”]{3,70}?) (?:is|are|was|were) (?:also |now |still |widely )?"
    r"(?P<cue>(?:expected|likely|set|scheduled|due|slated|planned) )?to (?P<deed>[a-z]+[^;:”]*)"
)


def _expected(place: Place) -> Iterator[Asked]:
    """How shareholders will vote, from "are expected to vote"; whether ministers will meet, from "are set to meet"."""
    found = _EXPECTED.match(place.text)
    if not found or found.group("deed").startswith("be "):
        return
    subject = subject_of(place, found.group("subject"))
    if subject is None:
        return
    deed = _deed(found.group("deed"))
    verb = deed.split(maxsplit=1)[0]
    opener = "How will" if verb in {"vote", "rule"} else "Will"
    yield Asked(f"{opener} {subject[0]} {deed}?", "pending", subject[1], "expected")


def _deed(words: str) -> str:
    """What is to be done, without what only explains it."""
    words = re.split(r", | (?:as|while|because|although|though|when) ", words.strip(" ."), maxsplit=1)[0]
    if prose.count(words) > 14:
        words = re.split(r" (?:to|that|which|in order to|so that) (?=[a-z])", words, maxsplit=1)[0]
    return words.strip(" .")


# "Its" or "their" before anything it could mean: "Will its owner sell?", but not "Will the group send its head?".
_OWNED = re.compile(
    r"(?:(?:Who|What|When|Where|Why|How|Which|Will|Would|Can|Could|May|Must|Is|Are|Was|Were|Has|Have|Had|Did|Does|Do|"
    r"many|much|of|in|the) ?)+ ?(?:its|their)\b(?! own)",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\b(?:he|she|it|they|him|them|this|these|those|herself|himself|themselves)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^\w+ (?:his|her|its|their)\b", re.IGNORECASE)


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
        or question.count("(") != question.count(")")
    ):
        return False
    if asked.sort in {"silent", "declined", "denied", "unverified", "inquiry", "cause", "disputed", "deadline"}:
        return True
    return not _is_answered(asked, article)


def _is_answered(asked: Asked, article: Article) -> bool:
    """Whether a later sentence tells nearly all of it as done."""
    wanted = content_stems(asked.question)
    last = max(asked.sentences)
    return bool(wanted) and any(
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
    most = {"expected": _MOST_EXPECTED, "silent": _MOST_SILENT}.get(asked.sort)
    return most is not None and sum(other.sort == asked.sort for other in kept) >= most
