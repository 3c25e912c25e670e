"""What the article leaves open, asked in its own words: only patterns that can be turned without guessing."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from service.core import names, quotations
from service.core.article import Article
from service.core.attribution import Party, Reading
from service.core.draft import OpenReason
from service.core.engine import Window
from service.core.words import content_stems
from service.engines.extractive import prose
from service.engines.extractive.nouns import is_common
from service.engines.extractive.turning import WH, turned

_MOST_WORDS = 25
_MOST_EXPECTED = 2
_MOST_SILENT = 2
_MENTIONS_OF_SILENT = 3
_SAME = 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """A question the article raises."""

    question: str
    reason: OpenReason
    sentences: tuple[int, ...]
    sort: str  # the pattern it comes from


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence as the patterns see it: quotations blanked out, offsets kept."""

    article: Article
    reading: Reading
    number: int
    text: str


def questions(article: Article, reading: Reading, window: Window) -> list[Asked]:
    """Open questions, the most explicit first; fewer rather than weak ones."""
    numbers = range(window.first, window.last + 1)
    places = [_place(article, reading, number) for number in numbers if len(article.quote(number)) <= prose.LONGEST]
    patterns: tuple[Callable[[_Place], Iterator[Asked]], ...] = (
        _unclear,
        _yet_to,
        _not_said,
        _declined,
        _unverified,
        _considered,
        _denied,
        _expected,
    )
    found = [asked for pattern in patterns for place in places for asked in pattern(place)]
    found.extend(_silent(article, reading, window))
    kept: list[Asked] = []
    for asked in found:
        if _is_good(asked, article) and not _is_known(asked, kept) and not _is_one_too_many(asked, kept):
            kept.append(asked)
    return kept


def _place(article: Article, reading: Reading, number: int) -> _Place:
    text = article.quote(number)
    for quoted in quotations.marked(text):
        text = text[: quoted.start] + "”" * (quoted.end - quoted.start) + text[quoted.end :]
    return _Place(article, reading, number, text)


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


def _unclear(place: _Place) -> Iterator[Asked]:
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


def _not_said(place: _Place) -> Iterator[Asked]:
    found = _NOT_SAID.match(place.text)
    if found and not _LOOSE_INSIDE.search(found.group("deed")) and (subject := _subject(place, found.group("subject"))):
        yield Asked(f"Will {subject[0]} {_deed(found.group('deed'))}?", "unanswered", subject[1], "yet")


def _yet_to(place: _Place) -> Iterator[Asked]:
    found = _YET.search(place.text) or _WOULD_NOT_SAY.search(place.text)
    if found:
        if question := turned(found.group("clause")):
            yield Asked(question, "unanswered", (place.number,), "yet")
        return
    doing = _YET_TO_DO.match(place.text)
    if doing and (subject := _subject(place, doing.group("subject"))):
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


def _unverified(place: _Place) -> Iterator[Asked]:
    """Whether the figures are right, from "Independent verification of the figures was not possible"."""
    found = _UNVERIFIED.match(place.text)
    if found is None:
        return
    what = found.group("what") or _lowered(place.article, found.group("claim"))
    yield Asked(f"Can {what} be confirmed?", "not_reported", (place.number,), "unverified")


_TOPIC = re.compile(r"^ (?:on|about|over|regarding) (?P<topic>[^,;]+)")
_ASKED_ABOUT = re.compile(r"(?:questions?|inquir\w+|enquir\w+) (?:on|about|over|regarding) (?P<topic>[^,;]+)")


def _declined(place: _Place) -> Iterator[Asked]:
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
    matter = _matter_near(place)
    if topic and not re.match(r"(?:th(?:at|is|ese|ose)|it|them|his|her|its|their)\b", topic.group("topic")):
        matter = re.split(r" (?:when|after|before|while|as|because)\b", topic.group("topic"), maxsplit=1)[0].strip()
    if matter:
        yield Asked(f"What does {subject[0]} say about {matter}?", "not_reported", subject[1], "declined")


