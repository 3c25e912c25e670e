"""An article as it is read: what only sets the text on a page is read as spaces, and no offset moves."""

import re
from dataclasses import replace

from service.core.article import Article, per_article

_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile(
    r"(?<![^\W_])[\u200b\u2060]|[\u200b\u2060](?![^\W_])|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_FOOTNOTE = re.compile(r"(?<=\S)\[(?:\d{1,3}|note \d+|citation needed|who\?|when\?)\]")
_ANY_OF_THESE = re.compile(r"[\n\r\v\f\x85\u2028\u2029\u200b\u2060\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\[]")
_BULLET = re.compile(r"(?:[*•·▪●◦‣–—-]|#{1,6}) +|(?:\d{1,3}(?:\.\d{1,2})+|\d{1,3}[.)]) +(?=[A-Z“\"])")


@per_article
def plain(article: Article) -> Article:
    """The article with spaces for line breaks inside its sentences, bullets, footnote marks and marks of direction.

    Sentences and offsets are those of the article itself, which comes back where there is nothing to read so.
    """
    text = article.text
    spans = [span for sentence in article.sentences for span in _set(text, sentence.start, sentence.end)]
    if not spans:
        return article
    parts, upto = [], 0
    for start, end in spans:
        parts += [text[upto:start], " " * (end - start)]
        upto = end
    return replace(article, text="".join([*parts, text[upto:]]))


def _set(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What sets a sentence on its page, in order."""
    bullet = _BULLET.match(text, start, end)
    found = [bullet.span()] if bullet else []
    after = bullet.end() if bullet else start
    if _ANY_OF_THESE.search(text, after, end) is None:
        return found  # as nearly always
    for pattern in (_BREAK, _UNSEEN, _FOOTNOTE):
        found += [match.span() for match in pattern.finditer(text, after, end)]
    return sorted(found)
