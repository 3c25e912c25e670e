"""Dates and times in news English: where they stand, what they say, and which day they mean.

A mention is read for what its words say and no more; which day it means is decided only against a day of publication.
"""

from collections.abc import Iterable

from service.core.article import Article
from service.core.brief import DateMention
from service.core.dates.expression import TELLING_WORDS
from service.core.dates.mention import Mention, When, entails, find
from service.core.dates.resolution import resolve
from service.core.dates.telling import told

__all__ = ["TELLING_WORDS", "Mention", "When", "entails", "find", "mentions", "resolve"]


def mentions(
    article: Article, spans: Iterable[tuple[int, int]], statement: str | None = None
) -> tuple[DateMention, ...]:
    """The dates and times in parts of an article.

    Args:
        article: Its `published_at`, if given, is what relative dates are resolved against.
        spans: (start, end) in code points of the article's text, usually whole sentences.
        statement: What is told of them; dates of clauses it says nothing of are left out.
    """
    found: list[DateMention] = []
    for start, end in spans:
        part = article.text[start:end]
        here = find(part)
        found.extend(
            DateMention(
                text=mention.text,
                start=start + mention.start,
                end=start + mention.end,
                iso=resolve(mention, part, article.published_at),
            )
            for mention in (here if statement is None else told(here, part, statement))
        )
    return tuple(found)