def _refuser(place: _Place, words: str) -> tuple[str, tuple[int, ...]] | None:
    """Who would not say: by name where an explanation between commas gives it."""
    start = place.article.sentences[place.number - 1].start
    for party in place.reading.parties:
        if party.is_named and any(
            start < at < start + len(words) and place.text[at - start - 2 : at - start] in {", ", "d "}
            for at, _ in party.mentions
        ) and ", " in words and party.kind in {"person", "organisation"}:  # fmt: skip
            return _inside(place.article, party), (place.number,)
    return _subject(place, words.split(", ", maxsplit=1)[0])


_CONSIDERING = re.compile(
    r"(?:^|\b(?:said|that|says) )(?P<subject>(?:the |The |[A-Z])[^,;:”]{2,50}?) (?:is|are|was|"
    r"were) considering (?P<what>[^,;:”]+)"
)


def _considered(place: _Place) -> Iterator[Asked]:
    found = _CONSIDERING.search(place.text)
    if found and (subject := _subject(place, found.group("subject"))):
        yield Asked(
            f"Will {subject[0]} go ahead with {found.group('what').strip(' .')}?", "pending", subject[1], "considered"
        )


_DENIED = re.compile(r"\b(?:denied|denies) that (?P<clause>[^,;:”]+)")


def _denied(place: _Place) -> Iterator[Asked]:
    found = _DENIED.search(place.text)
    if found and (question := turned("whether " + found.group("clause"), keep_tense=True)):
        yield Asked(question, "disputed", (place.number,), "denied")


_EXPECTED = re.compile(
    r"^(?P<subject>[^,;:”]{3,70}?) (?:is|are|was|were) (?:also |now |still |widely )?"
    r"(?P<cue>expected|likely|set|scheduled|due|slated) to (?P<deed>[a-z]+[^;:”]*)"
)


def _expected(place: _Place) -> Iterator[Asked]:
    """How shareholders will vote, from "are expected to vote"; whether ministers will meet, from "are set to meet"."""
    found = _EXPECTED.match(place.text)
    if not found or found.group("deed").startswith("be "):
        return
    subject = _subject(place, found.group("subject"))
    if subject is None:
        return
    deed = _deed(found.group("deed"))
    verb = deed.split(maxsplit=1)[0]
    opener = "How will" if verb == "vote" else "Will"
    yield Asked(f"{opener} {subject[0]} {deed}?", "pending", subject[1], "expected")


def _deed(words: str) -> str:
    """What is to be done, without what only explains it."""
    words = re.split(r", | (?:as|while|because|although|though|when) ", words.strip(" ."), maxsplit=1)[0]
    if prose.count(words) > 14:
        words = re.split(r" (?:to|that|which|in order to|so that) (?=[a-z])", words, maxsplit=1)[0]
    return words.strip(" .")


_SAID = re.compile(r"\b(?:said|says|added|warned|noted|confirmed|reported)(?: that)? ")


def _subject(place: _Place, words: str) -> tuple[str, tuple[int, ...]] | None:
    """(the subject inside a question, the sentences it needs); None where it cannot be told who is meant."""
    words = prose.opened(_SAID.split(words.strip(" ,"))[-1].strip())
    reference = place.reading.reference(place.number)
    if re.fullmatch(r"(?:He|She|They|It)", words):
        if reference is None or not reference.certain:
            return None
        party = place.reading.parties[reference.party]
        named = [at for at in party.sentences if at < place.number]
        return _inside(place.article, party), (*named[-1:], place.number)
    if (
        re.search(
            r"\b(?:he|she|it|they|who|this|that|these|those|which|i|we|his|her|its|their)\b", words, re.IGNORECASE
        )
        or words[:1].isdigit()
    ):
        return None
    if re.match(
        r"(?:Around|About|More|Less|Fewer|Nearly|Almost|Some|At least|In|On|At|By|For|With|But|When|While)\b", words
    ):
        return None
    for party in place.reading.parties:
        if party.is_named and words in {party.name, *party.aliases}:
            return _inside(place.article, party), (place.number,)
    return _lowered(place.article, words), (place.number,)


def _inside(article: Article, party: Party) -> str:
    """A party's name inside a sentence, with the article it has there."""
    with_article = any(
        article.text[start:end] == party.name and article.text[max(0, start - 4) : start].lower() == "the "
        for start, end in party.mentions
    )
    return f"the {party.name}" if with_article and party.kind != "person" else party.name


