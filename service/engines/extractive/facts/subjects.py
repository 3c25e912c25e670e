"""The name in the place of what opens a sentence and means somebody named before: "It", "Her", "The company"."""

import bisect
import re
from dataclasses import dataclass

from service.core.article import Article
from service.core.attribution import Party, Reading
from service.core.attribution.people import is_group, is_organisation
from service.core.attribution.tokens import AUXILIARIES
from service.engines.extractive.sentences import prose
from service.engines.extractive.sentences.mentioned import mentions, parties
from service.engines.extractive.sentences.splitting import PASTS
from service.engines.extractive.views.phrasing import subject

_FAR = 3  # sentences in a row that may open with a pronoun for the same
_LATEST = 20  # sentences that name somebody in which the name may be spelt whole
_NEAR = 4  # sentences back to the body that "the company" means
_PRONOUN = re.compile(r"(?:He|She|It|They|His|Her|Its|Their)(?='s\b|’s\b|\b)")
# "Six of its nine members", "In August it had forecast": nothing before the pronoun is a noun that it could mean.
_PRONOUN_SOON = re.compile(
    r"(?:(?!No\b)[A-Z][a-z]+ of |[\d,]+ of |(?:In|On|At|By|Since|Until|Under|Despite|For|With|During|Last|This|Among)"
    r"(?: (?!the\b|an?\b|th(?:is|at|ese|ose)\b)(?:[\d,]+|[A-Z][a-z]+|[a-z]+(?:day|month|year|week|time)))*,? )"
    r"(?P<word>it|he|she|its|his|her)\b(?!self)"
)
# "Expects it to peak": who expects is not what peaks.
_ANOTHER_OBJECT = re.compile(
    r" (?:(?:now|also|still|has|had|have|then) )*[a-z]+ (?:it|him|her|them)\b(?! [a-z]+s?\b(?<!to))"
)
_GENDER = {"he": "male", "his": "male", "she": "female", "her": "female"}
_OWNING = frozenset({"his", "her", "its", "their"})
_BODY = re.compile(
    r"The (?:[A-Z][\w-]+-based )?(?:company|firm|group|charity|airline|retailer|bank|union|chain|carmaker|manufacturer|"
    r"insurer|lender|supplier|operator|developer|broadcaster|newspaper|magazine|paper|startup|start-up|brewery|"
    r"maker|publisher|club|agency|watchdog|regulator|association|federation|organisation|organization|"
    r"bureau|contractor|utility|network|league)(?=(?:’s|'s)? (?!of\b|for\b|that\b|which\b|in\b|at\b|from\b))"
)
_ANY_FIRM = frozenset("company firm group business".split())
# What is no company.
_PUBLIC = frozenset(
    "council court ministry union party university hospital agency association office authority department police "
    "commission board federation committee parliament congress senate government bureau institute coalition army navy "
    "force service services tribunal nations".split()
)
# "It was the deadliest in years", "It is not clear": what is meant is the event, or nothing.
_EVENT = re.compile(
    r"It(?:[’']s| (?:is|was|can be|must be|would be|will be|has been|had been|may be|could be|remains?|seems?|"
    r"appears?|looks?|feels?|sounds?|follows|comes?|came|takes?|took|marks?|marked|means?|meant|happened|lasted|stands?|depends?)\b)"
)
# What stands before the name of a subject: "The 11-member Northern Council", "Only Mrs Marchetti".
_BEFORE_NAME = re.compile(
    r"(?:(?:The|An?|Only|But|And|Its|Their|Former|Acting|Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|President|Prime|Minister|"
    r"Chief|Judge|Justice|Sir|Lord|Lady|Dame|Baroness|Sheriff|Mayor|Detective|Inspector|Superintendent|Pope|King|"
    r"Queen|Prince|Princess|Professor|Councillor|Cllr|[a-z][\w-]*|\d[\w-]*)\.? ){0,4}"
)
# What follows a subject: its verb, an adverb or a comma; not the noun that the name only describes.
_VERBS = "|".join(sorted(PASTS | AUXILIARIES))
_AFTER_NAME = re.compile(
    rf",| (?:also|then|now|still|later|on|in|at|from|of|who|which|and|yesterday|{_VERBS}|[a-z]+(?:ed|s)|[a-z]+ly)\b"
)
_PLURAL_SUBJECT = re.compile(
    r"(?:The |Its |Their |Some |About |More than |[\d,]+ )?(?:[a-z-]+ ){0,2}[A-Za-z]+s"
    r"(?=,| (?:will|are|were|have|would|had)\b)"
)
_FULL_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][\w’'-]+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence with the name put in, and the sentences that say who was told of and spell the name."""

    text: str
    party: Party
    sentences: tuple[int, ...]


def named(article: Article, reading: Reading, number: int, text: str) -> Named | None:
    """A sentence with the name for what it opens with, where whoever is meant is sure; None elsewhere.

    Args:
        article: Where the sentence stands.
        reading: Its reading.
        number: The sentence's.
        text: The sentence, as it would be told.
    """
    pronoun = _PRONOUN.match(text) or _PRONOUN_SOON.match(text)
    body = None if pronoun else _BODY.match(text)
    opener = pronoun or body
    if opener is None:
        return None
    within = opener.groupdict().get("word")  # a pronoun that other words stand before
    word = within or opener.group()
    told = word[:1].upper() + word[1:] + text[opener.end() :]
    party = _meant(reading, article, number, told) if pronoun else _body(article, number, opener.group())
    if party is None or not (party.is_named or party.kind in {"organisation", "government"}):
        return None
    before = party.sentences[: bisect.bisect_left(party.sentences, number)]
    if not before or _ANOTHER_OBJECT.match(text, opener.end()):
        return None
    name = subject(article, reading, party)
    if party.kind != "person" and re.search(
        rf"\bthe (?:[\w-]+ ){{1,2}}{re.escape(name)}\b", article.text, re.IGNORECASE
    ):
        name = f"The {name}"
    if within and name.startswith("The "):
        name = f"the{name[3:]}"
    if word.lower() in _OWNING:
        name += "’s" if "’s" in article.text else "'s"
    tried = (*reversed(before[-_LATEST:]), *before[:_LATEST])
    spelt = next((at for at in tried if party.name in article.quote(at)), before[-1])
    told_of = tuple(sorted({before[-1], spelt}))
    return Named(prose.capital(text[: opener.end() - len(word)] + name + text[opener.end() :]), party, told_of)


def _meant(reading: Reading, article: Article, number: int, text: str, far: int = _FAR) -> Party | None:
    """Whom the pronoun means that opens a sentence: the subject of the sentence before, where nobody else fits."""
    word = _PRONOUN.match(text)
    if word is None or number <= 1 or far == 0:
        return None
    low = word.group().lower()
    if low in {"they", "their"} or (low == "it" and _EVENT.match(text)):
        return None
    former = prose.opened(article.quote(number - 1))
    party = _meant(reading, article, number - 1, former, far - 1) or _subject(article, number - 1)
    # "A ship ran aground, the port authority said. Its crew …": the ship's, unless what ran aground were ships.
    if party is None and (low in _GENDER or _PLURAL_SUBJECT.match(former)):
        party = _speaker(reading, number - 1)
    if party is None:
        return None
    if low in _GENDER:
        fits = party.kind == "person" and party.gender in {None, _GENDER[low]}
        return party if fits and not _has_rival(article, number - 1, party, _GENDER[low]) else None
    if party.kind not in {"organisation", "government"} or _has_other_body(article, number - 1, party):
        return None
    return party


def _subject(article: Article, number: int) -> Party | None:
    """The party a sentence is about: the one whose name it begins with."""
    sentence = article.sentences[number - 1]
    told = prose.opened(article.quote(number))
    body = _BODY.match(told)
    if body is not None:
        return _body(article, number, body.group())
    start = sentence.end - len(told) if article.quote(number).endswith(told[1:]) else sentence.start
    return next(
        (
            each.party
            for each in mentions(article, number)
            if start <= each.start
            and _BEFORE_NAME.fullmatch(article.text, start, each.start)
            and _AFTER_NAME.match(article.text, each.end)
        ),
        None,
    )


def _speaker(reading: Reading, number: int) -> Party | None:
    """Who says all that is said in a sentence, where its source is named there."""
    said = reading.of_sentence(number)
    speakers = {each.party for each in said}
    if len(speakers) != 1 or any(each.source is None or not each.certain for each in said):
        return None
    speaker = next(iter(speakers))
    party = reading.parties[speaker] if speaker is not None else None
    return party if party is not None and number in party.sentences else None


def _has_rival(article: Article, number: int, party: Party, gender: str) -> bool:
    """Whether a sentence names somebody else whom "he" or "she" could mean."""
    known = any(
        other.index != party.index and other.kind in {"person", "other"} and other.gender in {None, gender}
        for other in parties(article, number)
    )
    sentence = article.sentences[number - 1]
    unknown = any(
        not any(each.start < name.end() and name.start() < each.end for each in mentions(article, number))
        for name in _FULL_NAME.finditer(article.text, sentence.start, sentence.end)
    )
    return known or unknown


def _has_other_body(article: Article, number: int, party: Party) -> bool:
    """Whether a sentence speaks of another body that "it" could mean."""
    named = any(
        other.index != party.index and other.kind in {"organisation", "government", "other"}
        for other in parties(article, number)
    )
    own = set(_WORD.findall(party.name.lower()))
    words = set(_WORD.findall(article.quote(number).lower())) - own
    return named or any(is_organisation(word) and not is_group(word) for word in words)


def _body(article: Article, number: int, words: str) -> Party | None:
    """Which body "the company" means: the only one of the nearest sentence before that names any."""
    noun = words.rsplit(maxsplit=1)[-1]
    for at in range(number - 1, max(0, number - 1 - _NEAR), -1):
        near = [
            party for party in parties(article, at) if party.kind in {"organisation", "government"} and party.is_named
        ]
        if near:
            named_so = set(_WORD.findall(near[0].name.lower()))
            noun = noun.removesuffix("’s").removesuffix("'s")
            fits = noun in named_so or (noun in _ANY_FIRM and near[0].kind == "organisation" and not named_so & _PUBLIC)
            return near[0] if len(near) == 1 and fits else None
    return None
