"""Who is named in a sentence, and where: looked up once for an article, however many parties it has."""

import bisect
from collections import defaultdict
from typing import NamedTuple

from service.core import attribution
from service.core.article import Article, per_article
from service.core.attribution import Party


class Mention(NamedTuple):
    """A stretch of an article that names a party, as offsets of its text."""

    start: int
    end: int
    party: Party


def mentions(article: Article, number: int) -> tuple[Mention, ...]:
    """Where a sentence names somebody, in its order."""
    return _mentions(article).get(number, ())


def parties(article: Article, number: int) -> tuple[Party, ...]:
    """Who is named in a sentence, in the order of the article."""
    return _parties(article).get(number, ())


@per_article
def _mentions(article: Article) -> dict[int, tuple[Mention, ...]]:
    starts = [sentence.start for sentence in article.sentences]
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for party in attribution.read(article).parties:
        for start, end in party.mentions:
            found[bisect.bisect_right(starts, start)].append(Mention(start, end, party))
    return {number: tuple(sorted(here, key=lambda each: each[:2])) for number, here in found.items()}


@per_article
def _parties(article: Article) -> dict[int, tuple[Party, ...]]:
    found: defaultdict[int, list[Party]] = defaultdict(list)
    for party in attribution.read(article).parties:
        for number in party.sentences:
            found[number].append(party)
    return {number: tuple(here) for number, here in found.items()}
