"""Who is much talked about and never heard, and what an article is about."""

import re
from collections import Counter
from collections.abc import Iterator

from service.core import names
from service.core.article import Article
from service.core.attribution import Party, Reading, places
from service.core.engine import Window
from service.engines.extractive.asking.answerable import is_answerable
from service.engines.extractive.asking.asked import Asked, Place, inside
from service.engines.extractive.sentences.hints import Hinted
from service.engines.extractive.sentences.nouns import has_article

_MENTIONS_OF_SILENT = 3
_OPENING = 4  # sentences that tell what the news is about

_EVENTS = (
    "attack strike plan deal vote decision report inquiry talks fire crash ruling ban proposal merger sale takeover "
    "allegations allegation protest protests floods flood sanctions trial verdict case cuts war ceasefire dispute bill "
    "law agreement findings closure charges accident explosion shooting scandal tariffs"
).split()


_EVENT = Hinted(" ".join(_EVENTS), rf"\b(?P<the>[Tt]he )?(?P<event>{'|'.join(_EVENTS)})\b")


def silent(article: Article, reading: Reading, window: Window) -> Iterator[Asked]:
    """Who is much talked about and never heard: what would they say?"""
    speaking = {each.party for each in reading.attributions} | {
        chain for each in reading.attributions for chain in each.reported_by
    }
    heard = [party.represents for party in reading.parties if party.index in speaking and party.represents]
    spokesmen = " ".join(party.name for party in reading.parties if party.index in speaking and not party.is_named)
    matter = _matter(article)
    if matter is None:
        return
    opening = range(window.first, window.first + _OPENING)
    unheard = [
        party
        for party in reading.parties
        if party.index not in speaking
        and party.is_named
        and party.kind in {"person", "government", "organisation"}
        and len([at for at in party.sentences if window.first <= at <= window.last]) >= _MENTIONS_OF_SILENT
        and any(at in opening for at in party.sentences)  # the news is about it, not beside it
        and not any(names.same(party.name, name) for name in heard)
        and not any(form in spokesmen for form in (party.name, *party.aliases) if len(form) > 2)
        and not _speaks_through_its_head(article, reading, party)
        and is_answerable(article, party)
    ]
    for party in sorted(unheard, key=lambda party: -len(party.sentences)):
        sentences = [at for at in party.sentences if window.first <= at <= window.last][:2]
        yield Asked(
            f"What {_does(article, party)} {inside(article, party)} say about {matter}?",
            "not_reported",
            tuple(sentences),
            "silent",
        )


_ITS_HEAD = re.compile(
    r"^(?:Its|Their) [a-z]|\b(?:the|its|their) (?:party|company|group|union|agency|council|firm|club|bank|ministry|"
    r"government|city|school|university|hospital|airline|operator|charity)[’']s [a-z]"
)
_SOON = 2  # sentences after a party's name in which "the party's leader" is its own


def _speaks_through_its_head(article: Article, reading: Reading, party: Party) -> bool:
    """Whether "its leader" or "the President of Orsk" speaks beside the name of the party."""
    of = re.compile(rf"\bof (?:the )?{re.escape(party.name)}\b")
    for number in party.sentences:
        if reading.of_sentence(number) and of.search(article.quote(number)):
            return True
        for near in range(number, min(number + _SOON, len(article.sentences)) + 1):
            if reading.of_sentence(near) and _ITS_HEAD.search(article.quote(near)):
                return True
    return False


def _does(article: Article, party: Party) -> str:
    several = party.plural or (
        party.name.endswith("s") and has_article(article, party) and not places.country_of(party.name)
    )
    return "do" if several else "does"


def matter_near(place: Place) -> str | None:
    """What the sentences just before are about; None where they name no event."""
    before = " ".join(place.article.quote(number) for number in range(max(1, place.number - 2), place.number + 1))
    event = next((event for event in _EVENTS if re.search(rf"\b(?:[Tt]he|in) {event}\b", before)), None)
    return f"the {event}" if event else None


def _matter(article: Article) -> str | None:
    """What the article is about, as its commonest event with "the" before it."""
    counts: Counter[str] = Counter()
    named: set[str] = set()
    for sentence in article.sentences:
        for found in _EVENT.finditer(article.quote(sentence.number)):
            counts[found.group("event")] += 1
            if found.group("the"):
                named.add(found.group("event"))
    event = max(sorted(named), key=lambda event: counts[event], default=None)
    return f"the {event}" if event else None