def _lowered(article: Article, words: str) -> str:
    first = words.split(maxsplit=1)[0]
    small = first[:1].lower() + first[1:]
    if small in {"the", "a", "an", "two", "three", "four", "five", "its", "their", "another"} or re.search(
        rf"(?<![\w’'-]){re.escape(small)}\b", article.text
    ):
        return small + words[len(first) :]
    if is_common(small) and not any(letter.isupper() for letter in first[1:]):
        following = words[len(first) :].split()[:1]
        return words if following and following[0][:1].isupper() else small + words[len(first) :]
    plural = first.endswith("s") and not any(letter.isupper() for letter in first[1:])
    return small + words[len(first) :] if plural and len(words.split()) == 1 else words


_EVENTS = (
    "attack strike plan deal vote decision report inquiry talks fire crash ruling ban proposal merger sale takeover "
    "allegations allegation protest protests floods flood sanctions trial verdict case cuts war ceasefire dispute bill "
    "law agreement findings closure charges accident explosion shooting scandal tariffs"
).split()


_EVENT = re.compile(rf"\b(?P<the>[Tt]he )?(?P<event>{'|'.join(_EVENTS)})\b")


def _silent(article: Article, reading: Reading, window: Window) -> Iterator[Asked]:
    """Who is much talked about and never heard: what would they say?"""
    speaking = {each.party for each in reading.attributions} | {
        chain for each in reading.attributions for chain in each.reported_by
    }
    heard = [party.represents for party in reading.parties if party.index in speaking and party.represents]
    spokesmen = " ".join(party.name for party in reading.parties if party.index in speaking and not party.is_named)
    matter = _matter(article)
    if matter is None:
        return
    silent = [
        party
        for party in reading.parties
        if party.index not in speaking
        and party.is_named
        and party.kind in {"person", "government", "organisation"}
        and len([at for at in party.sentences if window.first <= at <= window.last]) >= _MENTIONS_OF_SILENT
        and not any(names.same(party.name, name) for name in heard)
        and not any(form in spokesmen for form in (party.name, *party.aliases) if len(form) > 2)
    ]
    for party in sorted(silent, key=lambda party: -len(party.sentences)):
        sentences = [at for at in party.sentences if window.first <= at <= window.last][:2]
        yield Asked(
            f"What does {_inside(article, party)} say about {matter}?", "not_reported", tuple(sentences), "silent"
        )


def _matter_near(place: _Place) -> str | None:
    """What the sentences just before are about; None where they name no event."""
    before = " ".join(place.article.quote(number) for number in range(max(1, place.number - 2), place.number + 1))
    event = next((event for event in _EVENTS if re.search(rf"\b(?:[Tt]he|in) {event}\b", before)), None)
    return f"the {event}" if event else None


def _matter(article: Article) -> str | None:
    """What the article is about, as its commonest event with "the" before it."""
    counts: Counter[str] = Counter()
    named: set[str] = set()
    for found in _EVENT.finditer(article.text):
        counts[found.group("event")] += 1
        if found.group("the"):
            named.add(found.group("event"))
    event = max(sorted(named), key=lambda event: counts[event], default=None)
    return f"the {event}" if event else None


_LOOSE = re.compile(r"\b(?:he|she|it|they|him|them|this|these|those|herself|himself|themselves)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^\w+ (?:his|her|its|their)\b", re.IGNORECASE)


def _own(question: str) -> str:
    """A question up to the first name or noun that "its" in it could mean."""
    return " ".join(question.split()[:5])


def _is_good(asked: Asked, article: Article) -> bool:
    question = asked.question
    if prose.count(question) > _MOST_WORDS or prose.count(question) < 3 or "”" in question:
        return False
    if (
        re.search(r"\b(?:its|his|her|their|such)\b", _own(question))
        or _LOOSE.search(question)
        or _POSSESSIVE.match(question)
        or question.count("(") != question.count(")")
    ):
        return False
    return asked.sort in {"silent", "declined", "denied", "unverified"} or not _is_answered(asked, article)


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
